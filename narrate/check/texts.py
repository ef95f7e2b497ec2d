"""Captions, pages and feeds: the label where a reader, or a machine, finds it."""

import json
from dataclasses import replace
from pathlib import Path

from narrate.check.finding import Finding, Wanted
from narrate.errors import NarrateError
from narrate.publish import carriers, shelf


def captions(data: bytes, wanted: Wanted) -> list[Finding]:
    """Return what the note at the top of WebVTT says."""
    return [wanted.same("note", carriers.note(data.decode("utf-8", "replace")))]


def page(data: bytes, wanted: Wanted, folder: Path | None = None) -> list[Finding]:
    """Return what a page's figures and its structured data say.

    The label is that of the manifest which a figure names, where ``folder`` is the page's own.
    """
    found: list[Finding] = []
    for embed in carriers.embeds(data):
        if folder and embed.manifest and "://" not in embed.manifest:
            try:
                about = shelf.story((folder / embed.manifest).parent).about
                wanted = replace(wanted, label=about.get("disclosure", wanted.label))
            except NarrateError as error:
                found.append(Finding("narrate.json", embed.manifest, str(error)))
        found.append(wanted.within("caption", embed.caption))
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
