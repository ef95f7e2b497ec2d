"""eSpeak NG itself, through its C library: phonemes and word times.

The library keeps global state and is initialised once a process, so it lives in a child process
(``pool.py``). Constants and structures are those of eSpeak NG's ``speak_lib.h``.
"""

import ctypes
import io
import os
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from narrate.engines import Ability, Synthesizer, ipa, library
from narrate.errors import EngineError
from narrate.model import Audio, Prosody, Run, Voice, Word
from narrate.runtime.process import mallopt

_SYNCHRONOUS = 2
_BUFFER_MS = 0  # the library's own choice
_DONT_EXIT = 0x8000  # on a failure return it rather than end the process
_CHARS_UTF8, _PHONEMES = 1, 0x100
_IPA = 2
_RATE, _VOLUME, _PITCH = 1, 2, 3
_END_OF_EVENTS, _WORD = 0, 1
_WORDS_PER_MINUTE = 175  # the library's default, and an unhurried newsreader's pace
# Measured: 50 move the base of the voice by an octave, but what is heard by less.
_NEUTRAL_PITCH, _PITCH_AN_OCTAVE = 50, 69

_PERTURB = -6  # M_PERTURB of GNU's malloc.h: new memory holds the complement of the value

_CONTROLS = {code: " " for code in range(32) if not chr(code).isspace()}

# The lengths that the library reports are wrong beside curly quotes, so words are found anew.
_WORDS = re.compile(r"\w+(?:['’.,-]\w+)*|[^\w\s]")

# The bare language means a regional voice.
_PREFERRED = {"en": "en-us"}


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


class _Voice(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_void_p),
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte),
        ("age", ctypes.c_ubyte),
        ("variant", ctypes.c_ubyte),
        ("xx1", ctypes.c_ubyte),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    )


_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


class Espeak:
    """eSpeak NG: over a hundred languages, small, fast and plainly synthetic."""

    name = "espeak"
    # The library carries state from one utterance into the next: the phase of its flutter, the last
    # phonemes, the languages that it read. Without a fork a sentence sounds different each time.
    deterministic = forks = hasattr(os, "fork")
    abilities = tuple(Ability)

    @property
    def version(self) -> str:
        """The package that brings the library, and our table of its phonemes."""
        return f"{library.package_version('espeakng-loader')}, phonemes {ipa.edition()}"

    def problem(self) -> str | None:
        """Return None when the library can be loaded."""
        if library.load() is None:
            return f"The eSpeak NG library cannot be loaded. {library.remedy()}"
        return None

    def voices(self) -> Sequence[Voice]:
        """Return one voice for each language that the library's data has."""
        lib, _ = _initialized()
        lib.espeak_ListVoices.restype = ctypes.POINTER(ctypes.POINTER(_Voice))
        found, n = lib.espeak_ListVoices(None), 0
        voices = []
        while found[n]:
            language = _languages(found[n].contents)[0]
            name = (found[n].contents.name or b"").decode()
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
            n += 1
        return voices

    @contextmanager
    def load(self, voice: Voice) -> Iterator[Synthesizer]:
        """Return a synthesizer; the library stays initialised until the process ends."""
        # The library reads memory that it never set: with zeros all processes sound the same.
        mallopt(_PERTURB, 0xFF)
        lib, rate_hz = _initialized()
        _choose(lib, voice)
        prosody = voice.prosody
        lib.espeak_SetParameter(_RATE, round(_WORDS_PER_MINUTE * prosody.speed), 0)
        lib.espeak_SetParameter(_VOLUME, round(100 * 10 ** (prosody.gain_db / 20)), 0)
        lib.espeak_SetParameter(_PITCH, pitch(prosody), 0)
        if hasattr(lib, "espeak_ng_SetRandSeed"):  # from 1.52 on: else it breathes by the clock
            lib.espeak_ng_SetRandSeed(ctypes.c_long(1))
        # The table of mnemonics is that of the English voices; others read the respelling.
        english = (voice.id or voice.language).startswith("en")
        yield _Speaker(lib, rate_hz, english=english)

    def transcribe(self, texts: Sequence[str], voice: Voice) -> list[str]:
        """Return the IPA in which the voice says each text; EngineError when it is not there."""
        return transcribe(texts, voice)


def pitch(prosody: Prosody) -> int:
    """Return the library's pitch, 0 to 99: from 7 semitones lower to 9 higher."""
    return round(min(99, max(0, _NEUTRAL_PITCH + prosody.pitch * _PITCH_AN_OCTAVE / 12)))


def _initialized() -> tuple[ctypes.CDLL, int]:
    lib = library.load()
    if lib is None:
        raise EngineError(f"The eSpeak NG library cannot be loaded. {library.remedy()}")
    rate_hz = lib.espeak_Initialize(_SYNCHRONOUS, _BUFFER_MS, None, _DONT_EXIT)
    if rate_hz <= 0:
        raise EngineError(f"eSpeak NG does not find its data. {library.remedy()}")
    return lib, rate_hz


def _choose(lib: ctypes.CDLL, voice: Voice) -> None:
    language = _PREFERRED.get(voice.language.lower(), voice.language.lower())
    wanted = (voice.id or language).encode()
    if not lib.espeak_SetVoiceByName(wanted):
        return
    # A voice has a name and languages: "en" is the name of the one that speaks en-gb. Asked for a
    # language the library answers with something near: no for "no-such-voice".
    near = _Voice(languages=ctypes.cast(ctypes.c_char_p(wanted), ctypes.c_void_p))
    if not lib.espeak_SetVoiceByProperties(ctypes.byref(near)):
        spoken = _languages(_current(lib))
        if (voice.id or language).lower() in spoken or (
            not voice.id and language[:2] in {tag[:2] for tag in spoken}
        ):
            return
    raise EngineError(
        f"eSpeak NG has no voice {wanted.decode()!r}. See: narrate voices --engine espeak"
    )


def _current(lib: ctypes.CDLL) -> _Voice:
    lib.espeak_GetCurrentVoice.restype = ctypes.POINTER(_Voice)
    current: _Voice = lib.espeak_GetCurrentVoice().contents
    return current


def _languages(voice: _Voice) -> list[str]:
    """Return a voice's language tags: each stands after a priority byte, a zero ends the list."""
    tags, at = [], int(voice.languages)
    while ctypes.string_at(at, 1) != b"\0":
        tag = ctypes.string_at(at + 1)
        tags.append(tag.decode().lower())
        at += len(tag) + 2
    return tags


def identify(voice: Voice) -> str:
    """Return the library's identifier for a voice, and leave it as if it was never asked."""
    lib, _ = _initialized()
    try:
        _choose(lib, voice)
        identifier: bytes = _current(lib).identifier
    finally:
        lib.espeak_Terminate()
    return identifier.decode()


def transcribe(texts: Sequence[str], voice: Voice) -> list[str]:
    """Return the IPA in which a voice says each text, and leave it as if it was never asked.

    A stress mark stands before its vowel, as the library writes it.
    """
    lib, _ = _initialized()
    lib.espeak_TextToPhonemes.restype = ctypes.c_char_p
    try:
        _choose(lib, voice)
        return [_transcribed(lib, text) for text in texts]
    finally:
        lib.espeak_Terminate()


def _transcribed(lib: ctypes.CDLL, text: str) -> str:
    kept = ctypes.create_string_buffer(text.encode())
    rest = ctypes.c_void_p(ctypes.addressof(kept))
    clauses = []
    while rest.value:  # the library takes a clause at a time, and ends with a null pointer
        clauses.append(lib.espeak_TextToPhonemes(ctypes.byref(rest), _CHARS_UTF8, _IPA).decode())
    return " ".join(filter(None, clauses))


class _Speaker:
    """One loaded voice."""

    def __init__(self, lib: ctypes.CDLL, rate_hz: int, *, english: bool) -> None:
        self._lib, self._rate_hz, self._english = lib, rate_hz, english
        self._pcm = io.BytesIO()
        self._heard: list[tuple[int, int]] = []
        self._callback = _Callback(self._receive)  # kept: the library holds only its address
        lib.espeak_SetSynthCallback(self._callback)

    def __call__(self, runs: Sequence[Run]) -> Audio:
        text, places = _input(runs, phonemes=self._english)
        self._pcm = io.BytesIO()  # its bytes leave it without a copy
        self._heard.clear()
        data = text.encode() + b"\0"
        flags = _CHARS_UTF8 | _PHONEMES
        result = self._lib.espeak_Synth(
            data, ctypes.c_size_t(len(data)), 0, 0, 0, flags, None, None
        )
        if result:
            raise EngineError(f"eSpeak NG gave up with its error {result}.")
        pcm = self._pcm.getvalue()
        return Audio(pcm, self._rate_hz, self._words(places, len(pcm) // 2))

    def _receive(self, wav: object, count: int, events: Sequence[_Event]) -> int:
        if wav and count:
            self._pcm.write(ctypes.string_at(wav, 2 * count))  # type: ignore[arg-type]
        n = 0
        while events[n].type != _END_OF_EVENTS:
            event = events[n]
            if event.type == _WORD:
                self._heard.append((event.sample, event.text_position - 1))
            n += 1
        return 0 if wav else 1  # told to stop at its end, the library empties its queue

    def _words(self, places: Sequence["_Place"], frames: int) -> tuple[Word, ...]:
        """Put the words that the library reported back where they stand in the spoken text."""
        words: list[Word] = []
        starts = [place.start for place in places]
        ends = [*(sample for sample, _ in self._heard[1:]), frames]
        for (sample, at), end in zip(self._heard, ends, strict=False):
            if (n := bisect_right(starts, at)) == 0:
                continue
            place = places[n - 1]
            if words and words[-1].start == place.spoken_start:  # a word that is said in parts
                sample = words.pop().start_frame  # noqa: PLW2901 - it starts where it started
            words.append(Word(sample, end, place.spoken_start, place.spoken_end))
        return tuple(words)


class _Place(NamedTuple):
    """Where a word starts in the library's input, and where it stands in the spoken text."""

    start: int
    spoken_start: int
    spoken_end: int


def _input(runs: Sequence[Run], *, phonemes: bool) -> tuple[str, list[_Place]]:
    """Return the library's input, phonemes in its mnemonics, and the words' places in order."""
    text, places, spoken_at = "", [], 0
    for run in runs:
        mnemonics = ipa.to_espeak(run.phonemes) if phonemes and run.phonemes else ""
        # Brackets in the article are not ours to speak phonemes with, nor are controls ours to
        # speak commands with, that hold for what comes after; a space is as long.
        plain = run.text.replace("[[", "[ ").translate(_CONTROLS)
        found = [(0, len(plain))] if mnemonics else [m.span() for m in _WORDS.finditer(plain)]
        places += [_Place(len(text) + at, spoken_at + at, spoken_at + end) for at, end in found]
        text += f"[[{mnemonics}]]" if mnemonics else plain
        spoken_at += len(run.text)
    return text, places
