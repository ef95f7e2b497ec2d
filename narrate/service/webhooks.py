"""Webhooks out, as Standard Webhooks has them: signed, tried again with growing pauses, logged.

A message keeps its id however often it is tried, so that a receiver knows it again.
"""

import json
import logging
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from narrate.errors import NarrateError, SourceError
from narrate.runtime.packages import own_version
from narrate.service import audit
from narrate.service.submission import Json
from narrate.source.network import Place, place, resolved

if TYPE_CHECKING:
    from narrate.service.office import Office

# Seconds from one try to the next, as the specification of Standard Webhooks suggests them.
PAUSES_S: Final = (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)
_GONE: Final = 410
_SUCCESS: Final = range(200, 300)
_TIMEOUT_S: Final = 15.0
_LOOK_S: Final = 1.0
_AT_ONCE: Final = 8  # receivers
_KEPT_S: Final = 30 * 86_400
_LONGEST_PROBLEM: Final = 300
_LOG: Final = logging.getLogger("narrate.service")


class Deliveries:
    """The thread that sends what is due, to each receiver one message at a time."""

    def __init__(self, service: "Office") -> None:
        """Take the service whose outbox it empties."""
        self._service = service
        self._busy: set[str] = set()
        self._thread = threading.Thread(target=self._work, daemon=True, name="deliveries")
        self._pool = ThreadPoolExecutor(_AT_ONCE, "delivery")

    def start(self) -> None:
        """Start to send."""
        self._thread.start()

    def close(self) -> None:
        """Send nothing more; what is left is sent after the next start."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        if self._thread.is_alive():
            self._thread.join(_TIMEOUT_S)

    def _work(self) -> None:
        while not self._service.ending.wait(_LOOK_S):
            try:
                for row in self._due():
                    self._busy.add(row["receiver"])
                    self._pool.submit(self._deliver, dict(row))
            except Exception:  # noqa: BLE001 - the edge of a thread
                _LOG.exception("Webhooks could not be sent; the service goes on.")

    def _due(self) -> Iterator[Any]:
        """Yield the oldest delivery that is due for each receiver that has none under way."""
        rows = self._service.store.rows(
            "SELECT deliveries.*, address, secret, payload, min(deliveries.id) FROM deliveries"
            " JOIN receivers ON receivers.name = receiver JOIN outbox ON outbox.id = message"
            " WHERE state = 'waiting' AND due <= ? AND disabled = '' GROUP BY receiver",
            time.time(),
        )
        return (row for row in rows if row["receiver"] not in self._busy)

    def _deliver(self, row: Json) -> None:
        try:
            status, problem = self._send(row)
            self._note(row, status, problem)
        except Exception:  # noqa: BLE001 - the edge of a thread
            _LOG.exception("A webhook's delivery could not be noted.")
        finally:
            self._busy.discard(row["receiver"])

    def _send(self, row: Json) -> tuple[int | None, str]:
        """Send a message; return the receiver's status, if it answered, and what went wrong."""
        import httpx
        from standardwebhooks import Webhook

        body, now = row["payload"], datetime.now(UTC)
        try:
            headers = {
                "Content-Type": "application/json",
                "User-Agent": f"narrate/{own_version()}",
                "webhook-id": row["message"],
                "webhook-timestamp": str(int(now.timestamp())),
                "webhook-signature": Webhook(row["secret"]).sign(row["message"], now, body),
            }
            url, host, is_private = row["address"], *self._place(row["address"])
            to = resolved(host, url, opened={host} if is_private else ())
            literal = f"[{to}]" if ":" in str(to) else str(to)
            target = urlsplit(url)._replace(netloc=f"{literal}:{host.port}", fragment="").geturl()
            headers["Host"] = urlsplit(url).netloc.rpartition("@")[2]
            with httpx.Client(timeout=_TIMEOUT_S, trust_env=False) as client:
                answer = client.post(
                    *(target,),
                    content=body.encode(errors="replace"),
                    headers=headers,
                    extensions={"sni_hostname": host.host},
                )
        except (httpx.HTTPError, httpx.InvalidURL, NarrateError, ValueError) as error:
            return None, (str(error) or type(error).__name__)[:_LONGEST_PROBLEM]
        problem = "" if answer.status_code in _SUCCESS else f"answered {answer.status_code}"
        return answer.status_code, problem

    def _place(self, url: str) -> tuple[Place, bool]:
        return place(url), self._service.settings.serve.private_receivers

    def _note(self, row: Json, status: int | None, problem: str) -> None:
        """Note a try; after the last one, and where a receiver is gone, no other follows."""
        attempts = row["attempts"] + 1
        state, due = ("failed" if problem else "delivered"), row["due"]
        if problem and status != _GONE and attempts <= len(PAUSES_S):
            state, due = "waiting", time.time() + PAUSES_S[attempts - 1]
        store = self._service.store
        with store.transaction():
            store.change(
                "UPDATE deliveries SET state = ?, attempts = ?, due = ?, status = ?, problem = ?"
                " WHERE id = ?",
                *(state, attempts, due, status, problem, row["id"]),
            )
            if status == _GONE:
                store.change(
                    "UPDATE receivers SET disabled = 'it answered 410 Gone' WHERE name = ?",
                    row["receiver"],
                )
        self._service.figures.count("narrate_deliveries_total", state=state)
        facts = {"receiver": row["receiver"], "message": row["message"], "attempt": attempts}
        facts |= {"status": status, "state": state, "problem": problem}
        _LOG.info("webhook", extra={"facts": facts})


def prune(service: "Office") -> None:
    """Delete messages of a month ago that no delivery waits for, and jobs that ended by then.

    With them go old lines of the audit log, as the settings say, and webhooks of senders whose
    signatures are too old to come again.
    """
    audit.prune(service.store, service.settings.serve.audit_days)
    service.store.change("DELETE FROM taken_messages WHERE expires < ?", time.time())
    service.store.change(
        "DELETE FROM jobs WHERE finished < ? AND id NOT IN (SELECT max(id) FROM jobs"
        " GROUP BY narration)",
        time.time() - _KEPT_S,
    )
    service.store.change(
        "DELETE FROM outbox WHERE created < ? AND NOT EXISTS (SELECT 1 FROM deliveries"
        " WHERE message = outbox.id AND state = 'waiting')",
        time.time() - _KEPT_S,
    )


def check_address(service: "Office", url: str) -> None:
    """Raise SourceError for an address to which no webhook may be sent."""
    host = place(url)
    if urlsplit(url).username is not None:
        raise SourceError("The address holds a user's name: webhooks are signed instead.")
    with suppress(ValueError):
        resolved(host, url, opened={host} if service.settings.serve.private_receivers else ())


def log(service: "Office", receiver: str, limit: int) -> list[Json]:
    """Return the newest deliveries to a receiver: message, event, state, tries, last problem."""
    rows = service.store.rows(
        "SELECT deliveries.*, event, narration, created FROM deliveries JOIN outbox ON"
        " outbox.id = message WHERE receiver = ? ORDER BY deliveries.id DESC LIMIT ?",
        *(receiver, limit),
    )
    names = ("message", "event", "narration", "state", "attempts", "status", "problem")
    return [{name: row[name] for name in names} | {"due": row["due"]} for row in rows]


def events_of(row: Any) -> list[str]:
    """Return the events that a receiver wants; none stands for all."""
    events: list[str] = json.loads(row["events"])
    return events
