"""Stretches of Markdown that are not spoken, written so that its parser keeps them: as comments."""

import re
from urllib.parse import quote, unquote

from narrate.model import Block, Kind, Skipped
from narrate.source.page import tidy

_MARK = "narrate:"
_ASIDE = re.compile(rf"<!--{_MARK}([^:<>]{{1,40}}):([^<>]*)>")
_LEADING = re.compile(rf"^([ \t>]*+)((?:<!--{_MARK}[^<>]*+>[ \t]*+)+)(\S[^\n]*+)$", re.MULTILINE)
_KINDS = {"a caption": Kind.CAPTION, "an image": Kind.CAPTION, "a footnote": Kind.PARAGRAPH}


def aside(reason: str, text: str) -> str:
    """Return a stretch that is not read, and why, as a comment of Markdown.

    >>> aside("a shortcode", "{{< map >}}")
    '<!--narrate:a shortcode:%7B%7B%3C%20map%20%3E%7D%7D-->'
    """
    return f"<!--{_MARK}{reason}:{quote(text)}-->"


def skipped(comment: str) -> list[Skipped]:
    """Return the stretches in a comment of Markdown, each with its reason; of others, none."""
    stretches = (
        (reason, tidy(unquote(text.removesuffix("--")))) for reason, text in _ASIDE.findall(comment)
    )
    return [
        Skipped(Block(_KINDS.get(reason, Kind.CODE), text), reason)
        for reason, text in stretches
        if text
    ]


def placed(text: str) -> str:
    """Return text in which no line with words begins with an aside: it would hide the words."""
    return _LEADING.sub(r"\1\3\2", text)
