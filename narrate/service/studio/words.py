"""Words of the studio's pages: times, lengths, states, and who decided how a word is spoken."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from narrate.service.submission import Json
from narrate.text.trace import WORD

STATES: Final = {
    "queued": "Waiting",
    "running": "In work",
    "reading": "Reading",
    "speaking": "Speaking",
    "encoding": "Encoding",
    "publishing": "Publishing",
    "published": "Published",
    "held": "Held back",
    "failed": "Failed",
    "retracted": "Retracted",
}
_KINDS: Final = {"item": "list item", "note": "editors’ note", "disclosure": "label"}
_LAYERS: Final = {
    "built": "narrate's own dictionary",
    "house": "the house's dictionary",
    "desk": "the desk's dictionary",
    "article": "this article's own entry",
}


def moment(seconds: float | None) -> str:
    """Return a time as ISO 8601, for a program; the page's script shows it in local time."""
    return "" if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat("T", "seconds")


def day(seconds: float | None) -> str:
    """Return a time for a person: 3 May 2026, 14:05 UTC."""
    if seconds is None:
        return ""
    time = datetime.fromtimestamp(seconds, UTC)
    return f"{time.day} {time:%b %Y, %H:%M} UTC"


def length(duration_ms: float) -> str:
    """Return a length: 3:05.

    >>> length(185_000)
    '3:05'
    """
    minutes, seconds = divmod(round(duration_ms / 1000), 60)
    return f"{minutes}:{seconds:02d}"


def count(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun.

    >>> count(1, "sentence"), count(1200, "entry", "entries")
    ('1 sentence', '1,200 entries')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def state(name: str) -> str:
    """Return the name of a state for a person."""
    return STATES.get(name, name)


def rule(name: str) -> str:
    """Return who decided how a stretch of text is spoken, for a person.

    >>> rule("money"), rule("lexicon:house lexicon.tsv:12")
    ('rule: money', 'the house’s dictionary, line 12')
    >>> rule("page:as")
    'the page’s own markup'
    """
    kind, _, place = name.partition(":")
    if kind == "page":
        return "the page’s own markup"
    if kind != "lexicon":
        return f"rule: {name.replace('_', ' ').replace(':', ', ')}"
    label, _, line = place.rpartition(":")
    layer = label.split(" ")[0]
    where = _LAYERS.get(layer, label).replace("'", "’")
    return where if layer in {"article", "built"} else f"{where}, line {line}"


def segments(sentence: Json) -> Iterator[tuple[str, Json | None]]:
    """Yield the stretches of a sentence as written, each with the edit that claims it, if any."""
    position = 0
    for edit in sentence["edits"]:
        if position < edit["start"]:
            yield sentence["written"][position : edit["start"]], None
        yield sentence["written"][edit["start"] : edit["end"]], edit
        position = edit["end"]
    if position < len(sentence["written"]):
        yield sentence["written"][position:], None


def words(sentence: Json) -> list[str]:
    """Return the words of a sentence, each once: those that somebody may want to fix."""
    return list(dict.fromkeys(WORD.findall(sentence["written"])))


def saying(cells: Mapping[str, str]) -> str:
    """Return how an entry of these cells is said, for a person; nothing for no entry."""
    ipa = cells.get("ipa", "")
    names = ("saying", "alias", "respelling")
    text = next((cells[name] for name in names if cells.get(name)), "")
    return text or (f"/{ipa}/" if ipa else "")


def kind(name: str) -> str:
    """Return the name of a kind of block for a person."""
    return _KINDS.get(name, name).capitalize()


FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "moment": moment,
    "day": day,
    "clock": length,
    "count": count,
    "state": state,
    "rule": rule,
    "segments": segments,
    "kind": kind,
    "words": words,
    "saying": saying,
}
