"""narrate licenses: the licenses of all that is installed for narrate."""

from typing import Annotated

import typer

from narrate.cli import options, output

EXAMPLE = "narrate licenses"


def command(
    sbom: Annotated[
        bool, typer.Option("--sbom", help="Print a bill of materials: CycloneDX 1.6, JSON.")
    ] = False,
    json_: options.Json = False,
) -> None:
    """List the license of each installed package that narrate needs.

    GPL and LGPL packages come first: their terms bind you when you pass narrate on, for example
    inside a container image. None of them makes a claim on the audio.
    """
    from narrate.runtime.licenses import bill_of_materials, licenses

    if sbom:
        output.document(bill_of_materials())
        return
    packages = sorted(licenses(), key=lambda package: (not package.copyleft, package.package))
    if json_:
        output.document([package._asdict() for package in packages])
        return
    rows = [
        (package.copyleft or "-", package.package, package.version, package.license)
        for package in packages
    ]
    print("\n".join(output.table(rows)))
