"""eSpeak NG through its C library: phonemes and word times.

The library has global state and is initialized once in a process, so it lives in a child process
(``process.py``). Constants follow eSpeak NG's ``speak_lib.h``.
"""

import ctypes
import io
import os
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import NamedTuple

from narrate.engines import Ability, Synthesizer, ipa, letters, library, stress
from narrate.engines.speak_lib import Callback, Event, VoiceRecord, fill_new_memory, initialized
from narrate.errors import EngineError
from narrate.model import Audio, Prosody, SpokenRun, Voice, Word

_CHARS_UTF8, _PHONEMES = 1, 0x100
_MNEMONICS, _IPA = 0, 2
_RATE, _VOLUME, _PITCH = 1, 2, 3
_END_OF_EVENTS, _WORD = 0, 1
_WORDS_PER_MINUTE = 175  # the library's default, and an unhurried newsreader's pace
# Measured: 50 steps move the voice's base by an octave, but its median pitch by less.
_NEUTRAL_PITCH, _PITCH_AN_OCTAVE = 50, 69

_CONTROLS = {code: " " for code in range(32) if not chr(code).isspace()}

# The lengths that the library reports are wrong beside curly quotes, so we find words ourselves.
# A stress mark is no letter, but stands within its word: "коза́к".
_WORDS = re.compile(r"\w[\w\u0301]*(?:['’.,-]\w[\w\u0301]*)*|[^\w\s]")

# The bare language stands for a regional voice.
_PREFERRED = {"en": "en-us"}


class Espeak:
    """eSpeak NG: over a hundred languages, small, fast and plainly synthetic."""

    name = "espeak"
    # The library carries state from one utterance into the next: the phase of its flutter, the last
    # phonemes, the languages that it read. Without a fork a sentence sounds different each time.
    deterministic = forks = hasattr(os, "fork")
    abilities = (Ability.PHONEMES, Ability.WORD_TIMES, Ability.TRANSCRIPTION)

    @property
    def version(self) -> str:
        """The package of the library, and the editions of our tables."""
        package = library.package_version("espeakng-loader", *stress.PACKAGES)
        return f"{package}, phonemes {ipa.edition()}, {letters.EDITION}"

    def problem(self) -> str | None:
        """Return None if the library can be loaded."""
        if library.load() is None:
            return f"The eSpeak NG library cannot be loaded. {library.remedy()}"
        return None

    def voices(self) -> Sequence[Voice]:
        """Return one voice for each language of the library's data."""
        lib, _ = initialized()
        lib.espeak_ListVoices.restype = ctypes.POINTER(ctypes.POINTER(VoiceRecord))
        entries, number = lib.espeak_ListVoices(None), 0
        voices = []
        while entries[number]:
            language = _languages(entries[number].contents)[0]
            name = (entries[number].contents.name or b"").decode()
            voices.append(
                Voice(
                    name=f"{self.name}:{language}",
                    engine=self.name,
                    id=language,
                    language=language,
                    license="GPL-3.0-or-later",
                    description=name,
                )
            )
            number += 1
        return voices

    @contextmanager
    def load(self, voice: Voice) -> Iterator[Synthesizer]:
        """Return a synthesizer; the library stays initialized until the process ends."""
        fill_new_memory()
        lib, rate_hz = initialized()
        _choose(lib, voice)
        prosody = voice.prosody
        lib.espeak_SetParameter(_RATE, round(_WORDS_PER_MINUTE * prosody.speed), 0)
        lib.espeak_SetParameter(_VOLUME, round(100 * 10 ** (prosody.gain_db / 20)), 0)
        lib.espeak_SetParameter(_PITCH, pitch(prosody), 0)
        if hasattr(lib, "espeak_ng_SetRandSeed"):  # since 1.52; else the clock seeds its breath
            lib.espeak_ng_SetRandSeed(ctypes.c_long(1))
        # Our table has the mnemonics of the English voices; other voices read the respelling.
        english = (voice.id or voice.language).startswith("en")
        yield _Speaker(lib, rate_hz, voice.language or voice.id, english=english)

    def transcribe(self, texts: Sequence[str], voice: Voice) -> list[str]:
        """Return the IPA of each text in the voice; EngineError if there is no such voice."""
        return transcribe(texts, voice)


def pitch(prosody: Prosody) -> int:
    """Return the library's pitch, 0 to 99: 7 semitones lower to 9 semitones higher."""
    return round(min(99, max(0, _NEUTRAL_PITCH + prosody.pitch * _PITCH_AN_OCTAVE / 12)))


def _choose(lib: ctypes.CDLL, voice: Voice) -> None:
    language = _PREFERRED.get(voice.language.lower(), voice.language.lower())
    name = voice.id or language
    encoded = name.encode()
    if not lib.espeak_SetVoiceByName(encoded):
        return
    # A voice has a name and languages: the voice that speaks en-gb is named "en". For a language
    # the library always chooses a voice, "no" for "no-such-voice": its languages decide.
    near = VoiceRecord(languages=ctypes.cast(ctypes.c_char_p(encoded), ctypes.c_void_p))
    if not lib.espeak_SetVoiceByProperties(ctypes.byref(near)):
        tags = _languages(_current(lib))
        if name.lower() in tags or (not voice.id and language[:2] in {tag[:2] for tag in tags}):
            return
    raise EngineError(f"eSpeak NG has no voice {name!r}. See: narrate voices --engine espeak")


def _current(lib: ctypes.CDLL) -> VoiceRecord:
    lib.espeak_GetCurrentVoice.restype = ctypes.POINTER(VoiceRecord)
    current: VoiceRecord = lib.espeak_GetCurrentVoice().contents
    return current


def _languages(voice: VoiceRecord) -> list[str]:
    """Return a voice's language tags: a priority byte precedes each tag, a zero ends the list."""
    tags, address = [], int(voice.languages)
    while ctypes.string_at(address, 1) != b"\0":
        tag = ctypes.string_at(address + 1)
        tags.append(tag.decode().lower())
        address += len(tag) + 2
    return tags


def identify(voice: Voice) -> str:
    """Return the library's identifier of a voice; the library ends, so that nothing is changed."""
    lib, _ = initialized()
    try:
        _choose(lib, voice)
        identifier: bytes = _current(lib).identifier
    finally:
        lib.espeak_Terminate()
    return identifier.decode()


def transcribe(texts: Sequence[str], voice: Voice) -> list[str]:
    """Return the IPA of each text in a voice; the library ends, so that nothing is changed.

    As the library writes it, a stress mark stands before its vowel.
    """
    lib, _ = initialized()
    try:
        _choose(lib, voice)
        language = voice.language or voice.id
        return [_transcription(lib, letters.spoken(text, language)) for text in texts]
    finally:
        lib.espeak_Terminate()


def _transcription(lib: ctypes.CDLL, text: str, mode: int = _IPA) -> str:
    lib.espeak_TextToPhonemes.restype = ctypes.c_char_p
    content = ctypes.create_string_buffer(text.encode())
    position = ctypes.c_void_p(ctypes.addressof(content))
    clauses = []
    while position.value:  # each call reads a clause; after the last the pointer is null
        phonemes = lib.espeak_TextToPhonemes(ctypes.byref(position), _CHARS_UTF8, mode)
        clauses.append(phonemes.decode())
    return " ".join(filter(None, clauses))


class _Speaker:
    """One loaded voice."""

    def __init__(self, lib: ctypes.CDLL, rate_hz: int, language: str, *, english: bool) -> None:
        self._lib, self._rate_hz, self._language = lib, rate_hz, language
        self._english = english
        self._stressed = None
        if language.startswith("uk"):
            mark = stress.marker() or str
            self._stressed = lambda word: stress.mnemonics(mark(word), partial(_mnemonics, lib))
        self._pcm = io.BytesIO()
        self._events: list[tuple[int, int]] = []  # a word's first frame, its place in the input
        self._callback = Callback(self._receive)  # the library holds its address only
        lib.espeak_SetSynthCallback(self._callback)
        # Each sentence is spoken in a fork: tables that are read there are read for each sentence.
        _input([SpokenRun("é", "ə")], language, phonemes=english)

    def __call__(self, runs: Sequence[SpokenRun]) -> Audio:
        text, places = _input(runs, self._language, phonemes=self._english, stressed=self._stressed)
        self._pcm = io.BytesIO()  # it gives its bytes away without a copy
        self._events.clear()
        data = text.encode() + b"\0"
        flags = _CHARS_UTF8 | _PHONEMES
        result = self._lib.espeak_Synth(
            data, ctypes.c_size_t(len(data)), 0, 0, 0, flags, None, None
        )
        if result:
            raise EngineError(f"eSpeak NG failed with error code {result}.")
        pcm = self._pcm.getvalue()
        return Audio(pcm, self._rate_hz, self._words(places, len(pcm) // 2))

    def _receive(self, wav: object, count: int, events: Sequence[Event]) -> int:
        if wav and count:
            self._pcm.write(ctypes.string_at(wav, 2 * count))  # type: ignore[arg-type]
        number = 0
        while (event := events[number]).type != _END_OF_EVENTS:
            if event.type == _WORD:
                self._events.append((event.sample, event.text_position - 1))
            number += 1
        return 0 if wav else 1  # at the end 1 makes the library empty its queue

    def _words(self, places: Sequence["_Place"], frames: int) -> tuple[Word, ...]:
        """Return the library's words with their places in the spoken text."""
        words: list[Word] = []
        starts = [place.start for place in places]
        ends = [*(sample for sample, _ in self._events[1:]), frames]
        for (sample, position), end in zip(self._events, ends, strict=False):
            if (number := bisect_right(starts, position)) == 0:
                continue
            place, start = places[number - 1], sample
            if words and words[-1].start == place.spoken_start:  # the library reports it in parts
                start = words.pop().start_frame
            words.append(Word(start, end, place.spoken_start, place.spoken_end))
        return tuple(words)


class _Place(NamedTuple):
    """The start of a word in the library's input, and its place in the spoken text."""

    start: int
    spoken_start: int
    spoken_end: int


def _mnemonics(lib: ctypes.CDLL, word: str) -> str:
    """Return the library's own mnemonics of a word in the voice that is chosen."""
    return _transcription(lib, word, _MNEMONICS)


def _input(
    runs: Sequence[SpokenRun],
    language: str,
    *,
    phonemes: bool,
    stressed: Callable[[str], str] | None = None,
) -> tuple[str, list[_Place]]:
    """Return the library's input, with phonemes as mnemonics, and the places of its words.

    ``stressed`` returns the mnemonics of a word whose stress is sure, or "".
    """
    text, places, spoken_length = "", [], 0
    for run in runs:
        mnemonics = ipa.to_espeak(run.phonemes) if phonemes and run.phonemes else ""
        # The article must not speak phonemes with its brackets, nor commands with its control
        # characters, which would hold for later sentences. Spaces keep the length.
        safe = letters.spoken(run.text, language).replace("[[", "[ ").translate(_CONTROLS)
        spans = [(0, len(safe))] if mnemonics else [m.span() for m in _WORDS.finditer(safe)]
        position = 0
        for start, end in spans:
            text += safe[position:start]
            places.append(_Place(len(text), spoken_length + start, spoken_length + end))
            word = safe[start:end]
            if stressed and not mnemonics:
                respelled = run.respelling if stress.MARK in run.respelling else ""
                sound = stressed(respelled if len(spans) == 1 and respelled else word)
            else:
                sound = mnemonics
            text += f"[[{sound}]]" if sound else word
            position = end
        text += safe[position:]
        spoken_length += len(run.text)
    return text, places
