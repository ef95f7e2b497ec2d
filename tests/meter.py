"""A second opinion on audio: ffmpeg's decoders and its EBU R 128 meter, through PyAV."""

import math
from fractions import Fraction
from pathlib import Path

import av
import av.filter
import av.logging
import numpy as np
from numpy.typing import NDArray

Wave = NDArray[np.float64]


def decoded(path: Path) -> tuple[Wave, int]:
    """Return what a player hears, where full scale is 1, and its rate; a warning is an error."""
    av.logging.set_level(av.logging.WARNING)
    with av.logging.Capture(local=False) as said, av.open(path) as file:
        parts = [frame for frame in file.decode(audio=0) if isinstance(frame, av.AudioFrame)]
    # A file of very few frames, without tags, is too short to be sure of: no fault of the frames.
    warnings = [text for _, _, text in said if "detected only with low score" not in text]
    assert not warnings
    waves = [_wave(frame) for frame in parts]
    return np.concatenate(waves), parts[0].sample_rate


def metadata(path: Path) -> dict[str, str]:
    """Return the tags that ffmpeg finds, keys in small letters."""
    with av.open(path) as file:
        found = {**file.metadata, **file.streams.audio[0].metadata}
    return {key.lower(): value for key, value in found.items()}


def metered(wave: Wave, rate_hz: int) -> tuple[float, float]:
    """Return integrated LUFS and true peak in dBTP."""
    graph = av.filter.Graph()
    source = graph.add_abuffer(
        format="dblp", sample_rate=rate_hz, layout="mono", time_base=Fraction(1, rate_hz)
    )
    meter = graph.add("ebur128", "peak=true:metadata=1:framelog=quiet")
    sink = graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    frame = av.AudioFrame.from_ndarray(wave[None].astype(np.float64), format="dblp", layout="mono")
    frame.sample_rate, frame.pts = rate_hz, 0
    source.push(frame)
    source.push(None)
    last: dict[str, str] = {}
    while True:
        try:
            pulled = sink.pull()
        except (av.EOFError, av.BlockingIOError):
            break
        assert isinstance(pulled, av.AudioFrame)
        last = {**last, **pulled.metadata}
    peak = float(last["lavfi.r128.true_peak"])
    return float(last["lavfi.r128.I"]), 20 * math.log10(peak) if peak else -math.inf


def _wave(frame: av.AudioFrame) -> Wave:
    array = frame.to_ndarray()[0].astype(np.float64)
    scales = {"s16": 2.0**15, "s16p": 2.0**15, "s32": 2.0**31, "s32p": 2.0**31}
    return array / scales.get(frame.format.name, 1.0)


def pcm(wave: Wave) -> bytes:
    """Return a wave as 16-bit samples."""
    return np.rint(wave * 32_767).clip(-32_768, 32_767).astype("<i2").tobytes()


def voiced(seconds: float, rate_hz: int, seed: int = 0, height: float = 0.3) -> Wave:
    """Return something like speech: syllables of harmonics over a falling pitch, with gaps."""
    random = np.random.default_rng(seed)
    time = np.arange(round(seconds * rate_hz)) / rate_hz
    pitch = 110 + 25 * np.sin(2 * np.pi * 0.7 * time + random.uniform(0, 6))
    phase = 2 * np.pi * np.cumsum(pitch) / rate_hz
    harmonics = range(1, int(min(rate_hz * 0.35, 3_500) // 140))
    wave = sum((np.sin(n * phase + random.uniform(0, 6)) / n for n in harmonics), 0 * time)
    syllables = np.clip(np.sin(2 * np.pi * 4 * time + random.uniform(0, 6)) + 0.6, 0, 1)
    noise = random.standard_normal(len(time)) * 0.02
    wave = np.asarray((wave + noise) * syllables)
    return wave * (height / max(1e-9, float(np.abs(wave).max(initial=0))))
