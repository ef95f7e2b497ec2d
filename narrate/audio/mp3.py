"""MP3 of a constant bit rate: pieces are encoded apart and put end to end under one Info header.

An earlier narration's file is thus the store of its pieces, from which a correction reuses them.

A fresh encoder's bit reservoir starts empty, so the frames of two pieces can follow one another;
each begins with the same delay. Layouts: ISO/IEC 11172-3 and 13818-3 for frame headers, Gabriel
Bouvigne's "Mp3 Info Tag" revision 1 for the header that tells players the exact length.
"""

from functools import cache
from typing import BinaryIO

from narrate.audio.grid import TAIL_FRAMES, slot_frames
from narrate.errors import AudioError

# The edition of how a piece becomes MP3 frames: pieces of another edition are not reused.
EDITION = 2
_DELAY_FRAMES = 576  # the encoder's; the decoder's 529 are every player's own to add
# By which LAME's presets scale what they encode, measured; at other bit rates 0.95.
_LAME_SCALES = {192: 0.97, 224: 0.98, 256: 1.0, 320: 1.0}
# LAME's fastest: without its noise shaping, speech at 64 kbit/s has less noise in every band (by
# 0.8 to 7.5 dB against its quality 5, see tests/benchmarks/), and half the time is enough.
_QUALITY = 7
_PART_BYTES = 1 << 16  # LAME holds four times what it is given at once
_VERSIONS = {3: 1, 2: 2, 0: 2.5}
_BIT_RATES_KBPS = {
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    2.5: (0, 8, 16, 24, 32, 40, 48, 56, 64),
}
_RATES_HZ = {
    1: (44_100, 48_000, 32_000),
    2: (22_050, 24_000, 16_000),
    2.5: (11_025, 12_000, 8_000),
}
_LAYER_MASK, _LAYER_III = 0xE6, 0xFFE2  # eleven bits of sync, then layer III
_INFO_BYTES = 4 + 8 + 100 + 4 + 36  # what follows "Info": counts, seek table, quality, LAME's part


class Mp3:
    """A writer of pieces: ``encode`` in any thread, ``write`` in order, ``finish`` at the end."""

    def __init__(
        self, file: BinaryIO, sample_rate_hz: int, frames: int, bit_rate_kbps: int
    ) -> None:
        """Write to a seekable file a narration of so many frames in all."""
        self._version = next(v for v, rates in _RATES_HZ.items() if sample_rate_hz in rates)
        if bit_rate_kbps not in (valid := _BIT_RATES_KBPS[self._version][1:]):
            raise AudioError(
                f"MP3 at {sample_rate_hz} Hz has no bit rate of {bit_rate_kbps} kbit/s. "
                f"Choose one of {', '.join(map(str, valid))}."
            )
        self._file, self._rate_hz, self._frames = file, sample_rate_hz, frames
        self._kbps, self._slot = bit_rate_kbps, slot_frames(sample_rate_hz)
        self._slots = self._bytes = 0
        self._start = file.tell()
        file.write(self._info())

    def encode(self, pcm: bytes) -> bytes:
        """Return the MP3 frames of a piece, one a slot; its last silence is left out."""
        encoded = piece(pcm, self._rate_hz, self._kbps)
        if (counted := count_frames(encoded)) != self._count(encoded):
            raise AudioError(f"LAME gave {counted} MP3 frames in {len(encoded)} bytes.")
        return encoded

    def write(self, encoded: bytes) -> int:
        """Write the frames of the next piece; return their bytes."""
        if encoded and not _is_frame(encoded, 0):
            raise AudioError("A piece does not begin with an MP3 frame.")
        self._slots += self._count(encoded)
        self._file.write(encoded)
        self._bytes += len(encoded)
        return len(encoded)

    def finish(self) -> None:
        """Write a silent frame for the decoder's delay, then the header over all frames."""
        if self._slots * self._slot != self._frames:
            raise AudioError(f"{self._slots} MP3 frames were written for {self._frames} samples.")
        self.write(_encode(bytes(2 * self._slot), self._rate_hz, self._kbps))
        end = self._file.tell()
        self._file.seek(self._start)
        self._file.write(self._info())
        self._file.seek(end)

    def _count(self, encoded: bytes) -> int:
        """Return how many frames so many bytes are: padding holds the bit rate to within a byte."""
        return round(len(encoded) * 8 * self._rate_hz / (self._slot * self._kbps * 1000))

    def _info(self) -> bytes:
        """Return the Info frame: a silent MP3 frame whose body holds the counts."""
        side = 17 if self._version == 1 else 9
        header, size = self._frame_header(4 + side + 4 + _INFO_BYTES)
        total = self._bytes + size
        padding = max(0, self._slots * self._slot - _DELAY_FRAMES - self._frames)
        frame = header + bytes(side) + b"Info" + (0b1111).to_bytes(4, "big")
        frame += self._slots.to_bytes(4, "big") + total.to_bytes(4, "big")
        frame += bytes(256 * percent // 100 for percent in range(100))  # constant rate: a line
        frame += bytes(4) + b"LAME3.100" + bytes([0x01, 0]) + bytes(8)  # 1: constant bit rate
        frame += bytes([0, min(255, self._kbps)])
        frame += (_DELAY_FRAMES << 12 | padding).to_bytes(3, "big")
        frame += bytes([0, 0, 0, 0]) + total.to_bytes(4, "big") + bytes(2)
        frame += _crc16(frame).to_bytes(2, "big")
        return frame + bytes(size - len(frame))

    def _frame_header(self, at_least: int) -> tuple[bytes, int]:
        """Return a frame's header and size, its bit rate the given one or the next with room."""
        bits = next(bits for bits, version in _VERSIONS.items() if version == self._version)
        rate = _RATES_HZ[self._version].index(self._rate_hz)
        for index, kbps in enumerate(_BIT_RATES_KBPS[self._version]):
            size = _frame_bytes(self._version, kbps, self._rate_hz)
            if kbps >= self._kbps and size >= at_least:
                # Sync, version, layer III, no checksum; bit rate and sample rate; mono.
                return bytes([0xFF, 0xE3 | bits << 3, index << 4 | rate << 2, 0xC0]), size
        raise AudioError(f"No MP3 frame at {self._rate_hz} Hz holds the Info header.")


def piece(pcm: bytes, sample_rate_hz: int, bit_rate_kbps: int) -> bytes:
    """Return the MP3 frames of a piece, one a slot; its last silence is left out."""
    return _encode(_scaled(pcm[: -2 * TAIL_FRAMES], bit_rate_kbps), sample_rate_hz, bit_rate_kbps)


def _scaled(pcm: bytes, bit_rate_kbps: int) -> bytes:
    """Return PCM louder by the factor by which LAME makes it softer."""
    import numpy as np

    from narrate.audio import measure

    scale = np.float32(_LAME_SCALES.get(bit_rate_kbps, 0.95))
    return measure.to_pcm(np.divide(np.frombuffer(pcm, "<i2"), scale, dtype=np.float32))


def _encode(pcm: bytes, sample_rate_hz: int, bit_rate_kbps: int) -> bytes:
    import lameenc

    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(sample_rate_hz)
    encoder.set_out_sample_rate(sample_rate_hz)  # else it picks a lower one for low bit rates
    encoder.set_bit_rate(bit_rate_kbps)
    encoder.set_quality(_QUALITY)
    parts = (pcm[start : start + _PART_BYTES] for start in range(0, max(1, len(pcm)), _PART_BYTES))
    return b"".join([*map(encoder.encode, parts), encoder.flush()])


def first_piece(file: BinaryIO) -> int:
    """Return the offset of the first piece in a file of ours: after its tag and its Info frame."""
    head = file.read(10)
    offset = 0
    if head[:3] == b"ID3":  # its size is in seven bits of four bytes (ID3v2.4, section 3.1)
        offset = 10 + sum(byte << 7 * place for place, byte in enumerate(reversed(head[6:10])))
    file.seek(offset)
    info = file.read(4)
    if not info[3:] or not _is_frame(info, 0):
        raise AudioError("There is no MP3 frame after the tag.")
    return offset + _sizes(info[1])[info[2]]


def is_frame(file: BinaryIO, offset: int) -> bool:
    """Return whether a frame starts at an offset."""
    file.seek(offset)
    header = file.read(4)
    return bool(header[3:]) and _is_frame(header, 0)


def count_frames(encoded: bytes) -> int:
    """Return the number of frames in MP3 data, by their headers; AudioError where one is off."""
    offset = count = 0
    while offset < len(encoded):
        if not _is_frame(encoded, offset):
            raise AudioError(f"There is no MP3 frame at byte {offset}.")
        offset += _sizes(encoded[offset + 1])[encoded[offset + 2]]
        count += 1
    if offset != len(encoded):
        raise AudioError("The last MP3 frame is cut short.")
    return count


def _is_frame(data: bytes, offset: int) -> bool:
    return data[offset] << 8 | data[offset + 1] & _LAYER_MASK == _LAYER_III


@cache
def _sizes(second: int) -> dict[int, int]:
    """Return the bytes of a frame by its header's third byte, under its second."""
    version = _VERSIONS[second >> 3 & 3]
    return {
        index << 4 | rate << 2 | padding << 1 | private: _frame_bytes(version, kbps, rate_hz)
        + padding
        for index, kbps in enumerate(_BIT_RATES_KBPS[version])
        for rate, rate_hz in enumerate(_RATES_HZ[version])
        for padding in (0, 1)
        for private in (0, 1)
    }


def _frame_bytes(version: float, kbps: int, rate_hz: int) -> int:
    return (144 if version == 1 else 72) * kbps * 1000 // rate_hz


def _crc16(data: bytes) -> int:
    """Return the CRC-16/ARC with which the Info tag ends."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc
