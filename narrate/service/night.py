"""Work for the night: narrations that an editor put off until the machine has time."""

import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from narrate.errors import UsageError
from narrate.service.jobs import FullError
from narrate.service.tokens import Caller

if TYPE_CHECKING:
    from narrate.config import Settings
    from narrate.service.store import Store


class Planner(Protocol):
    """A service as far as work for the night needs it."""

    settings: "Settings"
    store: "Store"

    def again(self, narration: str, caller: Caller, /) -> int:
        """Queue a narration to be made anew; return the job's number."""


def next_night(now_s: float, hour: int) -> float:
    """Return the next time, in seconds of the epoch, when this machine's clock shows an hour."""
    now = datetime.fromtimestamp(now_s).astimezone()
    due = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    if due <= now:
        due += timedelta(days=1)
    # The day's wall clock counts: between the two may lie a change to summer time.
    return due.replace(tzinfo=None).astimezone().timestamp()


def postpone(service: Planner, narration: str, caller: Caller) -> None:
    """Plan to record a narration again in the next night; a plan that exists stays."""
    service.store.change(
        "INSERT INTO postponed (narration, due, token, editor) SELECT id, ?, ?, ? FROM narrations"
        " WHERE id = ? ON CONFLICT (narration) DO NOTHING",
        *(next_night(time.time(), service.settings.serve.night_hour), caller.token),
        *(caller.editor, narration),
    )


def planned(service: Planner, narration: str) -> float | None:
    """Return when a narration is recorded again, in epoch seconds; None if nothing is planned."""
    row = service.store.row("SELECT due FROM postponed WHERE narration = ?", narration)
    return row["due"] if row else None


def begin(service: Planner) -> None:
    """Queue the narrations that are due; where the queue is full, the others wait."""
    rows = service.store.rows("SELECT * FROM postponed WHERE due <= ? ORDER BY due", time.time())
    for row in rows:
        try:
            caller = Caller(row["token"], "write", row["editor"])
            service.again(row["narration"], caller)
        except FullError:
            return
        except UsageError:  # its text is gone, or it is withdrawn
            pass
        service.store.change("DELETE FROM postponed WHERE narration = ?", row["narration"])
