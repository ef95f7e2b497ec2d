"""IPA as each engine wants it: eSpeak NG's mnemonics, or the symbols that a model learned."""

import re
import unicodedata
from collections.abc import Container, Iterator
from functools import cache
from zlib import crc32

_STRESS = {"ˈ": "'", "ˌ": ","}
_SILENT = {".", "\u0361", "\u200d", "‿"}  # syllable dots and ties say nothing to the engine


def to_espeak(ipa: str) -> str:
    """Return the mnemonics, or nothing where a symbol has none: then the text is said.

    A stress mark moves to the front of its vowel, where the library wants it.

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


def to_model(ipa: str, known: Container[str], *, english: bool) -> str:
    """Return IPA as eSpeak NG writes it, which is what models learn; or nothing, as above.

    ``known`` are the characters that the model knows. Models of English know one R and one G.

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
        plain = "".join(mark for mark in symbol if mark not in _SILENT).replace("g", "ɡ")
        out.append((stress if vowel else "") + (plain.replace("r", "ɹ") if english else plain))
        stress = "" if vowel else stress
    said = unicodedata.normalize("NFD", "".join(out))
    return said if all(character in known for character in said) else ""


def _symbols(ipa: str) -> Iterator[str]:
    """Yield the symbols without the silent ones, the longest that the table has; else a sign."""
    pattern, at = _table()[1], 0
    while at < len(ipa):
        match = pattern.match(ipa, at)
        symbol = match.group() if match else ipa[at]
        at += len(symbol)
        if symbol not in _SILENT:
            yield symbol


def to_kokoro(espeak: str, *, british: bool) -> str:
    """Return the IPA of eSpeak NG in the symbols with which Kokoro learned English.

    The correspondence is that of its own front end, misaki (misaki/espeak.py).

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
    """Return what names a table as it is: another one makes other sounds."""
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
