"""French times that somebody took ("5h 03' 47''"), inches, sets of tennis, rounds of a cup."""

import re

from narrate.text.counting import FREE
from narrate.text.fr.dates import LAST_DAY
from narrate.text.fr.numbers import COUNTING, cardinal, nth
from narrate.text.numerals import words
from narrate.text.rules import Rule, Style
from narrate.text.western import around

MARKED = re.compile(
    rf"""
    {FREE} (?:(?P<hour>[0-9]{{1,2}})[ ]?h[ ]?)? (?:(?P<minute>[0-9]{{1,3}})['’′](?!['’])[ ]?)?
    (?: (?P<second>[0-9]{{1,2}})
        (?: (?P<mark>[\"”″]|''|’’) [ ]? (?P<part>[0-9]{{1,3}})?
          | (?<=['’′][0-9]{{2}}) ) )?
    (?!\w) (?<=['’′\"”″0-9])
    """,
    re.VERBOSE,
)
INCHES = re.compile(r"(?<![\w.,/:])(?P<amount>[0-9]{1,3}(?:,[0-9]{1,2})?)[ ]?[\"”″](?!\w)")
_SCREENS = re.compile(r"\b(?:écran|moniteur|téléviseur|télé|dalle|tablette|portable|jantes)\b")
_SET = r"[0-7][-–/][0-7](?:[ ]?[(][0-9]{1,2}(?:[-–/][0-9]{1,2})?[)])?"
SETS = re.compile(rf"(?<![\w.,/-]){_SET}(?:,?[ ](?:et[ ])?{_SET})+(?![\w/-])")
_ROUNDS = {"2": "demi", "4": "quart", "8": "huitième", "16": "seizième", "32": "trente-deuxième"}
ROUND = re.compile(
    r"""
    \b (?P<article>[Ll]es|[Dd]es|[Aa]ux|en|de)? [ ]?
    (?P<it>1/(?P<figures>2|4|8|16|32)(?:es?)?) (?=[ ]de[ ]finale)
    """,
    re.VERBOSE,
)
SEMIFINAL = re.compile(r"(?P<it>1/2[ -])(?=finales?\b)")
_HOUSING = re.compile(r"\b(?:loyer|appartement|logement|louer|location|m²|pièces?)", re.IGNORECASE)
QUARTER = re.compile(r"\b(?:[Aa]u|[Dd]u|[Ll]e)[ ](?P<it>T(?P<figures>[1-4]))(?!\w)")
HEIGHT = re.compile(r"(?<![\w.,])(?P<low>[1-9])[ ]?m[ ]?(?P<high>[0-9]{2})(?![\w²³])")
DATED_DAY = re.compile(r"\b(?P<it>(?P<day>lun|mar|mer|jeu|ven|sam|dim)\.)(?=[ ][0-9])")
_DAYS = {
    "lun": "lundi", "mar": "mardi", "mer": "mercredi", "jeu": "jeudi", "ven": "vendredi",
    "sam": "samedi", "dim": "dimanche",
}  # fmt: skip
MARK = re.compile(
    rf"{FREE}(?P<low>[0-9]{{1,2}}(?:,[0-9]{{1,2}})?)/(?P<high>20|100)(?!\w|[/.,][0-9]|[ ]000)"
)
SLASHED_DAYS = re.compile(
    rf"""
    {FREE} (?P<day>[0-3]?[0-9]) / (?P<month>1[0-2]|0?[1-9]) [-–] (?P<last>[0-3]?[0-9]) /
    (?P<later> 1[0-2]
             | 0?[1-9] )
    (?![\w/-])
    """,
    re.VERBOSE,
)
SLASHED = re.compile(
    r"""
    \b (?:[Ll]e|[Dd]u|[Aa]u|jusqu['’]au|[Ll]es[ ][0-3]?[0-9][ ]et) [ ]
    (?P<it>(?P<day>[0-3]?[0-9])/(?P<month>1[0-2]|0?[1-9])) (?![\w/]|[ ]d[eu’'])
    """,
    re.VERBOSE,
)
# "24 h/24", "7j/7", "7 jours sur 7" as it is printed
AROUND_THE_CLOCK = re.compile(
    r"(?<![\w.,/])(?P<low>24|7)[ ]?(?P<unit>h|heures|j|jours)[ ]?/[ ]?(?P<high>24|7)(?![\w/])"
)
_CLOCK_UNITS = {"h": "heures", "heures": "heures", "j": "jours", "jours": "jours"}


def _around_the_clock(match: re.Match[str], _: Style) -> str:
    """Say "24 h/24" as "vingt-quatre heures sur vingt-quatre"."""
    low, high = (words(int(match[end]), "fr") for end in ("low", "high"))
    return f"{low} {_CLOCK_UNITS[match['unit']]} sur {high}"


def _counted(number: int, noun: str) -> str:
    return f"{cardinal(number, 'f')} {noun}{'s' if number > 1 else ''}"


def _marked(match: re.Match[str], _: Style) -> str | None:
    """Say 5h 03' 47'', 11'', 12"34; of a screen 6,1" are inches."""
    hour, minute, second = match["hour"], match["minute"], match["second"]
    if not (minute or second) or (not minute and _SCREENS.search(around(match))):
        return None
    named = ((hour, "heure"), (minute, "minute"), (second, "seconde"))
    spoken = " ".join(_counted(int(figures), noun) for figures, noun in named if figures)
    if second and not match["mark"]:  # "1'41"; a year in "l'an '10" is no time
        if not minute:
            return None
        spoken = f"{_counted(int(minute), 'minute')} {cardinal(int(second), 'f')}"
    return f"{spoken} {words(int(match['part']), 'fr')}" if match["part"] else spoken


def _inches(match: re.Match[str], _: Style) -> str | None:
    if not _SCREENS.search(around(match)):
        return None
    return f"{COUNTING.in_words(match['amount'], 'm')} pouces"


def _sets(match: re.Match[str], _: Style) -> str | None:
    """Say "7-6 (7-5), 4-6, 6-3" as tennis is spoken, set by set."""
    if not re.search("[67]", match[0]):
        return None
    sets = re.split(r",?[ ](?:et[ ])?(?![(])|[ ]?(?=[(])", match[0])
    games = filter(None, (re.findall("[0-9]+", score) for score in sets))
    return ", ".join(" ".join(words(int(game), "fr") for game in score) for score in games)


def _round(match: re.Match[str], _: Style) -> str:
    """Say "les 1/8 de finale"."""
    return _ROUNDS[match["figures"]] + (
        "s" if match["article"] in {"Les", "les", "Des", "des", "Aux", "aux"} else ""
    )


def _mark(match: re.Match[str], _: Style) -> str:
    """Say "12/20"."""
    return f"{COUNTING.in_words(match['low'], 'm')} sur {words(int(match['high']), 'fr')}"


def _slashed(match: re.Match[str], _: Style) -> str | None:
    """Say "le 31/12"."""
    day, month = int(match["day"]), int(match["month"])
    if not 1 <= day <= LAST_DAY or match["it"] in COUNTING.tables["fractions"]:
        return None
    return f"{'premier' if day == 1 else words(day, 'fr')} {COUNTING.months[month - 1]}"


def _slashed_days(match: re.Match[str], _: Style) -> str:
    """Say "18/10-3/11"."""
    months = [COUNTING.months[int(match[month]) - 1] for month in ("month", "later")]
    days = [
        "premier" if match[day] in {"1", "01"} else words(int(match[day]), "fr")
        for day in ("day", "last")
    ]
    return f"{days[0]} {months[0]} au {days[1]} {months[1]}"


def _quarter(match: re.Match[str], _: Style) -> str | None:
    """Say "au T2"; a flat of two rooms is "T deux"."""
    if _HOUSING.search(around(match)):
        return None
    return f"{nth(int(match['figures'])).replace('unième', 'premier')} trimestre"


def _height(match: re.Match[str], _: Style) -> str:
    """Say "1 m 81"."""
    low = int(match["low"])
    return f"{words(low, 'fr')} mètre{'s' if low > 1 else ''} {words(int(match['high']), 'fr')}"


RULES: tuple[Rule, ...] = (
    Rule("time", AROUND_THE_CLOCK, _around_the_clock, frozenset("/")),
    Rule("time", MARKED, _marked, frozenset("'’′\"”″")),
    Rule("measure", INCHES, _inches, frozenset('"”″')),
    Rule("score", SETS, _sets, frozenset("-–/")),
    Rule("fraction", ROUND, _round, frozenset("/")),
    Rule("fraction", SEMIFINAL, lambda *_: "demi-", frozenset("/")),
    Rule("quarter", QUARTER, _quarter, frozenset("T")),
    Rule("measure", HEIGHT, _height, frozenset("m")),
    Rule("weekday", DATED_DAY, lambda match, _: _DAYS[match["day"]], frozenset(".")),
    Rule("score", MARK, _mark, frozenset("/")),
    Rule("date.days", SLASHED_DAYS, _slashed_days, frozenset("/")),
    Rule("date.month", SLASHED, _slashed, frozenset("/")),
)
