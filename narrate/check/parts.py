"""Check each part of a published narration separately."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from narrate.audio import length, tags
from narrate.check.finding import HEARD, Expected, Finding
from narrate.errors import AudioError, NarrateError, PublishError
from narrate.listening.judge import HEARD_AS
from narrate.publish import carriers, credentials
from narrate.publish.lint import speaks_label
from narrate.publish.manifest import NAME
from narrate.publish.shelf import Story


def story(published: Story, expected: Expected) -> list[Finding]:
    """Return the findings on all parts of a narration; an unreadable part stops no other check."""
    if published.retracted:
        remaining = ", ".join(path.name for path in published.strays())
        holds = f"withdrawn {published.manifest['retracted']}"
        return [Finding(NAME, holds, f"still there: {remaining}" if remaining else "")]
    signed = expected.signed or "credentials" in published.manifest["files"]
    expected = replace(expected, label=str(published.manifest.get("disclosure", "")), signed=signed)
    return _looked({part: partial(look, published, expected) for part, look in PARTS.items()})


def loose(audio: Path, expected: Expected) -> list[Finding]:
    """Return the findings on an audio file that no manifest names."""

    def lasts() -> Iterator[Finding]:
        frames, rate_hz = length.decoded(audio)
        yield Finding("length", f"{frames / rate_hz:.2f} s decoded")

    tagged, signed = partial(_tagged, audio, expected), partial(_signed, audio, expected)
    return _looked({"length": lasts, "tags": tagged, "credentials": signed})


def _looked(parts: Mapping[str, Callable[[], Iterable[Finding]]]) -> list[Finding]:
    """Return the findings on each part; an unreadable part is itself a finding."""
    findings: list[Finding] = []
    for part, look in parts.items():
        try:
            findings += look()
        except (NarrateError, OSError) as error:
            findings.append(Finding(part, "", str(error)))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            findings.append(Finding(part, "", f"{NAME} is not as its schema asks: {error!r}"))
    return findings


def _manifest(_published: Story, expected: Expected) -> Iterator[Finding]:
    yield expected.same(NAME, expected.label.strip())


def _spoken_label(published: Story, expected: Expected) -> Iterator[Finding]:
    """Look for the label in the audio; one that the settings do not ask for is no fault."""
    is_spoken = speaks_label(published.manifest["utterances"])
    problem = "" if is_spoken else "the audio does not speak the label: make it again"
    if is_spoken or expected.spoken:
        yield Finding("spoken label", expected.label * is_spoken, problem)


def _files(published: Story, _expected: Expected) -> Iterator[Finding]:
    for role, listed in published.manifest["files"].items():
        path, problem = published.file(role), ""
        if path is None or not path.is_file():
            problem = "it is missing"
        else:
            with path.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != listed["sha256"]:
                    problem = "its bytes are not those that were published"
        yield Finding(f"file {role}", listed["name"], problem)


def _length(published: Story, _expected: Expected) -> Iterator[Finding]:
    """Compare the numbers of frames; a format that resamples may differ by less than one."""
    frames, rate_hz = length.decoded(_audio(published))
    counted, counted_hz = published.manifest["frames"], published.manifest["sample_rate_hz"]
    exact = abs(frames * counted_hz - counted * rate_hz) < max(rate_hz, counted_hz)
    problem = "" if exact else f"{counted / counted_hz:.2f} s were published"
    yield Finding("length", f"{frames / rate_hz:.2f} s decoded", problem)


def _sentences(published: Story, _expected: Expected) -> Iterator[Finding]:
    """Compare the sentences of manifest, captions and transcript: each once, in order."""
    utterance_values = published.manifest["utterances"]
    written = "".join(_squeezed(utterance["written"]) for utterance in utterance_values)
    problems = []
    pairs = pairwise(utterance_values)
    if any(second["start_frame"] < first["end_frame"] for first, second in pairs):
        problems.append("two sentences sound at once")
    if any(_spoken(utterance) != utterance["spoken"] for utterance in utterance_values):
        problems.append("a sentence is not spoken as its edits say")
    captions = published.file("captions")
    cues = carriers.cues(captions.read_text("utf-8")) if captions else []
    if captions and _squeezed("".join(cues)) != written:
        problems.append("the captions do not hold each once")
    if _squeezed(tags.read(_audio(published)).get("transcript", "")) != written:
        problems.append("the audio's transcript does not hold each once")
    yield Finding("sentences", f"{len(utterance_values)}, each once", "; ".join(problems))


def _takes(published: Story, _expected: Expected) -> Iterator[Finding]:
    """Yield the findings on sentences of which no take sounded right.

    Words that only a recognizer heard otherwise are told apart from damaged audio.
    """
    for utterance_values in published.manifest["utterances"]:
        faults = utterance_values.get("faults", ())
        heard = [fault for fault in faults if fault.startswith(HEARD_AS)]
        damaged = ", ".join(fault for fault in faults if fault not in heard)
        sentence = f"sentence «{utterance_values['written']}»"
        if damaged:
            problem = "listen to it; if it sounds broken, reword it or choose another voice"
            yield Finding(sentence, damaged, problem)
        if heard:
            problem = "listen to it; if a name is wrong, add it to lexicon.tsv"
            yield Finding(f"{HEARD} {sentence}", ", ".join(heard), problem)


def _tags(published: Story, expected: Expected) -> Iterator[Finding]:
    yield from _tagged(_audio(published), expected)


def _captions(published: Story, expected: Expected) -> Iterator[Finding]:
    if captions := published.file("captions"):
        yield expected.same("note in captions", carriers.note(captions.read_text("utf-8")))


def _credentials(published: Story, expected: Expected) -> Iterator[Finding]:
    yield from _signed(_audio(published), expected)


def _layers(published: Story, expected: Expected) -> Iterator[Finding]:
    """Report how many layers tell a machine that the audio was made with AI."""
    try:
        signed = credentials.state(_audio(published), expected.root).state in {"valid", "trusted"}
    except PublishError:  # without the package that reads credentials
        signed = "credentials" in published.manifest["files"]
    if signed:
        yield Finding("layers", "two: the tags and the signed credentials of the audio")
    else:
        yield Finding("layers", "only one: the tags of the audio; signing it adds another")


PARTS: Final[dict[str, Callable[[Story, Expected], Iterator[Finding]]]] = {
    NAME: _manifest,
    "spoken label": _spoken_label,
    "files": _files,
    "length": _length,
    "sentences": _sentences,
    "takes": _takes,
    "tags": _tags,
    "captions": _captions,
    "credentials": _credentials,
    "layers": _layers,
}


def _audio(published: Story) -> Path:
    path = published.file("audio")
    if path is None or not path.is_file():
        raise AudioError("the audio is missing")
    return path


def _tagged(audio: Path, expected: Expected) -> Iterator[Finding]:
    published = tags.read(audio)
    yield expected.same("tag label", published.get("disclosure", ""))
    source_type = published.get("source_type", "")
    problem = "" if source_type else "the digital source type is missing"
    yield Finding("tag source type", source_type.rpartition("/")[2], problem)


def _signed(audio: Path, expected: Expected) -> Iterator[Finding]:
    try:
        published = credentials.state(audio, expected.root)
    except PublishError as error:
        yield Finding("credentials", "not looked at", str(error) if expected.signed else "")
        return
    holds = published.state
    if published.issuer:
        holds += f", signed by {published.issuer}" + (
            f" at {published.time}" if published.time else ""
        )
    problem = ""
    if published.state == "invalid":
        problem = f"they do not hold: {', '.join(published.failures)}"
    elif published.state == "none" and expected.signed:
        problem = "there are none, and the file is to be signed"
    elif published.state == "valid" and expected.root:
        problem = "the root that was given does not vouch for the signer"
    yield Finding("credentials", holds, problem)


def _spoken(utterance_values: dict[str, Any]) -> str:
    """Return a written sentence with its edits applied."""
    spoken, position = "", 0
    for edit in utterance_values["edits"]:
        spoken += utterance_values["written"][position : edit["start"]] + edit["spoken"]
        position = edit["end"]
    return spoken + str(utterance_values["written"][position:])


def _squeezed(text: str) -> str:
    return "".join(text.split())
