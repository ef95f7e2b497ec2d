"""Jingles around the words: an intro, an outro, a bed under the headline, a chime before a heading.

They are the publisher's own files, each brought to its level against the voice. A jingle in a piece
ends before the piece does, so pieces are still encoded apart and reused; a bed that goes on under
several pieces makes one passage of them.
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import groupby
from pathlib import Path
from stat import S_ISREG
from typing import Final, NamedTuple

import numpy as np

from narrate.audio import loudness, shape
from narrate.audio.grid import TAIL_FRAMES
from narrate.audio.length import hushed
from narrate.audio.measure import FULL_SCALE, Floats, measure, samples, to_pcm
from narrate.errors import AudioError
from narrate.model import Audio, Jingles, Kind, Utterance

ROLES: Final = ("intro", "outro", "bed", "chime")
# Whether a jingle fades in, and out: an intro and a chime start as they were recorded.
_FADES: Final = {
    "intro": (False, True),
    "outro": (True, True),
    "bed": (True, True),
    "chime": (False, False),
}
_LONGEST_S, _MOST_BYTES = 120, 50_000_000
_LOWEST_HZ, _HIGHEST_HZ, _MOST_CHANNELS = 4_000, 192_000, 2
_SOFTEST_LUFS = -60.0  # a softer file is silence
_GAP_MS = 200  # between a jingle and the words after it
_DUCK_MS = 250  # a bed takes so long to give way to the words, and to return
_EDGE_MS = 5  # no jingle starts or ends with a click


class Manner(NamedTuple):
    """The level of a jingle against the voice, in dB, and its fades.

    ``duck_db`` is added where nobody speaks.
    """

    level_db: float
    fade_in_ms: int
    fade_out_ms: int
    duck_db: float = 0.0


class Sound(NamedTuple):
    """A decoded jingle: 16-bit mono, its loudness in LUFS as heard, its level and fades.

    ``name`` names all that decides its sound.
    """

    audio: Audio
    lufs: float
    manner: Manner
    name: str

    def frames(self, rate_hz: int) -> int:
        """Return its length in frames at a sample rate."""
        return _resampled(self.audio, rate_hz).frames

    def wave(self, rate_hz: int, target_lufs: float, frames: int | None = None) -> Floats:
        """Return its samples at a rate, at its level against a voice of a loudness, with its fades.

        It is repeated or cut to ``frames``.
        """
        wave = samples(_resampled(self.audio, rate_hz).pcm)
        if frames is not None:
            wave = np.resize(wave, frames)
        wave *= np.float32(10 ** ((target_lufs + self.manner.level_db - self.lufs) / 20))
        for end, ms in ((wave, self.manner.fade_in_ms), (wave[::-1], self.manner.fade_out_ms)):
            edge = min(_frames(ms, rate_hz), len(wave) // 2)
            end[:edge] *= np.linspace(0, 1, edge, endpoint=False, dtype=np.float32)
        return wave

    def bed(self, rate_hz: int, target_lufs: float, frames: int, words: tuple[int, int]) -> Floats:
        """Return the music under speech, as ``wave`` does; louder before and after the words."""
        duck, (first, last) = _frames(_DUCK_MS, rate_hz), words
        corners = [first - duck, first, last, last + duck]
        louder_db = np.interp(
            np.arange(frames), corners, [self.manner.duck_db, 0, 0, self.manner.duck_db]
        )
        louder = (10 ** (louder_db / 20)).astype(np.float32)
        bed: Floats = self.wave(rate_hz, target_lufs, frames) * louder
        return bed


class Around(NamedTuple):
    """The jingles around one utterance: before it, under it and after it.

    A bed goes on under ``passage`` utterances from the first one on; for the others this is 0.
    """

    opening: Sound | None = None
    bed: Sound | None = None
    closing: Sound | None = None
    passage: int = 1
    closes: bool = False

    def __bool__(self) -> bool:
        """Return whether there is any jingle."""
        return bool(self.opening or self.bed or self.closing)

    @property
    def name(self) -> str:
        """The names of the jingles; empty where there is none."""
        jingles = self.opening, self.bed, self.closing
        return " ".join(jingle.name if jingle else "-" for jingle in jingles) if self else ""

    def lead_frames(self, rate_hz: int) -> int:
        """Return the frames by which the silence before the utterance is longer."""
        lead = self.opening.frames(rate_hz) + _frames(_GAP_MS, rate_hz) if self.opening else 0
        bed = self.bed if self.passage else None
        return lead + (_frames(bed.manner.fade_in_ms, rate_hz) if bed else 0)

    def pause_frames(self, rate_hz: int, pause: int) -> int:
        """Return the frames of the pause after it; ``pause`` is the length without jingles."""
        if self.bed and self.closes:
            fade = _frames(_DUCK_MS + self.bed.manner.fade_out_ms, rate_hz) + TAIL_FRAMES
            pause = max(pause, fade)
        return pause + (self.closing.frames(rate_hz) + TAIL_FRAMES if self.closing else 0)


def read(jingles: Jingles) -> dict[str, Sound]:
    """Return a publisher's jingles by role; AudioError names a file that cannot be one."""
    by_role = {}
    for role in ROLES:
        if path := getattr(jingles, role):
            fade_in_ms, fade_out_ms = (
                jingles.fade_ms if fade else _EDGE_MS for fade in _FADES[role]
            )
            duck_db = jingles.duck_db if role == "bed" else 0.0
            manner = Manner(getattr(jingles, f"{role}_db"), fade_in_ms, fade_out_ms, duck_db)
            by_role[role] = _decoded(path, _state(path), role, manner)
    return by_role


_NOTHING = Around()


def around(jingles: Jingles, utterances: Sequence[Utterance]) -> list[Around]:
    """Return the jingles around each utterance; AudioError names a file that cannot be one.

    The intro plays before the first utterance and the outro after the last; the bed is under the
    headline, and a chime plays before each other heading.
    """
    recordings = read(jingles)
    result: list[Around] = []
    headline = next((item.block for item in utterances if _is_headline(item)), None)
    for block, group in groupby(utterances, key=lambda utterance: utterance.block):
        count, bed = len(list(group)), recordings.get("bed")
        if block == headline and bed:
            beds = [Around(bed=bed, passage=count), *[Around(bed=bed, passage=0)] * (count - 1)]
            result += [*beds[:-1], beds[-1]._replace(closes=True)]
        else:
            chimes = block.kind is Kind.HEADING and block != headline
            chime = recordings.get("chime") if chimes else None
            result += [Around(chime) if chime else _NOTHING, *[_NOTHING] * (count - 1)]
    result[0] = result[0]._replace(opening=recordings.get("intro") or result[0].opening)
    result[-1] = result[-1]._replace(closing=recordings.get("outro"))
    return result


def _is_headline(utterance: Utterance) -> bool:
    return utterance.block.kind is Kind.HEADING and utterance.block.level == 1


@lru_cache(maxsize=16)
def _resampled(audio: Audio, rate_hz: int) -> Audio:
    return shape.at_rate(audio, rate_hz)


def _state(path: str) -> tuple[int, int]:
    """Return a file's modification time and size, by which a changed file is read again.

    Raises AudioError for a path that is not a usual file of a usual size: a device or a pipe would
    never end.
    """
    try:
        status = Path(path).stat()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise AudioError(f"The jingle {path} cannot be read: {reason}. Check its name.") from error
    if not S_ISREG(status.st_mode):
        raise AudioError(f"The jingle {path} is not a regular file. Name a WAV, FLAC, Ogg or MP3.")
    if status.st_size > _MOST_BYTES:
        raise AudioError(
            f"The jingle {path} is larger than {_MOST_BYTES // 1_000_000} MB. Name a shorter one."
        )
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=16)
def _decoded(path: str, _state: tuple[int, int], role: str, manner: Manner) -> Sound:
    audio = _mono(path, role)
    lufs = loudness.alone(measure(audio))
    if lufs <= _SOFTEST_LUFS:
        raise AudioError(f"The {role} {path} holds only silence. Name another, or leave it out.")
    terms = json.dumps([audio.sample_rate_hz, *manner]).encode()
    return Sound(audio, lufs, manner, blake2b(audio.pcm + terms, digest_size=8).hexdigest())


def _mono(path: str, role: str) -> Audio:
    """Return a file's audio, its channels mixed into one, at most two minutes of it."""
    import soundfile

    try:
        with hushed(), soundfile.SoundFile(path) as file:
            rate_hz = file.samplerate
            usable = _LOWEST_HZ <= rate_hz <= _HIGHEST_HZ and file.channels <= _MOST_CHANNELS
            if not usable:
                raise AudioError(
                    f"The {role} {path} has {file.channels} channels at {rate_hz} Hz. Save it as "
                    f"mono or stereo, at {_LOWEST_HZ} to {_HIGHEST_HZ} Hz."
                )
            # One read: between two reads of an MP3 soundfile seeks, which is heard.
            data = file.read(_LONGEST_S * rate_hz + 1, dtype="float32", always_2d=True)
    except (soundfile.SoundFileError, OSError, TypeError, ValueError) as error:
        raise AudioError(
            f"The {role} {path} cannot be decoded: save it as WAV, FLAC, Ogg or MP3."
        ) from error
    if not len(data):
        raise AudioError(f"The {role} {path} is empty. Name another, or leave it out.")
    if len(data) > _LONGEST_S * rate_hz:
        raise AudioError(f"The {role} {path} is longer than {_LONGEST_S} s. Name a shorter one.")
    wave = np.nan_to_num(data.mean(axis=1), nan=0.0, posinf=0.0, neginf=0.0)
    wave /= max(1.0, float(np.abs(wave).max()))  # floats may exceed full scale
    return Audio(to_pcm(wave * np.float32(FULL_SCALE)), rate_hz)


def _frames(ms: float, rate_hz: int) -> int:
    return int(ms * rate_hz / 1000)
