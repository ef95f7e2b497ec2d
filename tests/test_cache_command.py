"""narrate cache shows, prunes and verifies; a damaged sound is made again, and said."""

import json
import os
import re
from pathlib import Path

import broken_engine
import pytest
from command import Cli, wait_until

STORY = "One boat came in.\n\nTwo boats came in.\n\nThree boats came in."


def sounds(cli: Cli) -> list[Path]:
    return sorted((cli.folder / "home").rglob("*.utterance"))


def test_it_shows_what_is_kept(cli: Cli) -> None:
    assert b": 0 sounds, 0.0 MB of 2000 MB." in cli("cache").stdout
    cli.write("story.txt", STORY)
    cli("make", "story.txt", "--voice", "tone")
    shown = cli("cache").stdout.decode()
    assert re.search(r": 3 sounds, 0\.\d MB of 2000 MB\.\nOldest use: \d{4}-", shown)
    about = json.loads(cli("cache", "--json").stdout)
    assert about["sounds"] == 3
    assert about["bytes"] == sum(path.stat().st_size for path in sounds(cli))


def test_prune_keeps_what_was_used_last(cli: Cli) -> None:
    cli.write("story.txt", STORY)
    cli("make", "story.txt", "--voice", "tone")
    kept, *others = sounds(cli)
    for path in others:
        os.utime(path, (1_000_000_000, 1_000_000_000))
    assert cli("cache", "prune", "--days", "30").stdout.startswith(b"2 sounds deleted: 0.")
    assert sounds(cli) == [kept]
    os.utime(kept, (1_000_000_000, 1_000_000_000))
    assert cli("cache", "prune", "--mb", "0").stdout.startswith(b"1 sounds deleted: 0.")


def test_a_damaged_sound_is_found_or_made_again_and_said(cli: Cli) -> None:
    cli.write("story.txt", STORY)
    cli("make", "story.txt", "--voice", "tone", "-o", "one.wav")
    first, second, _ = sounds(cli)
    good = first.read_bytes()
    first.write_bytes(good[:-1])
    second.write_bytes(good)  # whole, but not what its name says
    done = cli("make", "story.txt", "--voice", "tone", "-o", "two.wav", "-q")
    assert (
        done.stderr.decode()
        == "narrate: The cache held 2 damaged sounds, which narrate spoke again.\n"
    )
    assert first.read_bytes() == good
    first.write_bytes(b"")
    found = cli("cache", "verify").stdout.decode().splitlines()
    assert found == [str(first), "1 damaged sound deleted, 2 intact."]
    assert cli("cache", "verify").stdout == b"0 damaged sounds deleted, 2 intact.\n"


def test_a_run_under_way_keeps_what_it_uses(
    cli: Cli, tmp_path_factory: pytest.TempPathFactory
) -> None:
    cli.environment["PYTHONPATH"] = broken_engine.installed(tmp_path_factory.mktemp("site") / "x")
    gate = broken_engine.Gate(cli.environment["HOME"])
    boats = [f"Boat {number} of many came in." for number in range(5)]
    cli.write("long.txt", "\n\n".join([*boats, "The next one will fail.", *boats]))
    running = cli.start("make", "long.txt", "--voice", "broken:waits", "-o", "long.mp3")
    wait_until(lambda: gate.is_reached() and len(sounds(cli)) == 5, "five are said", running)
    assert cli("cache", "prune", "--mb", "0").stdout == b"0 sounds deleted: 0.0 MB.\n"
    assert len(sounds(cli)) == 5
    gate.open()
    running.communicate(timeout=60)
    assert running.returncode == 0


def test_what_was_used_in_a_time_to_come_goes_first(cli: Cli) -> None:
    cli.write("story.txt", STORY)
    cli("make", "story.txt", "--voice", "tone")
    ahead, *_ = sounds(cli)
    os.utime(ahead, (4_000_000_000, 4_000_000_000))
    cli("cache", "prune", "--mb", "0")
    assert not ahead.exists()


def test_whatever_else_lies_there_is_left_alone(cli: Cli) -> None:
    cli.write("story.txt", STORY)
    cli("make", "story.txt", "--voice", "tone")
    first, second, _ = sounds(cli)
    first.unlink()
    first.mkdir()
    second.with_name("loop.utterance").symlink_to("loop.utterance")
    (first.parent.parent / "zz").write_text("a file")
    for command in ("show", "verify", "prune"):
        cli("cache", *([] if command == "show" else [command]))
    assert b"0 damaged sounds deleted, 2 intact." in cli("cache", "verify").stdout
