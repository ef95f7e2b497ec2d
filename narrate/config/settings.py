"""The settings of a publisher: every key of narrate.toml is a field.

One file, over 300 lines: the docstring below each field is its row in the documentation.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from platformdirs import user_cache_path

from narrate.config.serving import Serve
from narrate.errors import UsageError
from narrate.model import (
    DISCLOSURE,
    DISCLOSURES,
    Choices,
    Cluster,
    Disclosure,
    Feed,
    Jingles,
    Pauses,
    Prosody,
    Signing,
    Site,
    wording,
)
from narrate.model.web import web_address

if TYPE_CHECKING:
    from narrate.publish.embed import Embed


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of a publisher; every key of narrate.toml is a field.

    The docstring below a field describes it, and is its row in the documentation.
    """

    voice: str = "auto"
    """The voice that speaks; ``auto``: the best that is ready for the article's language."""
    voices: Mapping[str, str] = field(default_factory=dict)
    """Other voices by kind of block, by language or by speaker."""
    commercial: bool = False
    """Whether voices are refused whose license does not allow commercial use."""
    provider: str = ""
    """Where models run: ``cpu``, ``cuda`` or ``coreml``; empty is the processor."""
    voice_mirror: str = ""
    """The server from which ``narrate voices install`` fetches files."""
    language: str = ""
    """The language of the articles (BCP 47); empty is that of each article."""
    speed: float = 1.0
    """A factor, 0.25 to 4."""
    pitch: float = 0.0
    """Semitones, -12 to 12."""
    style: str = ""
    """``en-US`` or ``en-GB``: order of day and month, "and" in numbers; empty is the language's."""
    lexicons: tuple[str, ...] = ()
    """Pronunciation dictionaries, the nearest last; by default ``lexicon.tsv`` if it exists."""
    desk_lexicons: tuple[str, ...] = ()
    """Dictionaries of one desk, which come before those of the house."""
    pauses: Pauses = Pauses()
    """The silence after each utterance: a table."""
    sounds: Jingles = Jingles()
    """Your own sound files around the words: a table."""
    loudness: str | float = "podcast"
    """LUFS as heard, or ``podcast`` ``web`` (-16), ``music`` (-14), ``broadcast`` (-23),
    ``broadcast-us`` (-24).
    """
    format: str = "mp3"
    """``mp3``, ``wav``, ``flac`` or ``opus``."""
    bit_rate_kbps: int = 64
    """The bit rate of MP3 and Opus, kbit/s."""
    output: str = "output"
    """The folder that holds the narrations' folders."""
    base: str = ""
    """The address on the web of the output folder, for pages, feed and structured data."""
    publisher: str = ""
    """The publisher in the tags, where the article names none."""
    captions: bool = False
    """Whether captions of pictures are spoken."""
    tables: bool = False
    """Whether tables are spoken, row by row."""
    numbers: bool = False
    """Whether the numbers of ordered lists are spoken."""
    sites: Mapping[str, Site] = field(default_factory=dict)
    """Rules for the pages of your own sites, by host."""
    disclosure: str = DISCLOSURE
    """The label, which every carrier bears."""
    disclosure_language: str = ""
    """The language of the label (BCP 47), or ``article`` for the article's."""
    disclosure_spoken: str = ""
    """``start`` or ``end``: the voice says the label, too; ``no``: it does not. Empty is ``start``
    with a feed.
    """
    disclosure_every_min: int = 0
    """Minutes after which the voice says the label again, between two blocks; 0 is never. It counts
    by the length of the text.
    """
    cover: str = ""
    """The cover in the tags: JPEG or PNG, up to 5 MB; empty is the article's own picture."""
    credentials_key: str = ""
    """The key that signs content credentials: a PEM file, or PEM."""
    credentials_chain: str = ""
    """The certificates of the signer, its own first: a PEM file, or PEM."""
    credentials_timestamps: str = ""
    """The address of a timestamp authority (RFC 3161)."""
    feed: Feed = Feed()
    """The facts of the podcast feed: a table."""
    serve: Serve = Serve()
    """The settings of ``narrate serve``: a table."""
    player: str = ""
    """The address of ``narrate-player.js`` for all pages; empty is beside the audio."""
    hide: tuple[str, ...] = ()
    """The player's controls that pages do not show, among ``back``, ``ahead``, ``slider``,
    ``speed``, ``follow``, ``chapters``, ``share``, ``download``, ``here`` and ``dock``.
    """
    stale: str = "say"
    """The player's reaction to a text that has changed since: ``say`` or ``hide``."""
    listen: bool = False
    """Whether a recognizer hears each new take of a neural voice before it is published."""
    listen_with: str = "whisper"
    """The recognizer that hears takes, ``NAME[:MODEL]``."""
    listen_limit: float = 0.2
    """The highest word error rate of a take; above it the sentence is spoken again."""
    timeout_s: float = 30.0
    """Seconds that an engine may make no progress with a sentence; long sentences get more."""
    jobs: int = 0
    """How many sentences or articles are narrated at once; 0 is as many as the cores and half of
    the free memory allow.
    """
    cluster: Cluster = Cluster()
    """The Dask cluster that narrates many articles: a table."""
    cache: str = ""
    """The folder of spoken sentences; empty is in the system's cache folder."""
    cache_mb: int = 2_000
    """The size of the cache, MB."""
    cache_days: int = 180
    """Days that an unused sentence is kept; 0 is without end."""
    cache_store: str = ""
    """The address in an object store where machines share spoken sentences: "s3://…"."""

    @classmethod
    def load(
        cls, folder: Path | str = ".", environment: Mapping[str, str] | None = None, **flags: object
    ) -> Self:
        """Return the settings for work in a folder: narrate.toml, the environment, then flags.

        A flag that is None counts as not set. Raises UsageError, which names the file, the key and
        the valid keys.
        """
        from narrate.config.reading import read_settings

        variables = os.environ if environment is None else environment
        return replace(cls(), **read_settings(cls().values, Path(folder), variables, flags))

    def overridden(self, values: Mapping[str, object], place: str) -> Self:
        """Return the settings with other values, each checked as in narrate.toml.

        Raises UsageError, which names ``place`` and the key.
        """
        from narrate.config.reading import checked

        return replace(self, **checked(type(self)().values, values, place))

    @property
    def values(self) -> dict[str, Any]:
        """All settings by name."""
        return {setting.name: getattr(self, setting.name) for setting in fields(self)}

    def __post_init__(self) -> None:
        """Refuse values that make no sense; UsageError."""
        if not any(map(str.isalnum, self.disclosure)):
            raise UsageError(
                "The disclosure is empty, and audio made with AI must say that it is. "
                f"Leave the setting out for: {DISCLOSURE}"
            )
        language = self.disclosure_language
        named = self.disclosure == DISCLOSURE and language not in ("", _ARTICLE)
        if named and not wording(language):
            raise UsageError(
                f"disclosure_language is {language!r}, and narrate words the label only in "
                f"{', '.join(DISCLOSURES)}. Set disclosure, too, to words of your own."
            )
        for name, low, high in _RANGES:
            if not low <= (value := getattr(self, name)) <= high:
                raise UsageError(f"{name} is {value:g}; it goes from {low:g} to {high:g}.")
        for control in self.hide:
            if control not in _CONTROLS:
                raise UsageError(f"hide has no {control!r}; choose among {', '.join(_CONTROLS)}.")
        for name, choices in _CHOICES.items():
            if (value := getattr(self, name)) not in ("", *choices):
                raise UsageError(f"{name} is {value!r}; it is one of {', '.join(choices)}.")
        self._share_base()

    def _share_base(self) -> None:
        """Give the feed and the pages the same base; UsageError for two or for a malformed one."""
        base = self.base or self.feed.base
        if not _BASE.fullmatch(base):
            raise UsageError(
                f"base is {base!r}. Write an address with https:// and without a password, or a "
                "path that begins with /."
            )
        if self.feed.base not in ("", base):
            raise UsageError(
                f"base is {base!r}, but feed.base is {self.feed.base!r}. Both mean the same: "
                "remove feed.base."
            )
        if not self.feed.base and "//" in base:
            object.__setattr__(self, "feed", replace(self.feed, base=base))

    @property
    def choices(self) -> Choices:
        """The optional parts of a page that are read."""
        return Choices(
            captions=self.captions, tables=self.tables, numbers=self.numbers, sites=self.sites
        )

    def label(self, article_language: str) -> Disclosure:
        """Return the label for an article in some language (BCP 47).

        narrate's wording is in English, or in the language that the setting names. A publisher's
        wording counts as in the article's language, unless the setting names another.
        """
        publisher_wording = self.disclosure != DISCLOSURE
        language = self.disclosure_language or ("" if publisher_wording else "en")
        if language in ("", _ARTICLE):
            language = article_language
        words = " ".join(self.disclosure.split())
        if not publisher_wording:
            written = wording(language)
            language = language if written else "en"
            words = DISCLOSURES[written or "en"]
        return Disclosure(words, language, self.spoken, self.disclosure_every_min)

    def lacks_wording(self, article_language: str) -> bool:
        """Return whether the settings want the label in the article's language, and it has none."""
        follows_article = self.disclosure == DISCLOSURE and self.disclosure_language == _ARTICLE
        return follows_article and not wording(article_language)

    @property
    def spoken(self) -> str:
        """The part of the audio that speaks the label: "no", "start" or "end".

        Nobody sees a label in a podcast: with a feed, the default is "start".
        """
        has_feed = replace(self.feed, base="") != Feed() or self.feed.base not in ("", self.base)
        return self.disclosure_spoken or ("start" if has_feed else "no")

    @property
    def prosody(self) -> Prosody:
        """The prosody of the main voice."""
        return Prosody(speed=self.speed, pitch=self.pitch)

    @property
    def signing(self) -> Signing:
        """The signer of the content credentials; without a key nobody signs."""
        return Signing(self.credentials_key, self.credentials_chain, self.credentials_timestamps)

    @property
    def site(self) -> "Embed":
        """The way pages play narrations."""
        from narrate.publish.embed import Embed

        return Embed(player=self.player, stale=self.stale, hide=self.hide, decides=True)

    @property
    def web_base(self) -> str:
        """The address on the web of the folder that ``output`` names, or nothing."""
        return self.base or self.feed.base

    def site_at(self, folder: Path) -> "Embed":
        """Return how pages play the narration of a folder, under ``base`` where there is one.

        The folder lies below ``output``, or directly below the folder that another name was given.
        """
        if not self.web_base:
            return self.site
        place, root = folder.resolve(), Path(self.output).resolve()
        below = place.relative_to(root).as_posix() if place.is_relative_to(root) else place.name
        path = "" if below == "." else below
        return self.site._replace(base=web_address(self.web_base, path).rstrip("/"))

    @property
    def cache_path(self) -> Path:
        """The folder of the cache."""
        return Path(self.cache) if self.cache else user_cache_path("narrate") / "utterances"

    @property
    def workers(self) -> int:
        """The number of threads, and of processes of an engine, that work at once."""
        cores = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else os.cpu_count()
        return self.jobs or (len(cores) if isinstance(cores, set) else cores or 1)


_BASE: Final = re.compile(r"(https?://[^\s/@?#]+)?(/(?!/)[^\s?#]*)?")
_RANGES: Final = (
    ("speed", 0.25, 4.0),
    ("pitch", -12.0, 12.0),
    ("bit_rate_kbps", 8, 320),
    ("disclosure_every_min", 0, 240),
    ("timeout_s", 1.0, 3600.0),
    ("listen_limit", 0.0, 1.0),
    ("jobs", 0, 256),
    ("cache_mb", 0, 10_000_000),
    ("cache_days", 0, 36_500),
)
_CHOICES: Final = {
    "style": ("en-US", "en-GB"),
    "format": ("mp3", "wav", "flac", "opus"),
    "disclosure_spoken": ("no", "start", "end"),
    "provider": ("cpu", "cuda", "coreml"),
    "stale": ("say", "hide"),
}
_CONTROLS: Final = (
    "back", "ahead", "slider", "speed", "follow", "chapters", "share", "download", "here", "dock",
)  # fmt: skip
_ARTICLE: Final = "article"
