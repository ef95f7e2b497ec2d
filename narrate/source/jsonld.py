"""The article that a page describes in JSON-LD."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TYPES = {
    *("Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "Report"),
    *("OpinionNewsArticle", "BackgroundNewsArticle", "ReviewNewsArticle", "LiveBlogPosting"),
    *("BlogPosting", "SocialMediaPosting", "TechArticle", "ScholarlyArticle", "Recipe"),
    *("AskPublicNewsArticle", "AdvertiserContentArticle", "SatiricalArticle", "Review"),
    *("MedicalScholarlyArticle", "PodcastEpisode"),
}
_LONGEST = 1_000_000
_DEEPEST = 16
_NESTS = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart")
_REFERRED = ("author", "publisher", "image")


def article(tree: "Element") -> dict[str, Any]:
    """Return the page's article, of several the first with a headline; {} where there is none.

    It holds its author, publisher and image, wherever on the page they are described.
    """
    objects = [entry for data in _data(tree) for entry in _objects(data, _DEEPEST)]
    articles = [entry for entry in objects if _kinds(entry) & _TYPES]
    chosen = next((entry for entry in articles if entry.get("headline")), None)
    if chosen is None:
        return articles[0] if articles else {}
    named = {str(entry["@id"]): entry for entry in reversed(objects) if "@id" in entry}
    return chosen | {
        key: _described(chosen[key], named) for key in _REFERRED if chosen.get(key) is not None
    }


def _data(tree: "Element") -> Iterator[Any]:
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        text = (script.text or "").strip().removesuffix(";")
        if len(text) <= _LONGEST:
            try:
                yield json.loads(text, strict=False)
            except (ValueError, RecursionError):
                continue  # malformed data states nothing


def _objects(data: object, deep: int) -> Iterator[dict[str, Any]]:
    """Yield the objects of JSON at most ``deep`` levels down, the outer before the inner."""
    if not deep:
        return
    if isinstance(data, list):
        for item in data:
            yield from _objects(item, deep - 1)
    elif isinstance(data, dict):
        yield data
        for key in _NESTS:
            yield from _objects(data.get(key), deep - 1)


def _kinds(data: dict[str, Any]) -> set[str]:
    kinds = data.get("@type")
    return {
        kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)
    }


def _described(data: object, named: dict[str, dict[str, Any]]) -> object:
    """Return the objects to which references ({"@id": …}) point; any other data as it is."""
    if isinstance(data, list):
        return [_referred(item, named) for item in data]
    return _referred(data, named)


def _referred(data: object, named: dict[str, dict[str, Any]]) -> object:
    if isinstance(data, dict) and not (data.get("name") or data.get("url")):
        return named.get(str(data.get("@id")), data)
    return data
