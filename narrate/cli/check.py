"""narrate check: read published narrations back, and compare them."""

from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.batch.attempts import Attempts
from narrate.cli import options, output as results, progress
from narrate.errors import Exit, without_users
from narrate.runtime.store import is_store

if TYPE_CHECKING:
    from narrate.check import Finding, Listen

EXAMPLE = "narrate check output"

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
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="List what is right, too: every carrier.")
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
    verbose: Verbose = False,
    json_: options.Json = False,
) -> None:
    """Read back the label from each carrier, and compare audio, hashes and sentences.

    Prints each fault, then how much was read; with -v each carrier. The exit code is 1 if the only
    narration lacks the label or differs, 4 if some of several narrations do, or if only the
    recognizer hears other words.
    """
    from narrate import pipeline
    from narrate.check import check, silent
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
    # A terminal shows one bar at a time: that of the recognizer, where there is one.
    bar = silent if listen else progress.bar
    check_target = partial(check, settings=settings, root=root, web=web, listen=listen, bar=bar)
    for target in dict.fromkeys(targets):
        look = partial(check_target, target, articles=articles)
        if is_store(target):
            from narrate.batch import remote

            feed_name = settings.feed.file
            look = partial(
                remote.findings, check_target, target, feed_name=feed_name, articles=articles
            )
        findings |= work.attempt(target, look) or {}
    report = "\n".join(_report(findings, len(work.failures), verbose=verbose))
    results.result(_documents(findings, work), report, json_=json_)
    good = sum(not any(finding.problem for finding in findings) for findings in findings.values())
    if good < len(findings) + len(work.complaints):
        raise typer.Exit(Exit.PARTLY if good or _only_heard(findings, work) else Exit.CANNOT)


def _documents(
    findings: "dict[str, list[Finding]]", work: Attempts
) -> dict[str, list[dict[str, str]]]:
    """Return the findings by target; a target that cannot be read has one, its failure."""
    documents = {without_users(name): list(map(asdict, findings[name])) for name in findings}
    for name, error in work.failures.items():
        failure = {"carrier": "", "holds": "", "problem": without_users(str(error))}
        documents[without_users(name)] = [failure]
    return documents


def _report(findings: "dict[str, list[Finding]]", unread_count: int, *, verbose: bool) -> list[str]:
    """Return the lines of each target that has some, then the summary.

    ``unread_count`` is the number of targets that cannot be read.
    """
    lines = [line for name in findings for line in _lines(name, findings[name], verbose=verbose)]
    wrong = [name for name in findings if any(finding.problem for finding in findings[name])]
    count = sum(map(len, findings.values()))
    faults = sum(bool(finding.problem) for name in wrong for finding in findings[name])
    targets = _counted(len(findings), "target")
    summary = f"Read {targets}, {_counted(count, 'carrier')}: "
    if faults:
        summary += f"{faults} wrong, in {len(wrong)} of {targets}."
    else:
        summary += "none of them is wrong." if unread_count else "nothing is wrong."
        summary += " -v lists them." if count and not verbose else ""
    unread = f"{unread_count} of {_counted(len(findings) + unread_count, 'target')} cannot be read."
    parts = [summary] * bool(findings or not unread_count) + [unread] * bool(unread_count)
    return [*lines, " ".join(parts)]


def _counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural where that is due."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _only_heard(findings: "dict[str, list[Finding]]", work: Attempts) -> bool:
    """Return whether all problems are words that a recognizer heard."""
    from narrate.check.finding import HEARD

    wrong = (finding for findings in findings.values() for finding in findings if finding.problem)
    return not work.complaints and all(finding.carrier.startswith(HEARD) for finding in wrong)


def _listener(name: str, most: float) -> "Listen":
    from narrate.check import hearing
    from narrate.listening import recognizers

    recognizer = recognizers.find(name)
    return partial(hearing.hearing, recognizer=recognizer, most=most, bar=progress.bar)


def _lines(name: str, findings: "list[Finding]", *, verbose: bool) -> list[str]:
    """Return a line for each fault, its problem below it; ``verbose`` adds what is right.

    The error rate of a recognizer is listed, and sentences that it heard well are omitted.
    """
    from narrate.check.finding import HEARD

    findings = [
        finding
        for finding in findings
        if finding.problem
        or finding.carrier == HEARD
        or (verbose and not finding.carrier.startswith("heard sentence"))
    ]
    if not findings:
        return []
    lines, widest = [without_users(name)], max(len(finding.carrier) for finding in findings)
    for finding in findings:
        mark = "WRONG" if finding.problem else "ok"
        holds = " ".join(finding.holds.split()) or "nothing"
        lines.append(results.fitted(f"  {mark:5}  {finding.carrier:{widest}}  {holds}"))
        if finding.problem:
            lines.append(results.wrapped(finding.problem, " " * 9))
    return lines
