"""Names with figures in them: roads, aircraft, models, flights, addresses, statutes.

One file, over 300 lines: every name with figures in it must be told from the next.
"""

import re

from narrate.text.en.acronyms import SAID
from narrate.text.en.grammar import cued, cues, stop_of
from narrate.text.en.letters import spelled
from narrate.text.en.numbers import (
    DIGITS,
    cardinal,
    digits,
    figure_rule,
    ordinal,
    pair,
    plural,
    year,
)
from narrate.text.later import later
from narrate.text.rules import Rule, Style, in_any_case
from narrate.text.table import pairs, rows

STREETS = pairs("en/streets.tsv")
POINTS = {
    "N": "North",
    "S": "South",
    "E": "East",
    "W": "West",
    "NE": "Northeast",
    "NW": "Northwest",
    "SE": "Southeast",
    "SW": "Southwest",
    "N.E": "Northeast",
    "N.W": "Northwest",
    "S.E": "Southeast",
    "S.W": "Southwest",
}
ADDRESS = later(
    rf"""
    (?<!No\.[ ]) (?<!No[ ]) (?P<house>[0-9]{{1,5}}) [ ]
    (?:(?P<point>{"|".join(sorted(POINTS, key=len, reverse=True))})\.?[ ])?
    (?P<name>(?:[A-Z][a-z]+|[0-9]{{1,3}}(?:st|nd|rd|th))(?:[ ][A-Z][a-z]+){{0,2}}) [ ]
    (?P<kind>(?i:{"|".join(STREETS)})\b\.?|(?:{cued("street")})\b)
    (?:[ ](?P<after>{"|".join(sorted(POINTS, key=len, reverse=True))})\b\.?)?
    """,
    re.VERBOSE,
)
# Things named by a number: spoken, and whether as a house is ("Resolution 2231") or a model.
SERIES = {name: (spoken, figures) for name, spoken, figures in rows("en/series.tsv")}
# Things named by a number, and perhaps a letter: "Exit 12B" is no sum.
WHOLE_NAMES = [name for name, (spoken, _) in SERIES.items() if spoken == name]
PLACES = cues("numbered_place") | {name.casefold() for name in WHOLE_NAMES}
BLOCK = later(r"(?P<it>[1-9][0-9]{2,3})(?=[ ]block[ ]of\b)")
STATUTE = later(
    r"(?<![0-9]-)(?P<figures>[0-9]{1,4})(?P<letters>[a-z]?(?:\([a-z0-9]{1,4}\))+)(?!\w)"
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
    (?<![\w.-]) (?P<word>{"|".join(WHOLE_NAMES)}|(?:{"|".join(map(re.escape, SERIES))})\.?) [ ]
    (?P<figures>[0-9]{{1,4}}(?:-[0-9]{{1,3}})?)(?:[ ]?(?P<suffix>[NSEW](?!\w)))?
    (?![A-Za-z]|[\w.,:%-]*[0-9%]|[ ](?:million|billion))
    """,
    re.VERBOSE,
)
JET = later(
    r"""
    (?<![\w.,$-]) 7[0-9]7
    (?: -[0-9]{1,3} (?=[ ](?:MAX|Max))
      | - (?:[1-9][0-9]{2}|[89]|10) (?P<variant>ER|LR|F|I)? (?!\w)
      | (?P<family>X) (?!\w)
      | (?=[ ](?:MAX|Max|jet|plane|airliner|Dreamliner)) )
    """,
    re.VERBOSE,
)
TOKEN = later(
    r"""
    (?<![\w@#/.°]) (?P<slashed>F/)? (?P<letters>[A-Za-z]{1,9}) (?P<link>-?)
    (?P<figures>[0-9]{1,6}) (?P<rest>[A-Za-z0-9]*+) (?:/(?P<other>[0-9]{1,4})(?!\w))?
    (?![,.][0-9])
    (?P<point>[ ][NSEW](?=[ ](?:to|at|near|from|between|exit|ramp|and)\b|[,.;)]|$))?
    """,
    re.VERBOSE,
)
SEVERAL = later(r"([A-Z]{1,2})s")  # "two F-35As"
FIGURES_FIRST = later(
    r"(?<![\w.,$€£/-])(?P<figures>[0-9]{1,6})(?P<rest>[A-Za-z][A-Za-z0-9]*+)(?!['’]\w)"
)
# A road with its part in brackets.
MOTORWAY = later(r"(?<![\w.])A(?P<figures>[0-9]{1,4})\(M\)")
FORMULA = later(r"(?<!\w)(?=[A-Za-z]{0,6}[₀-₉])[A-Za-z₀-₉]{2,20}(?!\w)")
# A strain of a virus: "XBB.1.5", "BA.2.86".
STRAIN = later(
    r"""
    (?<![\w.]) (?P<letters>[A-Z]{1,3})
    (?P<parts> (?:\.[0-9]{1,3}){2,4}
             | (?<=BA|JN|KP|BQ) \.[0-9]{1,2} )
    (?!\w|\.\w)
    """,
    re.VERBOSE,
)
SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
RUNS = later(r"[0-9]+|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[A-Z]")
RUNWAY = later(
    r"\b(?:[Rr]unways?|[Rr]wy\.?)[ ](?P<it>(?P<figures>[0-3][0-9])(?P<side>[LRC])?)(?![\w.])"
)
SIDES = {"L": "left", "R": "right", "C": "center"}
# Identifiers of a flaw, an aircraft or a squadron: "CVE-2024-3094", "N738VU", "No 617 Sqn".
FLAW = later(r"(?<![\w-])CVE-(?P<year>[0-9]{4})-(?P<figures>[0-9]{4,7})(?!\w)")
TAIL = later(r"(?<![\w-])N(?P<figures>[1-9][0-9]{1,4})(?P<letters>[A-Z]{1,2})(?!\w)")
SQUADRON = later(r"\bNo\.?[ ](?P<it>[1-9][0-9]{2})(?=[ ](?:Sqn|Squadron)\b)")
SEVERAL_LETTERS = later(r"(?<!-)(?P<figures>[0-9]{1,2})(?P<letter>[A-Z])s(?!\w)")
CALIBRE = later(r"(?<![\w])\.(?P<figures>[1-9][0-9])-?[ ]?cal(?:iber|ibre|\.)?(?!\w)")
SQUAWK = later(r"\b[Ss]quawk(?:ed|ing|s)?[ ](?P<it>[0-7]{4})(?![\w.])")
ARMS = later(
    r"""
    (?P<first>[1-9][0-9]?) - (?P<second>[1-9][0-9]{0,2})
    (?=[ ](?:Cav|Inf|Armor|FA|AVN|Infantry|Cavalry)\b)
    """,
    re.VERBOSE,
)
# Rooms of a house for sale: "3BR/2½BA".
ROOMS = later(
    r"""
    (?P<figures>[0-9]{1,2}) (?P<part>½|\.5)? [- ]? (?P<kind>BR|BA|bd|BD|bdrm|bdrms|BDRM)
    (?: (?P<link>/) (?=[0-9])
      | (?!\w) )
    """,
    re.VERBOSE,
)
GRADES = later(r"(?<![\w-])(?P<first>K|pre-K|Pre-K)-(?P<last>12|8|6|5)(?![\w-])")
LEVEL = later(r"(?<!\w)FL[ ]?(?P<figures>[0-9]{2,3})(?!\w)")
TIMES = later(r"(?P<amount>[0-9]+(?:\.[0-9]+)?)[xX×](?P<second>[0-9]+)?(?!\w)")
EXTENDED = later(r"[0-9]{3}-[0-9]{4},?[ ]$")
OVER = later(r"(?<![\w.-])x(?P<times>[0-9]{1,3})(?![\w-]|\.[0-9])")


def model(figures: str) -> str:
    """Return figures as they stand in a name.

    >>> model("16"), model("300"), model("320"), model("101")
    ('sixteen', 'three hundred', 'three-twenty', 'one-oh-one')
    >>> model("2000"), model("2024"), model("9453")
    ('two thousand', 'twenty twenty-four', 'nine four five three')
    """
    if len(figures) > 4 or (figures[0] == "0" and len(figures) != 2):
        return digits(figures)
    if figures[0] == "0" and len(figures) == 2:
        return pair(figures)
    if len(figures) == 3 and not figures.endswith("00"):
        return f"{cardinal(figures[0])}-{pair(figures[1:]).replace(' ', '-')}"
    if len(figures) == 4 and not figures.endswith("00"):
        return year(figures) if figures[:2] in {"19", "20"} else digits(figures)
    return cardinal(figures)


def house(figures: str) -> str:
    """Return the number of a house.

    >>> house("1428"), house("708"), house("12"), house("1600")
    ('fourteen twenty-eight', 'seven oh eight', 'twelve', 'sixteen hundred')
    """
    if len(figures) == 4:
        ending = "hundred" if figures.endswith("00") else pair(figures[2:])
        return f"{cardinal(figures[:2])} {ending}"
    return model(figures).replace("-", " ") if len(figures) == 3 else model(figures)


def _address(match: re.Match[str], _: Style) -> str:
    """Say a house and its street, as a name; a street without a number is said elsewhere.

    >>> speakable("At 1428 Elm St. they met.", "en")
    'At fourteen twenty-eight Elm Street they met.'
    >>> speakable("They met 40 men.", "en")
    'They met forty men.'
    """
    kind = match["kind"].rstrip(".").capitalize()
    name = re.sub(
        r"([0-9]+)(?:st|nd|rd|th)", lambda nth: ordinal(nth[1]).capitalize(), match["name"]
    )
    parts = [house(match["house"]), POINTS.get(match["point"] or ""), name, STREETS.get(kind, kind)]
    parts.append(POINTS.get(match["after"] or ""))
    return " ".join(filter(None, parts)) + stop_of(match)


def _serial(match: re.Match[str], _: Style) -> str:
    """Say a thing that is named by its number; a count before "million" is none.

    >>> speakable("Route 101, Section 702, Boeing 787-9.", "en")
    'Route one-oh-one, Section seven oh two, Boeing seven-eighty-seven nine.'
    >>> speakable("On Route 5 million walked.", "en")
    'On Route five million walked.'
    """
    word = match["word"].rstrip(".")
    spoken, figures = SERIES[word]
    say = house if figures == "house" else model
    words = [spoken, *map(say, match["figures"].split("-")), match["suffix"]]
    return " ".join(filter(None, words))


def _token(match: re.Match[str], _: Style) -> str | None:
    """Say letters and figures as a name; "km2" after a figure is a measure.

    >>> speakable("F-16s, A320neo, H5N1, COVID-19.", "en")
    'F sixteens, A-three-twenty neo, H five N one, Covid nineteen.'
    >>> speakable("It is 16 km2.", "en")
    'It is sixteen square kilometers.'
    """
    figures, suffix = match["figures"], match["rest"]
    if match["letters"] in {"km", "m", "cm", "mm"}:  # a measure such as "16 km2"
        return None
    letters = ("F " if match["slashed"] else "") + _letters(match["letters"])
    point = POINTS[match["point"].strip()] if match["point"] else ""
    if suffix == "s":
        return f"{letters} {plural(model(figures))}"
    if several := SEVERAL.fullmatch(suffix):
        return f"{letters} {model(figures)} {several[1]}'s"
    lone = "-" if letters in {"A", "a"} or (match["link"] and letters.islower()) else " "
    runs = _runs(figures, suffix)
    runs += [model(match["other"])] if match["other"] else []
    runs += [point] if point else []
    return f"{letters}{lone}{' '.join(runs)}"


def _figures_first(match: re.Match[str], _: Style) -> str | None:
    """Say "5G" and "3D"; the ending of an ordinal is none.

    >>> speakable("A 5G mast, a 3D film.", "en")
    'A five G mast, a three D film.'
    >>> speakable("The 2nd film.", "en")
    'The second film.'
    """
    figures, suffix = match["figures"], match["rest"]
    if re.fullmatch(r"(?:st|nd|rd|th|ST|ND|RD|TH)s?", suffix):
        return None
    if suffix == "s":  # "1099s" are forms, "747s" aircraft
        return plural(house(figures) if len(figures) == 4 else model(figures))
    return " ".join(_runs(figures, suffix))


def _runs(figures: str, suffix: str) -> list[str]:
    """Return the spoken parts of figures and a suffix; the "s" of "M1A1s" makes the last plural."""
    several = suffix[:-1] if re.search(r"[0-9]s$", suffix) else suffix
    runs = [model(figures), *map(_run, RUNS.findall(several))]
    return runs if several == suffix else [*runs[:-1], plural(runs[-1])]


def _run(run: str) -> str:
    return model(run) if run.isdecimal() else _letters(run)


def _letters(run: str) -> str:
    if SAID.get(run.upper()) == "word":
        return run.capitalize()
    spelling = run.isupper() and (len(run) < 4 or not re.search(r"[AEIOUY]", run))
    two = len(run) == 2 and run.istitle() and run not in {"No", "Mi"}
    return spelled(run) if spelling or two else run


def _block(match: re.Match[str], _: Style) -> str:
    """Say the number of a block as a house's; "blocks of" counts.

    >>> speakable("In the 1400 block of Elm.", "en")
    'In the fourteen hundred block of Elm.'
    >>> speakable("In a block of 1400 flats.", "en")
    'In a block of fourteen hundred flats.'
    """
    return house(match["it"])


def _statute(match: re.Match[str], _: Style) -> str:
    """Say "501(c)(3)" and "401(k)", the figures as a name; a note in brackets is none.

    >>> speakable("A 501(c)(3) and a 401(k).", "en")
    'A five oh one C three and a four oh one K.'
    >>> speakable("It sold 40 (of 50).", "en")
    'It sold forty (of fifty).'
    """
    parts = re.findall(r"[a-z]+|[0-9]+", match["letters"])
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
    >>> speakable("Pages 737-77.", "en")
    'Pages seven hundred thirty-seven to seventy-seven.'
    """
    variant = match["variant"] or match["family"] or ""
    words = map(model, match[0].removesuffix(variant).split("-"))
    return " ".join([*words, *([spelled(variant)] if variant else [])])


def _formula(match: re.Match[str], _: Style) -> str:
    """Say a formula of chemistry; letters without low figures are a word.

    >>> speakable("H₂O and CO₂", "en")
    'H two O and C.O two'
    >>> speakable("A ₂ sign.", "en")
    'A ₂ sign.'
    """
    return " ".join(map(_run, RUNS.findall(match[0].translate(SUBSCRIPTS))))


def _strain(match: re.Match[str], _: Style) -> str:
    """Say a strain of a virus; a version has no letters.

    >>> speakable("The XBB.1.5 strain.", "en")
    'The X.B.B point one point five strain.'
    >>> speakable("Version 1.5.1 is out.", "en")
    'Version one point five point one is out.'
    """
    parts = (cardinal(part) for part in match["parts"][1:].split("."))
    return f"{spelled(match['letters'])} point {' point '.join(parts)}"


def _motorway(match: re.Match[str], _: Style) -> str:
    """Say a road that is a motorway in part; other brackets are pauses.

    >>> speakable("Take the A1(M).", "en")
    'Take the A-one M.'
    >>> speakable("The M (A1) plan.", "en")
    'The M (A-one) plan.'
    """
    return f"A-{model(match['figures'])} M"


def _times(match: re.Match[str], _: Style) -> str:
    """Say "5x" as "times" and "4x4" as "by"; "x3" is said elsewhere.

    >>> speakable("It is 5x faster than a 4x4.", "en")
    'It is five times faster than a four by four.'
    >>> speakable("Two counts, x3.", "en")
    'Two counts, times three.'
    """
    amount = " point ".join(
        cardinal(part) if index == 0 else digits(part)
        for index, part in enumerate(match["amount"].split("."))
    )
    return f"{amount} by {cardinal(match['second'])}" if match["second"] else f"{amount} times"


def _over(match: re.Match[str], _: Style) -> str:
    """Say "two counts, x3"; after a telephone number it is an extension; not "x86".

    >>> speakable("Two counts, x3.", "en")
    'Two counts, times three.'
    >>> speakable("An x86 chip.", "en")
    'An x eighty-six chip.'
    """
    if EXTENDED.search(match.string[max(0, match.start() - 12) : match.start()]):
        return f"extension {digits(match['times'])}"
    return f"times {cardinal(match['times'])}"


def _grades(match: re.Match[str], _: Style) -> str:
    """Say the grades of an American school; other figures make a code.

    >>> speakable("K-12 schools.", "en")
    'K through twelve schools.'
    >>> speakable("The K-9 unit.", "en")
    'The K nine unit.'
    """
    return f"{match['first']} through {cardinal(match['last'])}"


def _level(match: re.Match[str], _: Style) -> str:
    """Say a flight level figure by figure; "FL" alone is Florida.

    >>> speakable("It climbed to FL350.", "en")
    'It climbed to flight level three five zero.'
    >>> speakable("Tampa, FL has 3.", "en")
    'Tampa, Florida has three.'
    """
    return f"flight level {digits(match['figures'])}"


def _rooms(match: re.Match[str], _: Style) -> str:
    """Say the rooms of a house for sale; other letters make a code.

    >>> speakable("A 3BR/2½BA house.", "en")
    'A three bedroom, two and a half bath house.'
    >>> speakable("A 3BX house.", "en")
    'A three B.X house.'
    """
    kind = "bath" if match["kind"] == "BA" else "bedroom"
    half = " and a half" if match["part"] else ""
    return f"{cardinal(match['figures'])}{half} {kind}{', ' if match['link'] else ''}"


def _runway(match: re.Match[str], _: Style) -> str:
    """Say the two figures of a runway and its side; one figure is a number.

    >>> speakable("On runway 27L it stopped.", "en")
    'On runway two seven left it stopped.'
    >>> speakable("It has runway 5.", "en")
    'It has runway five.'
    """
    side = f" {SIDES[match['side']]}" if match["side"] else ""
    return digits(match["figures"]) + side


def _squawk(match: re.Match[str], _: Style) -> str:
    """Say the four figures that an aircraft sends; others are a number.

    >>> speakable("It squawked 7700 twice.", "en")
    'It squawked seven seven zero zero twice.'
    >>> speakable("It squawked 77 times.", "en")
    'It squawked seventy-seven times.'
    """
    return digits(match["it"])


def _flaw(match: re.Match[str], _: Style) -> str:
    """Say the number of a flaw in software; other hyphens are ranges.

    >>> speakable("They fixed CVE-2024-3094.", "en")
    'They fixed C.V.E twenty twenty-four three zero nine four.'
    >>> speakable("The CVE list has 20-30.", "en")
    'The C.V.E list has twenty to thirty.'
    """
    return f"C.V.E {year(match['year'])} {digits(match['figures'])}"


def _tail(match: re.Match[str], _: Style) -> str:
    """Say the mark of an American aircraft; without letters at its end it is a code.

    >>> speakable("Jet N738VU left.", "en")
    'Jet N seven three eight V.U left.'
    >>> speakable("Jet N738 left.", "en")
    'Jet N seven-thirty-eight left.'
    """
    return f"N {digits(match['figures'])} {spelled(match['letters'])}"


def _squadron(match: re.Match[str], _: Style) -> str:
    """Say the number of a squadron as a name; other numbers are counts.

    >>> speakable("No 617 Squadron flew.", "en")
    'number six-seventeen Squadron flew.'
    >>> speakable("No 617 men flew.", "en")
    'number six hundred seventeen men flew.'
    """
    return model(match["it"])


def _several_letters(match: re.Match[str], _: Style) -> str:
    """Say "two 5Ss" as a plural; one letter is a code.

    >>> speakable("They like the 5Cs.", "en")
    "They like the five C's."
    >>> speakable("They like 5C streets.", "en")
    'They like five C streets.'
    """
    return f"{cardinal(match['figures'])} {match['letter']}'s"


def _calibre(match: re.Match[str], _: Style) -> str:
    """Say a caliber with its point; a decimal has no such word.

    >>> speakable("A .45-caliber gun.", "en")
    'A forty-five caliber gun.'
    >>> speakable("The caliber is .45 now.", "en")
    'The caliber is point four five now.'
    """
    return f"{pair(match['figures'])} caliber"


def _arms(match: re.Match[str], _: Style) -> str:
    """Say a regiment's two numbers; a range precedes other words.

    >>> speakable("The 1-7 Cav left.", "en")
    'The one seven Cav left.'
    >>> speakable("Some 1-7 men left.", "en")
    'Some one to seven men left.'
    """
    return f"{cardinal(match['first'])} {cardinal(match['second'])}"


NAMES = (
    Rule("code.runway", RUNWAY, _runway, DIGITS, in_any_case("runway", "runways", "rwy")),
    Rule(
        "code.squawk",
        SQUAWK,
        _squawk,
        DIGITS,
        in_any_case("squawk", "squawked", "squawking", "squawks"),
    ),
    Rule("code.flaw", FLAW, _flaw, DIGITS, frozenset(["CVE"])),
    Rule("code.tail", TAIL, _tail, DIGITS, frozenset("N")),
    Rule("code.squadron", SQUADRON, _squadron, DIGITS, frozenset(["No"])),
    Rule(
        "code.caliber", CALIBRE, _calibre, frozenset("."), in_any_case("cal", "caliber", "calibre")
    ),
    figure_rule("code.several", SEVERAL_LETTERS, _several_letters, frozenset("s")),
    figure_rule("code.rooms", ROOMS, _rooms, frozenset("BbD")),
    figure_rule("code.arms", ARMS, _arms, frozenset("-")),
    Rule("code.grades", GRADES, _grades, DIGITS, frozenset("K")),
    Rule("code.level", LEVEL, _level, DIGITS, frozenset(["FL"])),
    Rule("code.strain", STRAIN, _strain, DIGITS),
    Rule("code.motorway", MOTORWAY, _motorway, frozenset("("), frozenset("M")),
    figure_rule("code.block", BLOCK, _block, words=frozenset(["block"])),
    figure_rule("code.address", ADDRESS, _address),
    Rule("code.serial", SERIAL, _serial, DIGITS, in_any_case(*SERIES)),
    figure_rule("code.statute", STATUTE, _statute, frozenset("(")),
    Rule("code.paragraph", PARAGRAPH, _paragraph, frozenset("§")),
    Rule("code.jet", JET, _jet, frozenset("7")),
    Rule("code.over", OVER, _over, DIGITS, frozenset("x")),
    Rule("code", TOKEN, _token, DIGITS),
)
RULES = (
    Rule("code.formula", FORMULA, _formula, frozenset("₀₁₂₃₄₅₆₇₈₉")),
    figure_rule("code.times", TIMES, _times, frozenset("xX×")),
    figure_rule("code.figures-first", FIGURES_FIRST, _figures_first),
)
