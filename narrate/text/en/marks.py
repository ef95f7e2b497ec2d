r"""Marks of mathematics and music: "10⁶", "2^10", "x <= y", "$x_1 \leq 4$", "C#", "v3.4.2"."""

import re

from narrate.text.en.numbers import DIGITS, amount, cardinal, figure_rule, ordinal
from narrate.text.later import later
from narrate.text.rules import Rule, Style
from narrate.text.table import pairs

RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
POWER = later(
    r"""
    (?<![\w./-]) (?<![0-9][ ])
    (?P<base> [0-9]{1,3}(?:,[0-9]{3})+ | [0-9]{1,9}(?:\.[0-9]{1,9})? | [A-Za-z] )
    (?: (?P<raised>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}) | \^ \(? (?P<caret>[-−]?[0-9]{1,4}|[a-z](?![a-z])) \)? )
    (?!\w)
    """,
    re.VERBOSE,
)
NOTE = later(r"(?<=[\w.,;:!?”\"’)])(?P<marks>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})")
COMPARED = later(r"[ ]?(?P<sign><=|>=|=<|=>|!=|(?<=[\w)] )[<>](?= [A-Za-z(]))[ ]?(?=[-−$€£\w(.])")
COMPARISONS = {
    "<=": "less than or equal to",
    "=<": "less than or equal to",
    ">=": "greater than or equal to",
    "=>": "gives",
    "!=": "is not equal to",
    "<": "less than",
    ">": "greater than",
}
FORMULA = later(r"\$(?P<body>[^$\n]{0,200}?[\\_^][^$\n]{0,200}?)\$(?![0-9])")
COMMANDS = pairs("en/tex.tsv")
PART = later(r"\\[A-Za-z]+|[0-9]+(?:\.[0-9]+)?|[A-Za-z]|[-+=<>*/^_!]|[^\s{}\\]")
SHARP = later(r"(?<![\w#])(?P<note>[A-G])#(?P<minor>m(?:inor)?\b)?(?![\w#])")
VERSION = later(r"(?<![\w.])[vV](?P<figures>[0-9]{1,3}(?:\.[0-9]{1,4}){1,4})(?![\w]|\.[0-9])")
CHIP = later(r"(?<![\w.-])x(?P<figures>86|64|32)(?:[-_](?P<bits>64|32))?(?![\w-]|\.[0-9])")
FILING = later(r"(?P<figures>10|8|6|20|40)-(?P<letter>[KQF])(?:/A)?(?P<several>s)?(?![\w-])")
RATED = later(r"(?P<stars>[1-5](?:\.5)?)\*(?P<link>[ -]?)(?=[a-z]|[-,.;:)\s]|$)")
MINUTE = later(r"(?P<minute>[0-9]{1,3})(?:\+(?P<added>[0-9]{1,2}))?['’′](?=[,;.)]|$)")
PRIME_FEET = later(
    r"(?<![\w.,])(?P<feet>[0-9]{1,3})['’′](?=[ ](?:long|wide|tall|high|deep|thick|by|x"
    r"|across)\b|[ ]?x)"
)
SINGLE_FEET = later(r"(?<=\ba[ ])(?P<feet>[0-9]{1,3})['’′](?=[ ][a-z]{3,})")


def _power(match: re.Match[str], style: Style) -> str | None:
    """Say a base and its power; a raised figure after a word is a note, not a power.

    >>> from narrate.text import speakable
    >>> speakable("2^10, x², 10⁻³", "en")
    'two to the tenth, x squared, ten to the minus three'
    """
    base = match["base"]
    spoken_base = amount(base, style) if base[0].isdecimal() else base
    if match["caret"] and match["caret"].isalpha():
        return f"{spoken_base} to the {match['caret']}"
    power = (match["raised"] or match["caret"]).translate(RAISED).replace("−", "-")
    return f"{spoken_base} {_raised(power)}"


def _raised(power: str) -> str:
    if power in {"2", "3"}:
        return "squared" if power == "2" else "cubed"
    figures = power.lstrip("+-")
    return f"to the minus {cardinal(figures)}" if power[0] == "-" else f"to the {ordinal(figures)}"


def _note(match: re.Match[str], _: Style) -> str:
    """Say a raised figure after a word or a mark, which refers to a note."""
    figures = match["marks"].translate(RAISED).strip("+-")
    squared = match["marks"] in {"²", "³"} and re.search(
        r"(?<![^\W\d_])[^\W\d_]{1,3}$", match.string[max(0, match.start() - 4) : match.start()]
    )
    return f" {_raised(figures)}" if squared else f" note {cardinal(figures)}"


def _compared(match: re.Match[str], _: Style) -> str:
    return f" {COMPARISONS[match['sign']]} "


def _formula(match: re.Match[str], style: Style) -> str:
    r"""Say a formula in TeX token by token; one with a command that no table has is "a formula".

    >>> from narrate.text import speakable
    >>> speakable(r"Let $x_1 \leq 4$ hold.", "en")
    'Let x one is at most four hold.'
    """
    words = []
    for part in PART.findall(match["body"]):
        if part.startswith("\\") and part not in COMMANDS:
            return "a formula"
        words.append(amount(part, style) if part[0].isdecimal() else COMMANDS.get(part, part))
    return " ".join(filter(None, words))


def _sharp(match: re.Match[str], _: Style) -> str:
    return f"{match['note']} sharp{' minor' if match['minor'] else ''}"


def _version(match: re.Match[str], _: Style) -> str:
    return "version " + " point ".join(map(cardinal, match["figures"].split(".")))


def _chip(match: re.Match[str], _: Style) -> str:
    return " ".join(["x", *(cardinal(part) for part in match.groups() if part)])


def _filing(match: re.Match[str], _: Style) -> str:
    """Say the forms of American companies: "10-K", "8-Ks"."""
    return (
        f"{cardinal(match['figures'])} {match['letter']}{chr(39) + 's' if match['several'] else ''}"
    )


def _rated(match: re.Match[str], style: Style) -> str:
    """Say "a 4* hotel" as "a four-star hotel"; in cricket a star is "not out"."""
    after = "-" if match["link"] == "-" else " " if match["link"] or False else ""
    return f"{amount(match['stars'], style)}-star{after}"


def _minute(match: re.Match[str], _: Style) -> str | None:
    """Say the minute of a goal, in brackets or after a name: "Kane 71'", "(90+4')".

    >>> from narrate.text import speakable
    >>> speakable("Goals: Kane 71'.", "en")
    'Goals: Kane seventy-first minute.'
    >>> speakable("A goal (90+4').", "en")
    'A goal (ninety plus four minutes).'
    """
    prefix = match.string[max(0, match.start() - 12) : match.start()]
    if not (match["added"] or re.search(r"(?:\(|[A-Z][\w’'-]+,? |['’′][,;)]? )$", prefix)):
        return None
    if match["added"]:
        return f"{cardinal(match['minute'])} plus {cardinal(match['added'])} minutes"
    return f"{ordinal(match['minute'])} minute"


def _feet(match: re.Match[str], _: Style) -> str:
    is_single = match["feet"] == "1" or match.re.pattern.startswith("(?<=\\ba")
    return f"{cardinal(match['feet'])} {'foot' if is_single else 'feet'}"


SIGNS = (
    Rule("mark.formula", FORMULA, _formula, frozenset("\\_^")),
    Rule("mark.power", POWER, _power, frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹^")),
    Rule("mark.compared", COMPARED, _compared, frozenset("<>=")),
    Rule("mark.sharp", SHARP, _sharp, frozenset("#")),
    Rule("mark.version", VERSION, _version, frozenset("."), frozenset("vV")),
    Rule("mark.chip", CHIP, _chip, DIGITS, frozenset("x")),
    figure_rule("mark.filing", FILING, _filing, frozenset("-")),
)
RULES = (
    figure_rule("mark.rated", RATED, _rated, frozenset("*")),
    figure_rule("mark.minute", MINUTE, _minute, frozenset("'’′")),
    figure_rule("mark.feet", PRIME_FEET, _feet, frozenset("'’′")),
    figure_rule("mark.feet", SINGLE_FEET, _feet, frozenset("'’′")),
)
NOTES = (Rule("mark.note", NOTE, _note, frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")),)
