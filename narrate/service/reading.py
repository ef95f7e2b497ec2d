"""From a submission to the article: read as any source, with the facts that its sender states."""

import base64
from collections.abc import Sequence
from dataclasses import replace

from narrate import pipeline
from narrate.config import Settings
from narrate.model import Article
from narrate.service.submission import STATED, Json
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

    ``pronunciations`` are its own entries by term. Others are the studio's.
    """
    sayings = dict(article.pronunciations) | decisions.get("pronunciations", {})
    return replace(article, pronunciations=tuple(sayings.items()))
