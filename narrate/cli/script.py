"""narrate script: the sentences that will be spoken, and why."""

import json
from collections import Counter, defaultdict
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli import options, progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from narrate.model import Article, Edit, Utterance

EXAMPLE = "narrate script STORY.md --explain"
_LONGEST_SHOWN = 90
Names = Annotated[
    bool,
    typer.Option(
        "--names",
        help="List the names, acronyms and foreign words that nobody has decided, as the voice "
        "says them. For English a word list tells what is known. Other languages have none: "
        "expect every capitalized word inside a sentence, in German only acronyms and words "
        "with foreign letters.",
    ),
]


def command(
    source: options.Source,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say which rule or entry decides each reading.")
    ] = False,
    names: Names = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="As --names, and exit with 4 if there is any.")
    ] = False,
    listen: Annotated[
        bool,
        typer.Option(
            "--listen",
            help="With --names: write a page on which each can be heard in its sentence, and print "
            "its path.",
        ),
    ] = False,
    voice: options.VoiceName = None,
    language: options.Language = None,
    account: Annotated[
        bool, typer.Option("--account", help="List every block: spoken, or skipped and why.")
    ] = False,
    title: options.Title = "",
    private: options.Private = False,
    drafts: options.Drafts = False,
    anyway: options.Anyway = False,
    json_: options.Json = False,
) -> None:
    """Show each sentence as written and, where it differs, as it will be spoken."""
    from narrate import pipeline
    from narrate.source import Overrides, Web

    settings = options.settings(language=language, voice=voice)
    web, overrides = Web(private=private), Overrides(drafts, anyway)
    reading = pipeline.read(source, settings, title, web=web, overrides=overrides)
    for note in reading.notes:
        progress.note(f"{source}: {note}")
    article, utterances = pipeline.prepare(reading.article, settings)
    if names or strict or listen:
        from narrate.cli.names import report

        report(article, utterances, settings, strict=strict, json_=json_, listen=listen)
    elif account:
        print("\n".join(_account(article, utterances)))
    elif json_:
        from narrate.text.script import script

        print(json.dumps(script(article, utterances), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(article, utterances, explain=explain)))


def _account(article: "Article", utterances: "Sequence[Utterance]") -> list[str]:
    """Return a line for each block in order: its fate, its kind and its text."""
    sentence_counts = Counter(utterance.block.position for utterance in utterances)
    lines = [
        (block.position, f"{sentence_counts[block.position]} spoken", block)
        for block in article.blocks
        if sentence_counts[block.position]
    ]
    lines += [
        (skip.block.position, f"skipped: {skip.reason}", skip.block) for skip in article.skipped
    ]
    lines.sort(key=lambda line: line[0])
    rows = [
        f"{becomes:24}  {block.kind:9}  {shorten(block.text, _LONGEST_SHOWN, placeholder=' …')}"
        for _, becomes, block in lines
    ]
    spoken_count = sum(bool(sentence_counts[block.position]) for block in article.blocks)
    return [*rows, f"{spoken_count} blocks spoken, {len(rows) - spoken_count} skipped."]


def _lines(article: "Article", utterances: "Sequence[Utterance]", *, explain: bool) -> list[str]:
    """Return a block's sentences under its kind, and each skipped block in its place."""
    spoken, skipped = defaultdict(list), defaultdict(list)
    for utterance in utterances:
        spoken[utterance.block.position].append(utterance)
    for skip in article.skipped:
        skipped[skip.block.position].append(skip)
    lines = []
    for position in sorted({*spoken, *skipped}):
        if sentences := spoken.get(position):
            lines.append(f"[{sentences[0].block.kind}]")
            for sentence in sentences:
                lines += _sentence_lines(sentence, explain=explain)
        lines += [
            f"[skipped: {skip.reason}]\n  {skip.block.text}" for skip in skipped.get(position, ())
        ]
    return lines


def _sentence_lines(sentence: "Utterance", *, explain: bool) -> list[str]:
    lines = [f"  {sentence.written}"]
    if sentence.spoken != sentence.written:
        lines.append(f"  → {sentence.spoken}")
    if explain:
        lines += [_why(sentence.written, edit) for edit in sentence.edits]
    return lines


def _why(written: str, edit: "Edit") -> str:
    phonemes = f" /{edit.phonemes}/" if edit.phonemes else ""
    return f"      «{written[edit.start : edit.end]}» → «{edit.spoken}»{phonemes}  {edit.rule}"
