"""The description of the API: OpenAPI 3.1, put together from the endpoints and the schemas."""

import json
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, Final

from narrate.runtime.packages import own_version
from narrate.service.endpoint import PUBLIC, Endpoint
from narrate.service.sound import MEDIA_TYPES

Json = dict[str, Any]
_PART: Final = re.compile(r"\{(\w+)(?::\w+)?\}")
_RAW: Final = (
    "The body may also be the article itself (text/html, text/markdown, text/plain, or any other "
    "media type for a newsroom's format), with the other members in the query."
)
_OTHER_TYPES: Final[dict[str, tuple[str, ...]]] = {
    "Events": ("text/event-stream",),
    "Metrics": ("text/plain",),
    "Sound": tuple(MEDIA_TYPES.values()),
}


def description(endpoints: Iterable[Endpoint], address: str) -> Json:
    """Return the document of a service at an address."""
    paths: dict[str, Json] = {}
    for endpoint in endpoints:
        path = _PART.sub(r"{\1}", endpoint.path)
        paths.setdefault(path, {})[endpoint.method.lower()] = _operation(endpoint)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "narrate",
            "version": own_version(),
            "description": "Articles become audio for their pages.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": address}],
        "paths": paths,
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(endpoint: Endpoint) -> Json:
    """Return the description of one endpoint."""
    name = endpoint.function.__name__.strip("_")
    subject = endpoint.path.strip("/").removeprefix("v1/").partition("{")[0].strip("/")
    answers = {str(status): _answer(*answer) for status, answer in endpoint.answers.items()}
    if endpoint.scope != PUBLIC:
        answers |= {
            "401": _answer("Error", "No valid token"),
            "403": _answer("Error", "The token's scope is too small"),
        }
    answers.setdefault("429", _answer("Error", "Too many requests; see Retry-After"))
    operation: Json = {
        "operationId": re.sub(r"\W+", "_", f"{name}_{subject}"),
        "summary": endpoint.summary,
        "tags": [subject.partition("/")[0] or "service"],
        "parameters": _parameters(endpoint),
        "responses": answers,
        "security": [] if endpoint.scope == PUBLIC else [{"token": []}],
    }
    if endpoint.body:
        operation["requestBody"] = {"required": True, "content": _content(endpoint.body)}
        if endpoint.body == "Submission":
            operation["description"] = _RAW
    return operation


def _parameters(endpoint: Endpoint) -> list[Json]:
    text = {"type": "string"}
    parts = [
        {"name": name, "in": "path", "required": True, "schema": text}
        for name in _PART.findall(endpoint.path)
    ]
    return parts + [
        {"name": name, "in": "query", "description": meaning, "schema": text}
        for name, meaning in endpoint.query.items()
    ]


def _answer(schema: str, meaning: str) -> Json:
    answer: Json = {"description": meaning}
    return answer | ({"content": _content(schema)} if schema else {})


def _content(schema: str) -> Json:
    types = _OTHER_TYPES.get(schema)
    if types:
        text = {"type": "string", **({"format": "binary"} if schema == "Sound" else {})}
        return {media_type: {"schema": text} for media_type in types}
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}


@cache
def _schemas() -> Json:
    text = (files("narrate.service") / "schemas.json").read_text("utf-8")
    schemas: Json = json.loads(text)
    return schemas
