"""Captions, pages and feeds: the label where a reader, or a machine, finds it."""

import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from narrate.check.finding import Finding, Wanted
from narrate.publish import carriers, shelf
from narrate.publish.manifest import NAME


def captions(data: bytes, wanted: Wanted) -> list[Finding]:
    """Return what the note at the top of WebVTT says."""
    return [wanted.same("note", carriers.note(data.decode("utf-8", "replace")))]


def page(data: bytes, wanted: Wanted, folder: Path | None = None) -> list[Finding]:
    """Return what a page's figures and its structured data say.

    The label is that of the manifest beside a figure's audio, where ``folder`` is the page's own.
    """
    found: list[Finding] = []
    for figure in carriers.figures(data):
        relative = folder and not figure.audio.startswith("/") and "://" not in figure.audio
        beside = folder / unquote(figure.audio) if folder and relative and figure.audio else None
        if beside and (beside.parent / NAME).is_file():
            about = shelf.story(beside.parent).about
            wanted = replace(wanted, label=about.get("disclosure", wanted.label))
        if beside and not beside.is_file():
            found.append(Finding("audio", figure.audio, "it is not there"))
        found.append(wanted.within("caption", " ".join(figure.caption.split())))
    if not found:
        return [Finding("caption", "", "there is no <figure> with audio on the page")]
    objects = carriers.audio_objects(data)
    for each in objects:
        holds = str(each.get("digitalSourceType", ""))
        problem = "" if holds else "digitalSourceType is missing"
        if wanted.label not in json.dumps(each, ensure_ascii=False):
            problem = problem or "the label is missing"
        found.append(Finding("JSON-LD", holds, problem))
    if not objects:
        found.append(Finding("JSON-LD", "", "there is no AudioObject in the page's JSON-LD"))
    return found


def feed(data: bytes, wanted: Wanted) -> list[Finding]:
    """Return what each item of a feed says: its mark for machines, and the label in its text."""
    found = []
    for title, marked, text in carriers.items(data):
        said = wanted.within(f"item «{title}»", text)
        problem = said.problem if marked else "podcast:txt purpose=ai-content is missing"
        holds = "podcast:txt and text" if not problem else text
        found.append(Finding(said.carrier, holds, problem))
    return found or [Finding("feed", "no items")]
