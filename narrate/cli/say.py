"""narrate say: one phrase, to hear how it is spoken."""

import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from narrate.cli import options, output as results, progress

EXAMPLE = 'narrate say "Kharkiv, May 27: 281 lawmakers met" -o phrase.mp3'


def command(
    phrase: Annotated[str, typer.Argument(metavar="PHRASE", help="What to say.")],
    output: options.Output = "",
    voice: options.VoiceName = None,
    speed: options.Speed = None,
    language: options.Language = None,
    json_: options.Json = False,
) -> None:
    """Speak one phrase into a file, by default say.mp3 in the output folder.

    Prints the spoken text, then the path of the audio.
    """
    from narrate import pipeline, voices
    from narrate.batch.places import target
    from narrate.errors import UsageError
    from narrate.model import Article, Block, Kind

    settings = options.settings(voice=voice, speed=speed, language=language, disclosure_spoken="no")
    settings, note = voices.decide(settings, settings.language or "en")
    if "://" in (output or settings.output):
        raise UsageError("narrate say writes a file on this machine. Name one with -o.")
    if note:
        progress.note(note)
    text = " ".join(phrase.split())
    article = Article(
        id="say",
        title=text[:60],
        language=settings.language or "en",
        blocks=(Block(Kind.PARAGRAPH, text),),
    )
    with tempfile.TemporaryDirectory(prefix="narrate-") as folder:
        aside = str(Path(folder, f"say.{settings.format}"))
        path = output or str(Path(settings.output) / f"say.{settings.format}")
        place = target(article, aside if output == "-" else path, settings)
        published = pipeline.make(article, place, settings, progress.bar)
        if output == "-":
            sys.stdout.buffer.write(published.audio.read_bytes())
            return
    spoken = " ".join(utterance.spoken for utterance in published.narration.utterances)
    if json_:
        milliseconds = round(published.narration.duration_s * 1000)
        results.document({"spoken": spoken, "audio": published.audio, "duration_ms": milliseconds})
    else:
        print(f"{spoken}\n{published.audio}")
