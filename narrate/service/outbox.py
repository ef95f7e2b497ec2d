"""The outbox: events that receivers are still to be told, kept with the change they tell of."""

import json
import secrets
import time
from datetime import UTC, datetime
from typing import Any, Final

from narrate.service.store import Store

EVENTS: Final = tuple(
    f"narration.{name}" for name in ("published", "updated", "held", "failed", "retracted")
)


def emit(store: Store, event: str, narration: str, data: dict[str, Any]) -> str:
    """Put an event into the outbox for every receiver that wants it; return its id.

    Call it within the transaction of the change, so that one is not kept without the other.
    """
    now = time.time()
    message = f"msg_{secrets.token_hex(12)}"
    payload = {
        "type": event,
        "timestamp": datetime.fromtimestamp(now, UTC).isoformat(timespec="milliseconds"),
        "data": data,
    }
    store.change(
        "INSERT INTO outbox (id, event, narration, payload, created) VALUES (?, ?, ?, ?, ?)",
        *(message, event, narration, json.dumps(payload, ensure_ascii=False), now),
    )
    for receiver in store.rows("SELECT name, events FROM receivers WHERE disabled = ''"):
        events = json.loads(receiver["events"])
        if not events or event in events:
            store.change(
                "INSERT INTO deliveries (message, receiver, due) VALUES (?, ?, ?)",
                *(message, receiver["name"], now),
            )
    return message
