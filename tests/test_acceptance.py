"""The main job, end to end: an article with furniture becomes an MP3 that says it all, once."""

from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

import av
import pytest
from command import Cli, manifest_in
from meter import decoded, metered

FURNITURE = (
    "This audio is created with AI assistance",
    "Support independent journalism. Donate now",
)
BODY = (
    "The council of Riverton voted 281–14 on May 27 to keep the night ferry.",
    '"We were asked twice," Mayor Ines Duarte said. "Twice we said yes."',
    "The U.S. firm that runs it earns $1.5 million a year, 8% more than in 2019.",
)


def decoded_frames(path: Path) -> int:
    with av.open(path) as file:
        return sum(frame.samples for frame in file.decode(audio=0))


@pytest.fixture
def manifest(cli: Cli) -> dict[str, Any]:
    cli.write("ferry.txt", "\n\n".join((*FURNITURE, *BODY)))
    cli("make", "ferry.txt", "-o", "made")
    made: dict[str, Any] = manifest_in(cli.folder / "made" / "ferry")
    return made


def test_the_decoded_mp3_is_as_long_as_the_manifest_says(
    cli: Cli, manifest: dict[str, Any]
) -> None:
    audio = cli.folder / "made" / "ferry" / manifest["files"]["audio"]["name"]
    assert decoded_frames(audio) == manifest["frames"]
    seconds = Fraction(manifest["frames"], manifest["sample_rate_hz"])
    assert abs(seconds * 1000 - manifest["duration_ms"]) <= Fraction(1, 2)


def test_every_sentence_is_spoken_once_and_no_furniture(manifest: dict[str, Any]) -> None:
    assert " ".join(said["written"] for said in manifest["utterances"]) == " ".join(BODY)
    assert [skipped["characters"] for skipped in manifest["skipped"]] == list(map(len, FURNITURE))
    assert all(skipped["reason"] for skipped in manifest["skipped"])


def test_cues_follow_each_other_with_pauses(manifest: dict[str, Any]) -> None:
    at = 0
    for said in manifest["utterances"]:
        assert at < said["start_frame"] < said["end_frame"]
        at = said["end_frame"]
    assert at < manifest["frames"]


def test_the_files_are_those_of_the_manifest_and_no_others(
    cli: Cli, manifest: dict[str, Any]
) -> None:
    folder = cli.folder / "made" / "ferry"
    for about in manifest["files"].values():
        content = (folder / about["name"]).read_bytes()
        assert len(content) == about["bytes"]
        assert sha256(content).hexdigest() == about["sha256"]
    names = {about["name"] for about in manifest["files"].values()}
    assert {path.name for path in folder.iterdir()} == names | {"narrate.json"}


def test_a_correction_asks_the_engine_for_one_sentence(cli: Cli, manifest: dict[str, Any]) -> None:
    cache = cli.folder / "home" / "cache"
    before = set(cache.rglob("*.utterance"))
    assert len(before) == len(manifest["utterances"])
    cli.write("ferry.txt", "\n\n".join(BODY).replace("281–14", "280–15"))
    cli("make", "ferry.txt", "-o", "made")
    assert len(set(cache.rglob("*.utterance")) - before) == 1


@pytest.mark.parametrize("voice", ["system", "espeak-en-us"])
@pytest.mark.parametrize(("loudness", "measures"), [("podcast", -19.0), ("broadcast", -26.0)])
def test_it_is_as_loud_as_promised_and_never_clips(
    cli: Cli, voice: str, loudness: str, measures: float
) -> None:
    environment = {"NARRATE_LOUDNESS": loudness, "NARRATE_OUTPUT": "made"}
    audio = cli("demo", "--voice", voice, environment=environment).stdout.split()[0].decode()
    lufs, peak_dbtp = metered(*decoded(cli.folder / audio))
    assert lufs == pytest.approx(measures, abs=0.3)
    assert peak_dbtp <= -1
