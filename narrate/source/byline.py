"""Find who wrote the article of a page: in its data, else in the lines beside its headline."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING

from narrate.source import guests, marks, offices, persons
from narrate.source.authors import is_called, is_of_other_item, is_others, line_of
from narrate.source.head import is_date, is_sentence
from narrate.source.kept import folded
from narrate.source.page import tidy

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LONGEST = 120  # characters of a line with a byline
_LONGEST_BOX = 600  # characters of a box with several authors
_LONGEST_UNNAMED = 90  # characters of a line "By …" without a class
_TEXT = 300  # characters of paragraphs: the text has begun
_SHORTEST = 40  # characters of a paragraph of the text
_MOST_MARKS = 40
_NEAR_HEADLINE = 3  # levels
_MOST_LINES = 60  # elements near a headline
_FIRST = 4  # pieces of text
_MOST_ABOVE = 3  # elements beside a headline, above it
_LONGEST_GUEST = 250  # characters of "This is a guest post by …"
_MOST_LOGOS = 3
_MOST_SPACES = 3  # of a name
_NOTES = {"p", "div", "em", "i", "aside", "section"}
_HOME = "//a[@href='/' or @rel='home' or contains(@class, 'logo')]"
_VISIBLE = "//body//text()[not(parent::script or parent::style or parent::template)]"
# Words of a label above the date, which may have capitals: "Press Release".
_SECTION = re.compile(
    r"\b(?:press|release|statement|announcement|blog|posts?|articles?|stor(?:y|ies)|reports?|updates?"
    r"|guides?|features?|opinion|analysis|comment|essays?|interviews?|reviews?|read|reading|time|date"
    r"|views?|videos?|podcasts?|newsletter|events?|notes?|issue|volume|part|chapter|series|case|study"
    r"|science|health|world|business|politics|sports?|culture|arts?|travel|food|climate|change"
    r"|environment|education|technology|tech|research|local|breaking|exclusive|live|top|more|key"
    r"|points|how|what|why|our|your|this|new|prensa|presse|imprensa|stampa|nota|comunicado"
    r"|communiqué|comunicato|datum|fecha|stand|\w+mitteilung|prasowa|реліз)\b",
    re.IGNORECASE,
)
_PROFILE = re.compile(
    r"/(?:(?:by|people|person|profiles?|staff|contributors?|authors?|autor(?:a|en|es|i|in)?"
    r"|auteurs?|journalists?|writers?|reporters?|signataires?)/[^/]|@\w)"
)
_TITLE_PARTS = re.compile(r" [|–—:/·-]+ ")
_NAME = re.compile(r"\b(?:by|author|byline|writer) name\b")
_LINES = {"p", "div", "span", "li", "address", "b", "strong", "em", "i", "h2", "h3", "h4", "h5"}
_LATE = (
    ".//*[@rel='author' or @itemprop='author' or @itemprop='creator' or contains(@class, 'uthor')"
    " or contains(@class, 'yline') or contains(@class, 'writer') or contains(@class, 'vcard')]"
)


def byline(tree: "Element", stated: Iterable[str], sites: Iterable[str]) -> str:
    """Return the names of an article's authors, with commas between them; "" where none is found.

    ``stated`` are the bylines of a page's data, the surest first. One that names only one of the
    ``sites`` (the publisher and its likes), an account or an office gives way to a name that the
    page shows, and so does a name that the page shows nowhere.
    """
    own = [*sites, *_site_names(tree)]
    bylines = [names for line in stated if (names := persons.stated(line, own))]
    names = next((names for names in bylines if not persons.is_weak(names, own)), [])
    if names:
        names = _guests(tree, names) or names
    if len(names) == 1:
        names = _with_others(tree, names[0]) or names
    weak = (names for names in bylines if not all(offices.is_own(name, own) for name in names))
    return ", ".join(names or _shown(tree, own) or next(weak, []))


def _guests(tree: "Element", names: list[str]) -> list[str]:
    """Return whoever the page credits where it never shows the ``names`` of its data; or none.

    A line that calls the article a guest's decides in any case.
    """
    headline = _headline(tree)
    if headline is None:
        return []
    opening = list(islice(_before_text(headline), _MOST_LINES))
    lines = (line_of(element, _LONGEST_GUEST) for element in opening if element.tag in _NOTES)
    if guest_names := next(filter(None, map(guests.names, lines)), []):
        return guest_names
    authors = filter(_is_author, opening)
    credited = next(filter(None, map(_names, authors)), [])
    lasts = {name.split()[-1].casefold() for name in names}
    if not credited or lasts & {name.split()[-1].casefold() for name in credited}:
        return []
    text = " ".join(tree.xpath(_VISIBLE)).casefold()
    return [] if any(last in text for last in lasts) else credited


def _site_names(tree: "Element") -> list[str]:
    """Return the last part of a page's title, and its links home: they may name its site."""
    title = "".join(tree.findtext(".//title") or "")
    parts = [part.strip() for part in _TITLE_PARTS.split(title)]
    logos = (tidy("".join(link.itertext())) for link in tree.xpath(_HOME)[:_MOST_LOGOS])
    return [*(parts[-1:] if len(parts) > 1 else []), *filter(None, logos)]


def _with_others(tree: "Element", name: str) -> list[str]:
    """Return the names of a line below the headline that holds a stated name and others; or none.

    The line is called an author's or opens with "by". They are joined by "and", or each is a link:
    in "Ann Lee, Paris" the second is a town.
    """
    headline = _headline(tree)
    for element in () if headline is None else islice(_before_text(headline), _MOST_LINES):
        line = line_of(element, _LONGEST)
        is_byline = is_called(element) or persons.starts_byline(line)
        if name in line and len(line) > len(name) and is_byline:
            links = {tidy("".join(link.itertext())) for link in element.iter("a")}
            names = persons.shown(line)
            if not (persons.has_and(line) or links.issuperset(names)):
                continue
            if name in names and len(names) > 1 and all(" " in other for other in names):
                return names
    return []


def _shown(tree: "Element", sites: Sequence[str]) -> list[str]:
    """Return the names beside the headline, else those in its article, else the only ones."""
    headline = _headline(tree)
    around = () if headline is None else islice(_around(headline), _MOST_MARKS)
    for element in chain(islice(_opening(tree, headline), _MOST_MARKS), around):
        if names := _credited(element, sites):
            return names
    marked = tree.xpath("//*[@rel='author' or @itemprop='author']")[:_MOST_MARKS]
    own = (element for element in marked if not is_of_other_item(element))
    names_of_page = {tuple(_joined([element])) for element in own} - {()}
    if len(names_of_page) == 1:
        return list(next(iter(names_of_page)))
    near = () if headline is None else (*_before_text(headline), *_above(headline))
    if name := next(filter(None, map(_undersigned, near[:_MOST_LINES])), ""):
        return [name]
    ends = tree.xpath("//p[string-length() < 16]")[-_MOST_LOGOS:]
    lines = (line for line in (*near[:_MOST_LINES], *ends) if not _is_pictures(line))
    sources = (persons.source(line_of(line, _LONGEST)) for line in lines)
    return next(filter(None, sources), [])


def _is_pictures(element: "Element") -> bool:
    """Tell whether an element, or the one around it, belongs to a picture or another article."""
    outer = element.getparent()
    return is_others(element) or (outer is not None and is_others(outer))


def _credited(element: "Element", sites: Sequence[str]) -> list[str]:
    """Return the names in an author's element; beside the paper's own name, the agency counts."""
    names = _names(element)
    for site in sites if len(names) == 1 else ():
        if offices.is_site(names[0], site):
            agency = offices.agency_beside(line_of(element, _LONGEST), names[0])
            return [agency] if agency else names
    return [] if all(offices.is_own(name, sites) for name in names) else names


def _undersigned(element: "Element") -> str:
    """Return a name that stands alone between the headline and the date; or ""."""
    if element.tag not in {"p", "div", "span"} or next(element.iter("a"), None) is not None:
        return ""
    below = element.getnext()
    date = "" if below is None else line_of(below, _LONGEST_UNNAMED)
    if below is None or not (below.tag == "time" or is_date(date)):
        return ""
    name = line_of(element, _LONGEST_UNNAMED)
    if persons.shown(name) != [name] or not 1 <= name.count(" ") <= _MOST_SPACES:
        return ""
    if offices.is_organization(name) or _SECTION.search(name):
        return ""
    links = element.getroottree().iter("a")  # "Climate Change" is a section of the site
    sections = (link for link in links if not _PROFILE.search(link.get("href") or ""))
    return "" if any(tidy("".join(link.itertext())) == name for link in sections) else name


def _headline(tree: "Element") -> "Element | None":
    """Return the longest heading that the page's title holds, else the first."""
    tops = list(tree.iter("h1"))
    if len(tops) > 1:  # the site's logo may be one
        titles = folded(" ".join("".join(title.itertext()) for title in tree.iter("title")))
        texts = {top: folded("".join(top.itertext())) for top in tops}
        shown = [top for top in tops if texts[top] and texts[top] in titles]
        tops = sorted(shown, key=lambda top: -len(texts[top])) or tops
    return next(iter(tops), None)


def _names(element: "Element") -> list[str]:
    """Return the names in an element of an author's, with those of its likes beside it."""
    if is_called(element):
        inner = (part for part in element.iterdescendants() if _NAME.search(marks.words(part)))
        return _all_names(next(inner, element))
    line = line_of(element, _LONGEST_UNNAMED)
    if element.tag == "a":
        parent = element.getparent()
        outer = "" if parent is None else line_of(parent, _LONGEST)
        names = persons.shown(line) if outer and not is_sentence(outer) else []
    else:
        begins = persons.starts_byline(line) and not is_sentence(line)
        names = persons.shown(line) if begins else []
    return names if all(" " in name for name in names) else []


def _all_names(element: "Element") -> list[str]:
    """Return the most names that the text, the links or the neighbors of an element give."""
    line = line_of(element, _LONGEST)
    text = persons.source(line) or persons.shown(line, sure=element.get("rel") == "author")
    if text and persons.tells_other_work(line):
        return text
    inner = [
        link
        for link in element.iter("a")
        if link.get("rel") == "author" or _PROFILE.search(link.get("href") or "")
    ]
    links = _joined(inner) if line_of(element, _LONGEST_BOX) else []
    return max(text, links, _joined(_alike(element)) if text else [], key=len)


def _alike(element: "Element") -> "Iterator[Element]":
    """Yield the elements near one that are marked as it is, with it."""
    frame = next(islice(element.iterancestors(), 2, 3), element)
    own = (element.get("class"), element.get("rel"), element.get("itemprop"))
    for other in frame.iter(element.tag):
        marked = (other.get("class"), other.get("rel"), other.get("itemprop"))
        if marked == own and not is_others(other):
            yield other


def _joined(elements: "Iterable[Element]") -> list[str]:
    lines = (line_of(element, _LONGEST) for element in islice(elements, _MOST_MARKS))
    return list(dict.fromkeys(name for line in lines for name in persons.shown(line, sure=True)))


def _opening(tree: "Element", headline: "Element | None") -> "Iterator[Element]":
    """Yield the elements of authors from the headline to the first paragraphs of the text."""
    elements = _before_text(tree) if headline is None else _before_text(headline)
    yield from filter(_is_author, elements)


def _before_text(start: "Element") -> "Iterator[Element]":
    """Yield the elements after ``start``, or of a whole page, up to the first paragraphs."""
    size = 0
    for element in start.iter() if start.getparent() is None else _after(start):
        if element.tag == "p":
            length = len("".join(element.itertext()).strip())
            size += length if length >= _SHORTEST else 0
            if size > _TEXT:
                return
        yield element


def _after(element: "Element") -> "Iterator[Element]":
    """Yield the elements that follow one, in the order of the page."""
    outer: Element | None = element
    while outer is not None:
        for sibling in outer.itersiblings():
            yield from sibling.iter()
        outer = outer.getparent()


def _around(headline: "Element") -> "Iterator[Element]":
    """Yield the elements of authors above the headline and below the text."""
    for frame in _frames(headline):
        yield from filter(is_called, frame.xpath(_LATE))
    yield from filter(is_called, _above(headline))


def _frames(headline: "Element") -> "list[Element]":
    """Return the article of a headline, or the largest element near it that is not the page."""
    near = list(islice(headline.iterancestors(), _NEAR_HEADLINE))
    inner = [outer for outer in near if outer.tag not in {"body", "html"}]
    return [next(headline.iterancestors("article"), inner[-1])] if inner else []


def _above(headline: "Element") -> "Iterator[Element]":
    """Yield the elements in the lines directly above a headline."""
    for outer in (headline, *islice(headline.iterancestors("div", "header"), 1)):
        for sibling in islice(outer.itersiblings(preceding=True), _MOST_ABOVE):
            if len("".join(sibling.itertext())) <= _LONGEST_BOX:
                yield from sibling.iter()


def _is_author(element: "Element") -> bool:
    """Tell whether an element looks like an author's, and is not that of another article."""
    if element.tag == "a":
        is_likely = _PROFILE.search(element.get("href") or "") is not None
    else:
        is_likely = element.tag in _LINES and persons.starts_byline(_start(element))
    return (is_likely and not is_others(element)) or is_called(element)


def _start(element: "Element") -> str:
    """Return the first pieces of an element's text: "posted", "May 4", "by"."""
    pieces = (text.lstrip() for text in element.itertext() if text and not text.isspace())
    return tidy(" ".join(islice(pieces, _FIRST)))
