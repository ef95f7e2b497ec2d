r"""Marks of mathematics and music: "10⁶", "2^10", "x <= y", "$x_1 \leq 4$", "C#", "v3.4.2"."""

import re

from narrate.text.en.grammar import alternatives, cued
from narrate.text.en.numbers import DIGITS, amount, cardinal, figure_rule, ordinal
from narrate.text.later import later
from narrate.text.rules import Rule, Style, after_figure
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
ELEMENTS = pairs("en/elements.tsv")
ISOTOPE = later(
    rf"""
    (?<!\w) (?P<mass>[¹²³⁰⁴-⁹]{{1,3}}) (?P<excited>[ᵐm](?=[A-Z]))?
    (?P<element>{alternatives(ELEMENTS)}|[A-Z][a-z]?) (?![A-Za-z0-9])
    """,
    re.VERBOSE,
)
NOTE = later(r"(?<=[\w.,;:!?”\"’)])(?<![⁰¹²³⁴-⁹])(?P<marks>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})")
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
GOAL = cued("goal")
MINUTE = later(
    rf"""
    (?P<minute>[0-9]{{1,3}}) (?:\+(?P<added>[0-9]{{1,2}}))? (?:['’′]|(?<=\+[0-9])[ -]?min(?=[ ]))
    (?: (?=[,;.)]|$)
      | (?P<goal>(?=[ ](?:{GOAL})\b)) )
    """,
    re.VERBOSE,
)
PRIME_FEET = later(
    r"""
    (?<![\w.,]) (?P<feet>[0-9]{1,3}) ['’′]
    (?= [ ] (?:long|wide|tall|high|deep|thick|by|x|across) \b
      | [ ]?x )
    """,
    re.VERBOSE,
)
SINGLE_FEET = later(r"(?<=\ba[ ])(?P<feet>[0-9]{1,3})['’′](?=[ ][a-z]{3,})")

# A reference to a note: "in 1991.[3]", "Wales.*", "*Figures", "a rise†".
REFERENCE = later(
    r"""
    (?: (?<=[.,;:!?”"’)]) (?:\[[0-9]{1,3}\])+ (?=\s|$)
      | (?: (?<=[a-z]{3}) | (?<=[.,;:!?”"’)%]) ) \* (?=\s|$|[.,;:])
      | ^\*(?=[A-Z][a-z ]) (?!.*\*)
      | ^[†‡]{1,2}[ ]?(?=[A-Z])
      | (?<=[^\s†‡(\[])[†‡]{1,2}(?=\s|$|[.,;:)]) )
    """,
    re.VERBOSE,
)

OPENED = later(r"(?<!\S)\*\w")


def _power(match: re.Match[str], style: Style) -> str | None:
    """Say a base and its power; a raised figure after a word is a note.

    >>> speakable("2^10, x², 10⁻³", "en")
    'two to the tenth, x squared, ten to the minus three'
    >>> speakable("It ended² then.", "en")
    'It ended note two then.'
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


def _isotope(match: re.Match[str], _: Style) -> str:
    """Say an isotope after its element: "carbon fourteen"; a note stands after a word.

    >>> speakable("They used ¹⁴C.", "en")
    'They used carbon fourteen.'
    >>> speakable("A ⁶⁸Ge source, ⁹⁹ᵐTc, ⁸⁸Qq.", "en")
    'A germanium sixty-eight source, technetium ninety-nine M, eighty-eight Qq.'
    >>> speakable("They used it.¹ C is next.", "en")
    'They used it. note one C is next.'
    """
    mass = cardinal(match["mass"].translate(RAISED))
    if match["element"] not in ELEMENTS:
        return f"{mass} {match['element']}"
    return f"{ELEMENTS[match['element']]} {mass}{' M' if match['excited'] else ''}"


def _note(match: re.Match[str], _: Style) -> str:
    """Say a raised figure after a word or a mark, which refers to a note; in "x²" it is a power.

    >>> speakable("It ended.⁴", "en")
    'It ended. note four'
    >>> speakable("Let x² grow.", "en")
    'Let x squared grow.'
    """
    figures = match["marks"].translate(RAISED).strip("+-")
    squared = match["marks"] in {"²", "³"} and re.search(
        r"(?<![^\W\d_])[^\W\d_]{1,3}$", match.string[max(0, match.start() - 4) : match.start()]
    )
    return f" {_raised(figures)}" if squared else f" note {cardinal(figures)}"


def _reference(match: re.Match[str], _: Style) -> str | None:
    """Leave out a reference to a note; a star before a word that it sets off stays.

    >>> speakable("It ended in 1991.[3] Wales is left out.*", "en")
    'It ended in nineteen ninety-one. Wales is left out.'
    >>> speakable("He *is right*, and the list[3] ends.", "en")
    'He *is right*, and the list[three] ends.'
    """
    return None if OPENED.search(match.string, 0, match.start()) else ""


def _compared(match: re.Match[str], _: Style) -> str:
    """Say a comparison of a program or a formula; "<b>" is a tag.

    >>> speakable("Let x <= y hold.", "en")
    'Let x less than or equal to y hold.'
    >>> speakable("Write <b> first.", "en")
    'Write <b> first.'
    """
    return f" {COMPARISONS[match['sign']]} "


def _formula(match: re.Match[str], style: Style) -> str:
    r"""Say a formula in TeX token by token, or "a formula" for an unknown command; not two sums.

    >>> speakable("Let $x_1 \\leq 4$ hold.", "en")
    'Let x one is at most four hold.'
    >>> speakable("From $3 to_$4 now.", "en")
    'From three dollars to_ dollar four now.'
    """
    words = []
    for part in PART.findall(match["body"]):
        if part.startswith("\\") and part not in COMMANDS:
            return "a formula"
        words.append(amount(part, style) if part[0].isdecimal() else COMMANDS.get(part, part))
    return " ".join(filter(None, words))


def _sharp(match: re.Match[str], _: Style) -> str:
    """Say "C#", a note or a language; "#C" is a tag.

    >>> speakable("It is in C#.", "en")
    'It is in C sharp.'
    >>> speakable("It is #C again.", "en")
    'It is hashtag C again.'
    """
    return f"{match['note']} sharp{' minor' if match['minor'] else ''}"


def _version(match: re.Match[str], _: Style) -> str:
    """Say "v3.4.2"; "v" between names is "versus".

    >>> speakable("Get v3.4.2 today.", "en")
    'Get version three point four point two today.'
    >>> speakable("Hull v Leeds is on 3.4 now.", "en")
    'Hull versus Leeds is on three point four now.'
    """
    return "version " + " point ".join(map(cardinal, match["figures"].split(".")))


def _chip(match: re.Match[str], _: Style) -> str:
    """Say the name of a chip; "x3" counts.

    >>> speakable("An x86 chip.", "en")
    'An x eighty-six chip.'
    >>> speakable("Two counts, x3.", "en")
    'Two counts, times three.'
    """
    return " ".join(["x", *(cardinal(part) for part in match.groups() if part)])


def _filing(match: re.Match[str], _: Style) -> str:
    """Say a form of an American company; other letters make a code.

    >>> speakable("It filed a 10-K and two 8-Ks.", "en")
    "It filed a ten K and two eight K's."
    >>> speakable("It flew a 10-W.", "en")
    'It flew a ten watt.'
    """
    return (
        f"{cardinal(match['figures'])} {match['letter']}{chr(39) + 's' if match['several'] else ''}"
    )


def _rated(match: re.Match[str], style: Style) -> str:
    """Say "a 4* hotel" as "four-star"; above five the star is "not out".

    >>> speakable("A 4* hotel.", "en")
    'A four-star hotel.'
    >>> speakable("He made 64* today.", "en")
    'He made sixty-four not out today.'
    """
    after = "-" if match["link"] == "-" else " " if match["link"] or False else ""
    return f"{amount(match['stars'], style)}-star{after}"


def _minute(match: re.Match[str], _: Style) -> str | None:
    """Say the minute of a goal, in brackets or after a name; elsewhere a prime is a mark.

    >>> speakable("Goals: Kane 71', Son (90+4').", "en")
    'Goals: Kane seventy-first minute, Son (ninety plus four minutes).'
    >>> speakable("Son’s 90+4 min free-kick.", "en")
    'Son’s ninety plus four minute free-kick.'
    >>> speakable("The wall is 71', they say.", "en")
    "The wall is seventy-one', they say."
    """
    prefix = match.string[max(0, match.start() - 12) : match.start()]
    scored = match["goal"] is not None or match["added"]
    if not (scored or re.search(r"(?:\(|[A-Z][\w’'-]+,? |['’′][,;)]? )$", prefix)):
        return None
    if match["added"]:
        minutes = "minutes" if match["goal"] is None else "minute"
        return f"{cardinal(match['minute'])} plus {cardinal(match['added'])} {minutes}"
    return f"{ordinal(match['minute'])} minute"


def _feet(match: re.Match[str], _: Style) -> str:
    """Say a prime after a figure as feet before a word of size, or after "a".

    >>> speakable("A wall 6' high beside a 9' tree.", "en")
    'A wall six feet high beside a nine foot tree.'
    >>> speakable("The '6' is high.", "en")
    "The 'six' is high."
    """
    is_single = match["feet"] == "1" or match.re.pattern.startswith("(?<=\\ba")
    return f"{cardinal(match['feet'])} {'foot' if is_single else 'feet'}"


SIGNS = (
    Rule("mark.reference", REFERENCE, _reference, frozenset("[*†‡")),
    Rule("mark.formula", FORMULA, _formula, frozenset("\\_^")),
    Rule("mark.isotope", ISOTOPE, _isotope, frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")),
    Rule("mark.power", POWER, _power, frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹^")),
    Rule("mark.compared", COMPARED, _compared, frozenset("<>=")),
    Rule("mark.sharp", SHARP, _sharp, frozenset("#")),
    Rule("mark.version", VERSION, _version, frozenset("."), frozenset("vV")),
    Rule("mark.chip", CHIP, _chip, DIGITS, frozenset("x")),
    figure_rule("mark.filing", FILING, _filing, after_figure("-")),
)
RULES = (
    figure_rule("mark.rated", RATED, _rated, after_figure("*")),
    figure_rule("mark.minute", MINUTE, _minute, after_figure("'’′+")),
    figure_rule("mark.feet", PRIME_FEET, _feet, after_figure("'’′")),
    figure_rule("mark.feet", SINGLE_FEET, _feet, after_figure("'’′")),
)
NOTES = (Rule("mark.note", NOTE, _note, frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")),)
