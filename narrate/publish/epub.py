"""A narration in an EPUB: the text, and the media overlay that says when it is heard.

W3C EPUB 3.3, section 9 (https://www.w3.org/TR/epub-33/#sec-media-overlays).
"""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from narrate.errors import PublishError
from narrate.publish.manifest import Plain
from narrate.publish.transcript import transcript
from narrate.runtime.files import write_whole


def write(manifest: Plain, folder: Path) -> Iterator[Path]:
    """Write the text, the overlay and the items for the package document; yield their paths.

    The audio is to be copied beside them. PublishError where they cannot be written.
    """
    audio = manifest["files"]["audio"]["name"]
    stem = audio.rpartition(".")[0]
    contents = {
        f"{stem}.xhtml": transcript(manifest),
        f"{stem}.smil": _overlay(manifest, f"{stem}.xhtml", audio),
        f"{stem}.opf.xml": _items(manifest, stem, audio),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            write_whole(folder / name, content)
            yield folder / name
    except OSError as error:
        raise PublishError(f"{folder} cannot be written: {error.strerror or error}.") from error


def _overlay(manifest: Plain, text: str, audio: str) -> str:
    """Return the overlay; a sentence lasts until the next, so that its pause is heard."""
    starts = [utterance["start_ms"] for utterance in manifest["utterances"]]
    ends = [*starts[1:], manifest["duration_ms"]]
    pairs = (
        f'<par id="p{n}"><text src="{escape(text)}#s{n}"/>'
        f'<audio src="{escape(audio)}" clipBegin="{start}ms" clipEnd="{end}ms"/></par>'
        for n, (start, end) in enumerate(zip(starts, ends, strict=True), 1)
    )
    return "\n".join(
        (
            '<?xml version="1.0" encoding="utf-8"?>',
            '<smil xmlns="http://www.w3.org/ns/SMIL" version="3.0"><body>',
            *pairs,
            "</body></smil>\n",
        )
    )


def _items(manifest: Plain, stem: str, audio: str) -> str:
    """Return the lines for the package document's metadata and manifest."""
    start = manifest["utterances"][0]["start_ms"] if manifest["utterances"] else 0
    seconds = f"{(manifest['duration_ms'] - start) / 1000:g}s"
    name, overlay = escape(stem), f"{escape(stem)}-overlay"
    return "\n".join(
        (
            f'<meta property="media:duration" refines="#{overlay}">{seconds}</meta>',
            f'<item id="{overlay}" href="{name}.smil" media-type="application/smil+xml"/>',
            f'<item id="{name}-audio" href="{escape(audio)}" media-type="audio/mpeg"/>',
            f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"',
            f' media-overlay="{overlay}"/>\n',
        )
    )
