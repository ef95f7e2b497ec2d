"""A submission: the article that a content system sends, with what it states and asks for.

It arrives as JSON with one of ``html``, ``markdown``, ``text``, ``address`` and ``document``, or as
the article itself with a media type and the other members in the query.
"""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any, Final

from narrate.config import Settings
from narrate.errors import UsageError

CONTENTS: Final = ("html", "markdown", "text", "address", "document")
# Facts that the content system states: they come before those of the article itself.
STATED: Final = ("title", "byline", "language", "url", "published", "section", "summary", "image")
_TEXTS: Final = (*STATED, "voice", "priority")
_FLAGS: Final = ("anyway", "drafts")
_OTHERS: Final = ("settings", "pronunciations")
# The settings that a site may override for one article.
OVERRIDABLE: Final = (
    "bit_rate_kbps", "captions", "disclosure_spoken", "format", "loudness", "pauses", "pitch",
    "speed", "style", "tables", "voices",
)  # fmt: skip
_MEDIA_TYPES: Final = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "markdown",
    "text/plain": "text",
}
_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~:@-]{0,199}")
_LONGEST_FACT: Final = 2_000
_MOST_PRONUNCIATIONS: Final = 1_000
CORRECTION: Final = "correction"
Json = dict[str, Any]


def check_id(narration: str) -> str:
    """Return the id of a narration; UsageError for one that no address can hold."""
    if not _ID.fullmatch(narration):
        raise UsageError(
            "The id has up to 200 letters of ASCII, digits and the signs . _ ~ : @ -, and begins "
            "with a letter or a digit."
        )
    return narration


def media_type_of(headers: Mapping[str, str]) -> tuple[str, str]:
    """Return the media type of a request's body, and the charset that its header declares."""
    media_type, _, parameters = headers.get("content-type", "").partition(";")
    charset = parameters.partition("charset=")[2].partition(";")[0]
    return media_type.strip().lower(), charset.strip(' "')


def parse(body: bytes, media_type: str, charset: str, query: Mapping[str, str]) -> Json:
    """Return the submission in a request's body; UsageError says which member is wrong.

    ``charset`` is that of a text, as the request's header declares it. Members in the query count
    where the body is the article itself.
    """
    if media_type == "application/json":
        members = parse_json(body)
    else:
        members = dict(query)
        if not body.strip():
            raise UsageError("The request has no body: send the article, or JSON that holds it.")
        form = _MEDIA_TYPES.get(media_type, "document")
        members[form] = _decoded(body, charset or "utf-8") if form != "document" else body
        for flag in _FLAGS:
            if flag in members:
                members[flag] = str(members[flag]).lower() in {"true", "1", "yes"}
    return checked(members)


def checked(members: Json) -> Json:
    """Return a submission with every member checked; UsageError names the wrong one."""
    known = (*CONTENTS, *_TEXTS, *_FLAGS, *_OTHERS, "document_base64")
    for name in members:
        if name not in known:
            raise UsageError(f"There is no member {name!r}. Members: {', '.join(known)}.")
    members = dict(members)
    if packed := members.pop("document_base64", None):
        members["document"] = _unpacked(packed)
    contents = [name for name in CONTENTS if members.get(name)]
    if len(contents) != 1:
        raise UsageError(f"Send the article in one of these members: {', '.join(CONTENTS)}.")
    [form] = contents
    result: Json = {"form": form, "content": _content(form, members[form])}
    result |= _texts(members) | _flags(members)
    if result.get("priority", CORRECTION) != CORRECTION:
        raise UsageError(f"priority is left out, or {CORRECTION!r}.")
    if members.get("settings"):
        result["settings"] = _settings(members["settings"])
    if members.get("pronunciations"):
        result["pronunciations"] = pronunciations(members["pronunciations"])
    return result


def _texts(members: Json) -> Json:
    texts = {name: members.get(name) or "" for name in _TEXTS}
    for name, value in texts.items():
        if not isinstance(value, str) or len(value) > _LONGEST_FACT:
            raise UsageError(f"{name} is a text of up to {_LONGEST_FACT:,} characters.")
    return {name: " ".join(value.split()) for name, value in texts.items() if value.strip()}


def _flags(members: Json) -> Json:
    flags = {name: members.get(name, False) for name in _FLAGS}
    for name, value in flags.items():
        if type(value) is not bool:
            raise UsageError(f"{name} is true or false.")
    return {name: True for name, value in flags.items() if value}


def digest(submission: Json) -> str:
    """Return the hash of everything in a submission that decides its narration."""
    decisive = {name: value for name, value in submission.items() if name != "priority"}
    text = json.dumps(decisive, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def settings_of(submission: Json, settings: Settings) -> Settings:
    """Return the settings for one article: the service's, with those that the submission has.

    Raises UsageError for a value that is none of its setting.
    """
    values = dict(submission.get("settings", {}))
    values |= {name: submission[name] for name in ("voice", "language") if name in submission}
    return settings.overridden(values, "The request")


def pronunciations(value: object) -> dict[str, str]:
    """Return the sayings of an article's own terms; UsageError where they are no such table."""
    if (
        not isinstance(value, dict)
        or len(value) > _MOST_PRONUNCIATIONS
        or not all(isinstance(saying, str) and saying.strip() for saying in value.values())
        or any(sign in text for pair in value.items() for text in pair for sign in "\t\n\r")
    ):
        raise UsageError('pronunciations is a table such as {"Kyiv": "KEEV"}.')
    return {term.strip(): saying.strip() for term, saying in value.items()}


def parse_json(body: bytes) -> Json:
    """Return an object of JSON; UsageError where a body is none."""
    try:
        members = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"The request's body is no JSON: {error}.") from error
    if not isinstance(members, dict):
        raise UsageError("The request's body is no object of JSON.")
    return members


def _decoded(body: bytes, charset: str) -> str:
    try:
        return body.decode(charset)
    except (UnicodeDecodeError, LookupError) as error:
        raise UsageError(f"The request's body is no text in {charset}: {error}.") from error


def _unpacked(value: object) -> bytes:
    try:
        return base64.b64decode(value if isinstance(value, str) else "", validate=True)
    except (binascii.Error, ValueError) as error:
        raise UsageError("document_base64 is no base64.") from error


def _content(form: str, value: object) -> str:
    """Return the article's content as text: a document's in base64."""
    if form == "document":
        if isinstance(value, dict | list):
            value = json.dumps(value)
        data = value.encode(errors="replace") if isinstance(value, str) else value
        if isinstance(data, bytes):
            return base64.b64encode(data).decode()
    elif isinstance(value, str):
        if form == "address" and not value.startswith(("http://", "https://")):
            raise UsageError("address must begin with https:// or http://.")
        return value.encode(errors="replace").decode()
    raise UsageError(f"{form} is a text.")


def _settings(values: object) -> Json:
    if not isinstance(values, dict):
        raise UsageError("settings is a table.")
    for name in values:
        if name not in OVERRIDABLE:
            raise UsageError(
                f"A request may not set {name!r}. It may set: {', '.join(OVERRIDABLE)}."
            )
    return values
