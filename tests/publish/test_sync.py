"""Sync files: each cue is found again in what was written, by sentence and by word."""

import itertools
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, strategies as st
from stories import NARRATION, ONE, TWO

from narrate.model import Block, Cue, Edit, Kind, Narration, Utterance, Word
from narrate.publish.captions import srt
from narrate.publish.sync import heard_words, sentences, words

CUE = re.compile(r"(\d+)\n(\S+) --> (\S+)\n(.+)")
HOSTILE = st.sampled_from(["-->", "\n\n", "\u2028", "</script>", '"', "“", "NOTE", "1", "\u202e"])
WRITTEN = st.lists(HOSTILE | st.text(max_size=6), min_size=1, max_size=4).map(" ".join)


def cues(vtt: str) -> list[tuple[str, str, Any]]:
    """Read a file of metadata cues as SyncMediaLite has them; refuse all else."""
    header, note, *blocks = vtt.removesuffix("\n").split("\n\n")
    assert header == "WEBVTT"
    assert note.startswith("NOTE ")
    found = []
    for number, block in enumerate(blocks, 1):
        match = CUE.fullmatch(block)
        assert match, block
        assert match[1] == str(number)
        assert "-->" not in match[4]
        found.append((match[2], match[3], json.loads(match[4])))
    return found


def test_a_sentence_is_quoted_with_its_neighbours() -> None:
    (start, end, first), (_, _, second) = cues("".join(sentences(NARRATION)))
    assert (start, end) == ("00:00:00.125", "00:00:01.125")
    assert first["group"] == "sentence"
    assert first["selector"] == {
        "type": "TextQuoteSelector",
        "exact": "One at 11 p.m.",
        "prefix": "",
        "suffix": "Two.",
    }
    assert first["words"] == [[0, 0, 3], [113, 4, 6], [250, 7, 14]]
    assert second["selector"]["prefix"] == "One at 11 p.m."
    assert "words" not in second, "where the engine gave no times"


def test_a_word_is_a_position_in_its_sentence() -> None:
    found = cues("".join(words(NARRATION)))
    said = [
        one["selector"]["exact"][slice(*list(one["selector"]["refinedBy"].values())[1:])]
        for _, _, one in found
    ]
    assert said == ["One", "at", "11 p.m."]
    assert {one["group"] for _, _, one in found} == {"word"}
    assert found[-1][:2] == ("00:00:00.375", "00:00:01.125")


def test_a_heading_is_told_with_its_level() -> None:
    block = Block(Kind.HEADING, "One at 11 p.m.", 2)
    head = NARRATION.cues[0]._replace(utterance=ONE._replace(block=block))
    [(_, _, first), _] = cues(
        "".join(sentences(replace(NARRATION, cues=(head, NARRATION.cues[1]))))
    )
    assert first["heading"] == 2


@given(st.lists(WRITTEN, min_size=1, max_size=4))
def test_any_words_make_a_whole_file(texts: list[str]) -> None:
    block = Block(Kind.PARAGRAPH, "")
    said = tuple(Cue(Utterance(block, text), n * 100, n * 100 + 90) for n, text in enumerate(texts))
    found = cues("".join(sentences(replace(NARRATION, cues=said))))
    assert [one["selector"]["exact"] for _, _, one in found] == texts


@st.composite
def edited(draw: st.DrawFn) -> Cue:
    """Draw a sentence of words, some of which are said by others, with times for each."""
    tokens = draw(st.lists(st.sampled_from(["ab", "11 p.m.", "$2", "c’d", "8%"]), min_size=1))
    written, spoken, edits, times = "", "", [], []
    for number, token in enumerate(tokens):
        written, spoken = (part + " " * bool(number) for part in (written, spoken))
        said = {"11 p.m.": "eleven P M", "$2": "two dollars", "8%": "eight percent"}.get(token)
        if said:
            edits.append(Edit(len(written), len(written) + len(token), said, "rule"))
        found = re.finditer(r"\S+", said or token)
        times += [(len(spoken) + one.start(), len(spoken) + one.end()) for one in found]
        written, spoken = written + token, spoken + (said or token)
    utterance = Utterance(Block(Kind.PARAGRAPH, written), written, tuple(edits))
    assert utterance.spoken == spoken
    heard_at = tuple(Word(n * 10, n * 10 + 10, *span) for n, span in enumerate(times))
    return Cue(utterance, 0, 10 * len(times), heard_at)


@given(edited())
def test_every_spoken_word_falls_on_the_written_word_it_stands_for(cue: Cue) -> None:
    found = list(heard_words(cue))
    written = cue.utterance.written
    assert " ".join(written[start:end] for *_, start, end in found) == written
    assert found[0][0] == 0
    assert all(one[1] == after[0] for one, after in itertools.pairwise(found))


def test_subtitles_hold_the_label_and_each_sentence() -> None:
    assert "".join(srt(NARRATION)) == (
        "1\n00:00:00,125 --> 00:00:01,125\n(Made with AI)\nOne at 11 p.m.\n\n"
        "2\n00:00:01,250 --> 00:00:02,375\nTwo.\n"
    )


@pytest.mark.parametrize("text", ["a --> b", "a\n\n2\n00:00:00,000 --> 00:00:09,000\nb"])
def test_no_words_begin_a_subtitle(text: str) -> None:
    cue = Cue(TWO._replace(written=text), 0, 10)
    narration: Narration = replace(NARRATION, cues=(cue,))
    assert "".join(srt(narration)).count("-->") == 1
    assert len("".join(srt(narration)).splitlines()) == 4
