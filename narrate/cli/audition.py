"""narrate voices preview and bench: how voices sound beside each other, and how fast they are."""

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli import options, progress
from narrate.errors import NarrateError

if TYPE_CHECKING:
    from narrate.config import Settings
    from narrate.voices.preview import Heard, Pace

Names = Annotated[list[str], typer.Argument(metavar="VOICE...", help="Their names.")]


def preview(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[VOICE]...", help="By default all of the language that are there."),
    ] = None,
    text: Annotated[
        str, typer.Option("--text", metavar="FILE", help="Say this file's first paragraph.")
    ] = "",
    language: options.Language = None,
    output: options.Folder = "",
) -> None:
    """Say the same paragraph with several voices, and write a page to compare them by ear.

    Prints the page's path.
    """
    from narrate.voices.preview import page

    settings = options.settings(language=language)
    tag, said = _text(text, settings)
    folder = Path(output or Path(settings.output) / "voices")
    folder.mkdir(parents=True, exist_ok=True)
    chosen = names or _of_language(tag, settings)
    heard = []
    for name in progress.bar("Voices", chosen, len(chosen)):
        try:
            heard.append(_recording_of(name, said, tag, folder, settings))
        except NarrateError as error:
            if names:
                raise
            progress.note(str(error))
    place = folder / "index.html"
    place.write_text(page(heard, "Voices", said, settings.disclosure), "utf-8")
    print(place)


def _text(file: str, settings: "Settings") -> tuple[str, str]:
    """Return the language and the paragraph to be said."""
    from narrate import pipeline
    from narrate.model import Kind
    from narrate.source import LENIENT
    from narrate.voices.preview import paragraph

    if not file:
        tag = settings.language or "en-US"
        return tag, paragraph(tag)
    article = pipeline.read(file, settings, overrides=LENIENT).article
    blocks = [block.text for block in article.blocks if block.kind is not Kind.HEADING]
    return article.language, (blocks or [block.text for block in article.blocks])[0]


def _of_language(tag: str, settings: "Settings") -> list[str]:
    from narrate import engines, voices

    base = tag.partition("-")[0].lower()
    return [
        voice.name
        for voice in voices.catalog(trusted=True)
        if voice.language.partition("-")[0].lower() in {base, ""}
        and voice.engine != "tone"
        and voices.installed(voice)
        and not engines.find(voice.engine).problem()
        and not voice.leaves_machine
        and (voice.commercial == "yes" or not settings.commercial)
    ]


def _recording_of(name: str, text: str, tag: str, folder: Path, settings: "Settings") -> "Heard":
    from narrate import pipeline
    from narrate.batch.places import target
    from narrate.model import Article, Block, Kind
    from narrate.voices.preview import Heard

    article = Article(id=name, title=name, language=tag, blocks=(Block(Kind.PARAGRAPH, text),))
    file = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in name) + ".mp3"
    own = replace(settings, voice=name, format="mp3")
    made = pipeline.make(article, target(article, str(folder / file), own, many=False), own)
    return Heard(made.narration.voice, file, made.narration.duration_s)


def bench(names: Names, language: options.Language = None, json_: options.Json = False) -> None:
    """Measure voices: seconds to load, and the real-time factor, synthesis time over audio time.

    Each says our paragraph twice a core; all cores work.
    """
    from narrate import voices
    from narrate.voices.preview import pace, paragraph

    settings = options.settings(language=language)
    jobs = settings.workers
    paces = []
    for name in names:
        tag = voices.named(name).language or settings.language or "en-US"
        voice = voices.speaking(replace(settings, voice=name), tag)
        texts = [paragraph(tag)] * (2 * jobs)
        paces.append(pace(voice, texts, jobs=jobs, timeout_s=settings.timeout_s))
    if json_:
        print(json.dumps([_measured(one) for one in paces], indent=1))
        return
    width = max(len(name) for name in names)
    for one in paces:
        factor = one.real_time_factor
        print(
            f"{one.voice.name:{width}}  loaded in {one.load_s:.1f} s  real-time factor {factor:.3f}"
            f"  ({1 / factor:.0f} times faster than it is heard, {jobs} at once)"
        )


def _measured(one: "Pace") -> dict[str, object]:
    return {
        "voice": one.voice.name,
        "load_s": round(one.load_s, 3),
        "speech_s": round(one.speech_s, 3),
        "audio_s": round(one.audio_s, 3),
        "real_time_factor": round(one.real_time_factor, 4),
    }
