"""What every engine promises, each through its real process."""

from array import array
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import pytest

from narrate import engines
from narrate.engines.pool import Pool, voices
from narrate.errors import EngineError
from narrate.model import Audio, Prosody, Run, Voice
from narrate.runtime.parallel import in_order

ENGINES = engines.names()
TOLD = ("openai", "command")  # whose voices are what a file says
SENTENCE = "The harbor opened early, and the first ship left before noon."
ODD = {
    "empty": "",
    "spaces": "   ",
    "one character": "x",
    "a lone quotation mark": '"',
    "long": "The ship left the harbor. " * 192,
    "emoji": "Well done 🎉🎉",
    "Ukrainian": "Пекарня працює щодня.",
    "Chinese": "今天天气很好",
    "mnemonics": "Say [[h@l'oU]] now",
    "markup": "<speak>hello</speak> & <break time='9s'/>",
    "NUL": "one\0two",
    "line breaks": "one\ntwo\r\nthree",
    "controls": "one \x01\x1b[31m two\x7f",
    "right to left": "\u202eשלום\u202c and مرحبا",
    "combining": "Z̷̢̛a̸͎͝l̵͕̈g̶͔̓o",
}


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    if request.param == "command":
        request.getfixturevalue("flite")
    return str(request.param)


@pytest.fixture
def voice(engine: str, speakers: dict[str, Voice]) -> Voice:
    given = speakers.get(engine, Voice(name=engine, engine=engine))
    return replace(given, language="en-US")


@pytest.fixture
def pool(voice: Voice) -> Iterator[Pool]:
    with Pool(voice, jobs=2, timeout_s=20) as pool:
        yield pool


def say(pool: Pool, text: str) -> Audio:
    return pool([Run(text)])


def test_it_is_ready(engine: str) -> None:
    assert engines.find(engine).problem() is None


def test_a_sentence_is_heard_for_a_plausible_time(pool: Pool) -> None:
    audio = say(pool, SENTENCE)
    assert 0.03 < audio.frames / audio.sample_rate_hz / len(SENTENCE) < 0.25
    assert peak(audio) > 3_000


def test_all_utterances_have_one_rate(pool: Pool) -> None:
    assert len({say(pool, text).sample_rate_hz for text in (SENTENCE, "x", "Noon.")}) == 1


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_text_neither_hangs_nor_vanishes(engine: str, pool: Pool, text: str) -> None:
    if engine == "command" and not text.isascii() and text.isprintable():
        with suppress(EngineError):  # flite reads English only: silence, which is told, or sound
            say(pool, text)
        return
    audio = say(pool, text)
    assert len(audio.pcm) % 2 == 0
    assert bool(audio.pcm.strip(b"\0")) or not any(map(str.isalnum, text))


def test_what_no_text_can_hold_costs_an_error_at_most(pool: Pool) -> None:
    with suppress(EngineError):
        say(pool, "one \ud800 two")
    assert say(pool, SENTENCE).frames


def test_the_same_text_sounds_the_same_whatever_was_said_before(engine: str, pool: Pool) -> None:
    if not engines.find(engine).deterministic:
        return
    texts = [SENTENCE, "Other words came first?", SENTENCE, "x", SENTENCE, SENTENCE] * 3
    said = list(in_order(lambda text: say(pool, text), texts, 2))
    assert (
        len({audio.pcm for text, audio in zip(texts, said, strict=True) if text == SENTENCE}) == 1
    )


def test_what_was_asked_for_first_comes_first(pool: Pool) -> None:
    texts = [word * 9 + "." for word in ("One ", "Seventeen and more ", "A ", "Harbors ")] * 4
    alone = {text: say(pool, text).frames for text in texts}
    together = in_order(lambda text: say(pool, text), texts, 2)
    assert [audio.frames for audio in together] == [alone[text] for text in texts]
    assert len(set(alone.values())) == 4


def test_word_times_name_words_in_order_within_the_audio(pool: Pool) -> None:
    audio = say(pool, SENTENCE)
    words = [SENTENCE[word.start : word.end].strip(".,") for word in audio.words]
    assert [word for word in words if word] in ([], SENTENCE.replace(",", "").rstrip(".").split())
    at = 0
    for word in audio.words:
        assert at <= word.start_frame <= word.end_frame <= audio.frames
        at = word.end_frame


def test_faster_is_shorter(voice: Voice) -> None:
    with (
        Pool(replace(voice, prosody=Prosody(speed=2)), jobs=1, timeout_s=20) as fast,
        Pool(voice, jobs=1, timeout_s=20) as usual,
    ):
        assert say(fast, SENTENCE).frames < 0.75 * say(usual, SENTENCE).frames


def test_gain_is_loudness(voice: Voice) -> None:
    with (
        Pool(replace(voice, prosody=Prosody(gain_db=-12)), jobs=1, timeout_s=20) as quiet,
        Pool(voice, jobs=1, timeout_s=20) as usual,
    ):
        assert peak(say(quiet, SENTENCE)) == pytest.approx(peak(say(usual, SENTENCE)) / 4, rel=0.15)


def peak(audio: Audio) -> int:
    return max(map(abs, array("h", audio.pcm)))


@pytest.mark.usefixtures("speakers")
def test_it_lists_its_voices(engine: str) -> None:
    listed = voices(engine)
    assert bool(listed) is (engine not in TOLD)
    assert all(listed_voice.engine == engine and listed_voice.license for listed_voice in listed)


@pytest.mark.usefixtures("speakers")
@pytest.mark.parametrize("engine", [name for name in ENGINES if name not in TOLD])
def test_a_voice_that_is_not_there_is_named(engine: str) -> None:
    lost = Voice(name="lost", engine=engine, id="no-such-voice", language="en")
    with (
        Pool(lost, jobs=1, timeout_s=20) as pool,
        pytest.raises(EngineError, match=r"'lost' does not load.*'no-such-voice'"),
    ):
        say(pool, SENTENCE)


@pytest.mark.parametrize("name", ["espeak", "pyttsx3"])
def test_a_language_that_is_not_there_is_named(name: str) -> None:
    lost = Voice(name="lost", engine=name, language="zz")
    with (
        Pool(lost, jobs=1, timeout_s=20) as pool,
        pytest.raises(EngineError, match=r"'lost' does not load.*'zz'"),
    ):
        say(pool, SENTENCE)


@pytest.mark.parametrize("name", ["espeak", "pyttsx3"])
def test_the_language_decides_the_voice(name: str) -> None:
    def spoken(language: str) -> bytes:
        with Pool(Voice(name=name, engine=name, language=language), jobs=1, timeout_s=20) as pool:
            return say(pool, "Information, nation.").pcm

    assert len({spoken(language) for language in ("en-US", "en-GB", "fr-FR", "uk")}) == 4
