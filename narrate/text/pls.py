"""Read and write the W3C Pronunciation Lexicon Specification 1.0.

A lexeme of PLS may have several spellings and several sounds. In a dictionary each spelling is a
row: those of one lexeme share ``group``, its first spelling; ``also`` lists all of its sounds in
order, where there is more than one or one is preferred. Attributes in narrate's own namespace keep
the columns that PLS lacks (case, note, who checked the entry).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from narrate.errors import LexiconError
from narrate.text.lexeme import Lexeme
from narrate.text.lexicon import COLUMNS

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAMESPACE = "http://www.w3.org/2005/01/pronunciation-lexicon"
OWN = "urn:narrate:lexicon"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# Columns that PLS itself holds; the others are attributes of ours.
_HELD = {"term", "alias", "ipa", "xsampa", "also", "group", "role", "example"}
_KINDS = {"ipa": "ipa", "x-sampa": "xsampa"}
_LARGEST = 50_000_000


@dataclass(frozen=True, slots=True)
class _Sound:
    """One pronunciation of a lexeme: ``kind`` is alias, ipa or xsampa."""

    kind: str
    text: str
    preferred: bool = False

    def __str__(self) -> str:
        text = self.text.replace("\\", "\\\\").replace("|", "\\!")
        return f"{self.kind}{'*' if self.preferred else ''}:{text}"


def write(lexemes: Iterable[Lexeme], language: str) -> bytes:
    """Return a PLS document of entries; ``language`` is the document's, a BCP 47 tag."""
    from lxml.etree import Element, SubElement, indent, tostring

    names = {None: NAMESPACE, "n": OWN}
    root = Element(f"{{{NAMESPACE}}}lexicon", nsmap=names)
    root.set("version", "1.0")
    root.set("alphabet", "ipa")
    root.set(_LANGUAGE, language)
    for _, grouped in groupby(lexemes, key=_shared):
        rows = list(grouped)
        first = rows[0]
        element = SubElement(root, f"{{{NAMESPACE}}}lexeme")
        if first.role:
            element.set("role", first.role)
        for column in COLUMNS:
            explicit = column == "language" and first.language != language.casefold()
            if first.cell(column) and (explicit or (column not in _HELD and column != "language")):
                element.set(f"{{{OWN}}}{column}", first.cell(column))
        if not first.language:
            element.set(f"{{{OWN}}}language", "")
        if not any(first.cell(kind) for kind in ("alias", "ipa", "xsampa")):
            element.set(f"{{{OWN}}}from", "respelling")
        for row in rows:
            SubElement(element, f"{{{NAMESPACE}}}grapheme").text = row.term
        for sound in _sounds(first):
            _add(element, sound)
        for example in filter(None, first.example.split(" | ")):
            SubElement(element, f"{{{NAMESPACE}}}example").text = example
    indent(root)
    data: bytes = tostring(root, xml_declaration=True, encoding="UTF-8")
    return data


def _shared(lexeme: Lexeme) -> object:
    """Return a key that the spellings of one lexeme share; it is unique without a group."""
    return lexeme._replace(term="", line=0) if lexeme.group else id(lexeme)


def _add(lexeme: "Element", sound: _Sound) -> None:
    from lxml.etree import SubElement

    tag = "alias" if sound.kind == "alias" else "phoneme"
    element = SubElement(lexeme, f"{{{NAMESPACE}}}{tag}")
    element.text = sound.text
    if sound.preferred:
        element.set("prefer", "true")
    if sound.kind == "xsampa":
        element.set("alphabet", "x-sampa")


def _sounds(lexeme: Lexeme) -> list[_Sound]:
    """Return all sounds of an entry in order: those in ``also``, the row's own among them."""
    row_sounds = [
        _Sound(kind, lexeme.cell(kind)) for kind in ("alias", "ipa", "xsampa") if lexeme.cell(kind)
    ] or [_Sound("ipa", lexeme.phonemes)]
    if not lexeme.also:
        return row_sounds
    listed = [_sound(part) for part in lexeme.also.split(" | ")]
    if any(
        (sound.kind, sound.text) == (row_sounds[0].kind, row_sounds[0].text) for sound in listed
    ):
        return listed
    return [*row_sounds, *listed]  # the row says something else since


def _sound(text: str) -> _Sound:
    kind, _, sound_text = text.partition(":")
    sound_text = sound_text.replace("\\!", "|").replace("\\\\", "\\")
    return _Sound(kind.rstrip("*"), sound_text, preferred=kind.endswith("*"))


def read(data: bytes, name: str) -> list[dict[str, str]]:
    """Return the rows of a PLS document, a cell by column; LexiconError names file and line."""
    from lxml.etree import XMLParser, XMLSyntaxError, fromstring

    if len(data) > _LARGEST:
        raise LexiconError(f"{name} is larger than 50 MB, which is no dictionary: check the name.")
    parser = XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        root = fromstring(data, parser)
    except XMLSyntaxError as error:
        raise LexiconError(
            f"{name} is no XML ({error.msg}). Export it again as PLS 1.0."
        ) from error
    if root.getroottree().docinfo.doctype:
        raise LexiconError(
            f"{name} declares a document type, which PLS 1.0 has none of. Take it out."
        )
    if root.tag not in {f"{{{NAMESPACE}}}lexicon", "lexicon"}:
        raise LexiconError(f"{name} is no pronunciation lexicon: its root is {root.tag!r}.")
    language = (root.get(_LANGUAGE) or "").casefold()
    alphabet = root.get("alphabet") or "ipa"
    return [
        row
        for lexeme in root.iterfind("{*}lexeme")
        for row in _rows(lexeme, name, language, alphabet)
    ]


def _rows(lexeme: "Element", name: str, language: str, alphabet: str) -> Iterator[dict[str, str]]:
    graphemes = [_text(element) for element in lexeme.iterfind("{*}grapheme")]
    sounds = list(_element_sounds(lexeme, name, alphabet))
    if not graphemes or not sounds:
        raise LexiconError(
            f"{name}, line {lexeme.sourceline}: a lexeme needs a grapheme, and a phoneme or an "
            "alias. Correct it and import again."
        )
    chosen = next((sound for sound in sounds if sound.preferred), sounds[0])
    attributes = {
        str(key).rpartition("}")[2]: str(value)
        for key, value in lexeme.attrib.items()
        if str(key).startswith(f"{{{OWN}}}")
    }
    shared = {
        "language": attributes.get("language", language),
        chosen.kind: chosen.text,
        "also": " | ".join(map(str, sounds)) if len(sounds) > 1 or chosen.preferred else "",
        "group": graphemes[0] if len(graphemes) > 1 else "",
        "role": lexeme.get("role") or "",
        "example": " | ".join(_text(element) for element in lexeme.iterfind("{*}example")),
        **{column: value for column, value in attributes.items() if column in COLUMNS},
    }
    if attributes.get("from") == "respelling":
        shared[chosen.kind] = ""
    for grapheme in graphemes:
        yield dict.fromkeys(COLUMNS, "") | shared | {"term": grapheme}


def _element_sounds(lexeme: "Element", name: str, alphabet: str) -> Iterator[_Sound]:
    for element in lexeme.iterchildren("{*}phoneme", "{*}alias"):
        preferred = element.get("prefer") == "true"
        if str(element.tag).endswith("alias"):
            yield _Sound("alias", _text(element), preferred)
            continue
        kind = _KINDS.get((element.get("alphabet") or alphabet).lower())
        if kind is None:
            raise LexiconError(
                f"{name}, line {element.sourceline}: narrate reads the alphabets ipa and x-sampa, "
                f"not {element.get('alphabet') or alphabet!r}. Export it with one of these."
            )
        yield _Sound(kind, _text(element), preferred)


def _text(element: "Element") -> str:
    return " ".join("".join(element.itertext()).split())


def table(rows: Sequence[dict[str, str]]) -> str:
    """Return rows as the text of a dictionary, without columns that are empty in all rows."""
    needed = {"term", "respelling"}
    columns = [column for column in COLUMNS if column in needed or any(row[column] for row in rows)]
    lines = ["\t".join(columns)]
    lines += ["\t".join(row[column] for column in columns).rstrip("\t") for row in rows]
    return "\n".join(lines) + "\n"
