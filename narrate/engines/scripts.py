"""Words in a script that a voice does not read: an English voice says "Chinese letter" for 你."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from narrate.model import SpokenRun

# The scripts of languages beside Latin, by the first word of their characters' names in Unicode.
_SCRIPTS: Final = {
    **dict.fromkeys(("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "tt", "uk"), "CYRILLIC"),
    **dict.fromkeys(("zh", "cmn", "yue"), "CJK BOPOMOFO"),
    **dict.fromkeys(("ar", "ckb", "fa", "ps", "ug", "ur"), "ARABIC"),
    **dict.fromkeys(("he", "yi"), "HEBREW"),
    **dict.fromkeys(("hi", "mr", "ne"), "DEVANAGARI"),
    **dict.fromkeys(("as", "bn"), "BENGALI"),
    **dict.fromkeys(("am", "ti"), "ETHIOPIC"),
    "el": "GREEK", "ja": "CJK HIRAGANA KATAKANA", "ko": "HANGUL CJK", "hy": "ARMENIAN",
    "ka": "GEORGIAN", "th": "THAI", "lo": "LAO", "km": "KHMER", "my": "MYANMAR", "si": "SINHALA",
    "ta": "TAMIL", "te": "TELUGU", "kn": "KANNADA", "ml": "MALAYALAM", "gu": "GUJARATI",
    "pa": "GURMUKHI",
}  # fmt: skip
_LATIN: Final = frozenset({
    "af", "az", "bs", "ca", "cs", "cy", "da", "de", "en", "es", "et", "eu", "fi", "fr",
    "ga", "gl", "hr", "hu", "id", "is", "it", "lb", "lt", "lv", "ms", "mt", "nb", "nl",
    "nn", "no", "pl", "pt", "ro", "sk", "sl", "sq", "sv", "sw", "tl", "tr", "vi",
})  # fmt: skip
_NAMES: Final = frozenset(" ".join(_SCRIPTS.values()).split())
# No letter of such a script comes before the first, nor is one among Latin's later blocks.
_OTHER: Final = re.compile(
    r"[\u0370-\u1dbf\u1f00-\u1fff\u2c00-\uabff\uac00-\ud7ff\uf900-\U0003ffff]"
)


class Stretch(NamedTuple):
    """A part of a text, ``text[start:end]``, in a script, "CYRILLIC"."""

    start: int
    end: int
    script: str


def unreadable(text: str, language: str) -> list[Stretch]:
    """Return the words of a text in scripts that voices of a language (BCP 47) do not read.

    Neighboring words of a script are one stretch. A single Greek letter is a symbol, and readable.

    >>> unreadable("She said Добрий день to me.", "en-US")
    [Stretch(start=9, end=20, script='CYRILLIC')]
    """
    own = language.partition("-")[0].lower()
    if text.isascii() or own not in _LATIN | _SCRIPTS.keys() or not _OTHER.search(text):
        return []
    readable = _SCRIPTS.get(own, "").split()
    stretches: list[Stretch] = []
    is_open = False
    for place, sign in enumerate(text):
        script = _script(sign)
        if script in readable:
            script = ""
        if script:
            if is_open and stretches[-1].script == script:
                stretches[-1] = stretches[-1]._replace(end=place + 1)
            else:
                stretches.append(Stretch(place, place + 1, script))
            is_open = True
        elif sign.isalnum():
            is_open = False
    return [part for part in stretches if part.script != "GREEK" or part.end - part.start > 1]


def readable_runs(runs: Sequence[SpokenRun], language: str) -> tuple[SpokenRun, ...]:
    """Return runs of the same lengths with spaces for what a language's voices do not read."""
    return tuple(
        run if run.phonemes else run._replace(text=blanked(run.text, language)) for run in runs
    )


def languages(script: str) -> list[str]:
    """Return the languages that are written in a script."""
    return [language for language, scripts in _SCRIPTS.items() if script in scripts.split()]


def blanked(text: str, language: str) -> str:
    """Return a text of the same length with spaces for words that a language does not read."""
    for start, end, _ in unreadable(text, language):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


@lru_cache(maxsize=4096)
def _script(sign: str) -> str:
    """Return the script of a letter or digit that is not Latin, else an empty text."""
    if sign.isascii() or not sign.isalnum():
        return ""
    [first, *_] = re.split("[ -]", unicodedata.name(sign, "").removeprefix("HALFWIDTH ")) or [""]
    return first if first in _NAMES else ""
