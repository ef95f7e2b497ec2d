"""A take that sounds broken is said again; the best of a few is kept, and what is wrong is told."""

from pathlib import Path

import pytest
import speech_server
from command import Cli, manifest_in
from speech_server import serving

from narrate.engines.pool import Pool
from narrate.model import SpokenRun, Voice
from narrate.speech.takes import checked

TEXT = "The harbor opened early."


@pytest.mark.parametrize(
    ("how", "asked", "faults"),
    [("fine", 1, ()), ("clipped-once", 2, ()), ("clipped", 3, ("clipped",))],
)
def test_a_broken_take_is_said_again_and_the_best_is_kept(
    how: str, asked: int, faults: tuple[str, ...]
) -> None:
    with serving() as server:
        voice = Voice("served", "openai", id=how, options={"address": server.address})
        with Pool(voice, jobs=1, timeout_s=20) as pool:
            audio = checked(pool, voice)([SpokenRun(TEXT)])
        assert len(server.asked) == asked
    assert audio.faults == faults
    assert (audio.pcm == speech_server.beeps(TEXT)[44:]) is not bool(faults)


def test_what_stays_broken_stands_in_the_manifest_and_stays_there(cli: Cli, tmp_path: Path) -> None:
    with serving() as server:
        cli.write(
            "voices/served.toml",
            f'engine = "openai"\nid = "clipped"\n[options]\naddress = "{server.address}"\n',
        )
        cli.write("story.txt", TEXT)
        for text in (TEXT, f"{TEXT}\n\nThe end."):
            cli.write("story.txt", text)
            cli("make", "story.txt", "--voice", "served", "-o", "made")
            manifest = manifest_in(tmp_path / "made" / "story")
            assert manifest["utterances"][0]["faults"] == ["clipped"]
        listed = " ".join(cli("check", "made", code=1).stdout.decode().split())
        assert f"sentence «{TEXT}»" in listed
        assert "clipped" in listed
