"""narrate init: four questions, and the settings file that follows from the answers."""

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any
from uuid import uuid4

import typer

from narrate.cli import options, output
from narrate.errors import NarrateError, UsageError
from narrate.runtime.files import write_whole

EXAMPLE = 'narrate init --publisher "The Harbor Post" --base https://example.org/audio/'
# Each setting with its question, its default, and the comment in the file.
_QUESTIONS = {
    "publisher": ("Who publishes the articles?", "", "named in the tags of the audio"),
    "language": (
        "Their language, such as en-GB? Empty: each article says its own.",
        "",
        "BCP 47; empty is each article's own",
    ),
    "voice": (
        "Which voice speaks? List those that are ready: narrate voices list --installed",
        "auto",
        "auto is the best that is ready for the article's language",
    ),
    "base": (
        "At which address will readers find the folder of the audio? Empty: not yet known.",
        "",
        "the web address of the folder output; pages and feed name it",
    ),
}


def command(
    publisher: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who publishes the articles.")
    ] = None,
    language: options.Language = None,
    voice: options.VoiceName = None,
    base: options.Base = None,
    json_: options.Json = False,
) -> None:
    """Ask who publishes, in which language and voice, and at which address; write narrate.toml.

    Prints the path of the file, and never replaces one. An option answers its question. Without a
    terminal nothing is asked, and the defaults apply.
    """
    from narrate.config import reading

    path = Path(os.environ.get(reading.VARIABLE) or reading.FILE)
    if path.exists():
        raise _already(path)
    answers = {"publisher": publisher, "language": language, "voice": voice, "base": base}
    for setting, answer in answers.items():
        if answer is not None:
            _check(setting, answer)
    is_asked = sys.stdin.isatty() and not json_
    settings = {
        setting: _answer(setting, is_asked=is_asked) if answer is None else answer
        for setting, answer in answers.items()
    }
    _write(path, settings)
    if json_:
        output.document({"settings": path, **settings})
    else:
        print(path)


def _answer(setting: str, *, is_asked: bool) -> str:
    """Ask a person for a setting until the answer is valid; return the default without asking."""
    question, default, _ = _QUESTIONS[setting]
    if not is_asked:
        return default
    answer: str = typer.prompt(
        question,
        default=default,
        show_default=bool(default),
        prompt_suffix=" ",
        value_proc=_checker(setting),
        err=True,
    )
    return answer


def _checker(setting: str) -> Callable[[str], str]:
    def checked(answer: str) -> str:
        try:
            return _check(setting, answer.strip())
        except NarrateError as error:
            raise typer.BadParameter(str(error)) from error

    return checked


def _check(setting: str, answer: str) -> str:
    """Return a valid answer; UsageError for any other."""
    from narrate import voices
    from narrate.config import Settings
    from narrate.source.page import language_tag

    try:
        answer.encode()
    except UnicodeEncodeError as error:
        raise UsageError(
            f"The {setting} is not text in UTF-8. Set your terminal to UTF-8, and type it again."
        ) from error
    if answer != _QUESTIONS[setting][1]:
        changes: dict[str, Any] = {setting: answer}
        replace(Settings(), **changes)
        if setting == "voice":
            voices.named(answer)
        if setting == "language" and not language_tag(answer):
            raise UsageError(f"{answer!r} is no language tag: write one such as en, en-GB or uk.")
    return answer


def _write(path: Path, settings: dict[str, str]) -> None:
    """Write a new settings file, whole; a setting that keeps its default is a comment.

    Raises UsageError where the file cannot be written, or is there already.
    """
    lines = ["# The settings of narrate. The documentation's page Settings lists every key."]
    for setting, value in settings.items():
        _, default, comment = _QUESTIONS[setting]
        mark = "# " if value == default else ""
        text = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        lines.append(f"{mark}{setting} = {text}  # {comment}")
    aside = path.with_name(f".{uuid4().hex}")
    try:
        write_whole(aside, "\n".join(lines) + "\n")
        try:
            os.link(aside, path)
        except FileExistsError:
            raise
        except OSError:  # the file system has no hard links
            path.touch(exist_ok=False)
            aside.replace(path)
    except FileExistsError as error:
        raise _already(path) from error
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error}. Check its permissions.") from error
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def _already(path: Path) -> UsageError:
    return UsageError(f"{path} is there already: change it in an editor, or delete it first.")
