"""This distribution: its name, its version, and the packages of its extras.

The distribution is ``narrate-article``: on the package index the name ``narrate`` belongs to
another project. Python's module for metadata is imported where it is needed: the processes of
engines seldom need it, and it is a third of their modules.
"""

import shlex
import sys
from importlib.util import find_spec
from typing import Final

DISTRIBUTION: Final = "narrate-article"


def own_version() -> str:
    """Return the installed version, or ``unknown`` where narrate runs without being installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return "unknown"


def pip_install(*packages: str) -> str:
    """Return the command that brings packages to the running interpreter.

    An environment that uv made has no pip: uv itself installs into it.
    """
    if find_spec("pip") is None:
        return shlex.join(["uv", "pip", "install", "--python", sys.executable, *packages])
    return shlex.join([sys.executable, "-m", "pip", "install", *packages])


def install_command(extra: str) -> str:
    """Return the command that brings the packages of an extra to the running interpreter.

    It names the packages themselves, so it works for an installation from a wheel or a clone.
    """
    from importlib.metadata import PackageNotFoundError, requires

    try:
        lines = requires(DISTRIBUTION) or []
    except PackageNotFoundError:
        lines = []
    needed = [
        requirement.strip()
        for requirement, _, marker in (line.partition(";") for line in lines)
        if f'extra == "{extra}"' in marker.replace("'", '"')
    ]
    return pip_install(*needed)
