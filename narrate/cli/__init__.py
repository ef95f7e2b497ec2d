"""The command line: one file a command; parse, call, print."""

import errno
import os
import signal
import sys
import traceback
import warnings
from functools import cache
from importlib import import_module
from typing import Annotated, NoReturn

import typer

from narrate.cli import output, terminal
from narrate.errors import (
    BugError,
    EngineWarning,
    Exit,
    NarrateError,
    UsageError,
    without_users,
)
from narrate.runtime.process import tune

# Each command with its line in the list of commands, which fits 80 columns.
COMMANDS = {
    "init": "Ask four questions, and write the settings file.",
    "make": "Turn articles into MP3, captions and a page player.",
    "plan": "Say what an archive takes, before it is narrated.",
    "script": "Show what will be spoken, and what will be skipped.",
    "say": "Speak one phrase into a file.",
    "watch": "Narrate what is new or changed, again and again.",
    "rebuild": "Bring a changed dictionary or voice to every narration.",
    "check": "Read published narrations back and report faults.",
    "embed": "Print a narration's markup, or put it into a page.",
    "preview": "Show a folder's pages in a browser on this machine.",
    "feed": "Write a podcast feed of all narrations in a folder.",
    "retract": "Withdraw a narration.",
    "doctor": "Let every engine speak a word; say which are ready.",
    "demo": "Narrate the sample article.",
    "licenses": "List the licenses of every installed package.",
}
GROUPS = {
    "serve": "Serve the API and the studio, for a newsroom.",
    "lexicon": "Keep the pronunciation dictionary.",
    "voices": "List, install, try and compare voices.",
    "cache": "Show, prune or verify the cache of spoken sentences.",
    "keys": "Make a key to try content credentials with.",
}
# The signals that end a service or a terminal: the run stops as after Ctrl-C.
_ENDINGS = {
    128 + number: number
    for name in ("SIGTERM", "SIGHUP")
    if (number := getattr(signal, name, None))
}
_UNPRINTED = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF, errno.EPIPE}


def _print_version(*, version: bool) -> None:
    if version:
        from narrate.runtime.packages import own_version

        print(f"narrate {own_version()}")
        raise typer.Exit


def app(command: str = "") -> typer.Typer:
    """Return the command line with all commands, or with one alone, which starts sooner."""
    built = typer.Typer(
        name="narrate",
        help="Turn an article into audio for the article's page, with local voices.",
        epilog="Example: narrate make STORY.md",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    built.callback()(_options)  # typer drops the name of a single command that has no callback
    names = (*COMMANDS, *GROUPS)
    for name in (command,) if command in names else names:
        module = import_module(f"narrate.cli.{name}")
        if name in GROUPS:
            built.add_typer(module.app, name=name, short_help=GROUPS[name])
        else:
            summary, example = COMMANDS[name], f"Example: {module.EXAMPLE}"
            built.command(name, short_help=summary, epilog=example)(module.command)
    return built


def _options(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Take the options of the program itself."""


def _show(message: Warning | str, category: type[Warning], *_: object, **_more: object) -> None:
    """Print an engine's warning as a note; other warnings are not for the user."""
    if issubclass(category, EngineWarning):
        _tell(str(message))


@cache
def _tell(note: str) -> None:
    """Tell something once, however many processes of an engine tell it."""
    print(f"narrate: {note}", file=sys.stderr)


def main() -> None:
    """Run the command line; the one place where every error ends, as a sentence and a code."""
    tune()
    terminal.accept_any_text()
    warnings.showwarning = _show
    for number in _ENDINGS.values():
        if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup sets it
            signal.signal(number, _end)
    try:
        _run()
    except NarrateError as error:
        _fail(error)
    except SystemExit as end:
        if end.code == Exit.INTERRUPTED:
            print("narrate: interrupted; what was there before is as it was.", file=sys.stderr)
        if number := _ENDINGS.get(end.code if isinstance(end.code, int) else 0):
            # The process ends by the same signal, so that its parent sees the cause.
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)
        raise
    except OSError as error:
        _end_with(error)
    except Exception as error:  # noqa: BLE001 - the outermost edge
        _bug(error)


def _run() -> None:
    """Run the command; with --json, wrong usage is an error like any other."""
    program = app(*sys.argv[1:2])
    if not output.is_json(sys.argv[1:]):
        program(prog_name="narrate")
    try:
        code = program(prog_name="narrate", standalone_mode=False)
    except Exception as error:
        if hasattr(error, "format_message"):  # the command line cannot be parsed
            raise UsageError(error.format_message()) from error
        raise
    sys.exit(code or Exit.DONE)


def _fail(error: NarrateError) -> NoReturn:
    """Print an error as a sentence, with --json also as JSON, and end with its code."""
    if output.is_json(sys.argv[1:]):
        output.final_failure(error)
    print(f"narrate: {without_users(str(error))}", file=sys.stderr)
    sys.exit(error.exit_code)


def _end_with(error: OSError) -> NoReturn:
    """Name the file that the system refused, or standard output where there is none."""
    reason = error.strerror or error
    if error.filename is None and error.errno not in _UNPRINTED:
        sentence = f"the system refuses a file: {reason}."
    elif error.filename is None:
        # Python's own last flush of standard output would fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sentence = f"standard output cannot be written: {reason}."
    else:
        sentence = f"{error.filename} cannot be used: {reason}. Check its permissions."
    if error.filename is not None or error.errno not in _UNPRINTED:
        _fail(NarrateError(sentence))
    print(f"narrate: {sentence}", file=sys.stderr)
    sys.exit(Exit.CANNOT)


def _end(number: int, _frame: object) -> NoReturn:
    """Stop as after Ctrl-C: half-made files are deleted."""
    sys.exit(128 + number)


def _bug(error: Exception) -> NoReturn:
    traceback.print_exc()
    if output.is_json(sys.argv[1:]):
        output.final_failure(BugError(f"A bug in narrate: {type(error).__name__}: {error}."))
    print("narrate: this is a bug; please report it with the lines above.", file=sys.stderr)
    sys.exit(Exit.BUG)
