"""Shared by the neural engines: the folder of models, and sessions of onnxruntime."""

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


def session(model: str | bytes, voice: Voice, name: str) -> Any:
    """Return a session for a model, given as path or bytes, with this process's share of threads.

    If the voice's provider is missing, the CPU takes its place and an EngineWarning says so.
    Errors: EngineError for a model that cannot be read.
    """
    import onnxruntime

    choice = voice.provider or "cpu"
    provider = PROVIDERS.get(choice, choice)
    if provider not in (available := onnxruntime.get_available_providers()):
        choices = [short for short, long in PROVIDERS.items() if long in available]
        warnings.warn(
            f"This onnxruntime has no provider {choice!r}, only {', '.join(choices)}: the CPU "
            "speaks. For cuda, install onnxruntime-gpu in place of onnxruntime.",
            EngineWarning,
            stacklevel=2,
        )
        provider = PROVIDERS["cpu"]
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = int(os.environ.get(THREADS, "1"))
    options.inter_op_num_threads = 1
    options.log_severity_level = 3  # errors
    # Threads that wait actively took 1.4 times the CPU on a busy machine; asleep they took 1.07.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        session = onnxruntime.InferenceSession(model, options, providers=[provider])
    except Exception as error:  # its exceptions share no other class
        raise EngineError(f"the model {name} cannot be read: {error}. Install it again") from error
    if provider not in session.get_providers():  # it is installed, but not its libraries
        warnings.warn(
            f"The provider {choice!r} does not start, so the CPU speaks. It needs a graphics card, "
            "its driver, and the libraries of onnxruntime's page on execution providers.",
            EngineWarning,
            stacklevel=2,
        )
    return session


def existing(path: Path, voice: Voice) -> Path:
    """Return the path of a file that exists; else EngineError with the voice and the remedy."""
    if path.is_file():
        return path
    raise EngineError(
        f"{voice.id or voice.name!r}: the file {path} is missing. See: narrate voices list"
    )
