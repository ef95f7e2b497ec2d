"""Find the ends of sentences: by our own rules if they are sure, else by nltk's Punkt.

One file, over 300 lines: the kinds of abbreviations share one splitter, which holds its tables.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

from narrate.text import marks, pictures
from narrate.text.breaks import breaks
from narrate.text.candidate import BRAND, CANDIDATE, Candidate, used
from narrate.text.ends import SPEECH, certain, inside_name, names_subject, numbered
from narrate.text.languages import ANY, Language, language
from narrate.text.punkt import punkt

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

DECADE = (" lat", " latach")  # Polish: "w latach 80."
YEARLY = re.compile(r"(?:[0-9IVXІХ](?:-х|-го)?|того|цього|цьому|минулого|поточного|ц\.)\Z")
QUOTED = re.compile(r"\s*[„“\"«][^„“”\"«».!?…]{1,80}[”“\"»]\s(\w{1,10})\b")
COMPASS = re.compile(r"[NSEW]|[NS][EW]")  # "35 mi. SE of the town"
DASHES = tuple("–—-")
# An abbreviation alone in a bracket after a word.
ABBREVIATED = re.compile(r"\w[.,]?\s\((?:[A-Z][a-z]{1,4}|[a-z]{2,4})\Z")
SIGNS = frozenset("£$€¥+&@")
LISTED = re.compile(r"(?:\A|[,;:.(/0-9])\Z")  # before an abbreviation of a listing
_PLAIN = 3  # letters
_TWO = 2  # letters: "IT" opens a sentence, "AGL" is an acronym
_LONG = 6  # letters: few abbreviations are longer
_SHORT = 4  # letters of an abbreviation that no list has
ELIDED = re.compile(r"^(?:[cdjlmnst]|qu|dell|all|nell|dall|sull|un)['’](?=\w)", re.IGNORECASE)
INITIAL = re.compile(r"[^\W\d_]\.")
AFTER_STROKE = re.compile("/(?:[A-Z]|hr|min)")  # "I-90/Rte. 20", "$18/hr. DOE"
NUMBERED_STREET = re.compile(
    r"\s(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh)\s(?:Ave|Avenue|Blvd|Place|Road|St|Street)\b"
)
MEASURED = frozenset("ACFKLV")  # units, more often than initials after a figure
SMALL_UNIT = re.compile(r"[0-9][ ][a-z]\Z")  # "he ran 5 m. Then he fell"
# "the 7 p.m. Mass"
TIMED_THING = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Tt]heir|[Oo]ur|['’]s)\s[0-9]{1,2}(?::[0-9]{2})?\s\S+\Z"
)
# "lives on Sunset Dr. She left", not "said Dr. He".
STREET = re.compile(r"\b(?:along|at|down|near|off|on|to)\s(?:[0-9A-Z][\w’'-]*\s){1,3}Dr\Z")
SPACED = re.compile(r"\b([^\W\d_])\.\s([^\W\d_])$")  # "і т. д.", "z. B."
SCORE = re.compile(r"[0-9]{1,3}[-–][0-9]{1,3}(?![0-9])")  # "beat Iowa St. 2-1"
ORDINAL = re.compile(r"[0-9]+(?:st|nd|rd|th)")
ROMAN = re.compile(r"[IVXLC]{1,7}")
# "der I. Weltkrieg", "ihr 100. Tor": one letter or three figures, an ordinal after an article.
COUNTED = re.compile(
    r"""
    \b
    (?: der
      | die
      | das
      | de[nms]
      | [iaz]m
      | zu[mr]
      | vom
      | beim
      | (?:ein|sein|ihr|unser|mein) (?:e[mnrs]?)? )
    \s (?:[IVX]|[0-9]{3}) \Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
DATED = re.compile(r"\s(?!Nos?\b)[^\W\d_a-z][^\W\d_]{2,3}\.\s\d")  # after "Fri.": "Mar. 15"
LOCAL_TIME = re.compile(r"(?:\s[^\W\d_a-z][\w’'-]{1,20}){1,3}\stime\b")
VERB = re.compile(r"\b(?:[a-z]{2,}(?:ed|es|ing)|is|was|were|are|had|said|[a-z]{4,})\b")


class Splitter:
    """Finds the sentences of one language."""

    def __init__(self, rules: Language) -> None:
        """Read the language's tables."""
        self.rules = rules
        self.starters = rules.starters()
        self.stops = rules.stops()

    @cached_property
    def punkt(self) -> "PunktSentenceTokenizer":
        """Punkt with our abbreviations and sentence openers in place of a trained model."""
        nltk = punkt()
        parameters = nltk.PunktParameters()
        parameters.abbrev_types = self._shortened
        parameters.sent_starters = set(self.starters)
        tokenizer: PunktSentenceTokenizer = nltk.PunktSentenceTokenizer(parameters)
        return tokenizer

    @cached_property
    def _shortened(self) -> set[str]:
        """Every abbreviation of the tables, in small letters."""
        return {written.casefold() for written in self.stops}

    @cached_property
    def _breaks(self) -> Callable[[str], bool]:
        return lru_cache(maxsize=512)(self.punkt.text_contains_sentbreak)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the start and end of each sentence of a text, without white space."""
        start = 0
        stops = breaks(text, ordinal_dot=self.rules.ordinal_dot)
        for stop in sorted({*stops, *pictures.breaks(text, self.starters)}):
            for match in CANDIDATE.finditer(text, start, stop):
                candidate = Candidate(text, start, match)
                if match.end() > start and self._ends(candidate):
                    end = pictures.end_after(text, candidate.end, stop)
                    yield from _stripped(text, start, end)
                    start = end
            yield from _stripped(text, start, stop)
            start = stop

    def _ends(self, candidate: Candidate) -> bool:
        for rule in (
            marks.list_mark,
            marks.spaced_dots,
            marks.inside_brackets,
            self._bracketed,
            marks.trailing_off,
            marks.inside_motto,
            self._unlisted,
            self._lower_next,
            self._question,
            self._goes_on,
            certain,
            self._abbreviation,
            self._ordinal,
            self.lower_case,
        ):
            verdict = rule(candidate)
            if verdict is not None:
                return verdict
        if candidate.mark != "." or candidate.close:
            return True
        context = f"{candidate.last}. {candidate.next} x"
        return bool(self._breaks(context))

    def _stop(self, word: str) -> str | None:
        """Return the kind of an abbreviation, or None: as written, in lower case, or as a title.

        An ending that the table has with a hyphen will do: "Goethestr.". A capital alone is an
        initial, whatever its small letter abbreviates.
        """
        word = ELIDED.sub("", word)
        if len(word) == 1 and word.isupper():
            return self.stops.get(word)
        return (
            self.stops.get(word)
            or self.stops.get(word.casefold())
            or (self.stops.get(word.capitalize()) if word.isupper() else None)
            or (self.stops.get(f"-{word[-3:]}") if len(word) > 3 else None)
            or (self.stops.get(word.rpartition("/")[2]) if AFTER_STROKE.search(word) else None)
        )

    def lower_case(self, candidate: Candidate) -> bool | None:
        """Stop after a word in small letters that no table has, and where the text ends."""
        last = candidate.last
        common = last.isalpha() and last.islower() and len(last) >= _PLAIN
        return True if (common and last not in self._shortened) or not candidate.next else None

    def _bracketed(self, candidate: Candidate) -> bool | None:
        """Go on after an abbreviation alone in a bracket: "Gen. (ret.) Hart"."""
        if candidate.mark != "." or candidate.close != ")" or self._starts(candidate):
            return None
        alone = ABBREVIATED.search(candidate.so_far) and self._stop(candidate.last)
        return False if alone else None

    def _unlisted(self, candidate: Candidate) -> bool | None:
        """Decide in a language without a list: a short word's stop before a figure may end none.

        Scripts without capitals leave only the length of a word to decide by.
        """
        if self.rules is not ANY or candidate.mark != "." or candidate.close:
            return None
        last = candidate.last
        if len(last) <= _SHORT and (candidate.next[:1].isdigit() or candidate.next[:1].islower()):
            return False
        caseless = last.isalpha() and last.lower() == last.upper()
        return len(last) > 1 if caseless else None

    def _lower_next(self, candidate: Candidate) -> bool | None:
        """Go on before a lower-case word, except where a full stop ends a plain word."""
        if not candidate.next[:1].islower():
            return None
        if BRAND.match(candidate.next):
            return self._stop(candidate.last) is None and len(candidate.last) > 1
        if candidate.last.istitle() and len(candidate.last) < _LONG:
            return False  # an abbreviation that no table has: "Bur. of Land"
        common = re.fullmatch(r"[^\W\d_]{3,}(?:['’-][^\W\d_]+)*", candidate.last)
        named = self._stop(candidate.last) or ROMAN.fullmatch(candidate.last)
        if candidate.mark != "." or candidate.close or not common or named:
            return False
        return None

    def _question(self, candidate: Candidate) -> bool | None:
        """Go on after a quoted question that someone is then said to have asked."""
        if candidate.mark[-1] not in "?!" or not candidate.close:
            return None
        if self._starts(candidate) and candidate.next != "I":
            return None
        return False if SPEECH.match(candidate.text, candidate.end + 1) else None

    def _starts(self, candidate: Candidate) -> bool:
        if candidate.next == "No":  # not "No. 1"
            return True
        return candidate.next_bare in self.starters

    def _goes_on(self, candidate: Candidate) -> bool | None:
        """Go on in "Т. Г. Шевченко" and "35 mi. SE of the town"."""
        last = candidate.last
        if candidate.close or candidate.mark != ".":
            return None
        initials = len(last) == 1 and last.isupper() and INITIAL.fullmatch(candidate.next)
        compass = COMPASS.fullmatch(candidate.next.rstrip(",.")) and self._stop(last)
        opens = self._starts(candidate)  # as "W" does in Polish
        if self.rules.ordinal_dot and COUNTED.search(candidate.so_far) and not opens:
            return False
        return False if initials or (compass and not opens) else None

    def _abbreviation(self, candidate: Candidate) -> bool | None:
        """Decide after an abbreviation or an initial, each by the kind that its table gives."""
        last = candidate.last
        if candidate.close or candidate.mark != ".":
            named = self.stops.get(last + candidate.mark) is not None
            return self._starts(candidate) if named and not candidate.close else None
        if self._aside(candidate):
            return False if self._stop(last) else None
        preceding = candidate.so_far[: -len(last)].rstrip()
        starts = self._starts(candidate)
        figure = candidate.next[:1].isdigit()
        money = candidate.next[:1] in SIGNS
        match self._kind(candidate, preceding):
            case "never" | "word" as kind:  # "ill" is a word, "Ill." a state
                street = last == "Dr" and starts and STREET.search(candidate.so_far)
                ends = kind == "word" or bool(street)
            case "number":
                roman = ROMAN.fullmatch(candidate.next_bare.upper())
                dated = last[0].isupper() and DATED.match(candidate.text, candidate.end)
                spelled = candidate.next_bare.isalpha() and candidate.next.isupper()
                acronym = spelled and len(candidate.next_bare) > _TWO
                ends = not (figure or money or roman or dated or acronym or candidate.at_opening)
            case "clock":
                ends = not (
                    candidate.at_opening
                    or TIMED_THING.search(candidate.so_far)
                    or used(re.split("[/.]", candidate.next_bare.replace(".", ""))[0], "clock")
                    or LOCAL_TIME.match(candidate.text, candidate.end)
                )
            case "company":
                goes_on = used(candidate.next_bare, "company") or (
                    self._stop(candidate.next.rstrip(".,")) == "company"
                )
                ends = starts or (not goes_on and VERB.search(candidate.so_far) is not None)
            case "amount" | "named" as kind:  # "через р. Рось", but "у 2024 р. Київ"
                inside = figure or candidate.at_opening or not YEARLY.search(preceding)
                ends = starts if kind == "amount" else not inside
            case "starter":
                counted = "." not in last or preceding.endswith(" the")
                ends = starts or (figure and counted and not SCORE.match(candidate.next))
                ends = ends or names_subject(candidate)
            case "capital" | "state":
                ends = self._after_place(candidate, listed=preceding.endswith(","))
            case _:
                return self._initial(candidate)
        return ends

    def _kind(self, candidate: Candidate, preceding: str) -> str | None:
        """Return the kind of an abbreviation, by the text before it where a table says "listed".

        "furn., avail. 1 Feb" goes on; "It was to no avail. 12 men fell." does not.
        """
        spaced = SPACED.search(candidate.so_far)
        joined = self._stop(".".join(spaced.groups())) if spaced else None
        kind = (None if joined == "number" else joined) or self._stop(candidate.last)
        if kind == "listed":
            return "number" if LISTED.search(preceding) else "word"
        if kind == "joined":  # "Fed. Reg.", but "the Fed. Stocks rose"
            goes_on = candidate.at_opening or used(candidate.next_bare, "joined")
            return "never" if goes_on else "word"
        return kind

    def _after_place(self, candidate: Candidate, *, listed: bool) -> bool:
        """Return whether a sentence ends after "Mich." or "N.Y."; ``listed``: a comma before it."""
        if re.fullmatch(r"[0-9]{5}", candidate.next_bare):  # a ZIP code
            return False
        if inside_name(candidate):  # "N.Y. Penal Law"
            return (listed and used(candidate.next_bare, "state")) or self._starts(candidate)
        return listed or self.stops.get(candidate.next.rstrip(".")) != "never"

    def _aside(self, candidate: Candidate) -> bool:
        """Return whether a dash, a bracket or a title follows: "in 2011 „Titel“ von …"."""
        if candidate.opened[:1] in DASHES and candidate.last in self.stops:
            return True
        if {"(", "["}.intersection(candidate.opened) and not candidate.next[:1].isupper():
            return True
        quoted = QUOTED.match(candidate.text, candidate.end)
        return quoted is not None and used(quoted[1], "opening") and not self._starts(candidate)

    def _initial(self, candidate: Candidate) -> bool | None:
        """Decide after a single letter ("J. K. Rowling", "vitamin C.") or several ("J.R.R.")."""
        last = candidate.last
        if not re.fullmatch(r"(?:[^\W\d_]\.-?)*[^\W\d_]", last) or not last[0].isupper():
            measured = SMALL_UNIT.search(candidate.so_far) and self._starts(candidate)
            return True if measured else None
        preceding = candidate.so_far[: -len(last)].split()
        if COMPASS.fullmatch(last) and preceding and preceding[-1][0].isdigit():
            numbered = NUMBERED_STREET.match(candidate.text, candidate.end)
            return self._starts(candidate) and not numbered  # "12 S. Ocean Blvd.", "9 N. Third St."
        if self._starts(candidate) or candidate.opened:
            return True
        if last == "I" and (not preceding or preceding[-1].islower()):
            return True
        if not preceding or ORDINAL.fullmatch(preceding[-1]):  # "the 21st D.S. Borkar lecture"
            return False
        counted = last in MEASURED and preceding[-1][-1].isdigit()  # "it is 12 C. Rain fell"
        return used(preceding[-1], "letter") or counted

    def _ordinal(self, candidate: Candidate) -> bool | None:
        """Decide after a figure that its full stop makes an ordinal ("am 5. Mai")."""
        last = candidate.last
        if candidate.mark != "." or candidate.close:
            return None
        if last.isdecimal() and candidate.next.rstrip(".,;:!?”»)") in numbered(self.rules.code):
            return False
        if last.isdecimal() and candidate.so_far[: -len(last)].rstrip().endswith(DECADE):
            return not (candidate.at_opening or ROMAN.fullmatch(candidate.next_bare.upper()))
        if not self.rules.ordinal_dot:
            return None
        if re.fullmatch(r"(?:\d{1,2}\.[/–-])?\d{1,2}", last) or (
            ROMAN.fullmatch(last) and len(last) > 1
        ):
            return self._starts(candidate)
        return None


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = text[start:end]
    if part.strip():
        yield start + len(part) - len(part.lstrip()), start + len(part.rstrip())


@cache
def splitter(tag: str) -> Splitter:
    """Return the splitter for a BCP 47 tag."""
    return Splitter(language(tag))
