"""Scripts and sounds for whoever waits: /v1/script and /v1/say."""

from functools import partial
from typing import Final

from starlette.responses import Response

from narrate.errors import UsageError
from narrate.service import desk
from narrate.service.desk import Phrase
from narrate.service.endpoint import Call, Endpoint
from narrate.service.sound import MEDIA_TYPES
from narrate.service.spool import Spool
from narrate.service.submission import Json, media_type_of, parse, pronunciations, settings_of
from narrate.service.workers import DESK

LONGEST_TEXT: Final = 100_000  # characters
_LONGEST_PHRASE: Final = 2_000
_MEMBERS: Final = ("text", "format", "language", "normalize", "pronunciations", "settings", "voice")


def script(call: Call) -> Json:
    """Return what would be spoken of an article, what is skipped, and its undecided names."""
    narration, decisions = call.query.get("narration", ""), {}
    if narration:
        decisions = call.service.decisions(narration)
    query = {name: text for name, text in call.query.items() if name != "narration"}
    submission = parse(call.body, *media_type_of(call.request.headers), query)
    work = partial(desk.script, narration or "script", submission, decisions, call.service.settings)
    return call.service.workers(DESK, work)


async def say(call: Call) -> Response:
    """Return the sound of a word or a sentence, with the pronunciations that are tried."""
    members = call.json()
    for name in members:
        if name not in _MEMBERS:
            raise UsageError(f"There is no member {name!r}. Members: {', '.join(_MEMBERS)}.")
    phrase = phrase_of(call, members, members.get("text"), _LONGEST_PHRASE)
    spool = Spool(call.service, phrase)
    try:
        said = await spool.said()
        sound = b"".join([data async for data in spool.chunks()])
    finally:
        spool.close()
    headers = {"X-Narrate-Spoken": _in_header(said.spoken), "Cache-Control": "no-store"}
    return Response(sound, media_type=MEDIA_TYPES[phrase.form], headers=headers)


def phrase_of(call: Call, members: Json, text: object, longest: int) -> Phrase:
    """Return the phrase that a request's members ask for; UsageError for a wrong one."""
    if not isinstance(text, str) or not text.strip():
        raise UsageError("The text is missing.")
    if len(text) > longest:
        raise UsageError(f"The text has more than {longest:,} characters: send it in parts.")
    form = members.get("format", "mp3")
    if form not in MEDIA_TYPES:
        raise UsageError(f"There is no format {form!r}. Formats: {', '.join(MEDIA_TYPES)}.")
    normalize = members.get("normalize", True)
    if type(normalize) is not bool:
        raise UsageError("normalize is true or false.")
    submission = {
        name: members[name] for name in ("voice", "language", "settings") if members.get(name)
    }
    return Phrase(
        text.encode(errors="replace").decode(),
        settings_of(submission, call.service.settings),
        "",
        form,
        pronunciations(members.get("pronunciations") or {}),
        normalize,
    )


def _in_header(text: str) -> str:
    """Return a text as a header can hold it: percent-encoded."""
    from urllib.parse import quote

    return quote(text, safe=" ,.;:!?'()-")


ENDPOINTS: Final = (
    Endpoint(
        *("POST", "/v1/script", "read", script, "Show what would be spoken; nothing is"),
        body="Submission",
        answers={
            200: ("Script", "Sentences as written and as spoken, and undecided names"),
            422: ("Error", "The article cannot be read, or is held back"),
        },
        query={"narration": "With the decisions of this narration's editors"},
    ),
    Endpoint(
        *("POST", "/v1/say", "write", say, "Hear a word or a sentence"),
        body="Phrase",
        answers={200: ("Sound", "The sound"), 422: ("Error", "The voice cannot say it")},
    ),
)
