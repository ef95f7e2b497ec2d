"""The values that flow through narrate, in the order in which they appear; all are frozen.

Lengths inside are integer frames; milliseconds stand only at the edges. Text offsets count
Unicode code points.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from enum import StrEnum
from itertools import chain
from typing import Any, Final, NamedTuple, Self, overload
from urllib.parse import urlsplit

# The label, word for word, wherever a label can stand; a setting may put another in its place.
DISCLOSURE: Final = "This audio is created with AI assistance"

# Of several elements, one of which no person recorded.
COMPOSITE: Final = "compositeSynthetic"

# The same in other languages, for a publisher that sets no wording of its own.
DISCLOSURES: Final[Mapping[str, str]] = {
    "en": DISCLOSURE,
    "de": "Dieses Audio wurde mit Unterstützung von KI erstellt",
    "es": "Este audio se ha creado con ayuda de inteligencia artificial",
    "fr": "Cet audio a été créé avec l’aide de l’intelligence artificielle",
    "pl": "To nagranie powstało z pomocą sztucznej inteligencji",
    "uk": "Це аудіо створено за допомогою штучного інтелекту",
}


class Kind(StrEnum):
    """What a block is; it decides the pause after it, its voice and whether it is said."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    ITEM = "item"
    CAPTION = "caption"
    TABLE = "table"
    CODE = "code"
    NOTE = "note"  # of the editors: a correction, how the article came about
    FURNITURE = "furniture"
    DISCLOSURE = "disclosure"  # the label, where it is spoken: not a part of what was written


class Hint(NamedTuple):
    """What the page itself says of ``text[start:end]`` of a block.

    ``kind`` is ``as`` (say this instead), ``abbr`` (what an abbreviation stands for), ``lang`` (a
    BCP 47 tag) or ``say`` (read this, whatever it looks like).
    """

    start: int
    end: int
    kind: str
    value: str


class Block(NamedTuple):
    """One block of an article as written.

    ``level`` is 1-6 for a heading and the nesting depth, from 1, for an item; else 0.
    ``position`` is the ordinal of the block in its source, so that what is spoken and what is
    skipped can be put back in order. White space in ``text`` is single spaces, none at the ends.
    """

    kind: Kind
    text: str
    level: int = 0
    position: int = 0
    hints: tuple[Hint, ...] = ()


class Skipped(NamedTuple):
    """A block that is not spoken, and the reason a person can read."""

    block: Block
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article as written: what is to be spoken, and what is skipped with its reason.

    ``language`` is a BCP 47 tag; dates are ISO 8601; what is unknown is empty. ``id`` is stable
    for one source. The headline is a heading of level 1 in ``blocks`` where it is to be spoken.
    ``image`` is a web address; ``picture`` the path of a local file, which is never published as
    such. ``pronunciations`` are terms and how the article itself says them.
    """

    id: str
    title: str
    language: str
    blocks: Sequence[Block]
    skipped: tuple[Skipped, ...] = ()
    summary: str = ""
    byline: str = ""
    publisher: str = ""
    published: str = ""
    modified: str = ""
    url: str = ""
    image: str = ""
    section: str = ""
    picture: str = ""
    pronunciations: tuple[tuple[str, str], ...] = ()


class Edit(NamedTuple):
    """What one rule or lexeme says instead of ``written[start:end]``.

    ``spoken`` is complete and readable by every engine (a respelling where need be); ``phonemes``
    is the IPA for engines that take it, or empty. ``rule`` names who claimed the span.
    ``respelling`` is for engines without phonemes where ``spoken`` reads as written and they would
    say it wrong: "led" for the metal; or empty.
    """

    start: int
    end: int
    spoken: str
    rule: str
    phonemes: str = ""
    respelling: str = ""


class Run(NamedTuple):
    """A stretch of an utterance for an engine: ``text``, and its IPA where that is decided.

    ``respelling``, where there is one, says the same to an engine without phonemes.
    """

    text: str
    phonemes: str = ""
    respelling: str = ""

    @property
    def readable(self) -> str:
        """What an engine without phonemes is to read."""
        return self.respelling or self.text


class Utterance(NamedTuple):
    """One sentence, one call to an engine: as written, and the edits that make it spoken.

    ``edits`` are in order and never overlap. ``pause_ms`` is the silence after it.
    """

    block: Block
    written: str
    edits: tuple[Edit, ...] = ()
    pause_ms: int = 0

    @property
    def runs(self) -> tuple[Run, ...]:
        """What the engine gets, in order; the texts joined are ``spoken``."""
        runs: list[Run] = []
        plain: list[str] = []
        at = 0
        for edit in self.edits:
            plain.append(self.written[at : edit.start])
            if edit.phonemes:
                runs += [Run("".join(plain)), Run(edit.spoken, edit.phonemes, edit.respelling)]
                plain = []
            else:
                plain.append(edit.spoken)
            at = edit.end
        runs.append(Run("".join([*plain, self.written[at:]])))
        return tuple(run for run in runs if run.text)

    @property
    def spoken(self) -> str:
        """The sentence as it will be said."""
        parts, at = [], 0
        for edit in self.edits:
            parts += [self.written[at : edit.start], edit.spoken]
            at = edit.end
        return "".join([*parts, self.written[at:]])


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
    """What is read of any page, and the rules of each site by its host: "example.org"."""

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
    """A publisher's feed: what its narrations do not say of it themselves.

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
class Prosody:
    """How a voice speaks, in neutral units: speed as a factor, pitch in semitones, gain in dB."""

    speed: float = 1.0
    pitch: float = 0.0
    gain_db: float = 0.0


@dataclass(frozen=True, slots=True)
class File:
    """A file that a voice needs: where it comes from, its bytes and its SHA-256, where known."""

    address: str
    size: int = 0
    sha256: str = ""

    @property
    def name(self) -> str:
        """What it is called on the disk."""
        return urlsplit(self.address).path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: an engine, its voice id (empty: the engine's choice for the language).

    ``model`` is the path of the model's file, or what a server calls its model; ``files`` are what
    is to be installed first. ``options`` are the engine's own. ``source_type`` is a term of IPTC's
    digital source type vocabulary. ``attribution`` and ``license`` are as the voice's author
    states them; ``commercial`` says whether the license allows it: yes, no or unknown.
    ``loudness_db`` is how much louder than other voices it is to be; ``pauses`` go over the
    settings'. ``leaves_machine``: the text goes to somebody else's computer.
    """

    name: str
    engine: str
    id: str = ""
    language: str = ""
    license: str = ""
    attribution: str = ""
    source: str = ""
    source_type: str = "algorithmicMedia"
    prosody: Prosody = Prosody()
    description: str = ""
    model: str = ""
    files: tuple[File, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict, hash=False)
    commercial: str = "unknown"
    loudness_db: float = 0.0
    pauses: Mapping[str, int] = field(default_factory=dict, hash=False)
    leaves_machine: bool = False
    provider: str = ""

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Self:
        """Return the voice that ``dataclasses.asdict`` made plain."""
        files = tuple(File(**file) for file in plain.get("files", ()))
        return cls(**{**plain, "prosody": Prosody(**plain["prosody"]), "files": files})

    @property
    def sound(self) -> list[Any]:
        """All that decides how it sounds beside its engine, as JSON can say it."""
        model = [one.sha256 for one in self.files] or self.model
        asked = sorted(self.options.items())
        return [self.id, self.language, astuple(self.prosody), model, asked]


class Word(NamedTuple):
    """When a word is heard (frames from the start of its audio) and where it stands in spoken.

    ``estimated``: the engine told less than that, and the time is worked out from what it told.
    """

    start_frame: int
    end_frame: int
    start: int
    end: int
    estimated: bool = False


class Words(Sequence[Word]):
    """The words of an utterance at a tenth of their size: ten hours have a hundred thousand."""

    __slots__ = ("_numbers",)

    def __init__(self, words: Iterable[Word]) -> None:
        """Take the words in order."""
        self._numbers = array("i", chain.from_iterable(words))

    def __len__(self) -> int:
        """How many words there are."""
        return len(self._numbers) // len(Word._fields)

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> list[Word]: ...
    def __getitem__(self, at: int | slice) -> Word | list[Word]:
        """Return the word at a place, or those of a slice."""
        return list(self)[at]

    def __eq__(self, other: object) -> bool:
        """Whether these are the same words."""
        return isinstance(other, Words) and self._numbers == other._numbers

    def __hash__(self) -> int:
        """Return the same for the same words."""
        return hash(self._numbers.tobytes())

    def __iter__(self) -> Iterator[Word]:
        """Yield the words in order."""
        numbers = iter(self._numbers)
        return map(Word._make, zip(*[numbers] * 4, map(bool, numbers), strict=True))


class Audio(NamedTuple):
    """16-bit little-endian mono PCM; ``faults`` are phrases that say what sounds wrong in it."""

    pcm: bytes
    sample_rate_hz: int
    words: tuple[Word, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def frames(self) -> int:
        """The length."""
        return len(self.pcm) // 2


class Share(NamedTuple):
    """What an utterance adds to the loudness of the whole, before any gain.

    ``blocks`` of 400 ms above the narration's gate begin in it; ``power`` is the sum of their
    K-weighted mean powers, ``peak`` its true peak, both where full scale is 1.
    """

    blocks: int
    power: float
    peak: float


class Cue(NamedTuple):
    """When an utterance is heard, in frames of the narration; its words, where known.

    ``key`` names what it sounds like with its pause, ``bytes`` is how long that is in the file, 0
    where the file is not of pieces: so a correction finds what it can keep. ``faults`` are those of
    its audio, the best of a few takes.
    """

    utterance: Utterance
    start_frame: int
    end_frame: int
    words: Sequence[Word] = ()
    share: Share | None = None
    key: str = ""
    bytes: int = 0
    faults: tuple[str, ...] = ()


class Chapter(NamedTuple):
    """What stands under a heading, in frames of the narration."""

    title: str
    start_frame: int
    end_frame: int


@dataclass(frozen=True, slots=True)
class Loudness:
    """What was measured and aimed at: LUFS (ITU-R BS.1770), dBTP, the one gain in dB.

    ``gate_lufs`` is the level under which a block of 400 ms did not count.
    """

    target_lufs: float
    measured_lufs: float
    gain_db: float
    true_peak_db: float
    gate_lufs: float = -70.0


@dataclass(frozen=True, slots=True)
class Made:
    """What decided a narration, so that a later run knows what of it still holds.

    ``stamp`` is the hash of everything, ``terms`` of it without narrate's own edition and the
    dictionaries, ``reading`` of what decides how a text is said; ``encoding`` names how pieces
    became bytes. ``speed`` and ``pitch`` are what was asked for on top of the voice's own.
    """

    stamp: str = ""
    terms: str = ""
    reading: str = ""
    encoding: str = ""
    speed: float = 1.0
    pitch: float = 0.0


@dataclass(frozen=True, slots=True)
class Sounds:
    """The files that a publisher has heard around the words, if any, and how.

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
class Disclosure:
    """The label: its words, their language (BCP 47), and whether it is spoken.

    ``spoken`` is "no", "start" or "end".
    """

    words: str = DISCLOSURE
    language: str = "en"
    spoken: str = "no"


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs: PEM, or the path of a file with it, and the address of a timestamp authority.

    The chain begins with the signer's own certificate (EC P-256); an empty ``key`` signs nothing.
    """

    key: str = ""
    chain: str = ""
    timestamps: str = ""


@dataclass(frozen=True, slots=True)
class Narration:
    """The finished thing: everything that a writer of files needs, nothing to recompute.

    ``disclosure`` is the label's words; ``cover`` the bytes of a JPEG or PNG, or nothing;
    ``composite``: recorded sounds stand around the words.
    """

    article: Article
    voice: Voice
    cues: Sequence[Cue]
    frames: int
    sample_rate_hz: int
    loudness: Loudness
    disclosure: str
    made: Made = Made()
    disclosure_language: str = "en"
    cover: bytes = b""
    others: tuple[Voice, ...] = ()
    composite: bool = False

    @property
    def source_type(self) -> str:
        """The term for the whole: a trained model's voice among several decides.

        With other sounds it is the term for a composite (IPTC's digital source types).
        """
        trained = "trainedAlgorithmicMedia"
        terms = {voice.source_type for voice in (self.voice, *self.others)}
        if self.composite:
            return "compositeWithTrainedAlgorithmicMedia" if trained in terms else COMPOSITE
        return trained if trained in terms else self.voice.source_type

    @property
    def utterances(self) -> Iterator[Utterance]:
        """What is spoken, in order."""
        return (cue.utterance for cue in self.cues)

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """What stands under each heading; before the first, the article's title stands for one.

        The label, where it is spoken, belongs to the chapter beside it.
        """
        marks: list[tuple[str, int]] = []
        position = None
        for cue in self.cues:
            block = cue.utterance.block
            if block.kind is Kind.DISCLOSURE:
                continue
            if block.position != position and (block.kind is Kind.HEADING or not marks):
                heads = block.kind is Kind.HEADING
                marks.append((block.text if heads else self.article.title, cue.start_frame))
            position = block.position
        first = marks[0][0] if marks else self.article.title
        marks[:1] = [(first, cue.start_frame) for cue in self.cues[:1]]
        ends = [*(start for _, start in marks[1:]), self.frames]
        return tuple(
            Chapter(title, start, end) for (title, start), end in zip(marks, ends, strict=False)
        )

    @property
    def duration_s(self) -> float:
        """The playing time."""
        return self.frames / self.sample_rate_hz
