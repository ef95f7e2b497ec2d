"""Full stops that one look at the words around them decides, as English copy writes them."""

import re
from functools import cache

from narrate.text.candidate import Candidate, used
from narrate.text.table import pairs, rows

_AGENCY = re.compile(r"\s\([A-Z][A-Za-z]{1,12}\)\s[—–-]")
_VERSE = re.compile(r"\s[0-9]{1,3}:[1-9]")
_PAIR = re.compile(r"(?:[A-Z]\.)+[A-Z]?/(?:[A-Z]\.)*[A-Z]")  # "P.S./I.S. 295"
_LONGEST_BOOK = 5  # letters of an abbreviated book of the Bible
# "1 K. Ray 9.8; 2 L. Orr 9.9"
_PLACED = re.compile(r"(?:^|[,;:]\s)[1-9][0-9]?\.?\s[A-Z]\Z")
_TIMED = re.compile(
    r"\s[A-Z][\w’'-]+(?:;|,\s[1-9]\s[A-Z]|\.?\Z|(?:\s[A-Z][\w’'-]+)?\s(?:[0-9(+]|DN[FS]))"
)
_THINGS = re.compile("[0-9]{1,3}no")  # "2no. 3-bed homes"
_FEET, _INCHES = re.compile("[0-9]{1,2}ft"), re.compile(r"[0-9½¼¾]{1,3}ins?\b")  # "5ft. 10in."
_REGIMENT = re.compile(r"[0-9](?:st|nd|rd|th)\s[A-Z][A-Za-z.]*\Z")
_ARMS = frozenset(
    ["artillery", "battery", "cav", "cavalry", "heavy", "inf", "infantry", "regiment", "volunteers"]
)
# "the 10 a.m. Mass", "a 1st cent. A.D. coin", "Del. Ann Hart, D-Fairfax".
_SERVICE = re.compile(r"\b(?:a|an|the|each|every|our|this)\s[0-9:.]{1,5}\s[ap]\.m\Z", re.IGNORECASE)
_SERVICES = frozenset(["mass", "eucharist", "evensong", "liturgy", "matins", "vespers", "vigil"])
_CENTURY = re.compile(r"[0-9](?:st|nd|rd|th)[ -]cents?\Z")
_ERAS = frozenset(["ad", "a.d", "bc", "b.c", "bce", "ce", "b.c.e", "c.e"])
_DELEGATE = re.compile(r"\s[A-Z][\w’'-]+(?:\s[A-Z][\w.’'-]*){0,2}(?:,\s|\s\()[DRI]-")
_UNITS = frozenset(["gal", "lb", "oz", "bu", "bbl", "doz", "cwt", "mi"])
_DAY = re.compile(r"(?:Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)\.")
_ANSWER = re.compile(r"[\s\"“‘'(—–-]*[Nn]o")
_NUMERAL = re.compile(r"[IVXLC]{1,7}")
_COUNTRIES = frozenset(["U.S", "U.K", "U.N", "E.U", "U.A.E", "U.S.A"])
# After a quoted question: "Mayor Ann Roe asked".
SPEECH = re.compile(
    r"""
    (?: [^\W\d_a-z][\w.'’-]{0,30}\s | (?:of|de|van|von|der|al|bin)\s ){0,6}
    [^\W\d_a-z][\w.'’-]{0,30} (?: ,\s[^.,;:?!"“”]{1,40}, )? \s
    (?: said|says|asked|asks|added|wrote|writes|shouted|cried|replied|told|yelled|continued|
        exclaimed|wondered|tweeted|posted|joked|quipped|recalled|answered|demanded|responded
        |screamed|sang|chanted|roared|whispered|pleaded|begged|snapped|pressed|insisted|called\sout
        |wanted\sto\sknow|(?:was|were|is)\s(?:asked|told|heard) )\b
    (?! \s (?:that|he|she|they|it|there|the)\b )
    """,
    re.VERBOSE,
)
# "Smith denied", "Bring a coat", "Cars passed", "Envoys from five states came".
_SUBJECT = re.compile(
    r"""
    \s(?P<name>[A-Z][a-z]{2,20})[ ]
    (?: (?:across|at|from|in|near|with) (?P<phrase>(?:[ ][\w’'-]{1,20}){1,4}) [ ,.]
      | (?P<following>[a-z]{1,14})\b )
    """,
    re.VERBOSE,
)
# "in the U.S.", not "It sold U.S. bonds" nor "said the U.S."
_COUNTRY = re.compile(
    r"""
    \b
    (?: across|against|and|by|enter(?:ed)?|fled|for|from|in|into|joined|leave|left|of|or|outside
      | reached|than|throughout|to|with|within )
    \sthe\s[\w.]+\Z
    """,
    re.VERBOSE,
)
# "on Elm St.", "at 9 Mill Ave.", "near 5th St.", not "on Tuesday St."
_STREET = re.compile(
    r"""
    \b(?:along|and|at|by|down|from|in|into|near|off|on|onto|outside|to|toward|towards|up)[ ]
    (?:[0-9]{1,5}[ ])? (?:[NSEW]\.?[ ])?
    (?: (?: (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day) [A-Z][a-z]+[ ]){1,3}
      | [0-9]+(?:st|nd|rd|th)[ ] )
    (?:St|Ave|Blvd|Rd|Ln)\Z
    """,
    re.VERBOSE,
)
_PLURAL = re.compile(r"[A-Z][a-z]+[^ius\W]s")
_SAINTS = frozenset(
    (
        "Agnes", "Albans", "Andrews", "Davids", "Georges", "Giles", "Helens", "Ives", "James",
        "Johns", "Jules", "Marys", "Matthews", "Michaels", "Pauls", "Peters",
    )
)  # fmt: skip
_ORDERS = frozenset(
    (
        "Ask", "Bring", "Buy", "Call", "Check", "Enter", "Expect", "Find", "Follow", "Get", "Give",
        "Grab", "Join", "Keep", "Leave", "Send", "Take", "Tell", "Try", "Turn", "Use", "Visit",
        "Wear",
    )
)  # fmt: skip
_DETERMINERS = frozenset(["a", "an", "the", "this", "your", "his", "her", "its", "our", "their"])


def certain(candidate: Candidate) -> bool | None:
    """Return whether a sentence ends at a full stop, or None where one look does not tell.

    It goes on before the agency of a dateline ("Ore. (AP) —"), a verse ("Cor. 13:4") and a county
    ("Co. Down"), and after a runner's initial ("1 K. Ray 9.8"). It ends after
    "No." as an answer: alone, or before "I".
    """
    if candidate.close or candidate.mark != ".":
        return None
    last = candidate.last
    verse = last.istitle() and len(last) <= _LONGEST_BOOK
    placed = _PLACED.search(candidate.so_far) and _TIMED.match(candidate.text, candidate.end)
    if placed or _AGENCY.match(candidate.text, candidate.end):
        return False
    if _inside_line(candidate):
        return False
    if verse and _VERSE.match(candidate.text, candidate.end):
        return False
    if last == "Co" and candidate.next_bare in _counties():
        return False
    return True if last in {"No", "no"} and _answers(candidate) else None


def _inside_line(candidate: Candidate) -> bool:
    """Return whether the line goes on after a stop.

    A figure follows a pair ("P.S./I.S. 295"), a section sign a law, an arm a state's regiment
    ("5th Pa. Cavalry"), a day a unit ("$3 a gal. Tues."), a thing its number ("2no. 3-bed homes").
    """
    if _inside_name(candidate):
        return True
    if candidate.last in {"c", "ca"} and candidate.next_bare in _ERAS:  # "c. AD 275"
        return True
    if candidate.next[:1].isdigit() and _PAIR.fullmatch(candidate.last):
        return True
    height = _FEET.fullmatch(candidate.last) and _INCHES.match(candidate.next)
    if height or _THINGS.fullmatch(candidate.last):
        return True
    if candidate.next_bare in _ARMS and _REGIMENT.search(candidate.so_far):
        return True
    dated = candidate.last in _UNITS and _DAY.match(candidate.next) is not None
    return dated or candidate.next[:1] == "§"


def _inside_name(candidate: Candidate) -> bool:
    """Return whether a name goes on: "the 10 a.m. Mass", "1st cent. A.D.", "Del. Hart, D-"."""
    if candidate.next_bare in _SERVICES:
        return _SERVICE.search(candidate.so_far) is not None
    if candidate.next_bare in _ERAS:
        return _CENTURY.search(candidate.so_far) is not None
    delegate = candidate.last == "Del" and _DELEGATE.match(candidate.text, candidate.end)
    return bool(delegate)


def names_subject(candidate: Candidate) -> bool:
    """Return whether a sentence begins after an abbreviation, as its subject and verb show.

    A country's initials after a preposition end a sentence before a name and its verb ("left the
    U.S. Smith stayed") and before people and their verb ("in the U.S. Envoys from"), not before an
    institution, which the table of context marks as national: "of the U.S. Senate voted". A street
    ends it before a plural and its verb ("on Oak Ave. Cars passed") and before an order ("on Elm
    St. Bring a coat"), a saint never does: "in St. Paul this year".
    """
    subject = None if candidate.at_opening else _SUBJECT.match(candidate.text, candidate.end)
    if subject is None:
        return False
    name, following = subject["name"], subject["following"] or ""
    if candidate.last in _COUNTRIES:
        placed, attribute = _COUNTRY, "national"
    else:
        placed, attribute = _STREET, "place"
    if placed.search(candidate.so_far) is None or used(name, attribute):
        return False
    if following in _DETERMINERS:
        return name in _ORDERS
    several = _PLURAL.fullmatch(name) is not None and name not in _SAINTS
    if subject["phrase"]:
        return several and any(map(_is_verb, subject["phrase"].split()))
    return _is_verb(following) and (several or candidate.last in _COUNTRIES)


def _is_verb(word: str) -> bool:
    return word.endswith("ed") or used(word, "verb")


def inside_name(candidate: Candidate) -> bool:
    """Return whether a state's abbreviation belongs to the name after it: "the Mass. Turnpike"."""
    preceding = candidate.so_far[: -len(candidate.last)].rstrip().rpartition(" ")[2]
    named = preceding in {"", "The", "the"} or used(candidate.next_bare, "state")
    return named and candidate.last[:1].isupper() and candidate.next[:1].isupper()


def _answers(candidate: Candidate) -> bool:
    if candidate.next.startswith(("I'", "I’")) or candidate.next.rstrip(",") == "I":
        return True
    alone = _ANSWER.fullmatch(candidate.so_far) is not None
    return alone and _NUMERAL.fullmatch(candidate.next_bare.upper()) is not None


@cache
def _counties() -> frozenset[str]:
    return frozenset(county.casefold() for (county,) in rows("en/counties.tsv"))


@cache
def numbered(code: str) -> frozenset[str]:
    """Return the capitalized nouns that Polish numbers, as in "1. Dywizji"; none elsewhere."""
    nouns = pairs("pl/ordinals.tsv") if code == "pl" else ()
    return frozenset(noun for noun in nouns if noun[0].isupper())
