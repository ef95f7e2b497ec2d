"""narrate script: what will be said, and why."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli import options, progress

if TYPE_CHECKING:
    from narrate.model import Article, Edit, Utterance

NAME = "script"
EXAMPLE = "narrate script STORY.md --explain"


def command(
    source: options.Source,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say which rule or entry decides each reading.")
    ] = False,
    language: options.Language = None,
    title: options.Title = "",
    json_: options.Json = False,
) -> None:
    """Show each sentence as written and, where it differs, as it will be spoken."""
    from narrate import pipeline  # noqa: PLC0415 - the stages take time, and --help needs none

    settings = options.settings(language=language)
    reading = pipeline.read(source, settings, title)
    for note in reading.notes:
        progress.note(f"{source}: {note}")
    article, utterances = pipeline.prepare(reading.article, settings)
    if json_:
        print(_json(article, utterances))
    else:
        print("\n".join(_lines(article, utterances, explain=explain)))


def _json(article: "Article", utterances: "tuple[Utterance, ...]") -> str:
    plain = {
        "title": article.title,
        "language": article.language,
        "utterances": [
            {"written": said.written, "spoken": said.spoken, "pause_ms": said.pause_ms}
            | {"block": asdict(said.block), "edits": [asdict(edit) for edit in said.edits]}
            for said in utterances
        ],
        "skipped": [asdict(skipped) for skipped in article.skipped],
    }
    return json.dumps(plain, ensure_ascii=False, indent=1)


def _lines(article: "Article", utterances: "tuple[Utterance, ...]", *, explain: bool) -> list[str]:
    """Return a block's sentences under its kind, and what is skipped where it stood."""
    positions = {said.block.position for said in utterances}
    positions |= {skipped.block.position for skipped in article.skipped}
    lines = []
    for position in sorted(positions):
        here = [said for said in utterances if said.block.position == position]
        if here:
            lines.append(f"[{here[0].block.kind}]")
        for said in here:
            lines.append(f"  {said.written}")
            if said.spoken != said.written:
                lines.append(f"  → {said.spoken}")
            if explain:
                lines += [_why(said.written, edit) for edit in said.edits]
        lines += [
            f"[skipped: {skipped.reason}]\n  {skipped.block.text}"
            for skipped in article.skipped
            if skipped.block.position == position
        ]
    return lines


def _why(written: str, edit: "Edit") -> str:
    phonemes = f" /{edit.phonemes}/" if edit.phonemes else ""
    return f"      «{written[edit.start : edit.end]}» → «{edit.spoken}»{phonemes}  {edit.rule}"
