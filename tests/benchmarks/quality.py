"""The noise that LAME's quality settings leave in speech, by band, and the time they take.

python tests/benchmarks/quality.py SPEECH.wav (16-bit mono, a minute or more)
"""

import io
import sys
import time

import numpy as np
import soundfile
from numpy.typing import NDArray

from narrate.audio import mp3
from narrate.audio.grid import slot_frames

WINDOW = 512
BANDS_HZ = ((0, 1_300), (1_300, 3_000), (3_000, 6_000), (6_000, 8_600))


def power(signal: NDArray[np.float64]) -> NDArray[np.float64]:
    windows = signal[: len(signal) // WINDOW * WINDOW].reshape(-1, WINDOW) * np.hanning(WINDOW)
    return np.abs(np.fft.rfft(windows, axis=1)) ** 2


def main() -> None:
    samples, rate_hz = soundfile.read(sys.argv[1], dtype="int16")
    slot = slot_frames(rate_hz)
    samples = (samples[: len(samples) // slot * slot] * 0.8).astype("<i2")
    samples[-4_000:] = 0
    heard = samples.astype(float)
    print("| kbit/s | quality | CPU s |", *(f"SNR {low}-{high} Hz |" for low, high in BANDS_HZ))
    print("|---" * (3 + len(BANDS_HZ)) + "|")
    for kbps in (48, 64):
        for quality in (2, 3, 5, 7):
            mp3._QUALITY = quality  # noqa: SLF001 - what is compared here is no setting
            file = io.BytesIO()
            writer = mp3.Mp3(file, rate_hz, len(samples), kbps)
            start = time.process_time()
            encoded = writer.encode(samples.tobytes())
            taken = time.process_time() - start
            writer.write(encoded)
            writer.finish()
            file.seek(0)
            decoded = soundfile.read(file, dtype="int16")[0].astype(float)
            signal, noise = power(heard), power(decoded - heard)
            loud = signal.sum(1) > np.median(signal.sum(1)) / 10
            ratios = []
            for low, high in BANDS_HZ:
                band = slice(low * WINDOW // rate_hz, high * WINDOW // rate_hz)
                ratio = (signal[loud, band].sum(1) + 1) / (noise[loud, band].sum(1) + 1)
                ratios.append(f"{np.median(10 * np.log10(ratio)):.1f} dB")
            print("|", " | ".join([str(kbps), str(quality), f"{taken:.2f}", *ratios]), "|")


if __name__ == "__main__":
    main()
