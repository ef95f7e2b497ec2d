"""Tell kinds of text that are never read aloud: data, mail, XML that is no page, source code."""

import json
import re
from contextlib import suppress
from pathlib import Path

from narrate.errors import SourceError
from narrate.source.files import ACCEPTED
from narrate.source.markup import is_page, root

_JSON = "JSON"
_MAIL = "an e-mail (MIME)"
_ARCHIVE = "a web archive (MIME)"
_XML = "XML, but no page"
_CODE = "source code"
_TABLE = "a table of data"
_SETTINGS = "a file of settings"
_SUFFIXES = {
    **dict.fromkeys((".json", ".jsonl", ".ndjson", ".geojson", ".ipynb", ".webmanifest"), _JSON),
    **dict.fromkeys((".eml", ".mbox"), _MAIL),
    **dict.fromkeys((".mht", ".mhtml"), _ARCHIVE),
    **dict.fromkeys((".xml", ".svg", ".xsl", ".xsd", ".plist", ".opml"), _XML),
    **dict.fromkeys((".csv", ".tsv"), _TABLE),
    **dict.fromkeys((".yaml", ".yml", ".toml", ".ini", ".cfg", ".conf", ".env"), _SETTINGS),
    **dict.fromkeys((".py", ".pyi", ".js", ".mjs", ".cjs", ".ts", ".tsx", ".jsx", ".vue"), _CODE),
    **dict.fromkeys(
        (".c", ".h", ".cc", ".cpp", ".hpp", ".cs", ".java", ".kt", ".go", ".rs"), _CODE
    ),
    **dict.fromkeys((".php", ".rb", ".pl", ".lua", ".swift", ".scala", ".sh", ".bash"), _CODE),
    **dict.fromkeys((".sql", ".css", ".scss", ".less", ".bat", ".ps1", ".r", ".tex"), _CODE),
}
_MEDIA_TYPES = {
    "application/json": _JSON,
    "application/javascript": _CODE,
    "text/javascript": _CODE,
    "text/css": _CODE,
    "text/csv": _TABLE,
    "message/rfc822": _MAIL,
}
_WINDOW = 64_000  # characters that tell the kind
_OBJECT = re.compile(r"\s*+(?:\[\s*+)?\{\s*+(?:\"[^\"\n]{1,200}\"\s*+:|\}\s*+\Z)")
_ARRAY = re.compile(r"\s*+\[\s*+[\[\"\d]")
_HEADER = re.compile(r"([A-Za-z][A-Za-z-]{1,60}):[ \t]?")
_TRANSPORT = frozenset(
    (
        *("mime-version", "received", "return-path", "message-id", "delivered-to", "x-mailer"),
        *("content-type", "content-transfer-encoding", "dkim-signature", "in-reply-to"),
    )
)
_CODE_LINES = (
    re.compile(r"\A.*[;{}]\Z"),
    re.compile(
        r"\A\s*+(?:async\s|export\s|public\s|private\s|static\s)*+(?:def|class|function|const|let|var"
        r"|import|package|using|namespace|return|elif|#include|@\w+)\b[^.!?]*\Z"
    ),
    re.compile(r"\A\s*+[\w.\[\]\"']++\s*+[-+*/:|]?=\s*+\S"),
    re.compile(r"\A\s*+(?:if|for|while|with|try|else|except|switch)\b[^.!?]*[:{(]\Z"),
    re.compile(r"\A[^\s(]++\(.*\)\Z"),
)
_FEWEST_LINES, _MOST_LINES = 6, 400
_LONGEST_LINE = 300  # characters
_CODE_SHARE = 0.4


def refuse(text: str, suffix: str, media_type: str, name: str) -> None:
    """Raise SourceError, with ``name``, for a kind of text that is never read aloud."""
    if kind := _SUFFIXES.get(suffix) or _MEDIA_TYPES.get(media_type) or _sniffed(text):
        raise SourceError(f"{name} is {kind}. {ACCEPTED}.")


def has_suffix(path: str) -> bool:
    """Tell whether a file's name says that it is of such a kind."""
    return Path(path).suffix.lower() in _SUFFIXES


def _sniffed(text: str) -> str:
    start = text[:_WINDOW].lstrip("\ufeff \t\n")
    if _is_json(start, text):
        return _JSON
    if start.startswith(("#!/", "<?php")) or _is_code(start):
        return _CODE
    if start.startswith("<"):
        if not is_page(text) and (start.startswith("<?xml") or _closes(text)):
            return _XML
        return ""
    return _mail(start)


def _closes(text: str) -> bool:
    """Tell whether a text that begins with an element ends with the end of that element."""
    name = root(text)
    return (
        bool(name)
        and re.search(rf"(?:</(?:[\w.-]+:)?{re.escape(name)}\s*|/)>\s*\Z", text[-200:]) is not None
    )


def _is_json(start: str, text: str) -> bool:
    if _OBJECT.match(start):
        return True
    if not _ARRAY.match(start) or not text.rstrip().endswith("]"):
        return False
    with suppress(ValueError, RecursionError):
        json.loads(text)
        return True
    return False


def _mail(start: str) -> str:
    """Return the kind of e-mail by its headers, or "" if a text does not start with them."""
    headers = start.partition("\n\n")[0].split("\n")
    if not (_HEADER.match(headers[0]) or headers[0].startswith("From ")):
        return ""
    names = {header[1].lower() for line in headers if (header := _HEADER.match(line))}
    if "mime-version" in names or len(names & _TRANSPORT) > 1:
        return _ARCHIVE if "multipart/related" in start[:2_000] else _MAIL
    return ""


def _is_code(start: str) -> bool:
    """Tell whether most lines of a text are statements, of two kinds or more."""
    lines = [line for line in start.split("\n")[:_MOST_LINES] if line.strip()]
    if len(lines) < _FEWEST_LINES:
        return False
    kinds = [
        {kind for kind, form in enumerate(_CODE_LINES) if form.match(line[:_LONGEST_LINE].rstrip())}
        for line in lines
    ]
    return sum(map(bool, kinds)) >= _CODE_SHARE * len(lines) and len(set().union(*kinds)) > 1
