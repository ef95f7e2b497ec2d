"""narrate make: articles become audio."""

import shlex
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli import options, output as results, progress
from narrate.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from narrate.batch.run import Run
    from narrate.publish import Published
    from narrate.source import Item, Web

EXAMPLE = "narrate make STORY.md --voice espeak-en-gb -o output"


Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE...",
        help="Text, Markdown or HTML files, pages, folders, feeds, sitemaps, lists of "
        "addresses, or -.",
    ),
]
Stream = Annotated[
    bool,
    typer.Option("--stream", help="With -o -: write MP3 that plays while the rest is still made."),
]

Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Leave out the progress bar and the closing line.")
]

Listen = Annotated[
    bool,
    typer.Option(
        "--listen", help="Let a recognizer hear each new take of a neural voice, and speak again."
    ),
]


def command(
    sources: Sources,
    output: options.Output = "",
    voice: options.VoiceName = None,
    speed: options.Speed = None,
    language: options.Language = None,
    title: options.Title = "",
    listen: Listen = False,
    stream: Stream = False,
    private: options.Private = False,
    drafts: options.Drafts = False,
    anyway: options.Anyway = False,
    cluster: options.Cluster = None,
    quiet: Quiet = False,
    json_: options.Json = False,
) -> None:
    """Make an MP3 of each article, with captions and narrate.json beside it.

    Prints the path of the audio; then, on standard error, how long it plays and how many names
    nobody has decided.
    """
    from narrate.batch.run import Run
    from narrate.source import Overrides, Web

    settings = options.settings(
        voice=voice, speed=speed, language=language, cluster=cluster, listen=listen or None
    )
    web = Web(private=private)
    requested = options.requested(voice=voice, speed=speed, pitch=None)
    with Run(
        settings,
        output,
        title=title,
        report=progress.Quiet() if quiet else progress,
        requested=requested,
        overrides=Overrides(drafts, anyway),
    ) as run:
        items = run.list_items(sources, web)
        _refuse_conflicts(output, title, many=run.many, stream=stream)
        if stream:
            for data in run.stream(items[0], web):
                sys.stdout.buffer.write(data)
                sys.stdout.buffer.flush()
            return
        summary = _narrate(run, items, web, json_=json_, is_piped=output == "-")
        if summary.articles and not (quiet or json_ or output == "-"):
            progress.note(str(summary))
        run.finish()


def _narrate(
    run: "Run", items: "Sequence[Item]", web: "Web", *, json_: bool, is_piped: bool
) -> "_Summary":
    """Narrate all articles, and print each result as it comes."""
    summary = _Summary()
    for task, published in run.narrate_all(items, web):
        summary.count(task.name, published)
        if is_piped:
            sys.stdout.buffer.write(published.audio.read_bytes())
        elif json_:
            results.line(_facts(task.name, published, run))
        else:
            print(run.shown(published.audio), flush=True)
    run.follow()
    if json_:
        results.failures(run.failures)
    return summary


@dataclass
class _Summary:
    """The duration of all narrations of a run, and the names that nobody has decided."""

    articles: int = 0
    seconds: float = 0.0
    undecided: dict[str, int] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    def count(self, source: str, published: "Published") -> None:
        """Add a narration; only languages with a word list tell which names are undecided."""
        from narrate.text.known import is_listed
        from narrate.text.names import undecided

        self.articles += 1
        self.seconds += published.narration.duration_s
        language = published.narration.article.language
        utterances = published.narration.utterances
        if is_listed(language) and (terms := undecided(utterances, language)):
            self.undecided[source] = len(terms)
            self.names |= {term.text for term in terms}

    def __str__(self) -> str:
        """Return the line that ends a run; a name of many articles counts once."""
        count = len(self.names)
        articles = f"{self.articles} articles, " if self.articles > 1 else ""
        names = "no name undecided"
        if count:
            source = max(self.undecided, key=lambda name: self.undecided[name])
            shown = "SOURCE" if source == "-" else shlex.quote(source)
            nouns = "1 name" if count == 1 else f"{count} names"
            names = f"{nouns} undecided: narrate script {shown} --names"
        return f"{articles}{progress.duration(self.seconds)}, {names}"


def _refuse_conflicts(output: str, title: str, *, many: bool, stream: bool) -> None:
    """Raise UsageError for options that exclude each other."""
    from narrate.batch.places import extension

    if many and (title or output == "-" or extension(output)):
        raise UsageError(
            "Several articles cannot share one title or one file: give a folder with -o, and "
            "leave out --title."
        )
    if stream and output != "-":
        raise UsageError("A stream goes to standard output: give -o - with --stream.")


def _facts(source: str, published: "Published", run: "Run") -> dict[str, object]:
    narration = published.narration
    return {
        "source": source,
        "audio": run.shown(published.audio),
        "manifest": run.shown(published.manifest) if published.manifest else None,
        "captions": run.shown(published.captions) if published.captions else None,
        "title": narration.article.title,
        "duration_ms": round(narration.duration_s * 1000),
        "sentences": len(narration.cues),
        "skipped": [
            {"text": skipped.block.text, "reason": skipped.reason}
            for skipped in narration.article.skipped
        ],
        "voice": narration.voice.name,
        "loudness_lufs": narration.loudness.target_lufs,
        "disclosure": narration.disclosure,
    }
