"""narrate voices preview and bench: compare the sound and the speed of voices."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli import options, output as results, progress
from narrate.errors import NarrateError

if TYPE_CHECKING:
    from narrate.config import Settings
    from narrate.voices.preview import Pace, Sample

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
    json_: options.Json = False,
) -> None:
    """Speak the same paragraph with several voices, and write a page to compare them.

    Prints the page's path.
    """
    from narrate.runtime.files import write_whole
    from narrate.voices.preview import page

    settings = options.settings(language=language)
    tag, sample = _text(text, settings)
    folder = Path(output or Path(settings.output) / "voices")
    folder.mkdir(parents=True, exist_ok=True)
    chosen = names or _of_language(tag, settings)
    recordings = []
    for name in progress.bar("Voices", chosen, len(chosen)):
        try:
            recordings.append(_recording_of(name, sample, tag, folder, settings))
        except NarrateError as error:
            if names:
                raise
            progress.note(str(error))
    place = folder / "index.html"
    write_whole(place, page(recordings, "Voices", sample, settings.disclosure))
    if json_:
        results.document({"page": place})
    else:
        print(place)


def _text(file: str, settings: "Settings") -> tuple[str, str]:
    """Return the language and the paragraph to speak."""
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


def _recording_of(name: str, text: str, tag: str, folder: Path, settings: "Settings") -> "Sample":
    from narrate import pipeline
    from narrate.batch.places import target
    from narrate.model import Article, Block, Kind
    from narrate.voices.preview import Sample

    article = Article(id=name, title=name, language=tag, blocks=(Block(Kind.PARAGRAPH, text),))
    file = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in name) + ".mp3"
    voice_settings = replace(settings, voice=name, format="mp3")
    published = pipeline.make(
        article, target(article, str(folder / file), voice_settings), voice_settings
    )
    return Sample(published.narration.voice, file, published.narration.duration_s)


def bench(names: Names, language: options.Language = None, json_: options.Json = False) -> None:
    """Measure voices with several numbers of processes, and recommend jobs for narrate.toml.

    Each voice speaks a test paragraph twice for each core. The real-time factor is synthesis time
    over audio time. More processes than fit half of the free memory are not tried.
    """
    from narrate.voices.preview import recommended

    settings = options.settings(language=language)
    trials = [_paces(name, settings) for name in names]
    if json_:
        results.document([_summary(recommended(paces), paces) for paces in trials])
        return
    width = max(len(name) for name in names)
    for paces in trials:
        for pace in paces:
            print(f"{pace.voice.name:{width}}  {_line(pace)}")
        print(f"{paces[0].voice.name:{width}}  Recommended: jobs = {recommended(paces).jobs}")


def _paces(name: str, settings: "Settings") -> "list[Pace]":
    """Return the paces of a voice, one for each number of processes that is tried."""
    from narrate import voices
    from narrate.engines import share
    from narrate.voices.preview import pace, paragraph, trials

    cores = settings.workers
    tag = voices.named(name).language or settings.language or "en-US"
    voice = voices.speaking(replace(settings, voice=name), tag)
    numbers = (
        [settings.jobs] if settings.jobs else trials(cores, share.crew(voice, cores, cores)[0])
    )
    texts = [paragraph(tag)] * (2 * cores)
    numbered = progress.bar("Voices", numbers, len(numbers))
    return [pace(voice, texts, jobs=jobs, timeout_s=settings.timeout_s) for jobs in numbered]


def _line(pace: "Pace") -> str:
    from narrate.engines.process import threads

    count = threads(pace.jobs)
    return (
        f"{pace.jobs} process{'es' * (pace.jobs > 1)}, {count} thread{'s' * (count > 1)} each: "
        f"loaded in {pace.load_s:.1f} s, real-time factor {pace.real_time_factor:.3f}, "
        f"{pace.cpu_s / pace.audio_s:.3f} CPU seconds a second, {pace.memory_mb:.0f} MB"
    )


def _summary(best: "Pace", paces: "list[Pace]") -> dict[str, object]:
    return {
        "voice": best.voice.name,
        "recommended_jobs": best.jobs,
        "trials": [
            {
                "jobs": pace.jobs,
                "load_s": round(pace.load_s, 3),
                "speech_s": round(pace.speech_s, 3),
                "audio_s": round(pace.audio_s, 3),
                "cpu_s": round(pace.cpu_s, 3),
                "memory_mb": round(pace.memory_mb),
                "real_time_factor": round(pace.real_time_factor, 4),
            }
            for pace in paces
        ],
    }
