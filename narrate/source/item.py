"""One article to read, before anything of it is read."""

from dataclasses import dataclass, field

from narrate.source.page import Facts
from narrate.source.web import Fetched


@dataclass(frozen=True, slots=True)
class Item:
    """One article to read: its name, and the facts that its list states.

    ``name`` is a path, an address, or "-". ``fetched`` is its page where that came with the name,
    ``content`` its text where a feed or a program holds all of it, of ``media_type``, ``data`` its
    bytes where a program holds these, and ``facts`` the facts that these state.
    ``unasked`` marks an item that a list names and no user: only an address of the web may be
    read then, and only where the site's robots.txt allows it. ``is_converted`` marks an article of
    a newsroom's format: its facts come before those of its markup. ``stem`` names its files
    where another article has the same title. ``problem`` is the sentence with which reading this
    item fails, so that a broken entry costs one article and not its list.
    """

    name: str
    fetched: Fetched | None = None
    content: str = ""
    data: bytes = b""
    media_type: str = "text/html"
    facts: Facts = field(default_factory=Facts)
    unasked: bool = False
    is_converted: bool = False
    stem: str = ""
    problem: str = ""


class Listing(list[Item]):
    """The articles behind a name, in order, with notes for the user."""

    notes: tuple[str, ...] = ()


def unusable(count: int) -> tuple[str, ...]:
    """Return the note on entries of a list that lead to no address of the web, if there are any."""
    entries = "1 entry leads" if count == 1 else f"{count:,} entries lead"
    return (f"left out: {entries} to no address of the web.",) if count else ()
