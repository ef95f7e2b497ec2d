"""Sound around the words: an intro, an outro, a bed under the headline, a chime before a heading.

They are the publisher's own files, each brought to its level against the voice. What sounds in a
piece is over before the piece is, so that pieces can still be encoded apart and kept; a bed that
goes on under several makes one passage of them.
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from narrate.audio import loudness, shape
from narrate.audio.grid import TAIL_FRAMES
from narrate.audio.length import hushed
from narrate.audio.measure import FULL_SCALE, Floats, measure, samples, to_pcm
from narrate.errors import AudioError
from narrate.model import Audio, Jingles, Kind, Utterance

ROLES: Final = ("intro", "outro", "bed", "chime")
# Whether a sound fades in, and out: an opening and a chime begin as they were made to.
_FADES: Final = {
    "intro": (False, True),
    "outro": (True, True),
    "bed": (True, True),
    "chime": (False, False),
}
_LONGEST_S, _MOST_BYTES = 120, 50_000_000
_HIGHEST_HZ, _MOST_CHANNELS = 192_000, 2
_SOFTEST_LUFS = -60.0  # below it there is nothing to bring to a level
_GAP_MS = 200  # between a sound and the words after it
_DUCK_MS = 250  # in which a bed gives way to the words, and comes back
_EDGE_MS = 5  # no sound begins or ends with a click


class Manner(NamedTuple):
    """How a sound is to be heard: its level against the voice, its fades.

    ``duck_db`` is how much louder it is where nobody speaks.
    """

    level_db: float
    fade_in_ms: int
    fade_out_ms: int
    duck_db: float = 0.0


class Sound(NamedTuple):
    """A sound as it was decoded: 16-bit mono, how loud it is as heard, how it is to be heard.

    ``name`` names all that decides how it is heard.
    """

    audio: Audio
    lufs: float
    manner: Manner
    name: str

    def frames(self, rate_hz: int) -> int:
        """Return its length at a rate."""
        return _at(self.audio, rate_hz).frames

    def wave(self, rate_hz: int, target_lufs: float, frames: int | None = None) -> Floats:
        """Return it at a rate and at its level against a voice of a loudness, with its fades.

        ``frames`` is how long it is to be: repeated, or cut.
        """
        wave = samples(_at(self.audio, rate_hz).pcm)
        if frames is not None:
            wave = np.resize(wave, frames)
        wave *= np.float32(10 ** ((target_lufs + self.manner.level_db - self.lufs) / 20))
        for end, ms in ((wave, self.manner.fade_in_ms), (wave[::-1], self.manner.fade_out_ms)):
            edge = min(_frames(ms, rate_hz), len(wave) // 2)
            end[:edge] *= np.linspace(0, 1, edge, endpoint=False, dtype=np.float32)
        return wave

    def bed(self, rate_hz: int, target_lufs: float, frames: int, words: tuple[int, int]) -> Floats:
        """Return it as ``wave`` does, louder but for the frames in which somebody speaks."""
        duck, (first, last) = _frames(_DUCK_MS, rate_hz), words
        corners = [first - duck, first, last, last + duck]
        louder_db = np.interp(
            np.arange(frames), corners, [self.manner.duck_db, 0, 0, self.manner.duck_db]
        )
        louder = (10 ** (louder_db / 20)).astype(np.float32)
        bed: Floats = self.wave(rate_hz, target_lufs, frames) * louder
        return bed


class Around(NamedTuple):
    """What sounds around one utterance: before it, under it and after it.

    A bed goes on under ``passage`` utterances from the first on; at the others this is 0.
    """

    before: Sound | None = None
    under: Sound | None = None
    after: Sound | None = None
    passage: int = 1
    closes: bool = False

    def __bool__(self) -> bool:
        """Whether anything sounds."""
        return bool(self.before or self.under or self.after)

    @property
    def name(self) -> str:
        """The name of all that sounds; empty where nothing does."""
        each = self.before, self.under, self.after
        return " ".join(sound.name if sound else "-" for sound in each) if self else ""

    def before_frames(self, rate_hz: int) -> int:
        """Return how much longer the silence before the utterance is to be."""
        before = self.before.frames(rate_hz) + _frames(_GAP_MS, rate_hz) if self.before else 0
        opens = self.under if self.passage else None
        return before + (_frames(opens.manner.fade_in_ms, rate_hz) if opens else 0)

    def pause_frames(self, rate_hz: int, pause: int) -> int:
        """Return how long the pause after it is to be, given how long it is without."""
        if self.under and self.closes:
            going = _frames(_DUCK_MS + self.under.manner.fade_out_ms, rate_hz) + TAIL_FRAMES
            pause = max(pause, going)
        return pause + (self.after.frames(rate_hz) + TAIL_FRAMES if self.after else 0)


def read(sounds: Jingles) -> dict[str, Sound]:
    """Return a publisher's sounds by role; AudioError names a file that cannot be one."""
    found = {}
    for role in ROLES:
        if path := getattr(sounds, role):
            fade_in_ms, fade_out_ms = (
                sounds.fade_ms if fade else _EDGE_MS for fade in _FADES[role]
            )
            duck_db = sounds.duck_db if role == "bed" else 0.0
            manner = Manner(getattr(sounds, f"{role}_db"), fade_in_ms, fade_out_ms, duck_db)
            found[role] = _read(path, _state(path), role, manner)
    return found


_NOTHING = Around()


def around(asked: Jingles, utterances: Sequence[Utterance]) -> list[Around]:
    """Return what sounds around each utterance; AudioError names a file that cannot.

    The intro stands before the first and the outro after the last; the bed is under the headline,
    and a chime before each other heading.
    """
    sounds = read(asked)
    found: list[Around] = []
    headline = next((each.block for each in utterances if _is_headline(each)), None)
    for _, group in groupby(utterances, key=lambda each: each.block):
        said = list(group)
        block, bed = said[0].block, sounds.get("bed")
        opens = sounds.get("chime") if block.kind is Kind.HEADING and block != headline else None
        if block == headline and bed:
            rest = [Around(under=bed, passage=0) for _ in said[1:]]
            beds = [Around(under=bed, passage=len(said)), *rest]
            found += [*beds[:-1], beds[-1]._replace(closes=True)]
        else:
            found += [Around(opens) if opens else _NOTHING, *[_NOTHING] * len(said[1:])]
    found[0] = found[0]._replace(before=sounds.get("intro") or found[0].before)
    found[-1] = found[-1]._replace(after=sounds.get("outro"))
    return found


def _is_headline(utterance: Utterance) -> bool:
    return utterance.block.kind is Kind.HEADING and utterance.block.level == 1


@lru_cache(maxsize=16)
def _at(audio: Audio, rate_hz: int) -> Audio:
    return shape.at_rate(audio, rate_hz)


def _state(path: str) -> tuple[int, int]:
    """Return what changes with a file."""
    try:
        about = Path(path).stat()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise AudioError(f"The sound {path} cannot be read: {why}. Check its name.") from error
    if about.st_size > _MOST_BYTES:
        raise AudioError(
            f"The sound {path} is larger than {_MOST_BYTES // 1_000_000} MB: name a shorter one."
        )
    return about.st_mtime_ns, about.st_size


@lru_cache(maxsize=16)
def _read(path: str, _state: tuple[int, int], role: str, manner: Manner) -> Sound:
    audio = _decoded(path, role)
    lufs = loudness.alone(measure(audio))
    if lufs <= _SOFTEST_LUFS:
        raise AudioError(f"The {role} {path} holds only silence: name another, or leave it out.")
    heard = json.dumps([audio.sample_rate_hz, *manner]).encode()
    return Sound(audio, lufs, manner, blake2b(audio.pcm + heard, digest_size=8).hexdigest())


def _decoded(path: str, role: str) -> Audio:
    """Return a file's sound, all channels as one; no more of it is decoded than may be."""
    import soundfile

    try:
        with hushed(), soundfile.SoundFile(path) as file:
            rate_hz = file.samplerate
            if rate_hz > _HIGHEST_HZ or file.channels > _MOST_CHANNELS:
                raise AudioError(
                    f"The {role} {path} has {file.channels} channels at {rate_hz} Hz; save it as "
                    f"mono or stereo, at {_HIGHEST_HZ} Hz at most."
                )
            # In one go: between two reads soundfile seeks, which in an MP3 is heard.
            data = file.read(_LONGEST_S * rate_hz + 1, dtype="float32", always_2d=True)
    except (soundfile.SoundFileError, OSError, TypeError, ValueError) as error:
        raise AudioError(
            f"The {role} {path} is damaged, or no WAV, FLAC, Ogg or MP3: save it as one of them."
        ) from error
    if not len(data):
        raise AudioError(f"The {role} {path} is empty: name another, or leave it out.")
    if len(data) > _LONGEST_S * rate_hz:
        raise AudioError(f"The {role} {path} is longer than {_LONGEST_S} s: name a shorter one.")
    wave = np.nan_to_num(data.mean(axis=1), nan=0.0, posinf=0.0, neginf=0.0)
    wave /= max(1.0, float(np.abs(wave).max()))  # floats may go over; its level is set anyway
    return Audio(to_pcm(wave * np.float32(FULL_SCALE)), rate_hz)


def _frames(ms: float, rate_hz: int) -> int:
    return int(ms * rate_hz / 1000)
