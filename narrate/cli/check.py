"""narrate check: what was published, read back."""

import json
from dataclasses import asdict
from functools import partial
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.batch.attempts import Attempts
from narrate.cli import options, progress
from narrate.errors import Exit

if TYPE_CHECKING:
    from narrate.check import Finding, Listen

EXAMPLE = "narrate check output"
_WIDEST = 90


def command(
    targets: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE|FOLDER|PAGE...",
            help="Audio, captions, a feed, a folder with narrations, a page or its address.",
        ),
    ],
    root: Annotated[
        str, typer.Option(metavar="FILE", help="Trust content credentials under this PEM root.")
    ] = "",
    against: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SOURCE",
            help="An article, or a folder or feed of them: does the audio in the folder say them?",
        ),
    ] = None,
    asr: Annotated[
        str,
        typer.Option(
            metavar="NAME[:MODEL]",
            help="Let a recognizer listen to each sentence: whisper[:MODEL or folder], "
            "command:PROGRAM {wav}.",
        ),
    ] = "",
    wer: Annotated[
        float, typer.Option(metavar="RATE", help="With --asr: the most word errors in a sentence.")
    ] = 0.5,
    output: options.Folder = "",
    base: options.Base = None,
    private: options.Private = False,
    json_: options.Json = False,
) -> None:
    """Read back the label from each carrier, and compare audio, hashes and sentences.

    Prints a line for each. The exit code is 1 where one lacks the label or differs, 4 where some
    of several narrations do, or only the recognizer hears other words.
    """
    from narrate import pipeline
    from narrate.check import check
    from narrate.source import LENIENT, Web, items

    settings, web = options.settings(base=base, output=output or None), Web(private=private)
    listen = _listener(asr, wer) if asr else None
    articles = [
        pipeline.read(item, settings, web=web, overrides=LENIENT).article
        for source in against or ()
        for item in items(source, web)
    ]
    found: dict[str, list[Finding]] = {}
    work = Attempts(progress, many=len(targets) > 1)
    for target in dict.fromkeys(targets):
        found |= (
            work.attempt(
                target,
                partial(
                    check, target, settings, root=root, web=web, articles=articles, listen=listen
                ),
            )
            or {}
        )
    if json_:
        plain = {name: [asdict(each) for each in findings] for name, findings in found.items()}
        print(json.dumps(plain, ensure_ascii=False, indent=1))
    else:
        print("\n".join(line for name in found for line in _lines(name, found[name])))
    good = sum(not any(each.problem for each in findings) for findings in found.values())
    if good < len(found) + len(work.complaints):
        raise typer.Exit(Exit.PARTLY if good or _only_heard(found, work) else Exit.CANNOT)


def _only_heard(found: "dict[str, list[Finding]]", work: Attempts) -> bool:
    """Whether nothing is wrong but what a recognizer heard."""
    from narrate.check.hearing import HEARD

    wrong = (each for findings in found.values() for each in findings if each.problem)
    return not work.complaints and all(each.carrier.startswith(HEARD) for each in wrong)


def _listener(name: str, most: float) -> "Listen":
    from narrate.check import hearing, recognizers

    recognizer = recognizers.find(name)
    return partial(hearing.hearing, recognizer=recognizer, most=most)


def _lines(name: str, findings: "list[Finding]") -> list[str]:
    """Return a line a finding; what is wrong stands under it. Sentences heard well have none."""
    findings = [
        each for each in findings if each.problem or not each.carrier.startswith("heard sentence")
    ]
    lines, widest = [name], max(len(each.carrier) for each in findings)
    for each in findings:
        mark = "WRONG" if each.problem else "ok"
        holds = shorten(each.holds, _WIDEST, placeholder=" …") or "nothing"
        lines.append(f"  {mark:5}  {each.carrier:{widest}}  {holds}")
        if each.problem:
            lines.append(f"  {'':5}  {'':{widest}}  {each.problem}")
    return lines
