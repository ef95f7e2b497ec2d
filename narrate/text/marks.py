"""Marks that end no sentence in any language: of a list, dots apart, in a bracket, trailing off."""

import re

from narrate.text.candidate import Candidate

ONLY_DOTS = re.compile(r"[\s.…]{1,40}\Z")
_MOTTO = 60  # characters
_REST_OF_MOTTO = re.compile(rf"\s[^\"“”„«»]{{1,{_MOTTO}}}[\"”»“]\s(?P<following>\w)")
# "East: 1. Leeds, 2. Hull; 3. Ayr": the items of one sentence.
INNER_MARK = re.compile(r"(?:\A|[,;:]\s)(?P<number>[1-9][0-9]?)\Z")
SECOND_MARK = re.compile(r".{1,80}?[,;]\s2\.\s")
LIST_MARK = re.compile(r"[\s•*–(\[-]{0,4}(?:\d{1,3}|[^\W\d_]|[ivxlcIVXLC]{1,5})")


def list_mark(candidate: Candidate) -> bool | None:
    """Keep "1." and "a." with the item that they open."""
    if candidate.mark == "." and not candidate.close and LIST_MARK.fullmatch(candidate.so_far):
        return False
    if candidate.mark != "." or candidate.close or not candidate.last.isdecimal():
        return None
    inner = INNER_MARK.search(candidate.so_far)
    number = int(inner["number"]) if inner else 0
    if number < 1:
        return None
    if number == 1:
        return False if SECOND_MARK.match(candidate.text, candidate.end) else None
    return False if f" {number - 1}. " in f" {candidate.so_far}" else None


def spaced_dots(candidate: Candidate) -> bool | None:
    """Go on in ". . .", and keep the dots that end a text with its last sentence."""
    if ONLY_DOTS.match(candidate.text, candidate.end):
        return False
    so_far = candidate.so_far
    if candidate.mark == "." and (so_far == "" or so_far[-1].isspace()):
        return None if candidate.next != "." and not so_far.rstrip().endswith(".") else False
    return None


def inside_brackets(candidate: Candidate) -> bool | None:
    """Go on inside a bracket that opened after the sentence did."""
    so_far = candidate.so_far + candidate.close
    if so_far.count("(") > so_far.count(")") and not so_far.lstrip().startswith("("):
        return False
    return None


def trailing_off(candidate: Candidate) -> bool | None:
    """Go on after dots inside a quotation that the sentence opened: they are pause enough."""
    if candidate.close or not candidate.mark.endswith(("…", "...")):
        return None
    return None if _quotation(candidate.so_far) is None else False


def inside_motto(candidate: Candidate) -> bool | None:
    """Go on in a short quotation after which the sentence goes on: the motto "Dare. Do." is old."""
    rest = None if candidate.close else _REST_OF_MOTTO.match(candidate.text, candidate.end)
    if rest is None or not rest["following"].islower():
        return None
    start = _quotation(candidate.so_far)
    inside = start and candidate.so_far[:start].strip() and len(candidate.so_far) - start < _MOTTO
    return False if inside else None


def _quotation(so_far: str) -> int | None:
    """Return where the quotation that is still open starts in a sentence, or None."""
    opened = max(map(so_far.rfind, "“„«"))
    if opened > max(map(so_far.rfind, "”»")):
        return opened
    return so_far.rfind('"') if so_far.count('"') % 2 == 1 else None
