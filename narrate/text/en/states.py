"""States of America and the parties before them: "(D-Ore.)", "Reno, Nev.", "Fla. police"."""

import re

from narrate.text.en.grammar import FUNCTION_WORDS, alternatives, cued, cues, mentions, stop_of
from narrate.text.en.numbers import DIGITS, digits
from narrate.text.later import later
from narrate.text.rules import Rule, Style, after_figure, as_written, word_rule
from narrate.text.table import pairs

STATES = pairs("en/states.tsv")
PARTIES = {"D": "Democrat", "R": "Republican", "I": "independent"}
FULL_STATES = "|".join(sorted({re.escape(name) for name in STATES.values() if len(name) > 3}))
# Abbreviations of states that are no words, so that they stand without a town.
CLEAR_STATES = "|".join(
    re.escape(written)
    for written in STATES
    if written in {"N.Y.", "N.J.", "N.H."}
    or (written.endswith(".") and len(written) > 4 and written not in {"Miss.", "Mass.", "Wash."})
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
STATE = later(
    rf"""
    (?: (?<=[a-z],[ ])
      | (?<=[A-Z],[ ]) (?=[A-Z][a-z]|[A-Z]\.)
      | (?<=[a-z][ ]Co\.,[ ]) )
    (?P<it>{alternatives(STATES)}) (?=[,.;:)\s]|$) (?![ ][a-z]+ed\b)
    """,
    re.VERBOSE,
)
STATE_ALONE = later(
    rf"""
    (?<![\w.])
    (?: (?:{CLEAR_STATES}) (?!\w)
      | (?:{alternatives(STATES)}) (?=[ ](?:Gov|Sen|Rep|Atty)\.) )
    """,
    re.VERBOSE,
)
ZIP = later(rf"(?:{alternatives(STATES)})[ ](?P<it>[0-9]{{5}}(?:-[0-9]{{4}})?)(?![\w,.-]*[0-9])")
ZIP_CODE = later(
    r"\bZIP(?:[ ][Cc]ode)?s?(?:[ ](?:is|was|of))?[ ](?P<it>[0-9]{5}(?:-[0-9]{4})?)(?![\w-])"
)
# After a name: "Gov. Kathy Hochul (D)" is of a party.
PARTY_ALONE = later(r"(?<=[a-z][ ]\()(?P<party>[DRI])(?=\))")
# Words before a state without its town: "won Ga.", "voters in Pa., N.C. and Mich."
_SHORT = rf"(?:{cued('short_state')}|[NS]\.[CD]|R\.I)\."
WINNING = later(rf"\b(?:{cued('winning')}|(?:{_SHORT}|{CLEAR_STATES}),)[ ]$")
WON = later(rf"(?:(?<=[a-z][ ])|(?<=\.,[ ]))(?P<it>{_SHORT})(?!\w)(?![ ][A-Z][a-z]+ed\b)")
# Abbreviations of states that speakers use as words: "Look, OK, we lost".
OFFICES = frozenset(["CO", "MD", "PA"])
# "Ms Okafor, QC" is a barrister, "Laval, QC" and "in Mont Royal, QC" are towns.
BARRISTER = later(
    rf"""
    (?<!\bat[ ])(?<!\bfrom[ ])(?<!\b[Ii]n[ ])(?<!\bnear[ ])(?<!\bof[ ])(?<!\bto[ ])
    \b(?!(?:{cued("town_word")})\b)
    (?P<first>[A-Z][\w’'.-]*)[ ](?!City,)[A-Z][\w’'-]+,[ ]$
    """,
    re.VERBOSE,
)
INTERJECTIONS = frozenset(["OK", "HI", "OH", "ID", "ME", "IN", "OR"])
PLACE = later(
    r"""
    (?:^|[a-z,;“\"(][ ]) (?!(?:Well|Look|Yes|Yeah|So|Oh|No|And|But|Right|Now)\b)
    (?:[A-Z][a-z]+[ ]){0,2} [A-Z][a-z]+,[ ]$
    """,
    re.VERBOSE,
)
# "Fla. police", "Ga.'s governor".
STATE_NOUN = later(
    rf"""
    (?<![\w.]) (?<![A-Z][.][ ]) (?:{cued("state_before_noun")}) \. (?=[ ][a-z]{{3,}}|['’]s\b)
    """,
    re.VERBOSE,
)
SHORT_STATES = cues("state_before_noun")
# A regiment of a state: "the 54th Mass. lost", "the 20th Maine" needs nothing.
REGIMENT = later(
    rf"(?<=[0-9](?:st|nd|rd|th)[ ])(?P<it>(?!Me\.)(?:{alternatives(STATES)}))(?<=\.)"
    rf"(?=[ ](?:[a-z]|{cued('regiment')}))",
    re.VERBOSE,
)
# "N.C.'s Senate race".
STATE_OWN = later(r"(?<![\w.])(?P<it>(?:[NS]\.[CD]|N\.[HJMY]|R\.I|W\.Va)\.)(?=['’]s\b)")
COUNTY = later(
    rf"""
    (?<=[a-z][ ]) (?P<it>Co\.)
    (?= ,[ ](?:{alternatives(STATES)}|{FULL_STATES})
      | [ ](?:{cued("county")})\b
      | (?P<warned>[ ,.;:]|$) )
    """,
    re.VERBOSE,
)
PARTY_OF_PLACE = later(
    r"""
    (?:(?<=,[ ])|(?<=\()) (?P<party>[DR]) -
    (?P<place>(?!Day\b)[A-Z][a-z]{2,}(?:[ ][A-Z][a-z]+){0,2}) (?=[,;)])
    """,
    re.VERBOSE,
)
PARTY = later(
    rf"""
    (?<![\w.]) (?P<party>[DRI]) [-–] (?P<state>{alternatives(STATES)}|{FULL_STATES})
    (?= [,.;:)\s]
      | $ )
    """,
    re.VERBOSE,
)


def _state_team(match: re.Match[str], _: Style) -> str:
    """Say "St." after a state as its university's team; before a name it is a saint.

    >>> speakable("Ohio St. won again.", "en")
    'Ohio State won again.'
    >>> speakable("St. Ives won again.", "en")
    'Saint Ives won again.'
    """
    return "State" + stop_of(match)


def _state(match: re.Match[str], _: Style) -> str | None:
    """Say a state after its town; "OK" after "Look," is a word.

    >>> speakable("In Reno, Nev., and Tulsa, OK.", "en")
    'In Reno, Nevada, and Tulsa, Oklahoma.'
    >>> speakable("Look, OK, we lost.", "en")
    'Look, OK, we lost.'
    >>> speakable("Ms Roe, QC, lives in Laval, QC, now.", "en")
    'Miz Roe, Q.C, lives in Laval, Quebec, now.'
    >>> speakable("Col Ann Lee, CO of 2 Rifles, left; Bo Lind, MD of Acme, stayed.", "en")
    'Colonel Ann Lee, C.O of two Rifles, left; Bo Lind, M.D of Acme, stayed.'
    """
    office = "to" if match["it"] == "PA" else "of"  # "CO of 2 Para", "PA to the minister"
    if match["it"] in OFFICES and match.string.startswith(f" {office} ", match.end()):
        return None
    prefix = match.string[max(0, match.start() - 40) : match.start()]
    if match["it"] in INTERJECTIONS and not PLACE.search(prefix):
        return None
    barrister = BARRISTER.search(prefix) if match["it"] == "QC" else None
    if barrister and barrister["first"].casefold() not in FUNCTION_WORDS:
        return None
    return STATES[match["it"]] + stop_of(match)


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


def _state_own(match: re.Match[str], _: Style) -> str:
    """Say a state before "'s"; other initials stay letters.

    >>> speakable("N.C.'s race is on.", "en")
    "North Carolina's race is on."
    >>> speakable("S.B.'s race is on.", "en")
    "S-B's race is on."
    """
    return STATES[match["it"]]


def _regiment(match: re.Match[str], _: Style) -> str:
    """Say a state after an ordinal, which names its regiment; without one "Mass." may be a mass.

    >>> speakable("The 54th Mass. lost half its men.", "en")
    'The fifty-fourth Massachusetts lost half its men.'
    >>> speakable("The 5th Mass began.", "en")
    'The fifth Mass began.'
    """
    return STATES[match["it"]]


def _county(match: re.Match[str], _: Style) -> str | None:
    """Say "Co." before a state or in a warning of storms as "County"; else it is a company.

    >>> speakable("In Orange Co., Calif.", "en")
    'In Orange County, California.'
    >>> speakable("At Hill & Co., they met.", "en")
    'At Hill and Company, they met.'
    >>> speakable("Tornado warning for Polk Co. until 6.", "en")
    'Tornado warning for Polk County until six.'
    """
    warned = match["warned"] is None or mentions("storm", match.string)
    return f"County{stop_of(match)}" if warned else None


def _party_of_place(match: re.Match[str], _: Style) -> str:
    """Say a party and a town after a name; "D-Day" is a day.

    >>> speakable("Hart (R-Boise) won.", "en")
    'Hart (Republican of Boise) won.'
    >>> speakable("It was D-Day (R-rated).", "en")
    'It was D-Day (R-rated).'
    """
    return f"{PARTIES[match['party']]} of {match['place']}"


RULES = (
    Rule("title.party", PARTY, _party, frozenset("-–"), frozenset(PARTIES)),
    Rule("title.party", PARTY_OF_PLACE, _party_of_place, frozenset("-"), frozenset("DR")),
    Rule("title.party", PARTY_ALONE, _party_alone, frozenset("("), frozenset(PARTIES)),
    word_rule("title.state-alone", WON, _won, as_written(*STATES), frozenset(".")),
    Rule("title.state-alone", STATE_OWN, _state_own, frozenset("'’"), frozenset("NSRW")),
    Rule("title.regiment", REGIMENT, _regiment, after_figure("snrt"), as_written(*STATES)),
    Rule("title.state-alone", STATE_NOUN, _state_alone, frozenset("."), SHORT_STATES),
    Rule("title.county", COUNTY, _county, words=frozenset(["Co"])),
    word_rule("title.zip", ZIP, _zip, as_written(*STATES), DIGITS),
    Rule("title.zip-code", ZIP_CODE, _zip, DIGITS, frozenset(["ZIP", "ZIPs"])),
    word_rule("title.state", STATE, _state, as_written(*STATES)),
    word_rule("title.state-alone", STATE_ALONE, _state_alone, as_written(*STATES), frozenset(".")),
    Rule("title.team", STATE_TEAM, _state_team, words=frozenset(["St"])),
)
