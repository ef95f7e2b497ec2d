"""The front matter of a Markdown or text file: YAML between ``---``, TOML between ``+++``."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date

from narrate.errors import SourceError
from narrate.source.page import Facts, iso_date, language_tag, tidy, web_address

_KEYS = {
    "title": ("title",),
    "byline": ("byline", "author", "authors"),
    "publisher": ("publisher",),
    "published": ("date", "published"),
    "modified": ("updated", "modified", "lastmod"),
    "language": ("lang", "language"),
    "url": ("canonical", "canonical_url", "url"),
    "summary": ("description", "summary"),
    "image": ("image", "cover"),
    "section": ("section",),
}
_MATTER = re.compile(
    r"""\s*
    (?: ---[ \t]*\n (?P<yaml> (?=[ \t]*(?:[#].*\n[ \t]*)*[\w"'-]+[ \t]*:) .*? ) \n(?:---|\.\.\.)
      | \+\+\+[ \t]*\n (?P<toml> .*? ) \n\+\+\+
    ) [ \t]*(?:\n|$)""",
    re.VERBOSE | re.DOTALL,
)


def split(text: str, name: str) -> tuple[Facts, tuple[str, ...], str]:
    """Give the facts in the front matter, notes on those not understood, and the text after it.

    Raises SourceError, naming ``name`` and the line, where the front matter cannot be read.
    """
    found = _MATTER.match(text)
    if not found:
        return Facts(), (), text
    form, matter = (_toml, found["toml"]) if found["yaml"] is None else (_yaml, found["yaml"])
    try:
        # The empty line stands for the mark, so that errors count lines as the file does.
        facts, notes = _facts(form("\n" + matter))
    except (ValueError, RecursionError) as error:
        why = "it nests too deep" if isinstance(error, RecursionError) else error
        raise SourceError(
            f"The front matter of {name} cannot be read ({why}): put its values into quotation "
            "marks, or take it out."
        ) from error
    return facts, notes, text[found.end() :]


def _toml(text: str) -> object:
    return tomllib.loads(text)


def _yaml(text: str) -> object:
    import yaml

    try:
        # The base loader makes nothing but strings, lists and mappings: "No" and 1:30 stay so.
        return yaml.load(text, yaml.BaseLoader)  # noqa: S506 - the base loader makes no objects
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ValueError(f"{error.problem}, line {line}") from error
    except yaml.YAMLError as error:
        raise ValueError("it is no YAML") from error


def _facts(values: object) -> tuple[Facts, tuple[str, ...]]:
    matter = values if isinstance(values, Mapping) else {}
    named = {str(key).lower(): value for key, value in matter.items()}
    given = {
        fact: next(filter(None, (_said(named.get(key, "")) for key in keys)), "")
        for fact, keys in _KEYS.items()
    }
    known = given | {
        "published": iso_date(given["published"]),
        "modified": iso_date(given["modified"]),
        "language": language_tag(given["language"]),
        "url": web_address(given["url"]),
    }
    notes = (
        f"left out of the front matter: {given[fact]!r} is no {form}"
        for fact, form in (
            ("published", "date such as 2026-05-04"),
            ("modified", "date such as 2026-05-04"),
            ("language", "language tag such as en-GB"),
        )
        if given[fact] and not known[fact]
    )
    pronunciations = named.get("pronunciations")
    terms = pronunciations if isinstance(pronunciations, Mapping) else {}
    said = ((tidy(str(term)), _said(saying)) for term, saying in terms.items())
    return Facts(**known, languages=(), pronunciations=tuple(filter(all, said))), tuple(notes)


def _said(value: object) -> str:
    """Give a value as text: authors come as a name, a list of names, or a list of mappings."""
    # One level, no recursion: in YAML a short text can stand for a list of a billion.
    parts = value if isinstance(value, list) else [value]
    return ", ".join(filter(None, map(_scalar, parts)))


def _scalar(value: object) -> str:
    if isinstance(value, Mapping):
        value = value.get("name", "")
    if isinstance(value, date):  # and its subclass, the date with a time
        return value.isoformat()
    return tidy(str(value)) if isinstance(value, str | int | float) else ""
