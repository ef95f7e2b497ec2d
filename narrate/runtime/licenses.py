"""The licenses of this distribution and of every installed package that it needs."""

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Any, NamedTuple
from urllib.parse import quote

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
    packages = _packages()
    return [_license(packages[name]) for name in sorted(packages)]


def bill_of_materials() -> dict[str, Any]:
    """Return the software bill of materials: the same packages in CycloneDX 1.6.

    It holds neither a date nor a random number, so that two equal installations give equal bills.
    Raises NarrateError as ``licenses`` does.
    """
    packages = _packages()
    components = {name: _component(packages[name]) for name in sorted(packages)}
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {**components.pop(DISTRIBUTION), "type": "application"}},
        "components": list(components.values()),
        "dependencies": [
            {
                "ref": _purl(packages[name]),
                "dependsOn": sorted(
                    {
                        _purl(packages[needed])
                        for line in _requirements(packages[name])
                        if (needed := _normalized(line)) in packages and needed != name
                    }
                ),
            }
            for name in sorted(packages)
        ],
    }


def _component(package: Distribution) -> dict[str, Any]:
    [expression] = package.metadata.get_all("License-Expression") or [""]
    text = _stated(package)
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": _purl(package),
        "name": package.name,
        "version": package.version,
        "purl": _purl(package),
        "licenses": [{"expression": expression} if expression else {"license": {"name": text}}],
    }
    if library := _BUNDLED.get(_normalized(package.name)):
        name, _, license_id = library.partition(" inside: ")
        component["components"] = [
            {"type": "library", "name": name, "licenses": [{"license": {"id": license_id}}]}
        ]
    return component


def _purl(package: Distribution) -> str:
    return f"pkg:pypi/{_normalized(package.name)}@{quote(package.version)}"


def _packages() -> dict[str, Distribution]:
    """Return each installed package that narrate needs, by its normalized name."""
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
    return packages


def _requirements(package: Distribution) -> Iterator[str]:
    is_own = _normalized(package.name) == DISTRIBUTION  # installed packages of its extras count
    for line in package.requires or ():
        if (match := _NAME.match(line)) and (is_own or "extra ==" not in line):
            yield match.group()


def _license(package: Distribution) -> License:
    text = _stated(package)
    if library := _BUNDLED.get(_normalized(package.name)):
        text = f"{text}; {library}"
    return License(package.name, package.version, text, _copyleft(text))


def _stated(package: Distribution) -> str:
    """Return the license that a package's metadata state."""
    metadata = package.metadata
    classifiers = [
        classifier.removeprefix(_CLASSIFIER)
        for classifier in metadata.get_all("Classifier") or ()
        if classifier.startswith(_CLASSIFIER)
    ]
    lines = "".join(metadata.get_all("License") or ()).strip().splitlines()
    first = lines[0] if lines and len(lines[0]) <= _LONGEST else ""
    [expression] = metadata.get_all("License-Expression") or [""]
    return expression or first or ", ".join(classifiers) or "not stated"


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
