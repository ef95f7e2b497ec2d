"""The front matter of a Markdown or text file: YAML between ``---``, TOML between ``+++``."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

from narrate.errors import SourceError
from narrate.source import publication
from narrate.source.page import Facts, iso_date, language_tag, shown, tidy, web_address

_DATES = ("date", "pubdate", "publishdate")
_KEYS = {
    "title": ("title",),
    "byline": ("byline", "author", "authors"),
    "publisher": ("publisher",),
    "published": ("date", "published", *_DATES),
    "modified": ("updated", "modified", "lastmod"),
    "language": ("lang", "language"),
    "url": ("canonical", "canonical_url", "url"),
    "summary": ("description", "summary", "subtitle", "excerpt", "standfirst", "dek"),
    "image": ("image", "cover"),
    "section": ("section",),
    "voice": ("voice",),
}
_TABLES = ("params", "extra", "seo", "meta", "frontmatter")
_SWITCHES = frozenset(("true", "false", "yes", "no"))
_LONGEST = 64_000  # characters
_DEEPEST_KEY = 20  # names in a dotted key of TOML
_START = re.compile(r"\s*+(---|\+\+\+)[ \t]*+\n")
_ENDS = {
    "---": re.compile(r"\n(?:---|\.\.\.)[ \t]*+(?:\n|\Z)"),
    "+++": re.compile(r"\n\+\+\+[ \t]*+(?:\n|\Z)"),
}
_KEY = re.compile(r"[ \t]*+[\w\"'-]++[ \t]*+:")
_COLON = re.compile(r"[ \t]*+([\w-]{1,60}): ++([^\"'\[{|>&*!%@\s][^\n]{0,300}: [^\n]{0,300})$")
_UNQUOTED = re.compile(r"[ \t]*+([\w-]{1,60}): ++(?!\"[^\"\n]*+\"$|'[^'\n]*+'$)(\S[^\n]{0,300})$")
_SIGNS = tuple("[]{}|>&*!%@`,?-\"'")
_VALUE = re.compile(r"[ \t]*+([\w-]{1,60})[ \t]*+=[ \t]*+([^\W\d][^\"'\n]{0,300})$")
_LINE = re.compile(r"at line (\d{1,6})")
_DOTTED = re.compile(
    rf"(?<![\w\"'-])(?:[\w\"'-]{{1,100}}+[ \t]{{0,9}}+\.[ \t]{{0,9}}+){{{_DEEPEST_KEY}}}"
)


def split(text: str, name: str) -> tuple[Facts, tuple[str, ...], str]:
    """Return the facts in the front matter, notes on the unclear ones, and the text after it.

    Raises SourceError, naming ``name`` and the line, where the front matter cannot be read or is
    longer than 64,000 characters.
    """
    start = _START.match(text)
    end = start and _ENDS[start[1]].search(text, start.end() - 1)
    if not start or not end:
        return Facts(), (), text
    matter = text[start.end() : end.start()]
    if start[1] == "---" and not _begins_with_key(matter):
        return Facts(), (), text  # a rule between paragraphs
    if len(matter) > _LONGEST:
        raise SourceError(
            f"The front matter of {name} is longer than {_LONGEST:,} characters, too long for an "
            "article: remove it."
        )
    try:
        # The empty line replaces the mark, so that errors count lines as the file does.
        facts, notes = _facts((_yaml if start[1] == "---" else _toml)("\n" + matter))
    except (ValueError, RecursionError) as error:
        reason = "it nests too deep" if isinstance(error, RecursionError) else error.args[0]
        remedies = [] if isinstance(error, RecursionError) else error.args[1:]
        remedy = (*remedies, "put its values into quotation marks, or remove it")[0]
        raise SourceError(
            f"The front matter of {name} cannot be read ({reason}): {remedy}."
        ) from error
    return facts, notes, text[end.end() :]


def _begins_with_key(matter: str) -> bool:
    """Tell whether the first line that is no comment holds a key, as YAML's does."""
    lines = (line for line in matter.split("\n") if not line.lstrip().startswith("#"))
    return _KEY.match(next(lines, "")) is not None


def _toml(text: str) -> object:
    if _DOTTED.search(text):  # the parser's time grows with the square of their number
        raise ValueError(f"a key has more than {_DEEPEST_KEY} names")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _LINE.search(str(error))
        line = int(place[1]) if place else 0
        value = _VALUE.match(text.split("\n")[line - 1]) if line else None
        if (
            value is None
            or not str(error).startswith("Invalid value")
            or value[2].strip().casefold() in {"true", "false"}
        ):
            raise
        raise ValueError(
            f"the value in line {line} is not TOML",
            f"write it in quotation marks, as {shown(value[1])} = {_quoted(value[2])}",
        ) from error


def _quoted(value: str) -> str:
    escaped = value.rstrip().replace("\\", "\\\\").replace('"', '\\"')
    return f'"{shown(escaped)}"'


def _yaml(text: str) -> object:
    import yaml

    try:
        # The base loader makes nothing but strings, lists and mappings: "No" and 1:30 stay so.
        return yaml.load(text, yaml.BaseLoader)  # noqa: S506 - the base loader makes no objects
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        value = _unquoted(text.split("\n"), line)
        if value is None or "flow" in (error.context or ""):
            raise ValueError(
                f"{error.problem}, line {line}",
                "correct this line or the one before it, or remove the front matter",
            ) from error
        has_colon = _COLON.match(value[0]) is not None
        fault = "has a colon" if has_colon else "has a mark of YAML outside of quotation marks"
        raise ValueError(
            f"the value in line {line} {fault}",
            f"write it in quotation marks, as {shown(value[1])}: {_quoted(value[2])}",
        ) from error
    except yaml.YAMLError as error:
        raise ValueError("it is not YAML") from error


def _unquoted(lines: list[str], number: int) -> re.Match[str] | None:
    """Return the key and the value of a line, counted from 1, that quotation marks mend; or None.

    The value begins with a sign of YAML or holds ": " or " #", and the line is indented as one of
    its neighbors, or below a key without a value.
    """
    value = _UNQUOTED.match(lines[number - 1])
    if value is None or not (value[2].startswith(_SIGNS) or re.search(r":\s| #", value[2])):
        return None
    before = next((line for line in reversed(lines[: number - 1]) if line.strip()), "")
    after = next((line for line in lines[number:] if line.strip()), "")
    indents = {line[: len(line) - len(line.lstrip())] for line in (before, after)}
    own = lines[number - 1][: value.start(1)]
    is_aligned = own in indents or before.rstrip().endswith(":")
    return value if is_aligned and "\t" not in own else None


def _facts(values: object) -> tuple[Facts, tuple[str, ...]]:
    matter = values if isinstance(values, Mapping) else {}
    named = _named(matter)
    switched = _text(named.get("published", "")).lower() in _SWITCHES  # Jekyll's, and no date
    written = {
        fact: next(filter(None, (_text(named.get(key, "")) for key in keys)), "")
        for fact, keys in (_KEYS | ({"published": _DATES} if switched else {})).items()
    }
    understood: dict[str, Any] = written | {
        "published": publication.moment(written["published"]),
        "modified": iso_date(written["modified"]),
        "language": language_tag(written["language"]),
        "url": web_address(written["url"]),
    }
    notes = (
        f"left out of the front matter: {written[fact]!r} is no {form}"
        for fact, form in (
            ("published", "date such as 2026-05-04"),
            ("modified", "date such as 2026-05-04"),
            ("language", "language tag such as en-GB"),
        )
        if written[fact] and not understood[fact]
    )
    pronunciations = named.get("pronunciations")
    terms = pronunciations if isinstance(pronunciations, Mapping) else {}
    pairs = ((tidy(str(term)), _text(spoken)) for term, spoken in terms.items())
    status = publication.status(named, _text)
    facts = Facts(
        **understood,
        pronunciations=tuple(filter(all, pairs)),
        draft=status.draft,
        opens=status.opens,
        closes=status.closes,
    )
    return facts, tuple(notes)


def _named(matter: Mapping[object, object]) -> dict[str, object]:
    """Return values by name in small letters; those of a theme's own table come after the page's.

    Hugo keeps them in ``params``, Zola in ``extra``.
    """
    own = {str(key).lower(): value for key, value in matter.items()}
    tables = (table for name in _TABLES if isinstance(table := own.get(name), Mapping))
    themes = {str(key).lower(): value for table in tables for key, value in table.items()}
    return themes | own


def _text(value: object) -> str:
    """Return a value as text: authors are a name, a list of names, or a list of mappings."""
    # One level, no recursion: in YAML a short text can stand for a list of a billion.
    parts = value if isinstance(value, list) else [value]
    return ", ".join(filter(None, map(_scalar, parts)))


def _scalar(value: object) -> str:
    if isinstance(value, Mapping):
        value = value.get("name", "")
    if isinstance(value, date):  # and its subclass, the date with a time
        return value.isoformat()
    return tidy(str(value)) if isinstance(value, str | int | float) else ""
