"""Withdrawals: whether a narration is withdrawn, is about to be, or is public in spite of one."""

from enum import StrEnum

from narrate.service.jobs import RETRACT, WAITING
from narrate.service.store import Store


class Withdrawal(StrEnum):
    """The newest withdrawal of a narration; false where it has none."""

    NONE = ""
    DUE = "due"
    DONE = "done"
    FAILED = "failed"


def withdrawal_of(store: Store, narration: str) -> Withdrawal:
    """Return the state of a narration's withdrawal.

    It ends with a newer request to publish the narration.
    """
    row = store.row(
        "SELECT narrations.state, jobs.kind, jobs.state AS job FROM narrations LEFT JOIN jobs"
        " ON jobs.id = (SELECT max(id) FROM jobs WHERE narration = narrations.id)"
        " WHERE narrations.id = ?",
        narration,
    )
    if row is None:
        return Withdrawal.NONE
    if row["state"] == "retracted":
        return Withdrawal.DONE
    if row["kind"] != RETRACT:
        return Withdrawal.NONE
    return Withdrawal.DUE if row["job"] in WAITING else Withdrawal.FAILED


def reason_of(store: Store, narration: str) -> str:
    """Return the reason that a person gave for the newest withdrawal; empty for none."""
    row = store.row(
        "SELECT reason FROM jobs WHERE narration = ? AND kind = ? ORDER BY id DESC LIMIT 1",
        *(narration, RETRACT),
    )
    return row["reason"] if row else ""


def failure(reason: str, *, is_public: bool) -> str:
    """Return the sentences that say why a withdrawal failed, and that the audio is still public."""
    sentence = f"The withdrawal failed: {reason.rstrip('.')}."
    return f"{sentence} The audio is still public." if is_public else sentence
