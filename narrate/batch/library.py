"""narrate from Python: one article in one line.

    import narrate

    published = narrate.make("story.md", "story.mp3", voice="espeak-en-gb")
    print(published.audio, published.narration.duration_s)

Every function takes ``settings``; without them narrate.toml and the environment of the working
directory count, as on the command line. Many articles: ``narrate.Run``.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from narrate import check, pipeline, publish
from narrate.batch import places
from narrate.check.finding import Finding
from narrate.config import Settings
from narrate.errors import UsageError
from narrate.model import Article
from narrate.publish import Published, Target, feedfile, retract
from narrate.runtime.store import takes_output
from narrate.source import STRICT, Item, Overrides, Reading, Web

_MEDIA_TYPES: Final = {"html": "text/html", "markdown": "text/markdown", "text": "text/plain"}


def make(
    article: Article | str | Path,
    output: Target | str | Path = "",
    settings: Settings | None = None,
    **changes: Any,
) -> Published:
    """Narrate an article and publish the narration, whole or not at all.

    ``article`` is one that was read, or a path or an address. ``output`` is a folder, or a file of
    audio (.mp3 .wav .flac .opus); without it the narration gets a folder under the output folder.
    ``changes`` are settings, as ``voice="espeak-en-gb"``. Raises NarrateError.
    """
    if not isinstance(article, Article | str | Path):
        raise UsageError(
            f"narrate.make takes one article: a path, an address or an Article, and not a "
            f"{type(article).__name__}. For many articles use narrate.Run."
        )
    settings = _settings(settings, changes)
    if takes_output(str(output or settings.output)):
        raise UsageError("narrate.make writes into a folder. For a store use narrate.Run.")
    if not isinstance(article, Article):
        article = read(article, settings).article
    if not isinstance(output, Target):
        output = places.target(article, str(output), settings)
    return pipeline.make(article, output, settings)


def read(
    source: Item | str | Path,
    settings: Settings | None = None,
    *,
    title: str = "",
    web: Web | None = None,
    overrides: Overrides = STRICT,
) -> Reading:
    """Read an article from a path or an address: its blocks, skipped blocks, and notes.

    Raises SourceError for a source that cannot be read, DoubtError for one that is not the article
    or not for the public; ``overrides`` allow these.
    """
    if not isinstance(source, Item | str | Path):
        raise UsageError(
            f"narrate.read takes one article: a path or an address, and not a "
            f"{type(source).__name__}. For many articles use narrate.Run."
        )
    item = source if isinstance(source, Item) else str(source)
    return pipeline.read(item, _settings(settings), title, web=web, overrides=overrides)


def read_text(
    text: str,
    *,
    id: str,  # noqa: A002 - the article's own word
    format: str = "html",  # noqa: A002 - as ``id``
    title: str = "",
    settings: Settings | None = None,
    overrides: Overrides = STRICT,
) -> Reading:
    """Read an article from its text, as a content management system holds it.

    ``id`` names it for good, by preference its address; ``format`` is html, markdown or text. No
    file of this machine is opened, whatever the text names. Raises as ``read``.
    """
    if format not in _MEDIA_TYPES:
        raise UsageError(f"There is no format {format!r}. Formats: {', '.join(_MEDIA_TYPES)}.")
    item = Item(id, content=text or " ", media_type=_MEDIA_TYPES[format])
    reading = pipeline.read(item, _settings(settings), title, overrides=overrides)
    return reading._replace(article=replace(reading.article, id=id))


def embed(folder: str | Path, settings: Settings | None = None, *, article_id: str = "") -> str:
    """Return the markup that plays the narration of a folder on the article's page.

    ``article_id`` is the ``@id`` of the page's own article in its structured data.
    """
    site = _settings(settings).site_at(Path(folder))
    page_article = {"@id": article_id} if article_id else None
    return publish.embed(publish.load(Path(folder)), site, page_article)


def feed(folder: str | Path, settings: Settings | None = None) -> str:
    """Write the podcast feed of the narrations under a folder; return how many it lists."""
    return feedfile.write(Path(folder), _settings(settings).feed, lambda _: None)


def withdraw(folder: str | Path, reason: str = "") -> list[str]:
    """Withdraw the narration of a folder; return the names of the deleted files."""
    story = publish.shelf.story(Path(folder))
    return retract.retract(story, reason)


def findings(target: str | Path, settings: Settings | None = None) -> dict[str, list[Finding]]:
    """Read a file, a folder of narrations or a page back: label, audio, text and captions.

    Return the findings by path.
    """
    return check.check(str(target), _settings(settings))


def _settings(settings: Settings | None, changes: dict[str, Any] | None = None) -> Settings:
    if settings is None:
        return Settings.load(**(changes or {}))
    return replace(settings, **changes) if changes else settings
