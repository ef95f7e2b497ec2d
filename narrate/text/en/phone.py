"""Telephone numbers, short codes and other figures that are said one by one."""

import re
from functools import lru_cache

from narrate.text.en.grammar import cued, cues
from narrate.text.en.letters import spelled
from narrate.text.en.numbers import DIGITS, cardinal, digits, figure_rule
from narrate.text.later import later
from narrate.text.rules import WORD, Rule, Style, after_figure, in_any_case

PHONE = later(
    r"""
    (?=[+(0-9]) (?<![\w.,$€£/-])
    (?: 1[ ]8(?:00|33|44|55|66|77|88)[ ][0-9]{3}[ ][0-9]{4}
      | (?:\+?1[-. ]\s?)? (?:\([0-9]{3}\)[-. ]?|[0-9]{3}[-.]) [0-9]{3}[-. ][0-9]{4}
      | \+(?![0-9]+\.[0-9]+(?![0-9.]|[ ][0-9]))
        [0-9]{1,3} (?: [-. ]? (?:\([0-9]{1,4}\)|[0-9]{2,4}) ){2,5}
      | 08[0-9]{2}[ ][0-9]{4}
      | 0[0-9]{2,4}[ ][0-9]{3,4}[ ]?[0-9]{3,4}
      | [0-9]{3}-[0-9]{2}-[0-9]{4}
      | [2-9][0-9]{2}-[0-9]{4} )
    (?! \w | [-.,:/][0-9] )
    """,
    re.VERBOSE,
)
VANITY = later(
    r"""
    (?<![\w-]) (?:(?P<one>1)-)? (?P<area>8[0-9]{2}) - (?=[0-9-]{0,9}[A-Z]|(?<=1-8..-))
    (?P<rest>[A-Z0-9]{1,9}(?:-[A-Z0-9]{1,9}){0,4}) (?![\w-])
    """,
    re.VERBOSE,
)
CALLING = in_any_case(*cues("before_code"), "ext", "text")
CODE = later(
    rf"""
    (?=[{"".join({word[0] for word in CALLING})}])
    \b (?i: {cued("before_code")} | ext\.? | text(?:[ ][A-Z]{{2,10}}[ ]to)? ) [ ]
    (?P<it>116[ ][0-9]{{3}}|[0-9]{{3,6}}) (?! [\w%] | [-.,/:][0-9]
      | [ ](?:people|times|men|million|to|[a-z]{{3,}}[^s\W]s)\b )
    """,
    re.VERBOSE,
)
# "Crime no 14260098134": a number too long to be read out, and without commas.
LONG = later(r"(?<![\w.,$€£/'’-])[0-9]{9,24}(?<!000)(?![\w%]|[.,'’/-][0-9])")
EMERGENCY = later(
    r"""
    (?<![$,-]) (?<![0-9][ ])
    (?: 911
      | (?<=or[ ]) (?:999|112|101|111|988)
      | 999 (?= [ ] (?:call|operator) )
      | 988 (?= [ ] )
      | 112 (?= [ ] (?:call|line|emergency) ) )
    (?! [\w%] | [-.,/:][0-9] | [ ](?:people|times|men|million|to)\b )
    """,
    re.VERBOSE,
)
# Short codes without a word before them that calls, in a sentence that speaks of calls.
SHORT = later(
    r"""
    (?<![$€£/-]) (?<![0-9][ ])
    (?: (?: 911
          | 999
          | 112
          | 101
          | 111
          | 988
          | 211
          | 311
          | 119
          | 110
          | 000 )
        (?![\w%]|[-.,/:][0-9])
      | 116[ ] (?:000|117|123) )
    (?!\w)
    (?![ ](?!operators|dispatchers|handlers)(?:[a-z]{3,}s|people|men|women|more|other|of)\b)
    """,
    re.VERBOSE,
)
SPEAKING = in_any_case(*cues("speaks_of_calls"))
REFERENCE = later(
    rf"""
    \b
    (?: {cued("before_reference", opening=True)}
      | [Rr]ef(?:erence|\.)? (?=[ ][0-9]{{2}}/|[ ][0-9]{{4}}|[ ]n) )
    (?: [ ](?:number|no\.?) )? [ ]
    (?P<it> (?P<figures>[0-9]{{2,8}}) (?:/(?P<rest>[0-9]{{2,8}}))? ) (?! [\w%] | [-.,/:][0-9] )
    """,
    re.VERBOSE,
)
REFERRING = in_any_case("quoting quote reference ref incident crime log") | {"CAD"}
SERIAL = later(
    r"""
    \bISB?S?N (?:-1[03])? (?::|[ ]is|[ ]number|[ ]no\.)? [ ] (?P<it>[0-9][0-9 -]{6,16}[0-9Xx])
    (?!\w)
    """,
    re.VERBOSE,
)
BOOK = later(r"(?P<it>97[89]-[0-9][0-9-]{8,12}[0-9Xx])(?!\w)")
# Numbers of ships, planes, accounts and parcels are read figure by figure.
IDENTIFIER = later(
    rf"""
    \b (?:{cued("identified", opening=True)}) (?:[ ](?:number|no\.?|nos\.?|\#))? :?[ ]
    (?P<it> [0-9]{{5,14}}
          | (?: (?<=number[ ]) | (?<=no[ ]) | (?<=no\.[ ]) ) [0-9]{{3,4}} )
    (?![\w%]|[.,:/][0-9])
    """,
    re.VERBOSE,
)
IDENTIFIED = in_any_case(*cues("identified"))
GROUP = later(r"[0-9]+")


def _phone(match: re.Match[str], _: Style) -> str:
    """Say a telephone number figure by figure, a pause between its groups; not a range.

    >>> speakable("Ring (202) 555-0147.", "en")
    'Ring two zero two, five five five, zero one four seven.'
    >>> speakable("Some 100-150 left.", "en")
    'Some one hundred to one hundred fifty left.'
    """
    plus = "plus " if match[0].startswith("+") else ""
    return plus + ", ".join(digits(group) for group in GROUP.findall(match[0]))


def _vanity(match: re.Match[str], _: Style) -> str:
    """Say "1-800-GO-HOME" as words where there are letters; a range has none.

    >>> speakable("Call 1-800-GO-HOME.", "en")
    'Call one, eight hundred, GO HOME.'
    >>> speakable("Some 800-900 came.", "en")
    'Some eight hundred to nine hundred came.'
    """
    area = match["area"]
    spoken_area = f"{cardinal(area[0])} hundred" if area.endswith("00") else digits(area)
    parts = (digits(part) if part.isdecimal() else _word(part) for part in match["rest"].split("-"))
    return f"{'one, ' if match['one'] else ''}{spoken_area}, {' '.join(parts)}"


def _word(part: str) -> str:
    return part if re.search(r"[AEIOUY]", part) and len(part) > 1 else spelled(part)


def _code(match: re.Match[str], _: Style) -> str:
    """Say a short code or an identifier figure by figure where a word calls for it; not a count.

    >>> speakable("Call 911 or quote reference 4417.", "en")
    'Call nine one one or quote reference four four one seven.'
    >>> speakable("They call 911 times a day.", "en")
    'They call nine hundred eleven times a day.'
    """
    figures = match[match.lastgroup or 0].replace(" ", "")
    words = digits(figures)
    return words.replace("zero", "oh") if figures == "101" else words


@lru_cache(maxsize=8)
def _speaks_of_calls(sentence: str) -> bool:
    return not SPEAKING.isdisjoint(WORD.findall(sentence))


def _short(match: re.Match[str], style: Style) -> str | None:
    """Say 101 or 116 123 figure by figure where a sentence speaks of calls; not a count.

    >>> speakable("A caller tried 101 first.", "en")
    'A caller tried one oh one first.'
    >>> speakable("A caller saw 101 cows.", "en")
    'A caller saw one hundred one cows.'
    """
    return _code(match, style) if _speaks_of_calls(match.string) else None


def _serial(match: re.Match[str], _: Style) -> str:
    """Say the number of a book or a journal figure by figure; other hyphens are ranges.

    >>> speakable("It has ISBN 978-1-86197-876-9.", "en")
    'It has I.S.B.N nine seven eight, one, eight six one nine seven, eight seven six, nine.'
    >>> speakable("Pages 978-999 have no ISBN.", "en")
    'Pages nine hundred seventy-eight to nine hundred ninety-nine have no I.S.B.N.'
    """
    parts = re.split("[- ]+", match["it"].upper())
    return ", ".join(
        digits(part[:-1]) + " X" if part[-1] == "X" else digits(part) for part in parts
    )


def _reference(match: re.Match[str], style: Style) -> str:
    """Say the number of a case of the police figure by figure; a count is none.

    >>> speakable("Quoting reference 25/118204.", "en-GB")
    'Quoting reference two five stroke one one eight two zero four.'
    >>> speakable("No reference to 250 of them.", "en")
    'No reference to two hundred fifty of them.'
    """
    stroke = " stroke " if style.day_first else " slash "
    return stroke.join(digits(part) for part in (match["figures"], match["rest"]) if part)


def _long(match: re.Match[str], _: Style) -> str:
    """Say a number of nine figures and more without commas one by one; a round one is an amount.

    >>> speakable("It is case 14260098134.", "en")
    'It is case one four two six zero zero nine eight one three four.'
    >>> speakable("It is 1000000000.", "en")
    'It is one billion.'
    """
    return digits(match[0])


RULES = (
    Rule("phone.vanity", VANITY, _vanity, after_figure("-")),
    Rule("phone.serial", SERIAL, _serial, words=frozenset(["ISBN", "ISSN", "ISN", "ISBSN"])),
    figure_rule("phone.serial", BOOK, _serial, after_figure("-")),
    Rule("phone.identifier", IDENTIFIER, _code, DIGITS, IDENTIFIED),
    Rule("phone", PHONE, _phone, DIGITS),
    Rule("phone.code", CODE, _code, DIGITS, CALLING),
    figure_rule("phone.code", EMERGENCY, _code, frozenset("19")),
    figure_rule("phone.code", SHORT, _short, frozenset("123"), SPEAKING),
    Rule("phone.reference", REFERENCE, _reference, DIGITS, REFERRING),
    figure_rule("phone.long", LONG, _long),
)
