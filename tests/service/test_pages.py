"""Comparisons of narrations with their pages, which run in threads that nobody watches."""

from narrate.service.core import Service
from narrate.service.studio import pages


def test_a_comparison_that_fails_is_kept_as_its_finding(resting: Service) -> None:
    # The files of the narration are gone, so that there is nothing to compare.
    for _ in range(2):
        pages._compare_all(resting, ["mill"])  # noqa: SLF001
    [row] = resting.store.rows("SELECT stamp, finding FROM studio_stale WHERE narration = 'mill'")
    assert row["stamp"] == "first"
    assert "narrate.json" in row["finding"]
