"""How a name is said, between people and engines: BBC-style respelling to IPA, and back.

Syllables stand between hyphens, the stressed one in capitals: "khar-KEEV", "SHCHAIR-buh". Both
directions follow tables: ``respelling_*.tsv`` and ``ipa.tsv``.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from narrate.text.table import pairs, rows

PRIMARY = "ˈ"
# What may open a syllable inside a word beside a single consonant, as in English.
ONSET = re.compile(r"(?:s?[ptkf]|[bdɡvθʃx])[lrɹwj]|s[ptkmn]|[mnlh]j")
PARTS = re.compile(r"[^\s-]+|\s+")
LONGEST_SYLLABLE = 14


class Unreadable(Exception):  # noqa: N818 - it says what the text is
    """A respelling or IPA that the tables cannot read, from character ``position`` on."""

    def __init__(self, text: str, position: int) -> None:
        """Keep the unreadable rest of ``text`` as the message, and its position in ``text``."""
        super().__init__(text[position:])
        self.position = position


def ipa_of(respelling: str) -> str:
    """Return the IPA of a respelling; raises Unreadable.

    >>> ipa_of("SHCHAIR-buh"), ipa_of("LANTS-behr-gis")
    ('ˈʃtʃɛərbə', 'ˈlæntsbɛrɡɪs')
    """
    return "".join(
        " " if match[0].isspace() else _syllable_ipa(respelling, *match.span())
        for match in PARTS.finditer(respelling)
    )


def readable(respelling: str, ipa: str) -> bool:
    """Whether the tables read both, without working out either: a dictionary has hundreds.

    >>> readable("KHAR-keev", "ˈxɑːrkiu"), readable("KHAR-keev", "7")
    (True, False)
    """
    syllable, symbol = _spellings()[0], _ipa_table()[2]
    return (
        all(
            len(part) <= LONGEST_SYLLABLE and syllable.fullmatch(part)
            for part in re.split(r"[\s-]+", respelling.lower())
            if part
        )
        and not symbol.sub("", ipa).strip()
    )


def read_aloud(respelling: str) -> str:
    """Return a respelling as an engine without phonemes reads it best: in lower case.

    Letter groups that such engines spell out, or read as another vowel, become the nearest group
    that they read correctly.

    >>> read_aloud("SHCHAIR-buh"), read_aloud("STOL-tuhn-behrg"), read_aloud("LANDS-behr-gis")
    ('shair-buh', 'stol-tun-berg', 'lands-ber-guiss')
    """
    read = respelling.lower().replace("shch", "sh").replace("ehr", "er")
    read = re.sub(r"\bgis\b", "guiss", read)
    return re.sub(r"uh(?=[a-z])", "u", read)


def ipa_respelled(ipa: str) -> str:
    """Return a respelling, in lower case, for an engine that takes no IPA; raises Unreadable.

    >>> ipa_respelled("ˈxɑːrkiu"), ipa_respelled("ˈʃtʃɛərbə")
    ('khar-kee-oo', 'shair-buh')
    """
    spellings = _ipa_table()[0]
    return read_aloud(
        " ".join(
            "-".join("".join(spellings[symbol] for symbol in part) for part in _syllables(word))
            for word in ipa.split()
        )
    )


def respelling_of(ipa: str) -> str:
    """Return the respelling of some IPA as people write it, stress in capitals; raises Unreadable.

    >>> respelling_of("ˈʃtʃɛərbə"), respelling_of("ˌbrʌnɪˈslɑːvə")
    ('SHCHAIR-buh', 'bru-ni-SLAH-vuh')
    """
    return " ".join("-".join(_stressed(word)) for word in ipa.split())


def _stressed(word: str) -> Iterator[str]:
    """Yield the syllables of a word in IPA, spelled; one alone counts as stressed.

    A mark right before a vowel, as engines write it, counts as before the consonants that open the
    syllable.
    """
    spellings, vowels, _ = _ipa_table()
    opening, mark, ending = word.partition(PRIMARY)
    unstressed = list(filter(None, _syllables(opening)))
    stressed = list(filter(None, _syllables(ending)))
    if unstressed and stressed and stressed[0][0] in vowels:
        last = unstressed.pop()
        nucleus = next((index for index, symbol in enumerate(last) if symbol in vowels), -1)
        cut = _cut(last, nucleus) if nucleus >= 0 else 0
        stressed[0] = [*last[cut:], *stressed[0]]
        unstressed += [last[:cut]] if cut else []
    if not mark and len(unstressed) == 1:
        unstressed, stressed = [], unstressed
    for number, syllable in enumerate([*unstressed, *stressed]):
        spelled = "".join(spellings[symbol] for symbol in syllable)
        yield spelled.upper() if number == len(unstressed) else spelled


def ipa_of_xsampa(text: str) -> str:
    """Return the IPA of a sound in X-SAMPA (J. C. Wells, 1995); raises Unreadable.

    >>> ipa_of_xsampa('"StSE@b@'), ipa_of_xsampa('"kA:rkIv')
    ('ˈʃtʃɛəbə', 'ˈkɑːrkɪv')
    """
    table = pairs("xsampa.tsv")
    symbol = re.compile(_longest_first(table) + r"|(?P<space>\s+)|-")
    ipa, position = "", 0
    while position < len(text):
        match = symbol.match(text, position)
        if match is None:
            raise Unreadable(text, position)
        ipa += " " if match["space"] else table.get(match[0], "")
        position = match.end()
    return ipa


def alike(ipa: str, other: str) -> bool:
    """Whether two transcriptions are the same sound as far as a broad one goes.

    Length, secondary stress, syllable breaks, r-coloring and the quality of weak vowels are not
    told apart, nor are "e" and "ɛ", "a", "æ" and "ɑ", "o" and "ɒ".

    >>> alike("ˈkiːjɪv", "ˈkijiv"), alike("ˈkiːjɪv", "kiːˈjɪv")
    (True, False)
    """
    return _broad(ipa) == _broad(other)


def _broad(ipa: str) -> str:
    for written, broad in _BROAD:
        ipa = ipa.replace(written, broad)
    return ipa.translate(_BROAD_SIGNS)


_BROAD = (("ɝ", "ər"), ("ɚ", "ər"), ("ɜːr", "ər"), ("ɜr", "ər"), ("ɜː", "ər"), ("əʊ", "oʊ"))
_BROAD_SIGNS = str.maketrans(
    {
        **dict.fromkeys("ːˌ.- ", ""),
        **dict.fromkeys("ʌɐ", "ə"),
        **dict.fromkeys("ɪɨ", "i"),
        **dict.fromkeys("aæɒ", "ɑ"),
        "ɛ": "e",
        "ɹ": "r",
        "ɾ": "r",
        "g": "ɡ",
        "ʊ": "u",
        "ɔ": "o",
        "χ": "x",
        "ɫ": "l",
        "ɦ": "h",
    }
)


def ipa_plural(ipa: str) -> str:
    """Return the IPA with the ending of a possessive or plural.

    >>> ipa_plural("ˈkiːjɪv"), ipa_plural("ˈsmɪθ"), ipa_plural("ʃɒlts")
    ('ˈkiːjɪvz', 'ˈsmɪθs', 'ʃɒltsɪz')
    """
    if ipa.endswith(("s", "z", "ʃ", "ʒ")):
        return ipa + "ɪz"
    return ipa + ("s" if ipa.endswith(("p", "t", "k", "f", "θ", "x")) else "z")


def _syllable_ipa(respelling: str, start: int, end: int) -> str:
    pattern, vowels, consonants, consonant = _spellings()
    match = (
        pattern.fullmatch(respelling.lower(), start, end)
        if end - start <= LONGEST_SYLLABLE
        else None
    )
    if match is None:
        raise Unreadable(respelling, start)
    stressed = respelling[start:end].isupper()
    onset, vowel, coda = (
        consonant.sub(lambda sound: consonants[sound[0]], match["onset"] or match["alone"] or ""),
        vowels.get(match["vowel"], ""),
        consonant.sub(lambda sound: consonants[sound[0]], match["coda"] or ""),
    )
    vowel = "ʌ" if stressed and vowel == "ə" else vowel
    return f"{PRIMARY if stressed else ''}{onset}{vowel}{coda}"


@cache
def _spellings() -> tuple[re.Pattern[str], dict[str, str], dict[str, str], re.Pattern[str]]:
    vowels = pairs("respelling_vowels.tsv")
    consonants = pairs("respelling_consonants.tsv")
    vowel, consonant = _longest_first(vowels), _longest_first(consonants)
    syllable = rf"(?P<onset>(?:{consonant})*)(?P<vowel>{vowel})(?P<coda>(?:{consonant})*)"
    voiceless = rf"(?P<alone>(?:{consonant})+)"
    return re.compile(f"{syllable}|{voiceless}"), vowels, consonants, re.compile(consonant)


def _syllables(word: str) -> Iterator[list[str]]:
    """Yield the symbols of each syllable: at the marks, else before the last fit consonants."""
    spellings, vowels, symbol = _ipa_table()
    syllable: list[str] = []
    nucleus, position = -1, 0
    while position < len(word):
        match = symbol.match(word, position)
        if match is None:
            raise Unreadable(word, position)
        position = match.end()
        marked = match[0] not in spellings
        if nucleus >= 0 and (marked or match[0] in vowels):
            cut = len(syllable) if marked else _cut(syllable, nucleus)
            yield syllable[:cut]
            syllable, nucleus = syllable[cut:], -1
        if not marked:
            if match[0] in vowels:
                nucleus = len(syllable)
            syllable.append(match[0])
    yield syllable


def _cut(syllable: list[str], nucleus: int) -> int:
    """Return the index at which the next syllable starts, with two consonants if English can."""
    after = len(syllable) - nucleus - 1
    onset = 2 if after > 1 and ONSET.fullmatch("".join(syllable[-2:])) else min(after, 1)
    return len(syllable) - onset


@cache
def _ipa_table() -> tuple[dict[str, str], frozenset[str], re.Pattern[str]]:
    table = rows("ipa.tsv")
    spellings = {symbol: spelling for symbol, spelling, _ in table}
    vowels = frozenset(symbol for symbol, _, sound in table if sound == "vowel")
    return spellings, vowels, re.compile(_longest_first([*spellings, "ˈ", "ˌ", ".", "-"]))


def _longest_first(symbols: Iterable[str]) -> str:
    return "|".join(re.escape(symbol) for symbol in sorted(symbols, key=len, reverse=True))
