"""The licenses of this distribution and of every installed package that it needs."""

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import NamedTuple

from narrate.errors import NarrateError
from narrate.runtime.packages import DISTRIBUTION

_NAME = re.compile(r"[\w.-]+")
_CLASSIFIER = "License :: OSI Approved :: "
_LONGEST = 60
# Libraries inside wheels, whose licenses the metadata of the package leave out.
_BUNDLED = {
    "espeakng-loader": "eSpeak NG inside: GPL-3.0-or-later",
    "soundfile": "libsndfile inside: LGPL-2.1-or-later",
    "av": "FFmpeg inside: LGPL-2.1-or-later",
}


class License(NamedTuple):
    """A package, its version, its license as its metadata state it, and whether that is copyleft.

    ``copyleft`` is GPL, LGPL or nothing: whoever passes narrate on inside an image or a product
    must meet its terms for that package.
    """

    package: str
    version: str
    license: str
    copyleft: str


def licenses() -> list[License]:
    """Return the license of each installed package that narrate needs, by name.

    Packages of extras that are not installed are left out. Raises NarrateError where narrate runs
    without being installed: then nothing states the packages that it needs.
    """
    packages: dict[str, Distribution] = {}
    names = [DISTRIBUTION]
    while names:
        name = _normalized(names.pop())
        if name in packages:
            continue
        try:
            packages[name] = distribution(name)
        except PackageNotFoundError:
            continue
        names += _requirements(packages[name])
    if not packages:
        raise NarrateError(
            "narrate runs here without being installed, so nothing lists the packages that it "
            "needs. Install it first: pip install ."
        )
    return [_license(packages[name]) for name in sorted(packages)]


def _requirements(package: Distribution) -> Iterator[str]:
    is_own = _normalized(package.name) == DISTRIBUTION  # installed packages of its extras count
    for line in package.requires or ():
        if (match := _NAME.match(line)) and (is_own or "extra ==" not in line):
            yield match.group()


def _license(package: Distribution) -> License:
    metadata = package.metadata
    classifiers = [
        classifier.removeprefix(_CLASSIFIER)
        for classifier in metadata.get_all("Classifier") or ()
        if classifier.startswith(_CLASSIFIER)
    ]
    lines = "".join(metadata.get_all("License") or ()).strip().splitlines()
    first = lines[0] if lines and len(lines[0]) <= _LONGEST else ""
    [expression] = metadata.get_all("License-Expression") or [""]
    text = expression or first or ", ".join(classifiers) or "not stated"
    if library := _BUNDLED.get(_normalized(package.name)):
        text = f"{text}; {library}"
    return License(package.name, package.version, text, _copyleft(text))


def _copyleft(text: str) -> str:
    """Return the copyleft family of a license.

    >>> [_copyleft(text) for text in ("GPL-3.0-or-later", "LGPLv3", "MIT", "GNU Lesser General")]
    ['GPL', 'LGPL', '', 'LGPL']
    """
    if re.search(r"LGPL|Lesser General", text):
        return "LGPL"
    return "GPL" if re.search(r"A?GPL|GNU General|GNU Affero", text) else ""


def _normalized(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
