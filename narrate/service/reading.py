"""From a submission to the article: read as any source, with the facts that its sender states."""

import base64
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from narrate import pipeline, voices
from narrate.config import Settings
from narrate.model import Article
from narrate.reuse.manner import MANNER, keep_manner
from narrate.service import blocks
from narrate.service.submission import STATED, Json, settings_of
from narrate.source import Item, Overrides, Web

_MEDIA_TYPES = {"html": "text/html", "markdown": "text/markdown", "text": "text/plain"}


def article(narration: str, submission: Json, settings: Settings) -> tuple[Article, Sequence[str]]:
    """Return the article of a submission under the narration's id, and notes for a person.

    Raises as ``pipeline.read``: DoubtError for one that is not for the public, SourceError.
    """
    form, content = submission["form"], submission["content"]
    if form == "address":
        item = Item(content)
    elif form == "document":
        item = Item(narration, data=base64.b64decode(content))
    else:
        item = Item(narration, content=content or " ", media_type=_MEDIA_TYPES[form])
    overrides = Overrides(submission.get("drafts", False), submission.get("anyway", False))
    web = Web(private=settings.serve.private)
    result = pipeline.read(
        item, settings, submission.get("title", ""), web=web, overrides=overrides
    )
    stated = {name: submission[name] for name in STATED if name in submission}
    stated.pop("language", None)  # it is a setting, under which the source was read
    pronunciations = dict(result.article.pronunciations) | submission.get("pronunciations", {})
    read = replace(
        result.article, **stated, id=narration, pronunciations=tuple(pronunciations.items())
    )
    return read, result.notes


def decided(article: Article, decisions: Json) -> Article:
    """Return an article with the decisions that editors made for it alone.

    ``pronunciations`` are its own entries by term; ``blocks`` say by block which are skipped or
    restored, which voice speaks one, and the pause after it.
    """
    sayings = dict(article.pronunciations) | decisions.get("pronunciations", {})
    article = blocks.decided(article, decisions.get("blocks", {}))
    return replace(article, pronunciations=tuple(sayings.items()))


class Ready(NamedTuple):
    """An article as it will be narrated, the settings in force, and notes for a person."""

    article: Article
    settings: Settings
    notes: list[str]


def ready(
    narration: str, submission: Json, decisions: Json, folder: Path, settings: Settings
) -> Ready:
    """Read an article with its decisions, and decide its voice; errors as those of ``article``.

    ``folder`` is that of the published version, whose voice stays.
    """
    requested = {name for name in MANNER if name in {*submission, *submission.get("settings", {})}}
    settings = settings_of(submission, settings)
    doubts = dict.fromkeys(decisions.get("overrides", ()), True)
    read, notes = article(narration, submission | doubts, settings)
    read = decided(read, decisions)
    settings, note = voices.decide(settings, read.language)
    settings, kept_note = keep_manner(folder, settings, requested)
    return Ready(read, settings, [text for text in (*notes, note, kept_note) if text])
