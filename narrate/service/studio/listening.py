"""Listening figures: counts that players post, if a site asks them to, and pages with plots.

A player posts a first play, and at the end of a visit the furthest tenth that was heard. Only sums
by day are kept: no cookie, no address, nothing that tells one listener from another.
"""

import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from narrate.errors import NarrateError
from narrate.service.access import LISTENING
from narrate.service.answers import Refusal
from narrate.service.endpoint import Call, body_of, refused
from narrate.service.studio import plots, reports
from narrate.service.studio.view import View, render
from narrate.service.submission import Json, parse_json

if TYPE_CHECKING:
    from narrate.service.core import Service

_MOST_BYTES: Final = 1_000
_LONGEST_MS: Final = 86_400_000
_DAYS: Final = (30, 7, 90, 365)
_SHOWN: Final = 100
_SCRIPT: Final = Path(__file__).parent / "static" / "listening.js"
PLAY, END = "play", "end"


def routes(service: "Service") -> list[BaseRoute]:
    """Return the routes for the pages of a site: the script, and where it posts."""

    async def post(request: Request) -> Response:
        try:
            async with body_of(request, service, _MOST_BYTES) as body:
                await run_in_threadpool(count, service, parse_json(body))
        except (NarrateError, Refusal) as error:
            return refused(error, request)
        origin = request.headers.get("origin", "")
        headers = {"Access-Control-Allow-Origin": origin, "Vary": "Origin"} if origin else {}
        return Response(status_code=204, headers=headers)

    async def script(_: Request) -> Response:
        headers = {
            "Cache-Control": "public, max-age=3600",
            "Access-Control-Allow-Origin": "*",
            "Cross-Origin-Resource-Policy": "cross-origin",
        }
        return FileResponse(_SCRIPT, headers=headers, media_type="text/javascript")

    return [
        Route(f"{LISTENING}.js", script, methods=["GET", "HEAD"]),
        Route(LISTENING, post, methods=["POST"]),
    ]


def count(service: "Service", message: Json) -> None:
    """Add a player's message to the counts; one of no published narration is dropped."""
    narration, event = message.get("narration"), message.get("event")
    value = message.get("value")
    if not isinstance(narration, str) or type(value) is not int:
        return
    row = service.store.row("SELECT published FROM narrations WHERE id = ?", narration)
    if row is None or row["published"] is None or not 0 <= value <= _LONGEST_MS:
        return
    if event == "report":
        reports.add(service, narration, value)
    elif event in {PLAY, END} and value <= 10:
        service.store.change(
            "INSERT INTO studio_listening (narration, day, event, tenth, count)"
            " VALUES (?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1",
            *(narration, datetime.now(UTC).date().isoformat(), event, int(value)),
        )


def page(call: Call) -> Response:
    """Show the figures of all narrations, or of one."""
    narration, days = call.query.get("narration", ""), call.number("days", _DAYS[0], _DAYS[-1])
    today = datetime.fromtimestamp(time.time(), UTC).date()
    since = today - timedelta(days=days - 1)
    store = call.service.store
    condition, values = "day >= ? AND ? IN ('', narration)", (since.isoformat(), narration)
    plays = {
        row["day"]: row["count"]
        for row in store.rows(
            f"SELECT day, sum(count) AS count FROM studio_listening WHERE {condition}"
            f" AND event = '{PLAY}' GROUP BY day",
            *values,
        )
    }
    ends = {
        row["tenth"]: row["count"]
        for row in store.rows(
            f"SELECT tenth, sum(count) AS count FROM studio_listening WHERE {condition}"
            f" AND event = '{END}' GROUP BY tenth",
            *values,
        )
    }
    titled = store.row("SELECT title FROM narrations WHERE id = ?", narration)
    return render(
        *(call, "listening.html"),
        narration=narration,
        title=titled["title"] if titled else "",
        days=days,
        script=f"{call.service.address}{LISTENING}.js",
        choices=_DAYS,
        total=sum(plays.values()),
        by_day=plots.bars(_by_day(plays, since, days), "Plays a day"),
        reached=plots.bars(_reached(ends), "Listeners who reached each tenth, in percent", 100),
        visits=sum(ends.values()),
        whole=round(100 * ends.get(10, 0) / max(1, sum(ends.values()))),
        rows=_rows(call, since) if not narration else [],
    )


def _by_day(plays: dict[str, int], since: date, days: int) -> list[tuple[str, int]]:
    dates = [since + timedelta(days=number) for number in range(days)]
    return [(f"{day.day} {day:%b}", plays.get(day.isoformat(), 0)) for day in dates]


def _reached(ends: dict[int, int]) -> list[tuple[str, int]]:
    """Return the share of visits, in percent, that heard at least each tenth."""
    total = sum(ends.values())
    return [
        (
            f"{tenth * 10} %",
            round(100 * sum(ends.get(n, 0) for n in range(tenth, 11)) / max(1, total)),
        )
        for tenth in range(11)
    ]


def _rows(call: Call, since: date) -> list[dict[str, Any]]:
    """Return the narrations that were played most, with the mean share that was heard."""
    rows = call.service.store.rows(
        "SELECT narration, title, sum(count * (event = 'play')) AS plays,"
        " sum(tenth * count * (event = 'end')) * 10.0 /"
        " max(1, sum(count * (event = 'end'))) AS heard,"
        " sum(count * (event = 'end')) AS visits"
        " FROM studio_listening LEFT JOIN narrations ON id = narration WHERE day >= ?"
        " GROUP BY narration ORDER BY plays DESC LIMIT ?",
        *(since.isoformat(), _SHOWN),
    )
    return [dict(row) for row in rows]


VIEWS: Final = (View("GET", "/studio/listening", "read", page),)
