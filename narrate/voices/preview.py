"""A page to compare voices by ear, and how fast they speak."""

import html
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Template
from urllib.parse import quote

from narrate.engines.pool import Pool
from narrate.errors import UsageError
from narrate.model import Run, Voice


@dataclass(frozen=True, slots=True)
class Heard:
    """A voice and the file in which it speaks."""

    voice: Voice
    file: str
    duration_s: float


def page(heard: Sequence[Heard], title: str, text: str, disclosure: str) -> str:
    """Return the page: one player a voice, what it says, and what may be done with it."""
    rows = "\n".join(_row(one) for one in heard)
    template = Template(files("narrate.voices").joinpath("preview.html").read_text("utf-8"))
    language = heard[0].voice.language if heard else ""
    return template.substitute(
        language=html.escape(language),
        title=html.escape(title),
        text=html.escape(text),
        disclosure=html.escape(disclosure),
        rows=rows,
    )


def _row(one: Heard) -> str:
    voice = one.voice
    about = [voice.description, f"{voice.engine}, {voice.language}", f"License: {voice.license}"]
    about += [f"By: {voice.attribution}"] if voice.attribution else []
    shown = "<br>".join(html.escape(line) for line in about if line)
    name = html.escape(voice.name)
    return (
        f"<li><h2>{name}</h2><audio controls preload='none' aria-label='{name}' "
        f"src='{quote(one.file)}'></audio><p>{shown}<br>{one.duration_s:.1f} s</p></li>"
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
    """How long a voice took: to load, and to say so much audio on all its processes together."""

    voice: Voice
    load_s: float
    speech_s: float
    audio_s: float

    @property
    def real_time_factor(self) -> float:
        """Synthesis time over audio time."""
        return self.speech_s / self.audio_s


def pace(voice: Voice, texts: Sequence[str], *, jobs: int, timeout_s: float) -> Pace:
    """Return how fast a voice says texts, each of ``jobs`` processes loaded before."""
    from narrate.runtime.parallel import in_order

    with Pool(voice, jobs=jobs, timeout_s=timeout_s) as pool:
        start = time.perf_counter()
        list(in_order(lambda text: pool([Run(text)]), [texts[0]] * jobs, jobs))
        loaded = time.perf_counter()
        said = list(in_order(lambda text: pool([Run(text)]), texts, jobs))
        ended = time.perf_counter()
    heard_s = sum(audio.frames / audio.sample_rate_hz for audio in said)
    return Pace(voice, loaded - start, ended - loaded, heard_s)
