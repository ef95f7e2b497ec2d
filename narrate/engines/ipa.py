"""IPA as eSpeak NG's mnemonics for English, by a table; the longest symbol matches first."""

import re
from functools import cache
from importlib.resources import files
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
    table, pattern = _table()
    out, stress, at = [], "", 0
    while at < len(ipa):
        match = pattern.match(ipa, at)
        if match is None:
            return ""
        symbol, at = match.group(), match.end()
        if symbol in _STRESS:
            stress = _STRESS[symbol]
        elif symbol not in _SILENT:
            mnemonic, vowel = table[symbol]
            out.append(stress + mnemonic if vowel else mnemonic)
            stress = "" if vowel else stress
    return "".join(out)


@cache
def edition() -> str:
    """Return what names the table as it is: another one makes other sounds."""
    return f"{crc32(files('narrate.engines').joinpath('espeak_ipa.tsv').read_bytes()):08x}"


@cache
def _table() -> tuple[dict[str, tuple[str, bool]], re.Pattern[str]]:
    rows = files("narrate.engines").joinpath("espeak_ipa.tsv").read_text("utf-8").splitlines()[1:]
    table = {}
    for symbol, mnemonic, vowel in (row.split("\t") for row in rows):
        if symbol in table:
            raise ValueError(f"espeak_ipa.tsv has {symbol!r} twice")
        table[symbol] = (mnemonic, vowel == "vowel")
    symbols = sorted([*table, *_STRESS, *_SILENT], key=len, reverse=True)
    return table, re.compile("|".join(map(re.escape, symbols)))
