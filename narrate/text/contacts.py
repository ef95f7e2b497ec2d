"""Addresses of the web, handles and telephone numbers, in the words of a language's signs.tsv."""

import re
from collections.abc import Callable, Mapping

from narrate.text.rules import Rule, Style

_ADDRESS = re.compile(
    r"""
    (?<![\w@.+-])
    (?: [\w.+-]{1,64}+@ [\w-]{1,63}+ (?:\.[\w-]{1,63}+){1,5}
      | (?:https?://|www\.) [^\s<>"“”„«»()]+ [\w/]
      | [a-zA-Z0-9-]{1,63}+ (?:\.[a-z0-9-]{1,63}+){0,4} \.
        (?:com|org|net|info|eu|de|at|ch|fr|es|pl|ua|uk|tv)(?![\w-])
        (?:/[\w/.~%-]*[\w/])? )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@#&/])(?P<mark>[@#])(?P<name>[^\W\d_]\w*)")
_PHONE = re.compile(
    r"""
    (?<![\w.,/:+-]) (?<![0-9][ ])
    (?: \+ (?P<code>[0-9]{1,3}) [ -]? (?=[(0-9])
      | (?=\(?0) | (?=(?P<grouped>[0-9]{2,3}(?:[ -][0-9]{2,3}){3,4})(?![0-9])) | (?P<called>(?<=tel\.[ ])|(?<=tél\.[ ])|(?<=тел\.[ ])|(?<=tel\.:[ ])|(?<=тел\.:[ ])) )
    (?P<rest> \(?[0-9]{1,5}\)? (?:[ ./–-]?[0-9]{2,8}){1,5} )
    (?![\w%€$]|[.,:][0-9])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PART = re.compile(r"[0-9]+|[^\W\d_]+|[^\w\s]|_")
_FEWEST = 7  # a shorter figure is no telephone number
_SHORT = 4  # "dpa", "bbc": letters without a vowel are spelled


def contacts(
    signs: Mapping[str, str], number: Callable[[int], str], *, pairs: bool
) -> tuple[Rule, ...]:
    """Return the rules; ``number`` says one number, ``pairs``: telephone numbers go by pairs."""

    def address(match: re.Match[str], _: Style) -> str:
        said = re.sub(r"^https?://", "", match[0], flags=re.IGNORECASE)  # nobody says the scheme
        return " ".join(part_said(part) for part in _PART.findall(said))

    def part_said(part: str) -> str:
        if part.isdecimal():
            return digits(part)
        vowelless = not re.search(r"[aeiouyAEIOUY]", part)
        if part.isascii() and part.isalpha() and vowelless and len(part) <= _SHORT:
            return " ".join(part)
        return signs.get(part, part)

    def digits(figures: str) -> str:
        return " ".join(number(int(figure)) for figure in figures)

    def handle(match: re.Match[str], _: Style) -> str:
        return f"{signs[match['mark']]} {match['name']}"

    def group(figures: str) -> str:
        two = pairs and len(figures) == 2 and figures[0] != "0"  # noqa: PLR2004 - a pair
        return number(int(figures)) if two else digits(figures)

    def phone(match: re.Match[str], _: Style) -> str | None:
        groups = re.findall(r"[0-9]+", match["rest"])
        figures = len("".join(groups)) + len(match["code"] or "")
        if figures < _FEWEST or re.fullmatch(r"[1-9][0-9]{1,2}(?:[ ][0-9]{3})+", match["rest"]):
            return None  # too short, or a number with its thousands parted
        if len(groups) == 1 and match["called"] is None and not match["code"]:
            return None
        code = [f"{signs['+']} {digits(match['code'])}"] if match["code"] else []
        return ", ".join([*code, *map(group, groups)])

    return (
        Rule("web.address", _ADDRESS, address, frozenset(".")),
        Rule("web.handle", _HANDLE, handle, frozenset("@#")),
        Rule("phone", _PHONE, phone, frozenset("0123456789")),
    )
