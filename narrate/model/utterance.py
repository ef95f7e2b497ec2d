"""A sentence on its way to a voice, and the audio that comes back.

Text offsets count Unicode code points; lengths are integer frames.
"""

from typing import NamedTuple

from narrate.model.article import Block


class Edit(NamedTuple):
    """The spoken form that one rule or lexeme gives to ``written[start:end]``.

    ``spoken`` is complete and readable by every engine (a respelling where need be); ``phonemes``
    is the IPA for engines that take it, or empty. ``rule`` names who claimed the span.
    ``respelling`` is for engines without phonemes where ``spoken`` reads as written and they would
    say it wrong: "led" for the metal; or empty.
    """

    start: int
    end: int
    spoken: str
    rule: str
    phonemes: str = ""
    respelling: str = ""


class SpokenRun(NamedTuple):
    """A stretch of an utterance for an engine: ``text``, and its IPA where that is decided.

    ``respelling``, where there is one, says the same to an engine without phonemes.
    """

    text: str
    phonemes: str = ""
    respelling: str = ""

    @property
    def readable(self) -> str:
        """The text for an engine without phonemes."""
        return self.respelling or self.text


class Utterance(NamedTuple):
    """One sentence, one call to an engine: as written, and the edits that make it spoken.

    ``edits`` are in order and never overlap. ``pause_ms`` is the silence after it.
    """

    block: Block
    written: str
    edits: tuple[Edit, ...] = ()
    pause_ms: int = 0

    @property
    def runs(self) -> tuple[SpokenRun, ...]:
        """The stretches for the engine, in order; their texts joined are ``spoken``."""
        runs: list[SpokenRun] = []
        texts: list[str] = []
        position = 0
        for edit in self.edits:
            texts.append(self.written[position : edit.start])
            if edit.phonemes:
                runs += [
                    SpokenRun("".join(texts)),
                    SpokenRun(edit.spoken, edit.phonemes, edit.respelling),
                ]
                texts = []
            else:
                texts.append(edit.spoken)
            position = edit.end
        runs.append(SpokenRun("".join([*texts, self.written[position:]])))
        return tuple(run for run in runs if run.text)

    @property
    def spoken(self) -> str:
        """The sentence as it is spoken."""
        parts, position = [], 0
        for edit in self.edits:
            parts += [self.written[position : edit.start], edit.spoken]
            position = edit.end
        return "".join([*parts, self.written[position:]])


class Word(NamedTuple):
    """When a word is heard (frames from the start of its audio) and where it stands in spoken.

    ``estimated``: the engine told less than that, and the time is worked out from what it told.
    """

    start_frame: int
    end_frame: int
    start: int
    end: int
    estimated: bool = False


class Audio(NamedTuple):
    """16-bit little-endian mono PCM; ``faults`` are phrases that say what sounds wrong in it."""

    pcm: bytes
    sample_rate_hz: int
    words: tuple[Word, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def frames(self) -> int:
        """The length."""
        return len(self.pcm) // 2
