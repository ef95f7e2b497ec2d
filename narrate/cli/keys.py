"""narrate keys: something to sign with."""

import os
from pathlib import Path
from typing import Annotated

import typer

from narrate.cli import options, output as results
from narrate.errors import PublishError, UsageError

EXAMPLES = {"new": "narrate keys new --test -o keys"}
app = typer.Typer(
    help="Make a key to try content credentials with.",
    epilog=f"Example: {EXAMPLES['new']}",
    no_args_is_help=True,
    rich_markup_mode=None,
)
_OURS_ALONE = 0o600


@app.callback()
def keys() -> None:
    """Make a key to try content credentials with."""


@app.command("new", epilog=f"Example: {EXAMPLES['new']}")
def new(
    test: Annotated[
        bool, typer.Option("--test", help="Make a test chain, which vouches for nobody.")
    ] = False,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FOLDER", help="Where the files go.")
    ] = ".",
    json_: options.Json = False,
) -> None:
    """Make a key, a chain of certificates and its root, all named TEST.

    Prints the settings that sign with them.
    """
    if not test:
        raise UsageError(
            "narrate makes only test chains: give --test. A publisher's own certificate for "
            "content credentials comes from an authority on C2PA's trust list."
        )
    from narrate.publish.chain import test_chain

    folder = Path(output)
    for name, pem in test_chain().items():
        _write(folder / name, pem)
    settings = {
        "credentials_key": str(folder / "narrate-TEST-key.pem"),
        "credentials_chain": str(folder / "narrate-TEST-chain.pem"),
    }
    if json_:
        results.document(settings)
    else:
        print("\n".join(f'{name} = "{path}"' for name, path in settings.items()))


def _write(path: Path, pem: bytes) -> None:
    """Write a file that nobody else may read, and never over another."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OURS_ALONE), "wb") as f:
            f.write(pem)
    except FileExistsError as error:
        raise PublishError(
            f"{path} is there already, and a key is never overwritten. Name another folder."
        ) from error
    except OSError as error:
        raise PublishError(f"{path} cannot be written: {error.strerror or error}.") from error
