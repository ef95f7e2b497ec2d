"""The files of published narrations, for players on pages: public, with byte ranges.

Only files that a narration's manifest names are served, so that nothing else in the output folder
shows. A name that holds a part of its content's hash never changes.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from narrate.publish import shelf
from narrate.publish.manifest import NAME
from narrate.service.answers import problem
from narrate.service.core import PUBLIC

if TYPE_CHECKING:
    from narrate.service.core import Service

_HASHED: Final = re.compile(r".+-[0-9a-f]{8}\.[a-z0-9.]+")
_YEAR_S: Final = 31_536_000
_TYPES: Final = {
    ".flac": "audio/flac",
    ".html": "text/html",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mp3": "audio/mpeg",
    ".opus": "audio/ogg",
    ".png": "image/png",
    ".srt": "application/x-subrip",
    ".vtt": "text/vtt",
    ".wav": "audio/wav",
}


def routes(service: "Service") -> list[BaseRoute]:
    """Return the route of the files."""

    async def answer(request: Request) -> Response:
        folder, name = request.path_params["folder"], request.path_params["name"]
        path = await run_in_threadpool(_path, service, folder, name)
        if path is None:
            return problem(404, "There is no such file of a narration.", "not_found")
        hashed = _HASHED.fullmatch(name)
        cache = f"public, max-age={_YEAR_S}, immutable" if hashed else "public, no-cache"
        headers = {"Cache-Control": cache, "Access-Control-Allow-Origin": "*"}
        headers |= {"Cross-Origin-Resource-Policy": "cross-origin"}
        if name.endswith(".html"):  # text of an article: it runs no script with our address
            headers["Content-Security-Policy"] = "sandbox"
        media_type = _TYPES.get(path.suffix, "application/octet-stream")
        return FileResponse(path, headers=headers, media_type=media_type)

    return [Route(f"{PUBLIC}/{{folder}}/{{name}}", answer, methods=["GET", "HEAD"])]


def _path(service: "Service", folder: str, name: str) -> Path | None:
    """Return the path of a published file, or None."""
    row = service.store.row("SELECT published FROM narrations WHERE folder = ?", folder)
    if row is None or row["published"] is None:
        return None
    place = Path(service.settings.output, folder)
    names, superseded = shelf.listed(place / NAME)
    if name != NAME and name not in names and name not in superseded:
        return None
    path = place / name
    return path if path.is_file() and not path.is_symlink() else None
