"""The work of the night: when it begins, and that it ends for nothing but its end."""

import sqlite3
import threading
import time
from datetime import datetime

import pytest
from serving import ARTICLE, until

from narrate.service import core, narrations, night, places
from narrate.service.core import Service
from narrate.service.jobs import Outcome, WithdrawnError
from narrate.service.night import next_night
from narrate.service.tokens import Caller
from narrate.service.withdrawal import Withdrawal, reason_of, withdrawal_of

EDITOR = Caller("desk", "write", "Ana Kowal")


def end_job(service: Service, outcome: Outcome) -> None:
    job = narrations.claim(service.store, 0)
    assert job
    narrations.finish(service.store, job, outcome, lambda _: {})


def begin_night(service: Service) -> list[sqlite3.Row]:
    """Let all be due that was put off; return the jobs that wait then."""
    night.postpone(service, "mill", EDITOR)
    service.store.change("UPDATE postponed SET due = 0")
    night.begin(service)
    assert night.planned(service, "mill") is None
    return service.store.rows("SELECT * FROM jobs WHERE state = 'queued'")


def test_a_retracted_article_is_not_published_again_at_night(resting: Service) -> None:
    night.postpone(resting, "mill", EDITOR)
    resting.retract("mill", "a wish", EDITOR)
    assert night.planned(resting, "mill") is None
    assert [job["kind"] for job in begin_night(resting)] == ["retract"]
    end_job(resting, Outcome("retracted", "a wish", result={"retracted": "a wish"}))
    assert begin_night(resting) == []


def test_a_withdrawn_narration_is_published_again_only_by_decision(resting: Service) -> None:
    resting.retract("mill", "a wish", EDITOR)
    article = {"form": "html", "content": ARTICLE["html"], "title": ARTICLE["title"]}
    with pytest.raises(WithdrawnError, match="put the article again"):
        resting.again("mill", EDITOR)
    # The content system puts the same article while the withdrawal waits: its newest wish counts.
    assert resting.submit("mill", article, EDITOR).changed
    resting.retract("mill", "a wish", EDITOR)
    end_job(resting, Outcome("retracted", "a wish", result={"retracted": "a wish"}))
    with pytest.raises(WithdrawnError):
        resting.again("mill", EDITOR)
    resting.again("mill", EDITOR, republish=True)
    [job] = resting.store.rows("SELECT kind FROM jobs WHERE state = 'queued'")
    assert job["kind"] == "make"


def test_a_withdrawal_that_fails_is_no_withdrawal_but_nobody_publishes_by_mistake(
    resting: Service,
) -> None:
    resting.retract("mill", "a wish", EDITOR)
    assert withdrawal_of(resting.store, "mill") is Withdrawal.DUE
    end_job(resting, Outcome("failed", "mill: Permission denied.", "PublishError"))
    assert withdrawal_of(resting.store, "mill") is Withdrawal.FAILED
    assert reason_of(resting.store, "mill") == "a wish"
    row = resting.store.row("SELECT * FROM narrations WHERE id = 'mill'")
    assert row
    assert row["published"]
    assert row["reason"] == (
        "The withdrawal failed: mill: Permission denied. The audio is still public."
    )
    with pytest.raises(WithdrawnError, match="failed, and its audio is still public"):
        resting.again("mill", EDITOR)
    resting.again("mill", EDITOR, republish=True)
    assert withdrawal_of(resting.store, "mill") is Withdrawal.NONE


def test_a_feed_that_takes_long_to_write_is_written_seldom() -> None:
    assert [places.feed_rest_s(duration_s) for duration_s in (0.1, 30)] == [10, 600]


def test_a_write_that_fails_does_not_end_the_work_of_later_nights(
    resting: Service, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(core, "_REST_EVERY_S", 0.01)
    # As on a full disk: what is planned stays, and no job can be noted.
    resting.store.change(
        "CREATE TRIGGER full BEFORE INSERT ON jobs"
        " BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"
    )
    night.postpone(resting, "mill", EDITOR)
    resting.store.change("UPDATE postponed SET due = 0")
    thread = threading.Thread(target=resting._rest, daemon=True)  # noqa: SLF001
    thread.start()
    until(lambda: not thread.is_alive() or "own work failed" in caplog.text)
    resting.store.change("DROP TRIGGER full")
    until(lambda: not thread.is_alive() or night.planned(resting, "mill") is None)
    assert thread.is_alive()
    resting.ending.set()
    thread.join(60)


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
