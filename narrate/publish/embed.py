"""The markup that plays a narration on a page: plain HTML, made more by one script.

Without the script, behind a filter of elements (WordPress), in a feed or under AMP, it is a figure
with its label and the browser's own player.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.resources import files
from itertools import groupby
from typing import Final, NamedTuple
from urllib.parse import quote

from narrate.publish.jsonld import script
from narrate.publish.manifest import NAME, Plain
from narrate.publish.sync import letters

PLAYER: Final = "narrate-player.js"
BAR: Final = "narrate-bar.js"  # the player imports it at the first play
_STYLES: Final = re.compile(r"`\n[^`$]*`")  # the style sheets in the scripts
_COMPARED: Final = frozenset(("heading", "paragraph", "quote", "item"))
BEGIN, END = "<!-- narrate -->", "<!-- /narrate -->"
# Unicode's CLDR has these for a short minute, one or many; Babel, which knows them, takes 0.1 s.
_MINUTES = {
    "ar": "د", "bg": "мин", "de": "Min.", "el": "λ.",
    "ga": "nóim.", "hu": "perc", "tr": "dk.", "uk": "хв",
}  # fmt: skip
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Embed(NamedTuple):
    """How a site plays its narrations.

    ``base`` is the address of the folder that holds one, as the page sees it; ``player`` that of
    the script, by default beside the audio; ``stale`` what the player does when the page's text is
    no longer the one that was narrated: "say" so, or "hide".
    """

    base: str = ""
    player: str = ""
    stale: str = "say"

    def address(self, name: str) -> str:
        """Return where the page finds a file of the narration."""
        return f"{self.base.removesuffix('/')}/{quote(name)}" if self.base else quote(name)


def embed(manifest: Plain, site: Embed, article_id: str = "") -> str:
    """Return all that a page needs, between two comments by which it is found again.

    ``article_id`` is the ``@id`` that the page itself gives its article (JSON-LD).
    """
    source = escape(site.player or site.address(PLAYER))
    return "\n".join(
        (
            BEGIN,
            figure(manifest, site),
            script(manifest, site.address, article_id),
            f'<script type="module" src="{source}"></script>',
            END,
        )
    )


def figure(manifest: Plain, site: Embed) -> str:
    """Return the figure: caption with the label, and the audio."""
    article, label = manifest["article"], manifest["disclosure"]
    say = strings(article["language"])
    address = escape(site.address(manifest["files"]["audio"]["name"]))
    chapters = [[chapter["start_ms"] / 1000, chapter["title"]] for chapter in manifest["chapters"]]
    data = {
        "id": article["id"],
        "seconds": f"{manifest['duration_ms'] / 1000:g}",
        "label": label,
        "title": article["title"],
        "by": article["byline"],
        "image": article["image"],
        "stale": site.stale if site.stale != "say" else "",
        "say": json.dumps(say, ensure_ascii=False) if say is not strings("en") else "",
        "chapters": json.dumps(chapters, ensure_ascii=False) if len(chapters) > 1 else "",
        "text": " ".join(fingerprints(manifest)),
    }
    about = "".join(f' data-{name}="{escape(value)}"' for name, value in data.items() if value)
    minutes = _minutes(manifest["duration_ms"], _primary(article["language"]))
    return (
        f'<figure class="narrate-player" lang="{escape(article["language"])}" data-narrate="skip"'
        f"{about}>\n"
        f"<figcaption>{say['listen']} ({minutes}). {escape(label)}</figcaption>\n"
        f'<audio controls preload="none" src="{address}">'
        f'<a href="{address}">{say["download"]}</a></audio>\n'
        "</figure>"
    )


def element(manifest: Plain, site: Embed) -> str:
    """Return the element that reads the manifest itself, and the script that defines it."""
    seconds = f"{manifest['duration_ms'] / 1000:g}"
    say = strings(manifest["article"]["language"])
    return (
        f'<narrate-player src="{escape(site.address(NAME))}" data-seconds="{seconds}"'
        f' data-label="{escape(manifest["disclosure"])}"'
        f' data-say="{escape(json.dumps(say, ensure_ascii=False))}"></narrate-player>\n'
        f'<script type="module" src="{escape(site.player or site.address(PLAYER))}"></script>'
    )


def fingerprints(manifest: Plain) -> Iterator[str]:
    """Yield "length.hash" in base 36 for each spoken block, headlines aside, as the player does.

    It is of the block's letters in UTF-16: a polynomial in 31 modulo 2 to the 32nd.
    """
    spoken = groupby(manifest["utterances"], key=lambda said: said["block"])
    for block, said in spoken:
        if block["kind"] not in _COMPARED or (block["kind"], block["level"]) == ("heading", 1):
            continue  # sites try out headlines, and a table is read in other words than it has
        data = letters("".join(one["written"] for one in said)).encode("utf-16-le")
        value = 0
        for unit in memoryview(data).cast("H"):
            value = (value * 31 + unit) % 2**32
        yield f"{_base36(len(data) // 2)}.{_base36(value)}"


def player(name: str = PLAYER) -> str:
    """Return one of the player's two scripts without comments and needless white space."""
    from rjsmin import jsmin

    return _STYLES.sub(_tight, str(jsmin(_data(name)))) + "\n"


def _tight(styles: "re.Match[str]") -> str:
    return re.sub(r"(?<!\s)\s*+([{};,>])\s*+|(:) ", r"\1\2", styles[0])


def strings(language: str) -> dict[str, str]:
    """Return the player's own words in a language, else in English."""
    every = _strings()
    return every.get(_primary(language), every["en"])


@cache
def _strings() -> dict[str, dict[str, str]]:
    every: dict[str, dict[str, str]] = json.loads(_data("strings.json"))
    return every


def _primary(language: str) -> str:
    primary = language.replace("_", "-").partition("-")[0].lower()
    return "nb" if primary in {"nn", "no"} else primary


def _data(name: str) -> str:
    return (files("narrate.publish") / "player" / name).read_text("utf-8")


def _minutes(ms: int, language: str) -> str:
    return f"{max(1, round(ms / 60_000))} {_MINUTES.get(language, 'min')}"


def _base36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits
