"""Homographs: the sense of each in news copy, and how it reaches an engine."""

import csv
import runpy
from collections import defaultdict
from pathlib import Path

import pytest

from narrate.engines import espeak
from narrate.engines.ipa import to_espeak
from narrate.model import Block, Edit, Kind, SpokenRun, Utterance, Voice
from narrate.text import GB, Lexicon, prepare, speakable
from narrate.text.en.homographs import (
    ADJECTIVES,
    NOUNS,
    PLURALS,
    VERBS,
    Sense,
    homographs,
    learned,
    stem,
)
from narrate.text.respelling import ipa_respelled
from narrate.text.table import rows

TESTS = Path(__file__).parents[1]
LEARN = runpy.run_path(str(TESTS.parent / ".ci" / "data" / "homographs.py"))
ROWS = (TESTS / "text" / "cases" / "homographs.tsv").read_text("utf-8").splitlines()[1:]
SENSES = [sense for homograph in homographs().values() for sense in homograph.senses if sense.ipa]
AMERICAN = Voice("american", "espeak", "en-us", "en-us")
MADE_UP = [
    ("They will record the song.", "record_vrb"),
    ("You can record a call.", "record_vrb"),
    ("We must record it today.", "record_vrb"),
    ("She could record another.", "record_vrb"),
    ("It was the record of the year.", "record_nou"),
    ("He has a record of success.", "record_nou"),
    ("That is the record for men.", "record_nou"),
    ("The record stood for a year.", "record_nou"),
]


def english(written: str) -> Utterance:
    return prepare([Block(Kind.PARAGRAPH, written)], "en").utterances[0]


def claims(written: str) -> list[Edit]:
    return [edit for edit in english(written).edits if edit.rule.startswith("homograph:")]


@pytest.mark.parametrize("row", ROWS)
def test_news_copy_is_read_right(row: str) -> None:
    written, word, senses = row.split("\t")
    read = [
        edit.rule.rpartition(":")[2]
        for edit in claims(written)
        if stem(written[edit.start : edit.end].lower()) == word
    ]
    assert read == senses.split()


def test_what_is_spoken_stays_as_written_and_says_which_sense_it_is() -> None:
    utterance = english("The lead story is about lead pipes.")
    assert utterance.spoken == utterance.written
    assert [(edit.rule, edit.phonemes, edit.respelling) for edit in utterance.edits] == [
        ("homograph:lead:guide", "ˈliːd", ""),
        ("homograph:lead:metal", "ˈlɛd", "led"),
    ]


def test_an_engine_without_phonemes_reads_the_respelling() -> None:
    runs = english("Old lead pipes burst.").runs
    assert SpokenRun("lead", "ˈlɛd", "led") in runs
    assert "".join(run.readable for run in runs) == "Old led pipes burst."
    assert "".join(run.text for run in runs) == "Old lead pipes burst."


def test_a_dictionary_and_the_other_rules_come_first() -> None:
    house = Lexicon.parse("term\trespelling\nlead\tLED\n", "house")
    block = Block(Kind.PARAGRAPH, "A new lead in the case came on August 5.")
    edits = prepare([block], "en", lexicons=[house]).utterances[0].edits
    assert [edit.rule for edit in edits] == ["lexicon:house:2", "date.month-first"]


def test_possessives_capitals_and_curly_apostrophes_are_read() -> None:
    (bass,) = claims("The bass’s part is hard.")
    assert (bass.spoken, bass.phonemes) == ("bass’s", "ˈbeɪsɪz")
    (live,) = claims("LIVE: the match on television")
    assert live.phonemes == "ˈlaɪv"


def test_an_inflected_form_that_is_said_one_way_is_left_to_the_engine() -> None:
    assert claims("She leads, he closed it, and both were recorded.") == []


def test_a_british_house_gets_british_vowels() -> None:
    block = Block(Kind.PARAGRAPH, "The project broke a record; the escort was late.")
    edits = prepare([block], "en-GB", style=GB).utterances[0].edits
    assert [edit.phonemes for edit in edits] == ["ˈprɒdʒɛkt", "ˈrɛkɚd", "ˈɛskɔːt"]


def test_other_languages_have_none() -> None:
    assert speakable("Der Wind, live", "de") == "Der Wind, live"
    assert prepare([Block(Kind.PARAGRAPH, "Der Wind")], "de").utterances[0].edits == ()


@pytest.mark.parametrize("sense", SENSES, ids=lambda sense: sense.name)
def test_each_sound_is_read_by_the_tables_and_the_engine(sense: Sense) -> None:
    assert to_espeak(sense.ipa)
    assert ipa_respelled(sense.ipa)


def test_the_senses_of_a_word_sound_different() -> None:
    for homograph in homographs().values():
        assert len({sense.ipa for sense in homograph.senses}) > 1, homograph.word
        assert len(homograph.senses) == len({sense.name for sense in homograph.senses})


def test_espeak_reads_each_respelling_otherwise_than_the_word() -> None:
    respelled = [sense for sense in SENSES if sense.respelling]
    words = [sense.name.partition(":")[0] for sense in respelled]
    read = espeak.transcribe([sense.respelling for sense in respelled], AMERICAN)
    plain = espeak.transcribe(words, AMERICAN)
    same = [
        s.respelling for s, one, other in zip(respelled, read, plain, strict=True) if one == other
    ]
    assert not same


def test_every_cue_is_of_a_word_in_the_table_and_compiles() -> None:
    of = {cell.partition(": ")[0] for cell, _ in rows("en/homographs_cues.tsv")}
    assert of <= {*homographs(), "*", "*s", "noun"}
    for homograph in homographs().values():
        assert all(cue.pattern for cue, _ in homograph.cues)


def test_the_packaged_weights_are_of_words_in_the_table_and_small() -> None:
    thirds = {homograph.third.name for homograph in homographs().values() if homograph.third}
    assert set(learned()) <= {*homographs(), *thirds, VERBS, PLURALS, ADJECTIVES, NOUNS}
    assert all(weight for weights in learned().values() for weight in weights.values())
    table = TESTS.parent / "narrate" / "text" / "en" / "homographs_learned.tsv"
    assert table.stat().st_size < 200_000


def data(folder: Path) -> Path:
    folder.mkdir()
    with (folder / "record.tsv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter="\t", quoting=csv.QUOTE_ALL)
        table.writerow(["homograph", "wordid", "sentence", "start", "end"])
        for sentence, label in MADE_UP * 4:
            start = sentence.index("record")
            table.writerow(["record", label, sentence, start, start + len("record")])
    return folder


def test_learning_is_deterministic_and_learns(tmp_path: Path) -> None:
    folder, own = data(tmp_path / "data"), tmp_path / "own.tsv"
    own.write_text("# Our own.\nrow:quarrel\tA row broke out.\n", "utf-8")
    tables = [tmp_path / "one.tsv", tmp_path / "two.tsv"]
    for table in tables:
        LEARN["main"]([str(folder), str(own), str(table)])
    one, two = (table.read_bytes() for table in tables)
    assert one == two
    weights: dict[str, int] = defaultdict(int)
    for line in one.decode().splitlines()[1:]:
        feature, cells = line.split("\t")
        for cell in cells.split(" "):
            weights[feature] += int(cell.partition("=")[2])
    assert weights["-1:modal"] > 0 > weights["-1:determiner"]


def test_learning_from_an_empty_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"no \.tsv file"):
        LEARN["main"]([str(tmp_path), str(tmp_path / "own.tsv"), str(tmp_path / "table.tsv")])
