"""The loudness that a publisher chooses for its narrations: a preset's name, or a number.

It is known before anything is measured, so this needs no numpy.
"""

from typing import Final

from narrate.errors import UsageError

# name: (LUFS as heard, whose norm)
PRESETS: Final = {
    "podcast": (-16.0, "Apple Podcasts, AES TD1008 for speech"),
    "web": (-16.0, "AES TD1008 for speech"),
    "music": (-14.0, "Spotify and YouTube playback"),
    "broadcast": (-23.0, "EBU R 128"),
    "broadcast-us": (-24.0, "ATSC A/85"),
}
_LOUDEST_LUFS, _SOFTEST_LUFS = -9.0, -40.0


def aim(loudness: str | float) -> float:
    """Return the target of a preset's name, or the number itself; UsageError names the presets."""
    if isinstance(loudness, str):
        if loudness not in PRESETS:
            raise UsageError(f"There is no loudness {loudness!r}. Presets: {', '.join(PRESETS)}.")
        return PRESETS[loudness][0]
    if not _SOFTEST_LUFS <= loudness <= _LOUDEST_LUFS:
        raise UsageError(
            f"A loudness of {loudness:g} LUFS is out of range: "
            f"{_SOFTEST_LUFS:g} to {_LOUDEST_LUFS:g}."
        )
    return loudness
