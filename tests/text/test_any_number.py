"""Laws for every rule of every language: no text raises an exception, and no word is lost."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from narrate.model import Block, Edit, Kind
from narrate.text import GB, US, prepare, speakable
from narrate.text.fold import folded
from narrate.text.languages import LANGUAGES, rules_of, thousands_of
from narrate.text.table import rows

SEPARATORS = ["", " ", "\u00a0", "\u202f", "\u2009", "'", "’", ",", "."]
SPACES = ["\u00a0", "\u202f", "\u2009"]
CURRENCIES = {
    "en": [row[0] for row in rows("en/currencies.tsv")],
    **{
        code: [row[0] for row in rows(f"{code}/units.tsv") if row[1] == "money"]
        for code in LANGUAGES
        if code != "en"
    },
}
SIGNS = sorted({sign for signs in CURRENCIES.values() for sign in signs})
MARKS = ["", "-", "−", "+", "±", "~", "<", "≤", "#", "@", "§", "No. ", "(", "'", "“", "½", "x"]
TAILS = ["", "%", " %", " km", "km/h", "m", "bn", " million", " mln", "K", "/kg", "°C", "²", "^2"]
TAILS += [
    "st",
    "th",
    "er",
    ".",
    "½",
    "*",
    "s",
    "-year",
    "p.m.",
    " Mai",
    " I",
    "–",
    "/",
    ":",
    "\ud83d",
]
WORDS = [
    "and",
    "Act",
    "IV",
    "Mr.",
    "U.S.",
    "MIGHT",
    "NATO",
    "ﬁne",
    "１２",
    "㎞",
    "Ⅳ",
    "1ᵉʳ",
    "你好",
]
WORDS += [
    "Привіт",
    "ßo",
    "é",
    "\ud83d",
    "\udc00",
    "🙂",
    "a/b",
    "http://[",
    "3.11.24",
    "6-4",
    "9/11",
]
WORDS += ["p.m.", "Gen.", "x^2", "<=", "\u200b", "\t", "№", "1–2", "2/3", "12:30", "07:61", "٣"]


def grouped(number: int, separator: str) -> str:
    return f"{number:,}".replace(",", separator)


def lakhs(number: int) -> str:
    """Return a number with its figures in groups of two before the last three."""
    head, tail = str(number)[:-3], str(number)[-3:]
    pairs = re.sub(r"(?<=[0-9])(?=(?:[0-9]{2})+$)", ",", head)
    return f"{pairs},{tail}" if head else tail


numbers = st.one_of(
    st.builds(grouped, st.integers(0, 10**16), st.sampled_from(SEPARATORS)),
    st.builds(lakhs, st.integers(0, 10**12)),
    st.decimals(0, 10**6, places=2).map(str),
    st.sampled_from(["007", "00", "0.0", "1e5", "1" * 40]),
)
quantities = st.builds(
    "{}{}{}{}".format,
    st.sampled_from([*MARKS, *SIGNS]),
    st.sampled_from(["", "", " ", "\u00a0"]),
    numbers,
    st.sampled_from([*TAILS, *SIGNS, *(f" {sign}" for sign in SIGNS)]),
)
texts = st.lists(st.one_of(quantities, st.sampled_from(WORDS), st.text(max_size=5))).map(" ".join)


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=texts)
def test_each_rule_takes_any_text_and_stays_inside_it(language: str, text: str) -> None:
    text = folded(text, thousands_of(language)).text
    for rule in rules_of(language):
        for style in (US, GB):
            edits = list(rule.edits(text, style))
            assert all(0 <= edit.start < edit.end <= len(text) for edit in edits), rule.name


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=texts)
def test_no_word_or_figure_is_lost(language: str, text: str) -> None:
    prepared = prepare([Block(Kind.PARAGRAPH, text)], language)
    sentences = [utterance.written for utterance in prepared.utterances]
    sentences += [skipped.block.text for skipped in prepared.skipped]
    assert sorted("".join("".join(sentences).split())) == sorted("".join(text.split()))
    for utterance in prepared.utterances:
        assert all(_spoken(utterance.written, edit) for edit in utterance.edits), utterance


def _spoken(written: str, edit: Edit) -> bool:
    """Return whether an edit speaks words where it claims letters or figures."""
    claimed = written[edit.start : edit.end]
    return bool(re.search(r"\w", edit.spoken)) or not re.search(r"[^\W_]", claimed)


@pytest.mark.parametrize(
    ("language", "sign"),
    [(language, sign) for language, signs in CURRENCIES.items() for sign in signs],
)
@settings(max_examples=20)
@given(number=st.integers(10_001, 10**9 - 1), before=st.booleans())
def test_a_sum_sounds_the_same_whatever_space_parts_its_thousands(
    language: str, sign: str, number: int, *, before: bool
) -> None:
    form = "It was {0}{1} then." if before else "It was {1} {0} then."
    separators = [*SPACES, *(" " for _ in "x" if before or language != "en")]
    sums = {
        speakable(form.format(sign, grouped(number, separator)), language)
        for separator in separators
    }
    assert len({" ".join(spoken.split()) for spoken in sums}) == 1


# What no voice can say: figures, powers, a stroke or a star beside a figure's word.
UNSPEAKABLE = re.compile(
    r"""
    [0-9⁰¹²³⁴-⁹^] | \w\*(?!\w) | (?:y|e|d|n|o|r|t|x|s)/(?=\w)
    | (?<!\w)[-−](?=(?:one|two|three|six|ten)\b)
    """,
    re.VERBOSE,
)
GOLDEN = [
    line.split("\t")[0]
    for path in sorted((Path(__file__).parent / "cases").glob("*.tsv"))
    if path.name not in {"known_failures.tsv", "homographs.tsv"}
    for line in path.read_text("utf-8").splitlines()[1:]
]
MARKED = ["x²", "10⁶", "2^10", "4*", "64*", "II*", "3/A", "9/oz.", "£5/x", "-3½", "7-6⁴", "proof¹"]
MARKED += ["H2O", "16+", "1.2.3", "v3.4", "5'", '6"', "1/2/3", "±4", "8%/yr", "12:30/1:30", "²"]


@pytest.mark.parametrize("written", [*MARKED, *(f"It was {mark} then." for mark in MARKED)])
def test_no_mark_that_a_voice_cannot_say_is_left(written: str) -> None:
    assert not UNSPEAKABLE.search(speakable(written, "en"))


def test_no_golden_line_leaves_a_mark_that_a_voice_cannot_say() -> None:
    left = {written: speakable(written, "en") for written in GOLDEN}
    assert not [pair for pair in left.items() if re.search("[0-9⁰¹²³⁴-⁹^]", pair[1])]


@settings(deadline=None)
@given(text=st.lists(quantities, min_size=1, max_size=4).map(" ".join))
def test_no_figure_or_power_is_left_of_any_quantity(text: str) -> None:
    assert not re.search("[0-9⁰¹²³⁴-⁹]", speakable(text, "en"))
