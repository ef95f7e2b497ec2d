"""The article that a page describes in JSON-LD."""

import json
from collections.abc import Iterator, Sequence
from html import unescape
from typing import TYPE_CHECKING, Any

from narrate.source.kept import folded

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
_SHORTEST = 5  # letters of a headline
_DEEPEST = 16
_NESTS = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart")
_REFERRED = ("author", "creator", "publisher", "image")


def objects(tree: "Element") -> list[dict[str, Any]]:
    """Return the objects that a page describes, the outer before the inner."""
    return [entry for data in _data(tree) for entry in _objects(data, _DEEPEST)]


def recipe(described: Sequence[dict[str, Any]], tree: "Element") -> dict[str, Any]:
    """Return the recipe that a page is about; {} where there is none.

    The page's titles hold its name, or it is the only recipe and the page's main entity.
    """
    recipes = [entry for entry in described if "Recipe" in kinds(entry)]
    titles = _titles(tree) if recipes else ""
    named = next((entry for entry in recipes if _is_shown(entry, titles, "name")), {})
    is_sole = len(recipes) == 1 and _is_main(recipes[0], described)
    return named or (recipes[0] if is_sole else {})


def _is_main(entry: dict[str, Any], described: Sequence[dict[str, Any]]) -> bool:
    """Tell whether an object is its page's main entity: by its data, or as the only article."""
    entities = [other.get("mainEntity") for other in described]
    return (
        bool(entry.get("mainEntityOfPage"))
        or entry in entities
        or ("@id" in entry and {"@id": entry["@id"]} in entities)
        or not any(other is not entry and kinds(other) & _TYPES for other in described)
    )


def article(described: Sequence[dict[str, Any]], tree: "Element") -> dict[str, Any]:
    """Return the article among the objects that a page describes; {} where there is none.

    Of several it is the first whose headline the page shows, else the first with a headline. It
    holds its author, publisher and image, wherever on the page they are described.
    """
    articles = [entry for entry in described if kinds(entry) & _TYPES]
    headed = [entry for entry in articles if entry.get("headline")]
    shown = _titles(tree) if len(headed) > 1 else ""
    chosen = next((entry for entry in headed if _is_shown(entry, shown)), next(iter(headed), None))
    chosen = chosen or next(iter(articles), None)
    if chosen is None:
        return {}
    named = {str(entry["@id"]): entry for entry in reversed(described) if "@id" in entry}
    return chosen | {
        key: _described(chosen[key], named) for key in _REFERRED if chosen.get(key) is not None
    }


def _titles(tree: "Element") -> str:
    """Return the letters and figures of a page's titles."""
    return folded(" ".join("".join(title.itertext()) for title in tree.iter("title", "h1")))


def _is_shown(entry: dict[str, Any], titles: str, key: str = "headline") -> bool:
    headline = entry.get(key)
    return (
        isinstance(headline, str)
        and len(folded(headline)) > _SHORTEST
        and folded(unescape(headline)) in titles
    )


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


def kinds(data: dict[str, Any]) -> set[str]:
    """Return the types that an object has."""
    types = data.get("@type")
    return {
        kind for kind in (types if isinstance(types, list) else [types]) if isinstance(kind, str)
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
