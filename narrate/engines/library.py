"""The eSpeak NG library and its data: the wheel's, else the system's."""

import ctypes
import os

from narrate.runtime.packages import pip_install


def remedy() -> str:
    """Return the sentence that says how to get eSpeak NG."""
    return f"Install it with: {pip_install('espeakng-loader')}"


def load() -> ctypes.CDLL | None:
    """Load eSpeak NG into this process and return it, or None where there is none.

    Loading it by its full path makes it known by its soname, so that pyttsx3, which asks for
    ``libespeak-ng.so.1``, finds this one too; the environment tells it where the data is.
    """
    try:
        import espeakng_loader

        os.environ.setdefault("ESPEAK_DATA_PATH", espeakng_loader.get_data_path())
        path = espeakng_loader.get_library_path()
    except (ImportError, RuntimeError):
        from ctypes.util import find_library

        path = find_library("espeak-ng") or ""
    try:
        return ctypes.CDLL(path, mode=ctypes.RTLD_GLOBAL) if path else None
    except OSError:
        return None


def package_version(*packages: str) -> str:
    """Return ``name version`` of each package that is installed."""
    from importlib.metadata import PackageNotFoundError, version

    found = []
    for package in packages:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)
