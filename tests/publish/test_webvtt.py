"""Captions hold to the WebVTT grammar, whatever is written; the parser here is our own."""

import html
import re
from dataclasses import replace
from typing import NamedTuple

from hypothesis import example, given, strategies as st

from narrate.model import Article, Block, Cue, Kind, Loudness, Narration, Utterance, Voice, Word
from narrate.publish.captions import srt, webvtt
from narrate.publish.webvtt import milliseconds, timestamp

CLOCK = re.compile(r"(\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3})")
HOSTILE = st.sampled_from(
    ["-->", "00:00:00.000 --> 00:00:09.000", "<b>bold</b>", "<v Bob>", "&", "&lt;", "&#60;",
     "NOTE", "STYLE", "WEBVTT", "\n\n", "\r", "\u2028", "\x85", "\x0b", "\u202e", "1", "</c>"]
)  # fmt: skip
WRITTEN = (
    st.lists(HOSTILE | st.text(max_size=8), min_size=1, max_size=6).map(" ".join).filter(str.strip)
)


class Heard(NamedTuple):
    start_ms: int
    end_ms: int
    text: str


def parsed(content: str) -> list[Heard]:
    """Read captions as W3C's grammar has them, and refuse all else."""
    assert content.startswith("WEBVTT\n\n")
    assert content.endswith("\n")
    # The grammar knows these ends of a line, and no other.
    blocks = re.split(r"(?:\r\n|\r|\n){2,}", content.rstrip("\n"))[1:]
    heard = []
    for block in blocks:
        lines = re.split(r"\r\n|\r|\n", block)
        if lines[0].startswith("NOTE "):
            assert "-->" not in block
            continue
        identifier, times, *text = lines
        assert identifier.isdecimal()
        start, arrow, end = times.split(" ")
        assert arrow == "-->"
        assert 1 <= len(text) <= 2, "the text of a cue is one line, or two"
        assert "-->" not in "".join(text)
        assert not re.search(r"<|&(?!(?:amp|lt|gt);)", "".join(text)), "no tag, no other entity"
        heard.append(Heard(clocked(start), clocked(end), html.unescape("\n".join(text))))
    return heard


def clocked(text: str) -> int:
    found = CLOCK.fullmatch(text)
    assert found, text
    hours, minutes, seconds, ms = map(int, found.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms


def narration(texts: list[str], step: int, rate_hz: int, disclosure: str) -> Narration:
    block = Block(Kind.PARAGRAPH, "")
    cues = tuple(
        Cue(Utterance(block, text), n * step, (n + 1) * step - 1) for n, text in enumerate(texts)
    )
    return Narration(
        article=Article("id", "Title", "en", ()),
        voice=Voice("v", "tone"),
        cues=cues,
        frames=(len(texts) + 1) * step,
        sample_rate_hz=rate_hz,
        loudness=Loudness(-16, -16, 0, -2),
        disclosure=disclosure,
    )


@given(
    st.lists(WRITTEN, max_size=5),
    st.integers(10**3, 10**9),
    st.sampled_from([8_000, 22_050, 48_000]),
    WRITTEN,
)
@example(["--> \n\n \n\n"], 56_002, 8_000, "-->")
def test_the_cues_hold_each_sentence_as_written(
    texts: list[str], step: int, rate_hz: int, disclosure: str
) -> None:
    one = narration(texts, step, rate_hz, disclosure)
    heard = parsed("".join(webvtt(one)))
    assert "".join("".join(cue.text.split()) for cue in heard) == "".join(
        "".join(text.split()) for text in texts
    )
    starts = {milliseconds(cue.start_frame, rate_hz) for cue in one.cues}
    assert starts <= {cue.start_ms for cue in heard}
    edges = [edge for cue in heard for edge in (cue.start_ms, cue.end_ms)]
    assert edges == sorted(edges)


WORD = st.text("abcdeйцу", min_size=1, max_size=12)
SENTENCE = st.lists(
    st.tuples(WORD, st.sampled_from([" ", " ", " ", ", ", "; ", " – ", ". "])),
    min_size=1,
    max_size=60,
).map(lambda words: "".join(map("".join, words)).strip())


@given(SENTENCE, st.integers(1, 60))
def test_a_cue_can_be_read_in_time(text: str, seconds: int) -> None:
    one = narration([text], seconds * 8_000, 8_000, "AI")
    heard = parsed("".join(webvtt(one)))
    assert "".join("".join(cue.text.split()) for cue in heard) == "".join(text.split())
    for cue in heard:
        assert all(len(line) <= 42 for line in cue.text.split("\n"))
        assert len(cue.text) <= 8 or cue.end_ms - cue.start_ms <= 7_001


def test_a_number_of_many_digits_is_divided_while_it_is_read_out() -> None:
    number = "1234567890" * 6
    text = f"The seal says {number} today."
    one = narration([text], 168_000, 8_000, "AI")
    starts = {"The": 0, "seal": 2_000, "says": 4_000, number: 8_000, "today": 160_000}
    timed = tuple(
        Word(frame, frame + 1_000, text.index(word), text.index(word) + len(word))
        for word, frame in starts.items()
    )
    one = replace(one, cues=(one.cues[0]._replace(words=timed),))
    cues = parsed("".join(webvtt(one)))
    assert "".join("".join(cue.text.split()) for cue in cues) == text.replace(" ", "")
    assert len(cues) == 6
    assert max(cue.end_ms - cue.start_ms for cue in cues) <= 7_001


def test_it_is_divided_where_a_clause_ends_at_the_times_of_its_words() -> None:
    text = (
        "The council, which met on Friday for the first time in three years, decided that the "
        "ferry sails at night; the captains, who had asked for it, were glad."
    )
    one = narration([text], 160_000, 8_000, "AI")
    words = list(re.finditer(r"\S+", text))
    timed = tuple(
        Word(n * 5_600, n * 5_600 + 900, match.start(), match.end())
        for n, match in enumerate(words)
    )
    one = replace(one, cues=(one.cues[0]._replace(words=timed),))
    cues = parsed("".join(webvtt(one)))
    assert [cue.text for cue in cues] == [
        "The council, which met on Friday",
        "for the first time in three years,",
        "decided that the ferry sails at night;",
        "the captains, who had\nasked for it, were glad.",
    ]
    spoken = [match.group() for match in words]
    firsts = (spoken.index(first) for first in ("The", "for", "decided", "captains,"))
    expected = [number * 700 for number in firsts]
    assert [cue.start_ms for cue in cues[:3]] == expected[:3]
    assert cues[3].start_ms == expected[3] - 700  # "the captains"
    subtitles = "".join(srt(one))
    assert max(map(len, subtitles.splitlines())) <= 42


@given(st.integers(0, 10**12), st.sampled_from([8_000, 11_025, 22_050, 44_100, 48_000]))
def test_a_timestamp_is_the_nearest_millisecond(frame: int, rate_hz: int) -> None:
    assert abs(clocked(timestamp(frame, rate_hz)) * rate_hz - frame * 1000) * 2 <= rate_hz
