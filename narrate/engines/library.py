"""The eSpeak NG library and its data, from the wheel or else from the system."""

import ctypes
import os

from narrate.runtime.packages import pip_install


def remedy() -> str:
    """Return the sentence that says how to get eSpeak NG."""
    return f"Install it with: {pip_install('espeakng-loader')}"


def load() -> ctypes.CDLL | None:
    """Load eSpeak NG into this process and return it; None if there is none.

    A library that is loaded by its full path is known by its soname, too: pyttsx3 asks for
    ``libespeak-ng.so.1`` and gets this one. The environment names the folder of its data.
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
    """Return ``name version`` of each installed package, with commas between them."""
    from importlib.metadata import PackageNotFoundError, version

    versions = []
    for package in packages:
        try:
            versions.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    return ", ".join(versions)
