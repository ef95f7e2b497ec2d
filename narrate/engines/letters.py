"""Letters that a voice would spell as code points, or drop: each becomes one that it can speak.

eSpeak NG, by which Piper and Kokoro read too, says "letter one e e five" for the ễ of Nguyễn in an
English text. Each letter becomes one letter, so places in the text stay as they are.
"""

import re
import unicodedata
from collections.abc import Container
from functools import cache, lru_cache
from typing import Final

# Unicode decomposes none of these.
_STROKES: Final = str.maketrans("đĐƒɓɗ", "dDfbd")
_ACCENTLESS: Final = str.maketrans(
    {
        **dict(zip("łŁøØıħĦŧŦŋŊ", "lLoOihHtTnN", strict=True)),
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "Ð": "D",
        "þ": "th",
        "Þ": "Th",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "Œ": "Oe",
    }
)
_OWN_STROKES: Final = dict.fromkeys(("hr", "bs", "sr", "vi", "se"), "đĐ")
_LATIN_WORD: Final = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")
_LONGEST_ACRONYM: Final = 5
EDITION: Final = "letters 3"
"""Changes with the tables here: part of the engines' versions, for audio in the cache."""
_RARE: Final = (("\u0180", "\u024f"), ("\u1e00", "\u1eff"))
_RARE_LANGUAGES: Final = ("vi", "yo", "ig", "cy", "ga", "ro")  # their own alphabets have some
# eSpeak NG says the name of the accent, "S hachek", where such a letter begins a word before a
# consonant, or is alone: an initial, or the "à" of prices in German. It reads these letters well,
# by language. Polish ones in a German text make it read the word as Polish.
_OWN_LETTERS: Final = {
    "en": "à",
    "de": "äöüßąćęłńśźż",
    "es": "ñ",
    "fr": "à",
    "it": "àèé",
    "nl": "",
    "pl": "ąćęłńóśźż",
    "pt": "àéó",
}
_CONSONANTS: Final = frozenset("bcdfghjklmnpqrstvwxz")
_MARKS: Final = str.maketrans(
    {
        **dict.fromkeys("’ʼ‘`´", "'"),
        **dict.fromkeys("–‐‑−", "-"),
        **dict.fromkeys("«»“”„", '"'),
        "—": ",",
        "…": ".",
        # Russian letters and the commonest Greek ones, which a Ukrainian text has now and then.
        **dict(zip("ыэъ", ("и", "е", ""), strict=True)),
        **dict(zip("αβγδπω", ("альфа", "бета", "гамма", "дельта", "пі", "омега"), strict=True)),
    }
)


def spoken(text: str, language: str) -> str:
    """Return a text of the same length whose letters a voice of a language can speak.

    >>> spoken("Nguyễn Đặng, Aḥmad, Łódź", "en-US")
    'Nguyen Dang, Ahmad, Łódź'
    >>> spoken("Š. Šťastný, Čapek", "en-US")
    'S. Sťastný, Čapek'
    """
    if text.isascii():
        return text
    language = language.partition("-")[0].lower()
    text = text.translate(_table(language))
    if language in _OWN_LETTERS:
        text = _spelled(_OWN_LETTERS[language]).sub(lambda letter: _base(letter[0]), text)
    return text


def encodable(text: str, encoding: str) -> str:
    """Return a text whose letters lose the accents that an encoding lacks; marks stay.

    >>> encodable("café in Łódź", "ascii")
    'cafe in Lodz'
    """
    return "".join(_encodable(sign, encoding) for sign in text)


def _encodable(sign: str, encoding: str) -> str:
    for candidate in (sign, unicodedata.normalize("NFKD", sign)[0], sign.translate(_ACCENTLESS)):
        try:
            candidate.encode(encoding)
        except UnicodeEncodeError:
            continue
        return candidate
    return sign


@lru_cache(maxsize=16)
def _table(language: str) -> dict[int, str]:
    own_letters = {ord(sign) for sign in _OWN_STROKES.get(language, "")}
    table = {code: chr(base) for code, base in _STROKES.items() if code not in own_letters}
    if language in _RARE_LANGUAGES:
        return table
    for first, last in _RARE:
        for code in range(ord(first), ord(last) + 1):
            base = unicodedata.normalize("NFD", chr(code))[0]
            if base.isascii():
                table[code] = base
    return table


@lru_cache(maxsize=16)
def _spelled(own_letters: str) -> re.Pattern[str]:
    """Return a pattern of the letters that eSpeak NG names with their accents."""
    accented = [sign for sign in map(chr, range(0xC0, 0x180)) if _base(sign) != sign]
    foreign = [sign for sign in accented if sign.lower() not in own_letters]
    consonants = [sign for sign in accented if _base(sign).lower() in _CONSONANTS]
    leading = "".join(sign for sign in consonants if sign in foreign)
    following = "".join([*consonants, *sorted(_CONSONANTS)])
    letter = r"[^\W\d_]"
    return re.compile(
        rf"(?<!{letter})(?:[{leading}](?=[{following}])|[{''.join(foreign)}](?!{letter}))"
    )


def _base(sign: str) -> str:
    """Return a letter without its accent or stroke; a letter that would become two stays."""
    base = unicodedata.normalize("NFD", sign)[0].translate(_ACCENTLESS)
    return base if base.isascii() and len(base) == 1 else sign


def in_alphabet(text: str, alphabet: Container[str]) -> str:
    """Return a text for a model that reads letters: its alphabet only, in lower case.

    A missing mark becomes a similar mark. Latin words are written in Ukrainian letters if the
    alphabet has these, capitals alone by their English names. Any other missing letter loses its
    accent, or is omitted.

    >>> in_alphabet("У Києві, П’ять", set("укиєвіпять', "))
    "у києві, п'ять"
    """
    if "ї" in alphabet and "z" not in alphabet:
        text = _LATIN_WORD.sub(lambda word: _in_ukrainian(word[0]), text)
    return "".join(_closest(sign, alphabet) for sign in text.lower())


def _in_ukrainian(word: str) -> str:
    """Return a Latin word in Ukrainian letters, an acronym by the English names of its letters.

    >>> _in_ukrainian("Boeing"), _in_ukrainian("BBC")
    ('боеінґ', 'бібісі')
    """
    table, pattern = _ukrainian()
    base = encodable(word, "ascii")
    is_acronym = base.isupper() and 1 < len(base) <= _LONGEST_ACRONYM
    return pattern.sub(lambda match: table[match[0]], base if is_acronym else base.lower())


@cache
def _ukrainian() -> tuple[dict[str, str], re.Pattern[str]]:
    from importlib.resources import files

    rows = files("narrate.engines").joinpath("latin_uk.tsv").read_text("utf-8").splitlines()[1:]
    table = dict(row.split("\t") for row in rows)
    return table, re.compile("|".join(sorted(table, key=len, reverse=True)))


def _closest(sign: str, alphabet: Container[str]) -> str:
    decomposed = unicodedata.normalize("NFD", sign)  # as the package reads it
    for candidate in (sign, sign.translate(_MARKS), decomposed[0]):
        if all(part in alphabet for part in unicodedata.normalize("NFD", candidate)):
            return candidate
        if candidate in alphabet:
            return candidate
    return ""
