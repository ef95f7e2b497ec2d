"""Whether "5m" is five million or five meters."""

import re

from narrate.text.en.grammar import (
    cued,
    cues,
    mentions,
)
from narrate.text.en.registers import shaped
from narrate.text.later import later

# Nouns of races over so many meters, or of heights: "the 400m champion".
EVENT = later(rf"[ ](?:{cued('event')})\b")
SPANNING = later(rf"-(?:{cued('spanning')})\b")
COUNTED = later(
    rf"""
    -strong\b
    | [ ] (?: (?:{cued("before_people")})[ ] )?
      (?: people | men | women | children
        | (?!across\b)[A-Za-z][a-z]{{2,30}}s | [A-Z]{{2,6}}s | (?:over|under)-[0-9]{{1,2}}s )\b
    """,
    re.VERBOSE,
)
# "The show drew 1.4m": a figure that no noun follows counts an audience.
DREW = later(rf"\b(?:{cued('drew')})[ ]$")
MANY = later(rf"-(?:{cued('hyphened')})")
LONG_AFTER = later(
    rf"""
    (?: [ ]and | , ) [ ] [0-9]+ [ ]? kg\b
    | ,[ ](?:{cued("dimension")})\b | [ ]across(?=[,.;)]|$|[ ]and\b)
    | [ ] (?: {cued("long_after")}
            | (?:in|of) [ ] (?:{cued("extent")})
            | (?:left|right) (?=[ ]of\b|[,.;)]|$)
            | by[ ](?!(?:19|20)[0-9]{{2}}\b)[0-9][0-9.]*(?:[ ]?m)?
            | [NSEW]{{1,2}} (?![\w.]*\w) ) (?!\w)
    """,
    re.VERBOSE,
)
# A thing, its year and its height: "the tower (1930, 319m)".
DATED = later(r"\((?:1[5-9]|20)[0-9]{2},[ ]$")
# "310m short of the threshold"
SHORT = later(
    rf"""
    [ ] (?:{cued("before_bound")}) [ ] (?:the|its|his|her) [ ] (?:{cued("bound")})\b
    """,
    re.VERBOSE,
)
LONG_BEFORE = later(
    rf"\b(?:{cued('long_before')})[ ](?:(?:{cued('nearly')})[ ]){{0,2}}$",
    re.IGNORECASE,
)
# The second side of a thing, or a level beside a second one: "peaked at 2.1m, 0.4m below".
SIDE = later(r"[0-9][ ]?m[ ](?:by|x)[ ]$")
PEAKED = later(r"\bpeak(?:ed|ing|s)?[ ]at[ ]$")
LEVEL = later(r",[ ](?:about[ ])?[0-9.]+[ ]?m[ ](?:above|below|higher|lower|over)\b")
# "1200m": four figures that nothing groups are a race, never millions.
UNGROUPED = later("[1-9][0-9]{3}")
# A margin of error in the unit of its number: "1.64bn years, give or take 20m".
MARGIN = later(
    r"[0-9][ ]?(?:bn|m|billion|million)\b.{0,30}\b(?:give[ ]or[ ]take|plus[ ]or[ ]minus)[ ]$"
)
# Two numbers of one thing: "6bn Suns, against 4.3m for ours".
COMPARED = later(
    r"""
    [0-9][ ]?(?:bn|tn|billion|million)\b [^.;]{0,60}
    \b(?:against|compared[ ](?:to|with)|versus)[ ]$
    """,
    re.VERBOSE,
)
SPENT = later(rf"\b(?:{cued('of_spending')})[ ](?:(?:{cued('nearly')})[ ])?$")
# A ship and its draught: "the tanker, drawing 14.6m".
DRAWING = later(r"\bdraw(?:s|ing)[ ]$")
DRAUGHT = later(r"[,.;)]|[ ](?:and|when|aft|forward|fully)\b|$")
# A try, a kick or a putt: "scored from 25m".
STRUCK = later(rf"\b(?:{cued('struck')})[ ](?:[\w'’-]+[ ]){{0,3}}from[ ]$", re.IGNORECASE)
DETERMINED = later(
    r"(?:^|[\s(“\"'‘])(?:an?|another|every|each|its|his|her|their|our|[\w-]{1,30}['’]s)[ ]$",
    re.IGNORECASE,
)
# "a 228m, 82,000-ton bulker": a length in a row of measures.
ROW = later(r",[ ][0-9][0-9.,]*[ -]?[a-z]+[ ][a-z]")
THING = later(r"[ -]([a-z]{2,})(?:[ ]([a-z]{2,}))?")
SMALL = later(r"[0-9][ ]?[cm]m\b")  # a sentence that measures lengths
CROWDS = cues("crowd")
# A time that a race took, before its distance: "1min 57.24sec for 800m".
CLOCKED = later(
    r"""
    (?: [0-9][ ]?min(?:ute)?s?[ ][0-9.]+[ ]?s?\w*
      | [0-9]\.[0-9]{1,2}[ ]?s(?:ecs?|econds)?
      | [0-9]{1,2}:[0-5][0-9]\.[0-9]{1,2} ) [ ](?:for|over)[ ]$
    """,
    re.VERBOSE,
)
# A race and its times: "800m: Bell 1:54.61".
HEADS = later(r":[ ].{0,40}\b[0-9]{1,2}:[0-5][0-9][.;,]")
# "The Thames rose 2m", "The dam is 200m."
RISEN = later(
    rf"""
    \b (?: (?:{cued("named_river")}) [ ] (?:has[ ]|had[ ])? (?:{cued("risen")})
      | (?<!of[ ]the[ ])(?<!on[ ]the[ ])(?<!for[ ]the[ ])(?:{cued("high_thing")}) [ ] (?:is|was) )
    [ ] (?:(?:{cued("nearly")})[ ])? $
    """,
    re.VERBOSE,
)
# "the 100m, 200m and relay golds"
EVENTS = later(r"\b([0-9]{2,4})m(?:,|,?[ ]and)[ ]$")
CLAUSES = later(r"[;:]")
DISTANCES = frozenset(map(str, (50, 60, 100, 110, 200, 300, 400, 800, 1000, 1500, 3000, 5000)))


def counts_millions(match: re.Match[str]) -> bool:
    """Return whether "5m" is a number of millions, as it is more often than a length.

    A length follows or is followed by words of size ("a 2m wall", "10m high", "ran the 400m"), or
    stands in a sentence about a race, a tide or a building.

    >>> speakable("A crowd of 2m came, and 5.1m tuned in.", "en")
    'A crowd of two million came, and five point one million tuned in.'
    >>> speakable("They dug 2m down beside a 3m fence.", "en")
    'They dug two meters down beside a three meter fence.'
    >>> speakable("Her 22.07m won by 8cm.", "en")
    'Her twenty-two point zero seven meters won by eight centimeters.'
    >>> speakable("She scored from 25m, and sales rose from 25m.", "en")
    'She scored from twenty-five meters, and sales rose from twenty-five million.'
    >>> speakable("It is a 228m, 82,000-ton bulker.", "en")
    'It is a two hundred twenty-eight meter, eighty-two thousand-ton bulker.'
    >>> speakable("The camp is at 5,100m.", "en")
    'The camp is at five thousand one hundred meters.'
    >>> speakable("The rock is 300m across and 2km, or 200m, high; 5m voted across Europe.", "en")
    'The rock is three hundred meters across and two kilometers, or two hundred meters, high; \
five million voted across Europe.'
    >>> speakable("The rocks are 1.6bn years old, give or take 20m, and 3km deep.", "en")
    'The rocks are one point six billion years old, give or take twenty million, and three \
kilometers deep.'
    >>> speakable("She ran 1min 58.4sec for 800m.", "en")
    'She ran one minute fifty-eight point four seconds for eight hundred meters.'
    """
    text, end = match.string, match.end()
    if COUNTED.match(text, end) or MANY.match(text, end):
        return not EVENT.match(text, end)
    grouped = "," in match["amount"]  # nobody writes thousands of millions as "5,100m"
    short = SHORT.match(text, end) and not _of_money(text, match.start())
    if grouped or short or any(form.match(text, end) for form in (LONG_AFTER, EVENT, SPANNING)):
        return False
    prefix = text[max(0, match.start() - 60) : match.start()]
    thing = THING.match(text, end)
    if (thing and cues("of_millions") & {*thing.groups()}) or _numbers(text, prefix):
        return True
    if match["over"] or match["sign"] or _measured(match, prefix):
        return False
    if thing and thing[1] not in cues("sum_verb") and DETERMINED.search(prefix):
        return thing[1] in CROWDS
    raced = match["amount"] in DISTANCES and (CLOCKED.search(prefix) or HEADS.match(text, end))
    lengths = (
        raced
        or any(shaped(form, text) for form in ("track", "tides", "turf"))
        or SMALL.search(text)
    )
    return not (lengths or mentions("long", text))


def _numbers(text: str, prefix: str) -> bool:
    """Return whether the words before "5m" make it a number: a margin, a crowd, a cost.

    >>> _numbers("6bn Suns against 4m", "6bn Suns against "), _numbers("Dug 4m", "Dug ")
    (True, False)
    >>> speakable("She spent 12m on a yacht, a 9m bus deal and a 1m tonne ship.", "en")
    'She spent twelve million on a yacht, a nine million bus deal and a one million tonne ship.'
    """
    if any(before.search(prefix) for before in (MARGIN, COMPARED, SPENT)):
        return True
    return mentions("audience", text) and DREW.search(prefix) is not None


def _of_money(text: str, start: int) -> bool:
    """Return whether the clause before a figure speaks of money: "the fund is 5m short".

    >>> speakable("The jet stopped 310m short of the line.", "en")
    'The jet stopped three hundred ten meters short of the line.'
    >>> speakable("The fund is 5m short of the line.", "en")
    'The fund is five million short of the line.'
    >>> _of_money("The fund is 5m short.", 12), _of_money("The fund fell; he is 5m short.", 21)
    (True, False)
    """
    return mentions("funded", CLAUSES.split(text[max(0, start - 120) : start])[-1])


def _measured(match: re.Match[str], prefix: str) -> bool:
    """Return whether the words before "5m", or another length after it, make it a length.

    >>> speakable("The river peaked at 2.1m, 0.4m below; the hut is 3m by 4m.", "en")
    'The river peaked at two point one meters, zero point four meters below; the hut is three \
meters by four meters.'
    >>> speakable("It has 6bn Suns against 4m for ours; the ship, drawing 14.6m, sank.", "en")
    'It has six billion Suns against four million for ours; the ship, drawing fourteen point six \
meters, sank.'
    >>> speakable("Its profit (1930, 3m) and the 12m tax bill.", "en")
    'Its profit (nineteen thirty, three million) and the twelve million tax bill.'
    >>> speakable("The 100m, 200m and relay golds are hers.", "en")
    'The one hundred meters, two hundred meters and relay golds are hers.'
    >>> speakable("The tower (1930, 319m) stands.", "en")
    'The tower (nineteen thirty, three hundred nineteen meters) stands.'
    >>> speakable("The Thames rose 2m; the dam is 200m. The tower cost 90m.", "en")
    'The Thames rose two meters; the dam is two hundred meters. The tower cost ninety million.'
    >>> speakable("The jet landed 40m short of the runway; sales fell 40m short of hopes.", "en")
    'The jet landed forty meters short of the runway; sales fell forty million short of hopes.'
    """
    text, end = match.string, match.end()
    if any(before.search(prefix) for before in (SIDE, LONG_BEFORE, STRUCK, RISEN)):
        return True
    listed = EVENTS.search(prefix)
    if listed and {listed[1], match["amount"]} <= DISTANCES and not mentions("funded", text):
        return True
    if DATED.search(prefix) and text.startswith(")", end):
        return not mentions("funded", text)
    if DRAWING.search(prefix) and DRAUGHT.match(text, end) and mentions("drawn", text):
        return True
    return (
        UNGROUPED.fullmatch(match["amount"]) is not None
        or (ROW.match(text, end) is not None and DETERMINED.search(prefix) is not None)
        or (LEVEL.match(text, end) is not None and PEAKED.search(prefix) is not None)
    )
