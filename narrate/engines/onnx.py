"""What the neural engines share: where models lie, and a session within its share of the cores."""

import os
import warnings
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from narrate.engines import require
from narrate.engines.process import THREADS
from narrate.errors import EngineError, EngineWarning
from narrate.model import Voice

PROVIDERS = {
    "cpu": "CPUExecutionProvider",
    "cuda": "CUDAExecutionProvider",
    "coreml": "CoreMLExecutionProvider",
}


def folder(engine: str) -> Path:
    """Return the folder of an engine's installed models; UsageError if there is no such engine."""
    return user_data_path("narrate") / "voices" / require(engine)


def session(model: str | bytes, voice: Voice, name: str) -> Any:  # noqa: ANN401 - no types
    """Return a session for a model, its path or itself: one provider, this process's threads.

    A provider that is not there is told in a warning, and the CPU takes its place. Errors:
    EngineError for a model that cannot be read.
    """
    import onnxruntime

    wanted = voice.provider or "cpu"
    provider = PROVIDERS.get(wanted, wanted)
    if provider not in (found := onnxruntime.get_available_providers()):
        there = [short for short, name in PROVIDERS.items() if name in found]
        warnings.warn(
            f"This onnxruntime has no provider {wanted!r}, only {', '.join(there)}: the CPU speaks."
            " For cuda, install onnxruntime-gpu in place of onnxruntime.",
            EngineWarning,
            stacklevel=2,
        )
        provider = PROVIDERS["cpu"]
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = int(os.environ.get(THREADS, "1"))
    options.inter_op_num_threads = 1
    options.log_severity_level = 3  # errors
    try:
        return onnxruntime.InferenceSession(model, options, providers=[provider])
    except Exception as error:  # its exceptions share no other class
        raise EngineError(f"the model {name} cannot be read: {error}. Install it anew") from error


def found(path: Path, voice: Voice) -> Path:
    """Return a path where there is a file; EngineError names the voice and says how to get it."""
    if path.is_file():
        return path
    raise EngineError(f"{voice.id or voice.name!r}: there is no {path}. See: narrate voices list")
