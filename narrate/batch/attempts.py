"""Many articles in one run: a failure costs its article, is reported, and the others go on."""

import traceback
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from typing import TypeVar
from uuid import uuid4

from platformdirs import user_log_path

from narrate.batch.report import Report
from narrate.errors import (
    BugError,
    ListPageError,
    NarrateError,
    PartlyDone,
    SourceError,
    WithdrawnError,
)
from narrate.runtime.files import write_whole

_Result = TypeVar("_Result")
_NAMED_FAILURES = 5
_NAMED_LIST_PAGES = 3


class Attempts:
    """The articles that were narrated and those that failed.

    With ``many`` a failure is reported and counted; otherwise it ends the run. ``failures`` holds
    each failed article's error by its name, ``complaints`` the sentences that were reported.
    ``settled`` counts the articles that need no work: unchanged or withdrawn.
    """

    def __init__(self, report: Report, *, many: bool, reported: Collection[str] = ()) -> None:
        """Start with no article; sentences in ``reported`` are not repeated."""
        self.report, self.many = report, many
        self._reported = reported
        self.complaints: set[str] = set()
        self.failures: dict[str, NarrateError] = {}
        self.successes = self.settled = 0
        self._list_pages: list[str] = []

    def attempt(self, name: str, work: Callable[[], _Result]) -> _Result | None:
        """Return the result of some work on an article; None where it failed and there are many.

        Any exception that is not a NarrateError is a bug: its traceback goes to a file that the
        report names. Raises NarrateError with the article's name in ``article``. An article that
        was withdrawn stays so for ever: among many it is reported, and is no failure. So is a page
        that lists articles: these are counted, in one line.
        """
        try:
            return work()
        except WithdrawnError as error:
            if self.many:
                self.tell(f"{name}: {error}")
                self.settled += 1
                return None
            failure: NarrateError = error
        except ListPageError as error:
            if self.many:
                self._list_pages.append(name)
                return None
            failure = error
        except NarrateError as error:
            failure = error
        except Exception as error:  # the edge of an article
            failure = bug(error)
        failure.article = failure.article or name
        if not self.many:
            raise failure
        text = str(failure)
        complaint = text if text.startswith(name) else f"{name}: {text}"
        if complaint not in self._reported:
            self.report.note(complaint)
        self.complaints.add(complaint)
        self.failures[name] = failure
        return None

    def tell(self, note: str) -> None:
        """Report a sentence that is no failure, unless it was reported before."""
        if note not in self._reported:
            self.report.note(note)
        self.complaints.add(note)

    def tell_list_pages(self) -> None:
        """Report how many pages hold no article: they list articles, or lead to them."""
        if self._list_pages:
            count = len(self._list_pages)
            pages = "1 page" if count == 1 else f"{count} pages"
            names = ", ".join(self._list_pages[:_NAMED_LIST_PAGES])
            more = " …" if count > _NAMED_LIST_PAGES else ""
            note = f"skipped: {pages} without an article of their own ({names}{more}). "
            note += "--anyway narrates them."
            if note not in self.complaints:
                self.tell(note)

    def finish(self) -> None:
        """Report the pages that list articles; raise PartlyDone where some of many failed.

        Raises SourceError where all of many only list articles.
        """
        self.tell_list_pages()
        if self._list_pages and not (self.successes or self.settled or self.failures):
            raise SourceError(
                "None of the pages holds an article: they only lead to articles. Name the pages of "
                "the articles, or use --anyway."
            )
        if self.failures:
            count = len(self.failures)
            names = ", ".join(sorted(self.failures)[:_NAMED_FAILURES])
            more = " …" if count > _NAMED_FAILURES else ""
            raise PartlyDone(f"{count} of {count + self.successes} articles failed: {names}{more}.")


def bug(error: Exception) -> BugError:
    """Write the traceback of an unexpected exception to a log file; return a BugError naming it."""
    lines = "".join(traceback.format_exception(error))
    place = "a traceback could not be written"
    folder = user_log_path("narrate", appauthor=False)
    path = folder / f"bug-{datetime.now(UTC):%Y%m%d}-{uuid4().hex[:8]}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(path, lines.encode(errors="backslashreplace"))
        place = f"the traceback is in {path}"
    except OSError:
        pass
    failure = BugError(
        f"A bug in narrate stopped this article ({type(error).__name__}: {error}); {place}. "
        "Please report it with that file."
    )
    failure.__cause__ = error
    return failure
