"""Many pieces of work in one run: one that fails is told, and the rest go on."""

from collections.abc import Callable, Collection
from typing import TypeVar

from narrate.cli import progress
from narrate.errors import NarrateError, PartlyDone

_Result = TypeVar("_Result")
_NAMED = 5


class Attempts:
    """What was done and what failed; where there are not ``many``, a failure ends the run."""

    def __init__(self, *, many: bool, told: Collection[str] = ()) -> None:
        """Begin with nothing done; what was ``told`` already is not said again."""
        self.many, self._told = many, told
        self.complaints: set[str] = set()
        self.done = 0
        self._failed: list[str] = []

    def attempt(self, name: str, work: Callable[[], _Result]) -> _Result | None:
        """Do a piece of work; where there are many, an expected failure is only noted."""
        try:
            return work()
        except NarrateError as error:
            if not self.many:
                raise
            complaint = f"{name}: {error}"
            if complaint not in self._told:
                progress.note(complaint)
            self.complaints.add(complaint)
            self._failed.append(name)
            return None

    def finish(self) -> None:
        """Raise PartlyDone where some of many failed."""
        if self._failed:
            count = len(self._failed)
            raise PartlyDone(
                f"{count} of {count + self.done} articles failed: "
                f"{', '.join(self._failed[:_NAMED])}{' …' if count > _NAMED else ''}."
            )
