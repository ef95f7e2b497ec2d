"""What is said: golden lines by class, texts that stay as they are, and laws for any text."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from narrate.model import Block, Hint, Kind, Utterance
from narrate.text import GB, US, prepare, speakable
from narrate.text.en.grammar import LONGEST_CLOSE
from narrate.text.languages import rules_of
from narrate.text.rules import Claims, Rule, claim
from narrate.text.table import rows

CASES = Path(__file__).parent / "cases"
SPECIAL = {"known_failures.tsv", "british.tsv", "homographs.tsv"}
GOLDEN = [path for path in sorted(CASES.glob("*.tsv")) if path.name not in SPECIAL]
TABLES = [
    "abbreviations",
    "acronyms",
    "counted",
    "currencies",
    "magnitudes",
    "months",
    "numbered",
    "ranks",
    "regnal",
    "states",
    "streets",
    "symbols",
    "titles",
    "units",
    "weekdays",
]
WORDS = [
    "$5",
    "1/2",
    "St.",
    "U.S.",
    "3-1",
    "p.m.",
    "IV",
    "No.",
    "5%",
    "(a",
    "“b”",
    "é",
    "1984",
    ".",
]
HOSTILE = (CASES / "hostile.txt").read_text("utf-8").splitlines()


def lines(path: Path) -> list[tuple[str, str]]:
    pairs = [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:]]
    return [(written, spoken) for written, spoken in pairs]


def english(written: str) -> Utterance:
    utterance, *more = prepare([Block(Kind.PARAGRAPH, written)], "en").utterances
    assert not more, written
    return utterance


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_golden_lines_are_said_as_written_there(path: Path) -> None:
    assert [(written, speakable(written, "en")) for written, _ in lines(path)] == lines(path)


def test_a_british_house_says_and_and_puts_the_day_first() -> None:
    path = CASES / "british.tsv"
    assert [(written, speakable(written, "en-GB")) for written, _ in lines(path)] == lines(path)


def test_plain_text_stays_as_it_is() -> None:
    for written in (CASES / "must_not_change.txt").read_text("utf-8").splitlines():
        assert speakable(written, "en") == written


@pytest.mark.parametrize(("written", "wanted"), lines(CASES / "known_failures.tsv"))
def test_a_known_failure_still_fails(written: str, wanted: str) -> None:
    assert speakable(written, "en") != wanted, "it is said right: move it to the golden lines"


def test_a_rule_that_is_skipped_would_have_claimed_nothing() -> None:
    ready = tuple(
        rule._replace(needs=frozenset(), words=frozenset()) if isinstance(rule, Rule) else rule
        for rule in rules_of("en")
    )
    for written, _ in (line for path in GOLDEN for line in lines(path)):
        skipping, trying = Claims(), Claims()
        claim(written, rules_of("en"), US, skipping)
        claim(written, ready, US, trying)
        assert skipping.edits == trying.edits, written


@pytest.mark.parametrize("name", TABLES)
def test_each_row_of_a_table_has_a_golden_line(name: str) -> None:
    golden = "\n".join(written for path in GOLDEN for written, _ in lines(path))
    missing = [row[0] for row in rows(f"en/{name}.tsv") if row[0] not in golden]
    assert not missing


def test_each_shorthand_of_a_line_is_said_in_a_golden_line_of_its_own() -> None:
    golden = lines(CASES / "lines.tsv")
    missing = []
    for key, one, many, *_ in rows("en/lines.tsv"):
        short = re.compile(rf"(?<!\w){re.escape(re.sub(':[2-9]$', '', key))}(?!\w)")
        if not any(
            short.search(written) and (one in spoken or many in spoken)
            for written, spoken in golden
        ):
            missing.append(key)
    assert not missing


def test_each_nation_is_said_in_a_golden_line() -> None:
    golden = lines(CASES / "lines.tsv")
    written, spoken = ("\n".join(part) for part in zip(*golden, strict=True))
    missing = [
        code
        for code, nation in rows("en/nations.tsv")
        if f"({code})" not in written or nation not in spoken
    ]
    assert not missing


def test_each_team_is_said_in_a_golden_line() -> None:
    golden = lines(CASES / "standings.tsv")
    missing = [
        code
        for code, team in rows("en/teams.tsv")
        if not any(f"{code} " in written and team in spoken for written, spoken in golden)
    ]
    assert not missing


def test_an_abbreviation_that_is_said_never_ends_a_sentence_by_accident() -> None:
    stops = {row[0].casefold() for row in rows("en/stops.tsv")}
    names = ("titles", "counted", "units", "states", "abbreviations", "months", "weekdays")
    said = {row[0] for name in names for row in rows(f"en/{name}.tsv")}
    ended = {word.removesuffix(".").casefold() for word in said if re.fullmatch(r"\S+\.", word)}
    assert ended <= stops


@pytest.mark.parametrize("unit", HOSTILE, ids=repr)
def test_a_hostile_text_is_said(unit: str) -> None:
    assert speakable(unit * (50_000 // len(unit)), "en").strip()


@given(st.text(st.characters(max_codepoint=0xFF), max_size=80))
def test_a_language_without_rules_is_said_as_written(text: str) -> None:
    assert speakable(text, "sw") == text


@given(st.lists(st.sampled_from(WORDS)))
def test_edits_are_in_order_and_never_overlap(words: list[str]) -> None:
    for utterance in prepare([Block(Kind.PARAGRAPH, " ".join(words))], "en").utterances:
        edits = utterance.edits
        assert all(edit.start < edit.end for edit in edits)
        assert all(one.end <= after.start for one, after in pairwise(edits))
        assert {edit.rule for edit in edits} <= {rule.name for rule in rules_of("en")}


@given(st.text(max_size=80))
def test_no_figure_of_ours_is_left_and_nothing_comes_back_empty(text: str) -> None:
    spoken = speakable(text, "en")
    assert not re.search("[0-9$€£%&+=]", spoken)
    assert bool(re.search(r"\w", spoken)) >= bool(re.search(r"[^\W_]", text))


def test_an_edit_says_who_claimed_which_words() -> None:
    utterance = english("Sen. Kay paid $5 in Kyiv.")
    explained = [(utterance.written[e.start : e.end], e.spoken, e.rule) for e in utterance.edits]
    assert explained == [("Sen.", "Senator", "title"), ("$5", "five dollars", "money")]


def test_a_style_decides_against_the_language_tag() -> None:
    prepared = prepare([Block(Kind.PARAGRAPH, "On 3/4/2020 it was 120.")], "en-US", style=GB)
    assert prepared.utterances[0].spoken == (
        "On the third of April, twenty twenty it was one hundred and twenty."
    )


@pytest.mark.parametrize("close", ["", '"', "”)", "’”)", '" ] ) " '])
def test_an_abbreviation_at_the_end_keeps_the_full_stop_of_its_sentence(close: str) -> None:
    assert speakable(f"He works for Acme Inc.{close}", "en") == (
        f"He works for Acme Incorporated.{close}"
    )


def test_no_more_than_eight_closing_marks_are_looked_at() -> None:
    for marks, stop in ((LONGEST_CLOSE, "."), (LONGEST_CLOSE + 1, "")):
        close = ")" * marks
        assert speakable(f"Acme Inc.{close}", "en") == f"Acme Incorporated{stop}{close}"
    assert LONGEST_CLOSE == 8


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("The oﬃce is 10㎞ away.", "The office is ten kilometers away."),
        ("Act Ⅳ sold １２ seats to 𝐀𝐧𝐧𝐚.", "Act four sold twelve seats to Anna."),
        ("Step ② failed.", "Step two failed."),
        ("It cost £10\u00a0250.", "It cost ten thousand two hundred and fifty pounds."),
        ("It cost CHF 2’500.", "It cost two thousand five hundred Swiss francs."),
    ],
)
def test_unusual_characters_are_read_as_plain_ones(written: str, spoken: str) -> None:
    assert speakable(written, "en") == spoken


def test_an_edit_of_a_folded_text_claims_the_written_characters() -> None:
    utterance = english("The ﬁne oﬃce is 10㎞ oﬀ.")
    claimed = [(utterance.written[e.start : e.end], e.spoken) for e in utterance.edits]
    assert claimed == [
        ("ﬁne", "fine"),
        ("oﬃce", "office"),
        ("10㎞", "ten kilometers"),
        ("oﬀ", "off"),
    ]


def test_a_hint_of_the_page_keeps_its_place_after_a_ligature() -> None:
    hint = Hint(5, 8, "as", "weight")
    block = Block(Kind.PARAGRAPH, "oﬃce lbs.", hints=(hint,))
    assert prepare([block], "en").utterances[0].spoken == "office weight."
