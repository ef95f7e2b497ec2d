"""The application: the door, the API, the public files and the studio."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response

from narrate.service import openapi, studio
from narrate.service.access import Door
from narrate.service.answers import problem
from narrate.service.api import (
    events,
    hooks,
    lexicon,
    narrations,
    openai as openai_api,
    operation,
    speech,
    webhooks,
)
from narrate.service.endpoint import PUBLIC, Endpoint
from narrate.service.files import routes as file_routes

if TYPE_CHECKING:
    from narrate.service.core import Service

ENDPOINTS: Final[tuple[Endpoint, ...]] = (
    *narrations.ENDPOINTS,
    *events.ENDPOINTS,
    *speech.ENDPOINTS,
    *lexicon.ENDPOINTS,
    *webhooks.ENDPOINTS,
    *hooks.ENDPOINTS,
    *operation.ENDPOINTS,
    *openai_api.ENDPOINTS,
)


def create(service: "Service") -> Starlette:
    """Return the application of a service, which starts and ends with it."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        service.start()
        yield

    def describe(_: object) -> dict[str, object]:
        """Return the OpenAPI document."""
        return openapi.description(ENDPOINTS, service.address)

    description = Endpoint("GET", "/openapi.json", PUBLIC, describe, "Describe the API")
    app = Starlette(
        routes=[
            *(endpoint.route(service) for endpoint in (*ENDPOINTS, description)),
            *file_routes(service),
            *studio.routes(service),
        ],
        middleware=[Middleware(Door, service=service), *_cors(service)],
        exception_handlers={HTTPException: _refused},
        lifespan=lifespan,
    )
    app.state.service = service
    return app


def _cors(service: "Service") -> list[Middleware]:
    """Return the middleware that lets pages of other sites read answers, where any are named."""
    origins = service.settings.serve.origins
    if not origins:
        return []
    return [
        Middleware(
            CORSMiddleware,
            allow_origins=list(origins),
            allow_methods=["GET", "PUT", "POST", "DELETE"],
            allow_headers=[
                "Authorization",
                "Content-Type",
                "If-Match",
                "If-None-Match",
                "X-Editor",
            ],
            expose_headers=["ETag", "Location", "Retry-After", "X-Request-Id"],
        )
    ]


async def _refused(request: Request, error: Exception) -> Response:
    """Return the answer to a path or a method that no route has."""
    assert isinstance(error, HTTPException)
    headers = dict(error.headers) if error.headers else None
    path = request.url.path
    reason = {
        404: f"There is nothing at {path}. The API is described at /openapi.json.",
        405: f"{path} does not answer to {request.method}.",
    }.get(error.status_code, error.detail)
    return problem(error.status_code, reason, "no_route", headers)
