"""How the voice of some settings says words, in IPA."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from narrate import engines
from narrate.voices.auto import decide

if TYPE_CHECKING:
    from narrate.config import Settings

UNKNOWN: Final = "?"  # the sound of a word from an engine that does not tell


def transcribed(words: Sequence[str], language: str, settings: "Settings") -> list[str]:
    """Return how the voice says each word, in IPA; ``?`` where its engine does not tell."""
    from narrate.voices import find

    settings, _ = decide(settings, language)
    voice = find(settings.voice, language, settings.prosody)
    transcriber = engines.transcriber(engines.find(voice.engine))
    if transcriber is None or not words:
        return [UNKNOWN] * len(words)
    sounds: list[str] = transcriber.transcribe(list(words), voice)
    return sounds
