"""Say the marks of a life: "b. 1950", "d. May 5", "r. 802-839", "b Oldham 3 Mar 1931, m 1957"."""

import re

from narrate.text.en.acronyms import SAID
from narrate.text.en.grammar import mentions
from narrate.text.en.letters import capitals
from narrate.text.later import later
from narrate.text.rules import Rule, Style
from narrate.text.table import pairs

MONTHS = "|".join(dict.fromkeys(name[:3] for name in pairs("en/months.tsv").values()))
LIFE = later(
    rf"""
    (?<![\w.]) (?P<it>[bdr]\.)
    (?= [ ] (?: (?:c\.[ ]?)?[12][0-9]{{3}}\b
              | (?:c\.[ ]?)?[0-9]{{1,4}}[-–][0-9]{{1,4}}\b
              | [A-Z][\w.]+(?:[ ][A-Z]\w+)?,?[ ](?:1[89]|20)[0-9]{{2}}\b
              | (?<=d\.[ ])(?:peacefully|suddenly|tragically)\b
              | in[ ](?:[A-Z]|[12][0-9]{{3}}\b)
              | (?:[0-3]?[0-9][ ])?(?:{MONTHS})[a-z]{{0,6}}\b
              | [0-3]?[0-9][./][0-3]?[0-9][./](?:[12][0-9])?[0-9]{{2}}\b
              | (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{{0,6}}\b ) )
    """,
    re.VERBOSE,
)
# A life in one line of a register: "b Oldham 3 Mar 1931, m 1957 Jean Ord".
REGISTERED = later(
    rf"""
    (?<=[,;(][ ])(?P<it>[bd]\.?(?=[ ](?:[A-Z][\w’'-]+,?[ ]){{0,3}}[0-3]?[0-9][ ](?:{MONTHS}))
                      |m\.?)
    (?= [ ] (?:[A-Z][\w’'-]+,?[ ]){{0,3}}
        (?: [0-3]?[0-9][ ](?:{MONTHS})[a-z]{{0,6}}\.?[ ][12][0-9]{{3}}\b
          | (?:1[5-9]|20)[0-9]{{2}}(?=[,;.)]|[ ][A-Z]) ) )
    """,
    re.VERBOSE,
)
# The surname that opens a notice: "LEE, Joan (née Webb)", "LEE-KAY: On Feb 1st".
SURNAME = later(
    r"""
    ^(?P<it>[A-Z]{2,4}(?:[-–][A-Z]{2,})?|[A-Z]{2,}[-–][A-Z]{2,})
    (?= (?<=[A-Z][-–][A-Z]{2}):[ ] | (?<=[A-Z][-–][A-Z]{3}):[ ] | (?<=[A-Z][-–][A-Z]{4}):[ ]
      | [ ][-–—][ ][A-Z][a-z] | (?:[ ]\([^()]{1,30}\))?,[ ][A-Z][a-z]+\b )
    """,
    re.VERBOSE,
)


def _life(match: re.Match[str], _: Style) -> str:
    """Say "b.", "d." and "r." before a year or a date; before a name it is an initial.

    >>> speakable("Hart, b. 1950, d. May 5.", "en")
    'Hart, born nineteen fifty, died May fifth.'
    >>> speakable("Sgt. Hart, b. 10/25/46.", "en")
    'Sergeant Hart, born October twenty-fifth, nineteen forty-six.'
    >>> speakable("He d. in 2024 there.", "en")
    'He died in twenty twenty-four there.'
    >>> speakable("Under Egbert (r. 802-839) it grew.", "en")
    'Under Egbert (reigned eight hundred two to eight hundred thirty-nine) it grew.'
    >>> speakable("He met b. Hart.", "en")
    'He met b. Hart.'
    """
    return {"b": "born", "d": "died", "r": "reigned"}[match["it"][0]]


def _registered(match: re.Match[str], _: Style) -> str:
    """Say "b", "d" and "m" before the date of a life in a line of it; elsewhere they are letters.

    >>> speakable("Ludlow, b Hull 3 Mar 1931, m 1957 Jean Ord, d Bath 9 May 2024.", "en")
    'Ludlow, born Hull the third of March, nineteen thirty-one, married nineteen fifty-seven Jean \
Ord, died Bath the ninth of May, twenty twenty-four.'
    >>> speakable("Root, b Bell 9, won.", "en")
    'Root, b Bell nine, won.'
    """
    return {"b": "born", "d": "died", "m": "married"}[match["it"][0]]


def _surname(match: re.Match[str], _: Style) -> str | None:
    """Say a surname in capitals at the head of a notice as a name; elsewhere it may be letters.

    >>> speakable("LEE, Joan (née Webb), peacefully.", "en")
    'Lee, Joan (née Webb), peacefully.'
    >>> speakable("LEE-KAY: To Di (née Lee) and Al, a son.", "en")
    'Lee-Kay: To Di (née Lee) and Al, a son.'
    >>> speakable("USA, France and Spain mourn Hart, who passed away.", "en")
    'U.S.A, France and Spain mourn Hart, who passed away.'
    """
    is_name = match["it"] not in SAID and mentions("noticed", match.string)
    return match["it"].title() if is_name else None


RULES = (
    Rule("title.surname", SURNAME, _surname, starts=capitals),
    Rule("title.registered", REGISTERED, _registered, words=frozenset("bdm")),
    Rule("title.life", LIFE, _life, words=frozenset("bdr")),
)
