"""The parts of a published narration, each looked at by itself."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from narrate.audio import length, tags
from narrate.check.finding import Finding, Wanted
from narrate.errors import AudioError, NarrateError, PublishError
from narrate.publish import carriers, credentials
from narrate.publish.manifest import NAME
from narrate.publish.shelf import Story


def story(found: Story, wanted: Wanted) -> list[Finding]:
    """Return what every part of a narration holds; one that cannot be read stops no other."""
    if found.retracted:
        left = ", ".join(path.name for path in found.strays())
        holds = f"withdrawn {found.about['retracted']}"
        return [Finding(NAME, holds, f"still there: {left}" if left else "")]
    signed = wanted.signed or "credentials" in found.about["files"]
    wanted = replace(wanted, label=str(found.about.get("disclosure", "")), signed=signed)
    return _looked({part: partial(look, found, wanted) for part, look in PARTS.items()})


def loose(audio: Path, wanted: Wanted) -> list[Finding]:
    """Return what a file of audio holds that no manifest names."""

    def lasts() -> Iterator[Finding]:
        frames, rate_hz = length.decoded(audio)
        yield Finding("length", f"{frames / rate_hz:.2f} s decoded")

    tagged, signed = partial(_tagged, audio, wanted), partial(_signed, audio, wanted)
    return _looked({"length": lasts, "tags": tagged, "credentials": signed})


def _looked(parts: Mapping[str, Callable[[], Iterable[Finding]]]) -> list[Finding]:
    """Return what is found in each part; one that cannot be read is told, and the others are."""
    findings: list[Finding] = []
    for part, look in parts.items():
        try:
            findings += look()
        except (NarrateError, OSError) as error:
            findings.append(Finding(part, "", str(error)))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            findings.append(Finding(part, "", f"{NAME} is not as its schema asks: {error!r}"))
    return findings


def _manifest(_found: Story, wanted: Wanted) -> Iterator[Finding]:
    yield wanted.same(NAME, wanted.label.strip())


def _files(found: Story, _wanted: Wanted) -> Iterator[Finding]:
    for role, listed in found.about["files"].items():
        path, problem = found.file(role), ""
        if path is None or not path.is_file():
            problem = "it is missing"
        else:
            with path.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != listed["sha256"]:
                    problem = "its bytes are not those that were published"
        yield Finding(f"file {role}", listed["name"], problem)


def _length(found: Story, _wanted: Wanted) -> Iterator[Finding]:
    """Compare the frames; a format that resamples may be off by less than one."""
    frames, rate_hz = length.decoded(_audio(found))
    counted, counted_hz = found.about["frames"], found.about["sample_rate_hz"]
    exact = abs(frames * counted_hz - counted * rate_hz) < max(rate_hz, counted_hz)
    problem = "" if exact else f"{counted / counted_hz:.2f} s were published"
    yield Finding("length", f"{frames / rate_hz:.2f} s decoded", problem)


def _sentences(found: Story, _wanted: Wanted) -> Iterator[Finding]:
    """Compare the sentences of manifest, captions and transcript: each once, in order."""
    said = found.about["utterances"]
    written = [_squeezed(each["written"]) for each in said]
    problems = []
    if any(after["start_frame"] < before["end_frame"] for before, after in pairwise(said)):
        problems.append("two sentences sound at once")
    if any(_spoken(each) != each["spoken"] for each in said):
        problems.append("a sentence is not spoken as its edits say")
    captions = found.file("captions")
    if captions and _squeezed("".join(carriers.cues(captions.read_text("utf-8")))) != "".join(
        written
    ):
        problems.append("the captions do not hold each once")
    if _squeezed(tags.read(_audio(found)).get("transcript", "")) != "".join(written):
        problems.append("the audio's transcript does not hold each once")
    yield Finding("sentences", f"{len(said)}, each once", "; ".join(problems))


def _takes(found: Story, _wanted: Wanted) -> Iterator[Finding]:
    """List the sentences of which no take sounded right when they were said."""
    for said in found.about["utterances"]:
        if faults := ", ".join(said.get("faults", ())):
            problem = "listen to it; if it sounds broken, reword it or choose another voice"
            yield Finding(f"sentence «{said['written']}»", faults, problem)


def _tags(found: Story, wanted: Wanted) -> Iterator[Finding]:
    yield from _tagged(_audio(found), wanted)


def _captions(found: Story, wanted: Wanted) -> Iterator[Finding]:
    if captions := found.file("captions"):
        yield wanted.same("note in captions", carriers.note(captions.read_text("utf-8")))


def _credentials(found: Story, wanted: Wanted) -> Iterator[Finding]:
    yield from _signed(_audio(found), wanted)


def _layers(published: Story, wanted: Wanted) -> Iterator[Finding]:
    """Report how many layers tell a machine that the audio was made with AI."""
    try:
        signed = credentials.state(_audio(published), wanted.root).state in {"valid", "trusted"}
    except PublishError:  # without the package that reads credentials
        signed = "credentials" in published.about["files"]
    if signed:
        yield Finding("layers", "two: the tags and the signed credentials of the audio")
    else:
        yield Finding("layers", "only one: the tags of the audio; signing it adds another")


PARTS: Final[dict[str, Callable[[Story, Wanted], Iterator[Finding]]]] = {
    NAME: _manifest,
    "files": _files,
    "length": _length,
    "sentences": _sentences,
    "takes": _takes,
    "tags": _tags,
    "captions": _captions,
    "credentials": _credentials,
    "layers": _layers,
}


def _audio(found: Story) -> Path:
    path = found.file("audio")
    if path is None or not path.is_file():
        raise AudioError("the audio is missing")
    return path


def _tagged(audio: Path, wanted: Wanted) -> Iterator[Finding]:
    found = tags.read(audio)
    yield wanted.same("tag label", found.get("disclosure", ""))
    source_type = found.get("source_type", "")
    problem = "" if source_type else "the digital source type is missing"
    yield Finding("tag source type", source_type.rpartition("/")[2], problem)


def _signed(audio: Path, wanted: Wanted) -> Iterator[Finding]:
    try:
        found = credentials.state(audio, wanted.root)
    except PublishError as error:
        yield Finding("credentials", "not looked at", str(error) if wanted.signed else "")
        return
    holds = found.state
    if found.issuer:
        holds += f", signed by {found.issuer}" + (f" at {found.time}" if found.time else "")
    problem = ""
    if found.state == "invalid":
        problem = f"they do not hold: {', '.join(found.failures)}"
    elif found.state == "none" and wanted.signed:
        problem = "there are none, and the file is to be signed"
    elif found.state == "valid" and wanted.root:
        problem = "the root that was given does not vouch for the signer"
    yield Finding("credentials", holds, problem)


def _spoken(said: dict[str, Any]) -> str:
    """Return what the edits make of a written sentence."""
    spoken, at = "", 0
    for edit in said["edits"]:
        spoken += said["written"][at : edit["start"]] + edit["spoken"]
        at = edit["end"]
    return spoken + str(said["written"][at:])


def _squeezed(text: str) -> str:
    return "".join(text.split())
