"""Sound around the words: an intro, an outro, a bed under the headline, a chime before a heading.

They are the publisher's own files, each brought to its level against the voice. What sounds in a
piece is over before the piece is, so that pieces can still be encoded apart and kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

import numpy as np

from narrate.audio import loudness, shape
from narrate.audio.measure import FULL_SCALE, Floats, measure, samples
from narrate.audio.stitch import TAIL_FRAMES, Piece
from narrate.errors import AudioError
from narrate.model import Audio, Kind, Sounds, Utterance

ROLES: Final = ("intro", "outro", "bed", "chime")
# Whether a sound fades in, and out: an opening and a chime begin as they were made to.
_FADES: Final = {
    "intro": (False, True),
    "outro": (True, True),
    "bed": (True, True),
    "chime": (False, False),
}
_LONGEST_S, _MOST_BYTES = 120, 50_000_000
_SOFTEST_LUFS = -60.0  # below it there is nothing to bring to a level
_GAP_MS = 200  # between a chime and its heading
_EDGE_MS = 5  # no sound begins or ends with a click


@dataclass(frozen=True, slots=True)
class Sound:
    """A sound as it was decoded: 16-bit mono, how loud it is as heard, how it is to be heard.

    ``level_db`` is against the voice; ``name`` names all that decides how it is heard.
    """

    audio: Audio
    lufs: float
    level_db: float
    fade_in_ms: int
    fade_out_ms: int
    name: str

    def frames(self, rate_hz: int) -> int:
        """Return its length at a rate."""
        return len(samples(_at(self.audio, rate_hz).pcm))

    def wave(self, rate_hz: int, target_lufs: float, longest: int | None = None) -> Floats:
        """Return it at a rate and at its level against a voice of a loudness, with its fades."""
        wave = samples(_at(self.audio, rate_hz).pcm)[:longest]
        wave *= np.float32(10 ** ((target_lufs + self.level_db - self.lufs) / 20))
        for end, ms in ((wave, self.fade_in_ms), (wave[::-1], self.fade_out_ms)):
            edge = min(ms * rate_hz // 1000, len(wave) // 2)
            end[:edge] *= np.linspace(0, 1, edge, endpoint=False, dtype=np.float32)
        return wave


@dataclass(frozen=True, slots=True)
class Around:
    """What sounds around one utterance: before it, under it and after it."""

    before: Sound | None = None
    under: Sound | None = None
    after: Sound | None = None

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
        gap = _GAP_MS * rate_hz // 1000
        return self.before.frames(rate_hz) + gap if self.before else 0

    def after_frames(self, rate_hz: int) -> int:
        """Return how much longer the pause after it is to be."""
        return self.after.frames(rate_hz) + TAIL_FRAMES if self.after else 0


def read(sounds: Sounds) -> dict[str, Sound]:
    """Return a publisher's sounds by role; AudioError names a file that cannot be one."""
    found = {}
    for role in ROLES:
        if path := getattr(sounds, role):
            fades = [sounds.fade_ms if fade else _EDGE_MS for fade in _FADES[role]]
            level_db = getattr(sounds, f"{role}_db")
            found[role] = _read(path, _state(path), role, level_db, fades[0], fades[1])
    return found


def around(asked: Sounds, utterances: Sequence[Utterance]) -> list[Around]:
    """Return what sounds around each utterance; AudioError names a file that cannot.

    The intro stands before the first and the outro after the last; the bed is under the headline,
    and a chime before each other heading.
    """
    sounds = read(asked)
    found = []
    headline = next((each.block for each in utterances if _is_headline(each)), None)
    block = None
    for at, utterance in enumerate(utterances):
        opens = utterance.block.kind is Kind.HEADING and utterance.block not in {block, headline}
        first, last = at == 0, at == len(utterances) - 1
        block = utterance.block
        found.append(
            Around(
                sounds.get("intro") if first else sounds.get("chime") if opens else None,
                sounds.get("bed") if block == headline else None,
                sounds.get("outro") if last else None,
            )
        )
    return found


def join(spoken: Audio, piece: Piece, target_lufs: float) -> bytes:
    """Return a piece's PCM, as ``shape.join`` does, with what sounds around the utterance."""
    pcm = shape.join(spoken, piece)
    if not piece.around:
        return pcm
    wave, rate_hz, at = samples(pcm), spoken.sample_rate_hz, 0
    end = len(wave) - TAIL_FRAMES
    if before := piece.around.before:
        opening = before.wave(rate_hz, target_lufs)
        at = len(opening)
        wave[:at] += opening
    if after := piece.around.after:
        closing = after.wave(rate_hz, target_lufs)
        wave[end - len(closing) : end] += closing
        end -= len(closing)
    if under := piece.around.under:
        bed = under.wave(rate_hz, target_lufs, end - at)
        wave[at : at + len(bed)] += bed
    return loudness.limited(wave, rate_hz)


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
def _read(
    path: str,
    _state: tuple[int, int],
    role: str,
    level_db: float,
    fade_in_ms: int,
    fade_out_ms: int,
) -> Sound:
    audio = _decoded(path, role)
    lufs = loudness.alone(measure(audio))
    if lufs <= _SOFTEST_LUFS:
        raise AudioError(f"The {role} {path} holds only silence: name another, or leave it out.")
    heard = f"{audio.sample_rate_hz} {level_db:g} {fade_in_ms} {fade_out_ms}".encode()
    digest = blake2b(audio.pcm + heard, digest_size=8).hexdigest()
    return Sound(audio, lufs, level_db, fade_in_ms, fade_out_ms, digest)


def _decoded(path: str, role: str) -> Audio:
    """Return a file's sound, all channels as one; no more of it is decoded than may be."""
    import soundfile  # noqa: PLC0415 - only a house with sounds needs it

    try:
        with soundfile.SoundFile(path) as file:
            rate_hz = file.samplerate
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
    pcm = np.clip(np.rint(wave * FULL_SCALE), -FULL_SCALE, FULL_SCALE - 1).astype("<i2")
    return Audio(pcm.tobytes(), rate_hz)
