"""Addresses of the web, handles and telephone numbers, in the words of a language's signs.tsv."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

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
_CALLED = ("tel. ", "tél. ", "тел. ", "tel.: ", "tél. : ", "тел.: ", "tel ", "tél ", "тел ")
_PHONE = re.compile(
    r"""
    (?<![\w.,/:+-]) (?<![0-9][ ])
    (?: \+ (?P<code>[0-9]{1,3}) [ -]? (?=[(0-9]) )?
    (?P<rest> \(?[0-9]{1,5}\)? (?:[ ./–-]?[0-9]{2,8}){1,5} )
    (?![\w%€$]|[.,:][0-9])
    """,
    re.VERBOSE,
)
# A number after its name may end in a single figure: "unter der Nummer 0800 33 44 55 1".
_NAMED_PHONE = re.compile(
    r"""
    \b (?: \w*nummer | telefon | hotline | tel\.? | numéro | número | teléfono
          | numer\w{0,3} | номер\w{0,3} | тел\. )
    :? [ ] (?P<it> (?P<rest> [0+] [0-9]{1,4} (?:[ ./–-]?[0-9]{2,8}){1,5} [ ][0-9] ) )
    (?![\w%€$]|[.,:/][0-9])
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Four groups or more that part no thousands.
_GROUPED = re.compile(
    r"(?=.*[0-9]{3})[0-9]{2,3}(?:[ -][0-9]{2,3}){3,4}|[0-9]{3}[ -][0-9]{3}[ -][0-9]{4}"
)
_OTHER = re.compile(
    r"""
      [1-9][0-9]{0,2} (?:[ .][0-9]{3})+
    | \(? (?:1[0-9]|20) [0-9]{2}[-–] (?:1[0-9]|20) [0-9]{2}\)?
    | [0-9]{1,2} ([/.-]) [0-9]{1,2}\1[0-9]{2,4}
    """,
    re.VERBOSE,
)
_MOBILE = re.compile(r"[0-9]{3}(?:[ -][0-9]{3}){2}")
_NEAR = re.compile(r"\b(?:tel|infolini|numer|тел|номер|лінія)\w{0,4}\b.{0,50}\Z", re.IGNORECASE)
_PART = re.compile(r"[0-9]+|[^\W\d_]+|[^\w\s]|_")
_FEWEST = 7  # a shorter figure is no telephone number
_GROUP = 4  # figures of a group that is said as a number
_SHORT = 4  # "dpa", "bbc": letters without a vowel are spelled


@dataclass(frozen=True)
class Contacts:
    """How a language says addresses: its signs, and a number in words.

    ``by_pairs``: the groups of telephone numbers are said as numbers of two figures; ``by_groups``:
    groups of up to four figures are said as numbers, a zero before them apart.
    """

    signs: Mapping[str, str]
    number: Callable[[int], str]
    by_pairs: bool
    by_groups: bool = False

    def address(self, match: re.Match[str], _: Style) -> str:
        """Return the words of a URL or an e-mail address, without the scheme."""
        bare_address = re.sub(r"^https?://", "", match[0], flags=re.IGNORECASE)
        return " ".join(self._part(part) for part in _PART.findall(bare_address))

    def handle(self, match: re.Match[str], _: Style) -> str:
        """Return the words of "@desk" and "#news"."""
        return f"{self.signs[match['mark']]} {match['name']}"

    def phone(self, match: re.Match[str], _: Style) -> str | None:
        """Return the words of a telephone number by groups; None for other figures."""
        local_number, code = match["rest"], match["code"]
        groups = re.findall(r"[0-9]+", local_number)
        called = match.string[: match.start()][-8:].casefold().endswith(_CALLED)
        mobile = self.by_groups and _MOBILE.fullmatch(local_number)
        called = called or bool(
            mobile and _NEAR.search(match.string[max(0, match.start() - 70) : match.start()])
        )
        parted = len(groups) > 1 and (local_number[0] in "0(" or _GROUPED.fullmatch(local_number))
        if len("".join(groups)) < _FEWEST or (_OTHER.fullmatch(local_number) and not called):
            return None
        if not (code or called or parted):
            return None
        prefix = self._group(code) if self.by_groups and code else self._digits(code or "")
        first = [f"{self.signs['+']} {prefix}"] if code else []
        return ", ".join([*first, *map(self._group, groups)])

    def named_phone(self, match: re.Match[str], _: Style) -> str:
        """Return the words of a telephone number that the word before it names."""
        plus = [self.signs["+"]] if "+" in match["rest"] else []
        return ", ".join([*plus, *map(self._group, re.findall("[0-9]+", match["rest"]))])

    def _part(self, part: str) -> str:
        if part.isdecimal():
            return self._digits(part)
        vowelless = not re.search(r"[aeiouyAEIOUY]", part)
        if part.isascii() and part.isalpha() and vowelless and len(part) <= _SHORT:
            return " ".join(part)
        return self.signs.get(part, part)

    def _digits(self, figures: str) -> str:
        return " ".join(self.number(int(figure)) for figure in figures)

    def _group(self, figures: str) -> str:
        if self.by_groups and len(figures) <= _GROUP:
            zeros = len(figures) - len(figures.lstrip("0"))
            significant = figures.lstrip("0")
            return " ".join(
                [self.number(0)] * zeros + ([self.number(int(significant))] if significant else [])
            )
        pair = self.by_pairs and len(figures) == 2 and figures[0] != "0"
        return self.number(int(figures)) if pair else self._digits(figures)

    def rules(self) -> tuple[Rule, ...]:
        """Return the rules, to stand after those for dates."""
        return (
            Rule("web.address", _ADDRESS, self.address, frozenset(".")),
            Rule("web.handle", _HANDLE, self.handle, frozenset("@#")),
            Rule("phone", _NAMED_PHONE, self.named_phone, frozenset("0+")),
            Rule("phone", _PHONE, self.phone, frozenset("0123456789")),
        )
