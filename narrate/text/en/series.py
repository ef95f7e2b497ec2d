"""Things named by a number: "Route 101", "§ 1983", "501(c)(3)", "Boeing 787-9"."""

import re

from narrate.text.en.grammar import alternatives, cues
from narrate.text.en.letters import spelled
from narrate.text.en.numbers import (
    DIGITS,
    cardinal,
    digits,
    figure_rule,
    flight,
    house,
    model,
    plural,
)
from narrate.text.en.places import POINTS
from narrate.text.later import later
from narrate.text.rules import Rule, Style, in_any_case, word_rule
from narrate.text.table import rows

# Things named by a number: spoken, and whether as a house is ("Resolution 2231") or a model.
SERIES = {name: (spoken, figures) for name, spoken, figures in rows("en/series.tsv")}
# Things named by a number, and perhaps a letter: "Exit 12B" is no sum.
WHOLE_NAMES = [name for name, (spoken, _) in SERIES.items() if spoken == name]
PLACES = cues("numbered_place") | {name.casefold() for name in WHOLE_NAMES}
STATUTE = later(
    r"(?<![0-9]-)(?P<figures>[0-9]{1,4})(?P<letters>[a-zA-Z]?(?:\([a-zA-Z0-9]{1,4}\))+)(?!\w)"
)
PARAGRAPH = later(
    r"""
    §[ ]? (?P<figures>[0-9]{3,4}) (?P<letter>[a-z]?) (?:\.(?P<part>[0-9]{1,4}))?
    (?! [0-9\w]
      | [-–][0-9] )
    """,
    re.VERBOSE,
)
SERIAL = later(
    rf"""
    (?<![\w.-]) (?P<word>{alternatives(WHOLE_NAMES)}|(?:{alternatives(SERIES)})\.?) [ ]
    (?P<figures>[0-9]{{1,4}}(?:-[0-9]{{1,3}})?)(?:[ ]?(?P<suffix>[NSEW](?!\w)))?
    (?P<several>(?:(?<=-[0-9]{{3}})|(?<=\bClass[ ][0-9]{{3}}))s(?!\w))?
    (?![A-Za-z]|\([0-9A-Za-z]{{1,4}}\)|[\w.,:%-]*[0-9%]|[ ](?:million|billion))
    """,
    re.VERBOSE,
)
JET = later(
    r"""
    (?<![\w.,$-]) 7[0-9]7
    (?: -[0-9]{1,3} (?=[ ](?:MAX|Max))
      | - (?:[1-9][0-9]{2}|[89]|10) (?P<variant>ER|LR|F|I)? (?P<several>s)? (?!\w)
      | (?P<family>X) (?!\w)
      | (?=[ ](?:MAX|Max|jet|plane|airliner|Dreamliner)) )
    """,
    re.VERBOSE,
)


# The word before a figure that may number a place: "Flats 2A".
LABEL = later(r"\b(?P<label>[A-Za-z]{2,20})[ ]\Z")
SPOKEN_FIGURES = {"house": house, "model": model, "flight": flight}


def is_place(word: str) -> bool:
    """Return whether a figure after a word numbers a place, a part or a thing.

    >>> is_place("Rows"), is_place("Leeds")
    (True, False)
    """
    return bool({word.casefold(), word.casefold().removesuffix("s")} & PLACES)


def numbers_place(match: re.Match[str]) -> bool:
    """Return whether a word for a place that has a number precedes a figure: "Flats 2A".

    >>> numbers_place(re.search("2A", "Flats 2A")), numbers_place(re.search("2A", "Leeds 2A"))
    (True, False)
    """
    label = LABEL.search(match.string[max(0, match.start() - 22) : match.start()])
    return label is not None and is_place(label["label"])


def _serial(match: re.Match[str], _: Style) -> str:
    """Say a thing that is named by its number; a count before "million" is none.

    >>> speakable("Route 101, Section 702, Boeing 787-9.", "en")
    'Route one-oh-one, Section seven oh two, Boeing seven-eighty-seven nine.'
    >>> speakable("It flies ATR 72-600s.", "en")
    'It flies A.T.R seventy-two six hundreds.'
    >>> speakable("A Class 158 and three Class 321s left.", "en")
    'A Class one five eight and three Class three two ones left.'
    >>> speakable("On Route 5 million walked.", "en")
    'On Route five million walked.'
    """
    word = match["word"].rstrip(".")
    spoken, figures = SERIES[word]
    say = SPOKEN_FIGURES[figures]
    suffix = match["suffix"]
    side = POINTS[suffix] if suffix and match.string[match.end() - 2] == " " else suffix
    words = [spoken, *map(say, match["figures"].split("-")), side]
    if match["several"]:
        words[-2] = plural(words[-2])
    return " ".join(filter(None, words))


def _statute(match: re.Match[str], _: Style) -> str:
    """Say "501(c)(3)" and "401(k)", the figures as a name; a note in brackets is none.

    >>> speakable("A 501(c)(3) and a 401(k).", "en")
    'A five oh one C three and a four oh one K.'
    >>> speakable("It sold 40 (of 50).", "en")
    'It sold forty (of fifty).'
    """
    parts = re.findall(r"[A-Za-z]+|[0-9]+", match["letters"])
    words = (cardinal(part) if part.isdecimal() else spelled(part) for part in parts)
    return " ".join([model(match["figures"]).replace("-", " "), *words])


def _paragraph(match: re.Match[str], _: Style) -> str:
    """Say "§ 1983" as a section's name; two figures are said elsewhere.

    >>> speakable("Under § 1983 they sued.", "en")
    'Under section nineteen eighty-three they sued.'
    >>> speakable("Under § 12 they sued.", "en")
    'Under section twelve they sued.'
    """
    letter = f" {match['letter'].upper()}" if match["letter"] else ""
    part = f" point {digits(match['part'])}" if match["part"] else ""
    return f"section {house(match['figures'])}{letter}{part}"


def _jet(match: re.Match[str], _: Style) -> str:
    """Say the name of a Boeing; other figures with a hyphen are a range.

    >>> speakable("A 737-800 and a 747X.", "en")
    'A seven-thirty-seven eight hundred and a seven-forty-seven X.'
    >>> speakable("Two 777-9s and a 777-300ER.", "en")
    'Two triple seven nines and a triple seven three hundred E.R.'
    >>> speakable("Pages 737-77.", "en")
    'Pages seven hundred thirty-seven to seventy-seven.'
    """
    variant = match["variant"] or match["family"] or ""
    several = match["several"] or ""
    figures = match[0].removesuffix(several).removesuffix(variant).split("-")
    words = ["triple seven" if part == "777" else model(part) for part in figures]
    if several and not variant:
        words[-1] = plural(words[-1])
    return " ".join([*words, *([spelled(variant, several and "'s")] if variant else [])])


RULES = (
    word_rule("code.serial", SERIAL, _serial, in_any_case(*SERIES), DIGITS),
    figure_rule("code.statute", STATUTE, _statute, frozenset("(")),
    Rule("code.paragraph", PARAGRAPH, _paragraph, frozenset("§")),
    Rule("code.jet", JET, _jet, frozenset("7")),
)
