"""Which case a sentence asks of a number: by the words before it and the noun after it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from narrate.text.slavic.phrases import (
    CHAINED,
    COMPARED,
    FAMILY,
    INCLUDING,
    NEGATED,
    OBJECT_FIRST,
    OVER,
    SIZED,
    SPEAKING,
    TAKING_PART,
)
from narrate.text.table import pairs, rows

_TOKEN = re.compile(r"[^\W\d_]+(?:[’'ʼ-][^\W\d_]+)*|[0-9]++|\S")
# A number that another one is joined to, with the noun after it: "від 5 і 10", "з 3 % до 4 %".
_JOINED = re.compile(
    r"[0-9][0-9.,  ]*+ (?:(?!(?:на|у|в|з|до|від|за|по|na|w|z|do|od|za|o|po)[ ])[^\W\d_]+\.?[ ]"
    r"|[%°][ ]?)? (?:і|й|та|або|чи|a|i|oraz|lub|albo)[ ]\Z",
    re.VERBOSE,
)
# "між 2 і 4 ракетами": the noun of both numbers.
_AND_ANOTHER = re.compile(r"\A[ ](?:і|й|та|або|чи|a|i|oraz|lub|albo)[ ][0-9][0-9]*+(?=[ ])")
_FOLLOWING = r"(?:[ ](?:[^\W\d_]{1,6}\.[ ])?[«„]?([^\W\d_][\w’'ʼ-]*+)(?!\.[ ][a-zа-яіїєґ]))"
_WORDS = re.compile(f"{_FOLLOWING}{_FOLLOWING}?{_FOLLOWING}?")
# A number after a noun that it names: "№ 5", "nr 5", "numer 5".
_NAMED = re.compile(r"(?:№|§|\bnr|\bnumer\w{0,3}|\bномер\w{0,3}|\bop\.)[ ]?\Z", re.IGNORECASE)
# A number after a Latin name in Cyrillic text: "Ariane 5".
_LATIN_NAME = re.compile(r"[а-яіїєА-ЯІЇЄ][’ ,(«:]+[A-Z][A-Za-z-]*[ ]\Z")
_NEAR = 120  # characters before a number that may govern it
_NEAREST = 40  # characters of the phrase right before it
_WITH = ("з ", "із ", "зі ", "z ", "ze ")
_OR_MORE = re.compile(
    r"\A[ ](?:і|й|та|або|чи|i|lub|oraz|albo)[ ](?:більше|менше|więcej|mniej)(?=[ ])"
)
_OF_MANY = re.compile(r"[ ](?:з|із|z|ze|spośród)[ ][0-9]+")
# A letter of an abbreviation's full stop: "temp. 180", "ok. 500".
_SHORTENED = re.compile(r"\b([^\W\d_]{1,7})\.(?=[ ])")
_VERB = re.compile(
    r"""
    \b ([^\W\d_]{2,}(?:ли|ла|в|ть|ти|вши|ючи|ує|łą|li|ły|ła|ł|ć|uje|wszy|ąc))
    (?: [ ] (?:в|у|на|до|для|w|na|do|dla) [ ] [^\W\d_]+ )? [ ]\Z
    """,
    re.VERBOSE,
)
# Verbs of which a number is the subject.
_SUBJECTS = frozenset(
    [
        "була",
        "були",
        "був",
        "буде",
        "будуть",
        "є",
        "загинула",
        "надійшла",
        "пройшла",
        "прийшла",
        "минула",
        "лишилась",
        "зросла",
        "впала",
    ]
)
_ACRONYM = re.compile(r"[^\W\d_a-zа-яіїєґ]{2,}[’'-]?[a-zа-яіїєґąęć]{1,4}")  # "18 КАБами"
_SHORT = 2  # letters
_POSSESSIVES = frozenset(("jego", "jej", "ich", "його", "її", "їх"))  # "2 jego kolegów"
_PLURAL = re.compile(r"(?:ami|ach|om|ами|ах|ам)\Z")
_MASCULINE = ("ів", "їв", "ей", "ów", "h", "х", "m", "м")  # genitives of no sure gender
_VOWELS = frozenset("аеєиіїоуюяaeiouyąęó")
OBLIQUE = frozenset(("dat", "ins", "loc"))


def text_before(match: re.Match[str], group: str | int = 0) -> str:
    """Return the text before a match that may decide its case: the last 120 characters."""
    end = match.start(group)
    return match.string[max(0, end - _NEAR) : end]


class Form(NamedTuple):
    """The case (or "" if unsure) and gender that the words after a number show."""

    case: str
    gender: str
    noun: str = ""


NO_NOUN = Form("", "-")


@dataclass(frozen=True)
class Agreement:
    """The governing words and noun endings of a language.

    ``governors.tsv`` gives the case that a word asks of a number, and of a number with a unit;
    "skip" looks further to the left, a case with a plus is that of a number that counts; a word
    with a hyphen is an ending of three or four letters. ``endings.tsv`` gives case and gender by
    the ending of a plural noun; ``counted.tsv`` the genders of nouns. ``single.tsv``,
    in order, gives case and gender of one thing by its noun's ending and the governors; a gender
    with "?" yields to that of ``counted.tsv``. ``one_agrees``: a noun after "21" is in the
    singular.
    """

    code: str
    one_agrees: bool = True

    @cached_property
    def _governors(self) -> Mapping[str, tuple[str, str]]:
        return {word: (case, unit) for word, case, unit in rows(f"{self.code}/governors.tsv")}

    @cached_property
    def _endings(self) -> Mapping[str, tuple[str, str]]:
        return {ending: (case, gender) for ending, case, gender in rows(f"{self.code}/endings.tsv")}

    @cached_property
    def _genders(self) -> Mapping[str, str]:
        return pairs(f"{self.code}/counted.tsv")

    def governor(self, left_context: str, *, unit: bool = False) -> str:
        """Return the case that the text before a number asks for, "" where nothing does."""
        near, nearest = left_context[-_NEAR:], left_context[-_NEAREST:]
        if nearest.endswith(_WITH) and COMPARED.search(nearest):
            return "ins"
        if nearest.endswith(" o ") and SPEAKING.search(nearest):
            return "loc"
        if nearest.endswith(". ") and SIZED.search(nearest):
            return "gen"
        if "nie " in nearest.casefold() and NEGATED.search(nearest):
            return "gen"
        return self._by_word(near, unit=unit) or ("acc" if OVER.search(near) else "")

    @staticmethod
    def family(left_context: str, noun: str) -> bool:
        """Return whether a number counts the children whom parents have with them."""
        return noun in {"dzieci", "дітей"} and FAMILY.search(left_context) is not None

    def _by_word(self, left_context: str, *, unit: bool) -> str:
        """Return the case that the nearest word asks for; "skip" looks further to the left."""
        left_context = _SHORTENED.sub(r"\1", left_context)
        while joined := _JOINED.search(left_context) or CHAINED.search(left_context):
            left_context = left_context[: joined.start()]
        nearest = left_context[-_NEAREST:]
        if TAKING_PART.search(nearest) or OBJECT_FIRST.search(nearest):
            return ""
        for word in reversed(_TOKEN.findall(INCLUDING.sub("", left_context))):
            initial = len(word) == 1 and word.isupper() and left_context.strip() != word
            cases = None if initial or not word[0].isalpha() else self._governing(word)
            if cases is None:
                return ""
            case = cases[1 if unit else 0]
            if case != "skip":
                return "" if case == "none" else case
        return ""

    def _governing(self, word: str) -> tuple[str, str] | None:
        """Return the cases that a word asks for, by itself or by its ending."""
        lowered = word.casefold().replace("'", "’")
        keys = (lowered, f"-{lowered[-3:]}", f"-{lowered[-4:]}")
        return next((self._governors[key] for key in keys if key in self._governors), None)

    def object_of(self, left_context: str) -> bool:
        """Return whether a verb that takes an object stands right before a number."""
        word = _VERB.search(left_context[-_NEAREST:])
        return word is not None and word[1].casefold() not in _SUBJECTS

    def named(self, left_context: str) -> bool:
        """Return whether a number is the name of the thing before it: "№ 5", "nr 5"."""
        near = left_context[-_NEAR:]
        return (_NAMED.search(near) or _LATIN_NAME.search(near)) is not None

    def partitive(self, after: str) -> bool:
        """Return whether a number is a part of another: "4 з 69", "4 of 69"."""
        return _OF_MANY.match(after) is not None

    def form(self, after: str) -> Form:
        """Return the case and gender that the words after a number show."""
        after = _OR_MORE.sub("", after)
        part = _OF_MANY.match(after)
        words = _WORDS.match(after[part.end() :] if part else _AND_ANOTHER.sub("", after))
        case, persons = "", False
        for word in words.groups() if words else ():
            if word in _POSSESSIVES:
                continue
            if word is None or (word[0].isupper() and not self._counts(word)):
                break
            ending, gender = self._ending(word)
            if not ending.startswith("adj-") and self._links(word):
                break
            if ending == "verb":
                break
            kind = ending.removeprefix("adj-")
            if ending.startswith("adj-"):
                persons = gender == "c"  # "4 військових", where no noun follows
                case = kind if kind != "gen" else case or "adj-gen"
                continue
            case = kind if case in {"", "adj-gen"} and kind else case
            gender = self.gender(word) or gender
            if not gender and case in OBLIQUE:
                gender = self.counted_gender(word.casefold())  # "z dwiema wypłatami"
            return Form("" if part else case, gender or "m", word)
        if persons:
            return Form("gen", "c")
        if case:
            women = case == "nom" and not self.one_agrees  # "2 biegłe"
            return Form(case, "p" if case == "adj-gen" else "f" if women else "m")
        return NO_NOUN

    def _links(self, word: str) -> bool:
        """Return whether a word is a preposition, a conjunction or the like, not a noun."""
        case, _ = self._governors.get(word.casefold(), ("+", ""))
        if word.casefold() in self._endings or self.gender(word):  # "lat", "liczby"
            return False
        return len(word) <= _SHORT or not case.endswith("+")

    def governs(self, word: str) -> bool:
        """Return whether a word governs a number or joins two parts, rather than names a thing."""
        return word.casefold() in self._governors

    def _counts(self, word: str) -> bool:
        """Return whether a number counts a capitalized word.

        Peoples are counted, acronyms with an ending, and names in a sure plural: "на 3 Олімпіадах".
        """
        case, gender = self._ending(word)
        return gender == "p" or case in OBLIQUE or _ACRONYM.fullmatch(word) is not None

    def single(self, after: str, governor: str) -> tuple[str, str]:
        """Return case and gender of "one" by the noun after it: "до 21 особи", "1 дівчину"."""
        words = _WORDS.match(after)
        if not words:
            return governor or "nom", "m"
        noun = words[1].casefold()
        verb = self.one_agrees and self._ending(noun)[0] == "verb"  # Polish nouns end in "-ą" too
        if verb or self._links(noun):
            return governor or "nom", "m"
        return next(
            (case, (self.gender(noun) or gender[0]) if gender.endswith("?") else gender)
            for _, ending, governors, case, gender in rows(f"{self.code}/single.tsv")
            if noun.endswith(ending) and (not governors or governor in governors.split())
        )

    def gender(self, word: str) -> str:
        """Return the gender of a noun that the language's table has, or ""."""
        return self._genders.get(word) or self._genders.get(word.casefold().replace("'", "’"), "")

    def counted_gender(self, noun: str) -> str:
        """Return the gender of a counted noun in the plural by the tables and by its ending.

        "huty", "hut" and "hutami" are feminine, "weteranami" persons; "m" where nothing shows it.
        """
        stem = _PLURAL.sub("", noun)
        endings = ("ów", "ів", "y", "i", "и") if stem != noun else ("", "", "y", "i", "и")
        nouns = (
            noun,
            *(f"{stem}{ending}" for ending in endings if noun[-1] not in _VOWELS or stem != noun),
        )
        genders = [self.gender(form) or self._ending(form)[1] for form in nouns[:3]]
        genders += map(self.gender, nouns[3:])
        known = next(filter(None, genders), "")
        bare = noun[-1] not in _VOWELS and stem == noun and not noun.endswith(_MASCULINE)
        return known or ("f" if bare else "m")

    def _ending(self, word: str) -> tuple[str, str]:
        """Return case and gender by the whole word, by its longest known ending, or by its last."""
        word = word.casefold().replace("'", "’")
        table = self._endings
        if word in table:
            return table[word]
        for length in range(min(len(word), 8), 0, -1):
            if ending := table.get(f"-{word[-length:]}"):
                return ending
        return ("nom" if word[-1] in _VOWELS else "gen"), ""
