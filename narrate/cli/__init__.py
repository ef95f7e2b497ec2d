"""The command line: one file a command; parse, call, print."""

import sys
import traceback

import typer

from narrate.cli import (
    cache,
    check,
    demo,
    doctor,
    embed,
    feed,
    keys,
    lexicon,
    make,
    preview,
    rebuild,
    retract,
    say,
    script,
    voices,
    watch,
)
from narrate.errors import Exit, NarrateError

app = typer.Typer(
    name="narrate",
    help="Turn an article into audio for the article's page, with local voices.",
    epilog="Example: narrate make STORY.md",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
COMMANDS = (
    make, script, say, watch, rebuild, check, embed, preview, feed, retract, doctor, demo,
)  # fmt: skip
for module in COMMANDS:
    app.command(module.NAME, epilog=f"Example: {module.EXAMPLE}")(module.command)
for group in (lexicon, voices, cache, keys):
    app.add_typer(group.app, name=group.NAME)


def main() -> None:
    """Run the command line; the one place where every error ends, as a sentence and a code."""
    try:
        app(prog_name="narrate")
    except NarrateError as error:
        print(f"narrate: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except SystemExit as end:
        if end.code == Exit.INTERRUPTED:
            print("narrate: interrupted; what was there before is as it was.", file=sys.stderr)
        raise
    except Exception:  # noqa: BLE001 - the outermost edge
        traceback.print_exc()
        print("narrate: this is a bug; please report it with the lines above.", file=sys.stderr)
        sys.exit(Exit.BUG)
