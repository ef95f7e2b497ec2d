"""A voice: its engine, its license and its prosody."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from typing import Any, Self
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Prosody:
    """How a voice speaks, in neutral units: speed as a factor, pitch in semitones, gain in dB."""

    speed: float = 1.0
    pitch: float = 0.0
    gain_db: float = 0.0


@dataclass(frozen=True, slots=True)
class File:
    """A file that a voice needs: where it comes from, its bytes and its SHA-256, where known."""

    address: str
    size: int = 0
    sha256: str = ""

    @property
    def name(self) -> str:
        """Its name on the disk."""
        return urlsplit(self.address).path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: an engine, its voice id (empty: the engine's choice for the language).

    ``model`` is the path of the model's file, or what a server calls its model; ``files`` are what
    is to be installed first. ``options`` are the engine's own. ``source_type`` is a term of IPTC's
    digital source type vocabulary. ``attribution`` and ``license`` are as the voice's author
    states them; ``commercial`` says whether the license allows it: yes, no or unknown.
    ``loudness_db`` is how much louder than other voices it is to be; ``pauses`` go over the
    settings'. ``leaves_machine``: the text goes to somebody else's computer.
    """

    name: str
    engine: str
    id: str = ""
    language: str = ""
    license: str = ""
    attribution: str = ""
    source: str = ""
    source_type: str = "algorithmicMedia"
    prosody: Prosody = Prosody()
    description: str = ""
    model: str = ""
    files: tuple[File, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict, hash=False)
    commercial: str = "unknown"
    loudness_db: float = 0.0
    pauses: Mapping[str, int] = field(default_factory=dict, hash=False)
    leaves_machine: bool = False
    provider: str = ""

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """Return the voice of the values that ``dataclasses.asdict`` returned for it."""
        files = tuple(File(**file) for file in values.get("files", ()))
        return cls(**{**values, "prosody": Prosody(**values["prosody"]), "files": files})

    @property
    def sound(self) -> list[Any]:
        """Everything beside the engine that decides its sound, as JSON can state it."""
        model = [file.sha256 for file in self.files] or self.model
        options = sorted(self.options.items())
        return [self.id, self.language, astuple(self.prosody), model, options]
