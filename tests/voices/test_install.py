"""Voices are fetched whole, checked before they are opened, and gone on with when cut off.

One file, over 300 lines: the tests share a server and its voices.
"""

import os
import re
import subprocess
import sys
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import pytest
from depot import Offered, serving

from narrate.batch import worker
from narrate.config import Settings
from narrate.engines.pool import Pool
from narrate.errors import EngineError, UsageError
from narrate.model import File, SpokenRun, Voice
from narrate.voices import installed, models, ready
from narrate.voices.install import install, remove

NAMES = ["tiny.onnx", "tiny.onnx.json"]


class Ears:
    """Keeps what was told and how far it was."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.advanced: list[tuple[str, int, int]] = []

    def fetch(self, voice: Voice, *, mirror: str = "", folder: Path | None = None) -> list[Path]:
        return install(
            voice,
            tell=self.told.append,
            advance=lambda *step: self.advanced.append(step),
            mirror=mirror,
            folder=folder,
        )


@pytest.fixture
def ears() -> Ears:
    return Ears()


def there(data: Path) -> list[str]:
    return sorted(path.name for path in data.glob("*") if path.name != ".lock")


def test_a_voice_is_fetched_and_speaks(offered: Offered, data: Path, ears: Ears) -> None:
    voice = offered.voice()
    assert not installed(voice)
    assert ears.fetch(voice) == [data / name for name in NAMES]
    assert (data / "tiny.onnx").read_bytes() == offered.model
    assert there(data) == NAMES
    assert ears.advanced[-1] == ("tiny.onnx.json", len(offered.about), len(offered.about))
    assert not ears.told
    with Pool(ready(voice), jobs=1, timeout_s=20) as say:
        assert say([SpokenRun("It speaks.")]).frames


def test_what_is_there_is_not_fetched_again(offered: Offered, data: Path, ears: Ears) -> None:
    ears.fetch(offered.voice())
    asked = len(offered.depot.asked)
    ears.fetch(offered.voice())
    assert len(offered.depot.asked) == asked
    (data / "tiny.onnx").write_bytes(b"damaged")
    ears.fetch(offered.voice())
    assert (data / "tiny.onnx").read_bytes() == offered.model


@pytest.mark.parametrize("known", [True, False])
def test_a_cut_connection_is_gone_on_with(
    offered: Offered, data: Path, ears: Ears, *, known: bool
) -> None:
    offered.depot.cut, offered.depot.cuts = 400, 2
    ears.fetch(offered.voice(known=known))
    assert (data / "tiny.onnx").read_bytes() == offered.model
    assert [asked[1] for asked in offered.depot.asked[:3]] == ["", "bytes=400-", "bytes=800-"]


def test_the_next_run_goes_on_where_one_that_was_cut_off_stopped(
    offered: Offered, data: Path, ears: Ears
) -> None:
    offered.depot.cut, offered.depot.cuts = 100, 5
    with pytest.raises(
        EngineError,
        match=r"does not give tiny\.onnx.*Run it again to resume, set voice_mirror.*--from",
    ):
        ears.fetch(offered.voice())
    assert there(data) == [".tiny.onnx.part"]
    ears.fetch(offered.voice())
    assert offered.depot.asked[5] == ("/voices/tiny.onnx", "bytes=500-")
    assert there(data) == NAMES


def test_without_a_hash_nothing_old_is_gone_on_with(
    offered: Offered, data: Path, ears: Ears
) -> None:
    data.mkdir(parents=True)
    (data / ".tiny.onnx.part").write_bytes(b"another file's beginning")
    ears.fetch(offered.voice(known=False))
    assert (data / "tiny.onnx").read_bytes() == offered.model


def test_a_server_that_knows_no_ranges_gives_it_all_again(
    offered: Offered, data: Path, ears: Ears
) -> None:
    offered.depot.ranges = False
    offered.depot.cut, offered.depot.cuts = 300, 1
    ears.fetch(offered.voice())
    assert (data / "tiny.onnx").read_bytes() == offered.model


def test_a_wrong_hash_leaves_nothing(offered: Offered, data: Path, ears: Ears) -> None:
    wanted = "0" * 64
    found = sha256(offered.model).hexdigest()
    with pytest.raises(EngineError, match=f"SHA-256 is {found}, not {wanted}"):
        ears.fetch(offered.voice(**{"tiny.onnx": wanted}))
    assert there(data) == []


def test_another_size_is_refused_before_it_is_fetched(
    offered: Offered, data: Path, ears: Ears
) -> None:
    voice = offered.voice()
    offered.depot.files["/voices/tiny.onnx"] += b"more"
    with pytest.raises(EngineError, match="it is another file"):
        ears.fetch(voice)
    assert there(data) == []
    assert not ears.advanced


def test_a_redirect_is_followed_and_a_loop_is_not(offered: Offered, data: Path, ears: Ears) -> None:
    depot = offered.depot
    depot.files["/elsewhere"] = depot.files["/voices/tiny.onnx"]
    depot.redirects["/voices/tiny.onnx"] = "/elsewhere"
    ears.fetch(offered.voice())
    assert there(data) == NAMES
    depot.redirects["/voices/round.onnx"] = "/voices/round.onnx"
    loop = Voice("loop", "piper", files=(File(f"{depot.url}/voices/round.onnx"),))
    with pytest.raises(EngineError, match=r"does not give round\.onnx: Exceeded maximum allowed"):
        ears.fetch(loop)


def test_what_is_not_there_is_told(offered: Offered, ears: Ears, data: Path) -> None:
    lost = Voice("lost", "piper", files=(File(f"{offered.depot.url}/voices/lost.onnx"),))
    with pytest.raises(EngineError, match=r"does not give lost\.onnx: 404 Not Found.*voice_mirror"):
        ears.fetch(lost)
    assert there(data) == []


def test_a_hash_that_nobody_published_is_taken_on_first_install_and_held_to(
    offered: Offered, data: Path, ears: Ears
) -> None:
    voice = offered.voice(known=False)
    ears.fetch(voice)
    found = sha256(offered.model).hexdigest()
    assert (
        "nobody published the SHA-256 of tiny.onnx; narrate trusts this first download"
        in ears.told[0]
    )
    assert found in ears.told[0]
    checked = subprocess.run(
        ["sha256sum", "-c", "tiny.onnx.sha256"],  # noqa: S607 - whichever there is
        cwd=data, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert checked.stdout == "tiny.onnx: OK\n"
    assert ready(voice).files[0].sha256 == found
    (data / "tiny.onnx").write_bytes(offered.model + b" ")
    with pytest.raises(EngineError, match="was changed after its installation"):
        ready(voice)
    offered.depot.files["/voices/tiny.onnx"] = b"another model"
    with pytest.raises(EngineError, match=f"not {found}"):
        ears.fetch(voice)


def test_a_mirror_stands_for_every_host(offered: Offered, data: Path, ears: Ears) -> None:
    files = {f"/mirrored{path}": content for path, content in offered.depot.files.items()}
    voice = offered.voice()
    with serving(files) as mirror:
        ears.fetch(voice, mirror=f"{mirror.url}/mirrored/")
    assert there(data) == NAMES
    assert not offered.depot.asked


def test_it_works_offline_from_a_folder(
    offered: Offered, data: Path, ears: Ears, tmp_path: Path
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    with pytest.raises(EngineError, match=r"has no tiny\.onnx. Put it there, from: http"):
        ears.fetch(offered.voice(), folder=folder)
    (folder / "tiny.onnx").write_bytes(offered.model)
    (folder / "tiny.onnx.json").write_bytes(offered.about)
    ears.fetch(offered.voice(), folder=folder)
    assert there(data) == NAMES
    assert not offered.depot.asked


FULL = """
import resource, sys
from narrate.model import File, Voice
from narrate.voices.install import install
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))
voice = Voice("tiny", "piper", files=(File(sys.argv[1]),))
try:
    install(voice, tell=print, advance=lambda *_: None)
except Exception as error:
    print(type(error).__name__, error)
"""


@pytest.mark.skipif(find_spec("resource") is None, reason="the system has no such limit")
def test_a_full_disk_is_told_and_gone_on_from(offered: Offered, data: Path, ears: Ears) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL, f"{offered.depot.url}/voices/tiny.onnx"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert re.match(
        r"EngineError tiny\.onnx cannot be written into .*: the disk is full", done.stdout
    )
    assert "tiny.onnx" not in there(data)
    ears.fetch(offered.voice())
    assert (data / "tiny.onnx").read_bytes() == offered.model


def test_a_voice_that_is_not_installed_says_how_to_get_it(offered: Offered, data: Path) -> None:
    assert not data.exists()
    with pytest.raises(
        EngineError, match=r"not installed\. Install it with: narrate voices install"
    ):
        ready(offered.voice())


def test_what_is_there_at_once_cannot_be_installed(ears: Ears) -> None:
    with pytest.raises(EngineError, match="nothing to install"):
        ears.fetch(Voice("tone", "tone"))


@pytest.mark.parametrize(("use", "why"), [("no", "does not allow"), ("unknown", "does not say")])
def test_commercial_refuses_what_is_not_allowed_and_says_why(use: str, why: str) -> None:
    voice = Voice("v", "tone", license="CC-BY-NC-4.0", commercial=use)
    with pytest.raises(UsageError, match=rf"commercial = true: its license \(CC-BY-NC-4.0\) {why}"):
        ready(voice, commercial=True)
    assert ready(voice) == voice
    ready(Voice("v", "tone", commercial="yes"), commercial=True)


def test_removing_leaves_nothing(offered: Offered, data: Path, ears: Ears) -> None:
    ears.fetch(offered.voice(known=False))
    assert remove(offered.voice()) == [data / name for name in NAMES]
    assert there(data) == []


def test_the_hash_is_part_of_what_a_voice_sounds_like(
    offered: Offered, data: Path, ears: Ears
) -> None:
    ears.fetch(offered.voice(known=False))
    before = ready(offered.voice(known=False)).sound
    own = Voice("own", "piper", model=str(data / "tiny.onnx"))
    assert sha256(offered.model).hexdigest() in str(before)
    assert sha256(offered.model).hexdigest() in str(ready(own).sound)


def test_a_model_is_hashed_once_until_it_changes(tmp_path: Path) -> None:
    model = tmp_path / "model.onnx"
    digests = []
    for content in (b"one", b"two"):
        before = model.stat().st_ctime_ns if model.exists() else 0
        model.write_bytes(content)
        os.utime(model, (1, 1))  # a change is noticed even where the time is put back
        while model.stat().st_ctime_ns == before:  # a kernel's clock may have ticks of 10 ms
            os.utime(model, (1, 1))
        hits = models.stamped_digest.cache_info().hits
        digests.append([models.digest(model) for _ in range(3)])
        assert models.stamped_digest.cache_info().hits == hits + 2
    assert digests == [[sha256(content).hexdigest()] * 3 for content in (b"one", b"two")]


def test_a_worker_fetches_the_voice_that_it_lacks_once_and_checks_it(
    offered: Offered, data: Path, ears: Ears, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "voices").mkdir()
    (tmp_path / "voices/tiny.toml").write_text(offered.toml())
    settings, voice = Settings(voice="tiny"), offered.voice()
    ears.fetch(voice)
    of_the_client = worker.identity(settings)
    remove(voice)
    offered.depot.asked.clear()
    for _ in range(2):
        assert worker.difference(of_the_client, settings) == ""
    assert sorted(path.name for path in data.glob("tiny*")) == NAMES
    assert len(offered.depot.asked) == 2
    remove(voice)
    offered.depot.files["/voices/tiny.onnx"] = b"x" * len(offered.model)
    assert "is another file than expected" in worker.difference(of_the_client, settings)
    assert not installed(voice)
