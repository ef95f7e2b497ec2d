"""The markup that plays a narration on a page: plain HTML, made more by one script.

Without the script, behind a filter of elements (WordPress), in a feed or under AMP, it is a figure
with its label and the browser's own player.
"""

import re
from collections.abc import Mapping
from html import escape
from importlib.resources import files
from types import MappingProxyType
from typing import Final, NamedTuple
from urllib.parse import urljoin

from narrate.model.web import web_address, web_parts
from narrate.publish.figure import figure_member
from narrate.publish.jsonld import script
from narrate.publish.manifest import NAME, Plain

PLAYER: Final = "narrate-player.js"
BAR: Final = "narrate-bar.js"  # the player imports it at the first play
_STYLES: Final = re.compile(r"`\n[^`$]*`")  # the style sheets in the scripts
# Keeps the place of the player's controls until its script comes: on a narrow page they have two
# rows, and so do these drawings; the first is higher, since WebKit's own player is low. Attributes
# do it without a style, which a strict policy forbids.
SPACE: Final = '<div><svg width="270" height="38"></svg> <svg width="270" height="20"></svg></div>'
_SETTINGS: Final = frozenset(("hide", "stale"))  # of the player, which narrate.json holds
BEGIN, END = "<!-- narrate -->", "<!-- /narrate -->"


class Embed(NamedTuple):
    """How a site plays its narrations.

    ``base`` is the address of the folder that holds one, as the page sees it; ``player`` that of
    the script, by default beside the audio. When the page's text has changed since, the player
    says so or hides, as ``stale`` asks: "say" or "hide". ``hide`` names controls that it does not
    show. ``attributes`` are more of the figure's. Where ``decides`` is false, the settings that
    narrate.json holds count where these say nothing. ``page_url`` is the page's own address on the
    web, from which a relative ``base`` is resolved for search engines.
    """

    base: str = ""
    player: str = ""
    stale: str = "say"
    hide: tuple[str, ...] = ()
    attributes: Mapping[str, str] = MappingProxyType({})
    decides: bool = False
    page_url: str = ""

    def address(self, name: str) -> str:
        """Return the address of a file of the narration, as the page sees it."""
        return web_address(self.base, name)

    @property
    def data(self) -> dict[str, str]:
        """The settings of the player, by the names of the figure's attributes ``data-NAME``."""
        stale = {} if self.stale == "say" else {"stale": self.stale}
        return stale | ({"hide": " ".join(self.hide)} if self.hide else {})


def embed(manifest: Plain, site: Embed, article: Plain | None = None) -> str:
    """Return the markup for a page, between two comments by which it is found again.

    ``article`` is the page's own article in its structured data (JSON-LD), if it has one.
    """
    return "\n".join(
        (
            BEGIN,
            figure(manifest, site),
            _structured(manifest, site, article),
            _script(site),
            END,
        )
    )


def figure(manifest: Plain, site: Embed) -> str:
    """Return the figure: caption with the label, and the audio."""
    shown = figure_of(manifest)
    address = escape(site.address(manifest["files"]["audio"]["name"]))
    return (
        f'<figure class="narrate-player" {_attributes(manifest, site)}>\n'
        f"<figcaption>{_caption(shown)}</figcaption>\n"
        f"{SPACE}\n"
        f'<audio controls preload="none" src="{address}">'
        f'<a href="{address}">{escape(shown["download"])}</a></audio>\n'
        "</figure>"
    )


def _caption(shown: Plain) -> str:
    """Return the caption, in which AI stands out; earlier editions did not publish its parts."""
    before, ai, after = map(escape, shown.get("caption_parts") or (shown["caption"], "", ""))
    return f"{before}<strong>{ai}</strong>{after}" if ai else before


def element(manifest: Plain, site: Embed) -> str:
    """Return the element that reads the manifest itself, and the script that defines it."""
    return (
        f'<narrate-player src="{escape(site.address(NAME))}" {_attributes(manifest, site, "")}>'
        f"</narrate-player>\n{_structured(manifest, site)}\n{_script(site)}"
    )


def figure_of(manifest: Plain) -> Plain:
    """Return the member ``figure`` of a manifest; earlier editions did not publish it."""
    shown: Plain = manifest.get("figure") or figure_member(manifest)
    return shown


def _attributes(manifest: Plain, site: Embed, withdrawn: str | None = None) -> str:
    """Return the attributes of the figure. Those of the settings go over those set by hand.

    A setting that narrate.json holds and the site's do not any more is left out, or has the value
    ``withdrawn``, for an element that reads narrate.json itself.
    """
    published = figure_of(manifest)["data"]
    earlier = _SETTINGS & published.keys() if site.decides else frozenset()
    kept = {name: value for name, value in published.items() if name not in earlier}
    empty = dict.fromkeys(sorted(earlier), withdrawn) if withdrawn is not None else {}
    data = {**kept, **empty, **site.data}
    pairs = {f"data-{name}": value for name, value in data.items() if name.isalpha()}
    by_hand = {
        name: value
        for name, value in site.attributes.items()
        if name not in pairs and not (name[5:] in earlier and value == published[name[5:]])
    }
    attributes = "".join(
        f' {name}="{escape(value)}"' for name, value in {**pairs, **by_hand}.items()
    )
    return f'lang="{escape(manifest["article"]["language"])}" data-narrate="skip"{attributes}'


def audio_url(manifest: Plain, site: Embed) -> str:
    """Return the audio's address for search engines, which want a whole one.

    It stays relative where neither the base nor the page says on which host the audio is. The host
    of the article counts for a base that begins with a slash, unless its address is malformed.
    """
    structured = figure_of(manifest)["structured"]
    host = structured.get("url", "") if site.base.startswith("/") else ""
    page_url = site.page_url or (host if web_parts(host) else "")
    return urljoin(page_url, site.address(structured["audio"]["contentUrl"]))


def _structured(manifest: Plain, site: Embed, article: Plain | None = None) -> str:
    return script(figure_of(manifest)["structured"], audio_url(manifest, site), article)


def _script(site: Embed) -> str:
    return f'<script type="module" src="{escape(site.player or site.address(PLAYER))}"></script>'


def player(name: str = PLAYER) -> str:
    """Return one of the player's two scripts without comments and needless white space."""
    from rjsmin import jsmin

    return _STYLES.sub(_tight, str(jsmin(_data(name)))) + "\n"


def _tight(styles: "re.Match[str]") -> str:
    return re.sub(r"(?<!\s)\s*+([{};,>])\s*+|(:) ", r"\1\2", styles[0])


def _data(name: str) -> str:
    return (files("narrate.publish") / "player" / name).read_text("utf-8")
