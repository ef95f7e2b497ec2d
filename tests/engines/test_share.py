"""How many processes speak: by engine, by cores, by free memory; one for each graphics card."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from narrate.batch.crew import Crew
from narrate.config import Settings
from narrate.engines import share
from narrate.engines.pool import Pool
from narrate.model import SpokenRun, Voice
from narrate.runtime import memory

GIGABYTE = 1_000.0


def voice(engine: str, provider: str = "") -> Voice:
    return Voice("v", engine, provider=provider)


@pytest.fixture
def free(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Let the system report the free memory of a test in GB."""
    monkeypatch.setattr(memory, "free_mb", lambda: request.param * GIGABYTE)


@pytest.mark.parametrize(
    ("free", "engine", "cores", "expected"),
    [
        (16, "kokoro", 2, 1),
        (16, "kokoro", 4, 1),
        (64, "kokoro", 16, 4),
        (128, "kokoro", 64, 16),
        (8, "kokoro", 64, 4),
        (0.5, "kokoro", 16, 1),
        (16, "piper", 4, 4),
        (4, "piper", 64, 3),
        (1, "espeak", 8, 8),
        (0.2, "espeak", 8, 1),
    ],
    indirect=["free"],
)
@pytest.mark.usefixtures("free")
def test_processes_follow_the_engine_the_cores_and_half_of_the_free_memory(
    engine: str, cores: int, expected: int
) -> None:
    assert share.processes(voice(engine), 0, cores) == expected


@pytest.mark.parametrize("free", [0.1], indirect=True)
@pytest.mark.usefixtures("free")
def test_the_users_own_number_holds() -> None:
    assert share.processes(voice("kokoro"), 3, 2) == 3
    with ThreadPoolExecutor(1) as executor:
        crew = Crew(Settings(voice="kokoro-en-us-heart", jobs=3), 5, executor)
        assert (crew.size, crew.settings.jobs) == (3, 1)


@pytest.mark.parametrize("provider", ["cuda", "coreml"])
def test_a_graphics_card_has_one_process(provider: str) -> None:
    assert share.processes(voice("kokoro", provider), 0, 64) == 1
    assert share.crew(voice("kokoro", provider), 64, 200) == (1, 1)
    with ThreadPoolExecutor(1) as executor:
        crew = Crew(Settings(voice="kokoro-en-us-heart", provider=provider), 200, executor)
        assert crew.size == 1


@pytest.mark.parametrize(
    ("free", "engine", "cores", "articles", "expected"),
    [
        (16, "espeak", 8, 200, (8, 1)),
        (64, "kokoro", 16, 200, (16, 1)),
        (8, "kokoro", 16, 200, (4, 1)),
        (64, "kokoro", 16, 2, (2, 2)),
        (4, "kokoro", 16, 2, (2, 1)),
        (16, "espeak", 8, 2, (2, 4)),
    ],
    indirect=["free"],
)
@pytest.mark.usefixtures("free")
def test_many_articles_share_the_cores_and_the_memory(
    engine: str, cores: int, articles: int, expected: tuple[int, int]
) -> None:
    assert share.crew(voice(engine), cores, articles) == expected


def test_a_voice_that_is_missing_bounds_nothing() -> None:
    with ThreadPoolExecutor(1) as executor:
        crew = Crew(Settings(voice="nobody"), 1, executor)
        assert crew.size == 1


def test_free_memory_is_known_on_linux_and_less_than_all() -> None:
    free_mb = memory.free_mb()
    if not Path("/proc/meminfo").exists():
        assert free_mb is None
        return
    assert free_mb is not None
    all_mb = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e6
    assert 0 < free_mb <= all_mb


def test_a_container_has_its_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in {
        "max": "300000000",
        "current": "150000000",
        "stat": "anon 1\ninactive_file 50000000\n",
    }.items():
        (tmp_path / f"memory.{name}").write_text(text)
    group = (str(tmp_path / "memory.max"), str(tmp_path / "memory.current"))
    monkeypatch.setattr(memory, "_GROUPS", (group,))
    assert memory.free_mb() == 200
    (tmp_path / "memory.max").write_text("max")
    assert memory.free_mb() != 200


def test_a_pool_knows_its_use() -> None:
    with Pool(voice("tone"), jobs=2, timeout_s=60) as pool:
        assert pool.usage() == (0, 0)
        pool([SpokenRun("One.")])
        cpu_s, memory_mb = pool.usage()
    assert cpu_s > 0
    assert memory_mb > 10
