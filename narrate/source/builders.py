"""Turn the markup of site builders into plain Markdown: Hugo, Jekyll, Eleventy, MDX, Obsidian.

A tag that stands for no words of the article becomes an aside, which is skipped with a reason. What
stands in a block of code stays as it is.
"""

import re
from collections.abc import Callable

from narrate.source.admonitions import plain_blocks
from narrate.source.asides import aside, placed
from narrate.source.markup import without_tags
from narrate.source.page import Facts, tidy

_TAG = "a template tag"
_SHORTCODE = "a shortcode"
_LONGEST = 2_000  # characters of a tag
_FENCE = re.compile(r"^[ \t>]{0,12}(`{3,}|~{3,})")
_CODE = re.compile(r"(?<!`)(`++)[^`\n]++\1(?!`)")
_ESCAPED = re.compile(r"\{\{([<%])/\*\s*([^{}]*?)\s*\*/([>%])\}\}")
# A link's target may hold templates with spaces in them, which no target of Markdown may.
_TARGET = re.compile(r"\]\((?:[^(){}\n]|\{\{[^{}\n]{0,300}\}\}|\{%[^{}\n]{0,300}%\}){0,300}\)")
_REFERENCE = re.compile(
    r"^( {0,3}\[[^\[\]\n]{1,100}\]:)[ \t]{1,9}[^\n]{0,200}\{[{%][^\n]{0,300}$", re.MULTILINE
)
_PARAMETER = re.compile(r"\{\{[<%]\s*param\s+\"?\.?([\w.]{1,60})\"?\s*[>%]\}\}")
_SPAN = re.compile(r"(?<!\!)\[([^\[\]\n]{1,300})\]\{[ ]?[.#:][^{}\n]{0,200}\}")
_DETAILS = re.compile(r"</?(?:details|summary)\b[^<>]{0,200}>")
_HTML_FIGURE = re.compile(
    r"<figure\b[^<>]{0,300}>(?:(?!</?fig).){0,2000}?<figcaption\b[^<>]{0,200}>"
    r"((?:(?!</?fig).){1,600}?)</figcaption>\s{0,99}</figure>",
    re.DOTALL,
)
_RAW = re.compile(
    r"\{%-?\s{0,9}raw\s{0,9}-?%\}((?:(?!\{%-?\s{0,9}(?:end)?raw\b).)*+)\{%-?\s{0,9}endraw\s{0,9}-?%\}",
    re.DOTALL,
)
_HIDDEN = "comment|highlight|mermaid|raw|rawhtml|gist|katex|math|chart|script|style|html"
_PAIRED = tuple(
    re.compile(form, re.DOTALL)
    for form in (
        rf"\{{%-?\s*({_HIDDEN})\b[^%]{{0,300}}%\}}(?:(?!\{{%).)*?\{{%-?\s*end\1\s*-?%\}}",
        rf"\{{\{{[<%]\s*({_HIDDEN})\b[^{{}}]{{0,300}}[>%]\}}\}}(?:(?!\{{\{{).)*?\{{\{{[<%]\s*/\s*\1\s*[>%]\}}\}}",
    )
)
_COMMENTS = tuple(
    re.compile(form, re.DOTALL)
    for form in (
        r"\{#.{0,2000}?#\}",
        r"%%.{1,2000}?%%",
        r"\{/\*.{0,2000}?\*/\}",
        r"\{::comment\}.{0,2000}?\{:/(?:comment)?\}",
    )
)
_FIGURE = re.compile(r"\{\{[<%]\s*(?:figure|image|img)\b([^{}]{0,500})[>%]\}\}")
_CAPTION = re.compile(
    r"""\b(?:caption|title)\s*=\s*(?:"([^"]{1,300})"|'([^']{1,300})'|`([^`]{1,300})`)"""
)
_CLOSED = re.compile(r"\{\{[<%]\s*/[^{}]{0,100}[>%]\}\}")
_HUGO = re.compile(r"\{\{[<%]\s*([\w./-]{1,60})[^{}]{0,500}[>%]\}\}")
_LIQUID = re.compile(r"\{%[^{}]{0,500}%\}")
_VALUE = re.compile(r"\{\{-?\s*\$?\.?([\w.]{1,60})\s*(?:\|[^{}]{0,200})?-?\}\}")
_OTHER = re.compile(r"\{\{[^{}]{0,500}\}\}")
_MODULE = re.compile(r"^(?:import|export)\s[^\n]*(?:\n(?!\n)[^\n]+)*", re.MULTILINE)
_IMPORT = re.compile(r"^import\s[^\n]{1,200}\sfrom\s", re.MULTILINE)
_COMPONENT = re.compile(
    r"</?[A-Z][\w.]{0,60}(?=[\s/>])(?:[^<>{}]|\{(?:[^{}]|\{[^{}]{0,300}\}){0,300}\})*/?>"
)
_EXPRESSION = re.compile(r"\{[\w.]{1,80}(?:\([^(){}\n]{0,80}\))?\}")
_INCLUDE = re.compile(
    r"^-+8<-+.*$|^\{!.{1,200}!\}$|^\[(?:TOC|toc)\]$|^\[\[_?(?:TOC|toc)_?\]\]$", re.MULTILINE
)
_KRAMDOWN_TOC = re.compile(
    r"^(?:[*+-]|\d\.) [^\n]{0,60}\n\{:\s*toc[^{}\n]{0,80}\}[ \t]*$", re.MULTILINE
)
_ATTRIBUTES = re.compile(
    r"\{:[^{}\n]{0,200}\}"
    r"|(?<=[\w)*_\]`.!?])[ \t]?\{ ?[#.][\w-][^{}\n]{0,200}\}(?=[ \t]{0,9}$|[ .,;:!?)])",
    re.MULTILINE,
)
_EMBED = re.compile(r"!\[\[([^\[\]\n]{1,200})\]\]")
_WIKI = re.compile(r"\[\[([^\[\]|\n]{1,200})(?:\|([^\[\]\n]{1,200}))?\]\](?![(\[])")
_BLOCK_ID = re.compile(r"(?<=\S)[ \t]\^[a-zA-Z0-9-]{1,40}$", re.MULTILINE)
_TASK = re.compile(r"^([ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\[[^\[\]\n\d]\][ \t]+", re.MULTILINE)
_MARKED = re.compile(r"(==|\+\+)(?=[^\s=+])([^\n=+]{1,400}?)(?<=[^\s=+])\1")
_SUB = re.compile(r"(?<![~\\])~([^\s~]{1,20})~(?!~)")
_SUP = re.compile(r"(?<![\^\\\[])\^([^\s\^\[\]]{1,20})\^(?!\^)")
_INLINE_NOTE = re.compile(r"\^\[([^\[\]\n]{1,600})\]")
_ABBREVIATION = re.compile(r"^\*\[[^\[\]\n]{1,60}\]:[^\n]*$", re.MULTILINE)
_EMOJI = re.compile(r"(?<![\w:]):(?=[a-z+-])[a-z0-9_+-]{2,40}:(?![\w:])")
_FORMULA = re.compile(r"\$\$.{1,2000}?\$\$", re.DOTALL)
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def plain_markdown(text: str, facts: Facts) -> str:
    """Return Markdown with the markup of site builders read; ``facts`` fill in its templates."""
    codes: list[str] = []

    def keep(code: str) -> str:
        codes.append(code)
        return f"\ue010{len(codes) - 1}\ue011"

    text = _without_code(text.replace("\ue010", " ").replace("\ue011", " "), keep)
    text = _RAW.sub(lambda raw: keep(raw[1]), text)
    text = _ESCAPED.sub(lambda tag: keep(f"{{{{{tag[1]} {tag[2]} {tag[3]}}}}}"), text)
    text = _templates(text, facts)
    text = placed(_inline(plain_blocks(text)))
    return re.sub("\ue010(\\d{1,9})\ue011", lambda place: codes[int(place[1])], text)


def _without_code(text: str, keep: Callable[[str], str]) -> str:
    """Replace fenced code and code in lines by what ``keep`` gives for each."""
    lines: list[str] = []
    fenced: list[str] = []
    fence = ""
    for line in text.split("\n"):
        opening = _FENCE.match(line)
        if fence:
            fenced.append(line)
            if opening and opening[1].startswith(fence) and not line.strip(" \t>`~"):
                lines.append(keep("\n".join(fenced)))
                fenced, fence = [], ""
        elif opening:
            fenced, fence = [line], opening[1]
        else:
            lines.append(_CODE.sub(lambda code: keep(code[0]), line))
    return "\n".join([*lines, *([keep("\n".join(fenced))] if fenced else [])])


def _templates(text: str, facts: Facts) -> str:
    """Read templates and shortcodes: those around words give way to the words."""
    values = {
        "title": facts.title,
        "description": facts.summary,
        "summary": facts.summary,
        "excerpt": facts.summary,
        "author": facts.byline,
    }

    def value(tag: re.Match[str]) -> str:
        name = tag[1].lower().rpartition(".")[2]
        return values.get(name) or aside(_TAG, tag[0])

    text = _REFERENCE.sub(r"\1 #", text)
    text = _PARAMETER.sub(value, text)
    text = _TARGET.sub(lambda link: "](#)" if "{" in link[0] else link[0], text)
    for comment in _COMMENTS:
        text = comment.sub(lambda tag: aside("a comment", tag[0]), text)
    text = _components(text)
    for paired in _PAIRED:
        text = paired.sub(lambda tag: aside("code", tag[0]), text)
    text = _FIGURE.sub(_figure, text)
    text = _HTML_FIGURE.sub(lambda tag: _captioned(without_tags(tag[1])), text)
    text = _DETAILS.sub("\n\n", text)
    closed = {name.strip(" /{}<>%") for name in _CLOSED.findall(text)}
    text = _CLOSED.sub("", text)
    text = _HUGO.sub(lambda tag: "" if tag[1] in closed else aside(_SHORTCODE, tag[0]), text)
    text = _LIQUID.sub(lambda tag: aside(_TAG, tag[0]), text)
    text = _VALUE.sub(value, text)
    return _OTHER.sub(lambda tag: aside(_TAG, tag[0]), text)


def _components(text: str) -> str:
    """Read MDX, where a text has an import or a component of it: the words in components stay."""
    if not (_COMPONENT.search(text) or _IMPORT.search(text)):
        return text
    text = _MODULE.sub(lambda code: aside("code", code[0]), text)
    text = _COMPONENT.sub(lambda tag: aside("a component", tag[0]), text)
    return _EXPRESSION.sub(lambda tag: aside("code", tag[0]), text)


def _figure(tag: re.Match[str]) -> str:
    """Return a figure's shortcode as a picture of Markdown, with its caption below it."""
    captions = [next(filter(None, found), "") for found in _CAPTION.findall(tag[1])]
    return _captioned(captions[-1]) if captions else aside(_SHORTCODE, tag[0])


def _captioned(caption: str) -> str:
    return f"\n\n![](figure)\n*{tidy(caption.replace('*', ''))}*\n\n"


def _inline(text: str) -> str:
    """Read marks inside lines: boxes of tasks, marked words, raised figures, links of wikis."""
    text = _KRAMDOWN_TOC.sub(lambda toc: aside("a table of contents", toc[0]), text)
    text = _INCLUDE.sub(lambda tag: aside(_SHORTCODE, tag[0]), text)
    text = _SPAN.sub(r"\1", text)
    text = _ATTRIBUTES.sub("", text)
    text = _ABBREVIATION.sub(lambda line: aside("an abbreviation", line[0]), text)
    text = _EMBED.sub(lambda embed: aside("an image", embed[1]), text)
    text = _WIKI.sub(lambda link: link[2] or link[1].partition("#")[0].rpartition("/")[2], text)
    text = _INLINE_NOTE.sub(lambda note: aside("a footnote", note[1]), text)
    text = _FORMULA.sub(lambda formula: aside("a formula", formula[0]), text)
    text = _BLOCK_ID.sub("", text)
    text = _TASK.sub(r"\1", text)
    text = _MARKED.sub(r"\2", text)
    text = _SUB.sub(lambda sub: sub[1].translate(_SUBSCRIPTS), text)
    text = _SUP.sub(lambda sup: sup[1].translate(_SUPERSCRIPTS), text)
    return _EMOJI.sub(lambda emoji: aside("an emoji", tidy(emoji[0])), text)
