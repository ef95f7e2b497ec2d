"""Say the cards of races, sales and matches: "1m4½f", "R4", "a 3YO", "Limousin-x", "(4t, 4g)"."""

import re

from narrate.text.en.cricket import is_cricket
from narrate.text.en.numbers import DIGITS, cardinal, figure_rule, plural
from narrate.text.en.registers import shaped, tells, terse
from narrate.text.later import later
from narrate.text.rules import Rule, Style, after_figure

# A distance on a racecourse: "1m 4f", "2m3½f".
COURSE = later(
    r"""
    (?:(?P<miles>[1-4])m[ ]?(?=[1-7]½?f))? (?P<furlongs>[1-9]|1[0-9])(?P<half>½)?f
    (?:[ ]?(?P<yards>[0-9]{2,3})y(?:ds)?)? (?!\w)
    """,
    re.VERBOSE,
)
# A race of a meeting: "R4, 1200m".
NUMBERED = later(r"(?<![\w-])R(?P<number>[1-9]|1[0-2])(?=[,:;]|[ ](?:No\b|[0-9]))")
TRAP = later(r"(?<![\w-])[Tt](?P<number>[1-6])(?=\)|[ ][A-Z])")
DISTANCE = later(
    r"(?P<distance>[1-4]?[0-9]00|[1-4][0-9]50)m(?!\w|[ ][a-z]+s\b|[ ](?:people|on|a|to|of)\b)"
)
# How old a horse is: "3YO fillies", "4-y-o ch g".
AGED = later(r"(?P<age>[2-9]|1[0-4])-?(?:YO|yo|y-o|y\.o\.)(?P<plus>\+)?(?!\w)")
SINGULAR = later(r"[ ](?:[a-z]{3,}|b\b|br\b|ch\b|gr\b)")
CROSSED = later(r"(?<=[a-z])-x(?!\w)")
# A gap between cyclists, and a stage: "+1'14\"", "+37\"", "4h06'13\"".
GAP = later(r"(?:(?P<minutes>[0-9]{1,2})['’′])?(?P<seconds>[0-5]?[0-9])(?:[\"”″]|''|’’)")
STAGE = later(
    r"""
    (?P<hours>[0-9]{1,2})h[ ]?(?P<minutes>[0-5][0-9])['’′][ ]?(?P<seconds>[0-5][0-9])
    (?:["”″]|''|’’)
    """,
    re.VERBOSE,
)
# Tries, goals, conversions and penalties of a side: "(4t, 4g)".
TALLY = later(r"(?P<count>[1-9][0-9]?)(?P<kind>[tgcp])(?=,[ ][1-9][0-9]?[tgcp]\b|\))")
TALLIES = {"t": ("try", "tries"), "g": ("goal", "goals"), "c": ("conversion", "conversions")}
TALLIES["p"] = ("penalty", "penalties")
IN_TALLY = later(r"\((?:[1-9][0-9]?[tgcp],[ ])*$")
# Runs off no bat: "(b4, lb7, w3, nb2)".
EXTRAS = later(r"(?<=[( ])(?P<kind>lb|nb|b|w|p)(?P<runs>[1-9][0-9]?)(?=[,)])")
KINDS = {"lb": "leg bye", "nb": "no-ball", "b": "bye", "w": "wide", "p": "penalty"}


# The ends of a line, and two rounds of golf: "Derby–Matlock", "CDG-YUL", "(66-67)".
ROUTE = later(r"[–-](?:(?<=[a-z]–)(?=[A-Z][a-z])|(?<=\b[A-Z][A-Z][A-Z]-)(?=[A-Z]{3}\b))")
TWO_ROUNDS = later(r"(?P<first>[67][0-9])-(?P<second>[67][0-9])(?=[),])")


def _course(match: re.Match[str], _: Style) -> str:
    """Say a distance on a racecourse; without furlongs m is million or meters.

    >>> speakable("He won over 1m 4f and 2m3½f.", "en")
    'He won over one mile four furlongs and two miles three and a half furlongs.'
    >>> speakable("He won 1m for it.", "en")
    'He won one million for it.'
    """
    parts = []
    for unit in ("miles", "furlongs", "yards"):
        if count := match[unit]:
            half = " and a half" if unit == "furlongs" and match["half"] else ""
            single = count == "1" and not half
            parts.append(f"{cardinal(count)}{half} {unit[:-1] if single else unit}")
    return " ".join(parts)


def _numbered(match: re.Match[str], _: Style) -> str | None:
    """Say R and a figure as a race, on a card; elsewhere R is a letter.

    >>> speakable("Flemington: best bet R4 No 6; R7, 1400m.", "en")
    'Flemington: best bet race four number six; race seven, one thousand four hundred meters.'
    >>> speakable("The R4, 9pm.", "en")
    'The R four, nine P.M.'
    """
    return f"race {cardinal(match['number'])}" if tells("turf", match.string) else None


def _trap(match: re.Match[str], _: Style) -> str | None:
    """Say T and a figure as a greyhound's trap, in a line of its race; elsewhere T is a letter.

    >>> speakable("Romford 8.12: T3 Swift Ava 2-1f; 1 Jet (t5) 5-1.", "en").count("trap")
    2
    >>> speakable("Use gate T3 Now.", "en")
    'Use gate T three Now.'
    """
    if not shaped("turf", match.string):
        return None
    return f"trap {cardinal(match['number'])}"


def _distance(match: re.Match[str], _: Style) -> str | None:
    """Say m after the distance of a race as meters, on a card; elsewhere it may be million.

    >>> speakable("Flemington R7, 1400m.", "en")
    'Flemington race seven, one thousand four hundred meters.'
    >>> speakable("Some 1400m people.", "en")
    'Some one thousand four hundred million people.'
    """
    return f"{cardinal(match['distance'])} meters" if tells("turf", match.string) else None


def _aged(match: re.Match[str], _: Style) -> str | None:
    """Say how old horses are, in a line of a race; elsewhere it is the age of a person.

    >>> speakable("Belmont, 3YO & up; 4-y-o ch g by Kayf; 3YO fillies.", "en").partition(", ")[2]
    'three-year-olds and up; four-year-old chestnut gelding by Kayf; three-year-old fillies.'
    >>> speakable("He is 6yo now.", "en")
    'He is six years old now.'
    """
    if not tells("turf", match.string):
        return None
    several = "" if SINGULAR.match(match.string, match.end()) else "s"
    return f"{cardinal(match['age'])}-year-old{several}" + (" and up" if match["plus"] else "")


def _crossed(match: re.Match[str], _: Style) -> str | None:
    """Say x after a breed as "cross", in a line of a mart.

    >>> speakable("Limousin-x heifers to €1,640.", "en")
    'Limousin cross heifers to one thousand six hundred forty euros.'
    >>> speakable("The pre-x file.", "en")
    'The pre-x file.'
    """
    return " cross" if tells("mart", match.string) else None


def _gap(match: re.Match[str], _: Style) -> str | None:
    """Say minutes and seconds between riders, in a line of a race; elsewhere they are feet.

    >>> speakable("GC: 2 Roglic +1'14”, 3 Mas +37”", "en")
    'G.C: two Roglic plus one minute fourteen seconds, three Mas plus thirty-seven seconds'
    >>> speakable("He is 6'02” tall.", "en")
    'He is six feet zero two inches tall.'
    """
    if not tells("track", match.string) or match.string[match.start() - 1 : match.start()] != "+":
        return None
    minutes = f"{_counted(match['minutes'], 'minute')} " if match["minutes"] else ""
    return f"{minutes}{_counted(str(int(match['seconds'])), 'second')}"


def _counted(count: str, unit: str) -> str:
    return f"{cardinal(str(int(count)))} {unit}{'' if int(count) == 1 else 's'}"


def _stage(match: re.Match[str], _: Style) -> str:
    """Say the hours, minutes and seconds of a stage; feet and inches have no hour.

    >>> speakable("1 Mas 4h06'13”.", "en")
    'one Mas four hours six minutes thirteen seconds.'
    >>> speakable("He is 6'02” tall.", "en")
    'He is six feet zero two inches tall.'
    """
    return " ".join(_counted(match[f"{unit}s"], unit) for unit in ("hour", "minute", "second"))


def _tally(match: re.Match[str], _: Style) -> str | None:
    """Say the tries and kicks of a side in brackets, in a list of results.

    >>> speakable("HT: Wigan 24 (4t, 4g) Leeds 12.", "en")
    'Half-time: Wigan twenty-four (four tries, four goals) Leeds twelve.'
    >>> speakable("A bag (4g, 5t) fell.", "en")
    'A bag (four grams, five tonnes) fell.'
    """
    listed = IN_TALLY.search(match.string[max(0, match.start() - 30) : match.start()])
    if listed is None or not tells("scoreboard", match.string):
        return None
    single, several = TALLIES[match["kind"]]
    return f"{cardinal(match['count'])} {single if match['count'] == '1' else several}"


def _extras(match: re.Match[str], _: Style) -> str | None:
    """Say the runs off no bat in brackets, in a sentence about cricket.

    >>> speakable("Extras (b4, lb7, nb1) 12.", "en")
    'Extras (four byes, seven leg byes, one no-ball) twelve.'
    >>> speakable("See plan (b4, w3).", "en")
    'See plan (b four, w three).'
    """
    if not is_cricket(match.string):
        return None
    kind, runs = KINDS[match["kind"]], match["runs"]
    return f"{cardinal(runs)} {kind if runs == '1' else plural(kind)}"


def _route(match: re.Match[str], _: Style) -> str | None:
    """Say the dash between the ends of a line or a flight, in a notice of it.

    >>> speakable("Rail repl bus Derby–Matlock; BA117 LHR-JFK dep 0825.", "en").count(" to ")
    2
    >>> speakable("The Hart–Lind Act.", "en")
    'The Hart–Lind Act.'
    """
    return " to " if terse(match.string) and tells("trips", match.string) else None


def _two_rounds(match: re.Match[str], _: Style) -> str | None:
    """Say two rounds of golf in brackets one after the other; other scores have a link.

    >>> speakable("GOLF: Kim -11 (66-67), Lowe E.", "en")
    'GOLF: Kim minus eleven (sixty-six, sixty-seven), Lowe even.'
    >>> speakable("They won (66-67).", "en")
    'They won (sixty-six to sixty-seven).'
    """
    if not tells("golf", match.string):
        return None
    return f"{cardinal(match['first'])}, {cardinal(match['second'])}"


RULES = (
    figure_rule("card.course", COURSE, _course, after_figure("f½")),
    Rule("card.race", NUMBERED, _numbered, DIGITS, frozenset("R")),
    Rule("card.trap", TRAP, _trap, DIGITS, frozenset("Tt")),
    figure_rule("card.distance", DISTANCE, _distance, after_figure("m")),
    figure_rule("card.aged", AGED, _aged, words=frozenset(["YO", "yo", "y"])),
    Rule("card.crossed", CROSSED, _crossed, frozenset("-"), frozenset("x")),
    Rule("card.route", ROUTE, _route, frozenset("–-")),
    figure_rule("card.rounds", TWO_ROUNDS, _two_rounds, after_figure("-")),
    figure_rule("card.stage", STAGE, _stage, after_figure("h")),
    figure_rule("card.gap", GAP, _gap, after_figure("'’′\"”″")),
    figure_rule("card.tally", TALLY, _tally, after_figure("tgcp")),
    Rule("card.extras", EXTRAS, _extras, DIGITS, frozenset(["b", "lb", "nb", "w", "p"])),
)
