"""Make an article of a page: what is furniture, which block is the headline, what its id is."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from textwrap import shorten

from narrate.errors import SourceError
from narrate.model import Article, Block, Kind, Skipped
from narrate.source.furniture import judge, reason
from narrate.source.notes import is_note
from narrate.source.page import Page, web_address

_LONGEST_SLUG = 60
_LONGEST_TITLE = 60
_DIGEST = 8
_LATIN = str.maketrans(
    {"æ": "ae", "đ": "d", "ð": "d", "ı": "i", "ł": "l", "œ": "oe", "ø": "o", "þ": "th"}
)
_TOP = 3
_LINES = {Kind.PARAGRAPH, Kind.ITEM}


def article(page: Page, name: str, *, language: str, title: str, stem: str) -> Article:
    """Decide what of a page is spoken; ``title``, where given, takes the place of its headline.

    Without a URL the id is the slug of ``stem``, or of the title where that is empty. Raises
    SourceError, naming ``name``, where nothing is left to say.
    """
    facts = page.facts
    parts = _with_neighbors([_judged(part, language) for part in page.parts], language)
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
    )


def slug(text: str) -> str:
    """Give a name for a file: lower-case ASCII, at most 60 characters, the same every time.

    Where letters are lost or the text is too long, a digest keeps different texts apart.
    """
    plain = unicodedata.normalize("NFKD", re.sub("['’]", "", text.casefold()).translate(_LATIN))
    name = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
    lost = any(character.isalnum() and not character.isascii() for character in plain)
    if name and not lost and len(name) <= _LONGEST_SLUG:
        return name
    digest = hashlib.sha256(plain.encode(errors="backslashreplace")).hexdigest()[:_DIGEST]
    return f"{name[: _LONGEST_SLUG - _DIGEST - 1].rstrip('-')}-{digest}".lstrip("-")


def _judged(part: Block | Skipped, language: str) -> Block | Skipped:
    if isinstance(part, Skipped):
        return part
    if not any(map(str.isalnum, part.text)):
        return Skipped(part, "no words")
    # A quotation is somebody's words, and a headline is never an aside.
    if part.kind is Kind.QUOTE or _is_top_heading(part) or _is_wanted(part):
        return part
    if why := reason(part.text, language):
        return Skipped(Block(Kind.FURNITURE, part.text), why)
    if part.kind is Kind.PARAGRAPH and is_note(part.text, language):
        return part._replace(kind=Kind.NOTE)
    return part


def _is_wanted(part: Block) -> bool:
    """Whether the page itself wants a block read."""
    return any(hint.kind == "say" for hint in part.hints)


def _with_neighbors(parts: list[Block | Skipped], language: str) -> list[Block | Skipped]:
    """Skip, beside furniture, the lines that are furniture there only: "Save", "Print"."""
    result = list(parts)
    for step in (1, -1):
        why = ""
        for at in range(len(result))[::step]:
            part = result[at]
            if isinstance(part, Block):
                if why and (
                    part.kind not in _LINES
                    or _is_wanted(part)
                    or judge(part.text, language) is None
                ):
                    why = ""
                if why:
                    result[at] = Skipped(Block(Kind.FURNITURE, part.text), why)
            elif part.block.kind is Kind.FURNITURE:
                why = part.reason
            else:
                why = ""
    return result


def _nothing(parts: Sequence[Block | Skipped], name: str) -> str:
    reasons = ", ".join(dict.fromkeys(part.reason for part in parts if isinstance(part, Skipped)))
    blocks = f"all {len(parts)} blocks were" if len(parts) > 1 else "its only block was"
    why = f"{blocks} skipped ({reasons})" if parts else "it holds no text"
    return f"Nothing to narrate in {name}: {why}."


def _headed(parts: list[Block | Skipped], own: str, given: str) -> list[Block | Skipped]:
    """Give the parts with one headline: the one that stands there, or one made of the title."""
    made = Block(Kind.HEADING, given or own, 1)
    headline = _headline(parts, {_folded(own), _folded(given)} - {""})
    if headline is None:
        return [made, *_without(made.text, parts)] if made.text else parts
    at = parts.index(headline)
    top = headline._replace(level=1)
    parts = [*parts[:at], top, *_without(headline.text, parts[at + 1 :])]
    if not given or _folded(given) == _folded(headline.text):
        return parts
    replaced = Skipped(top, "the headline, replaced by the title that was given")
    return [*parts[:at], replaced, made, *parts[at + 1 :]]


def _without(headline: str, parts: Sequence[Block | Skipped]) -> Iterator[Block | Skipped]:
    """Yield what follows a headline; a heading or a first line that says it again is skipped."""
    folded = _folded(headline)
    for at, part in enumerate(parts):
        if (
            isinstance(part, Block)
            and _folded(part.text) == folded
            and (at < _TOP or part.kind is Kind.HEADING)
        ):
            yield Skipped(part, "the headline, said already")
        else:
            yield part


def _headline(parts: Sequence[Block | Skipped], titles: set[str]) -> Block | None:
    """Find the heading that says a title, or the only heading of level 1 if it is near the top."""
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
    """Give the first heading of level 1, else the first words."""
    if heading := next(filter(_is_top_heading, blocks), None):
        return heading.text
    words = shorten(blocks[0].text, _LONGEST_TITLE, placeholder=" …")
    return words if words != "…" else blocks[0].text[:_LONGEST_TITLE]
