"""Translate IPA for engines: into eSpeak NG's mnemonics, or into the symbols of a model."""

import re
import unicodedata
from collections.abc import Container, Iterator
from functools import cache
from zlib import crc32

_STRESS = {"ˈ": "'", "ˌ": ","}
_SILENT = {".", "\u0361", "\u200d", "‿"}  # syllable dots and ties have no sound


def to_espeak(ipa: str) -> str:
    """Return the mnemonics; empty if a symbol has none, so that the text is spoken instead.

    A stress mark moves to the front of its vowel, as the library expects.

    >>> to_espeak("ˈʃtʃɛərbə")
    "StS'e@rb@"
    >>> to_espeak("ǃʘ")
    ''
    """
    table = _table()[0]
    out, stress = [], ""
    for symbol in _symbols(ipa):
        if symbol in _STRESS:
            stress = _STRESS[symbol]
        elif symbol not in table:
            return ""
        else:
            mnemonic, vowel = table[symbol]
            out.append(stress + mnemonic if vowel else mnemonic)
            stress = "" if vowel else stress
    return "".join(out)


def to_model(ipa: str, alphabet: Container[str], *, english: bool) -> str:
    """Return IPA in eSpeak NG's spelling, from which models learn; empty as above.

    ``alphabet`` holds the characters of the model. Models of English have one R and one G.

    >>> to_model("ˈʃtʃɛərbə", set("ʃtɛəɹbˈ"), english=True)
    'ʃtʃˈɛəɹbə'
    """
    table = _table()[0]
    out, stress = [], ""
    for symbol in _symbols(ipa):
        if symbol in _STRESS:
            stress = symbol
            continue
        if symbol not in table:
            return ""
        vowel = table[symbol][1]
        letters = "".join(mark for mark in symbol if mark not in _SILENT).replace("g", "ɡ")
        letters = letters.replace("r", "ɹ") if english else letters
        out.append((stress if vowel else "") + letters)
        stress = "" if vowel else stress
    phonemes = unicodedata.normalize("NFD", "".join(out))
    return phonemes if all(character in alphabet for character in phonemes) else ""


def _symbols(ipa: str) -> Iterator[str]:
    """Yield the longest symbols of the table, else single characters, without the silent ones."""
    pattern, position = _table()[1], 0
    while position < len(ipa):
        match = pattern.match(ipa, position)
        symbol = match.group() if match else ipa[position]
        position += len(symbol)
        if symbol not in _SILENT:
            yield symbol


def to_kokoro(espeak: str, *, british: bool) -> str:
    """Translate eSpeak NG's IPA into the symbols with which Kokoro learned English.

    The table follows Kokoro's own front end, misaki (misaki/espeak.py).

    >>> to_kokoro("nˈoʊ dʒˈʌdʒ wˈɔːɾɚ", british=False)
    'nˈO ʤˈʌʤ wˈɔɾəɹ'
    """
    table, pattern = _kokoro(british)
    return pattern.sub(lambda match: table[match.group()], espeak)


@cache
def _kokoro(british: bool) -> tuple[dict[str, str], re.Pattern[str]]:  # noqa: FBT001 - cached
    rows = _packaged("kokoro_ipa.tsv").decode().splitlines()[1:]
    cells = [row.split("\t") for row in rows]
    table = {cell[0]: cell[2 if british else 1] for cell in cells}
    return table, re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True))))


@cache
def edition(table: str = "espeak_ipa.tsv") -> str:
    """Return the checksum of a table, which belongs in the version of an engine that uses it."""
    return f"{crc32(_packaged(table)):08x}"


def _packaged(table: str) -> bytes:
    from importlib.resources import files

    return files("narrate.engines").joinpath(table).read_bytes()


@cache
def _table() -> tuple[dict[str, tuple[str, bool]], re.Pattern[str]]:
    rows = _packaged("espeak_ipa.tsv").decode().splitlines()[1:]
    table = {}
    for symbol, mnemonic, vowel in (row.split("\t") for row in rows):
        if symbol in table:
            raise ValueError(f"espeak_ipa.tsv has {symbol!r} twice")
        table[symbol] = (mnemonic, vowel == "vowel")
    symbols = sorted([*table, *_STRESS, *_SILENT], key=len, reverse=True)
    return table, re.compile("|".join(map(re.escape, symbols)))
