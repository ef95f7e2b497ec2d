"""The end of an article: its author's box, the foot of a mail, headings without a text.

``tails.tsv`` has a language, a pattern for the whole block and the reason a line. A pattern counts
only for the last blocks of an article: in the text, "Ann Lee is a reporter" is news.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from importlib import resources
from itertools import takewhile

from narrate.model import Block, Kind, Skipped
from narrate.source.head import is_sentence

_LONGEST = 400  # characters
_FOOT = "the foot of a mail"
_MOST_AFTER_FOOT = 8  # blocks
_BOX = "an author's box"
_FEWEST_BEFORE = 4  # blocks of text before an author's box
_WRITTEN = {"written by", "about the author", "by", "von", "par", "por", "autor", "автор"}
_ARTICLE = r"(?:the|an?|der|die|das|den|dem|eine?|el|la|los|las|une?|le|les|l['’])\b"
_ABOUT = re.compile(
    r"(?i:about|über|à propos (?:de |du |d['’])|sobre|acerca de|o|про)\s?"
    rf"(?!(?i:{_ARTICLE}|this\b|us\b|me\b|uns\b))((?!\d)\w\S*(?: \S{{1,30}}){{0,5}}?):?"
)
_RELEASE = re.compile(
    r"(?:for immediate release|zur sofortigen veröffentlichung|pour diffusion immédiate"
    r"|para publicación inmediata)\b|[^.!?]{0,80}/ ?(?:pr ?newswire|ots) ?/"
    r"|[^.!?]{0,80}\((?:business wire|globe newswire)\)",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:media|press) (?:contacts?|inquiries|enquiries)\b|pressekontakt\b|contacts? presse\b"
    r"|contacto de prensa\b|kontakt dla mediów\b|контакти? для (?:змі|преси)\b",
    re.IGNORECASE,
)
_LONGEST_BOILERPLATE = 4  # blocks, with the heading
_ORPHAN = "a heading without a text"
_MOST_ORPHANS = 2  # more headings of a level without a text are a list


def without_tail(
    parts: Sequence[Block | Skipped], language: str, byline: str, publisher: str
) -> list[Block | Skipped]:
    """Skip what follows an article's text, each block with the reason.

    Where the ``byline`` is known, only a line that begins with one of its names is its author's.
    """
    names = [name.strip().casefold() for name in byline.split(",") if name.strip()]
    senders = {*names, publisher.casefold()}
    result = _without_last_headings(_without_boilerplate(_without_foot(parts), senders))
    patterns = _patterns(language.partition("-")[0])
    result = _without_last_name(result, patterns, names)
    spoken = [(index, part) for index, part in enumerate(result) if isinstance(part, Block)]
    for index, block in reversed(spoken[1:]):
        if not (reason := _reason(block, patterns, names)):
            break
        result[index] = Skipped(block, reason)
    return result


def _without_last_name(
    parts: Sequence[Block | Skipped],
    patterns: Sequence[tuple[re.Pattern[str], str]],
    names: Sequence[str],
) -> list[Block | Skipped]:
    """Skip an author's name that stands alone near the end, with the lines of a box after it.

    A name that stands alone more than once is that of a speaker. The text goes on with a sentence,
    unless "written by" stands above the name or a pattern says that the sentence is of a box.
    """
    result = list(parts)
    spoken = [(index, part) for index, part in enumerate(parts) if isinstance(part, Block)]
    texts = [part.text.casefold() for _, part in spoken]
    size = 0
    for place, (_, block) in reversed(list(enumerate(spoken[_FEWEST_BEFORE:], _FEWEST_BEFORE))):
        if texts[place] in names and texts.count(texts[place]) == 1:
            is_headed = texts[place - 1] in _WRITTEN
            for last, line in spoken[place - is_headed :]:
                if not is_headed and is_sentence(line.text) and not _reason(line, patterns, ()):
                    break
                result[last] = Skipped(line, _BOX)
            break
        size += len(block.text)
        if size > _LONGEST:
            break
    return result


def box(text: str, language: str, byline: str) -> str:
    """Return the reason of a line that says who one of the authors in the ``byline`` is; or ""."""
    names = [name.strip().casefold() for name in byline.split(",") if name.strip()]
    patterns = _patterns(language.partition("-")[0])
    return _reason(Block(Kind.PARAGRAPH, text), patterns, names) if names else ""


def _reason(
    block: Block, patterns: Sequence[tuple[re.Pattern[str], str]], names: Sequence[str]
) -> str:
    """Return why one of the last blocks is not read; "" where it is."""
    if block.kind is not Kind.PARAGRAPH or len(block.text) > _LONGEST:
        return ""
    text = block.text.casefold()
    reason = next((why for pattern, why in patterns if pattern.fullmatch(text)), "")
    return reason if reason and (not names or text.startswith(tuple(names))) else ""


def _without_boilerplate(
    parts: Sequence[Block | Skipped], senders: Collection[str]
) -> list[Block | Skipped]:
    """Skip "About NAME" at the end of a press release, with the paragraphs that present NAME.

    The page has a sign of a press release, or NAME is one of the ``senders``, in small letters.
    """
    result = list(parts)
    spoken = [(index, part) for index, part in enumerate(parts) if isinstance(part, Block)]
    first = max(_FEWEST_BEFORE, len(spoken) - _LONGEST_BOILERPLATE)
    for place, (_, block) in enumerate(spoken[first:], first):
        about = _ABOUT.fullmatch(block.text)
        body = [part for _, part in spoken[place + 1 :]]
        if (
            about
            and body
            and not (block.kind is Kind.HEADING and _has_likes(block, spoken[:place]))
            and (about[1].casefold() in senders or any(map(_is_of_release, parts)))
            and body[0]
            .text.casefold()
            .startswith(
                tuple(f"{article}{about[1].casefold()}" for article in ("", "the ", "die ", "der "))
            )
        ):
            for index, part in spoken[place:]:
                result[index] = Skipped(part, "a press release's note on its sender")
            break
    return result


def _has_likes(heading: Block, spoken: Iterable[tuple[int, Block]]) -> bool:
    """Tell whether another heading of its level stands before a heading: it is a section's."""
    return any(
        block.kind is Kind.HEADING and block.level == heading.level > 1 for _, block in spoken
    )


def _is_of_release(part: Block | Skipped) -> bool:
    """Tell whether a part is a sign of a press release: its label, its end, its contact."""
    text = (part.block if isinstance(part, Skipped) else part).text.strip()
    if _RELEASE.match(text):
        return True
    return isinstance(part, Skipped) and (text == "###" or _CONTACT.match(text) is not None)


def _without_foot(parts: Sequence[Block | Skipped]) -> list[Block | Skipped]:
    """Skip the lines below the foot of a mail: they hold the sender's address."""
    result = list(parts)
    feet = [
        index
        for index, part in enumerate(parts)
        if isinstance(part, Skipped) and part.reason == _FOOT
    ]
    if not feet or len(parts) - feet[0] > _MOST_AFTER_FOOT:
        return result
    for index in range(feet[0], len(parts)):
        part = result[index]
        if isinstance(part, Block) and not is_sentence(part.text):
            result[index] = Skipped(part, _FOOT)
    return result


def _without_last_headings(parts: Sequence[Block | Skipped]) -> list[Block | Skipped]:
    """Skip headings after which nothing is spoken: they led to other articles."""
    result = list(parts)
    spoken = [(index, part) for index, part in enumerate(parts) if isinstance(part, Block)]
    last = list(takewhile(lambda place: _is_section(place[1]), reversed(spoken)))
    levels = Counter(block.level for _, block in last)
    if last and max(levels.values()) <= _MOST_ORPHANS and len(last) < len(spoken):
        for index, block in last:
            result[index] = Skipped(block, _ORPHAN)
    return result


def _is_section(block: Block) -> bool:
    return block.kind is Kind.HEADING and block.level > 1


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    table = resources.files("narrate.source").joinpath("tails.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines()[1:])
    return tuple((re.compile(pattern), why) for tag, pattern, why in rows if tag == language)
