"""narrate script: the sentences that will be spoken, and why."""

import json
from collections import Counter, defaultdict
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated, Any

import typer

from narrate.cli import options, progress
from narrate.errors import PartlyDone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from narrate.config import Settings
    from narrate.model import Article, Edit, Utterance
    from narrate.text.names import Term

EXAMPLE = "narrate script STORY.md --explain"
_SHOWN, _WIDEST = 60, 40
_LONGEST_SHOWN = 90


def command(
    source: options.Source,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say which rule or entry decides each reading.")
    ] = False,
    names: Annotated[
        bool,
        typer.Option(
            "--names",
            help="List the names, acronyms and foreign words that nobody has decided, as the voice "
            "says them. For English a word list tells what is known. Other languages have none: "
            "expect every capitalized word inside a sentence, in German only acronyms and words "
            "with foreign letters.",
        ),
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="As --names, and exit with 4 if there is any.")
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
    if names or strict:
        _names(article, utterances, settings, strict=strict, json_=json_)
    elif account:
        print("\n".join(_account(article, utterances)))
    elif json_:
        from narrate.text.script import script

        print(json.dumps(script(article, utterances), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(article, utterances, explain=explain)))


def _names(
    article: "Article",
    utterances: "Sequence[Utterance]",
    settings: "Settings",
    *,
    strict: bool,
    json_: bool,
) -> None:
    from narrate.text import script
    from narrate.text.names import undecided
    from narrate.voices.transcription import transcribed

    terms = undecided(utterances, article.language)
    sounds = transcribed([term.text for term in terms], article.language, settings)
    if json_:
        document: dict[str, Any] = {"title": article.title, "language": article.language}
        document["names"] = script.names(terms, sounds, utterances)
        print(json.dumps(document, ensure_ascii=False, indent=1))
    elif terms:
        print("\n".join(_table(terms, sounds, utterances)))
    else:
        print("Nothing is undecided: a rule, an entry or the word list decides every word.")
    if strict and terms:
        raise PartlyDone(_stop(terms))


def _stop(terms: "Sequence[Term]") -> str:
    first = ", ".join(term.text for term in terms[:3]) + (", …" if len(terms) > 3 else "")
    are = "1 term is" if len(terms) == 1 else f"{len(terms)} terms are"
    return f"{are} undecided ({first}). Add an entry for each to your lexicon.tsv and run again."


def _table(
    terms: "Sequence[Term]", sounds: "Sequence[str]", utterances: "Sequence[Utterance]"
) -> list[str]:
    """Return a line a term, and how to decide them."""
    columns = [term.text for term in terms], sounds
    widths = [min(_WIDEST, max(map(len, column))) for column in columns]
    from narrate.voices.transcription import UNKNOWN

    lines = []
    for term, sound in zip(terms, sounds, strict=True):
        where = _around(utterances[term.sentence - 1].written, term.start, len(term.text))
        ipa = sound if sound == UNKNOWN else f"/{sound}/"
        cells = f"{term.count:4}  {term.text:{widths[0]}}  {ipa:{widths[1] + 2}}"
        lines.append(f"{cells}  sentence {term.sentence}: {where}{_parts(term)}")
    return [
        *lines,
        "",
        "Decide each with a line in lexicon.tsv, or with a command such as:",
        "narrate lexicon add Szczerba SHCHAIR-buh",
    ]


def _parts(term: "Term") -> str:
    """Return the undecided words of a name of several words, with the count of each."""
    if len(term.text.split()) == 1:
        return ""
    return " (" + ", ".join(f"{part.word} {part.times}" for part in term.parts) + ")"


def _around(written: str, start: int, length: int) -> str:
    """Return a sentence, or the part of it around a place."""
    room = max(0, _SHOWN - length)
    first = max(0, min(start - room // 2, len(written) - _SHOWN))
    last = first + max(_SHOWN, length)
    opening, closing = "…" * (first > 0), "…" * (last < len(written))
    return f"«{opening}{written[first:last].strip()}{closing}»"


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
