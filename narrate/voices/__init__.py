"""Voices: list them, find one by its name, check its license and its model."""

from dataclasses import replace
from difflib import get_close_matches

from narrate import engines
from narrate.config import Settings
from narrate.engines import onnx
from narrate.errors import UsageError
from narrate.model import TRAINED, Kind, Prosody, Voice
from narrate.voices.auto import AUTO, decide
from narrate.voices.catalog import catalog, folders, of_file
from narrate.voices.lexicons import HOUSE, lexicon_files, lexicon_text, lexicons
from narrate.voices.models import installed, ready

__all__ = [
    "AUTO", "HOUSE", "catalog", "chosen", "decide", "find", "folders", "installed",
    "lexicon_files", "lexicon_text", "lexicons", "named", "ready", "speaking",
]  # fmt: skip


def find(name: str, language: str, prosody: Prosody) -> Voice:
    """Return the voice of a name, an engine, or ENGINE:ID, set to speak an article.

    A voice without a language speaks the article's. The speeds of the file and of ``prosody`` are
    multiplied, the pitches added. Errors: UsageError offers the nearest names.
    """
    voice = named(name)
    base = voice.prosody
    total = Prosody(base.speed * prosody.speed, base.pitch + prosody.pitch, base.gain_db)
    return replace(voice, language=voice.language or language, prosody=total)


def speaking(settings: Settings, language: str) -> Voice:
    """Return the voice that the settings name, its license and its model checked."""
    voice = find(decide(settings, language)[0].voice, language, settings.prosody)
    return ready(voice, commercial=settings.commercial, provider=settings.provider)


def chosen(settings: Settings, language: str) -> tuple[Settings, Voice, dict[str, Voice]]:
    """Return the settings with the voice's pauses, the main voice, and the other voices by role."""
    voice = speaking(settings, language)
    role_voices = {
        role: speaking(replace(settings, voice=name), _language_of(role, language))
        for role, name in settings.voices.items()
    }
    if label_voice := _label_voice(settings, voice, language):
        role_voices.setdefault(Kind.DISCLOSURE.value, label_voice)
    pauses = replace(settings.pauses, **voice.pauses)
    return replace(settings, pauses=pauses), voice, role_voices


def _label_voice(settings: Settings, voice: Voice, language: str) -> Voice | None:
    """Return the voice of a spoken label in another language than the main voice's, if one is set.

    It is the setting's own voice, where that speaks the language of the label.
    """
    label = settings.label(language)
    if label.spoken == "no" or _primary(label.language) == _primary(voice.language):
        return None
    label_voice = speaking(settings, label.language)
    return label_voice if _primary(label_voice.language) == _primary(label.language) else None


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()


def _language_of(role: str, language: str) -> str:
    kind, _, tag = role.partition(".")
    return tag if kind == "languages" else language


def named(name: str) -> Voice:
    """Return the voice of a name as its file describes it; errors as above."""
    if voice := of_file(name):
        return voice
    engine, _, id_ = name.partition(":")
    if engines.is_known(engine):
        return _of_engine(engine, name=name, id_=id_)
    voice_names = sorted(voice.name for voice in catalog())
    choices = list(dict.fromkeys([*voice_names, *engines.names()]))
    close = get_close_matches(name, choices, n=3, cutoff=0.4)
    hint = f" Did you mean {', '.join(close)}?" if close else ""
    raise UsageError(f"There is no voice {name!r}.{hint} See: narrate voices")


def _of_engine(engine: str, *, name: str, id_: str) -> Voice:
    """Return the voice ENGINE:ID, which has no file of that name.

    It takes its license from the file with the same id, or from all files of the engine if they
    agree. Files of the working directory, which may be a stranger's, decide nothing.
    """
    siblings = [voice for voice in catalog(trusted=True) if voice.engine == engine]
    for voice in siblings:
        if id_ and id_ in {voice.id, voice.model.removesuffix(".onnx")}:
            return replace(voice, name=name)
    blank = Voice(name=name, engine=engine, id=id_)
    if (model := onnx.folder(engine) / f"{id_}.onnx").is_file():
        return replace(blank, model=str(model), source_type=TRAINED)
    if len({(voice.license, voice.source_type) for voice in siblings}) != 1:
        return blank
    sibling = siblings[0]
    return replace(
        blank,
        license=sibling.license,
        attribution=sibling.attribution,
        source=sibling.source,
        source_type=sibling.source_type,
        commercial=sibling.commercial,
    )
