"""narrate demo: narrate the sample article, to see that everything works."""

from importlib.resources import as_file, files

from narrate.cli import options, progress

EXAMPLE = "narrate demo"


def command(voice: options.VoiceName = None) -> None:
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
    minutes, seconds = divmod(round(published.narration.duration_s), 60)
    sentences = len(published.narration.cues)
    print(f"{published.audio} appeared, with captions and narrate.json beside it.")
    print(f"It plays for {minutes} min {seconds:02} s: {sentences} sentences, labelled as AI-made.")
    folder = published.audio.parent
    print(f"Next: narrate preview {folder} (the player), or: narrate make STORY.md (yours)")
