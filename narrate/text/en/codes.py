"""Names of letters and figures: "F-16s", "A320neo", "H5N1", "5G", "K-12", "H₂O"."""

import re
from string import ascii_letters, ascii_uppercase

from narrate.text.en.acronyms import SAID
from narrate.text.en.grammar import FUNCTION_WORDS, cued, cues, mentions
from narrate.text.en.letters import spelled
from narrate.text.en.numbers import (
    DIGITS,
    cardinal,
    digits,
    figure_rule,
    house,
    model,
    plural,
    year,
)
from narrate.text.en.places import POINTS
from narrate.text.later import later
from narrate.text.rules import Rule, Style, after_figure, in_any_case

TOKEN = later(
    r"""
    (?<![\w@#.°]) (?<![^0-9]/) (?P<slashed>F/)? (?!by-) (?P<letters>[A-Za-z]{1,9}+)
    (?P<link>-?) (?P<figures>[0-9]{1,6}) (?P<rest>[A-Za-z0-9]*+) (?:/(?P<other>[0-9]{1,4})(?!\w))?
    (?![,.][0-9])
    (?P<point>[ ][NSEW](?=[ ](?:to|at|near|from|between|exit|ramp|and)\b|[,.;)]|$))?
    """,
    re.VERBOSE,
)
FIGURES_OF_YEAR = 4
SEVERAL = later(r"([A-Z]{1,2})s")  # "two F-35As"
FIGURES_FIRST = later(
    r"(?<![\w.,:$€£/-])(?P<figures>[0-9]{1,6})(?P<rest>[A-Za-z][A-Za-z0-9]*+)(?!['’]\w)"
)
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
# Identifiers of a flaw, an aircraft or a squadron: "CVE-2024-3094", "N738VU", "No 617 Sqn".
FLAW = later(r"(?<![\w-])CVE-(?P<year>[0-9]{4})-(?P<figures>[0-9]{4,7})(?!\w)")
SEVERAL_LETTERS = later(r"(?<!-)(?P<figures>[0-9]{1,2})(?P<letter>[A-Z])s(?!\w)")
CALIBRE = later(
    rf"""
    (?<!\w) \.(?P<figures>[1-9][0-9]{{1,2}})
    (?: -?[ ]?cal(?P<word>iber|ibre|\.)? (?!\w) | (?=[ -](?:{cued("gun")})\b)
      | (?<=\b[Aa][ ]\.[0-9]{{2}}) (?P<bare>) (?![\w%])
      | (?<=\b[Aa][ ]\.[0-9]{{3}}) (?P<barely>) (?![\w%]) )
    """,
    re.VERBOSE,
)
# "f/2.8" of a lens, "a 48MP camera".
APERTURE = later(
    r"(?<![\w/])[fF]/(?P<widest>[0-9]{1,2}(?:\.[0-9])?)(?:[-–](?P<least>[0-9]{1,2}(?:\.[0-9])?))?(?![\w/])"
)
PIXELS = later(r"(?P<amount>[0-9]{1,3}(?:\.[0-9])?)-?MP(?P<noun>[ ][a-z]{3,}[^s\W]s?\b)?(?!\w)")
GRADES = later(r"(?<![\w-])(?P<first>K|pre-K|Pre-K)[-–](?P<last>12|8|6|5)(?![\w-])")
_FACTOR = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+(?:\.[0-9]+)?)"
TIMES = later(rf"(?:(?P<low>{_FACTOR})[-–])?(?P<amount>{_FACTOR})[xX×](?P<second>[0-9]+)?(?!\w)")
EXTENDED = later(r"[0-9]{3}-[0-9]{4},?[ ]$")
OVER = later(r"(?<![\w.-])x(?P<times>[0-9]{1,3})(?![\w-]|\.[0-9])")


def _token(match: re.Match[str], _: Style) -> str | None:
    """Say letters and figures as a name; "km2" after a figure is a measure.

    >>> speakable("F-16s, A320neo, H5N1, COVID-19.", "en")
    'F sixteens, A-three-twenty neo, H five N one, Covid nineteen.'
    >>> speakable("A pre-1800 level.", "en")
    'A pre-eighteen hundred level.'
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
    dated = match["link"] and not suffix and len(figures) == FIGURES_OF_YEAR
    dated = dated and match["letters"].casefold() in cues("dating_prefix")
    runs = [year(figures)] if dated else _runs(figures, suffix)
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


def _times(match: re.Match[str], _: Style) -> str:
    """Say "5x" as "times" and "4x4" as "by"; "x3" is said elsewhere.

    >>> speakable("It is 5x faster than a 4x4.", "en")
    'It is five times faster than a four by four.'
    >>> speakable("Two counts, x3.", "en")
    'Two counts, times three.'
    """
    factors = [_factor(match[end]) for end in ("low", "amount") if match[end]]
    if match["second"]:
        return f"{' to '.join(factors)} by {cardinal(match['second'])}"
    return f"{' to '.join(factors)} times"


def _factor(figures: str) -> str:
    whole, _, fraction = figures.partition(".")
    return f"{cardinal(whole)} point {digits(fraction)}" if fraction else cardinal(whole)


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


def _aperture(match: re.Match[str], _: Style) -> str:
    """Say the stroke in the aperture of a lens as nothing; other strokes are pauses.

    >>> speakable("An 85mm f/1.4 lens.", "en")
    'An eighty-five millimeter f one point four lens.'
    >>> speakable("Tick a/1.", "en")
    'Tick a, one.'
    """
    stops = [_factor(match[end]) for end in ("widest", "least") if match[end]]
    return f"f {' to '.join(stops)}"


def _pixels(match: re.Match[str], _: Style) -> str:
    """Say MP after a camera's figure as megapixels; after a space it is a politician.

    >>> speakable("A 48MP sensor takes 12MP.", "en")
    'A forty-eight megapixel sensor takes twelve megapixels.'
    >>> speakable("The 1 MP left.", "en")
    'The one M.P left.'
    """
    noun = match["noun"] or ""
    joined = noun and noun.strip() not in FUNCTION_WORDS
    return f"{_factor(match['amount'])} megapixel{'' if joined else 's'}{noun}"


def _flaw(match: re.Match[str], _: Style) -> str:
    """Say the number of a flaw in software; other hyphens are ranges.

    >>> speakable("They fixed CVE-2024-3094.", "en")
    'They fixed C.V.E twenty twenty-four three zero nine four.'
    >>> speakable("The CVE list has 20-30.", "en")
    'The C.V.E list has twenty to thirty.'
    """
    return f"C.V.E {year(match['year'])} {digits(match['figures'])}"


def _several_letters(match: re.Match[str], _: Style) -> str:
    """Say "two 5Ss" as a plural; one letter is a code.

    >>> speakable("They like the 5Cs.", "en")
    "They like the five C's."
    >>> speakable("They like 5C streets.", "en")
    'They like five C streets.'
    """
    return f"{cardinal(match['figures'])} {match['letter']}'s"


def _calibre(match: re.Match[str], _: Style) -> str | None:
    """Say a caliber with its point; a decimal has no such word.

    >>> speakable("A .45-caliber gun.", "en")
    'A forty-five caliber gun.'
    >>> speakable("A .38 revolver and a .357 Magnum.", "en")
    'A thirty-eight revolver and a three fifty seven Magnum.'
    >>> speakable("Police seized a .45 there.", "en")
    'Police seized a forty-five there.'
    >>> speakable("The caliber is .45 now.", "en")
    'The caliber is point four five now.'
    """
    bare = match["bare"] is not None or match["barely"] is not None
    if bare and not mentions("armed", match.string):
        return None
    spoken = house(match["figures"])
    return f"{spoken} caliber" if match[0][-1] not in DIGITS else spoken


LETTERS_OF_SEVERAL = frozenset(f"{letter}s" for letter in ascii_uppercase)
FLAWS = (Rule("code.flaw", FLAW, _flaw, DIGITS, frozenset(["CVE"])),)
NAMES = (
    Rule("code.aperture", APERTURE, _aperture, frozenset("/"), frozenset("fF")),
    figure_rule("code.pixels", PIXELS, _pixels, frozenset("M")),
    Rule(
        "code.caliber",
        CALIBRE,
        _calibre,
        frozenset("."),
        in_any_case("cal caliber calibre", *cues("gun"), *cues("armed")),
    ),
    figure_rule(
        "code.several",
        SEVERAL_LETTERS,
        _several_letters,
        words=LETTERS_OF_SEVERAL,
    ),
    Rule("code.grades", GRADES, _grades, DIGITS, frozenset("K")),
    Rule("code.strain", STRAIN, _strain, DIGITS),
    Rule("code.over", OVER, _over, DIGITS, frozenset("x")),
    Rule("code", TOKEN, _token, DIGITS),
)
RULES = (
    Rule("code.formula", FORMULA, _formula, frozenset("₀₁₂₃₄₅₆₇₈₉")),
    figure_rule("code.times", TIMES, _times, after_figure("xX×")),
    figure_rule("code.figures-first", FIGURES_FIRST, _figures_first, after_figure(ascii_letters)),
)
