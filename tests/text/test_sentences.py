"""Where sentences end."""

import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from narrate.text import sentences
from narrate.text.candidate import CANDIDATE, Candidate
from narrate.text.sentence import splitter

CASES = Path(__file__).parent / "cases" / "sentences.txt"
HOSTILE = [
    "." * 100_000,
    ". " * 50_000,
    "A. " * 33_000,
    "A." * 50_000,
    "1. " * 33_000,
    "?! " * 33_000,
    '."' * 50_000,
    '"' * 100_000,
    "(" * 100_000,
    "-" * 100_000,
    "word " * 20_000,
    "\n" * 50_000 + "x",
    "U.S. The " * 11_000,
    "A line\n" * 14_000,
    "1. a 2. b " * 10_000,
    "“a… " * 25_000,
]


@pytest.mark.parametrize("line", CASES.read_text("utf-8").splitlines())
def test_sentences_end_where_they_do(line: str) -> None:
    language, *wanted = line.split("\t")
    assert sentences(" ".join(wanted), language) == wanted


def test_a_blank_line_and_a_bullet_end_a_sentence() -> None:
    assert sentences("A heading\n\nA text • one • two", "en") == [
        "A heading",
        "A text",
        "• one",
        "• two",
    ]


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("sw", ["Meli ilifika.", "Watu walifurahi!", "Je, kesho?"]),
        ("it", ["Abita in via Roma n. 5 e lavora al cap. 12 del libro.", "Il dr. Rossi lo sa."]),
        ("nb", ["Møtet er 5. mai kl. 14 i rom nr. 3.", "Alle kommer."]),
        ("fi", ["Kokous on n. 10 km päässä.", "Siellä on mm. sauna.", "Se on auki."]),
        ("hi", ["वह घर गया।", "क्या वह आया?", "हाँ॥", "ठीक है।"]),
        ("ur", ["وہ گھر گیا۔", "کیا وہ آیا؟", "ہاں۔"]),
        ("ar", ["هل وصل القطار؟", "نعم.", "وصل د. أحمد مساء."]),
        ("hy", ["Նա եկավ։", "Նա գնաց։"]),
        ("am", ["እሱ መጣ።", "እሷ ሄደች።"]),
        ("el", ["Ήρθε το πλοίο.", "Πού είναι\u037e", "Εδώ."]),
        ("hi", ["उसने कहा, “मैं जाऊँगा।”", "फिर वह गया।"]),
    ],
)
def test_a_language_without_rules_is_not_cut_as_english(language: str, wanted: list[str]) -> None:
    assert sentences(" ".join(wanted), language) == wanted


@pytest.mark.parametrize("language", ["ja", "zh", "en", "de"])
@pytest.mark.parametrize(
    "wanted",
    [
        ["彼は「行く。」と言った。", "次の日、来た！", "「元気？」", "駅で会った。"],
        ["他说：“走吧。”", "我们走了。", "真的吗？！", "（他不信。）", "是的。"],
    ],
)
def test_wide_marks_need_no_space_and_keep_what_closes(language: str, wanted: list[str]) -> None:
    assert sentences("".join(wanted), language) == wanted


def test_a_quotation_that_closes_before_a_dash_is_no_end() -> None:
    text = "“He shouted ‘Go.’”—and left."
    assert sentences(text, "en") == [text]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:6]))
def test_a_hostile_text_keeps_its_characters(text: str) -> None:
    assert "".join("".join(sentences(text, "en")).split()) == "".join(text.split())


@given(st.text(alphabet=st.sampled_from(' .?!…"”’()[]«»\nAaI1é-—Mr'), max_size=60))
def test_splitting_loses_no_character(text: str) -> None:
    assert "".join("".join(sentences(text, "en")).split()) == "".join(text.split())


def test_a_line_with_room_for_more_is_a_heading_and_a_wrapped_one_is_not() -> None:
    wrapped = "The long line of a letter that somebody wrapped at its width in\nKyiv goes on."
    assert sentences("Sport\nDynamo won the cup.\n(A report)\nFans sang.", "en") == [
        "Sport",
        "Dynamo won the cup.",
        "(A report)",
        "Fans sang.",
    ]
    assert sentences("milk\nbread and butter\ntea", "en") == ["milk", "bread and butter", "tea"]
    assert sentences(wrapped, "en") == [wrapped]


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("1. Read it 2. Check it 3. Say it", "en", ["1. Read it", "2. Check it", "3. Say it"]),
        ("Do this: a) Read it b) Say it", "en", ["Do this:", "a) Read it", "b) Say it"]),
        ("He won (1) gold and (2) silver.", "en", ["He won (1) gold and (2) silver."]),
        ("1. FC Köln und 2. Mannschaft", "de", ["1. FC Köln und 2. Mannschaft"]),
    ],
)
def test_items_that_run_on_are_parted(text: str, language: str, wanted: list[str]) -> None:
    assert sentences(text, language) == wanted


def test_punkt_comes_alone_and_nltk_stays_whole_for_others() -> None:
    asked = (
        "import sys; from narrate.text import sentences\n"
        "from narrate.text.sentence import splitter\n"
        "sentences('It was 1998. She came.', 'en'); print('punkt' in vars(splitter('en')))\n"
        "print(len([name for name in sys.modules if name.startswith('nltk')]))\n"
        "import nltk; print(nltk.word_tokenize.__name__, nltk.tokenize.punkt.__name__)"
    )
    printed = subprocess.run(
        [sys.executable, "-c", asked], check=True, capture_output=True, text=True
    ).stdout.split()
    assert printed == ["True", "0", "word_tokenize", "nltk.tokenize.punkt"]


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "pl", "uk"])
@given(
    last=st.text(st.characters(categories=["Ll"], max_codepoint=0x4FF), min_size=3, max_size=12),
    following=st.text(st.sampled_from("ABaéЖ19'’“(.,–"), min_size=1, max_size=8),
)
def test_where_our_rule_is_sure_of_a_plain_word_punkt_says_the_same(
    language: str, last: str, following: str
) -> None:
    text = f"One {last}. {following} x"
    ours = splitter(language)
    (mark,) = islice(CANDIDATE.finditer(text), 1)
    candidate = Candidate(text, 0, mark)
    if candidate.next and not candidate.close and ours.lower_case(candidate):
        assert ours.punkt.text_contains_sentbreak(f"{candidate.last}. {candidate.next} x")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('"It sank."Ann left.', ['"It sank."', "Ann left."]),
        ("“It sank.”Ann left. Then rain.", ["“It sank.”", "Ann left.", "Then rain."]),
        ('Ann left."It sank," she said.', ["Ann left.", '"It sank," she said.']),
        ("Who sank?Nobody did.", ["Who sank?", "Nobody did."]),
        ("Mr.Roe left.", ["Mr.Roe left."]),
    ],
)
def test_a_space_may_be_missing_after_a_mark(text: str, wanted: list[str]) -> None:
    assert sentences(text, "en") == wanted
