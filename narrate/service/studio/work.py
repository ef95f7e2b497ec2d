"""Work for the studio's pages, in a worker's process: the script of an article, single sentences.

A worker keeps the last articles that it read, so that an editor who tries one respelling after
another waits for the voice alone.
"""

import hashlib
import json
from dataclasses import replace
from textwrap import shorten
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from narrate import audio, pipeline
from narrate.check import stale
from narrate.config import Settings
from narrate.errors import UsageError
from narrate.model import Utterance
from narrate.publish import shelf
from narrate.service import blocks, places, reading
from narrate.service.desk import facts_for_tag
from narrate.service.sound import writer
from narrate.service.submission import Json, settings_of
from narrate.source import LENIENT, Web
from narrate.speech.cast import Cast
from narrate.speech.speakers import Speakers

if TYPE_CHECKING:
    from narrate.pipeline import Plan, Script

_SHOWN: Final = 80  # characters of a paragraph
_MOST_READ: Final = 8  # articles that a worker keeps
_CHANGED: Final = "The article changed since this page was opened. Load the page again."
_READ: "dict[str, _Written]" = {}


class Order(NamedTuple):
    """An article to look at: its id, its request, its decisions, its folder, the settings.

    ``edition`` is the hash of the dictionaries and settings in force: with another one, or with
    another request, the article is read again.
    """

    narration: str
    submission: Json
    decisions: Json
    folder: str
    settings: Settings
    edition: str

    def with_saying(self, term: str, saying: str) -> "Order":
        """Return the order with a pronunciation that is only tried."""
        sayings = {**self.decisions.get("pronunciations", {}), term: saying}
        return self._replace(decisions={**self.decisions, "pronunciations": sayings})


class _Written(NamedTuple):
    """An article that was read: what decides it, its sentences and their keys, its blocks."""

    plan: "Plan"
    script: "Script"
    placed: list[blocks.Placed]
    notes: list[str]


def script(order: Order, *, speakers: Speakers) -> Json:
    """Return an article block by block, each sentence as written and as spoken, and its names."""
    from narrate.text.names import undecided
    from narrate.text.script import names
    from narrate.voices.transcription import respelled, transcribed

    written = _written(order, speakers)
    utterances = written.script.utterances
    terms = undecided(utterances, written.plan.article.language)
    sounds = transcribed(
        [term.text for term in terms], written.plan.article.language, written.plan.settings
    )
    article = written.script.article
    return {
        "title": article.title,
        "language": article.language,
        "byline": article.byline,
        "url": article.url,
        "voice": written.plan.voice.name,
        "stamp": written.plan.fingerprint.stamp,
        "notes": written.notes,
        "blocks": _blocks(written),
        "undecided": [
            {
                **name,
                "key": written.script.keys[name["sentence"] - 1],
                "guess": respelled(name["ipa"]),
            }
            for name in names(terms, sounds, utterances)
        ],
    }


def comparison(order: Order, *, speakers: Speakers) -> str:
    """Return how an article's page differs from its published narration, or nothing.

    The page is fetched. NarrateError where there is none, or where it cannot be read.
    """
    del speakers  # nothing is spoken
    with places.reading(order.settings, order.folder) as folder:
        manifest = shelf.load(folder)
    is_address = order.submission["form"] == "address"
    address = order.submission["content"] if is_address else manifest["article"].get("url", "")
    if not address.startswith(("http://", "https://")):
        raise UsageError(
            "The narration has no web address, so that there is no page to compare. Send the "
            "article again with its url."
        )
    settings = settings_of(order.submission, order.settings)
    web = Web(private=order.settings.serve.private)
    page = pipeline.read(address, settings, web=web, overrides=LENIENT).article
    if is_address:
        finding = stale.text(page, manifest)
        return f"{finding.problem}: {finding.holds}" if finding.problem else ""
    gone = stale.gone(page, manifest)
    if not gone:
        return ""
    count = f"{len(gone)} paragraphs are" if len(gone) > 1 else "A paragraph is"
    return f"{count} no longer on the page: {shorten(gone[0], _SHOWN, placeholder=' …')}"


def sound(order: Order, key: str, path: str, *, speakers: Speakers) -> str:
    """Write the sound of the sentence of a key as MP3; return the sentence as it is spoken."""
    written = _written(order, speakers)
    return _speak(written, _number(written, key), path, speakers)


def trial(order: Order, key: str, saying: tuple[str, str], path: str, *, speakers: Speakers) -> str:
    """Write the sound of a sentence with a term and its saying that is tried, as ``sound`` does.

    LexiconError for a saying that nothing reads.
    """
    number = _number(_written(order, speakers), key)
    return _speak(_written(order.with_saying(*saying), speakers), number, path, speakers)


def warm(*, speakers: Speakers) -> None:
    """Load the modules that the other functions need: the first editor of a day waits less."""
    del speakers


def _written(order: Order, speakers: Speakers) -> _Written:
    """Return an article with its sentences, as it was kept or newly read."""
    identity = [*order[:4], order.edition]
    name = hashlib.sha256(json.dumps(identity, sort_keys=True).encode()).hexdigest()
    if (written := _READ.pop(name, None)) is None:
        written = _read(order, speakers)
    _READ[name] = written
    while len(_READ) > _MOST_READ:
        del _READ[next(iter(_READ))]
    return written


def _read(order: Order, speakers: Speakers) -> _Written:
    article_decisions = {name: value for name, value in order.decisions.items() if name != "blocks"}
    with places.reading(order.settings, order.folder) as folder:
        as_sent = reading.ready(
            order.narration, order.submission, article_decisions, folder, order.settings
        )
    placed = list(blocks.placed(as_sent.article))
    article = blocks.decided(as_sent.article, order.decisions.get("blocks", {}))
    settings = replace(as_sent.settings, jobs=speakers.jobs)
    plan = pipeline.plan(article, settings, f".{settings.format}")
    cast = Cast(speakers, plan.voice, plan.role_voices, 0)
    return _Written(plan, pipeline.write_script(plan, cast.key), placed, as_sent.notes)


def _number(written: _Written, key: str) -> int:
    """Return the index of the sentence of a key; UsageError where the article changed."""
    try:
        return written.script.keys.index(key)
    except ValueError:
        raise UsageError(_CHANGED) from None


def _speak(written: _Written, number: int, path: str, speakers: Speakers) -> str:
    plan = written.plan
    cast = Cast(speakers, plan.voice, plan.role_voices, 1)
    utterance = written.script.utterances[number]
    loud = audio.loudness.amplify(cast(utterance), plan.target_lufs - cast.loudness_lufs)
    with writer(path, "mp3", plan.settings.bit_rate_kbps, facts_for_tag(plan)) as write:
        write(loud)
    return utterance.spoken


def _blocks(written: _Written) -> list[Json]:
    """Return the blocks in their order; one that is not spoken has a reason in place of sentences.

    The label, which is no block of the article, comes where it is spoken.
    """
    sentences: dict[str, list[Json]] = {}
    for number, (utterance, key) in enumerate(
        zip(written.script.utterances, written.script.keys, strict=True), start=1
    ):
        sentences.setdefault(_identity(utterance), []).append(_sentence(number, utterance, key))
    decided = {key: (block, skip) for key, block, skip in blocks.placed(written.plan.article)}
    rows = [
        {
            "key": key,
            "kind": as_sent.block.kind.value,
            "level": as_sent.block.level,
            "text": as_sent.block.text,
            "reason": skip.reason if skip else "",
            "was_skipped": as_sent.skipped is not None,
            "sentences": [] if skip else sentences.pop(f"{block.position}", []),
        }
        for as_sent in written.placed
        for key, (block, skip) in [(as_sent.key, decided[as_sent.key])]
    ]
    label = [{"key": "", "kind": "disclosure", "sentences": group} for group in sentences.values()]
    return [*label, *rows]


def _identity(utterance: Utterance) -> str:
    if utterance.block.kind.value == "disclosure":
        return "label"
    return f"{utterance.block.position}"


def _sentence(number: int, utterance: Utterance, key: str) -> dict[str, Any]:
    return {
        "number": number,
        "key": key,
        "written": utterance.written,
        "spoken": utterance.spoken,
        "pause_ms": utterance.pause_ms,
        "edits": [edit._asdict() for edit in utterance.edits],
    }
