"""From the audio of utterances to one file; each part is imported when it is first used."""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from narrate.audio import (
        cover,
        encode,
        jingles,
        level,
        loudness,
        measure,
        mix,
        mp3,
        presets,
        shape,
        stitch,
        tags,
    )

__all__ = [
    "cover",
    "encode",
    "jingles",
    "level",
    "loudness",
    "measure",
    "mix",
    "mp3",
    "presets",
    "shape",
    "stitch",
    "tags",
]


def __getattr__(name: str) -> ModuleType:
    if name in __all__:  # numpy and LAME take time, and where nothing changed nobody asks for them
        return import_module(f"narrate.audio.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
