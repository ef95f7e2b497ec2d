"""The eSpeak NG library and its data: the wheel's, else the system's."""

import ctypes
import ctypes.util
import os
import sys
from pathlib import Path

REMEDY = "Install it with: pip install espeakng-loader"


def load() -> ctypes.CDLL | None:
    """Load eSpeak NG into this process and return it, or None where there is none.

    Loading it by its full path makes it known by its soname, so that pyttsx3, which asks for
    ``libespeak-ng.so.1``, finds this one too; the environment tells it where the data is.
    """
    try:
        import espeakng_loader  # noqa: PLC0415 - only the engine's process needs it

        os.environ.setdefault("ESPEAK_DATA_PATH", espeakng_loader.get_data_path())
        path = espeakng_loader.get_library_path()
    except (ImportError, RuntimeError):
        path = ctypes.util.find_library("espeak-ng") or ""
    try:
        return ctypes.CDLL(path, mode=ctypes.RTLD_GLOBAL) if path else None
    except OSError:
        return None


def package_version(*packages: str) -> str:
    """Return ``name version`` of each package that is installed."""
    versions = ((package, _version(package)) for package in packages)
    return ", ".join(f"{package} {version}" for package, version in versions if version)


def _version(package: str) -> str:
    """Return a package's version: in its folder's name (PEP 427), else in what it says of itself.

    To read the latter takes the parser of e-mail, 10 ms of each run.
    """
    name = package.replace("-", "_")
    for place in sys.path:
        for folder in Path(place).glob(f"{name}-*.dist-info"):
            return folder.stem.removeprefix(f"{name}-")
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - as said above

    try:
        return version(package)
    except PackageNotFoundError:
        return ""
