"""Every word of a source is in its blocks or in what was skipped, once."""

import io
import itertools
import re
import unicodedata
from collections import Counter

from hypothesis import given, strategies as st

from narrate.source import read

LETTERS = st.text(st.characters(categories=["L"], max_codepoint=0x24F), min_size=1, max_size=8)
WORD = st.one_of(LETTERS, st.just("2026"))
SENTENCE = st.lists(WORD, min_size=1, max_size=30).map(" ".join)
PLAIN = (
    "{}",
    "{}.",
    "{0}\n{0}",
    "- {}",
    "- {0}\n• {0}",
    "* * *",
    "Advertisement",
    "Become a member. Support us",
)
MARKDOWN = (
    "{}",
    "{}.",
    "{0}\\\n{0}",
    "# {}",
    "### {}",
    "> {0}\n>\n> - {0}",
    "- {0}\n  1. {0}\n\n     {0}",
    "**{0}** and _{0}_ `{0}` [{0}](https://example.org)",
    "![{0}](a.png)\n*{0}*",
    "| {0} | {0} |\n|---|---|\n| {0} | {0} |",
    "```\n{}\n```",
    "<div>{}</div>",
    "~~{0}~~ {0} <!-- {0} -->",
    "{0}\n[^a]: {0}",
    "Advertisement",
)
HTML = (
    "<p>{}</p>",
    "<p>{}.<br>{}</p>",
    "<h2>{}</h2><p>{}</p>",
    "<ul><li>{}</li><li>{}<ul><li>{}</li></ul></li></ul>",
    "<ol><li><p>{}</p></li></ol>",
    "<blockquote>{}</blockquote>",
    "<blockquote><p>{}</p><p>{}</p>{}</blockquote>",
    "{}",
    "<p><b>{}</b> <i>{}</i> <a href='https://example.org'>{}</a> <span>{}</span></p>",
    "<div><p>{}</p>{}</div>",
    "<section><h3>{}</h3>{} <em>{}</em><p>{}</p></section>",
)
MARKUP = re.compile(r"https://example.org|a\.png|^ *1\.", re.MULTILINE)


def sources(shapes: tuple[str, ...]) -> st.SearchStrategy[str]:
    block = st.builds(lambda shape, words: shape.format(words), st.sampled_from(shapes), SENTENCE)
    return st.lists(block, min_size=1, max_size=8).map("\n\n".join)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text)))


def check(source: str) -> None:
    article = read("-", stdin=io.BytesIO(source.encode())).article
    parts = [*article.blocks, *(skipped.block for skipped in article.skipped)]
    assert sorted(part.position for part in parts) == list(range(len(parts)))
    assert words(" ".join(part.text for part in parts)) == words(MARKUP.sub(" ", source))


@given(sources(PLAIN), st.sampled_from(["\n", "\r\n", "\r"]))
def test_of_plain_text(source: str, newline: str) -> None:
    check(f"{source}\n\nIt rained.".replace("\n", newline))


@given(sources(MARKDOWN))
def test_of_markdown(source: str) -> None:
    check(f"# Start\n\n{source}\n\nIt rained.")


@given(
    st.lists(st.sampled_from(HTML), min_size=1, max_size=6),
    SENTENCE,
    st.sampled_from(["", "<article>", "<main>", "<div>"]),
)
def test_of_html(shapes: list[str], sentence: str, frame: str) -> None:
    # Each numbered: of two long paragraphs that are the same, trafilatura keeps one.
    number = itertools.count()
    body = re.sub(r"\{\}", lambda _: f"{sentence} {next(number)}", "\n".join(shapes))
    page = f"<html><body>{frame}<h1>Start</h1>{body}<p>It rained.</p>"
    article = read("-", stdin=io.BytesIO(page.encode())).article
    spoken = " ".join(block.text for block in article.blocks)
    assert words(spoken) == words(re.sub(r"<[^>]+>", " ", page))
