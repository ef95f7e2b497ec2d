"""The parts of a publisher's settings that a stage reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from narrate.model.article import Kind


@dataclass(frozen=True, slots=True)
class Pauses:
    """The silence after an utterance, by what it ends, as a newsreader would breathe.

    ``lead_ms`` is the silence before the first.
    """

    lead_ms: int = 250
    sentence_ms: int = 350
    item_ms: int = 450
    quote_ms: int = 600
    paragraph_ms: int = 700
    heading_ms: int = 900

    def after(self, kind: Kind, following: Kind | None = None) -> int:
        """Return the pause after the last sentence of a block, before one of another kind.

        A note of the editors stands apart from the article, as a heading does.
        """
        ends = {Kind.HEADING: self.heading_ms, Kind.ITEM: self.item_ms, Kind.QUOTE: self.quote_ms}
        apart = Kind.NOTE in {kind, following}
        return max(ends.get(kind, self.paragraph_ms), self.heading_ms if apart else 0)


@dataclass(frozen=True, slots=True)
class Site:
    """Rules for the pages of one site, as CSS selectors.

    ``include`` is what is read, and nothing else; ``exclude`` what is not; ``kinds`` says of what
    kind a block is: a heading, a paragraph, a quote, an item, a caption or a note.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    kinds: Mapping[str, Kind] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choices:
    """Optional parts of any page, and the rules of each site by its host: "example.org"."""

    captions: bool = False
    tables: bool = False
    sites: Mapping[str, Site] = field(default_factory=dict)

    def site(self, url: str) -> Site:
        """Return the rules for an address: those of its host, or of the nearest one above it."""
        host = (urlsplit(url).hostname or "").removeprefix("www.")
        while host:
            if host in self.sites:
                return self.sites[host]
            host = host.partition(".")[2]
        return Site()


@dataclass(frozen=True, slots=True)
class Feed:
    """The facts of a publisher's feed that its narrations do not hold.

    ``base`` is the web address of the folder that holds it; ``file`` its name in there; ``guid``
    its podcast:guid, where it had another address before; ``limit`` how many articles it lists.
    """

    title: str = ""
    description: str = ""
    link: str = ""
    base: str = ""
    file: str = "feed.xml"
    language: str = ""
    author: str = ""
    owner: str = ""
    email: str = ""
    image: str = ""
    categories: tuple[str, ...] = ("News",)
    explicit: bool = False
    guid: str = ""
    limit: int = 300


@dataclass(frozen=True, slots=True)
class Jingles:
    """The publisher's jingles: sound files around the words, and their levels.

    ``intro`` and ``outro`` stand before and after all, ``bed`` under the headline, ``chime`` before
    each other heading. Levels are in dB against the voice, the bed's under it; before and after
    the headline the bed is ``duck_db`` louder. ``fade_ms`` is how long the bed and the outro take
    to come, and they and the intro to go.
    """

    intro: str = ""
    outro: str = ""
    bed: str = ""
    chime: str = ""
    intro_db: float = -3.0
    outro_db: float = -3.0
    bed_db: float = -18.0
    chime_db: float = -6.0
    duck_db: float = 8.0
    fade_ms: int = 800


@dataclass(frozen=True, slots=True)
class Cluster:
    """The Dask cluster that narrates many articles; without an address this machine does.

    ``address`` is that of its scheduler, or ``local`` for one that a run starts. ``resources`` are
    those that an article needs of a worker, as "GPU=1,MEMORY=4e9". ``timeout_s`` is how long a run
    waits for a scheduler and its first worker, at the start and after a restart.
    """

    address: str = ""
    resources: str = ""
    timeout_s: float = 60.0
