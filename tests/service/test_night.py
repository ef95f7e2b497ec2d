"""When the night begins, by the clock of the machine."""

import time
from datetime import datetime

import pytest

from narrate.service.night import next_night


@pytest.mark.parametrize("hour", [0, 2, 23])
def test_the_next_night_begins_at_the_hour_within_a_day(
    hour: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Kyiv")
    time.tzset()
    try:
        # Around both changes of summer time, and at the hour itself.
        for moment in ("2026-03-28T12:00", "2026-10-24T12:00", "2026-05-03T02:00"):
            now = datetime.fromisoformat(moment).astimezone()
            due = datetime.fromtimestamp(next_night(now.timestamp(), hour)).astimezone()
            assert (due.hour, due.minute) == (hour, 0)
            assert 0 < (due - now).total_seconds() <= 25 * 3600
    finally:
        monkeypatch.undo()
        time.tzset()
