"""Review and publish: the sentences that changed, the sound of just those, publish or hold."""

import time
from typing import Final

from starlette.responses import Response

from narrate.errors import UsageError
from narrate.service.answers import Refusal
from narrate.service.endpoint import Call
from narrate.service.studio import changes, decisions, orders
from narrate.service.studio.article import manifest_of
from narrate.service.studio.view import View, form, narration_path, render, to
from narrate.service.withdrawal import Withdrawal, reason_of, withdrawal_of

_PATH: Final = "/studio/narrations/{id}"
_OVERRIDES: Final = ("anyway", "drafts")


def page(call: Call) -> Response:
    """Show the changed sentences; PublishError where the published version cannot be read."""
    row = orders.row_of(call)
    order = orders.order_of(call.service, row)
    if order is None:
        raise Refusal(404, "The service has no text of this narration.", "not_found")
    script = orders.script(call, order)
    return render(
        *(call, "review.html"),
        row=row,
        script=script,
        changes=changes.of(script, manifest_of(call, row)),
        decisions=order.decisions,
        withdrawal=withdrawal_of(call.service.store, row["id"]),
    )


def publish(call: Call) -> Response:
    """Publish exactly the version that the editor saw; UsageError where it changed since.

    A narration that is withdrawn, or is to be, needs the button that says so.
    """
    row, fields = orders.row_of(call), form(call)
    narration, republish = row["id"], bool(fields.get("republish"))
    if not republish:
        _refuse_withdrawn(call, narration)
    doubt, stamp = fields.get("doubt", ""), fields.get("stamp", "")
    if doubt:
        _override(call, narration, doubt)
    else:
        order = orders.order_of(call.service, row)
        if order is None or orders.script(call, order)["stamp"] != stamp:
            raise UsageError(
                "The article, its decisions or a dictionary changed since you opened the page. "
                "Look at it again before you publish it."
            )
        with decisions.changing(call.service, narration) as current:
            current["approved"] = stamp
            current.pop("hold", None)
        call.record("studio.republish" if republish else "studio.publish", narration)
    call.service.again(narration, call.caller, republish=republish)
    return to(narration_path(narration))


def _override(call: Call, narration: str, doubt: str) -> None:
    """Note that an editor narrates an article in spite of a doubt."""
    if doubt not in _OVERRIDES:
        raise UsageError(f"There is no doubt {doubt!r} to override.")
    with decisions.changing(call.service, narration) as current:
        current["overrides"] = sorted({*current.get("overrides", ()), doubt})
    call.record("studio.anyway", narration, doubt)


def hold(call: Call) -> Response:
    """Hold a narration back until an editor publishes it; the published version stays."""
    row = orders.row_of(call)
    _refuse_withdrawn(call, row["id"])
    with decisions.changing(call.service, row["id"]) as current:
        current["hold"] = {"by": call.caller.editor, "at": time.time()}
        current.pop("approved", None)
    call.record("studio.hold", row["id"])
    call.service.again(row["id"], call.caller)
    return to(narration_path(row["id"]))


def withdraw(call: Call) -> Response:
    """Try a failed withdrawal again, for the same reason; UsageError where none failed."""
    narration, store = orders.row_of(call)["id"], call.service.store
    if withdrawal_of(store, narration) is not Withdrawal.FAILED:
        raise UsageError("No withdrawal of this narration failed. Open its page again.")
    reason = reason_of(store, narration)
    call.service.retract(narration, reason, call.caller)
    call.record("studio.withdraw", narration, reason)
    return to(narration_path(narration))


def _refuse_withdrawn(call: Call, narration: str) -> None:
    """Raise UsageError for a narration that was withdrawn since its page was opened, or before."""
    withdrawal = withdrawal_of(call.service.store, narration)
    if withdrawal is Withdrawal.FAILED:
        raise UsageError(
            "The withdrawal of the narration failed. Open its page again before you decide."
        )
    if withdrawal:
        raise UsageError("The narration is withdrawn. Open its page again before you decide.")


VIEWS: Final = (
    View("GET", f"{_PATH}/review", "read", page),
    View("POST", f"{_PATH}/publish", "write", publish),
    View("POST", f"{_PATH}/hold", "write", hold),
    View("POST", f"{_PATH}/withdraw", "write", withdraw),
)
