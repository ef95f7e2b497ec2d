"""Say shorthand in the lines that use it alone, and the nations and places of competitors.

A row of the table names a shorthand, its spoken forms, its line and its place. The line is a
register, "terse" for any line of shorthand, or "any" where prose may have it, too.
"""

import re
from typing import NamedTuple

from narrate.text.en.grammar import alternatives, cued, stop_of
from narrate.text.en.numbers import DIGITS, cardinal
from narrate.text.en.registers import NATIONS, shaped, tells, terse
from narrate.text.later import later
from narrate.text.rules import Rule, Style, as_written, telling, word_places, word_rule
from narrate.text.table import pairs, rows


class Reading(NamedTuple):
    """One spoken form of a shorthand."""

    singular: str
    plural: str
    line: str
    place: str


READINGS: dict[str, list[Reading]] = {}
for _key, *_reading in rows("en/lines.tsv"):
    READINGS.setdefault(re.sub(r":[2-9]$", "", _key), []).append(Reading(*_reading))
SHORT = later(
    rf"""
    (?<![\w.&/@#’']) (?<![^\W\d_]-) (?P<short>{alternatives(READINGS)})
    (?: (?<!\.) \. (?=[,;:)]|[ ][a-z0-9£$€&(]) )?
    (?! \w | \.\w | [/&-]\w | [’'](?!s\b)\w )
    """,
    re.VERBOSE,
)
# A word of a sentence that does not number a room nor move a piece: "back b4", not "room b4".
_BEFORE_WORD = rf"(?:^|[^\w])(?!(?i:{cued('squares')})[ ])[\w’'-]*[a-z!,][ ]$"
MONTHS = alternatives(pairs("en/months.tsv"))
_TIME = "[0-2]?[0-9][:.]?[0-5][0-9]"
# A figure that is no sum: not the 60 of "£60 pa", nor of "£55-60k pa".
_UNPAID = (
    r"(?<![£$€0-9.,])(?<![£$€][0-9][–-])(?<![£$€][0-9]{2}[–-])"
    r"[0-9](?:[0-9.,]*[0-9])?[km]?(?:[ ]?[a-z]+)?[ ]?$"
)
# The text after a shorthand and the text before it, by the name of its place.
PLACES = {
    "": ("", r"(?<!-)$"),
    # A figure after it, a sum, one figure, no figure.
    "before": (r"[.:]?[ ]?[+−-]?[£$€#]?[0-9½]", ""),
    "opening": (r"[ ][-−+(]?[0-9½¼¾]|[ ]\(|[ ]n/c\b", ""),
    "sum": (r"[ ](?:[£$€]|[+−-][0-9.]+%)", ""),
    # A share of an answer: "No 49%", but "No 10 said".
    "share": (r"[ ][0-9]{1,2}(?:\.[0-9]+)?(?:%|\b(?=[,.;)]|[ ]\(|[ ]and\b|$))", ""),
    "one": (r"[ ][1-9](?![.,]?[0-9])", ""),
    "alone": (r"(?!\.?[ ]?[+−-]?[£$€#=/]?[0-9½])", ""),
    # "max 14", but not "Mad Max 2" nor "3 min 14 s".
    "drawn": (r"[ ][0-9]{1,2}\)", r"\($"),
    "dialed": (r"[.:]?[ ](?:no\.?[ ])?\(?[+0]", ""),
    "bare": (r"(?<!\.)[ ][0-9]", ""),
    "limit": (r"[ ][-−+(]?[0-9½¼¾]", r"(?<![0-9][ ])$"),
    "heading": (r"[ ][-−+(]?[0-9½¼¾]", r"(?<!\w[ ])$"),
    # A figure before it, but no sum, no figure at all, a mark of a list.
    "after": ("", r"[0-9½¼¾][km]?[ -]?$"),
    "counted": (
        r"(?![ ](?!(?:and|as|at|but|by|for|from|in|off|on|over|to|with)\b)[a-z]{2})",
        r"[0-9]m?[ ]$",
    ),
    "unpaid": ("", _UNPAID),
    "word": (r"(?!\.?[ ]?[+−-]?[£$€#=/]?[ ]?[0-9½])", r"(?<![0-9])(?<![0-9] )$"),
    "priced": ("", r"(?:[£$€₹]|Rs\.?[ ]?)[0-9][0-9.,]*[km]?[ /]$"),
    "admitted": (r"(?=[,;.)/]|[ ](?:and|or)\b|$)", r"[£$€][0-9][0-9.]*[ ]$"),
    # A rent, a fee, a code, a name, a time or a date that follows.
    "entered": (r":?[ ](?:[£$€]|[0-9]|free\b)", ""),
    "coded": (r"[ ](?:(?:[A-Z]{1,6}[-/]?){0,3}[0-9]{2}|[A-Z]{2,6}/[A-Z0-9])", ""),
    "named": (r"[ ][A-Z][\w.]", ""),
    "timed": (
        r"[ ](?:[0-9]{1,2}(?:[.:][0-9]{2})?[ ]?[ap]\.?m|[0-9]{1,2}[.:][0-9]{2})(?=[,;.)/]|$)",
        "",
    ),
    "leaving": (rf"[ ][0-3]?[0-9](?:st|nd|rd|th)?[ ](?:{MONTHS})", r"[,;(][ ]?$"),
    "filed": (rf"[ ][\w-]{{1,60}}\.(?:{cued('file')})\b", ""),
    "hourly": (r"(?=[,;.)]|$)", r"[0-9](?:[ap]\.?m?\.?)?[ ]$"),
    "opened": (r",?[ ](?:[0-9]|noon\b)", ""),
    # A word that follows: "refs req", "PT cleaner", "exc. BHs", "Est. of Roy Bell", "Prof. M,".
    "asked": (rf"[ ](?:{cued('asked')})['’]?d?\b", ""),
    "job": (rf"[ ](?!(?:{cued('coaching')}|{cued('of_paper')}))[a-z]{{4,}}", r"(?:^|[.;:,][ ])$"),
    "excepted": (rf"[ ](?:{cued('excepted')})", ""),
    "holidays": (r"[ ]BHs?\b", ""),
    "estate": (r"[ ]of[ ][A-Z]", ""),
    "made": (r"[ ](?!(?:beat|drew|face|have|lost|need|were|will)\b)(?:[a-z]{4,}|oak\b|elm\b)", ""),
    # "the approx. cost", but not "it cost approx. $5".
    "adjective": (r"[ ][a-z]", r"\b(?:[Aa]n?|[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Oo]ur|[Tt]heir)[ ]$"),
    "off": ("", r"(?:\b(?:and|exc|excl|except|inc|incl|on|or)\.?[ ]|[,+&][ ]?)$"),
    "called_wine": (r"[ ](?:[A-Z][^\W\d_]|d[’'])", ""),
    "told": (r"[ ](?:that|the|a|you|I|there)\b", r"^$"),
    "met": (r"[ ](?:@|2|l8|lat|tom|tmrw|there\b|soon\b)", r"(?:^|[.!?,][ ])$"),
    "sexed": (r"[ ](?:[MF],|(?:fe)?male\b|(?:wo)?man\b|lady\b|gent\b|couple\b|cpl\b)", ""),
    "rounding": (r"[ ][a-z]", ""),
    # A word or a measure before it: "9in h.", "18 wks imp.", "turn R at", "Calvary Cem.".
    "ended": (r"(?=[ ][A-Z])", r"[0-9½¼¾⅓⅔][ ]?(?:ins?|cm|mm|ft)\.?[ ]$"),
    "sized": (r"[ ][0-9][0-9.½¼¾]*[ ]?(?:cm|mm|m|ins?|ft)\b", ""),
    "circled": (r"(?=[,;)]|[ ](?:and|to|or)\b)", r"[A-Z][\w’'-]*[ ]$"),
    "sided": (r"(?=[,;).]|[ ][(x]|$)", r"[0-9½¼¾⅓⅔][ ]?(?:ins?|cm|mm|ft)\.?[ ]$"),
    "levied": ("", r"(?:\+|plus|incl?\.?)[ ]$"),
    "nourishing": ("", r"[0-9][ ]?m?g[ ](?:of[ ])?$"),
    "nourished": ("", r"(?<![.0-9])[1-9][0-9]{0,3}[ ]$"),
    "churched": (rf"(?=[,;:.)]|[ ](?:{cued('after_church')})\b|$)", r"[A-Z][\w’'-]*[ ]$"),
    "buried": (r"[ ][A-Z][a-z]", r"[;.,][ ]$"),
    "hundreds": (r"[ ][A-Z0-9]", r"[0-9]00[ ]$"),
    "served": ("", r"\b(?:wks?|weeks?|mths?|months?|yrs?|years?|days?)[’']?[ ]$"),
    "titled": (r"\)", r"[A-Z][\w’'-]+[ ]\($"),
    "awarded": (r"\)", r"\b(?:[MBP][A-Z]\w{0,4}|LL[MB]|Grade[ ][1-8])[ ]\($"),
    "studied": (r"[ ][A-Z]", r"(?:^|[0-9]{4}[ ]|[.;:,][ ])$"),
    "listed_end": (r"(?=[,;.)]|$)", r",[ ]$"),
    "lettered": (r"(?=[?!.,;)]|$)", r"[a-z][ ]$"),
    "dined": (r"[ ](?:[£$€]|for\b)", r"\b[2-9][ ]$"),
    "turned": (r"(?=[,;.)]|[ ][a-z]|$)", rf"\b(?:{cued('turned', opening=True)})[ ]$"),
    "boarded": ("", r"\b(?:nts?|nights?)[’']?[ ]$"),
    "measured": ("", rf"\b(?:{cued('totaled', opening=True)})[ ]$"),
    "shared": ("", r"[0-9]%[ ]$"),
    "spooned": ("", r"[0-9½¼¾⅓⅔][ ]$"),
    "clue": ("", r"[0-9][ ]?$"),
    "listed": ("", r"(?:[0-9][ ]|,[ ]|\()$"),
    "scored": (r"\)", r"(?:[0-9]['’]?|[A-Z][\w’'-]*)[ ,]*\(?$"),
    "kicked": ("", r"(?:[0-9]|\b[Ww]on|\b[Ww]in|\b[Ll]ost|\bout)[ ]on[ ]$"),
    # Alone between marks: "auto, man, 5 doors", "Lowe E; Fox", "Nan Fox, ctr., before".
    "entry": (r"(?![,;][ ][1-9][0-9](?:[,;.)]|$))(?=[,;.]|$)", r"[,;][ ]$"),
    "level": (r"(?=[,;.)]|[ ]\(|$)", r"[A-Z][\w’'-]*[ ]$"),
    "person": (r"(?=,|[ ][0-9])", r"(?:^|[,A-Za-z][ ]|[Pp]rof\.[ ])$"),
    "set": (r"(?=[,;)]|$)", r"[,(][ ]?$"),
    "knighted": (r"(?=[,;)]|$)", r"[A-Z][\w’'-]+,[ ]$"),
    "dating": (r"[ ](?:1[0-9]{3}|20[0-2][0-9])\b", r"(?:^|[.;(][ ]?)$"),
    "nth": ("", r"[0-9](?:st|nd|rd|th)[ ]$"),
    "taken": ("", r"\bincl?\.?[ ]$"),
    "charged": (r"[ ][£$€]", ""),
    "set_apart": (r"(?=,)", r",[ ]$"),
    "aside": (r"(?=[,;)]|$)", ""),
    "shown": (r"(?=[:.,;)]|$)", ""),
    # Between words: "back b4 Fri", "late bc it rained", "Pen Farrell", "Ch x".
    "joined": (r"[ ][\w@]", _BEFORE_WORD),
    "until": (rf"[ ](?:{cued('appointed')})(?:\w*day)?\b", _BEFORE_WORD),
    # "irl friends", but not "an irl friend" nor "the rn".
    "loose": ("", r"(?<!\b[Aa]n[ ])(?<!\b[Aa][ ])(?<!\b[Tt]he[ ])$"),
    "reason": (r"[ ](?:I|i|u|my|it|he|she|we|they|the)\b", r"[a-z]{2,}[ ]$"),
    # "Con gain from LD", "Ray (GB) lt Bell", "Dep. London Euston 0740".
    "from": (r"[ ]from[ ][A-Z]|[.;,]|$", ""),
    "gained": (r"(?=[.;,)]|$)", r"\bgain[ ]from[ ]$"),
    "beaten": (r"[ ](?:\([0-9]+\)[ ])?[A-Z]", r"(?:\)|\b[A-Z][\w’'-]+)[ ]$"),
    "bound": (rf"[ ](?:[A-Z][\w’']+[ ]){{1,3}}{_TIME}(?:,[ ]{_TIME}|.{{0,40}}\barr)", ""),
    "scorer": (r"[ ][A-Z][a-z]", r"(?:^|[,;.:(][ ]?)$"),
    "crossed": (r"[ -]x\b", ""),
    # A word that follows it, or may not: "Mats Wed 2.30"; "SP Jain" is a person.
    "dated": (r"[ ][A-Z][a-z]{2}(?:s|rs|urs|days?|sday|nesday|ursday|urday)?\b", ""),
    "going": (r"[ ](?:[a-z0-9£$€&]|[A-Z]{2}|[A-Z][a-z]+[A-Z])", ""),
    "nameless": (r"(?![ ](?!Ev)[A-Z][a-z])", ""),
    "small": (r"(?![ ][A-Z])", ""),
    # "to no avail"; an agency in a dateline: "(NW)".
    "use": ("", r"(?<!\bno[ ])(?<!\bof[ ])(?<!\bany[ ])(?<!\blittle[ ])$"),
    # "6 g sat.", but not "sat fat"; "assoc parking", but not "assoc prof".
    "weighed": (r"(?=[,;.)]|$)", r"[0-9][ ]?g[ ]$"),
    "allied": (r"(?![ ](?:[A-Z]|prof|ed\b|dean|dir|prod))", ""),
    "rated": (r":?[ ][0-9]{1,2}(?!,?[0-9])", ""),
    "called": (r":?[ ]\(?0[0-9]", ""),
    "quarter": (r"(?!\))", ""),
    # "deft. J. Doe lost", "B Coy", but not "a deft. touch", "Coy Mills".
    "party": (r"[ ][A-Z]", r"[a-z,][ ]$"),
    "praised": (rf"[ ](?:{cued('praised')})\b", r"\b(?:am|an?|are|be|been|is|not|was|were)[ ]$"),
    "playing": (r"[ ](?:beat|bt|drew|lead|led|lost|trail|won)\b", ""),
    "aged": (r"(?=[,.;)]|[ ](?:and|in|of|was|who|with)\b|$)", r"[0-9]-?[ ]?y/?o[ ]$"),
    "shouted": (r"[ ][0-9]{1,2}[ ][A-Z]{2}", r"^$"),
    "unit": ("", r"\b(?:[A-Z]|[1-9][0-9]?|HQ)[ ]$"),
}
FOLLOWED = {place: later(after) for place, (after, _) in PLACES.items()}
PRECEDED = {place: later(before) for place, (_, before) in PLACES.items()}
# Where no place shows that shorthand is meant, the form of the register or a terse line must; but
# prose has that of these registers, too: "England beat Aus", "the 8.15 is dlyd".
NAMING = frozenset(["cricket", "knitting", "personal", "trips"])
BARE = frozenset(["", "nameless"])
COUNT = later(r"(?<![\w.,+])(?P<count>[0-9]+(?:,[0-9]{3})*)[ ]$")
NATION = later(rf"(?<=[\w.’'] \()(?P<it>{alternatives(NATIONS)})(?=\)|,[ ])")
INITIALS = later(r"(?<!\w)[A-Z]\.?[ ](?:[A-Z]\.?[ ])?[A-Z][\w’'-]+(?:[ ][A-Z][\w’'-]+)?[ ]\($")
# The registers that place competitors.
RANKINGS = ("track", "golf", "turf", "draw", "racing")
ENTRY_BEFORE = later(r"(?:^|[:;,.] )\Z")  # an entry in a list of results
INITIAL = later(r" [A-Z]\.")
GENUS = later(r" [A-Z]\. [a-z]")
NATION_BARE = later(rf"(?<=[0-9] )(?P<it>{alternatives(NATIONS)})(?=[ ][0-9]|[ ]DN[FS])")
# The place of a runner before the initial of a name: "2 J Ross" is no energy.
PLACE = later(
    r"""
    (?=[-−+1-9]) (?<![\w.,]) (?<![0-9][-–]) (?P<it>[-−+]?[1-9][0-9]?)
    (?= [ ][A-Z]\.?[ ](?:[A-Z]\.?[ ])? (?:v[ao]n[ ]|de[ ])?(?:der?[ ])? [A-Z][a-zA-Z’']
      | [ ](?:GB|US)[ ][0-9]
      | [ ][A-Z]\.[ ][a-z]{2,}(?:ae|us|is|um|ii|ei|ens|ans)\b )
    """,
    re.VERBOSE,
)


def _short(match: re.Match[str], _: Style) -> str | None:
    """Say a shorthand in its lines and at its place; prose keeps it as written.

    >>> speakable("Lind (Den) 9.87 PB", "en"), speakable("A 9 PB file.", "en")
    ('Lind (Denmark) nine point eight seven personal best', 'A nine petabyte file.')
    >>> speakable("Flat to let: 2 bed, furn, no pets, avail now.", "en")
    'Flat to let: two bed, furnished, no pets, available now.'
    >>> speakable("He saw that the adv of the gas was not 2.", "en")
    'He saw that the adv of the gas was not two.'
    >>> speakable("In the storm Mad Max 2 ran for 96 min 14 s.", "en")
    'In the storm Mad Max two ran for ninety-six minutes fourteen seconds.'
    >>> speakable("The NBA star had 12 A grades. At Ascot, SP Jain met the def minister.", "en")
    'The N.B.A star had twelve A grades. At Ascot, S.P Jain met the def minister.'
    >>> speakable("No 10 hailed a YouGov poll: Yes 56, No 41, don't know 3.", "en")
    "number ten hailed a YouGov poll: Yes fifty-six, No forty-one, don't know three."
    >>> speakable("Yoga mats: £10. Gen. Hart (ret.) saw it (to no avail).", "en")
    'Yoga mats: ten pounds. General Hart (retired) saw it (to no avail).'
    """
    before = match.string[max(0, match.start() - 24) : match.start()]
    for short in dict.fromkeys([match["short"], match["short"].removesuffix(".")]):
        for reading in READINGS.get(short, ()):
            if _stands(reading, match, before) and _lined(reading, match.string):
                count = COUNT.search(before)
                many = count is not None and count["count"] != "1"
                words = reading.plural if many else reading.singular
                article = "a " if before.endswith(" a ") else ""  # "by a nk"
                return words.removeprefix(article) + stop_of(match)
    return None


def _stands(reading: Reading, match: re.Match[str], before: str) -> bool:
    """Return whether a shorthand stands at the place of a reading."""
    after = FOLLOWED[reading.place].match(match.string, match.end())
    return after is not None and PRECEDED[reading.place].search(before) is not None


def _lined(reading: Reading, sentence: str) -> bool:
    """Return whether a sentence is a line of a reading."""
    if reading.place == "entry" and not terse(sentence):
        return False
    if reading.line in {"any", "terse"}:
        return reading.line == "any" or terse(sentence)
    bare = reading.place in BARE and reading.line not in NAMING
    if bare and not terse(sentence) and not shaped(reading.line, sentence):
        return False
    return tells(reading.line, sentence)


def _nation(match: re.Match[str], _: Style) -> str | None:
    """Say a nation after a competitor's name with an initial, or in a line of results.

    >>> speakable("T Reid (Jam) led.", "en")
    'T Reid (Jamaica) led.'
    >>> speakable("Toast (Jam) sold.", "en")
    'Toast (Jam) sold.'
    """
    before = match.string[max(0, match.start() - 40) : match.start()]
    is_competitor = INITIALS.search(before) or any(tells(line, match.string) for line in RANKINGS)
    return NATIONS[match["it"]] if is_competitor else None


def _team(match: re.Match[str], _: Style) -> str | None:
    """Say a nation that ran a relay, in a line of a race.

    >>> speakable("2 L Ray (Ger) 9.90; 3 Jam 9.95.", "en")
    'two L Ray (Germany) nine point nine zero; three Jamaica nine point nine five.'
    >>> speakable("Add 3 Jam 40 jars.", "en")
    'Add three Jam forty jars.'
    """
    return NATIONS[match["it"]] if tells("track", match.string) else None


def _place(match: re.Match[str], _: Style) -> str | None:
    """Say the place before a competitor's initials as a number alone, in a line of results.

    >>> speakable("1 J Ross (Ire) 53.77; 2 K Ito (Jpn) 53.80.", "en").partition(" (")[0]
    'one J Ross'
    >>> speakable("Ward: 2 K. pneumoniae cases.", "en")
    'Ward: two K. pneumoniae cases.'
    >>> speakable("The 2 J pulse.", "en")
    'The two joule pulse.'
    >>> speakable("Heats: 1 O. Bell; 2 K. Ito; 3 L. Orr.", "en").endswith("two K Ito; three L Orr.")
    True
    """
    before = match.string[max(0, match.start() - 2) : match.start()]
    is_entry = ENTRY_BEFORE.search(before) and INITIAL.match(match.string, match.end())
    is_entry = is_entry or GENUS.match(match.string, match.end())
    if not is_entry and not any(tells(register, match.string) for register in RANKINGS):
        return None
    sign = {"-": "minus ", "−": "minus ", "+": "plus "}.get(match["it"][0], "")
    return sign + cardinal(match["it"].lstrip("-−+"))


RULES = (
    Rule("line.nation", NATION, _nation, frozenset("(")),
    word_rule("line.team", NATION_BARE, _team, as_written(*NATIONS), DIGITS),
    Rule("line.place", PLACE, _place, DIGITS),
    Rule("line.short", SHORT, _short, words=telling(*READINGS), starts=word_places(READINGS)),
)
