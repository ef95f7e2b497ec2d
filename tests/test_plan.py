"""narrate plan: an archive's audio, work and storage, before anything is narrated."""

import json

import pytest
from command import Cli
from traces import state

from narrate.batch.forecast import Forecast, sample
from narrate.cli.plan import _lines

SHARED = "The ferry crosses the river every hour, and it carries sixty people at most."


@pytest.fixture
def desk(cli: Cli) -> Cli:
    for n in range(6):
        cli.write(f"desk/{n}.md", f"# Number {n}\n\n{SHARED} It was late {n + 2} times.\n")
    cli.write("desk/x.txt", " ")
    cli.write("desk/y.md", "---\ndraft: true\n---\n# Later\n\nNobody may read this yet.\n")
    return cli


def test_a_plan_counts_and_measures_and_writes_nothing(desk: Cli) -> None:
    before = state(desk.folder)
    ran = desk("plan", "desk", "--voice", "tone", "--workers", "4", "--json")
    assert state(desk.folder) == before
    assert b"desk/y.md is held back as a draft" in ran.stderr
    plan = json.loads(ran.stdout)
    assert (plan["articles"], plan["read"], plan["held_back"], plan["failed"]) == (8, 8, 1, 1)
    assert plan["sentences"] == 6 * 3
    assert plan["shared"] == pytest.approx(5 / 18)
    assert plan["hours"] == pytest.approx(plan["minutes"] / 60 * plan["real_time_factor"])
    assert plan["days"] == pytest.approx(plan["hours"] / 4 / 24)

    desk("make", "desk", "--voice", "tone", "-o", "made", code=4)
    manifests = list((desk.folder / "made").glob("*/narrate.json"))
    minutes = sum(json.loads(path.read_bytes())["duration_ms"] for path in manifests) / 60_000
    assert plan["minutes"] == pytest.approx(minutes, rel=0.1)
    size = sum(path.stat().st_size for path in (desk.folder / "made").rglob("*"))
    assert plan["megabytes"] * 1e6 == pytest.approx(size, rel=0.25)


def test_a_plan_needs_no_signature(desk: Cli) -> None:
    keys = {"NARRATE_CREDENTIALS_KEY": "key.pem", "NARRATE_CREDENTIALS_CHAIN": "chain.pem"}
    desk.environment |= keys
    assert json.loads(desk("plan", "desk", "--voice", "tone", "--json").stdout)["sentences"] == 18


def test_the_voice_is_timed_without_the_shared_cache(desk: Cli) -> None:
    # No such store can be reached: a plan that asked it would warn.
    desk.environment |= {"AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_ALLOW_HTTP": "true"}
    desk.environment["NARRATE_CACHE_STORE"] = "s3://news/cache"
    told = desk("plan", "desk", "--voice", "tone").stderr.decode()
    assert "The shared cache is left out" not in told


@pytest.mark.parametrize(
    ("hours", "told"),
    [(0.001, "4 s"), (0.3, "18 min 0 s"), (47.5, "47 h 30 min"), (60, "2.5 days")],
)
def test_a_time_has_two_figures_at_least(hours: float, told: str) -> None:
    forecast = Forecast(9, 9, 0, 0, 9, 0.0, 9.0, 0.0123, hours, 9.0, "tone")
    lines = _lines(forecast, 1)
    assert lines[4] == f"work       {told} of one core of this machine, 0.012 of the audio's length"
    assert lines[5] == f"time       {told} on 1 worker"


def test_a_sample_stands_for_all(desk: Cli) -> None:
    whole = json.loads(desk("plan", "desk", "--voice", "tone", "--json").stdout)
    part = json.loads(desk("plan", "desk", "--voice", "tone", "--sample", "4", "--json").stdout)
    assert (part["articles"], part["read"]) == (8, 4)
    assert part["minutes"] == pytest.approx(whole["minutes"], rel=0.35)
    lines = desk("plan", "desk", "--voice", "tone", "--sample", "4").stdout.decode().splitlines()
    assert lines[0] == "articles   8; 4 were read"
    assert [line.split()[0] for line in lines] == [
        *("articles", "held", "audio", "sentences", "work", "time", "storage")
    ]


def test_a_sample_is_spread_over_the_archive() -> None:
    assert sample(range(10), 4) == [0, 2, 5, 7]
    assert sample(range(3), 4) == range(3)
    assert sample(range(3), 0) == range(3)


def test_without_an_article_there_is_no_plan(cli: Cli) -> None:
    cli.write("desk/x.txt", " ")
    ran = cli("plan", "desk", "--voice", "tone", code=1)
    assert b"None of the articles can be narrated: there is nothing to plan." in ran.stderr
