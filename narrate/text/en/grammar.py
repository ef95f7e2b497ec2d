"""Tell the role of a figure by the words around it."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from narrate.text.later import later
from narrate.text.rules import WORD, words_at
from narrate.text.table import rows

_STEM = 3  # letters

# Words that follow a figure, which neither counts nor measures them.
FUNCTION_WORDS = frozenset(word for (word,) in rows("en/function_words.tsv"))


def alternatives(words: Iterable[str]) -> str:
    """Return words as the alternatives of a pattern, the longest first.

    Those with the same first letter share it, so that most are passed over at one look.

    >>> alternatives(["a", "and", "or"])
    'a(?:nd|)|o(?:r)'
    """
    endings: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        endings.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in endings.items())


@cache
def cues(use: str) -> frozenset[str]:
    """Return the words of the table of cues for one use."""
    return frozenset(cue for cue, uses in rows("en/cues.tsv") if use in uses.split(" "))


@cache
def cued(use: str, *, opening: bool = False) -> str:
    """Return the words of the table of cues for one use, as the alternatives of a pattern.

    "~" in the table stands for any ending: "swim~" is "swimming", too. With ``opening``, a word in
    small letters may open a sentence with a capital.
    """
    longest_first = sorted(cues(use), key=lambda cue: (-len(cue), cue))
    return "|".join(_pattern(cue, opening=opening) for cue in longest_first)


def _pattern(cue: str, *, opening: bool) -> str:
    """Return the pattern of a cue."""
    either = opening and cue[0].islower()
    opening_letter = f"[{cue[0]}{cue[0].upper()}]" if either else re.escape(cue[0])
    return opening_letter + re.escape(cue[1:]).replace("\\~", r"\w*").replace("\\ ", "[ ]")


@lru_cache(maxsize=64)
def occurs(pattern: re.Pattern[str], sentence: str) -> bool:
    """Return whether a pattern occurs in a sentence; the answer is kept for its next match."""
    return pattern.search(sentence) is not None


@lru_cache(maxsize=64)
def mentions(use: str, sentence: str) -> bool:
    """Return whether a sentence holds a cue for one use; many figures ask it of one sentence."""
    stems = _stems_of_cues(use)
    if stems and stems.isdisjoint(_stems(sentence)):
        return False
    return _cue(use).search(sentence) is not None


@lru_cache(maxsize=8)
def _stems(sentence: str) -> frozenset[str]:
    """Return how the words of a sentence begin: a sentence without a cue's stem lacks the cue."""
    return frozenset(word[:_STEM] for word in words_at(sentence))


@cache
def _stems_of_cues(use: str) -> frozenset[str]:
    """Return how the first words of the cues for one use begin, with small letters and capitals.

    If a cue has no word, return none: every sentence may hold it.
    """
    words = [WORD.search(cue) for cue in cues(use)]
    stems = {word[0][:_STEM] for word in words if word}
    return (
        frozenset(f(stem) for stem in stems for f in (str, _opened)) if all(words) else frozenset()
    )


def _opened(stem: str) -> str:
    """Return a stem with a capital."""
    return stem[0].upper() + stem[1:]


@cache
def _cue(use: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{cued(use, opening=True)})\b")


# Nouns that take a quantity before them without an article: "$10 bills", "the 100m sprint".
ATTRIBUTED = cues("attributed")
_DETERMINER = later(
    rf"""
    (?: ^ | [\s(“"'‘] )
    (?: {cued("determiner")}
      | (?!(?:{cued("contracted")})['’])[\w.-]{{1,30}}['’]s )
    (?: [ ][\w.]{{1,12}}-[\w.-]{{1,15}}, )?
    (?: [ ](?:{cued("before_sum")}) )? [ ] $
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NOUN = later(
    rf"""
    (?: ,[ ][$£€]?[0-9a-z.,]+(?:-[A-Za-z]+)+ )?
    (?: [ ]\([0-9][^()]{{1,14}}\) )?
    (?: [ ](?:19|20)[0-9]{{2}}(?:[-–/][0-9]{{2,4}})?(?=[ ][a-z]) )?
    (?: [ ][0-9.]{{1,6}}(?:[KWVA]|GHz|Hz|kg|mm|cm|in|hp|MP|GB|TB)(?=[ ][A-Za-z]) )?
    (?: [ ][0-9]{{1,3}}-(?:yr|year|wk|week|month|day)(?=[ ][a-z]) )? [ -]
    (?P<noun> [a-z]{{2,}}
            | (?!ONO\b|OIRO\b|OTR\b|PCM\b|POA\b|PPPN\b) [A-Z]{{2,6}}\b
            | (?:[A-Z][a-z]+|[a-z])[A-Z][a-zA-Z]*
            | No\.? (?=[ ][0-9])
            | [A-Z]{{2,4}}[0-9]{{1,3}}\b (?=[ ][A-Za-z])
            | [0-9]{{1,3}}(?:st|nd|rd|th)-[a-z]{{3,}}
            | [A-Z][\w-]{{2,}} (?=[ ](?:{cued("sum_noun")})\b)
            | [A-Z][a-z][\w-]*
              (?= [ ](?!(?:A?FC|CC|RFC|UK|USA?|EU|UN)\b)
                  (?:[A-Z]{{1,3}}[0-9]{{0,4}}|[A-Z]?[0-9]{{1,4}}[a-z]?)\b[ ,.;] )
            | [A-Z][a-z]{{2,}}
              (?= (?:[ ][A-Z]\w*){{0,3}}
                (?: [,.;)] | [ ]\( | [ ](?:{cued("after_name")})\b ) )
            | (?P<name>[A-Z][a-z][\w-]+) )
    """,
    re.VERBOSE,
)


INDEFINITE = later(r"\b(?:[Aa]n?|[Tt]his|[Tt]hat|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|my|our|new)[ ]\Z")
# A word that shows that "cut" in "the £2bn cut" is a verb, as "from" does; "to" shows a noun.
_PARTICIPLE = later(rf"[ ](?:{cued('after_participle')})\b")
_NEXT = later(r"(?:,)?[ ]([A-Za-z][a-z]+)")  # after a hyphenated sum
ONES = frozenset(
    ["ea", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
)
LONGEST_CLOSE = 8
PERIODS = frozenset(["daily", "quarterly", "hourly", "weekly", "monthly", "yearly"])


def attributive(match: re.Match[str]) -> bool:
    """Return whether a quantity precedes its noun, so that its unit is singular.

    That is so in "a $5 million deal", but not in "the $5 million raised": "raised" is no noun.

    >>> speakable("A $5 million deal.", "en"), speakable("The $5 million raised.", "en")
    ('A five million dollar deal.', 'The five million dollars raised.')
    >>> speakable("A 2.4mg weekly dose under the $3bn 5-yr plan.", "en")
    'A two point four milligram weekly dose under the three billion dollar five year plan.'
    >>> speakable("The £9m left-back and a £5m-plus deal.", "en")
    'The nine million pound left-back and a five million pound-plus deal.'
    >>> speakable("The £90 Dyson V8 and a £12 Merlot do; the £300 Smith owed is due.", "en")
    'The ninety pound Dyson V eight and a twelve pound Merlot do; the three hundred pounds Smith \
owed is due.'
    >>> speakable("The £2bn cut to aid; the £2bn cut from aid.", "en")
    'The two billion pound cut to aid; the two billion pounds cut from aid.'
    """
    noun = _NOUN.match(match.string, match.end())
    if noun is None:
        return False
    word = noun["noun"]
    if word in ATTRIBUTED:
        return True
    determiner = _DETERMINER.search(match.string[max(0, match.start() - 50) : match.start()])
    if determiner is None or word == "worth":
        return False
    if noun["name"] or "-" in {
        match.string[match.end()],
        match.string[noun.end() : noun.end() + 1],
    }:
        # "a £9m-rated winger", "a £12 Merlot glows", but not "the £300 Smith owed"
        return not noun["name"] or INDEFINITE.search(determiner[0]) is not None
    if word in cues("verb_or_noun"):
        definite = determiner[0].strip().partition(" ")[0].casefold() == "the"
        return not (definite and _PARTICIPLE.match(match.string, noun.end()))
    is_noun = word in PERIODS or not word.endswith(("ed", "ly"))
    return is_noun and word not in FUNCTION_WORDS and word not in cues("sum_verb")


def _determined(match: re.Match[str]) -> bool:
    """Return whether an article or a possessive precedes a quantity."""
    return _DETERMINER.search(match.string[max(0, match.start() - 50) : match.start()]) is not None


def hyphenated(match: re.Match[str]) -> bool:
    """Return whether a sum with a hyphen precedes a noun; Canada writes it elsewhere, too.

    >>> speakable("The $3-million gift, worth $6.5-million over 5 years.", "en")
    'The three million dollar gift, worth six point five million dollars over five years.'
    """
    word = _NEXT.match(match.string, match.end())
    if word is None:
        listed = match.string.startswith(", ", match.end())  # "a $2-million, 3-bed house"
        return match.string.startswith("-", match.end()) or (listed and _determined(match))
    if word[1] == "to" and match.string[word.end() + 1 : word.end() + 2] in {"$", "£", "€"}:
        return True
    return word[1] not in FUNCTION_WORDS and not cues("sum_verb").union(cues("after_sum")) & {
        word[1]
    }


def priced(match: re.Match[str]) -> bool:
    """Return whether a sum precedes the noun that it pays for, as in "backs £84m harbour plan".

    A plural after the sum does not count, because it may be a verb; nor does "raised £5m net".

    >>> speakable("City backs £84m harbour plan.", "en")
    'City backs eighty-four million pound harbour plan.'
    >>> speakable("It raised £5m net.", "en")
    'It raised five million pounds net.'
    >>> speakable("A flat listed at $2.9M sold.", "en")
    'A flat listed at two point nine million dollars sold.'
    """
    noun = _NOUN.match(match.string, match.end())
    if (
        noun is None
        or noun["name"]
        or noun["noun"] in FUNCTION_WORDS
        or noun["noun"] in cues("after_sum")
    ):
        return False
    if noun["noun"] in cues("sum_verb") or (
        noun["noun"] in cues("verb_or_noun") and _PARTICIPLE.match(match.string, noun.end())
    ):
        return False
    return not noun["noun"].endswith(("ed", "ly", "ing", "s", "er")) and noun["noun"] not in ONES


def stop_of(match: re.Match[str]) -> str:
    """Return the full stop that an abbreviation shares with the end of its sentence."""
    if not match[0].endswith(".") or len(match.string) - match.end() > LONGEST_CLOSE:
        return ""
    return "" if match.string[match.end() :].strip("\"'”’)»] ") else "."
