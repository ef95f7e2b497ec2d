"""Captions, pages and feeds: the label where a reader, or a machine, finds it."""

from dataclasses import replace
from html import unescape
from pathlib import Path

from narrate.check.answers import Answers
from narrate.check.finding import Expected, Finding
from narrate.publish import carriers
from narrate.publish.lint import silent_problems


def captions(data: bytes, expected: Expected) -> list[Finding]:
    """Return the finding on the note at the top of WebVTT."""
    return [expected.same("note", carriers.note(data.decode("utf-8", "replace")))]


def page(data: bytes, expected: Expected, files: Answers) -> list[Finding]:
    """Return the findings on a page's figures, on the files that they name, and on its JSON-LD.

    The label is that of the manifest beside a figure's audio, where the page is a file.
    """
    figures = carriers.figures(data)
    if not figures:
        return [Finding("caption", "", "there is no <figure> with audio on the page")]
    findings: list[Finding | None] = []
    for figure in figures:
        expected = replace(expected, label=files.label(figure.audio) or expected.label)
        named = [("audio", figure.audio), ("sync file", figure.sync), ("manifest", figure.manifest)]
        findings += [files.finding(role, url) for role, url in named if url]
        findings.append(expected.within("caption", " ".join(figure.caption.split())))
    findings += [files.finding("script", url) for url in dict.fromkeys(carriers.scripts(data))]
    return [finding for finding in findings if finding] + _structured(data, expected)


def _structured(data: bytes, expected: Expected) -> list[Finding]:
    """Return the findings on a page's JSON-LD."""
    findings = []
    for audio_object in carriers.audio_objects(data):
        holds = str(audio_object.get("digitalSourceType", ""))
        problem = "" if holds else "digitalSourceType is missing"
        texts = [text for text in audio_object.values() if isinstance(text, str)]
        if not any(expected.label in text for text in texts):
            problem = problem or "the label is missing"
        findings.append(Finding("JSON-LD", holds, problem))
    missing = "there is no AudioObject in the page's JSON-LD"
    return findings or [Finding("JSON-LD", "", missing)]


def feed(data: bytes, expected: Expected, folder: Path) -> list[Finding]:
    """Return the findings on each item of a feed whose narrations are in a folder.

    They concern its mark for machines, the label in its text and, where the settings ask for it,
    the label in its audio.
    """
    findings, items = [], carriers.items(data)
    silent = silent_problems(data, folder) if expected.spoken else [""] * len(items)
    for (title, marked, text), unspoken in zip(items, silent, strict=True):
        finding = expected.within(f"item «{title}»", unescape(text))
        problem = finding.problem if marked else "podcast:txt purpose=ai-content is missing"
        holds = "podcast:txt and text" if not problem else text
        findings.append(Finding(finding.carrier, holds, problem or unspoken))
    return findings or [Finding("feed", "no items")]
