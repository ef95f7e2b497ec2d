"""Settings: defaults < narrate.toml < environment < flags; an unknown key is an error."""

import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from platformdirs import user_cache_path

from narrate.errors import UsageError
from narrate.model import (
    DISCLOSURE,
    DISCLOSURES,
    Choices,
    Disclosure,
    Feed,
    Jingles,
    Kind,
    Pauses,
    Prosody,
    Signing,
    Site,
)

if TYPE_CHECKING:
    from narrate.publish.embed import Embed

FILE: Final = "narrate.toml"
_PREFIX = "NARRATE_"
_LEXICONS = {"lexicons", "desk_lexicons"}
_FILES = {"cover", "credentials_key", "credentials_chain"}
_SOUNDS = ("intro", "outro", "bed", "chime")
_PEM = "-----BEGIN"
_CONFIG = "NARRATE_CONFIG"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a publisher sets once; every key of narrate.toml is a field here.

    ``loudness`` is a preset's name or LUFS as heard; ``speed`` a factor, ``pitch`` semitones;
    ``bit_rate_kbps`` that of MP3 and Opus; ``style`` is en-US or en-GB, by default as the article's
    language; ``jobs`` 0 is all cores. ``disclosure_language`` is BCP 47, or "article".
    ``credentials_key`` and ``credentials_chain`` are files, or PEM as it stands in one.
    ``provider`` is where models run: cpu, cuda or coreml. ``base`` is the address on the web of the
    folder that ``output`` names; ``feed.base`` is the same setting.
    """

    voice: str = "system"
    voices: Mapping[str, str] = field(default_factory=dict)
    commercial: bool = False
    provider: str = ""
    voice_mirror: str = ""
    language: str = ""
    speed: float = 1.0
    pitch: float = 0.0
    style: str = ""
    lexicons: tuple[str, ...] = ()
    desk_lexicons: tuple[str, ...] = ()
    pauses: Pauses = Pauses()
    sounds: Jingles = Jingles()
    loudness: str | float = "podcast"
    format: str = "mp3"
    bit_rate_kbps: int = 64
    output: str = "output"
    base: str = ""
    publisher: str = ""
    captions: bool = False
    tables: bool = False
    sites: Mapping[str, Site] = field(default_factory=dict)
    disclosure: str = DISCLOSURE
    disclosure_language: str = ""
    disclosure_spoken: str = "no"
    cover: str = ""
    credentials_key: str = ""
    credentials_chain: str = ""
    credentials_timestamps: str = ""
    feed: Feed = Feed()
    player: str = ""
    stale: str = "say"
    timeout_s: float = 30.0
    jobs: int = 0
    cache: str = ""
    cache_mb: int = 2_000
    cache_days: int = 180

    def __post_init__(self) -> None:
        """Refuse what cannot be meant; UsageError."""
        if not any(map(str.isalnum, self.disclosure)):
            raise UsageError(
                "The disclosure is empty, and audio made with AI must say that it is. "
                f"Leave the setting out for: {DISCLOSURE}"
            )
        wording = self.disclosure_language.partition("-")[0]
        if self.disclosure == DISCLOSURE and wording not in ("", _ARTICLE, *DISCLOSURES):
            raise UsageError(
                f"disclosure_language is {wording!r}, and narrate words the label only in "
                f"{', '.join(DISCLOSURES)}. Set disclosure, too, to words of your own."
            )
        for name, low, high in _RANGES:
            if not low <= (value := getattr(self, name)) <= high:
                raise UsageError(f"{name} is {value:g}; it goes from {low:g} to {high:g}.")
        for name, choices in _CHOICES.items():
            if (value := getattr(self, name)) not in ("", *choices):
                raise UsageError(f"{name} is {value!r}; it is one of {', '.join(choices)}.")
        self._share_base()

    def _share_base(self) -> None:
        """Give the feed and the pages one base; UsageError for two, or for what is no address."""
        base = self.base or self.feed.base
        if not _BASE.fullmatch(base):
            raise UsageError(
                f"base is {base!r}; it is one of an address with https://, without a password, and "
                "a path that begins with /."
            )
        if self.feed.base not in ("", base):
            raise UsageError(
                f"base is {base!r} and feed.base {self.feed.base!r}: they are one setting. Remove "
                "feed.base."
            )
        object.__setattr__(self, "base", base)
        if not self.feed.base and "//" in base:
            object.__setattr__(self, "feed", replace(self.feed, base=base))

    @property
    def choices(self) -> Choices:
        """What is read of a page."""
        return Choices(captions=self.captions, tables=self.tables, sites=self.sites)

    def label(self, article_language: str) -> Disclosure:
        """Return the label of an article in some language.

        narrate's own wording is English, or in the language that the setting names; a publisher's
        own is in the article's, unless the setting says otherwise.
        """
        own = self.disclosure != DISCLOSURE
        language = self.disclosure_language or ("" if own else "en")
        if language in ("", _ARTICLE):
            language = article_language
        words = " ".join(self.disclosure.split())
        if not own:
            primary = language.partition("-")[0]
            language = language if primary in DISCLOSURES else "en"
            words = DISCLOSURES.get(primary, DISCLOSURE)
        return Disclosure(words, language, self.disclosure_spoken)

    @property
    def prosody(self) -> Prosody:
        """How the voice is to speak."""
        return Prosody(speed=self.speed, pitch=self.pitch)

    @property
    def signing(self) -> Signing:
        """Who signs the content credentials, if anybody."""
        return Signing(self.credentials_key, self.credentials_chain, self.credentials_timestamps)

    @property
    def site(self) -> "Embed":
        """How pages play narrations."""
        from narrate.publish.embed import Embed

        return Embed(player=self.player, stale=self.stale)

    def site_at(self, folder: Path) -> "Embed":
        """Return how pages play the narration of a folder, under ``base`` where there is one.

        The folder lies below ``output``, or directly below the folder that another name was given.
        """
        if not self.base:
            return self.site
        place, root = folder.resolve(), Path(self.output).resolve()
        below = place.relative_to(root).as_posix() if place.is_relative_to(root) else place.name
        path = "" if below == "." else quote(below)
        return self.site._replace(base=f"{self.base.rstrip('/')}/{path}".rstrip("/"))

    @property
    def cache_path(self) -> Path:
        """Where the audio of utterances is kept."""
        return Path(self.cache) if self.cache else user_cache_path("narrate") / "utterances"

    @property
    def workers(self) -> int:
        """How many threads, and processes of an engine, work at once."""
        cores = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else os.cpu_count()
        return self.jobs or (len(cores) if isinstance(cores, set) else cores or 1)


_BASE: Final = re.compile(r"(https?://[^\s/@?#]+)?(/(?!/)[^\s?#]*)?")
_RANGES: Final = (
    ("speed", 0.25, 4.0),
    ("pitch", -12.0, 12.0),
    ("bit_rate_kbps", 8, 320),
    ("timeout_s", 1.0, 3600.0),
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
_ARTICLE: Final = "article"


def load(folder: Path, environment: Mapping[str, str], flags: Mapping[str, Any]) -> Settings:
    """Return the settings for work in a folder; a flag that is None was not given.

    Errors: UsageError names the file, the key and the keys there are.
    """
    given = {name: value for name, value in flags.items() if value is not None}
    file = Path(environment[_CONFIG]) if environment.get(_CONFIG) else folder / FILE
    required = file != folder / FILE
    layers = {**_from_file(file, required=required), **_from_environment(environment), **given}
    return replace(Settings(), **layers)


def _from_file(path: Path, *, required: bool) -> dict[str, Any]:
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        if required:
            raise UsageError(f"{path}, which {_CONFIG} names, is not there.") from error
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}. Correct it or remove it.") from error
    values = {name: _checked(str(path), name, value) for name, value in table.items()}
    for name in _LEXICONS.intersection(values):
        values[name] = tuple(str(path.parent / file) for file in values[name])
    for name in _FILES.intersection(values):
        if values[name] and not values[name].startswith(_PEM):
            values[name] = str(path.parent / values[name])
    if "sounds" in values:
        named = {role: getattr(values["sounds"], role) for role in _SOUNDS}
        beside = {role: str(path.parent / file) for role, file in named.items() if file}
        values["sounds"] = replace(values["sounds"], **beside)
    return values


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    values = {}
    for variable, text in environment.items():
        if variable.startswith(_PREFIX) and variable != _CONFIG:
            name = variable.removeprefix(_PREFIX).lower()
            _known(variable, name, _DEFAULTS)
            value: Any = text.split(os.pathsep) if name in _LEXICONS else text
            if isinstance(_DEFAULTS[name], bool):
                value = _SWITCHES.get(text.casefold(), text)
            elif isinstance(_DEFAULTS[name], int | float) or name == "loudness":
                value = _number(text)
            values[name] = _checked(variable, name, value)
    return values


_SWITCHES: Final = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


def _number(text: str) -> int | float | str:
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


_BARE: Final = Settings()
_DEFAULTS: Final = {one.name: getattr(_BARE, one.name) for one in fields(Settings)}
_EXPECTED: Final = {str: "text", float: "a number", int: "a whole number", bool: "true or false"}


def _checked(where: str, name: str, value: Any) -> Any:  # noqa: ANN401 - what it is, is checked
    """Return a setting's value if it is of the default's kind."""
    _known(where, name, _DEFAULTS)
    default = _DEFAULTS[name]
    if name in _TABLES:
        return _TABLES[name](where, value)
    if name == "loudness" and type(value) in (int, float):
        return float(value)
    return _of_kind(where, name, value, default)


def _of_kind(where: str, name: str, value: Any, default: Any) -> Any:  # noqa: ANN401 - as above
    kind = type(default)
    if kind is tuple:
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        raise UsageError(f"{where}: {name} is a list of texts, not {value!r}.")
    if kind is float and type(value) in (int, float):
        return float(value)
    if type(value) is not kind:
        raise UsageError(f"{where}: {name} is {_EXPECTED[kind]}, not {value!r}.")
    return value


def _voices(where: str, table: Any) -> Mapping[str, str]:  # noqa: ANN401 - what it is, is checked
    """Return the voices by role: a kind of block, ``speakers.NAME``, ``languages.TAG``."""
    if not isinstance(table, dict):
        raise UsageError(f"{where}: voices is a table of {', '.join(_ROLES)}.")
    found = {}
    for name, value in table.items():
        _known(f"{where}, voices", name, _ROLES)
        if isinstance(value, dict) is not (name in _NAMED):
            raise UsageError(f"{where}: voices.{name} is not {value!r}; it is {_ROLES[name]}.")
        named = value if isinstance(value, dict) else {"": value}
        for key, voice in named.items():
            if not isinstance(voice, str):
                raise UsageError(f"{where}: voices.{name} names voices, not {voice!r}.")
            role = key.lower() if name == "languages" else key
            found[f"{name}.{role}" if key else name] = voice
    return found


_NAMED: Final = ("speakers", "languages")
_ROLES: Final = {
    **dict.fromkeys(
        ("headline", "heading", "paragraph", "quote", "item", "caption", "table"), "a voice's name"
    ),
    **dict.fromkeys(_NAMED, "a table of voices"),
}


def _sites(where: str, table: Any) -> Mapping[str, Site]:  # noqa: ANN401 - what it is, is checked
    """Return the rules by host: ``[sites."example.org"]`` with include, exclude and kinds."""
    if not isinstance(table, dict) or not all(isinstance(rules, dict) for rules in table.values()):
        raise UsageError(f'{where}: sites is a table for each site: [sites."example.org"].')
    return {
        host.removeprefix("www."): _site(f"{where}, sites.{host}", rules)
        for host, rules in table.items()
    }


def _site(where: str, rules: dict[str, Any]) -> Site:
    for name, value in rules.items():
        _known(where, name, ("include", "exclude", "kinds"))
        texts = value.values() if isinstance(value, dict) else value
        if isinstance(value, dict) is not (name == "kinds") or not all(
            isinstance(text, str) for text in texts
        ):
            raise UsageError(f"{where}: {name} is {_SITE_EXPECTED[name]}, not {value!r}.")
    kinds = rules.get("kinds", {})
    for kind in kinds.values():
        if kind not in _KINDS:
            raise UsageError(f"{where}: {kind!r} is no kind of block; it is {', '.join(_KINDS)}.")
    return Site(
        include=tuple(rules.get("include", ())),
        exclude=tuple(rules.get("exclude", ())),
        kinds={selector: Kind(kind) for selector, kind in kinds.items()},
    )


_KINDS: Final = ("heading", "paragraph", "quote", "item", "caption", "note")
_SITE_EXPECTED: Final = {
    "include": "a list of CSS selectors",
    "exclude": "a list of CSS selectors",
    "kinds": "a table of CSS selectors and kinds of blocks",
}


def _pauses(where: str, table: Any) -> Pauses:  # noqa: ANN401 - what it is, is checked
    names = [one.name for one in fields(Pauses)]
    if not isinstance(table, dict):
        raise UsageError(f"{where}: pauses is a table of {', '.join(names)}.")
    for name, value in table.items():
        _known(where, name, names)
        if type(value) is not int or not 0 <= value <= _LONGEST_PAUSE_MS:
            raise UsageError(f"{where}: {name} is 0 to {_LONGEST_PAUSE_MS} ms, not {value!r}.")
    return Pauses(**table)


_LONGEST_PAUSE_MS: Final = 10_000


def _feed(where: str, table: Any) -> Feed:  # noqa: ANN401 - what it is, is checked
    defaults = {one.name: getattr(Feed(), one.name) for one in fields(Feed)}
    if not isinstance(table, dict):
        raise UsageError(f"{where}: feed is a table of {', '.join(defaults)}.")
    values: dict[str, Any] = {}
    for name, value in table.items():
        _known(where, name, defaults)
        values[name] = _of_kind(where, f"feed.{name}", value, defaults[name])
    made = Feed(**values)
    if made.limit < 1 or not made.file or Path(made.file).name != made.file:
        raise UsageError(f"{where}: feed.limit is 1 or more, feed.file a name in its folder.")
    return made


def _sounds(where: str, table: Any) -> Jingles:  # noqa: ANN401 - what it is, is checked
    defaults = {one.name: getattr(Jingles(), one.name) for one in fields(Jingles)}
    if not isinstance(table, dict):
        raise UsageError(f"{where}: sounds is a table of {', '.join(defaults)}.")
    values: dict[str, Any] = {}
    for name, value in table.items():
        _known(f"{where}, sounds", name, defaults)
        values[name] = _of_kind(where, f"sounds.{name}", value, defaults[name])
        low, high = _OF_SOUNDS.get(name, _SOUNDS_DB)
        if not isinstance(values[name], str) and not low <= value <= high:
            raise UsageError(f"{where}: sounds.{name} is {value:g}; it goes from {low} to {high}.")
    return Jingles(**values)


_SOUNDS_DB: Final = (-60, 12)
_OF_SOUNDS: Final = {"fade_ms": (0, _LONGEST_PAUSE_MS), "duck_db": (0, 40)}
_TABLES: Final = {
    "pauses": _pauses,
    "sounds": _sounds,
    "feed": _feed,
    "sites": _sites,
    "voices": _voices,
}


def _known(where: str, name: str, names: Iterable[str]) -> None:
    names = sorted(names)
    if name not in names:
        close = get_close_matches(name, names, n=1)
        hint = f" Did you mean {close[0]!r}?" if close else ""
        raise UsageError(
            f"{where}: there is no setting {name!r}.{hint} Settings: {', '.join(names)}."
        )
