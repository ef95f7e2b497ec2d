"""Turn the blocks of Markdown's dialects into plain ones: admonitions, tabs, definition lists."""

import re
from collections.abc import Iterator, Sequence

_TYPED = re.compile(
    r"""^([ \t]*+)(?:(?:!!!|\?\?\?\+?)(?: ?[\w|,-]{1,40}){0,6} ?|===[!+]? ?(?="))"""
    r"""(?:"([^"\n]{0,300})")?[ \t]*+$"""
)
_FENCED = re.compile(
    r"""^[ \t]*+:{3,20}[ \t]*+(?:[\w-]{1,40})?(?:\{[^{}]{0,200}\})?[ \t]*+"""
    r"""(?:\[([^\[\]]{1,200})\]|title="([^"]{0,200})"|([^\[\]{}"=:]{1,200}))?:{0,20}$"""
)
_SLASHED = re.compile(r"^[ \t]*+/{3,9}[ \t]*+(?:([a-z][\w-]{0,40})[ \t]*+(?:\|([^\n]{0,200}))?)?$")
_CALLOUT = re.compile(r"^([ \t]*+)>[ \t]?\[![\w-]{1,40}\][+-]?[ \t]*+(.*)$")
_QUOTED = re.compile(r"^[ \t]*+>[ \t]?")
_DEFINITION = re.compile(r"^:[ \t]{1,4}(?=\S)")
_BLOCK = re.compile(r"\s|[-*+>][ \t]|#{1,6}[ \t]|\d{1,9}[.)][ \t]|:[ \t]|<")
_INDENT = 4


def plain_blocks(text: str) -> str:
    """Return Markdown in which the text of admonitions, tabs and definitions is plain text.

    The titles of admonitions that are written out are paragraphs.
    """
    return "\n".join(_definitions(list(_opened(text.split("\n")))))


def _opened(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines, those of admonitions without their marks."""
    rest = list(reversed(lines))
    while rest:
        line = rest.pop()
        if callout := _CALLOUT.match(line):
            yield from ("", callout[2], "")
            quoted: list[str] = []
            while rest and _QUOTED.match(rest[-1]):
                quoted.append(_QUOTED.sub("", rest.pop()))
            rest += ["", *reversed(quoted)]  # a callout may hold others
        elif (typed := _TYPED.match(line)) and _goes_in(rest, len(typed[1])):
            yield from ("", typed[1] + (typed[2] or ""), "")
            body: list[str] = []
            while rest and (not rest[-1].strip() or _indent(rest[-1]) >= len(typed[1]) + _INDENT):
                inner = rest.pop()
                body.append(typed[1] + inner[len(typed[1]) + _INDENT :] if inner.strip() else "")
            rest += reversed(body)
        elif slashed := _SLASHED.match(line):
            name, title = slashed[1] or "", (slashed[2] or "").strip()
            if name.endswith("caption"):
                lines_of_caption: list[str] = []
                while rest and not _SLASHED.match(rest[-1]):
                    lines_of_caption.append(rest.pop().strip())
                yield from ("", "![](figure)", f"*{' '.join(filter(None, lines_of_caption))}*", "")
            else:
                yield from ("", title, "")
        elif fenced := _FENCED.match(line):
            yield from ("", next(filter(None, fenced.groups()), "").strip(), "")
        else:
            yield line


def _goes_in(rest: Sequence[str], indent: int) -> bool:
    """Tell whether the next line with text is indented as the text of an admonition is."""
    following = next((line for line in reversed(rest[-2:]) if line.strip()), "")
    return _indent(following) >= indent + _INDENT


def _indent(line: str) -> int:
    expanded = line.expandtabs(_INDENT)
    return len(expanded) - len(expanded.lstrip())


def _definitions(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines, the terms and definitions of a list as items."""
    for index, line in enumerate(lines):
        following = next((after for after in lines[index + 1 : index + 3] if after.strip()), "")
        if _DEFINITION.match(line):
            yield f"- {_DEFINITION.sub('', line)}"
        elif line.strip() and not _BLOCK.match(line) and _DEFINITION.match(following):
            yield from ("", f"- {line}")
        else:
            yield line
