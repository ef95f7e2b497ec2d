"""The command line: one file a command; parse, call, print."""

import errno
import os
import signal
import sys
import traceback
import warnings
from functools import cache
from importlib import import_module
from typing import NoReturn

import typer

from narrate.errors import EngineWarning, Exit, NarrateError
from narrate.runtime.process import tune

COMMANDS = (
    "make", "script", "say", "watch", "rebuild", "check", "embed", "preview", "feed", "retract",
    "doctor", "demo",
)  # fmt: skip
# Where the result itself is to be printed and cannot be: the adapters tell of every other file.
_UNPRINTED = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}
_TERMINATED = 128 + signal.SIGTERM
GROUPS = "lexicon", "voices", "cache", "keys"


def app(wanted: str = "") -> typer.Typer:
    """Return the command line: of one command, so that it starts at once, else with all of them."""
    built = typer.Typer(
        name="narrate",
        help="Turn an article into audio for the article's page, with local voices.",
        epilog="Example: narrate make STORY.md",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    built.callback()(lambda: None)  # else one command alone would stand without its name
    every = (*COMMANDS, *GROUPS)
    for name in (wanted,) if wanted in every else every:
        module = import_module(f"narrate.cli.{name}")
        if name in GROUPS:
            built.add_typer(module.app, name=name)
        else:
            built.command(name, epilog=f"Example: {module.EXAMPLE}")(module.command)
    return built


def _show(message: Warning | str, category: type[Warning], *_: object, **_more: object) -> None:
    """Show what an engine tells as any note; what else warns is not the user's to mend."""
    if issubclass(category, EngineWarning):
        _tell(str(message))


@cache
def _tell(note: str) -> None:
    """Tell something once, however many processes of an engine tell it."""
    print(f"narrate: {note}", file=sys.stderr)


def main() -> None:
    """Run the command line; the one place where every error ends, as a sentence and a code."""
    tune()
    warnings.showwarning = _show
    signal.signal(signal.SIGTERM, _end)
    try:
        app(*sys.argv[1:2])(prog_name="narrate")
    except NarrateError as error:
        print(f"narrate: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except SystemExit as end:
        if end.code == Exit.INTERRUPTED:
            print("narrate: interrupted; what was there before is as it was.", file=sys.stderr)
        if end.code == _TERMINATED:  # whoever ends a service sees that it ended by that
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.raise_signal(signal.SIGTERM)
        raise
    except OSError as error:
        if error.filename or error.errno not in _UNPRINTED:
            _bug()
        # Else Python's own last flush would fail as well.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print(f"narrate: standard output cannot be written: {error.strerror}.", file=sys.stderr)
        sys.exit(Exit.CANNOT)
    except Exception:  # noqa: BLE001 - the outermost edge
        _bug()


def _end(*_: object) -> NoReturn:
    """Leave the work as Ctrl-C does: what is half-done goes."""
    sys.exit(_TERMINATED)


def _bug() -> NoReturn:
    traceback.print_exc()
    print("narrate: this is a bug; please report it with the lines above.", file=sys.stderr)
    sys.exit(Exit.BUG)
