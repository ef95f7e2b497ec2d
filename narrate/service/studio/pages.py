"""Compare narrations with their pages: a page may have changed since it was narrated."""

import logging
import sqlite3
import threading
import time
from concurrent.futures import CancelledError
from functools import partial
from typing import Final

from starlette.responses import Response

from narrate.errors import NarrateError, UsageError
from narrate.service.core import Service
from narrate.service.endpoint import Call
from narrate.service.studio import orders, work
from narrate.service.studio.view import View, form, lists, narration_path, to
from narrate.service.workers import DESK

_MOST: Final = 50
_LOG: Final = logging.getLogger("narrate.service")
_WITH_REQUEST: Final = (
    "SELECT narrations.*, requests.body, requests.digest FROM narrations JOIN requests"
    " ON narration = id WHERE id = ? AND published IS NOT NULL"
)
# Whether a narration, as it is published now, differs from its page, or the comparison failed.
DIFFERS: Final = (
    "EXISTS (SELECT 1 FROM studio_stale WHERE narration = id"
    " AND studio_stale.stamp = narrations.stamp)"
)


def finding(call: Call, narration: str) -> str:
    """Return how the page of a narration differed when they were compared, or nothing."""
    row = call.service.store.row(
        "SELECT finding FROM studio_stale JOIN narrations ON narration = id"
        " AND studio_stale.stamp = narrations.stamp WHERE id = ?",
        narration,
    )
    return row["finding"] if row else ""


def compare(service: Service, narration: str) -> str:
    """Fetch the page of a narration and keep how it differs, or why that cannot be told.

    Raises NarrateError where it fails; UsageError, which is not kept, where there is no page.
    """
    row = service.store.row(_WITH_REQUEST, narration)
    order = orders.order_of(service, row) if row else None
    if row is None or order is None:
        return ""
    try:
        text = service.workers(DESK, partial(work.comparison, order))
    except UsageError:
        raise
    except NarrateError as error:
        _keep(service, row, str(error))
        raise
    _keep(service, row, text)
    return text


def _keep(service: Service, narration: sqlite3.Row, text: str) -> None:
    """Replace the finding on a narration's page in one statement: several threads may compare."""
    if text:
        service.store.change(
            "INSERT OR REPLACE INTO studio_stale (narration, stamp, finding, time)"
            " VALUES (?, ?, ?, ?)",
            *(narration["id"], narration["stamp"], text, time.time()),
        )
    else:
        service.store.change("DELETE FROM studio_stale WHERE narration = ?", narration["id"])


def compare_one(call: Call) -> Response:
    """Compare an article with its page now."""
    row = orders.row_of(call)
    text = compare(call.service, row["id"])
    return to(narration_path(row["id"]), compared="" if text else "yes")


def compare_many(call: Call) -> Response:
    """Compare the narrations of a list with their pages, one after the other, in a thread."""
    narrations = lists(call).get("narration", [])[:_MOST]
    work_ = partial(_compare_all, call.service, narrations)
    threading.Thread(target=work_, daemon=True, name="pages").start()
    return to("/studio", list=form(call).get("list", ""), comparing=str(len(narrations)))


def _compare_all(service: Service, narrations: list[str]) -> None:
    for narration in narrations:
        try:
            compare(service, narration)
        except NarrateError:  # its finding tells of it
            continue
        except CancelledError:  # the service ends
            return
        except sqlite3.Error as error:
            _LOG.warning("comparison not kept", extra={"facts": {"reason": str(error)}})
            return


VIEWS: Final = (
    View("POST", "/studio/narrations/{id}/compare", "write", compare_one),
    View("POST", "/studio/compare", "write", compare_many),
)
