"""Chapters and verses: "John 3:16", "(Phil. 4:8)", "1 Cor. 13:4-7", "Ps. 23"."""

import re

from narrate.text.en.grammar import alternatives
from narrate.text.en.numbers import DIGITS, cardinal, ordinal
from narrate.text.later import later
from narrate.text.rules import Rule, Style, after_figure, as_written
from narrate.text.table import rows

BOOKS = {book: spoken for book, spoken, _ in rows("en/scripture.tsv")}
# Words, too: "Is 10:30 too late?"
_WORDS = frozenset(["Col", "Dan", "Ex", "Gal", "Hag", "Is", "Sam", "Tim", "Tit"])
_BARE = {book[:-1]: spoken for book, spoken in BOOKS.items() if book.endswith(".")}
BOOKS |= {book: spoken for book, spoken in _BARE.items() if book not in _WORDS | BOOKS.keys()}
_BOOK = alternatives(BOOKS)
_SHORT = alternatives(book for book in BOOKS if book.endswith("."))
# Books with a number before them, as Britain writes them: "1 Cor 13", "2 Tim 4".
_NUMBERED = "Chronicles Corinthians John Kings Maccabees Peter Samuel Thessalonians Timothy"
_VOLUMES = {name: BOOKS[name] for name in _NUMBERED.split()}
_VOLUMES |= {book: _BARE[book] for book in ["Cor", "Thess", "Tim", "Chron", "Pet", "Kgs"]}
BOOKS_SAID = BOOKS | _VOLUMES
VERSE = later(
    rf"""
    (?<![\w.]) (?: (?P<volume>[1-4]|I{{1,3}})[ ] )?
    (?: (?P<book>{_BOOK}) [ ] (?P<chapter>[0-9]{{1,3}}) : (?P<verse>[1-9][0-9]{{0,2}})
        (?P<part>[a-c](?!\w))?
        (?: [-–] (?:(?P<ending>[0-9]{{1,3}}):)? (?P<last>[1-9][0-9]{{0,2}}) )?
        (?P<on>ff?(?!\w))? (?P<more> (?: ,[ ]?[1-9][0-9]{{0,2}}(?![0-9:]) )* )
      | (?P<short>{_SHORT}|(?(volume)(?:{alternatives(_VOLUMES)})|Pss?)) [ ]
        (?P<alone>[1-9][0-9]{{0,2}}) (?:[-–](?P<through>[1-9][0-9]{{0,2}}))? )
    (?![\w:]|[.,-][0-9])
    """,
    re.VERBOSE,
)
# A verse after a point, as British churches write it: "Mk 7.24-37".
POINTED = later(
    rf"""
    (?<![\w.]) (?: (?P<volume>[1-4])[ ] )?
    (?P<book>{_BOOK}|(?(volume)(?:{alternatives(_VOLUMES)})|(?!)))
    [ ] (?P<chapter>[1-9][0-9]{{0,2}})\.(?P<verse>[1-9][0-9]{{0,2}})
    (?: [-–] (?P<last>[1-9][0-9]{{0,2}}) )? (?![\w:%]|[.,-][0-9]|[ ](?:million|billion)\b)
    """,
    re.VERBOSE,
)
# Abbreviations that are also something else stand for a book only before chapter and verse.
OTHERWISE = frozenset(book for book, _, alone in rows("en/scripture.tsv") if alone == "no")

# "the Qur'an, 2:255", "Surah al-Baqarah 2:286".
KORAN = later(
    r"""
    \b(?:Qur['’ʼ]?[aā]n|Koran|S[uū]rah?)(?:['’]s)?(?:,|[ ](?:[A-Za-z][\w’'-]*),?)?[ ]\(?
    (?P<it>(?P<chapter>[1-9][0-9]{0,2}):(?P<verse>[1-9][0-9]{0,2})(?:[-–](?P<last>[0-9]{1,3}))?)
    (?![\w:]|[.,-][0-9])
    """,
    re.VERBOSE,
)


def _koran(match: re.Match[str], _: Style) -> str:
    """Say a chapter and a verse of the Koran as two numbers; other colons are a time or a ratio.

    >>> speakable("The Qur'an, 2:255, says so.", "en")
    "The Qur'an, two two hundred fifty-five, says so."
    >>> speakable("The ratio of Korans is 2:255 there.", "en")
    'The ratio of Korans is two to two hundred fifty-five there.'
    """
    last = f" to {cardinal(match['last'])}" if match["last"] else ""
    return f"{cardinal(match['chapter'])} {cardinal(match['verse'])}{last}"


def _verse(match: re.Match[str], _: Style) -> str | None:
    """Say a chapter and its verses as two numbers; "Gen. 12" may be a general.

    >>> speakable("It is in 1 Cor. 13:4-7 and Ps. 23.", "en")
    'It is in First Corinthians thirteen four to seven and Psalm twenty-three.'
    >>> speakable("He read 2 Tim 4, Ps 23 and Rom 8:28.", "en")
    'He read Second Timothy four, Psalm twenty-three and Romans eight twenty-eight.'
    >>> speakable("He read Luke 6:20a.", "en")
    'He read Luke six twenty a.'
    >>> speakable("He read Gen. 1:1–2:3 and Matt. 25:31ff.", "en")
    'He read Genesis one one to two three and Matthew twenty-five thirty-one and following.'
    >>> speakable("Gen. 12 of them", "en")
    'General twelve of them'
    """
    volume = match["volume"] or ""
    if match["short"] in OTHERWISE and not volume:
        return None
    number = str(len(volume)) if volume.startswith("I") else volume
    parts = [ordinal(number).capitalize()] if volume else []
    parts += [
        BOOKS_SAID[match["book"] or match["short"]],
        cardinal(match["chapter"] or match["alone"]),
    ]
    if match["verse"]:
        parts += [cardinal(match["verse"]), *filter(None, [match["part"]])]
    if last := match["last"] or match["through"]:
        ending = [cardinal(match["ending"])] if match["ending"] else []
        parts += ["to", *ending, cardinal(last)]
    if match["on"]:
        parts += ["and following"]
    more = [f", {cardinal(verse)}" for verse in re.findall("[0-9]+", match["more"] or "")]
    return " ".join(parts) + "".join(more)


def _pointed(match: re.Match[str], _: Style) -> str | None:
    """Say a verse after a point where a line names a span of verses.

    >>> speakable("Trinity XII: Mk 7.24-37; Jas 2.1-17; 1 Cor 2.1.", "en")
    'Trinity twelve: Mark seven twenty-four to thirty-seven; James two one to seventeen; First \
Corinthians two one.'
    >>> speakable("The Mark 7.24 gun.", "en")
    'The Mark seven point two four gun.'
    """
    spans = [other for other in POINTED.finditer(match.string) if other["last"]]
    if not any(int(span["last"]) > int(span["verse"]) for span in spans):
        return None
    nth = [ordinal(match["volume"]).capitalize()] if match["volume"] else []
    last = ["to", cardinal(match["last"])] if match["last"] else []
    book = BOOKS_SAID[match["book"]]
    return " ".join([*nth, book, cardinal(match["chapter"]), cardinal(match["verse"]), *last])


RULES = (
    Rule("scripture.pointed", POINTED, _pointed, after_figure("."), as_written(*BOOKS_SAID)),
    Rule(
        "scripture.verse",
        KORAN,
        _koran,
        frozenset(":"),
        as_written("Qur Quran Qurān Koran Sura Surah Sūra Sūrah"),
    ),
    Rule("scripture.verse", VERSE, _verse, frozenset(":"), as_written(*BOOKS)),
    Rule(
        "scripture.verse",
        VERSE,
        _verse,
        DIGITS,
        as_written(*(book for book in BOOKS if book.endswith(".")), *_VOLUMES),
    ),
)
