"""Points of the compass: "N. Korea", "SE Asia", "35N, 139E", "41°43′57″N"; counties of Ireland."""

import re

from narrate.text.en.grammar import cued, mentions, occurs
from narrate.text.en.numbers import DIGITS, amount, cardinal, figure_rule
from narrate.text.later import later
from narrate.text.rules import Rule, Style, after_figure, as_written, in_any_case
from narrate.text.table import rows

PLACES = "|".join(place for (place,) in rows("en/compass_places.tsv"))
COUNTIES = "|".join(county for (county,) in rows("en/counties.tsv"))
POINTS = {"N": "North", "S": "South", "E": "East", "W": "West"}
CORNERS = {
    "NE": "Northeast",
    "NW": "Northwest",
    "SE": "Southeast",
    "SW": "Southwest",
    "NNE": "North-northeast",
    "NNW": "North-northwest",
    "SSE": "South-southeast",
    "SSW": "South-southwest",
    "ENE": "East-northeast",
    "ESE": "East-southeast",
    "WNW": "West-northwest",
    "WSW": "West-southwest",
}
PLACE = later(
    rf"""
    (?<![\w.'’&]) (?P<it>(?P<point>[NSEW])\.?|(?P<corner>[NS]\.?[EW])\.?)
    (?=[ ](?:{PLACES})(?:n|ns|ans?|er|ers)?\b)
    """,
    re.VERBOSE,
)
CORNER = later(
    rf"""
    (?<![\w.'’&/-]) (?P<corner>[NS][EW]|(?:NN|SS)[EW]|[EW][NS][EW])
    (?= [ ]
        (?: [A-Z][a-z]{{2,}}
          | [0-9]{{1,2}} (?:[ ](?:to|or)|[,;.]|$)
          | [0-9]{{1,2}} (?:[-–][0-9]{{1,3}})? [ ]? (?:mph|kt|kts|knots|km/h|kph)\b
          | of\b
          | winds?\b(?![ ](?:{cued("wind_power")})\b)
          | corner\b
          | coast\b
          | gales?\b
          | swells?\b ) )
    """,
    re.VERBOSE,
)
# One point before a thing that has sides, a corner after a distance: "the E border", "9km NE".
FORCE = later(r"(?<!\w)F(?P<low>[0-9]|1[0-2])(?:[-–/](?P<high>[0-9]|1[0-2]))?(?![\w-])")
WINDY = later(r"\bwinds?\b")
HEADING = later(
    rf"""
    (?<=[a-z][ ]) (?P<point>[NSEW])\.
    (?=[ ](?:on|of|along|toward|towards|from|{cued("sided")})\b)
    """,
    re.VERBOSE,
)
SIDE = later(rf"(?<![\w.'’&/-])(?P<point>[NSEW])(?=[ ](?:{cued('sided')})\b)")
AFAR = later(
    r"""
    (?=[NSEW])
    (?: (?<=blocks[ ])
      | (?<=\bwind[ ])
      | (?<=\bwinds[ ])
      | (?<=\bWind[ ])
      | (?<=\bWinds[ ])
      | (?<=km[ ])
      | (?<=mi[ ])
      | (?<=nm[ ])
      | (?<=mi[.][ ])
      | (?<=miles[ ])
      | (?<=[0-9]m[ ]) | (?<=moving[ ]) | (?<=heading[ ])
      | (?=(?:NN[EW]|ENE|W[NS]W|SSW)\b)(?<![\w.-]) )
    (?P<corner> [NS][EW]
              | (?:NN|SS)[EW]
              | [EW][NS][EW]
              | [NSEW] )
    (?![\w.])
    """,
    re.VERBOSE,
)
COUNTY = later(
    rf"""
    (?<![\w.])
    (?: (?P<several>Cos\.?) (?=[ ](?:{COUNTIES})(?:,[ ](?:{COUNTIES}))*,?[ ](?:and|&|or)[ ])
      | Co\.? (?=[ ](?:{COUNTIES})\b) )
    """,
    re.VERBOSE,
)
COORDINATE = later(
    r"""
    (?P<first>[0-9]{1,2}(?:\.[0-9]{1,6})?) °?[ ]? (?P<north>[NS]) (?P<link>,?[ ]?|[ ]and[ ])
    (?P<second>[0-9]{1,3}(?:\.[0-9]{1,6})?) °?[ ]? (?P<east>[EW]) (?!\w)
    """,
    re.VERBOSE,
)
DEGREES = later(
    r"""
    (?P<degrees>[0-9]{1,3}(?:\.[0-9]{1,6})?) ° [ ]?
    (?: (?P<minutes>[0-9]{1,2}(?:\.[0-9]{1,4})?) [′'’] [ ]? )?
    (?: (?P<seconds>[0-9]{1,2}(?:\.[0-9]{1,4})?) (?:[″"”]|['’]['’]) [ ]? )?
    (?P<point>[NSEW]) (?!\w)
    """,
    re.VERBOSE,
)

# "lat. 12.4 S, long. 77.1 W", "the S and E".
LATITUDE = later(
    r"""
    (?<!\w) (?P<name>[Ll]at|[Ll]ong?)\.?(?:itude)? [ ] (?P<figures>[0-9]{1,3}(?:\.[0-9]{1,6})?)
    °?[ ]? (?P<point>[NSEW]) (?!\w)
    """,
    re.VERBOSE,
)
SEVERAL = later(
    r"(?<=\b[Tt]he[ ])(?P<first>[NSEW])(?P<link>[ ](?:and|or)[ ](?:the[ ])?|,[ ])"
    r"(?P<last>[NSEW])(?![\w'’])",
    re.VERBOSE,
)


def _latitude(match: re.Match[str], style: Style) -> str:
    """Say a latitude or a longitude; without its name it is a code.

    >>> speakable("It sank at lat. 12.4 S, long 77.1 W.", "en")
    'It sank at latitude twelve point four south, longitude seventy-seven point one west.'
    >>> speakable("Lamps of 77 W.", "en")
    'Lamps of seventy-seven watts.'
    """
    name = "longitude" if match["name"][1] == "o" else "latitude"
    name = name.capitalize() if match["name"][0].isupper() else name
    return f"{name} {amount(match['figures'], style)} {POINTS[match['point']].lower()}"


def _several(match: re.Match[str], _: Style) -> str:
    """Say two points after "the"; other letters stay.

    >>> speakable("Rain in the S and E.", "en")
    'Rain in the south and east.'
    >>> speakable("Print the S and X.", "en")
    'Print the S and X.'
    """
    return f"{POINTS[match['first']]}{match['link']}{POINTS[match['last']]}".lower()


def _place(match: re.Match[str], _: Style) -> str:
    """Say the point before a place that is named by it; initials of people stay letters.

    >>> speakable("N. Korea and S. Yorkshire", "en")
    'North Korea and South Yorkshire'
    >>> speakable("Ask N. Hart of Korea.", "en")
    'Ask N Hart of Korea.'
    """
    if match["corner"]:
        return CORNERS[match["corner"].replace(".", "")]
    return POINTS[match["point"]]


def _corner(match: re.Match[str], _: Style) -> str:
    """Say "SE Asia" and "NW of Leeds"; "SE1" is a part of London.

    >>> speakable("SE Asia lies NW of Leeds.", "en")
    'Southeast Asia lies northwest of Leeds.'
    >>> speakable("Winds: NW 10-15mph.", "en")
    'Winds: northwest ten to fifteen miles per hour.'
    >>> speakable("Go to SE1.", "en")
    'Go to S.E one.'
    """
    direction = CORNERS[match["corner"]]
    named = match.string[match.end() + 1 : match.end() + 2].isupper()
    return direction if named else direction.lower()


def _side(match: re.Match[str], _: Style) -> str:
    """Say one point before a thing that has sides; before another word it is a letter.

    >>> speakable("The E border is shut.", "en")
    'The east border is shut.'
    >>> speakable("The E number is high.", "en")
    'The E number is high.'
    """
    return POINTS[match["point"]].lower()


def _force(match: re.Match[str], _: Style) -> str | None:
    """Say "F7-8" as the force of a wind, in a sentence about the sea or the wind.

    >>> speakable("A wind of F7-8.", "en")
    'A wind of force seven to eight.'
    >>> speakable("Press F7 now.", "en")
    'Press F seven now.'
    """
    if not (mentions("seagoing", match.string) or occurs(WINDY, match.string)):
        return None
    high = f" to {cardinal(match['high'])}" if match["high"] else ""
    return f"force {cardinal(match['low'])}{high}"


def _heading(match: re.Match[str], _: Style) -> str:
    """Say a point with its stop before "on" or "of"; before a name it is an initial.

    >>> speakable("He fled S. on Main.", "en")
    'He fled south on Main.'
    >>> speakable("We met S. Hart.", "en")
    'We met S Hart.'
    """
    return POINTS[match["point"]].lower()


def _afar(match: re.Match[str], _: Style) -> str:
    """Say a point after a distance; elsewhere it is a letter.

    >>> speakable("It is 9 km NE of here.", "en")
    'It is nine kilometers northeast of here.'
    >>> speakable("Plan NE has 9 parts.", "en")
    'Plan N.E has nine parts.'
    """
    return (CORNERS | POINTS)[match["corner"]].lower()


def _county(match: re.Match[str], _: Style) -> str:
    """Say "Co. Kerry" as a county of Ireland; after a name it is a company.

    >>> speakable("It rained in Cos Cork and Kerry.", "en")
    'It rained in Counties Cork and Kerry.'
    >>> speakable("He is from Co. Kerry.", "en")
    'He is from County Kerry.'
    >>> speakable("He is from Hill & Co. here.", "en")
    'He is from Hill and Company here.'
    """
    return "Counties" if match["several"] else "County"


def _coordinate(match: re.Match[str], style: Style) -> str:
    """Say a latitude and a longitude; one of them alone is a code.

    >>> speakable("It sank at 35N, 139E.", "en")
    'It sank at thirty-five north, one hundred thirty-nine east.'
    >>> speakable("Take bus 35N now.", "en")
    'Take bus thirty-five newtons now.'
    """
    north, east = POINTS[match["north"]].lower(), POINTS[match["east"]].lower()
    link = match["link"] if len(match["link"]) > 1 else ", "
    return f"{amount(match['first'], style)} {north}{link}{amount(match['second'], style)} {east}"


def _degrees(match: re.Match[str], style: Style) -> str:
    """Say degrees, minutes and seconds of a place on the map; without a point it is an angle.

    >>> speakable("At 41°43′57″N now.", "en")
    'At forty-one degrees forty-three minutes fifty-seven seconds north now.'
    >>> speakable("Turn 41° now.", "en")
    'Turn forty-one degrees now.'
    """
    degrees = "degree" if match["degrees"] == "1" else "degrees"
    words = f"{amount(match['degrees'], style)} {degrees}"
    for unit in ("minutes", "seconds"):
        if match[unit]:
            unit_name = unit[:-1] if match[unit] == "1" else unit
            words += f" {amount(match[unit].lstrip('0') or '0', style)} {unit_name}"
    return f"{words} {POINTS[match['point']].lower()}"


RULES = (
    figure_rule("compass.degrees", DEGREES, _degrees, after_figure("°")),
    figure_rule("compass.coordinate", COORDINATE, _coordinate, words=frozenset("NS")),
    Rule(
        "compass.place",
        PLACE,
        _place,
        frozenset("NSEW"),
        as_written(
            *PLACES.split("|"),
            *(
                place + ending
                for place in PLACES.split("|")
                for ending in ("n", "ns", "an", "ans", "er", "ers")
            ),
        ),
    ),
    Rule("compass.corner", CORNER, _corner, words=frozenset(CORNERS)),
    Rule("compass.several", SEVERAL, _several, words=frozenset(POINTS)),
    Rule(
        "compass.latitude",
        LATITUDE,
        _latitude,
        DIGITS,
        in_any_case("lat", "long", "lon", "latitude", "longitude"),
    ),
    Rule("compass.force", FORCE, _force, words=frozenset("F")),
    Rule("compass.heading", HEADING, _heading, frozenset("."), frozenset(POINTS)),
    Rule("compass.side", SIDE, _side, words=frozenset(POINTS)),
    Rule("compass.corner", AFAR, _afar, words=frozenset(CORNERS) | frozenset(POINTS)),
    Rule("compass.county", COUNTY, _county, words=frozenset(["Co", "Cos"])),
)
