"""The figures of a running service: counters and sums, as /metrics shows them."""

import threading
from collections import Counter
from typing import Final

BUCKETS_S: Final = (0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 1_800.0)


class Figures:
    """Counters by name and labels since the start of the service."""

    def __init__(self) -> None:
        """Start at zero."""
        self._lock = threading.Lock()
        self.counts: Counter[tuple[str, tuple[tuple[str, str], ...]]] = Counter()
        self.sums: Counter[str] = Counter()
        self.durations: Counter[float] = Counter()

    def count(self, name: str, amount: float = 1, **labels: str) -> None:
        """Add to a counter."""
        with self._lock:
            self.counts[name, tuple(sorted(labels.items()))] += amount  # type: ignore[assignment]

    def request(self, method: str, status: int) -> None:
        """Count an answered request."""
        self.count("narrate_requests_total", method=method, status=str(status))

    def job(self, state: str, kind: str, figures: dict[str, float]) -> None:
        """Count a job that ended, its seconds and those of its audio."""
        self.count("narrate_jobs_total", state=state, kind=kind)
        seconds = figures.get("seconds", 0.0)
        with self._lock:
            for name, value in figures.items():
                self.sums[name] += value  # type: ignore[assignment]
            self.durations[next((edge for edge in BUCKETS_S if seconds <= edge), float("inf"))] += 1
