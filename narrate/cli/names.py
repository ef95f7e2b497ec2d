"""The report of names for narrate script: how the voice says each, to read and to hear."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from narrate.cli import output, progress
from narrate.errors import PartlyDone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from narrate.config import Settings
    from narrate.model import Article, Utterance
    from narrate.text.names import Term

_SHOWN, _WIDEST = 50, 40
_UNREADABLE = "cannot say it"


class Name(NamedTuple):
    """A term, its sound in IPA and respelled, and whether the voice says it letter by letter."""

    term: "Term"
    ipa: str
    respelling: str
    is_spelled: bool


def report(
    article: "Article",
    utterances: "Sequence[Utterance]",
    settings: "Settings",
    *,
    strict: bool,
    json_: bool,
    listen: bool,
) -> None:
    """Print the undecided terms; with ``listen`` write a page on which each can be heard.

    Words that the voice cannot say come first, then names that it says letter by letter. With
    ``strict``, any term raises PartlyDone.
    """
    unreadable, names = (
        _unreadable(utterances, article, settings),
        _names(article, utterances, settings),
    )
    if listen:
        page = _page(article, utterances, names, settings)
        if json_:
            output.document({"page": page})
        else:
            print(page)
    elif json_:
        output.document(_document(article, unreadable, names, utterances))
    elif names or unreadable:
        print("\n".join(_table(unreadable, names, utterances)))
    else:
        print("Nothing is undecided: a rule, an entry or the word list decides every word.")
    texts = [text for text, _ in unreadable] + [name.term.text for name in names]
    if strict and texts:
        raise PartlyDone(_stop(texts))


def _names(
    article: "Article", utterances: "Sequence[Utterance]", settings: "Settings"
) -> list[Name]:
    """Return the undecided terms with their sounds; those said letter by letter come first."""
    from narrate.text.names import undecided
    from narrate.voices.transcription import respelled, spelled, transcribed

    terms = [
        term
        for term in undecided(utterances, article.language)
        if not _is_in_other_script(term.text, article.language)
    ]
    words = [term.text for term in terms]
    sounds = transcribed(words, article.language, settings)
    letters = spelled(words, sounds, article.language, settings)
    names = [
        Name(term, ipa, respelled(ipa), term.text in letters and term.kind != "acronym")
        for term, ipa in zip(terms, sounds, strict=True)
    ]
    return sorted(names, key=lambda name: not name.is_spelled)


def _is_in_other_script(text: str, language: str) -> bool:
    from narrate.engines import scripts

    return bool(scripts.unreadable(text, language)) and not any(
        map(str.isalnum, scripts.blanked(text, language))
    )


def _unreadable(
    utterances: "Sequence[Utterance]", article: "Article", settings: "Settings"
) -> list[tuple[str, int]]:
    """Return the words in a script that no voice reads, each with its first sentence's number."""
    from narrate import voices
    from narrate.speech.reading import has_voice, unreadable

    settings, _ = voices.decide(settings, article.language)
    voice = voices.find(settings.voice, article.language, settings.prosody)
    words: dict[str, int] = {}
    for number, utterance in enumerate(utterances, 1):
        for start, end, script in unreadable(utterance, voice):
            if not has_voice(script, settings.voices):
                words.setdefault(utterance.written[start:end], number)
    return list(words.items())


def _document(
    article: "Article",
    unreadable: list[tuple[str, int]],
    names: list[Name],
    utterances: "Sequence[Utterance]",
) -> dict[str, Any]:
    from narrate.text import script

    rows = script.names([name.term for name in names], [name.ipa for name in names], utterances)
    for row, name in zip(rows, names, strict=True):
        row |= {"respelling": name.respelling, "letter_by_letter": name.is_spelled}
    return {
        "title": article.title,
        "language": article.language,
        "unreadable": [{"text": text, "sentence": sentence} for text, sentence in unreadable],
        "names": rows,
    }


def _stop(texts: "Sequence[str]") -> str:
    first = ", ".join(texts[:3]) + (", …" if len(texts) > 3 else "")
    are = "1 term is" if len(texts) == 1 else f"{len(texts)} terms are"
    return f"{are} undecided ({first}). Add an entry for each to your lexicon.tsv and run again."


def _table(
    unreadable: list[tuple[str, int]], names: list[Name], utterances: "Sequence[Utterance]"
) -> list[str]:
    """Return two lines for each term, its sound and its place; then how to decide them."""
    sounds = [_sound(name) for name in names] + [_UNREADABLE] * bool(unreadable)
    width = min(_WIDEST, max(map(len, sounds)))
    lines = []
    for text, sentence in unreadable:
        lines.append(f"{_UNREADABLE:{width}}     1  {text}")
        lines.append(_place(sentence, _around(utterances[sentence - 1].written, text)))
    for name in names:
        term = name.term
        where = _around(utterances[term.sentence - 1].written, term.text, term.start)
        letters = " letter by letter" if name.is_spelled else ""
        ipa = f"  /{name.ipa}/" if name.respelling else ""
        cells = f"{_sound(name):{width}}  {term.count:4}  {term.text}{letters}{ipa}"
        lines.append(output.fitted(cells))
        lines.append(_place(term.sentence, f"{where}{_parts(term)}"))
    return [
        *lines,
        "",
        "Decide each with a line in lexicon.tsv, or with a command such as:",
        "narrate lexicon add Wojciechowska voy-cheh-HOF-skuh",
    ]


def _place(sentence: int, text: str) -> str:
    return output.fitted(f"    sentence {sentence}: {text}")


def _sound(name: Name) -> str:
    """Return how a name is said: respelled, else its IPA, else a question mark."""
    from narrate.voices.transcription import UNKNOWN

    return name.respelling or (name.ipa if name.ipa == UNKNOWN else f"/{name.ipa}/")


def _parts(term: "Term") -> str:
    """Return the undecided words of a name of several words, with the count of each."""
    if len(term.text.split()) == 1:
        return ""
    return " (" + ", ".join(f"{part.word} {part.times}" for part in term.parts) + ")"


def _around(written: str, text: str, start: int | None = None) -> str:
    """Return a sentence, or the part of it around a text, which begins at ``start``."""
    start, length = written.find(text) if start is None else start, len(text)
    room = max(0, _SHOWN - length)
    first = max(0, min(start - room // 2, len(written) - _SHOWN))
    last = first + max(_SHOWN, length)
    opening, closing = "…" * (first > 0), "…" * (last < len(written))
    return f"«{opening}{written[first:last].strip()}{closing}»"


def _page(
    article: "Article", utterances: "Sequence[Utterance]", names: list[Name], settings: "Settings"
) -> Path:
    """Speak the sentences of the names into a folder, and return the path of the page."""
    from narrate import pipeline
    from narrate.batch.places import target
    from narrate.model import Article, Block, Kind
    from narrate.speech.speakers import Speakers
    from narrate.voices.preview import NameRow, names_page

    folder = Path(settings.output) / "names"
    folder.mkdir(parents=True, exist_ok=True)
    settings = replace(settings, format="mp3", disclosure_spoken="no")
    numbers = sorted({name.term.sentence for name in names})
    with Speakers(settings) as speakers:
        for number in progress.bar("Names", numbers, len(numbers)):
            sentence = Article(
                id=f"{article.id}#{number}",
                title=article.title,
                language=article.language,
                blocks=(Block(Kind.PARAGRAPH, utterances[number - 1].written),),
                pronunciations=article.pronunciations,
            )
            place = target(sentence, str(folder / f"{number}.mp3"), settings)
            pipeline.make(sentence, place, settings, speakers=speakers)
    rows = [
        NameRow(
            name.term.text,
            _sound(name),
            utterances[name.term.sentence - 1].written,
            name.term.start,
            f"{name.term.sentence}.mp3",
        )
        for name in names
    ]
    page = folder / "index.html"
    page.write_text(names_page(rows, article.title, article.language, settings.disclosure), "utf-8")
    return page
