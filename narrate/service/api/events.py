"""/v1/narrations/ID/events: the progress of a narration, as server-sent events."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Final

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from narrate.service.api.narrations import shown
from narrate.service.endpoint import Call, Endpoint

if TYPE_CHECKING:
    from narrate.service.submission import Json

_LOOK_S: Final = 0.2
_BEAT_S: Final = 15.0  # proxies close connections on which nothing comes
_ENDS: Final = {"published", "held", "failed", "retracted"}


async def events(call: Call) -> Response:
    """Stream the changes of a narration until no work on it is left.

    A browser connects again after the end: 204 tells it that nothing is new (HTML, 9.2).
    """
    narration = call.path["id"]
    first = await run_in_threadpool(shown, call, narration)
    seen = call.request.headers.get("last-event-id")
    if first["state"] in _ENDS and seen == str(first["version"]):
        return Response(status_code=204)
    return StreamingResponse(
        _stream(call, narration),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def _stream(call: Call, narration: str) -> AsyncIterator[str]:
    last: Json = {}
    sent_s = time.monotonic()
    while not call.service.ending.is_set():
        state = await run_in_threadpool(shown, call, narration)
        if state != last:
            kind = "done" if state["state"] in _ENDS else "state"
            yield f"id: {state['version']}\nevent: {kind}\ndata: {json.dumps(state)}\n\n"
            if kind == "done":
                return
            last, sent_s = state, time.monotonic()
        elif time.monotonic() - sent_s > _BEAT_S:
            yield ": still at work\n\n"
            sent_s = time.monotonic()
        await asyncio.sleep(_LOOK_S)


ENDPOINTS: Final = (
    Endpoint(
        *("GET", "/v1/narrations/{id}/events", "read", events, "Follow a narration"),
        answers={
            200: ("Events", "Events state and done, each with the narration as JSON"),
            204: ("", "Nothing is new since Last-Event-ID"),
            404: ("Error", "There is no such narration"),
        },
    ),
)
