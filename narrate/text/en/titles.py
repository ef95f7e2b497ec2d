"""Titles, ranks, companies, states and the other abbreviations that a full stop ends.

One file, over 300 lines: titles, ranks, states and abbreviations share their tables and stops.
"""

import re

from narrate.text.en.grammar import cued, cues, stop_of
from narrate.text.en.numbers import DIGITS, digits
from narrate.text.later import later
from narrate.text.rules import Rule, Style, as_written, in_any_case, telling, word_places
from narrate.text.table import pairs

TITLES = pairs("en/titles.tsv")
ABBREVIATIONS = pairs("en/abbreviations.tsv")
COUNTED = pairs("en/counted.tsv")
STATES = pairs("en/states.tsv")
MONTHS = "|".join(dict.fromkeys(name[:3] for name in pairs("en/months.tsv").values()))
PARTIES = {"D": "Democrat", "R": "Republican", "I": "independent"}


def _any(table: dict[str, str]) -> str:
    return "|".join(re.escape(written) for written in sorted(table, key=len, reverse=True))


FULL_STATES = "|".join(sorted({re.escape(name) for name in STATES.values() if len(name) > 3}))

# Abbreviations of states that are no words, so that they stand without a town.
CLEAR_STATES = "|".join(
    re.escape(written)
    for written in STATES
    if written in {"N.Y.", "N.J.", "N.H."}
    or (written.endswith(".") and len(written) > 4 and written not in {"Miss.", "Mass.", "Wash."})
)
DAYS = pairs("en/weekdays.tsv")
WEEKDAYS = later(rf"(?<!\w)(?P<first>{_any(DAYS)})[-–—](?P<last>{_any(DAYS)})(?!\w)")
TITLE = later(
    r"""
    (?<![\w.]) (?P<title>[A-Za-z]{2,7}+\.?)
    (?= [ ]?[A-Z“\"(]
      | [ ][0-9]
      | [ ]and[ ] (?:Mrs|Ms|Dr) \b )
    """,
    re.VERBOSE,
)
# Titles without a full stop, as Britain writes them. Some are words and names, too: these ask for
# a first name and a surname after them.
RANKS = pairs("en/ranks.tsv")
RANK = later(
    rf"""
    (?<![\w.'’-]) (?P<it>{_any(RANKS)}) (?=[ ](?!Alpha\b)[A-Z](?:[a-z]|['’]|\.?[ ][A-Z]))
    (?: (?<!\bRep) (?<!\bRev) (?<!\bGov) (?<!\bDet) (?<!\bSen) (?<!\bHon)
      | (?=[ ][A-Z][\w’'.-]+[ ][A-Z]) )
    """,
    re.VERBOSE,
)
BEFORE_RANK = cues("before_rank") | RANKS.keys() | TITLES.keys()
STREETS = pairs("en/streets.tsv")
STREET = later(
    rf"""
    (?<![\w.]) (?P<name>(?:[A-Z][a-z]*(?:['’]s)?|[0-9]+(?:st|nd|rd|th))) [ ]
    (?P<it>(?:{"|".join(STREETS)})\.?) (?=[,;)]|[ ][a-z]|[ ][NS]\.?[EW]\b|[.]?$)
    """,
    re.VERBOSE,
)
SISTER = later(
    rf"""
    (?: ^ | (?<=[a-z,;][ ]) | (?<=[“"(]) ) Sr\.?
    (?= [ ] (?!{cued("senior")}) [A-Z][a-z]+ )
    """,
    re.VERBOSE,
)
# In small letters, too: "Elm st, near 5th ave.", and "Ohio st", which is a team.
SMALL_STREETS = {"st": "Street", "ave": "Avenue", "rd": "Road", "blvd": "Boulevard"}
SMALL_STREET = later(
    rf"""
    \b
    (?: (?P<state>{FULL_STATES})
      | [A-Z][a-z]+
      | [0-9]+ (?:st|nd|rd|th) )
    [ ] (?P<it>(?:st|ave|rd|blvd)\b\.?) (?=[,;)]|[ ](?:\#|[a-z]|[0-9]{{1,3}}\b)|[.]?$)
    """,
    re.VERBOSE,
)
STATE_TEAM = later(
    rf"""
    \b
    (?: {FULL_STATES}
      | Penn
      | Wichita
      | Boise
      | Fresno
      | San[ ]Diego
      | San[ ]Jose )
    [ ] (?P<it>St\.) (?=[,;)\s]|$)
    """,
    re.VERBOSE,
)
ABBREVIATION = later(rf"(?<![\w.&])(?P<it>{_any(ABBREVIATIONS)})(?!\w|\.\w)")
NUMBER = later(rf"(?<![\w.])(?P<it>{_any(COUNTED)})(?=[ ]?[0-9]|[ ][IVX]+\b)")
STATE = later(
    rf"""
    (?: (?<=[a-z],[ ])
      | (?<=[A-Z],[ ]) (?=[A-Z][a-z]|[A-Z]\.)
      | (?<=[a-z][ ]Co\.,[ ]) )
    (?P<it>{_any(STATES)}) (?=[,.;:)\s]|$) (?![ ][a-z]+ed\b)
    """,
    re.VERBOSE,
)
STATE_ALONE = later(
    rf"(?<![\w.])(?:(?:{CLEAR_STATES})(?!\w)|(?:{_any(STATES)})(?=[ ](?:Gov|Sen|Rep|Atty)\.))"
)
ZIP = later(rf"(?:{_any(STATES)})[ ](?P<it>[0-9]{{5}}(?:-[0-9]{{4}})?)(?![\w,.-]*[0-9])")
POINTS = {"N": "North", "S": "South", "E": "East", "W": "West"}
POINT = later(
    rf"""
    (?<![\w.]) (?P<it>[NSEW]\.?)
    (?= [ ]
        (?: [A-Z][a-z]+[ ] (?:{"|".join(STREETS)}|{"|".join(STREETS.values())}) \b
          | [0-9]+ (?:st|nd|rd|th) \b ) )
    """,
    re.VERBOSE,
)
ZIP_CODE = later(
    r"\bZIP(?:[ ][Cc]ode)?s?(?:[ ](?:is|was|of))?[ ](?P<it>[0-9]{5}(?:-[0-9]{4})?)(?![\w-])"
)
ELECT = later(rf"(?<![\w.])(?P<it>{_any(TITLES)})(?=-(?:elect|designate)\b)")
# After a name: "Gov. Kathy Hochul (D)" is of a party.
PARTY_ALONE = later(r"(?<=[a-z][ ]\()(?P<party>[DRI])(?=\))")
# Words before a state without its town: "won Ga.", "voters in Pa., N.C. and Mich."
_SHORT = rf"(?:{cued('short_state')}|[NS]\.[CD]|R\.I)\."
WINNING = later(rf"\b(?:{cued('winning')}|(?:{_SHORT}|{CLEAR_STATES}),)[ ]$")
WON = later(rf"(?:(?<=[a-z][ ])|(?<=\.,[ ]))(?P<it>{_SHORT})(?!\w)(?![ ][A-Z][a-z]+ed\b)")
# Abbreviations of states that speakers use as words: "Look, OK, we lost".
INTERJECTIONS = frozenset(["OK", "HI", "OH", "ID", "ME", "IN", "OR"])
PLACE = later(
    r"""
    (?:^|[a-z,;“\"(][ ]) (?!(?:Well|Look|Yes|Yeah|So|Oh|No|And|But|Right|Now)\b)
    (?:[A-Z][a-z]+[ ]){0,2} [A-Z][a-z]+,[ ]$
    """,
    re.VERBOSE,
)
BEFORE_DATE = later(
    r"""
    (?<![\w.]) (?P<it>(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\.?)
    (?= ,?[ ]
        (?: [0-3]?[0-9] (?:st|nd|rd|th)? [ ][JFMASOND][a-z]{2}
          | [JFMASOND][a-z]{2,8}\.?[ ][0-9] ) )
    """,
    re.VERBOSE,
)
# "v" between two sides, unless the Crown is one: "R v Benson".
VERSUS = later(r"(?<=[\w.%),*])(?<!\bR) (?P<it>v) (?=[A-Z0-9$€£“\"])")
# A law's section: "s. 20", "ss. 3-5".
BARE_SECTION = later(
    r"""
    (?<![\w.'’]) (?P<it>s)
    (?= [ ][0-9]{1,3} (?:\([0-9a-z]+\))?
        (?: [ ]of
          | [ ][A-Z]{2,}
          | [ ] (?:and|engaged|order|notice) )
        \b )
    """,
    re.VERBOSE,
)
SECTION = later(r"(?<![\w.'’])(?P<it>s{1,2}\.)(?=[ ]?[0-9]{1,3}[A-Z]?\b)")
# "Fla. police", "Ga.'s governor".
STATE_NOUN = later(
    rf"""
    (?<![\w.]) (?<![A-Z][.][ ]) (?:{cued("state_before_noun")}) \. (?=[ ][a-z]{{3,}}|['’]s\b)
    """,
    re.VERBOSE,
)
SHORT_STATES = cues("state_before_noun")
# The number of one thing in small letters: "tag no 17," but not "no 17 people".
SMALL_NUMBER = later(r"(?<=[a-z] )(?P<it>no)(?=[ ][0-9]{1,4}(?:[,.;:)]|$))")
HONOURABLE = later(rf"\b[Tt]he[ ](?P<it>Hon\.?)(?=[ ](?:{cued('honourable', opening=True)})\b)")
# "N.C.'s Senate race".
STATE_OWN = later(r"(?<![\w.])(?P<it>(?:[NS]\.[CD]|N\.[HJMY]|R\.I|W\.Va)\.)(?=['’]s\b)")
# "See p42": a page that nothing parts from its number.
PAGE = later(
    r"""
    (?:\b(?:[Ss]ee|[Oo]n|[Tt]o|[Aa]nswers?|[Tt]urn[ ]to|[Ff]rom|[Cc]f\.)[ ]|\() (?P<it>pp?\.?)
    (?=[0-9]{1,3}(?:\b|[-–]))
    """,
    re.VERBOSE,
)
ON_CHANNEL = later(r"\bon[ ](?P<it>Ch\.)(?=[ ][0-9])")
# Weekdays without a full stop: always, or beside another weekday, a figure or a time.
SHORT_DAYS = frozenset(day for day in DAYS if day.isalpha() and not day.endswith("day"))
DAY_SHORT = later(
    rf"""
    (?<![\w.])
    (?P<it>
      (?: {cued("clear_day")}
        | (?<=[0-9][ap]m[ ]) (?:{cued("word_day")})
        | (?:{cued("word_day")})
          (?= (?: , | [ ]and | [ ]& | [ ]or | / )[ ]?(?:{_any(DAYS)})\b
            | [ ][0-9]
            | :
            | [ ](?:from|at|noon|night|evening)\b ) )
      \.? )
    (?!\w)
    """,
    re.VERBOSE,
)
LIFE = later(
    rf"""
    (?<![\w.]) (?P<it>[bdr]\.)
    (?= [ ] (?: (?:c\.[ ])?[12][0-9]{{3}}\b
              | in[ ][A-Z]
              | (?:[0-3]?[0-9][ ])?(?:{MONTHS})[a-z]{{0,6}}\b ) )
    """,
    re.VERBOSE,
)
AGE = later(r"[0-9](?:st|nd|rd|th)[ ](?P<it>c\.)")
COUNTY = later(rf"(?<=[a-z][ ])(?P<it>Co\.)(?=,[ ](?:{_any(STATES)}|{FULL_STATES}))")
PARTY_OF_PLACE = later(
    r"""
    (?:(?<=,[ ])|(?<=\()) (?P<party>[DR]) -
    (?P<place>(?!Day\b)[A-Z][a-z]{2,}(?:[ ][A-Z][a-z]+){0,2}) (?=[,;)])
    """,
    re.VERBOSE,
)
MINUTE = later(r"[0-9](?:st|nd|rd|th)[- ](?P<it>min\b\.?)")
SECRETARY = later(r"(?<![\w.])Sec\.(?=[ ]of[ ]|-Gen|[ ][A-Z][a-z])")
CHANNEL = later(
    r"(?:(?:TV|\b[KW][A-Z]{2,3}),?[ ](?=Ch\.)|(?<![\w.])(?=Ch[ ]))(?P<it>Ch\.?)(?=[ ][0-9])"
)
PARTY = later(
    rf"(?<![\w.])(?P<party>[DRI])[-–](?P<state>{_any(STATES)}|{FULL_STATES})(?=[,.;:)\s]|$)"
)


def _title(match: re.Match[str], _: Style) -> str | None:
    """Say "St. Louis", not the "st" of "1st" nor that of capitals such as "SE ST".

    >>> speakable("Go to St. Louis.", "en")
    'Go to Saint Louis.'
    >>> speakable("Go to SE ST.", "en")
    'Go to S.E ST.'
    """
    written = match["title"]
    if written in TITLES:
        return TITLES[written]
    if written.isupper() and not written.endswith("."):
        return None
    return TITLES.get(written.capitalize())


def _rank(match: re.Match[str], _: Style) -> str | None:
    """Say a title without its full stop; after a name it is a surname.

    >>> speakable("Gen Sir Pat Hill.", "en")
    'General Sir Pat Hill.'
    >>> speakable("An Amartya Sen Lecture.", "en")
    'An Amartya Sen Lecture.'
    """
    previous_words = match.string[max(0, match.start() - 20) : match.start()].split()
    last = previous_words[-1].lstrip("“\"'‘(") if previous_words else ""
    named = last[:1].isupper() and last[-1].isalpha()
    if named and last not in BEFORE_RANK:
        return None
    return RANKS[match["it"]]


def _elect(match: re.Match[str], _: Style) -> str:
    """Say a title before "-elect"; other hyphens leave it as it is.

    >>> speakable("Gov.-elect Hart won.", "en")
    'Governor-elect Hart won.'
    >>> speakable("They elect a co-gov. now.", "en")
    'They elect a co-gov. now.'
    """
    return TITLES[match["it"]]


def _sister(_match: re.Match[str], _: Style) -> str:
    """Say "Sr" before a name as "Sister"; before a job it is "Senior".

    >>> speakable("We met Sr. Ann then.", "en")
    'We met Sister Ann then.'
    >>> speakable("Our Sr. Editor left.", "en")
    'Our Senior Editor left.'
    """
    return "Sister"


def _street(match: re.Match[str], _: Style) -> str | None:
    """Say a street after its name; before a name "St." is a saint.

    >>> speakable("They live on Elm St. now.", "en")
    'They live on Elm Street now.'
    >>> speakable("They live in St. Ives.", "en")
    'They live in Saint Ives.'
    """
    return STREETS[match["it"].rstrip(".")] + stop_of(match)


def _small_street(match: re.Match[str], _: Style) -> str:
    """Say a street in small letters; after a small word "st" stays.

    >>> speakable("On Elm st, near 5th ave.", "en")
    'On Elm Street, near fifth Avenue.'
    >>> speakable("They type st or rd.", "en")
    'They type st or rd.'
    """
    kind = match["it"].rstrip(".")
    name = "State" if match["state"] and kind == "st" else SMALL_STREETS[kind]
    return name + stop_of(match)


def _state_team(match: re.Match[str], _: Style) -> str:
    """Say "St." after a state as its university's team; before a name it is a saint.

    >>> speakable("Ohio St. won again.", "en")
    'Ohio State won again.'
    >>> speakable("St. Ives won again.", "en")
    'Saint Ives won again.'
    """
    return "State" + stop_of(match)


def _abbreviation(match: re.Match[str], _: Style) -> str:
    """Say an abbreviation of the table; inside an address it stays.

    >>> speakable("It was approx. right, etc.", "en")
    'It was approximately right, et cetera.'
    >>> speakable("See etc.example.org.", "en")
    'See etc dot example dot org.'
    """
    return ABBREVIATIONS[match["it"]] + stop_of(match)


def _counted(match: re.Match[str], _: Style) -> str:
    """Say "No." and "p." before a number; before a word they are others.

    >>> speakable("See No. 5 and p. 267.", "en")
    'See number five and page two hundred sixty-seven.'
    >>> speakable("No. He left p. early.", "en")
    'No. He left p. early.'
    """
    joined = match.string[match.end()].isdecimal()  # "p.267"
    return COUNTED[match["it"]] + (" " if joined else "")


def _state(match: re.Match[str], _: Style) -> str | None:
    """Say a state after its town; "OK" after "Look," is a word.

    >>> speakable("In Reno, Nev., and Tulsa, OK.", "en")
    'In Reno, Nevada, and Tulsa, Oklahoma.'
    >>> speakable("Look, OK, we lost.", "en")
    'Look, OK, we lost.'
    """
    prefix = match.string[max(0, match.start() - 40) : match.start()]
    if match["it"] in INTERJECTIONS and not PLACE.search(prefix):
        return None
    return STATES[match["it"]] + stop_of(match)


def _point(match: re.Match[str], _: Style) -> str:
    """Say a point of the compass before a street; before a name it is an initial.

    >>> speakable("On W. 34th St. it rained.", "en")
    'On West thirty-fourth Street it rained.'
    >>> speakable("On W. it rained.", "en")
    'On W. it rained.'
    """
    return POINTS[match["it"][0]]


def _zip(match: re.Match[str], _: Style) -> str:
    """Say an American postal code figure by figure after its state; not a count.

    >>> speakable("Austin, TX 78701 is big.", "en")
    'Austin, Texas seven eight seven zero one is big.'
    >>> speakable("In TX 7,870 left.", "en")
    'In T.X seven thousand eight hundred seventy left.'
    """
    return ", ".join(map(digits, match["it"].split("-")))


def _state_alone(match: re.Match[str], _: Style) -> str:
    """Say a state that no town precedes, if it is no word; "Miss." is a title.

    >>> speakable("Fla. police met Conn. voters.", "en")
    'Florida police met Connecticut voters.'
    >>> speakable("Miss. Hart met Pa today.", "en")
    'Miss. Hart met Pa today.'
    """
    return STATES[match[0]] + stop_of(match)


def _weekdays(match: re.Match[str], _: Style) -> str:
    """Say a span of weekdays; before a month the hyphen is another.

    >>> speakable("Open Mon-Fri now.", "en")
    'Open Monday to Friday now.'
    >>> speakable("A Sun-like star.", "en")
    'A Sun-like star.'
    """
    return f"{DAYS[match['first']]} to {DAYS[match['last']]}{stop_of(match)}"


def _party(match: re.Match[str], _: Style) -> str:
    """Say a party and a state after a name; other letters are grades.

    >>> speakable("Hart (D-Ore.) won.", "en")
    'Hart (Democrat of Oregon) won.'
    >>> speakable("Plan D-5 won.", "en")
    'Plan D five won.'
    """
    state = match["state"]
    return f"{PARTIES[match['party']]} of {STATES.get(state, state)}{stop_of(match)}"


def _party_alone(match: re.Match[str], _: Style) -> str:
    """Say a party alone in brackets; elsewhere it is a letter.

    >>> speakable("Ann Hart (D) won.", "en")
    'Ann Hart (Democrat) won.'
    >>> speakable("Plan D (of R) won.", "en")
    'Plan D (of R) won.'
    """
    return PARTIES[match["party"]]


def _won(match: re.Match[str], _: Style) -> str | None:
    """Say a state without its town after "won" or "in"; after a name it may be a person's.

    >>> speakable("She won Ga. and lost.", "en")
    'She won Georgia and lost.'
    >>> speakable("He met Ann Ga. then.", "en")
    'He met Ann Georgia then.'
    """
    if not WINNING.search(match.string[max(0, match.start() - 14) : match.start()]):
        return None
    return STATES[match["it"]] + stop_of(match)


def _before_date(match: re.Match[str], _: Style) -> str:
    """Say a weekday before a date; before a word it may be a name.

    >>> speakable("On Wed., Jan. 5 it rained.", "en")
    'On Wednesday, January fifth it rained.'
    >>> speakable("We wed on Jan. 5.", "en")
    'We wed on January fifth.'
    """
    return DAYS[match["it"].rstrip(".") + "."]


def _secretary(_match: re.Match[str], _: Style) -> str:
    """Say "Sec." before "of" or a name; before a figure it is a section.

    >>> speakable("The Sec. of State met Sec. Hart.", "en")
    'The Secretary of State met Secretary Hart.'
    >>> speakable("See Sec. 5 now.", "en")
    'See Section five now.'
    """
    return "Secretary"


def _life(match: re.Match[str], _: Style) -> str:
    """Say "b.", "d." and "r." before a year or a date; before a name it is an initial.

    >>> speakable("Hart, b. 1950, d. May 5.", "en")
    'Hart, born nineteen fifty, died May fifth.'
    >>> speakable("He met b. Hart.", "en")
    'He met b. Hart.'
    """
    return {"b": "born", "d": "died", "r": "reigned"}[match["it"][0]]


def _versus(_match: re.Match[str], _: Style) -> str:
    """Say "v" between two sides; after R, the Crown, it stays.

    >>> speakable("Hull v Leeds is on.", "en")
    'Hull versus Leeds is on.'
    >>> speakable("R v Benson is on.", "en")
    'R v Benson is on.'
    """
    return "versus"


def _bare_section(_match: re.Match[str], _: Style) -> str:
    """Say "s 20" of a law as a section; other letters stay.

    >>> speakable("Under s 20 of the Act.", "en")
    'Under section twenty of the Act.'
    >>> speakable("Type s 20 times.", "en")
    'Type s twenty times.'
    """
    return "section"


def _section(match: re.Match[str], _: Style) -> str:
    """Say "s. 20" and "ss. 3-5" as sections; seconds follow a figure.

    >>> speakable("Under s. 20 and ss. 3-5.", "en")
    'Under section twenty and sections three to five.'
    >>> speakable("It ran 20 s. only.", "en")
    'It ran twenty s. only.'
    """
    joined = " " if match.string[match.end()].isdecimal() else ""
    return ("section" if match["it"] == "s." else "sections") + joined


def _small_number(_match: re.Match[str], _: Style) -> str:
    """Say "no" before a thing's number as "number"; before a count it is a word.

    >>> speakable("It wore tag no 17, red.", "en")
    'It wore tag number seventeen, red.'
    >>> speakable("It had no 17 teams.", "en")
    'It had no seventeen teams.'
    """
    return "number"


def _honourable(_match: re.Match[str], _: Style) -> str:
    """Say "Hon" in the British parliament; before a name it is a title.

    >>> speakable("The Hon Member sat.", "en")
    'The honourable Member sat.'
    >>> speakable("Hon Ann Hart sat.", "en")
    'Honorable Ann Hart sat.'
    """
    return "honourable"


def _page(match: re.Match[str], _: Style) -> str:
    """Say "p.42" as a page after "see"; after a figure p is pence.

    >>> speakable("See p.42 for more.", "en")
    'See page forty-two for more.'
    >>> speakable("It cost 42p or p.", "en")
    'It cost forty-two pence or p.'
    """
    return ("pages" if match["it"].startswith("pp") else "page") + " "


def _state_own(match: re.Match[str], _: Style) -> str:
    """Say a state before "'s"; other initials stay letters.

    >>> speakable("N.C.'s race is on.", "en")
    "North Carolina's race is on."
    >>> speakable("S.B.'s race is on.", "en")
    "S-B's race is on."
    """
    return STATES[match["it"]]


def _day_short(match: re.Match[str], _: Style) -> str:
    """Say a weekday without a full stop beside a figure or another day; "sun" stays.

    >>> speakable("From Thu to Sat and Sun 9.", "en")
    'From Thursday to Saturday and Sunday nine.'
    >>> speakable("The Sun is out.", "en")
    'The Sun is out.'
    """
    return DAYS[match["it"].rstrip(".")] + stop_of(match)


def _age(match: re.Match[str], _: Style) -> str:
    """Say "c." after an ordinal as "century"; before a year it is "circa".

    >>> speakable("A 9th c. church.", "en")
    'A ninth century church.'
    >>> speakable("A church, c. 1450.", "en")
    'A church, circa fourteen fifty.'
    """
    return "century" + stop_of(match)


def _county(_match: re.Match[str], _: Style) -> str:
    """Say "Co." before a state as "County"; else it is a company.

    >>> speakable("In Orange Co., Calif.", "en")
    'In Orange County, California.'
    >>> speakable("At Hill & Co., they met.", "en")
    'At Hill and Company, they met.'
    """
    return "County"


def _party_of_place(match: re.Match[str], _: Style) -> str:
    """Say a party and a town after a name; "D-Day" is a day.

    >>> speakable("Hart (R-Boise) won.", "en")
    'Hart (Republican of Boise) won.'
    >>> speakable("It was D-Day (R-rated).", "en")
    'It was D-Day (R-rated).'
    """
    return f"{PARTIES[match['party']]} of {match['place']}"


def _minute(match: re.Match[str], _: Style) -> str:
    """Say "min" after an ordinal as a minute; after a cardinal it is a measure.

    >>> speakable("He scored in the 71st min.", "en")
    'He scored in the seventy-first minute.'
    >>> speakable("It took 71 min.", "en")
    'It took seventy-one minutes.'
    """
    return "minute" + stop_of(match)


def _channel(_match: re.Match[str], _: Style) -> str:
    """Say "Ch." before a figure as a channel; after no station it is a chapter.

    >>> speakable("See it on Ch. 4 now.", "en")
    'See it on channel four now.'
    >>> speakable("Read Ch. 4 now.", "en")
    'Read chapter four now.'
    """
    return "channel"


CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
RULES = (
    Rule("title.weekdays", WEEKDAYS, _weekdays, frozenset("-–—"), in_any_case(*DAYS)),
    Rule("title.elect", ELECT, _elect, frozenset("-"), frozenset(["elect", "designate"])),
    Rule("title.party", PARTY, _party, frozenset("-–"), frozenset(PARTIES)),
    Rule("title.party", PARTY_OF_PLACE, _party_of_place, frozenset("-"), frozenset("DR")),
    Rule("title.party", PARTY_ALONE, _party_alone, frozenset("("), frozenset(PARTIES)),
    Rule("title.state-alone", WON, _won, frozenset("."), as_written(*STATES)),
    Rule(
        "title.weekday",
        BEFORE_DATE,
        _before_date,
        DIGITS,
        in_any_case(*DAYS) | {"Thur", "Thu", "Tue"},
    ),
    Rule("title.weekday", DAY_SHORT, _day_short, words=SHORT_DAYS),
    Rule("title.number", SMALL_NUMBER, _small_number, DIGITS, frozenset(["no"])),
    Rule("title.honourable", HONOURABLE, _honourable, words=frozenset(["Hon"])),
    Rule("title.state-alone", STATE_OWN, _state_own, frozenset("'’"), frozenset("NSRW")),
    Rule("title.page", PAGE, _page, DIGITS, frozenset(["p", "pp"])),
    Rule("title.channel", ON_CHANNEL, _channel, DIGITS, frozenset(["Ch"])),
    Rule("title.life", LIFE, _life, words=frozenset("bdr")),
    Rule("title.versus", VERSUS, _versus, words=frozenset("v")),
    Rule("title.section", BARE_SECTION, _bare_section, DIGITS, frozenset("s")),
    Rule("title.section", SECTION, _section, DIGITS, frozenset(["s", "ss"])),
    Rule("title.state-alone", STATE_NOUN, _state_alone, frozenset("."), SHORT_STATES),
    Rule("title.century", AGE, _age, DIGITS, frozenset("c")),
    Rule("title.county", COUNTY, _county, words=frozenset(["Co"])),
    Rule("title.minute", MINUTE, _minute, DIGITS, frozenset(["min"])),
    Rule("title.secretary", SECRETARY, _secretary, words=frozenset(["Sec"])),
    Rule("title.channel", CHANNEL, _channel, DIGITS, frozenset(["Ch"])),
    Rule("title.zip", ZIP, _zip, DIGITS, as_written(*STATES)),
    Rule("title.zip-code", ZIP_CODE, _zip, DIGITS, frozenset(["ZIP", "ZIPs"])),
    Rule("title.point", POINT, _point, frozenset("NSEW")),
    Rule("title.number", NUMBER, _counted, words=as_written(*COUNTED)),
    Rule("title.number", NUMBER, _counted, frozenset("§№")),
    Rule("title.state", STATE, _state, words=as_written(*STATES)),
    Rule("title.state-alone", STATE_ALONE, _state_alone, frozenset("."), as_written(*STATES)),
    Rule("title.sister", SISTER, _sister, words=frozenset(["Sr"])),
    Rule("title.team", STATE_TEAM, _state_team, words=frozenset(["St"])),
    Rule("title.street", SMALL_STREET, _small_street, words=frozenset(SMALL_STREETS)),
    Rule("title.street", STREET, _street, words=in_any_case(*STREETS)),
    Rule("title.rank", RANK, _rank, words=in_any_case(*RANKS)),
    Rule("title", TITLE, _title, words=in_any_case(*TITLES)),
    Rule(
        "title.abbreviation",
        ABBREVIATION,
        _abbreviation,
        words=telling(*ABBREVIATIONS),
        starts=word_places(ABBREVIATIONS),
    ),
)
