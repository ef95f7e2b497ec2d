"""narrate preview: a folder as the web will see it, before it is published."""

from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from narrate.cli import options, output
from narrate.runtime.store import is_store

EXAMPLE = "narrate preview output/story"


def command(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="What is to be looked at.")],
    port: Annotated[int, typer.Option(metavar="NUMBER", help="By default any that is free.")] = 0,
    json_: options.Json = False,
) -> None:
    """Serve a folder on this machine only, until interrupted, and print its address.

    A narration without a page of its own is shown with its transcript.
    """
    from narrate.publish.preview import served

    with ExitStack() as stack:
        if is_store(folder):
            from narrate.batch import near

            path = stack.enter_context(near.copies(folder))
        else:
            path = Path(folder)
        server = stack.enter_context(served(path, port))
        address = f"http://127.0.0.1:{server.server_port}/"
        if json_:
            output.line({"address": address})
        else:
            print(address, flush=True)
        server.serve_forever()
