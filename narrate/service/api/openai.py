"""OpenAI's shape: /v1/audio/speech, /v1/models, /v1/audio/voices, for any client of that API.

Members and errors follow OpenAI's API reference (Create speech). Word times follow the shape of
Kokoro-FastAPI's /dev/captioned_speech. narrate's text stage reads figures and names; a request
with ``normalize`` false leaves the text to the voice.
"""

import base64
import json
from collections.abc import AsyncIterator
from typing import Final

from starlette.responses import JSONResponse, Response, StreamingResponse

from narrate import voices
from narrate.service.answers import Refusal
from narrate.service.api.speech import LONGEST_TEXT, phrase_of
from narrate.service.desk import Phrase
from narrate.service.endpoint import Call, Endpoint
from narrate.service.sound import MEDIA_TYPES
from narrate.service.spool import Spool
from narrate.service.submission import Json
from narrate.voices.catalog import catalog

# The first is ours; clients ask for the others. All are the same: the voice decides the sound.
MODELS: Final = ("narrate", "tts-1", "tts-1-hd", "gpt-4o-mini-tts", "kokoro")
_CREATED: Final = 1_780_000_000
# OpenAI's own voices, which a client may insist on: each is the voice of the settings.
_BUILT_IN: Final = {
    "alloy", "ash", "ballad", "cedar", "coral", "echo", "fable", "marin", "nova", "onyx", "sage",
    "shimmer", "verse",
}  # fmt: skip
_READ: Final = {
    "input", "language", "model", "normalization_options", "normalize", "pronunciations",
    "response_format", "return_timestamps", "speed", "stream", "stream_format", "voice",
}  # fmt: skip


async def speech(call: Call) -> Response:
    """Stream the sound of a text."""
    members = call.json()
    phrase = _phrase(call, members)
    spool = Spool(call.service, phrase)
    try:
        # The head of FLAC holds the length, and some readers insist on it.
        await (spool.said() if phrase.form == "flac" else spool.begun())
    except BaseException:
        spool.close()
        raise
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    if ignored := sorted(members.keys() - _READ):
        headers["X-Narrate-Ignored"] = ", ".join(name for name in ignored if name.isascii())[:500]
    if members.get("stream_format") == "sse":
        return StreamingResponse(_deltas(spool), 200, headers, "text/event-stream")
    return StreamingResponse(spool.chunks(), 200, headers, MEDIA_TYPES[phrase.form])


async def _deltas(spool: Spool) -> AsyncIterator[str]:
    """Yield the sound as server-sent events of OpenAI's."""
    async for data in spool.chunks():
        delta = {"type": "speech.audio.delta", "audio": base64.b64encode(data).decode()}
        yield f"data: {json.dumps(delta)}\n\n"
    usage = {"input_tokens": 0, "output_tokens": 0, "total_tokens": 0}
    yield f"data: {json.dumps({'type': 'speech.audio.done', 'usage': usage})}\n\n"


async def timestamps(call: Call) -> Response:
    """Return the sound of a text in base64, with the time of each word where the engine tells."""
    members = call.json()
    phrase = _phrase(call, members)
    spool = Spool(call.service, phrase)
    try:
        said = await spool.said()
        sound = b"".join([data async for data in spool.chunks()])
    finally:
        spool.close()
    content = {
        "audio": base64.b64encode(sound).decode(),
        "audio_format": MEDIA_TYPES[phrase.form],
        "timestamps": [
            {"word": word, "start_time": start, "end_time": end} for word, start, end in said.words
        ],
    }
    return JSONResponse(content)  # on one line, which is a whole stream of lines, too


def models(_: Call) -> Json:
    """List the names that a request may give as its model."""
    return {"object": "list", "data": [_model(name) for name in MODELS]}


def model(call: Call) -> Json:
    """Return one model."""
    return _model(_known_model(call.path["model"]))


def list_voices(call: Call) -> Json:
    """List the voices that are ready to speak."""
    ready = [voice for voice in catalog() if voices.installed(voice)]
    if call.query.get("legacy") == "true":
        return {"voices": [voice.name for voice in ready]}
    return {
        "voices": [
            {
                "id": voice.name,
                "name": voice.name,
                "language": voice.language,
                "license": voice.license,
                "description": voice.description,
            }
            for voice in ready
        ]
    }


def _phrase(call: Call, members: Json) -> Phrase:
    """Return the phrase that a request in OpenAI's shape asks for."""
    _known_model(members.get("model") or MODELS[0])
    voice = members.get("voice") or ""
    if isinstance(voice, dict):
        voice = voice.get("id", "")
    if voice in _BUILT_IN:
        voice = ""
    options = members.get("normalization_options")
    normalize = options.get("normalize", True) if isinstance(options, dict) else True
    speed = members.get("speed", 1.0)
    own = {
        "format": members.get("response_format") or "mp3",
        "voice": voice,
        "language": members.get("language") or "",
        "pronunciations": members.get("pronunciations"),
        "normalize": members.get("normalize", normalize),
        "settings": {"speed": speed} if speed != 1.0 else {},
    }
    phrase = phrase_of(call, own, members.get("input"), LONGEST_TEXT)
    if phrase.settings.voice != voices.AUTO:
        voices.named(phrase.settings.voice)
    return phrase


def _known_model(name: object) -> str:
    if name not in MODELS:
        message = f"There is no model {name!r}. Models: {', '.join(MODELS)}."
        raise Refusal(404, message, "model_not_found")
    return str(name)


def _model(name: str) -> Json:
    return {"id": name, "object": "model", "created": _CREATED, "owned_by": "narrate"}


_ERRORS: Final = {
    400: ("Error", "The request makes no sense"),
    404: ("Error", "There is no such model"),
    422: ("Error", "The voice cannot say it"),
}
ENDPOINTS: Final = (
    Endpoint(
        *("POST", "/v1/audio/speech", "write", speech, "Speak a text, as OpenAI's API does"),
        body="Speech",
        answers={200: ("Sound", "The sound, as it is made"), **_ERRORS},
    ),
    Endpoint(
        *("POST", "/v1/audio/speech/timestamps", "write", timestamps, "Speak, with word times"),
        body="Speech",
        answers={200: ("Timed", "The sound in base64, and the words' times"), **_ERRORS},
    ),
    Endpoint(
        *(
            "POST",
            "/dev/captioned_speech",
            "write",
            timestamps,
            "The same by Kokoro-FastAPI's name",
        ),
        body="Speech",
        answers={200: ("Timed", "The sound in base64, and the words' times"), **_ERRORS},
    ),
    Endpoint(
        *("GET", "/v1/models", "read", models, "List the models"),
        answers={200: ("Models", "Names that are all the same: the voice decides")},
    ),
    Endpoint(
        *("GET", "/v1/models/{model}", "read", model, "Show a model"),
        answers={200: ("Model", "The model"), 404: ("Error", "There is no such model")},
    ),
    Endpoint(
        *("GET", "/v1/audio/voices", "read", list_voices, "List the voices that are ready"),
        answers={200: ("Voices", "The voices")},
        query={"legacy": "true: names alone"},
    ),
)
