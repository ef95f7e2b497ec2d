"""Make an article of a page: decide its headline, its id, and which blocks are furniture."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from textwrap import shorten

from narrate.errors import SourceError
from narrate.model import Article, Block, Kind, Skipped
from narrate.source.furniture import judge, reason
from narrate.source.notes import is_note
from narrate.source.page import OUTSIDE, Page, web_address
from narrate.source.tails import without_tail

_LONGEST_SLUG = 60
_LONGEST_TITLE = 60
_MOST_BYTES = 180  # a name of a file has 255, an extension and a digest with it
_DIGEST = 8
_ACCENTS = re.compile("(?<=[a-z])[\u0300-\u036f]+")
_LATIN = str.maketrans(
    {"æ": "ae", "đ": "d", "ð": "d", "ı": "i", "ł": "l", "œ": "oe", "ø": "o", "þ": "th"}
)
_TOP = 3
_LINES = {Kind.PARAGRAPH, Kind.ITEM}


def article(page: Page, name: str, *, language: str, title: str, stem: str) -> Article:
    """Return the article of a page in ``language``, its blocks judged and its headline first.

    A ``title`` takes the place of the page's headline. Without a URL the id is the slug of
    ``stem``, or of the title where that is empty. Raises SourceError, naming ``name``, where no
    block is left to speak.
    """
    facts = page.facts
    parts = _with_neighbors([_judged(part, language) for part in page.parts], language)
    parts = without_tail(parts, language, facts.byline, facts.publisher)
    if not any(isinstance(part, Block) for part in parts):
        raise SourceError(_nothing(parts, name))
    parts = _headed(parts, facts.title, title)
    placed = [_placed(part, position) for position, part in enumerate(parts)]
    blocks = tuple(part for part in placed if isinstance(part, Block))
    title = title or facts.title or _title(blocks)
    return Article(
        id=facts.url or slug(stem or title),
        title=title,
        language=language,
        blocks=blocks,
        skipped=tuple(part for part in placed if isinstance(part, Skipped)),
        summary=facts.summary,
        byline=facts.byline,
        publisher=facts.publisher,
        published=facts.published,
        modified=facts.modified,
        url=facts.url,
        image=web_address(facts.image),
        section=facts.section,
        pronunciations=facts.pronunciations,
        voice=facts.voice,
    )


def slug(text: str) -> str:
    """Return a name for a file: lower-case letters and figures, the same every time.

    Letters of Latin script lose their accents; those of other scripts stay. Where nothing is left,
    or the text is longer than 60 characters or 180 bytes, a digest keeps different texts apart.

    >>> slug("Łódź, 4 May"), slug("Київ у травні")
    ('lodz-4-may', 'київ-у-травні')
    """
    bare = unicodedata.normalize("NFKD", re.sub("['’]", "", text.casefold()).translate(_LATIN))
    folded = unicodedata.normalize("NFC", _ACCENTS.sub("", bare)).casefold()
    name = "".join(letter if _is_letter(letter) else "-" for letter in folded)
    name = re.sub("-{2,}", "-", name).strip("-")
    if name and len(name) <= _LONGEST_SLUG and len(name.encode()) <= _MOST_BYTES:
        return name
    digest = hashlib.sha256(folded.encode(errors="backslashreplace")).hexdigest()[:_DIGEST]
    start = name[: _LONGEST_SLUG - _DIGEST - 1]
    while len(start.encode()) > _MOST_BYTES - _DIGEST - 1:
        start = start[:-1]
    return f"{start.rstrip('-')}-{digest}".lstrip("-")


def _is_letter(character: str) -> bool:
    """Tell whether a character is a letter, a figure, or a mark on a letter."""
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _judged(part: Block | Skipped, language: str) -> Block | Skipped:
    if isinstance(part, Skipped):
        furniture = reason(part.block.text, language) if part.reason == OUTSIDE else ""
        return Skipped(Block(Kind.FURNITURE, part.block.text), furniture) if furniture else part
    if not any(map(str.isalnum, part.text)):
        return Skipped(part, "no words")
    # A quotation holds a person's words, and a headline is never an aside.
    if part.kind is Kind.QUOTE or _is_top_heading(part) or _is_wanted(part):
        return part
    if furniture := reason(part.text, language):
        return Skipped(Block(Kind.FURNITURE, part.text), furniture)
    if part.kind is Kind.PARAGRAPH and is_note(part.text, language):
        return part._replace(kind=Kind.NOTE)
    return part


def _is_wanted(part: Block) -> bool:
    """Tell whether the page itself asks for a block to be read."""
    return any(hint.kind == "say" for hint in part.hints)


def _with_neighbors(parts: list[Block | Skipped], language: str) -> list[Block | Skipped]:
    """Skip, beside furniture, the lines that are furniture there only: "Save", "Print"."""
    result = list(parts)
    for step in (1, -1):
        neighbor = ""  # the reason of the furniture before
        for index in range(len(result))[::step]:
            part = result[index]
            if isinstance(part, Skipped):
                neighbor = part.reason if part.block.kind is Kind.FURNITURE else ""
            elif part.kind not in _LINES or _is_wanted(part) or judge(part.text, language) is None:
                neighbor = ""
            elif neighbor:
                result[index] = Skipped(Block(Kind.FURNITURE, part.text), neighbor)
    return result


def _nothing(parts: Sequence[Block | Skipped], name: str) -> str:
    reasons = ", ".join(dict.fromkeys(part.reason for part in parts if isinstance(part, Skipped)))
    blocks = f"all {len(parts)} blocks were" if len(parts) > 1 else "its only block was"
    cause = f"{blocks} skipped ({reasons})" if parts else "it holds no text"
    return f"Nothing to narrate in {name}: {cause}."


def _headed(
    parts: list[Block | Skipped], page_title: str, user_title: str
) -> list[Block | Skipped]:
    """Return the parts with one headline: the page's own, or a title as one."""
    heading = Block(Kind.HEADING, user_title or page_title, 1)
    headline = _headline(parts, {_folded(page_title), _folded(user_title)} - {""})
    if headline is None:
        return [heading, *_without(heading.text, parts)] if heading.text else parts
    index = parts.index(headline)
    top = headline._replace(level=1)
    parts = [*parts[:index], top, *_without(headline.text, parts[index + 1 :])]
    if not user_title or _folded(user_title) == _folded(headline.text):
        return parts
    replaced = Skipped(top, "the headline, replaced by the title that was given")
    return [*parts[:index], replaced, heading, *parts[index + 1 :]]


def _without(headline: str, parts: Sequence[Block | Skipped]) -> Iterator[Block | Skipped]:
    """Yield the parts after a headline; a heading or a first line that repeats it is skipped."""
    folded = _folded(headline)
    for index, part in enumerate(parts):
        if (
            isinstance(part, Block)
            and _folded(part.text) == folded
            and (index < _TOP or part.kind is Kind.HEADING)
        ):
            yield Skipped(part, "the headline, already read as the title")
        else:
            yield part


def _headline(parts: Sequence[Block | Skipped], titles: set[str]) -> Block | None:
    """Return the heading that is a title, or the only one of level 1 if it is near the top."""
    blocks = [part for part in parts if isinstance(part, Block)]
    headings = [block for block in blocks if block.kind is Kind.HEADING]
    top = list(filter(_is_top_heading, blocks))
    if len(top) == 1 and top[0] in blocks[:_TOP]:
        return top[0]
    return next((heading for heading in headings if _folded(heading.text) in titles), None)


def _is_top_heading(block: Block) -> bool:
    return block.kind is Kind.HEADING and block.level == 1


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _placed(part: Block | Skipped, position: int) -> Block | Skipped:
    if isinstance(part, Block):
        return part._replace(position=position)
    return part._replace(block=part.block._replace(position=position))


def _title(blocks: Sequence[Block]) -> str:
    """Return the first heading of level 1, else the first words."""
    if heading := next(filter(_is_top_heading, blocks), None):
        return heading.text
    words = shorten(blocks[0].text, _LONGEST_TITLE, placeholder=" …")
    return words if words != "…" else blocks[0].text[:_LONGEST_TITLE]
