"""narrate voices: who can speak."""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from narrate.cli import options

NAME = "voices"
EXAMPLE = "narrate voices --engine espeak"


def command(
    engine: Annotated[
        str, typer.Option(metavar="NAME", help="List what this engine itself offers.")
    ] = "",
    json_: options.Json = False,
) -> None:
    """List the voices: name, language, engine, licence and what they are."""
    from narrate import engines, voices  # noqa: PLC0415 - --help needs none of it
    from narrate.engines import pool  # noqa: PLC0415 - as above

    if engine:
        engines.find(engine)
        found = pool.voices(engine)
    else:
        found = voices.catalog()
    if json_:
        print(json.dumps([asdict(voice) for voice in found], ensure_ascii=False, indent=1))
        return
    rows = [(v.name, v.language or "any", v.engine, v.license, v.description) for v in found]
    widths = [max(len(row[column]) for row in rows) for column in range(4)] if rows else []
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        print("  ".join([*cells, row[-1]]).rstrip())
