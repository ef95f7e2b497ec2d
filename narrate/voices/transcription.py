"""How the voice of some settings says words: in IPA, and respelled for people."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from narrate import engines
from narrate.errors import NarrateError
from narrate.text.respelling import Unreadable, respelling_of
from narrate.voices.auto import decide

if TYPE_CHECKING:
    from narrate.config import Settings

_PLAIN: Final = str.maketrans({"ᵻ": "ɪ", "\u0329": "", "\u0303": "", "ʲ": "", "-": " ", "_": ""})
_LETTER: Final = re.compile(r"[^\W\d_]")
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
    return [sound or UNKNOWN for sound in sounds]


def respelled(ipa: str) -> str:
    """Return IPA in syllables, the stressed one in capitals; empty for sounds without spelling.

    >>> respelled("hˈɑːɹbɚ"), respelled("miːkˈeɪlə")
    ('HAHR-buhr', 'mee-KAY-luh')
    """
    try:
        return respelling_of(ipa.translate(_PLAIN))
    except Unreadable:
        return ""


def spelled(
    words: Sequence[str], sounds: Sequence[str], language: str, settings: "Settings"
) -> set[str]:
    """Return the words that the voice says letter by letter, of words with their sounds."""
    known = [word for word, sound in zip(words, sounds, strict=True) if sound != UNKNOWN]
    try:
        letter_sounds = transcribed([" ".join(word) for word in known], language, settings)
    except NarrateError:
        return set()
    by_letters = dict(zip(known, map(_bare, letter_sounds), strict=True))
    return {
        word
        for word, sound in zip(words, sounds, strict=True)
        if len(word) > 1 and by_letters.get(word) == _bare(sound)
    }


def _bare(ipa: str) -> str:
    return "".join(sign for sign in _LETTER.findall(ipa) if sign not in "ˈˌː")
