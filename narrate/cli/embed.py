"""narrate embed: a narration's markup, printed or put into a page."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import quote

import typer

from narrate.cli import options, output, progress
from narrate.errors import UsageError
from narrate.runtime.store import is_store

if TYPE_CHECKING:
    from narrate.config import Settings
    from narrate.publish.embed import Embed

    Place = tuple[Path, dict[str, Any], Embed]

EXAMPLE = "narrate embed output/story --into page.html"


def command(
    story: Annotated[
        str,
        typer.Argument(metavar="STORY", help="The folder of a narration, or its narrate.json."),
    ],
    into: Annotated[
        Path | None, typer.Option(metavar="PAGE", help="An HTML file to put it into.")
    ] = None,
    selector: Annotated[
        str, typer.Option(metavar="CSS", help="Put it after this element, not the headline.")
    ] = "",
    base: options.Base = None,
    element: Annotated[
        bool, typer.Option("--element", help="Print a narrate-player element instead of a figure.")
    ] = False,
    epub: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write text and media overlay for EPUB.")
    ] = None,
    json_: options.Json = False,
) -> None:
    """Print the markup of a narration, or put it into a page, where it replaces the last one."""
    from narrate import publish

    if into and (element or epub):
        raise UsageError("--into writes the figure only: leave out --element and --epub.")
    settings = options.settings(base=base)
    look = _stored if is_store(story) else _local
    folder, manifest, site = look(story, settings)
    if into and not site.base:
        if is_store(story):
            raise UsageError("A page finds audio in a store by its web address: give --base.")
        relative = os.path.relpath(folder.resolve(), into.resolve().parent).replace(os.sep, "/")
        site = site._replace(base=quote(relative))
    if epub:
        from narrate.publish.epub import write

        files = list(write(manifest, epub))
        output.result({"files": files}, "\n".join(map(str, files)), json_=json_)
    elif into:
        _put_into(into, (folder, manifest, site), selector)
        output.result({"page": into}, str(into), json_=json_)
    else:
        markup = publish.element(manifest, site) if element else publish.embed(manifest, site)
        _warn(markup, publish.audio_url(manifest, site))
        output.result({"markup": markup}, markup, json_=json_)


def _put_into(page: Path, place: "Place", selector: str) -> None:
    """Put a narration into a page, and tell of a page that no correction reaches."""
    from narrate import publish
    from narrate.publish.page import put_into

    folder, manifest, site = place
    put_into(page, manifest, site, selector)
    _warn(page.read_text("utf-8", "replace"), publish.audio_url(manifest, site))
    if not publish.follows(page, folder):
        progress.note(
            f"{page} does not follow a correction: only .html, .htm and .xhtml pages in the "
            "narration's folder or the one above do. Run this command again after each correction."
        )


def _warn(markup: str, audio_url: str) -> None:
    """Tell that search engines get no whole address of the audio, where a page has none."""
    if f'"contentUrl": "{audio_url}"' in markup and "//" not in audio_url:
        progress.note(
            f"the structured data name the audio by the relative address {audio_url}; search "
            "engines want a whole one. Set base in narrate.toml, or give --base https://…"
        )


def _local(story: str, settings: "Settings") -> "Place":
    from narrate import publish

    path = Path(story)
    folder = path if path.is_dir() else path.parent
    return folder, publish.load(path), settings.site_at(folder)


def _stored(story: str, settings: "Settings") -> "Place":
    from narrate import publish
    from narrate.batch import near

    with near.narration(story, settings) as (folder, near_settings):
        return folder, publish.load(folder), near_settings.site_at(folder)
