"""What a desk has to decide: names, acronyms and foreign words; and the trace of every word."""

import gzip
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from narrate.model import Block, Edit, Kind, Utterance
from narrate.text import Lexicon, prepare
from narrate.text.known import vocabulary_of
from narrate.text.names import Term, undecided
from narrate.text.table import rows
from narrate.text.trace import trace

MAKE = Path(__file__).parents[2] / ".ci" / "data" / "known_words.py"


def terms(*blocks: str, lexicon: str = "", language: str = "en") -> list[Term]:
    house = Lexicon.parse(f"term\talias\n{lexicon}", "house.tsv")
    prepared = prepare([Block(Kind.PARAGRAPH, b) for b in blocks], language, lexicons=[house])
    return list(undecided(prepared.utterances, language))


def found(*blocks: str, lexicon: str = "", language: str = "en") -> list[tuple[str, str]]:
    return [(term.text, term.kind) for term in terms(*blocks, lexicon=lexicon, language=language)]


@pytest.mark.parametrize(
    "written",
    [
        "The minister said on Monday that prices rose 6% in March.",
        "Smartphones and livestreamed debates didn't help the co-founders.",
        "Doctors in London, Germany and New York asked for patience.",
        "The French president's adviser called it a naïve, honour-bound scheme.",
        "Hon. Mary Smith (R-Ohio) paid $5 to NATO, the FBI and the IMF in 2024.",
        "BREAKING: POLICE CLOSE THE BRIDGE",
        "Organised or organized, theatre or theater, it's the readers' choice.",
        "The Joneses' house, Smith’s car and O.K. signs.",
        "He waited. Livestreaming began.",
    ],
)
def test_ordinary_english_is_known(written: str) -> None:
    assert found(written) == []


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("We met Oyelaran today.", ("Oyelaran", "name")),
        ("Oyelaran's plan won.", ("Oyelaran", "name")),
        ("We met Anna Oyelaran today.", ("Anna Oyelaran", "name")),
        ("Maria van der Boortz sang.", ("Maria van der Boortz", "name")),
        ("On Monday Oyelaran won.", ("Oyelaran", "name")),
        ("The French Oyelaran won.", ("Oyelaran", "name")),
        ("Some British Oyelaran won.", ("Oyelaran", "name")),
        ("OYELARAN’S PLAN WON", ("OYELARAN", "name")),
        ("They sang in Zürau.", ("Zürau", "name")),
        ("He joined the DRAKOW on Monday.", ("DRAKOW", "acronym")),
        ("She ate żurek at home.", ("żurek", "word")),
        ("It was pure saudade again.", ("saudade", "word")),
        ("The pro-Szczerbowski camp won.", ("Szczerbowski", "name")),
        ("Ask Nkemelu-Brown about it.", ("Nkemelu", "name")),
        ("A “Kamyszk” was there.", ("Kamyszk", "name")),
        ("In Київ they waited.", ("Київ", "name")),
    ],
)
def test_what_nobody_decided_is_found(written: str, expected: tuple[str, str]) -> None:
    assert found(written) == [expected]


def test_an_entry_decides() -> None:
    written = "Oyelaran met Nkemelu and Oyelaran’s aide."
    assert found(written, lexicon="Oyelaran\toh yeah") == [("Nkemelu", "name")]
    assert found(written, lexicon="Oyelaran\toh yeah\nNkemelu\tn") == []


def test_a_rule_decides() -> None:
    assert found("The KGBZ met, see www.nkemelu.org and sales@oyelaran.com.") == []


def test_a_name_is_one_term_with_its_undecided_words() -> None:
    (term,) = terms("Then Ursula von der Leyen spoke.", "Leyen’s aides clapped. Leyen left.")
    assert (term.text, term.count, term.sentence, term.start) == ("Ursula von der Leyen", 3, 1, 5)
    assert [(part.word, part.times) for part in term.parts] == [("Ursula", 1), ("Leyen", 3)]


def test_a_known_name_inside_is_part_of_it_and_nothing_to_decide() -> None:
    (term,) = terms("It was Oyelaran John Nkemelu.")
    assert term.text == "Oyelaran John Nkemelu"
    assert [part.word for part in term.parts] == ["Oyelaran", "Nkemelu"]


@pytest.mark.parametrize(
    "written",
    ["Oyelaran, Nkemelu", "Oyelaran and Nkemelu", "Oyelaran Road Nkemelu", "Oyelaran 5 Nkemelu"],
)
def test_names_apart_are_two(written: str) -> None:
    assert found(f"See {written}.") == [("Oyelaran", "name"), ("Nkemelu", "name")]


def test_the_most_frequent_comes_first_then_the_earliest() -> None:
    shown = terms("Nkemelu, Oyelaran, Kamyszk and Kamyszk.")
    assert [(t.text, t.count) for t in shown] == [("Kamyszk", 2), ("Nkemelu", 1), ("Oyelaran", 1)]


def test_a_headline_in_capitals_is_the_same_name() -> None:
    assert [(t.text, t.count) for t in terms("KAMYSZK WINS", "We saw Kamyszk.")] == [("Kamyszk", 2)]


@pytest.mark.parametrize(
    ("language", "written", "expected"),
    [
        ("de", "Der Minister sprach über große Häuser und die Stadt.", []),
        ("de", "Er traf Wałęsa und die CDU.", [("Wałęsa", "name"), ("CDU", "acronym")]),
        ("fr", "Le ministre a vu Oyelaran.", [("Oyelaran", "name")]),
        ("fr", "Elle aime l’Italie.", [("Italie", "name")]),
        ("fr", "Le roi Henri IV mourut.", [("Henri", "name")]),
        ("uk", "Він купив iPhone тут.", [("iPhone", "name")]),
        ("it", "Il ministro ha visto Roma.", [("Roma", "name")]),
    ],
)
def test_without_a_list_capitals_and_letters_decide(
    language: str, written: str, expected: list[tuple[str, str]]
) -> None:
    assert found(written, language=language) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Die Firma Whitcombe baut ein Werk.", [("Whitcombe", "name")]),
        ("Gestern traf Präsidentin Adebayo die Presse.", [("Adebayo", "name")]),
        ("Gestern sprach John Nkemelu in Köln.", [("Nkemelu", "name")]),
        ("Gestern sprach die Beraterin Kori Lindemo.", [("Lindemo", "name")]),
        ("Gestern lud Premier Anatol Merwin ein.", [("Anatol Merwin", "name")]),
        ("Im Park in London Spaziergänger zu zählen ist schwer.", []),
        ("Zwei Millionen Euro Schulden drücken die Stadt.", []),
        ("Der Trainer lobte Torwart, Abwehr und Stürmer.", []),
        ("Der Minister Ende Mai im Amt.", []),
    ],
)
def test_german_names_are_told_by_spelling_and_by_the_words_before(
    written: str, expected: list[tuple[str, str]]
) -> None:
    assert found(written, language="de") == expected


def test_each_german_spelling_has_a_name_and_a_word() -> None:
    for _, name in rows("de/foreign.tsv"):
        assert found(f"Dort steht {name} allein.", language="de") == [(name, "name")]
    for _, word in rows("de/native.tsv"):
        assert found(f"Dort steht {word} allein.", language="de") == []


def test_names_of_faraway_people_are_not_in_the_list() -> None:
    knows = vocabulary_of("en-GB")
    names = ["Szczerba", "Kharkiv", "Oyelaran", "Nguyen", "Siobhan", "Worcester", "Abbas"]
    assert [name for name in names if knows(name, opens=False, shouted=False)] == []


@given(st.text(max_size=80), st.sampled_from(["en", "de", "uk", "xx"]))
def test_a_term_stands_where_it_says(text: str, language: str) -> None:
    utterances = prepare([Block(Kind.PARAGRAPH, text)], language).utterances
    for term in undecided(utterances, language):
        written = utterances[term.sentence - 1].written
        first = written[term.start : term.start + len(term.parts[0].word)]
        assert first.casefold() == term.parts[0].word.casefold()
        assert term.count >= 1
        assert all(part.times >= 1 for part in term.parts)


def test_the_list_is_made_of_the_small_sizes_only(tmp_path: Path) -> None:
    scowl = tmp_path / "scowl"
    scowl.mkdir()
    words = {
        "english-words.10": "house\nhouse's\nb\n",
        "british-words.60": "colour\n",
        "english-upper.40": "Monday\nMonday's\n",
        "english-upper.50": "Aachen\n",
        "english-words.70": "decury\n",
        "canadian-words.10": "toque\n",
        "english-contractions.35": "don't\n",
        "special-hacker.50": "grep\n",
    }
    for name, text in words.items():
        (scowl / name).write_text(text, "utf-8")
    made = [tmp_path / "one.gz", tmp_path / "two.gz"]
    for path in made:
        subprocess.run([sys.executable, MAKE, scowl, path], check=True)
    lines = gzip.decompress(made[0].read_bytes()).decode().splitlines()
    assert {"house", "colour", "Monday", "don't", "Germany", "Smith"} <= set(lines)
    assert not {"house's", "b", "Aachen", "decury", "toque", "grep"} & set(lines)
    assert lines == sorted(lines)
    assert made[0].read_bytes() == made[1].read_bytes()


def test_without_scowl_there_is_a_remedy(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, MAKE, tmp_path, tmp_path / "x"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "apt-get install scowl" in done.stderr


SCOWL = Path("/usr/share/dict/scowl")


@pytest.mark.skipif(not SCOWL.is_dir(), reason="needs Debian's package scowl")
def test_the_packaged_list_is_what_the_script_makes(tmp_path: Path) -> None:
    packaged = Path(sys.modules["narrate.text"].__path__[0]) / "en" / "known.txt.gz"
    subprocess.run([sys.executable, MAKE, SCOWL, tmp_path / "made"], check=True)
    assert gzip.decompress(packaged.read_bytes()) == gzip.decompress(
        (tmp_path / "made").read_bytes()
    )


def test_every_spoken_word_is_traced() -> None:
    (utterance,) = prepare([Block(Kind.PARAGRAPH, "Sen. Kay paid $5.")], "en").utterances
    traced = [
        (word.spoken, utterance.written[word.written_start : word.written_end], word.by)
        for word in trace(utterance)
    ]
    assert traced == [
        ("Senator", "Sen.", "title"),
        ("Kay", "Kay", "as written"),
        ("paid", "paid", "as written"),
        ("five", "$5", "money"),
        ("dollars", "$5", "money"),
    ]


PIECES = st.lists(
    st.tuples(st.text(max_size=8), st.none() | st.text(max_size=12)).filter(
        lambda piece: piece[0] or piece[1] is None
    ),
    max_size=6,
)


@given(PIECES)
def test_the_trace_covers_every_spoken_word_in_order(pieces: list[tuple[str, str | None]]) -> None:
    edits, at = [], 0
    for written, spoken in pieces:
        if spoken is not None:
            edits.append(Edit(at, at + len(written), spoken, "a rule"))
        at += len(written)
    written = "".join(written for written, _ in pieces)
    utterance = Utterance(Block(Kind.PARAGRAPH, written), written, tuple(edits))
    words = list(trace(utterance))
    spans = {(edit.start, edit.end) for edit in edits}
    assert all(one.end <= after.start for one, after in pairwise(words))
    assert all(
        (one.written_start, one.written_end) <= (after.written_start, after.written_end)
        for one, after in pairwise(words)
    )
    covered = {at for word in words for at in range(word.start, word.end)}
    assert all(at in covered for at, c in enumerate(utterance.spoken) if c.isalnum())
    for word in words:
        assert utterance.spoken[word.start : word.end] == word.spoken
        if word.by == "as written":
            assert written[word.written_start : word.written_end] == word.spoken
        else:
            assert (word.written_start, word.written_end) in spans
