"""German forms that stand only in writing: streets, postal codes, weekdays, roads."""

import re

from narrate.text.de.numbers import COUNTING, cardinal, gender_of, plain_cardinal
from narrate.text.numerals import words
from narrate.text.rules import Rule, Style
from narrate.text.western import preceding

_DAYS = {
    "Mo": "Montag", "Di": "Dienstag", "Mi": "Mittwoch", "Do": "Donnerstag", "Fr": "Freitag",
    "Sa": "Samstag", "So": "Sonntag",
}  # fmt: skip
_DAY = "|".join(_DAYS)
WEEKDAYS = re.compile(
    rf"""
    \b (?P<first>{_DAY}) (?:\.|(?![ ](?:und|oder)))
    (?P<link> [ ] (?:bis|und|oder|&) [ ]
            | [ ]?[–/-][ ]? )
    (?P<last>{_DAY}) \b (?P<stop>\.?)
    """,
    re.VERBOSE,
)
# "Fr. 9–12 Uhr", "So., ab 10 Uhr"; "So 10 Uhr" may be the word.
OPENING_DAY = re.compile(
    rf"""
    \b (?P<it>(?P<day>{_DAY})(?:\.|(?<!So)))
    (?= ,? [ ] (?:(?:von|ab|um|bis)[ ])? [0-9]{{1,2}}(?:[.:][0-9]{{2}})?
        (?:[ ]?[–-][ ]?[0-9]{{1,2}}(?:[.:][0-9]{{2}})?)? [ ]? (?:Uhr|h)\b )
    """,
    re.VERBOSE,
)
DAY_LIST = re.compile(
    rf"\b(?:(?:{_DAY})\.?,[ ])+(?:{_DAY})\.?[ ](?:und|&)[ ](?:{_DAY})\b(?P<stop>\.?)"
)
WEEKDAY = re.compile(rf"\b(?P<day>{_DAY})\.?,(?=[ ][0-3]?[0-9]\.)")
ON_DAY = re.compile(
    rf"""
    \b (?i:am|vom|bis|seit|ab|zum|jeden|nächsten|letzten|diesen) [ ]
    (?P<it>(?P<day>{_DAY})\.) (?![–/-])
    """,
    re.VERBOSE,
)
INITIAL = re.compile(r"\b(?P<it>S\.)(?=[ ][A-ZÄÖÜ][a-zäöü])")  # "S. Fischer" is no page
# "die 110", "der Notruf 112": figure by figure, unless they count what follows.
EMERGENCY = re.compile(
    r"""
    \b(?:[Dd]ie|[Dd]er|[Nn]otruf|[Uu]nter|[Nn]ummer) [ ] (?P<it>11[02568])
    (?= [.,;:!?)] | \Z | [ ] (?:an|wähl|anruf|alarm|verständ|ruf|oder|und) )
    """,
    re.VERBOSE,
)
GOAL_MINUTES = re.compile(r"(?<=\()(?P<it>[0-9]{1,3}\.(?:[,/][ ]?[0-9]{1,3}\.)*)(?=[)])")
SHARE = re.compile(  # "1 von 7 Abweichlern"
    r"(?<![\w.,:])(?P<it>1)(?=[ ]von[ ][0-9.]+(?:[ ](?P<noun>\w+)|[ .,;]|$))"
)
LEAD = re.compile(
    r"""
    (?<![\w.,:]) (?P<it>(?P<low>[0-9]{1,2}):(?P<high>[0-9]{1,2}))
    (?= - (?: Rückstand
            | Führung
            | Niederlage
            | Sieg
            | Erfolg
            | Ausgleich
            | Auswärts
            | Heim
            | Endstand ) )
    """,
    re.VERBOSE,
)
TONE = re.compile(r"\b(?:[A-Ha-h](?:is|es|s)?)-(?:Moll|Dur)\b")  # no gram stands in "g-Moll"
NTH_MINUTE = re.compile(r"(?<=[0-9]\. )(?P<it>(?P<unit>Min|Std|Sek)\.)(?=[ ,;)]|$)")
PIECES = re.compile(r"(?<=[0-9] )(?P<it>St\.)(?=[ ,;)-]|$)")
_SINGULAR = {"Min": "Minute", "Std": "Stunde", "Sek": "Sekunde"}
TIMES = re.compile(r"(?<![\w.,])(?P<figures>[0-9]{1,3})x(?=[ ,.;)]|$)")
_BOOKS = {
    "Ps": "Psalm", "Mt": "Matthäus", "Mk": "Markus", "Lk": "Lukas", "Joh": "Johannes",
    "Röm": "Römer", "Jes": "Jesaja", "Offb": "Offenbarung", "Ex": "Exodus",
}  # fmt: skip
VERSE = re.compile(
    rf"""
    \b (?P<book>{"|".join(_BOOKS)}) \.?[ ] (?P<chapter>[0-9]{{1,3}}) ,[ ]? (?P<verse>[0-9]{{1,3}})
    (?:[–-](?P<last>[0-9]{{1,3}}))? (?!\w)
    """,
    re.VERBOSE,
)
_UNITS = {
    "J.": "Jahre", "Mon.": "Monate", "Wo.": "Wochen", "Tg.": "Tage",
}  # fmt: skip
_DATIVE = r"mit|nach|bei|seit|von|zu|aus|vor|in|unter|ab|binnen"
_SECOND_SPAN = re.compile(rf"\b(?i:{_DATIVE})[ ][0-9]+[ ]\S+[ ]und[ ]\Z")
SPAN = re.compile(
    rf"""
    (?:\b(?P<dative>(?i:{_DATIVE}))[ ])? (?<![\w.,:/])
    (?P<it> (?P<figures>[0-9]{{1,3}}) (?:[–-](?P<high>[0-9]{{1,3}}))? [ ]
            (?P<unit>{"|".join(map(re.escape, _UNITS))}) )
    """,
    re.VERBOSE,
)
STREET = re.compile(r"(?P<it>(?P<first>[Ss])tr\.)(?=[ ][0-9]|[ ,;)]|$)")
BLOOD = re.compile(r"\bBlutdruck\D{1,20}(?P<it>(?P<low>[0-9]{2,3})/(?P<high>[0-9]{2,3}))(?![0-9/])")
MODEL = re.compile(r"\b[A-Z]{2}(?P<it>\.(?P<figure>[0-9]))(?![\w.,]*[0-9])")  # "ID.3"
POSTAL_CODE = re.compile(
    r"""
    (?: (?<=[,;])
      | \bin
      | \b[Nn]ach
      | \baus
      | \b[0-9]{1,3}[a-z]? )
    [ ] (?P<it>[0-9]{5}) (?=[ ][A-ZÄÖÜ][a-zäöü]+)
    """,
    re.VERBOSE,
)
# "von 1/3 auf 2/3"
SHARES = re.compile(
    r"\b(?i:von|mit|bei|zu|aus|nach|seit|in)[ ](?P<it>1/(?P<under>[3-9]|10))(?![\w/]|[.,][0-9])"
)
# "1/2 TL Salz", "mit 1/2 Tasse Milch"
HALF = re.compile(
    rf"""
    (?:\b(?P<dative>(?i:{_DATIVE}))[ ])? (?<![\w.,:/])(?<![0-9][ ])
    (?P<it>1/2|½) (?=[ ](?P<noun>[A-Za-zÄÖÜäöüß]+)\b)
    """,
    re.VERBOSE,
)
ROAD = re.compile(r"\b(?P<it>[Kk]m)(?=[ ][0-9])")


def _share(match: re.Match[str], _: Style) -> str:
    """Say "1 von 5 Frauen", "1 von 10 Kindern", "1 von 7 Abweichlern" by the noun's gender."""
    noun = match["noun"] or ""
    singulars = (
        noun.removesuffix(ending) for ending in ("ern", "en", "n") if noun.endswith(ending)
    )
    gender = next(filter(None, map(gender_of, singulars)), "")
    return {"f": "eine", "n": "eines"}.get(gender, "einer")


def _weekdays(match: re.Match[str], _: Style) -> str:
    link = match["link"].strip()
    first, last = _DAYS[match["first"]], _DAYS[match["last"]]
    stop = match["stop"] if not match.string[match.end() :].strip() else ""
    return f"{first} {link if link.isalpha() else 'und' if link in '/&' else 'bis'} {last}{stop}"


def _day_list(match: re.Match[str], _: Style) -> str:
    """Say "Mo, Mi und Fr" and "Mo., Mi. & Fr."; a single one needs a stop or an hour.

    >>> speakable("Offen Mo, Mi und Fr, Sa. 9–12 Uhr.", "de")
    'Offen Montag, Mittwoch und Freitag, Samstag neun bis zwölf Uhr.'
    """
    days = re.sub(rf"({_DAY})\.?(?![a-z])", lambda day: _DAYS[day[1]], match[0])
    stop = match["stop"] if not match.string[match.end() :].strip() else ""
    return days.replace("&", "und") + stop


def _street(match: re.Match[str], _: Style) -> str | None:
    """Say "Goethestr." and "Str."; "Str." at the end of a sentence keeps its full stop."""
    stop = "" if match.string[match.end() :].strip("\"'”’»“) ") else "."
    return f"{match['first']}traße{stop}"


def _nth_minute(match: re.Match[str], _: Style) -> str:
    ends = not match.string[match.end() :].strip("\"'”’»“) ")
    return f"{_SINGULAR[match['unit']]}{'.' if ends else ''}"


def _blood(match: re.Match[str], _: Style) -> str:
    return f"{plain_cardinal(int(match['low']))} zu {plain_cardinal(int(match['high']))}"


def _shares(match: re.Match[str], _: Style) -> str:
    """Say "von 1/3" in the dative."""
    stem = words(int(match["under"]), "de", "ordinal").removesuffix("te").capitalize()
    return f"einem {stem}tel"


def _half(match: re.Match[str], _: Style) -> str | None:
    """Say "1/2 TL" in the case and the gender of its noun, inside a sentence as an object."""
    noun = COUNTING.nouns.get(match["noun"])
    gender = noun.gender if noun else gender_of(match["noun"])
    if not gender:
        return None
    if match["dative"]:
        return f"eine{'r' if gender == 'f' else 'm'} halben"
    if gender == "f":
        return "eine halbe"
    if gender == "n":
        return "ein halbes"
    return "einen halben" if match.string[: match.start("it")].strip() else "ein halber"


def _model(match: re.Match[str], _: Style) -> str:
    return f" {words(int(match['figure']), 'de')}"


def _on_day(match: re.Match[str], _: Style) -> str:
    stop = "" if match.string[match.end() :].strip("\"'”’»“) ") else "."
    return f"{_DAYS[match['day']]}{stop}"


def _times(match: re.Match[str], _: Style) -> str:
    """Say "3x"."""
    return f"{cardinal(int(match['figures']), 'm')}mal"


def _verse(match: re.Match[str], _: Style) -> str:
    """Say "Ps. 72,10" as a chapter and its verse."""
    chapter, verse = (words(int(match[part]), "de") for part in ("chapter", "verse"))
    last = f" bis {words(int(match['last']), 'de')}" if match["last"] else ""
    return f"{_BOOKS[match['book']]} {chapter}, Vers {verse}{last}"


def _span(match: re.Match[str], _: Style) -> str:
    """Say "unter 5 J." in its case."""
    number, unit = int(match["figures"]), _UNITS[match["unit"]]
    ends = not match.string[match.end() :].strip("\"'”’»“) ")
    second = _SECOND_SPAN.search(preceding(match, "it"))
    dative = "n" if (match["dative"] or second) and unit[-1] != "n" else ""
    high = f" bis {words(int(match['high']), 'de')}" if match["high"] else ""
    return f"{words(number, 'de')}{high} {unit}{dative}{'.' if ends else ''}"


def _goal_minutes(match: re.Match[str], _: Style) -> str:
    """Say "(36., 41.)" after a scorer: "sechsunddreißigste, einundvierzigste"."""
    return ", ".join(
        words(int(figures), "de", "ordinal") for figures in re.findall("[0-9]+", match["it"])
    )


def _lead(match: re.Match[str], _: Style) -> str:
    """Say "0:40-Rückstand" as a score."""
    return f"{words(int(match['low']), 'de')} zu {words(int(match['high']), 'de')}"


RULES: tuple[Rule, ...] = (
    Rule("word", INITIAL, lambda match, _: match["it"], frozenset("S")),
    Rule(
        "phone",
        EMERGENCY,
        lambda match, _: " ".join(words(int(figure), "de") for figure in match["it"]),
        frozenset("1"),
    ),
    Rule("ordinal", GOAL_MINUTES, _goal_minutes, frozenset("(")),
    Rule("share", SHARE, _share, frozenset("1")),
    Rule("score", LEAD, _lead, frozenset("-")),
    Rule("fraction", SHARES, _shares, frozenset("/")),
    Rule("fraction", HALF, _half, frozenset("2½")),
    Rule("score", BLOOD, _blood, frozenset("/")),
    Rule("code", MODEL, _model, frozenset(".")),
    Rule("music", TONE, lambda match, _: match[0], frozenset("-")),
    Rule("verse", VERSE, _verse, frozenset(",")),
    Rule("measure", SPAN, _span, frozenset(".")),
    Rule("weekday", ON_DAY, _on_day, frozenset(".")),
    Rule("measure", NTH_MINUTE, _nth_minute, frozenset(".")),
    Rule("measure", PIECES, lambda *_: "Stück", frozenset("S")),
    Rule("times", TIMES, _times, frozenset("x")),
    Rule("weekday", DAY_LIST, _day_list, frozenset(",")),
    Rule("weekday", WEEKDAYS, _weekdays),
    Rule("weekday", OPENING_DAY, lambda match, _: _DAYS[match["day"]], frozenset("0123456789")),
    Rule("weekday", WEEKDAY, lambda match, _: f"{_DAYS[match['day']]},", frozenset(",")),
    Rule("abbreviation.street", STREET, _street, frozenset(".")),
    Rule(
        "postal_code",
        POSTAL_CODE,
        lambda match, _: " ".join(words(int(figure), "de") for figure in match["it"]),
        frozenset("0123456789"),
    ),
    Rule("abbreviation", ROAD, lambda *_: "Kilometer", frozenset("kK")),
)
