"""The contract of engines as tests: a third party runs it on an engine of its own with pytest.

    from narrate.testing import EngineContract


    class TestMyEngine(EngineContract):
        engine = "myengine"

Each test speaks through a real process of the engine. Override the fixture ``voice`` if the engine
needs more than a language to choose a voice.
"""

from array import array
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import ClassVar

import pytest

from narrate import engines
from narrate.engines import Ability
from narrate.engines.pool import Pool, voices
from narrate.errors import EngineError
from narrate.model import Audio, Prosody, SpokenRun, Voice
from narrate.runtime.parallel import in_order

SENTENCE = "The harbor opened early, and the first ship left before noon."
NAME, IPA = "Szczerba", "ˈʃtʃɛərbə"
ODD_TEXTS = {
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
_LIMIT_S = 20.0
_SECONDS_A_CHARACTER = (0.03, 0.25)
_AUDIBLE = 3_000  # of 32,767


class EngineContract:
    """The promises of an engine; a test class for one engine derives from it."""

    engine: ClassVar[str]
    """The engine's name."""
    reads_any_script: ClassVar[bool] = True
    """Whether the engine speaks, or spells, text that is not in Latin letters."""
    lists_voices: ClassVar[bool] = True
    """Whether the engine knows its voices; if not, a voice file says which there are."""

    @pytest.fixture(scope="class")
    @classmethod
    def voice(cls) -> Voice:
        """Return the voice that speaks in the tests."""
        return Voice(name=cls.engine, engine=cls.engine, language="en-US")

    @pytest.fixture(scope="class")
    @classmethod
    def pool(cls, voice: Voice) -> Iterator[Pool]:
        """Return the voice in two processes."""
        with Pool(voice, jobs=2, timeout_s=_LIMIT_S) as pool:
            yield pool

    def test_it_has_every_member_and_is_ready(self, voice: Voice) -> None:
        """The engine is complete, bears the name of its entry point, and has no problem."""
        engine = engines.find(voice.engine)
        assert engines.missing_members(engine) == []
        assert engine.name == self.engine
        assert engine.version
        assert engine.problem() is None
        assert set(engine.abilities) <= set(Ability)

    def test_a_sentence_takes_a_plausible_time(self, pool: Pool) -> None:
        """A sentence is heard, and takes about as long as speech does."""
        audio = _spoken(pool, SENTENCE)
        shortest, longest = _SECONDS_A_CHARACTER
        assert shortest < audio.frames / audio.sample_rate_hz / len(SENTENCE) < longest
        assert _peak(audio) > _AUDIBLE

    def test_all_utterances_have_one_rate(self, pool: Pool) -> None:
        """The sample rate does not depend on the text."""
        assert len({_spoken(pool, text).sample_rate_hz for text in (SENTENCE, "x", "Noon.")}) == 1

    @pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS.keys())
    def test_odd_text_neither_hangs_nor_vanishes(self, pool: Pool, text: str) -> None:
        """Every text with a letter is heard; a text without one may be silent."""
        try:
            audio = _spoken(pool, text)
        except EngineError:
            assert not self.reads_any_script, "the engine refused a text"
            assert not text.isascii(), "the engine refused a text in ASCII"
            return
        assert bool(audio.pcm.strip(b"\0")) or not any(map(str.isalnum, text))

    def test_a_lone_surrogate_costs_an_error_at_most(self, pool: Pool) -> None:
        """A text that no encoding has leaves the engine able to speak."""
        with suppress(EngineError):
            _spoken(pool, "one \ud800 two")
        assert _spoken(pool, SENTENCE).frames

    def test_the_same_text_sounds_the_same(self, pool: Pool) -> None:
        """A deterministic engine does not change with the texts that came before."""
        if not engines.find(self.engine).deterministic:
            pytest.skip("the engine declares that it is not deterministic")
        texts = [SENTENCE, "Other words came first?", SENTENCE, "x", SENTENCE, SENTENCE] * 3
        audios = in_order(lambda text: _spoken(pool, text), texts, 2)
        sounds = [audio.pcm for text, audio in zip(texts, audios, strict=True) if text == SENTENCE]
        assert len(set(sounds)) == 1

    def test_the_first_request_is_answered_first(self, pool: Pool) -> None:
        """Answers belong to their requests, with two processes at work."""
        texts = [word * 9 + "." for word in ("One ", "Seventeen and more ", "A ", "Harbors ")] * 4
        frames = {text: _spoken(pool, text).frames for text in texts}
        together = in_order(lambda text: _spoken(pool, text), texts, 2)
        assert [audio.frames for audio in together] == [frames[text] for text in texts]
        assert len(set(frames.values())) == len(set(texts))

    def test_word_times_name_every_word(self, pool: Pool) -> None:
        """Word times cover the text in order, if the engine declares them; else there are none."""
        audio = _spoken(pool, SENTENCE)
        words = [SENTENCE[word.start : word.end].strip(".,") for word in audio.words]
        if Ability.WORD_TIMES not in engines.find(self.engine).abilities:
            assert words == []
            return
        assert [word for word in words if word] == SENTENCE.replace(",", "").rstrip(".").split()
        frame = 0
        for word in audio.words:
            assert frame <= word.start_frame <= word.end_frame <= audio.frames
            frame = word.end_frame

    def test_phonemes_decide_the_sound(self, pool: Pool) -> None:
        """The IPA of a run is spoken in place of its text, if the engine declares that."""
        if Ability.PHONEMES not in engines.find(self.engine).abilities:
            pytest.skip("the engine does not declare phonemes")
        assert pool([SpokenRun(NAME, IPA)]).pcm != _spoken(pool, NAME).pcm
        if engines.find(self.engine).deterministic:
            assert pool([SpokenRun(NAME, IPA)]).pcm == pool([SpokenRun("anything else", IPA)]).pcm

    def test_a_transcriber_answers_each_text(self, voice: Voice) -> None:
        """Each text comes back as IPA, if the engine declares that it transcribes."""
        transcriber = engines.transcriber(engines.find(self.engine))
        if transcriber is None:
            pytest.skip("the engine does not declare transcription")
        assert [bool(ipa.strip()) for ipa in transcriber.transcribe(["harbor", "noon"], voice)] == [
            True,
            True,
        ]

    def test_faster_is_shorter(self, pool: Pool, voice: Voice) -> None:
        """Twice the speed takes clearly less time."""
        with Pool(replace(voice, prosody=Prosody(speed=2)), jobs=1, timeout_s=_LIMIT_S) as fast:
            assert _spoken(fast, SENTENCE).frames < 0.75 * _spoken(pool, SENTENCE).frames

    def test_gain_is_loudness(self, pool: Pool, voice: Voice) -> None:
        """12 dB less is about a quarter of the amplitude."""
        quiet_voice = replace(voice, prosody=Prosody(gain_db=-12))
        with Pool(quiet_voice, jobs=1, timeout_s=_LIMIT_S) as quiet:
            ratio = _peak(_spoken(quiet, SENTENCE)) / _peak(_spoken(pool, SENTENCE))
        assert ratio == pytest.approx(0.25, rel=0.15)

    def test_it_lists_its_voices(self, voice: Voice) -> None:
        """The voices that it lists are its own, and each has a license."""
        listed = voices(voice.engine)
        assert bool(listed) is self.lists_voices
        assert all(voice.engine == self.engine and voice.license for voice in listed)

    def test_a_voice_that_is_missing_is_named(self, voice: Voice) -> None:
        """A voice that is not there does not load, and the error names it."""
        if not self.lists_voices:
            pytest.skip("a server or a program knows the voices")
        lost = replace(voice, name="lost", id="no-such-voice", model="")
        with (
            Pool(lost, jobs=1, timeout_s=_LIMIT_S) as pool,
            pytest.raises(EngineError, match=r"'lost' does not load.*'no-such-voice'"),
        ):
            _spoken(pool, SENTENCE)


def _spoken(pool: Pool, text: str) -> Audio:
    return pool([SpokenRun(text)])


def _peak(audio: Audio) -> int:
    return max(map(abs, array("h", audio.pcm)), default=0)
