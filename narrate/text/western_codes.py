"""Codes and names with figures, as German, Spanish, French and the languages of tables say them."""

import re

from narrate.text.counting import ALONE, DIGITS, Counting
from narrate.text.rules import Rule, Style

_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_CODE = re.compile(
    r"""
    (?:(?<![\w.,/@#&-])|(?<=[0-9]-)) (?:[A-Z]{1,5}|[A-Z][A-Za-z]{1,11}(?=-))
    (?P<it>-?(?P<figures>[0-9₀-₉]{1,4})(?:-(?P<second>[0-9]{2,4}))?) (?:[A-Z]{1,2}(?!\w))?
    (?! [\w/%€$º°ª]
      | [.,:][0-9]
      | [ ]?[–-][0-9] )
    """,
    re.VERBOSE,
)
_LETTERED = re.compile(
    r"""
    (?<![\w.,/:-]) (?P<figures>[0-9]{1,3}) (?P<letters>[A-Z]{1,2}) (?P<last>[0-9]{1,2})?
    (?![\w/-])
    """,
    re.VERBOSE,
)
_CHAIN = re.compile(r"(?<![\w.,/@#&-])(?:[A-Z][0-9]{1,2}){2,}(?!\w)")
_LOWER = re.compile(r"(?<=[ ])(?P<figures>[0-9]{1,3})(?P<letter>[a-eA-E])(?![\w'’]|[.][0-9])")
_SLASHED = re.compile(
    r"""
    (?<![\w.,/:-]) (?P<low>[0-9]{1,5}) / (?P<high>[0-9]{1,5}) (?:/(?P<last>[0-9]{1,4}))?
    (?![\w/.,-]*\w)
    """,
    re.VERBOSE,
)
_PRESSURE = re.compile(r"\b(?:tensi[oó]n|presión)\b[^.;0-9]{0,30}\Z", re.IGNORECASE)
_NEAR = 60  # characters before a stroke that tell its kind
_PLUS = re.compile(r"(?<=[(])[+][ ]?(?=[0-9])")
_MINUS = re.compile(r"(?:(?<=\s)|(?<=[(]))[-−–](?=[0-9])|(?<=, )[-−–][ ](?=[0-9])")
_HUNDRED = 100
_FLIGHT = 4  # figures


def codes(counting: Counting, *, pairs: bool = False) -> Rule:
    """Return the rule that says a name's figure as a number of its own: "CO2", "F-16", "G20".

    ``pairs``: four figures are spoken as two numbers ("IB6250").
    """

    def say(match: re.Match[str], _: Style) -> str:
        figures = match["figures"].translate(_SUBSCRIPTS)
        parts = [figures] if figures[0] != "0" else list(figures)
        if len(figures) == _FLIGHT and pairs and "0" not in figures[::2]:
            parts = [figures[:2], figures[2:]]
        parts += [match["second"]] if match["second"] else []
        return f" {' '.join(counting.cardinal(int(part), ALONE) for part in parts)}"

    return Rule("code", _CODE, say, DIGITS | frozenset("₀₁₂₃₄₅₆₇₈₉"))


def leftovers(counting: Counting, slash: str = "", ratio: str = "") -> tuple[Rule, ...]:
    """Return the last rules, for unclaimed figures: "2A6", "2016/679", a minus before a count.

    ``slash`` is the word for a slash, where newsreaders say one; ``ratio`` that between a number
    and a larger one, both below a hundred ("15/21").
    """

    def lettered(match: re.Match[str], _: Style) -> str:
        letters, last = " ".join(match["letters"]), match["last"]
        end = f" {counting.cardinal(int(last), ALONE)}" if last else ""
        return f"{counting.cardinal(int(match['figures']), ALONE)} {letters}{end}"

    def slashed(match: re.Match[str], _: Style) -> str:
        parts = [counting.in_words(part, ALONE) for part in match.groups() if part]
        if _PRESSURE.search(match.string[max(0, match.start() - _NEAR) : match.start()]):
            return " ".join(parts)
        season = match["high"] == f"{int(match['low']) + 1:02}"[-2:] and len(match["low"]) > 1
        share = int(match["low"]) < int(match["high"]) <= _HUNDRED and not match["last"]
        if ratio and share and not season:
            return f" {ratio} ".join(parts)
        return (f" {slash} " if slash and not season else " ").join(parts)

    def chain(match: re.Match[str], _: Style) -> str:
        pairs = re.findall(r"([A-Z])([0-9]+)", match[0])
        return " ".join(f"{letter} {counting.cardinal(int(end), ALONE)}" for letter, end in pairs)

    def lower(match: re.Match[str], _: Style) -> str:
        return f"{counting.cardinal(int(match['figures']), ALONE)} {match['letter']}"

    return (
        Rule("code", _CHAIN, chain, DIGITS),
        Rule("code", _LOWER, lower, DIGITS),
        Rule("code", _LETTERED, lettered, DIGITS),
        Rule("number.slashed", _SLASHED, slashed, frozenset("/")),
        Rule("sign", _PLUS, lambda *_: f"{counting.tables['signs']['+']} ", frozenset("+")),
        Rule("sign", _MINUS, lambda *_: f"{counting.minus} ", frozenset("-−–")),
    )


_CHAIN_OF_FIGURES = re.compile(r"(?<![\w.,/+-])[0-9]{1,2}(?:-[0-9]{1,2}){2,}(?![\w/-]|[.,][0-9])")
_RATING = re.compile(r"(?<![\w+-])(?P<letters>[A-D]{1,3})(?P<sign>[+-])(?=[ ,.;)]|$)")
_SHARE = re.compile(
    r"""
    (?:(?P<low>(?<![\w.,/])[0-9]+(?:,[0-9]+)?)|(?<=[^\W\d_]|[.])) [ ]?/[ ]?
    (?P<high> 1[. ]?000[. ]000
            | 100[. ]?000
            | 10[. ]000
            | 1[. ]000 )
    (?![\w/]|[.,][0-9])
    """,
    re.VERBOSE,
)
_COMPARED = re.compile(r"(?P<sign>[<>≤≥])[ ]?(?=[0-9])")
_INITIAL = re.compile(r"(?:(?<=[^\W\d_] )|(?<=[A-Z][.] ))(?P<it>[A-Z]\.)(?=,|[ ][a-zà-ÿ]{2})")


def initials(counting: Counting) -> Rule:
    """Return the rule that leaves the initial of a name as written: "Luis D., de 30 años"."""

    def say(match: re.Match[str], _: Style) -> str | None:
        longer = (written for written in counting.tables["abbreviations"] if " " in written)
        part = any(match.string.startswith(written, match.start("it")) for written in longer)
        return None if part else match["it"]

    return Rule("initial", _INITIAL, say, frozenset("."))


def compact(counting: Counting, share: str, more: str, less: str) -> tuple[Rule, ...]:
    """Return the rules for "4-3-3", "AA-", "22/100.000" and "> 50".

    ``share`` links a number with the round number that it is a share of.
    """
    plus, minus = counting.tables["signs"]["+"], counting.minus
    compared = {">": more, "≥": more, "<": less, "≤": less}

    def chain(match: re.Match[str], _: Style) -> str:
        return " ".join(counting.in_words(part, ALONE) for part in match[0].split("-"))

    def rating(match: re.Match[str], _: Style) -> str:
        return f"{' '.join(match['letters'])} {plus if match['sign'] == '+' else minus}"

    def shared(match: re.Match[str], _: Style) -> str:
        low = counting.in_words(match["low"], ALONE) if match["low"] else ""
        return f"{low} {share} {counting.cardinal(int(re.sub('[. ]', '', match['high'])), ALONE)}"

    return (
        Rule("number.chain", _CHAIN_OF_FIGURES, chain, frozenset("-")),
        Rule("rating", _RATING, rating, frozenset("+-")),
        Rule("number.share", _SHARE, shared, frozenset("/")),
        Rule("sign", _COMPARED, lambda match, _: f"{compared[match['sign']]} ", frozenset("<>≤≥")),
    )


def prefixed(counting: Counting, codes: str) -> Rule:
    """Return the rule for an amount after the code of its currency: "CHF 200 Mio."."""
    magnitudes = "|".join(
        re.escape(sign)
        for sign in sorted(counting.nouns, key=len, reverse=True)
        if counting.nouns[sign].kind == "magnitude"
    )
    pattern = re.compile(
        rf"""
        (?<!\w) (?P<unit>{codes}) [ ] (?P<amount>{counting.number})
        (?:[ ]?(?P<magnitude>{magnitudes}))? (?!\w|[.,][0-9])
        """,
        re.VERBOSE,
    )
    return Rule("money", pattern, counting.amount, DIGITS)


def versions(counting: Counting, cues: str, point: str) -> Rule:
    """Return the rule for a number in parts after one of the words ``cues``: "Version 2.1".

    After any other capitalized word two parts of one or two figures are a version, too.
    """
    pattern = re.compile(
        rf"""
        \b (?:(?i:{cues})[ ]|[A-Z][A-Za-z]+[ ](?=[0-9]{{1,2}}\.[0-9](?![0-9])))
        (?P<it>[0-9]{{1,3}}(?:\.[0-9]{{1,3}}){{1,3}})
        (?! \w
          | [.,][0-9]
          | [ ]? (?:[%€$]|Uhr|h\b|Euro|mill|M€) )
        """,
        re.VERBOSE,
    )

    def say(match: re.Match[str], _: Style) -> str:
        parts = match["it"].split(".")
        return f" {point} ".join(counting.cardinal(int(part), ALONE) for part in parts)

    return Rule("version", pattern, say, frozenset("."))
