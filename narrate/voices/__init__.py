"""Voices: which there are, which one is meant, and whether its model is there and may be used."""

from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches

from narrate import engines
from narrate.config import Settings
from narrate.engines import onnx
from narrate.errors import UsageError
from narrate.model import Prosody, Voice
from narrate.voices.catalog import catalog, folders, of_file
from narrate.voices.lexicons import HOUSE, lexicon_files, lexicon_text, lexicons
from narrate.voices.models import installed, ready

__all__ = [
    "HOUSE", "catalog", "chosen", "find", "folders", "installed", "lexicon_files", "lexicon_text",
    "lexicons", "named", "ready", "speaking",
]  # fmt: skip


def find(name: str, language: str, prosody: Prosody) -> Voice:
    """Return the voice of a name, an engine, or ENGINE:ID, as it is to speak an article.

    A voice without a language of its own speaks the article's; speed and pitch come on top of
    what the voice's file sets. Errors: UsageError offers the nearest names.
    """
    voice = named(name)
    own = voice.prosody
    together = Prosody(own.speed * prosody.speed, own.pitch + prosody.pitch, own.gain_db)
    return replace(voice, language=voice.language or language, prosody=together)


def speaking(settings: Settings, language: str) -> Voice:
    """Return the voice that the settings name, its model checked and ready to be opened."""
    voice = find(settings.voice, language, settings.prosody)
    return ready(voice, commercial=settings.commercial, provider=settings.provider)


def chosen(settings: Settings, language: str) -> tuple[Settings, Voice, dict[str, Voice]]:
    """Return who speaks an article, who else by role, and the settings with the voice's pauses."""
    voice = speaking(settings, language)
    others = {
        role: speaking(replace(settings, voice=name), _spoken(role, language))
        for role, name in settings.voices.items()
    }
    pauses = replace(settings.pauses, **voice.pauses)
    return replace(settings, pauses=pauses), voice, others


def _spoken(role: str, language: str) -> str:
    kind, _, tag = role.partition(".")
    return tag if kind == "languages" else language


def named(name: str) -> Voice:
    """Return the voice of a name as it stands in its file; errors as above."""
    if voice := of_file(name):
        return voice
    engine, _, id_ = name.partition(":")
    known = {voice.name: voice for voice in catalog()}
    if engine in engines.names():
        return _of_engine(engine, known.values(), name=name, id_=id_)
    names = list(dict.fromkeys([*known, *engines.names()]))
    close = get_close_matches(name, names, n=3, cutoff=0.4) or sorted(known)
    raise UsageError(
        f"There is no voice {name!r}. Did you mean {', '.join(close)}? See: narrate voices"
    )


def _of_engine(engine: str, known: Iterable[Voice], *, name: str, id_: str) -> Voice:
    """Return a voice without a file: what the file of the same id says, or all of its engine."""
    others = [voice for voice in known if voice.engine == engine]
    for voice in others:
        if id_ and id_ in {voice.id, voice.model.removesuffix(".onnx")}:
            return replace(voice, name=name)
    blank = Voice(name=name, engine=engine, id=id_)
    if (model := onnx.folder(engine) / f"{id_}.onnx").is_file():
        return replace(blank, model=str(model), source_type="trainedAlgorithmicMedia")
    if len({(voice.license, voice.source_type) for voice in others}) != 1:
        return blank
    like = others[0]
    return replace(
        blank,
        license=like.license,
        attribution=like.attribution,
        source=like.source,
        source_type=like.source_type,
        commercial=like.commercial,
    )
