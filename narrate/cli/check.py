"""narrate check: read published narrations back, and compare them."""

import json
from dataclasses import asdict
from functools import partial
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.batch.attempts import Attempts
from narrate.batch.store import is_store
from narrate.cli import options, progress
from narrate.errors import Exit

if TYPE_CHECKING:
    from narrate.check import Finding, Listen

EXAMPLE = "narrate check output"
_WIDEST = 90


Targets = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE|FOLDER|PAGE...",
        help="Audio, captions, a feed, a folder with narrations, a page or its address.",
    ),
]
Root = Annotated[
    str, typer.Option(metavar="FILE", help="Trust content credentials under this PEM root.")
]
Against = Annotated[
    list[str] | None,
    typer.Option(
        metavar="SOURCE",
        help="An article, or a folder or feed of them: does the audio in the folder say them?",
    ),
]
Recognizer = Annotated[
    str,
    typer.Option(
        metavar="NAME[:MODEL]",
        help="Let a recognizer listen to each sentence: whisper[:MODEL or folder], "
        "command:PROGRAM {wav}.",
    ),
]
WordErrorRate = Annotated[
    float, typer.Option(metavar="RATE", help="With --asr: the most word errors in a sentence.")
]


def command(
    targets: Targets,
    root: Root = "",
    against: Against = None,
    asr: Recognizer = "",
    wer: WordErrorRate = 0.5,
    output: options.Folder = "",
    base: options.Base = None,
    private: options.Private = False,
    json_: options.Json = False,
) -> None:
    """Read back the label from each carrier, and compare audio, hashes and sentences.

    Prints a line for each. The exit code is 1 if the only narration lacks the label or differs, 4
    if some of several narrations do, or if only the recognizer hears other words.
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
    findings: dict[str, list[Finding]] = {}
    work = Attempts(progress, many=len(targets) > 1)
    check_target = partial(check, settings=settings, root=root, web=web, listen=listen)
    for target in dict.fromkeys(targets):
        look = partial(check_target, target, articles=articles)
        if is_store(target):
            from narrate.batch import remote

            feed_name = settings.feed.file
            look = partial(
                remote.findings, check_target, target, feed_name=feed_name, articles=articles
            )
        findings |= work.attempt(target, look) or {}
    print(_json(findings) if json_ else "\n".join(_report(findings)))
    good = sum(not any(finding.problem for finding in findings) for findings in findings.values())
    if good < len(findings) + len(work.complaints):
        raise typer.Exit(Exit.PARTLY if good or _only_heard(findings, work) else Exit.CANNOT)


def _json(findings: "dict[str, list[Finding]]") -> str:
    values = {name: [asdict(finding) for finding in findings[name]] for name in findings}
    return json.dumps(values, ensure_ascii=False, indent=1)


def _report(findings: "dict[str, list[Finding]]") -> list[str]:
    return [line for name in findings for line in _lines(name, findings[name])]


def _only_heard(findings: "dict[str, list[Finding]]", work: Attempts) -> bool:
    """Return whether all problems are words that a recognizer heard."""
    from narrate.check.finding import HEARD

    wrong = (finding for findings in findings.values() for finding in findings if finding.problem)
    return not work.complaints and all(finding.carrier.startswith(HEARD) for finding in wrong)


def _listener(name: str, most: float) -> "Listen":
    from narrate.check import hearing
    from narrate.listening import recognizers

    recognizer = recognizers.find(name)
    return partial(hearing.hearing, recognizer=recognizer, most=most)


def _lines(name: str, findings: "list[Finding]") -> list[str]:
    """Return a line for each finding, its problem below it; omit sentences that were heard well."""
    findings = [
        finding
        for finding in findings
        if finding.problem or not finding.carrier.startswith("heard sentence")
    ]
    lines, widest = [name], max(len(finding.carrier) for finding in findings)
    for finding in findings:
        mark = "WRONG" if finding.problem else "ok"
        holds = shorten(finding.holds, _WIDEST, placeholder=" …") or "nothing"
        lines.append(f"  {mark:5}  {finding.carrier:{widest}}  {holds}")
        if finding.problem:
            lines.append(f"  {'':5}  {'':{widest}}  {finding.problem}")
    return lines
