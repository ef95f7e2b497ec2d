"""narrate lexicon: the pronunciation dictionary, one command for each thing an editor does."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli import options, output, progress
from narrate.errors import LexiconError, PartlyDone, UsageError
from narrate.runtime.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from narrate.config import Settings
    from narrate.model import Utterance
    from narrate.text import Lexicon

EXAMPLES = {
    "add": 'narrate lexicon add Szczerba SHCHAIR-buh --note "NATO Parliamentary Assembly"',
    "list": "narrate lexicon list Kyiv",
    "test": "narrate lexicon test",
    "lint": "narrate lexicon lint STORY.md",
    "import": "narrate lexicon import names.pls --to house.tsv",
    "export": "narrate lexicon export --to names.pls",
}
_FILE = "lexicon.tsv"

app = typer.Typer(
    name="lexicon",
    help="Keep the pronunciation dictionary: names, and how they are said.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Files = Annotated[
    list[str] | None,
    typer.Argument(metavar="[FILE]...", help="Dictionaries; by default those in force here."),
]
To = Annotated[str, typer.Option("--to", metavar="FILE", help="The file to write.")]


@app.command("add", epilog=f"Example: {EXAMPLES['add']}")
def add(
    term: Annotated[str, typer.Argument(metavar="TERM", help="As it is written.")],
    respelling: Annotated[
        str, typer.Argument(metavar="[RESPELLING]", help='As it is said: "SHCHAIR-buh".')
    ] = "",
    ipa: Annotated[str, typer.Option(metavar="IPA", help="The sound in IPA.")] = "",
    alias: Annotated[str, typer.Option(metavar="WORDS", help="Other words to say.")] = "",
    language: options.Language = None,
    note: Annotated[str, typer.Option(metavar="TEXT", help="Who or what it is.")] = "",
    source: Annotated[str, typer.Option(metavar="TEXT", help="How you know.")] = "",
    by: Annotated[str, typer.Option(metavar="NAME", help="Who checked it, today.")] = "",
    to: To = _FILE,
    voice: options.VoiceName = None,
    force: Annotated[bool, typer.Option("--force", help="Take the place of an entry.")] = False,
    json_: options.Json = False,
) -> None:
    """Add an entry to a dictionary, and say it at once into a file.

    Prints the entry's sound, how an engine without phonemes reads it, and the path of the audio.
    """
    from datetime import UTC, datetime

    from narrate.text.entries import with_entry
    from narrate.text.lexicon import Lexicon
    from narrate.voices import lexicon_text

    settings = options.settings(voice=voice, disclosure_spoken="no")
    cells = {"term": term, "alias": alias, "respelling": respelling, "ipa": ipa.strip("/[]")}
    cells |= {"language": language or "", "note": note, "source": source, "checked_by": by}
    cells["checked_on"] = datetime.now(UTC).date().isoformat() if by else ""
    current = lexicon_text(Path(to)) if Path(to).exists() else ""
    text = with_entry(current, to, cells, replace=force)
    lexeme = next(
        entry
        for entry in Lexicon.parse(text, to).lexemes
        if (entry.term, entry.language) == (term, (language or "").casefold())
    )
    _write(Path(to), text)
    sound = f"/{lexeme.phonemes}/, else " if lexeme.phonemes else ""
    if not json_:
        print(f"{term}: {sound}«{lexeme.spoken}» ({to}, line {lexeme.line})")
    audio = _record_term(term, Lexicon(to, (lexeme,)), settings, language)
    if json_:
        facts = {"term": term, "phonemes": lexeme.phonemes, "spoken": lexeme.spoken}
        output.document({**facts, "file": to, "line": lexeme.line, "audio": audio})
    else:
        print(audio)


def _record_term(term: str, lexicon: "Lexicon", settings: "Settings", language: str | None) -> str:
    """Record a term with its entry alone; return the path of the audio."""
    from narrate import pipeline
    from narrate.batch.places import target
    from narrate.model import Article, Block, Kind

    lexeme = lexicon.lexemes[0]
    pronunciation = f"/{lexeme.phonemes}/" if lexeme.phonemes else lexeme.spoken
    article = Article(
        id="lexicon",
        title=term,
        language=language or settings.language or "en",
        blocks=(Block(Kind.PARAGRAPH, term),),
        pronunciations=((term, pronunciation),),
    )
    place = target(article, str(Path(settings.output, "lexicon.mp3")), settings)
    return str(pipeline.make(article, place, settings, progress.bar).audio)


@app.command("list", epilog=f"Example: {EXAMPLES['list']}")
def list_(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORD]...", help="Only entries with one of these."),
    ] = None,
    layer: Annotated[
        str, typer.Option(metavar="LAYER", help="built in, house or desk; else all.")
    ] = "",
    language: options.Language = None,
    json_: options.Json = False,
) -> None:
    """List the entries in force here, the nearest first."""
    settings = options.settings()
    filters = [word.casefold() for word in words or []]
    entries = [
        (lexicon, lexeme)
        for lexicon in reversed(_in_force(settings, language))
        if layer in {"", lexicon.layer}
        for lexeme in lexicon.lexemes
        if not filters or any(word in lexeme.term.casefold() for word in filters)
    ]
    if json_:
        rows = [{"layer": of.layer, "file": of.name, **lexeme._asdict()} for of, lexeme in entries]
        output.document(rows)
        return
    lines = [
        (
            lexeme.term,
            lexeme.respelling or lexeme.alias or f"/{lexeme.phonemes}/",
            f"{lexicon.label}:{lexeme.line}",
            lexeme.note,
        )
        for lexicon, lexeme in entries
    ]
    if lines:
        print("\n".join(output.table(lines, widest=(22, 26, 20))))


@app.command("test", epilog=f"Example: {EXAMPLES['test']}")
def check(
    files: Files = None, language: options.Language = None, json_: options.Json = False
) -> None:
    """Check that each entry sounds as its cases say; exit with 4 if one does not."""
    from narrate.text import lint

    settings = options.settings()
    lexicons = _in_force(settings, language, files or ())
    tested = [lexicon for lexicon in lexicons if not files or lexicon.name in files]
    faults = [fault for lexicon in tested for fault in lint.untrue(lexicon, lexicons)]
    count = sum(len(lexicon.lexemes) for lexicon in tested)
    _report(map(str, faults), count, "Each sounds as tested.", json_=json_)


@app.command("lint", epilog=f"Example: {EXAMPLES['lint']}")
def lint_(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE]...",
            help="Dictionaries (.tsv), by default those in force here, and articles in which each"
            " entry should be used.",
        ),
    ] = None,
    language: options.Language = None,
    json_: options.Json = False,
) -> None:
    """Look for duplicate, shadowed, unused and unreadable entries; exit with 4 if one is."""
    from narrate import pipeline, voices
    from narrate.source import LENIENT
    from narrate.text import Lexicon, lint, prepare
    from narrate.text.lexicon import read

    settings = options.settings()
    files = tuple(str(Path(name)) for name in sources or [] if name.endswith(".tsv"))
    articles = [name for name in sources or [] if not name.endswith(".tsv")]
    desk = (*(name for name in settings.desk_lexicons if str(Path(name)) not in files), *files)
    lexicons: list[Lexicon] = []
    faults: list[str] = []
    for path, layer in voices.lexicon_files(
        language or settings.language or "en", settings.lexicons, desk
    ):
        if layer == "built in" or (layer != "desk" and str(path) in files):
            continue
        entries = list(read(voices.lexicon_text(path), str(path)))
        if not files or str(path) in files:
            faults += [str(entry) for entry in entries if isinstance(entry, LexiconError)]
        readable = tuple(entry for entry in entries if not isinstance(entry, LexiconError))
        lexicons.append(Lexicon(str(path), readable, layer))
    utterances: list[Utterance] = []
    for source in articles:
        article = pipeline.read(source, settings, overrides=LENIENT).article
        utterances += prepare(article.blocks, article.language, lexicons=lexicons).utterances
    linted = [lexicon for lexicon in lexicons if not files or lexicon.name in files]
    for lexicon in linted:
        faults += map(str, lint.untrue(lexicon, lexicons))
        faults += map(str, lint.obstructed(lexicon, lexicons[lexicons.index(lexicon) + 1 :]))
        faults += map(str, lint.unused(lexicon, utterances)) if articles else ()
    count = sum(len(lexicon.lexemes) for lexicon in linted)
    _report(faults, count, "No faults.", json_=json_)


def _report(faults: "Iterable[str]", entries: int, fine: str, *, json_: bool) -> None:
    lines = list(faults)
    if json_:
        output.document({"entries": entries, "faults": lines})
    else:
        print("\n".join(lines) if lines else f"Entries checked: {entries}. {fine}")
    if lines:
        faults = "1 fault" if len(lines) == 1 else f"{len(lines)} faults"
        raise PartlyDone(f"{faults}, entries checked: {entries}; each is named above.")


@app.command("import", epilog=f"Example: {EXAMPLES['import']}")
def import_(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A W3C PLS 1.0 document.")],
    to: To = _FILE,
    force: Annotated[bool, typer.Option("--force", help="Write over a file.")] = False,
    json_: options.Json = False,
) -> None:
    """Make a dictionary of a PLS document."""
    from narrate.text import Lexicon, pls

    if Path(to).exists() and not force:
        raise UsageError(f"{to} is there already. Name another file with --to, or use --force.")
    try:
        data = Path(file).read_bytes()
    except OSError as error:
        raise LexiconError(f"{file} cannot be read ({error.strerror}): check its name.") from error
    text = pls.table(pls.read(data, file))
    entries = Lexicon.parse(text, to).lexemes  # before it is written: all of it can be read
    _write(Path(to), text)
    _tell_entries(to, len(entries), json_=json_)


@app.command("export", epilog=f"Example: {EXAMPLES['export']}")
def export(
    file: Annotated[
        str, typer.Argument(metavar="[FILE]", help="A dictionary; by default the one here.")
    ] = "",
    to: To = "-",
    language: options.Language = None,
    json_: options.Json = False,
) -> None:
    """Make a PLS 1.0 document of a dictionary: the house's here, else the built-in one."""
    from narrate.text import pls

    settings = options.settings()
    lexicon = _in_force(settings, language, (file,) if file else ())[-1]
    document = pls.write(lexicon.lexemes, language or settings.language or "en")
    if to != "-":
        _write(Path(to), document.decode())
        _tell_entries(to, len(lexicon.lexemes), json_=json_)
    elif json_:
        output.document({"document": document.decode(), "entries": len(lexicon.lexemes)})
    else:
        print(document.decode(), end="")


def _tell_entries(file: str, entries: int, *, json_: bool) -> None:
    if json_:
        output.document({"file": file, "entries": entries})
    else:
        print(f"{file}: {entries} entr{'y' if entries == 1 else 'ies'}.")


def _in_force(
    settings: "Settings", language: str | None, files: "Sequence[str]" = ()
) -> "list[Lexicon]":
    """Return the dictionaries in force here, the farthest first; ``files`` are the nearest."""
    from narrate import voices

    desk = (*(name for name in settings.desk_lexicons if name not in files), *files)
    house = tuple(name for name in settings.lexicons if name not in files)
    lexicons = voices.lexicons(language or settings.language or "en", house, desk)
    return [lexicon for lexicon in lexicons if lexicon.layer == "desk" or lexicon.name not in files]


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all; raises LexiconError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text)
    except OSError as error:
        raise LexiconError(
            f"{path} cannot be written ({error.strerror}): check its folder and your permissions."
        ) from error
