"""Turn bytes into text, and say which encoding they were in."""

import codecs
import re
import unicodedata

from narrate.errors import SourceError
from narrate.source.files import not_text

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
# What a page may declare. Python knows codecs beyond these that are no encodings of text.
_DECLARABLE = re.compile(
    r"(windows-|cp)125\d|iso-8859-\d+|koi8-[ru]|gb(2312|k|18030)|big5|euc-(jp|kr)|shift_jis",
    re.IGNORECASE,
)
_CHARSET = re.compile(
    rb"""<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*["']?([\w-]+)""", re.IGNORECASE
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 64_000  # characters that tell what a text is
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_LOW_BYTE = re.compile(rb"[\x00-\x08]")
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")


def charset(data: bytes) -> str:
    """Return the encoding that a page declares, or ""."""
    declaration = _CHARSET.search(data, 0, 2048)
    return declaration[1].decode("ascii") if declaration else ""


def decode(
    data: bytes, *, name: str = "the input", declared: str = "", mends: bool = False
) -> tuple[str, str]:
    """Return the text, and the name of its encoding for a person.

    A byte-order mark decides; then the page's declaration, UTF-16 by its zero bytes, UTF-8,
    Windows-1252. Raises SourceError, naming ``name``, where none of them gives text.

    ``mends``: bytes in UTF-8 that are none become U+FFFD, and are no error.
    """
    text, encoding = (
        _marked(data, name)
        or _declared(data, declared)
        or _unmarked(data)
        or _guessed(data, name, mends=mends)
    )
    if _has_controls(text) or not _assigned(text):
        raise not_text(name)
    return text, encoding


def _marked(data: bytes, name: str) -> tuple[str, str] | None:
    for mark, codec, encoding in _MARKS:
        if data.startswith(mark):
            if decoded := _try(data[len(mark) :], codec, encoding):
                return decoded
            raise SourceError(
                f"{name} is marked as {encoding}, but damaged: save it as UTF-8 and try again."
            )
    return None


def _declared(data: bytes, declared: str) -> tuple[str, str] | None:
    if not _DECLARABLE.fullmatch(declared):
        return None
    # WHATWG Encoding: pages that say Latin-1 mean Windows-1252.
    codec = "windows-1252" if declared.lower() == "iso-8859-1" else declared
    return _try(data, codec, re.sub("WINDOWS-|CP(?=125)", "Windows-", codec.upper()))


def _unmarked(data: bytes) -> tuple[str, str] | None:
    """Recognize UTF-16 without a mark: a quarter or more is low bytes, the zeros on one side."""
    zeros = [data[0::2].count(0), data[1::2].count(0)]
    if min(zeros) * 20 >= max(zeros) or len(_LOW_BYTE.findall(data)) * 4 < len(data):
        return None
    decoded = _try(data, "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le", "UTF-16")
    return decoded if decoded and not _CONTROL.search(decoded[0]) else None


def damaged(name: str, data: bytes) -> SourceError | None:
    """Return the error for a byte that is no UTF-8, naming its line; None where there is none."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return SourceError(
            f"{name} is UTF-8 except for a byte in line {line}: save it as UTF-8 and try again."
        )
    return None


def _guessed(data: bytes, name: str, *, mends: bool) -> tuple[str, str]:
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError as error:
        sequences = _UTF8_SEQUENCE.findall(data)
        if 2 * sum(map(len, sequences)) > len(_HIGH_BYTE.findall(data)):
            if not mends and (damage := damaged(name, data)):
                raise damage from error
            return data.decode(errors="replace"), "UTF-8"
    decoded = _try(data, "windows-1252", "Windows-1252")
    if not decoded or _has_controls(decoded[0]):
        raise not_text(name)
    letters = [character for character in decoded[0] if character.isalpha()]
    if 2 * sum(not letter.isascii() for letter in letters) > len(letters):
        raise SourceError(
            f"{name} is in an encoding that narrate cannot tell: save it as UTF-8 and try again."
        )
    return decoded


def _try(data: bytes, codec: str, encoding: str) -> tuple[str, str] | None:
    try:
        return data.decode(codec), encoding
    except (UnicodeDecodeError, LookupError):
        return None


def _has_controls(text: str) -> bool:
    """Tell binary data, which is full of control characters, from text with a stray few."""
    start = text[:_SAMPLE]
    return len(_CONTROL.findall(start)) > 3 + len(start) // 100


def _assigned(text: str) -> bool:
    """Tell text from numbers read as UTF-16: nearly all of its characters exist."""
    sample = text[: _SAMPLE // 64]
    return sum(unicodedata.category(character) in {"Cn", "Co"} for character in sample) * 20 <= len(
        sample
    )
