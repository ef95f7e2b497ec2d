"""Narrations made through the library, in this process."""

from pathlib import Path

import narrate
from narrate.pipeline import make
from narrate.publish import Published


def narrated(folder: Path, article: narrate.Article, settings: narrate.Settings) -> Published:
    """Narrate an article into a folder, under the name "story"."""
    return make(article, narrate.Target(folder, "story", f".{settings.format}"), settings)
