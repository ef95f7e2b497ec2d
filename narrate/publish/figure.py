"""Everything that a page shows of a narration: one member of narrate.json, for every site builder.

It holds plain text: a builder escapes it, and puts the address of the narration's folder before the
names of files.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import groupby
from types import MappingProxyType
from typing import Final

from narrate.model import around_ai
from narrate.publish.jsonld import news_article
from narrate.publish.manifest import Plain
from narrate.publish.sync import letters

_COMPARED: Final = frozenset(("heading", "paragraph", "quote", "item"))
# Unicode's CLDR has these for a short minute, one or many; Babel, which knows them, takes 0.1 s.
_MINUTES: Final = {
    "ar": "د", "bg": "мин", "de": "Min.", "el": "λ.",
    "ga": "nóim.", "hu": "perc", "tr": "dk.", "uk": "хв",
}  # fmt: skip
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


def figure_member(manifest: Plain, settings: Mapping[str, str] = MappingProxyType({})) -> Plain:
    """Return the member: the ``data-`` attributes, the caption, the link's text and the JSON-LD.

    ``settings`` are more attributes, the publisher's for all pages. Of the caption's three parts,
    a page sets off the second, the label's mention of AI.
    """
    article, label = manifest["article"], manifest["disclosure"]
    words = strings(article["language"])
    chapters = [[chapter["start_ms"] / 1000, chapter["title"]] for chapter in manifest["chapters"]]
    data = {
        "id": article["id"],
        "seconds": f"{manifest['duration_ms'] / 1000:g}",
        "label": label,
        "title": article["title"],
        "by": article["byline"],
        "image": article["image"],
        "say": json.dumps(words, ensure_ascii=False) if words is not strings("en") else "",
        "chapters": json.dumps(chapters, ensure_ascii=False) if len(chapters) > 1 else "",
        "text": " ".join(fingerprints(manifest)),
        **settings,
    }
    minutes = _minutes(manifest["duration_ms"], _primary(article["language"]))
    listen = f"{words['listen']} ({minutes}). "
    before, ai, after = around_ai(label)
    return {
        "data": {name: value for name, value in data.items() if value},
        "caption": f"{listen}{label}",
        "caption_parts": [f"{listen}{before}", ai, after],
        "download": words["download"],
        "structured": news_article(manifest),
    }


def fingerprints(manifest: Plain) -> Iterator[str]:
    """Yield "length.hash" in base 36 for each spoken block, headlines aside, as the player does.

    It is of the block's letters in UTF-16: a polynomial in 31 modulo 2 to the 32nd.
    """
    blocks = groupby(manifest["utterances"], key=lambda utterance: utterance["block"])
    for block, utterances in blocks:
        if block["kind"] not in _COMPARED or (block["kind"], block["level"]) == ("heading", 1):
            continue  # sites try out headlines, and a table is read in other words than it has
        written = "".join(utterance["written"] for utterance in utterances)
        data = letters(written).encode("utf-16-le")
        value = 0
        for unit in memoryview(data).cast("H"):
            value = (value * 31 + unit) % 2**32
        yield f"{_base36(len(data) // 2)}.{_base36(value)}"


def strings(language: str) -> dict[str, str]:
    """Return the player's own words in a language (BCP 47), else in English."""
    translations = _translations()
    return translations.get(_primary(language), translations["en"])


@cache
def _translations() -> dict[str, dict[str, str]]:
    text = (files("narrate.publish") / "player" / "strings.json").read_text("utf-8")
    translations: dict[str, dict[str, str]] = json.loads(text)
    return translations


def _primary(language: str) -> str:
    primary = language.replace("_", "-").partition("-")[0].lower()
    return "nb" if primary in {"nn", "no"} else primary


def _minutes(ms: int, language: str) -> str:
    return f"{max(1, round(ms / 60_000))} {_MINUTES.get(language, 'min')}"


def _base36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits
