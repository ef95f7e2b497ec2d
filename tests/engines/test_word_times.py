"""eSpeak NG says when each word of the spoken text is heard."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings, strategies as st

from narrate.engines.pool import Pool
from narrate.model import Audio, SpokenRun, Voice

NAME = SpokenRun("shchair-buh", "ˈʃtʃɛərbə")
WORDS = {
    "accents": ([SpokenRun("The café in Łódź, naïve coöperation… façade.")],
                "The|café|in|Łódź|naïve|coöperation|façade"),
    "quotes and dashes": ([SpokenRun("“Don’t go,” she said—“not at 5 p.m., O’Neill!”")],
                          "Don’t|go|she|said|not|at|5|p.m|O’Neill"),
    "an em dash alone": ([SpokenRun("The mill — “here”, it’s 281 of them.")],
                         "The|mill|here|it’s|281|of|them"),
    "a name in the middle": ([SpokenRun("Mr. "), NAME, SpokenRun(" of Łódź said yes, twice.")],
                             "Mr|shchair-buh|of|Łódź|said|yes|twice"),
    "names side by side": ([NAME, SpokenRun(" "), NAME, SpokenRun(" and "),
                            SpokenRun("zed", "ǃ"), SpokenRun(" end")],
                           "shchair-buh|shchair-buh|and|zed|end"),
    "a name of two words": ([SpokenRun("In "), SpokenRun("noo york", "ˌnuːˈjɔːk"),
                             SpokenRun(" today")],
                            "In|noo york|today"),
    "an emoji": ([SpokenRun("🎉 Well "), NAME, SpokenRun("!")], "🎉|Well|shchair-buh"),
    "signs": ([SpokenRun("It cost $1.5 million in 2024, 25% more.")],
              "It|cost|$|1.5|million|in|2024|25|%|more"),
    "compounds": ([SpokenRun("A state-of-the-art, twenty-one-year-old ship")],
                  "A|state-of-the-art|twenty-one-year-old|ship"),
    "brackets": ([SpokenRun("He said [[no]] to it.")], "He|said|no|to|it"),
}  # fmt: skip


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(Voice(name="v", engine="espeak", language="en-US"), jobs=1, timeout_s=20) as pool:
        yield pool


def check(audio: Audio, spoken: str) -> None:
    """Words follow one another in the audio and in the text, and none is empty."""
    at = text_at = 0
    for word in audio.words:
        assert at <= word.start_frame <= word.end_frame <= audio.frames
        assert text_at <= word.start < word.end <= len(spoken)
        at, text_at = word.end_frame, word.end


@pytest.mark.parametrize(("runs", "words"), WORDS.values(), ids=WORDS.keys())
def test_each_time_names_its_word(pool: Pool, runs: list[SpokenRun], words: str) -> None:
    audio, spoken = pool(runs), "".join(run.text for run in runs)
    check(audio, spoken)
    assert "|".join(spoken[word.start : word.end] for word in audio.words) == words
    assert audio.words[-1].end_frame == audio.frames


def test_a_longer_word_takes_longer(pool: Pool) -> None:
    short, long = pool([SpokenRun("One extraordinarily")]).words
    assert 2 * (short.end_frame - short.start_frame) < long.end_frame - long.start_frame


written = st.text(
    st.sampled_from("aetn ŁöйЖ中🎉.,;—–“”‘’'\"-()[]<>&$%/5 \u200d\u0301\u00ad\u202e\0\n"),
    max_size=40,
)
pronounced = st.builds(SpokenRun, st.just("name"), st.sampled_from(["ˈneɪm", "ǃ", "ə"]))


@settings(max_examples=150, deadline=None)
@given(runs=st.lists(written.map(SpokenRun) | pronounced, max_size=5))
def test_whatever_is_said_the_words_are_in_order(pool: Pool, runs: list[SpokenRun]) -> None:
    check(pool([SpokenRun("one "), *runs]), "one " + "".join(run.text for run in runs))
