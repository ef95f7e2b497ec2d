"""The parts of a publisher's settings that a stage reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from narrate.model.article import Kind


@dataclass(frozen=True, slots=True)
class Pauses:
    """The silence after an utterance, by the part that it ends, as a newsreader breathes."""

    lead_ms: int = 250
    """Before the first."""
    sentence_ms: int = 350
    """After a sentence inside a paragraph."""
    item_ms: int = 450
    """After an item of a list."""
    quote_ms: int = 600
    """After a quotation."""
    paragraph_ms: int = 700
    """After a paragraph."""
    heading_ms: int = 900
    """After a heading, and around a note of the editors."""

    def after(self, kind: Kind, following: Kind | None = None) -> int:
        """Return the pause after the last sentence of a block, before one of another kind.

        A note of the editors stands apart from the article, as a heading does.
        """
        ends = {Kind.HEADING: self.heading_ms, Kind.ITEM: self.item_ms, Kind.QUOTE: self.quote_ms}
        apart = Kind.NOTE in {kind, following}
        return max(ends.get(kind, self.paragraph_ms), self.heading_ms if apart else 0)


@dataclass(frozen=True, slots=True)
class Site:
    """Rules for the pages of one site, as CSS selectors."""

    include: tuple[str, ...] = ()
    """CSS selectors of the parts that are read, and nothing else."""
    exclude: tuple[str, ...] = ()
    """CSS selectors of the parts that are skipped."""
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    """The kind of a block by CSS selector: heading, paragraph, quote, item, caption or note."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Optional parts of any page, and the rules of each site by its host: "example.org"."""

    captions: bool = False
    tables: bool = False
    numbers: bool = False
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
    """The facts of a publisher's feed that its narrations do not hold."""

    title: str = ""
    """The podcast's title."""
    description: str = ""
    """Its description."""
    link: str = ""
    """The address of its site."""
    base: str = ""
    """The same setting as ``base``."""
    file: str = "feed.xml"
    """Its file in the output folder."""
    language: str = ""
    """Its language (BCP 47); empty is that of the newest article."""
    author: str = ""
    """Its author."""
    owner: str = ""
    """Its owner, for directories."""
    email: str = ""
    """The owner's address, for directories."""
    image: str = ""
    """Its cover: a square of 1400 to 3000 pixels, JPEG or PNG."""
    categories: tuple[str, ...] = ("News",)
    """Apple's categories, as "News > Politics"."""
    explicit: bool = False
    """Whether it is explicit."""
    guid: str = ""
    """Its podcast:guid, where it had another address before."""
    limit: int = 300
    """How many articles it lists."""


@dataclass(frozen=True, slots=True)
class Jingles:
    """The publisher's jingles: sound files around the words, and their levels in dB."""

    intro: str = ""
    """A file before the first word."""
    outro: str = ""
    """A file after the last word."""
    bed: str = ""
    """A file under the headline, repeated where that is longer."""
    chime: str = ""
    """A file before each other heading."""
    intro_db: float = -3.0
    """The intro's level against the voice."""
    outro_db: float = -3.0
    """The outro's level."""
    bed_db: float = -18.0
    """The bed's level under the voice."""
    chime_db: float = -6.0
    """The chime's level."""
    duck_db: float = 8.0
    """How much louder the bed is before and after the headline."""
    fade_ms: int = 800
    """How long the bed and the outro take to come, and they and the intro to go."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """The Dask cluster that narrates many articles; without an address this machine does."""

    address: str = ""
    """The address of its scheduler, or ``local`` for one that a run starts."""
    resources: str = ""
    """The resources that an article needs of a worker, as ``GPU=1,MEMORY=4e9``."""
    timeout_s: float = 60.0
    """Seconds that a run waits for a scheduler and its first worker, at the start and later."""
