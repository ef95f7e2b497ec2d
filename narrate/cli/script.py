"""narrate script: the sentences that will be spoken, and why."""

from collections import Counter, defaultdict
from math import inf
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from narrate.cli import options, output, progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from narrate.model import Article, Edit, Utterance

EXAMPLE = "narrate script STORY.md --explain"
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
        _print_account(_account(article, utterances), json_=json_)
    elif json_:
        from narrate.text.script import script

        output.document(script(article, utterances))
    else:
        print("\n".join(_lines(article, utterances, explain=explain)))


class _Fate(NamedTuple):
    """The fate of a block: the number of its spoken sentences, or why it is skipped."""

    kind: str
    sentences: int
    skipped: str
    text: str


def _account(article: "Article", utterances: "Sequence[Utterance]") -> list[_Fate]:
    """Return the fate of each block, in order."""
    sentence_counts = Counter(utterance.block.position for utterance in utterances)
    fates = [
        (block.position, _Fate(block.kind.value, count, "", block.text))
        for block in article.blocks
        if (count := sentence_counts[block.position])
    ]
    fates += [
        (skip.block.position, _Fate(skip.block.kind.value, 0, skip.reason, skip.block.text))
        for skip in article.skipped
    ]
    places = _places(article)
    return [fate for _, fate in sorted(fates, key=lambda pair: places.get(pair[0], (pair[0],)))]


def _places(article: "Article") -> "dict[int, tuple[float, ...]]":
    """Return a key for sorting by each block's position; a spoken label follows its predecessor.

    The positions of labels lie before or above all others, wherever the label is spoken.
    """
    places, latest = dict[int, tuple[float, ...]](), -inf
    for block in article.blocks:
        if block.kind.value == "disclosure":
            places[block.position] = (latest, 1)
        else:
            latest = block.position
            places[latest] = (latest,)
    return places


def _print_account(fates: "Sequence[_Fate]", *, json_: bool) -> None:
    documents = [fate._asdict() for fate in fates]
    output.result(documents, "\n".join(_account_lines(fates)), json_=json_)


def _account_lines(fates: "Sequence[_Fate]") -> list[str]:
    """Return a line for each block: its fate, its kind and its text; then how many are spoken."""
    rows = [
        (
            f"skipped: {fate.skipped}" if fate.skipped else f"{fate.sentences} spoken",
            fate.kind,
            " ".join(fate.text.split()),
        )
        for fate in fates
    ]
    spoken_count = sum(not fate.skipped for fate in fates)
    total = f"{spoken_count} blocks spoken, {len(fates) - spoken_count} skipped."
    return [*output.table(rows, widest=(40, 9)), total]


def _lines(article: "Article", utterances: "Sequence[Utterance]", *, explain: bool) -> list[str]:
    """Return a block's sentences under its kind, and each skipped block in its place."""
    spoken, skipped = defaultdict(list), defaultdict(list)
    for utterance in utterances:
        spoken[utterance.block.position].append(utterance)
    for skip in article.skipped:
        skipped[skip.block.position].append(skip)
    lines = []
    places = _places(article)
    for position in sorted({*spoken, *skipped}, key=lambda place: places.get(place, (place,))):
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
