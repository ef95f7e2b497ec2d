"""Read Markdown: CommonMark with tables and strikethrough."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from narrate.errors import SourceError
from narrate.model import Block, Choices, Kind, Skipped
from narrate.source.asides import skipped
from narrate.source.builders import plain_markdown
from narrate.source.inline import closed
from narrate.source.page import Facts, Page, tidy
from narrate.source.tables import lines

if TYPE_CHECKING:
    from markdown_it.token import Token

    _Inline = Callable[[Token], list[Token]]

_DEEPEST = 100
_NO_FACTS = Facts()
_NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,60}\](?!:)|(?<!^)\[\^[^\]\s]{1,60}\]", re.MULTILINE)
_NOTE = re.compile(r"^ {0,3}\[(?=\^[^\]\s]{1,60}\]:)", re.MULTILINE)
_YEAR = re.compile(r"^( {0,3}\d{4,9})(?=[.)](\s|$))", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\s\{[#.:][^{}]*\}$")


def read(text: str, name: str, choices: Choices = Choices(), facts: Facts = _NO_FACTS) -> Page:
    """Read Markdown after its front matter, whose ``facts`` fill in templates.

    Raises SourceError, naming ``name``, on a deep nest.
    """
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    # CommonMark takes "1945." at the start of a line for a list, whose numbers are not spoken, and
    # a footnote for the target of a link, or for more of the paragraph above.
    text = plain_markdown(text, facts)
    text = _YEAR.sub(r"\1\\", _NOTE.sub(r"\n\\[", _NOTE_MARK.sub("", text)))
    # A block at a time: their inline tokens together would be the most of a long article's memory.
    links: dict[str, object] = {}
    tokens = parser.disable(["inline", "text_join"]).parse(text, links)

    def inline(token: "Token") -> list["Token"]:
        children: list[Token] = []
        parser.inline.parse(token.content, parser, links, children)
        return children

    # The parser leaves out, silently, what stands deeper.
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        raise SourceError(
            f"{name} nests lists or quotations {_DEEPEST // 2} deep: no article does, flatten it."
        )
    return Page(tuple(_parts(tokens, inline, choices)))


def _parts(
    tokens: Sequence["Token"], inline: "_Inline", choices: Choices
) -> Iterator[Block | Skipped]:
    around: list[Token] = []  # the quotations, list items and headings that stand open
    below_image = False
    number = ""
    stream = iter(tokens)
    for token in stream:
        match token.type:
            case "blockquote_open" | "list_item_open" | "heading_open":
                around.append(token)
                number = token.info if choices.numbers and token.type == "list_item_open" else ""
            case "blockquote_close" | "list_item_close" | "heading_close":
                around.pop()
            case "inline":
                children = inline(token)
                text, asides = _read(children)
                has_image = any(child.type == "image" for child in children)
                if text and (has_image or below_image) and _is_emphasis(children):
                    caption = Block(Kind.CAPTION, text)
                    yield caption if choices.captions else Skipped(caption, "a caption")
                elif text:
                    yield _block(f"{number}. {text}" if number else text, around)
                    number = ""
                yield from asides
                yield from _titles(children, choices)
                below_image = has_image and not text
            case "table_open":
                inside = takewhile(lambda inner: inner.type != "table_close", stream)
                yield from _table(inside, inline, choices)
            case "fence" | "code_block":
                yield Skipped(Block(Kind.CODE, tidy(token.content)), "code")
            case "html_block":
                yield from _markup(token.content)


def _titles(children: Iterable["Token"], choices: Choices) -> Iterator[Block | Skipped]:
    """Yield the titles of images, which site builders show as captions."""
    for child in children:
        title = tidy(str(child.attrGet("title") or "")) if child.type == "image" else ""
        if title:
            caption = Block(Kind.CAPTION, title)
            yield caption if choices.captions else Skipped(caption, "a caption")


def _table(
    tokens: Iterable["Token"], inline: "_Inline", choices: Choices
) -> Iterator[Block | Skipped]:
    """Yield a table row by row where tables are read, else the whole as one skipped block."""
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_read(inline(token))[0])
    if choices.tables:
        yield from (Block(Kind.TABLE, line) for line in lines("", rows, headed=True))
    else:
        cells = (cell for row in rows for cell in row if cell)
        yield Skipped(Block(Kind.TABLE, " ".join(cells)), "a table")


def _read(children: Sequence["Token"]) -> tuple[str, list[Skipped]]:
    """Return the text of a block's inline content, and its stretches that are not spoken."""
    spoken: list[str] = []
    struck: list[str] = []
    asides: list[Skipped] = []
    into = spoken
    for child in children:
        match child.type:
            case "s_open":
                into = struck
            case "s_close":
                into = spoken
            case "softbreak" | "hardbreak":
                into.append("\n")
            case "image":
                name = _read(child.children or [])[0]
                asides += [Skipped(Block(Kind.CAPTION, name), "an image")] if name else []
            case "html_inline" if child.content.startswith("<!--"):
                asides += _markup(child.content)
            case "html_inline":
                into.append(" " if child.content.startswith("<br") else "")
            case _:  # text and code; the marks of emphasis and links have no content
                into.append(child.content)
    if struck:
        asides.append(Skipped(Block(Kind.PARAGRAPH, tidy("".join(struck))), "struck out"))
    return tidy(closed("".join(spoken))), asides


def _block(text: str, around: Sequence["Token"]) -> Block | Skipped:
    if _NOTE.match(text):
        return Skipped(Block(Kind.PARAGRAPH, text), "a footnote")
    if not around:
        return Block(Kind.PARAGRAPH, text)
    match around[-1].type:
        case "heading_open":
            return Block(Kind.HEADING, _ATTRIBUTES.sub("", text), int(around[-1].tag[1]))
        case "list_item_open":
            depth = sum(token.type == "list_item_open" for token in around)
            return Block(Kind.ITEM, text, depth)
        case _:
            return Block(Kind.QUOTE, text)


def _is_emphasis(children: Sequence["Token"]) -> bool:
    """Tell whether the text beside images is emphasized as a whole, as captions are."""
    inner = [child for child in children if child.type not in {"image", "softbreak", "hardbreak"}]
    marks = [
        child.type for child in inner if child.level == 0 and (child.nesting or tidy(child.content))
    ]
    return marks == ["em_open", "em_close"]


def _markup(text: str) -> list[Skipped]:
    kind = "an HTML comment" if text.startswith("<!--") else "raw HTML"
    return skipped(text) or [Skipped(Block(Kind.CODE, tidy(text)), kind)]
