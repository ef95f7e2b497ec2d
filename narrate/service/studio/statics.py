"""The studio's styles and scripts: our own files, under an address that changes with them."""

import hashlib
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from narrate.service.answers import problem

_FOLDER: Final = Path(__file__).parent / "static"
_TYPES: Final = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_FILES: Final = {path.name: path for path in _FOLDER.iterdir() if path.suffix in _TYPES}
_YEAR_S: Final = 31_536_000
VERSION: Final = hashlib.sha256(
    b"".join(path.read_bytes() for _, path in sorted(_FILES.items()))
).hexdigest()[:12]


def route() -> Route:
    """Return the route of the files."""

    async def answer(request: Request) -> Response:
        path = _FILES.get(request.path_params["name"])
        if path is None:
            return problem(404, "There is no such file.", "not_found")
        headers = {"Cache-Control": f"public, max-age={_YEAR_S}, immutable"}
        return FileResponse(path, headers=headers, media_type=_TYPES[path.suffix])

    return Route("/studio/static/{version}/{name}", answer, methods=["GET", "HEAD"])
