"""A page to compare voices by ear, and how fast they speak."""

import html
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Template
from typing import NamedTuple
from urllib.parse import quote

from narrate.engines.pool import Pool
from narrate.errors import UsageError
from narrate.model import SpokenRun, Voice

_NEARLY = 1.1  # a tenth slower is not worth another model in memory


@dataclass(frozen=True, slots=True)
class Sample:
    """A voice, the file in which it speaks, and how long it speaks there."""

    voice: Voice
    file: str
    duration_s: float


def page(samples: Sequence[Sample], title: str, text: str, disclosure: str) -> str:
    """Return the page: the text, and for each voice a player, its description and its license."""
    rows = "\n".join(map(_row, samples))
    template = Template(files("narrate.voices").joinpath("preview.html").read_text("utf-8"))
    language = samples[0].voice.language if samples else ""
    return template.substitute(
        language=html.escape(language),
        title=html.escape(title),
        text=html.escape(text),
        disclosure=html.escape(disclosure),
        rows=rows,
    )


def _row(sample: Sample) -> str:
    voice = sample.voice
    lines = [voice.description, f"{voice.engine}, {voice.language}", f"License: {voice.license}"]
    lines += [f"By: {voice.attribution}"] if voice.attribution else []
    description = "<br>".join(html.escape(line) for line in lines if line)
    name = html.escape(voice.name)
    return (
        f"<li><h2>{name}</h2><audio controls preload='none' aria-label='{name}' "
        f"src='{quote(sample.file)}'></audio><p>{description}<br>{sample.duration_s:.1f} s</p></li>"
    )


class NameRow(NamedTuple):
    """A name, how it is said, the sentence with the name's first place in it, and the audio."""

    name: str
    sound: str
    sentence: str
    start: int
    file: str


def names_page(rows: Sequence[NameRow], title: str, language: str, disclosure: str) -> str:
    """Return a page with a player for each name, which speaks the sentence around it."""
    template = Template(files("narrate.voices").joinpath("names.html").read_text("utf-8"))
    return template.substitute(
        language=html.escape(language),
        title=html.escape(title),
        disclosure=html.escape(disclosure),
        rows="\n".join(map(_name_row, rows)),
    )


def _name_row(row: NameRow) -> str:
    end = row.start + len(row.name)
    before, name, after = map(
        html.escape, (row.sentence[: row.start], row.sentence[row.start : end], row.sentence[end:])
    )
    label = html.escape(row.name, quote=True)
    return (
        f"<li><h2>{label}</h2> {html.escape(row.sound)}<audio controls preload='none' "
        f"aria-label='{label}' src='{quote(row.file)}'></audio>"
        f"<p>{before}<mark>{name}</mark>{after}</p></li>"
    )


def paragraph(language: str) -> str:
    """Return our own paragraph in a language; UsageError where there is none."""
    base = language.partition("-")[0].lower()
    if base not in (table := _paragraphs()):
        raise UsageError(
            f"There is no paragraph in {language!r}; give one: narrate voices preview --text FILE"
        )
    return table[base]


@cache
def _paragraphs() -> dict[str, str]:
    rows = files("narrate.voices").joinpath("paragraphs.tsv").read_text("utf-8").splitlines()[1:]
    return dict(row.split("\t") for row in rows)


@dataclass(frozen=True, slots=True)
class Pace:
    """How long ``jobs`` processes of a voice took: to load, and to speak so much audio together.

    ``cpu_s`` are the CPU seconds of speaking, ``memory_mb`` is the peak of all processes.
    """

    voice: Voice
    jobs: int
    load_s: float
    speech_s: float
    audio_s: float
    cpu_s: float
    memory_mb: float

    @property
    def real_time_factor(self) -> float:
        """Synthesis time over audio time."""
        return self.speech_s / self.audio_s


def pace(voice: Voice, texts: Sequence[str], *, jobs: int, timeout_s: float) -> Pace:
    """Measure how fast a voice speaks texts on ``jobs`` processes, loaded beforehand."""
    from narrate.runtime.parallel import in_order

    with Pool(voice, jobs=jobs, timeout_s=timeout_s) as pool:
        start = time.perf_counter()
        list(in_order(lambda text: pool([SpokenRun(text)]), [texts[0]] * jobs, jobs))
        loaded, (loaded_cpu_s, _) = time.perf_counter(), pool.usage()
        spoken = list(in_order(lambda text: pool([SpokenRun(text)]), texts, jobs))
        ended, (cpu_s, memory_mb) = time.perf_counter(), pool.usage()
    audio_s = sum(audio.frames / audio.sample_rate_hz for audio in spoken)
    return Pace(
        voice, jobs, loaded - start, ended - loaded, audio_s, cpu_s - loaded_cpu_s, memory_mb
    )


def trials(cores: int, most: int) -> list[int]:
    """Return numbers of processes to try: 1, powers of two below ``most``, and ``most``.

    >>> trials(16, 16), trials(2, 1)
    ([1, 2, 4, 8, 16], [1])
    """
    powers = (2**power for power in range(cores.bit_length()))
    return sorted({*(number for number in powers if number < most), max(1, min(cores, most))})


def recommended(paces: Sequence[Pace]) -> Pace:
    """Return the pace with the fewest processes that is nearly as fast as the fastest."""
    fastest = min(pace.real_time_factor for pace in paces)
    fast = (pace for pace in paces if pace.real_time_factor <= _NEARLY * fastest)
    return min(fast, key=lambda pace: pace.jobs)
