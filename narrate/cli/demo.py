"""narrate demo: narrate the sample article, to see that everything works."""

from importlib.resources import as_file, files

from narrate.cli import options, output, progress

EXAMPLE = "narrate demo"


def command(voice: options.VoiceName = None, json_: options.Json = False) -> None:
    """Make the MP3 of a sample article; print its path and the next commands to try."""
    from narrate import pipeline, voices
    from narrate.batch.places import target

    settings = options.settings(voice=voice)
    with as_file(files("narrate.cli") / "bakery.md") as path:
        article = pipeline.read(str(path), settings).article
        settings, note = voices.decide(settings, article.language)
        if note:
            progress.note(note)
        published = pipeline.make(article, target(article, "", settings), settings, progress.bar)
    if json_:
        milliseconds = round(published.narration.duration_s * 1000)
        output.document({"audio": published.audio, "duration_ms": milliseconds})
        return
    length = progress.duration(published.narration.duration_s)
    sentences = len(published.narration.cues)
    print(f"{published.audio} appeared, with captions and narrate.json beside it.")
    print(f"It plays for {length}: {sentences} sentences, labelled as AI-made.")
    folder = published.audio.parent
    print(f"Next: narrate preview {folder} (the player), or: narrate make STORY.md (yours)")
