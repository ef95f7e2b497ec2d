"""narrate licenses: the licenses of all that is installed for narrate."""

import json

from narrate.cli import options

EXAMPLE = "narrate licenses"


def command(json_: options.Json = False) -> None:
    """List the license of each installed package that narrate needs.

    GPL and LGPL packages come first: their terms bind you when you pass narrate on, for example
    inside a container image. None of them makes a claim on the audio.
    """
    from narrate.runtime.licenses import licenses

    packages = sorted(licenses(), key=lambda package: (not package.copyleft, package.package))
    if json_:
        print(json.dumps([package._asdict() for package in packages], indent=1))
        return
    width = max(len(package.package) for package in packages)
    for package in packages:
        mark = package.copyleft or "-"
        print(f"{mark:5} {package.package:{width}} {package.version:10} {package.license}"[:100])
