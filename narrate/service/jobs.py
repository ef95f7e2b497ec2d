"""Jobs: the values that pass between the store, the dispatcher and the workers."""

from typing import Final, NamedTuple

from narrate.errors import NarrateError, UsageError
from narrate.service.submission import Json

MAKE, RETRACT = "make", "retract"
USUAL, CORRECTION, URGENT = 0, 1, 2  # priorities; retracting is urgent
WAITING: Final = ("queued", "running")


class FullError(NarrateError):
    """The queue is full; ``wait_s`` is how long until it probably has room."""

    def __init__(self, count: int, wait_s: int) -> None:
        """Name the number of waiting jobs."""
        super().__init__(f"{count} narrations are waiting. Send it again in {wait_s} s.")
        self.wait_s = wait_s


class WithdrawnError(UsageError):
    """The narration is withdrawn, or is to be, and nobody asked to publish it again."""

    def __init__(self, narration: str, *, has_failed: bool = False) -> None:
        """Name the narration, whether its withdrawal failed, and the ways to go on."""
        if has_failed:
            message = (
                f"The withdrawal of the narration {narration} failed, and its audio is still "
                "public. Withdraw it again. To publish it instead, put the article again"
            )
        else:
            message = (
                f"The narration {narration} is withdrawn. To publish it again, put the article "
                "again"
            )
        super().__init__(f"{message}, or use the button of its page in the studio.")


class Job(NamedTuple):
    """A job that a worker has claimed, with all that it needs from the store."""

    id: int
    narration: str
    kind: str
    folder: str
    submission: Json
    decisions: Json
    was_retracted: bool
    stamp: str


class Outcome(NamedTuple):
    """The end of a job: the new state of its narration, and the facts of the published version.

    ``state`` is published, held, failed, retracted, or superseded by a newer request. ``reason`` is
    a sentence, ``kind`` the name of the error or the option that overrides a doubt. ``figures`` are
    counts and seconds for the metrics. ``text`` is what was published, as it is written.
    """

    state: str
    reason: str = ""
    kind: str = ""
    title: str = ""
    language: str = ""
    voice: str = ""
    result: Json = {}  # never changed in place
    figures: dict[str, float] = {}  # the same
    text: str = ""


class Submitted(NamedTuple):
    """The answer to a submission: the job's number, and whether anything is to do."""

    job: int
    changed: bool
    new: bool
