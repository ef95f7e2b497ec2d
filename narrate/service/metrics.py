"""The figures of a service in Prometheus' text format, version 0.0.4."""

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from narrate.service.figures import BUCKETS_S
from narrate.service.workers import memory_bytes

if TYPE_CHECKING:
    from narrate.service.core import Service

_ESCAPES: Final = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})
_HELP: Final = {
    "narrate_requests_total": "Answered requests.",
    "narrate_jobs_total": "Jobs that ended, by their outcome and the kind of failure.",
    "narrate_deliveries_total": "Tries to deliver a webhook, by their end.",
}


def exposition(service: "Service") -> str:
    """Return all figures as lines."""
    return "\n".join([*_gauges(service), *_counters(service), *_of_jobs(service)]) + "\n"


def _gauges(service: "Service") -> Iterator[str]:
    rows = service.store.rows("SELECT state, count(*) AS count FROM narrations GROUP BY state")
    states = {row["state"]: row["count"] for row in rows}
    yield from _family("narrate_narrations", "gauge", "Narrations by their state.")
    for state, count in sorted(states.items()):
        yield _line("narrate_narrations", count, {"state": state})
    row = service.store.row("SELECT count(*) AS count FROM jobs WHERE state = 'queued'")
    gauges = {
        "narrate_queue_length": ("Jobs that wait.", row["count"] if row else 0),
        "narrate_jobs_running": ("Jobs at work.", service.dispatcher.running),
        "narrate_workers_loaded": ("Lanes whose processes are loaded.", service.workers.loaded),
        "process_resident_memory_bytes": ("Memory of the service's process.", memory_bytes()),
    }
    for name, (meaning, value) in gauges.items():
        yield from _family(name, "gauge", meaning)
        yield _line(name, value)


def _counters(service: "Service") -> Iterator[str]:
    counts = sorted(service.figures.counts.items())
    for name, meaning in _HELP.items():
        yield from _family(name, "counter", meaning)
        for (counter, labels), value in counts:
            if counter == name:
                yield _line(name, value, dict(labels))


def _of_jobs(service: "Service") -> Iterator[str]:
    """Yield the durations of jobs, and what they made in them."""
    figures = service.figures
    name, total = "narrate_job_duration_seconds", 0
    yield from _family(name, "histogram", "How long jobs took.")
    for edge in (*BUCKETS_S, float("inf")):
        total += figures.durations[edge]
        yield _line(
            f"{name}_bucket", total, {"le": "+Inf" if edge == float("inf") else f"{edge:g}"}
        )
    yield _line(f"{name}_sum", figures.sums["seconds"])
    yield _line(f"{name}_count", total)
    sums = {
        "narrate_audio_seconds_total": ("Seconds of audio that were published.", "audio_s"),
        "narrate_sentences_total": ("Sentences of published narrations.", "sentences"),
        "narrate_sentences_spoken_total": ("Sentences that no cache had.", "spoken"),
    }
    for counter, (meaning, key) in sums.items():
        yield from _family(counter, "counter", meaning)
        yield _line(counter, figures.sums[key])
    factor = figures.sums["seconds"] / (figures.sums["audio_s"] or float("nan"))
    yield from _family("narrate_real_time_factor", "gauge", "Job seconds a second of audio.")
    yield _line("narrate_real_time_factor", factor)


def _family(name: str, kind: str, meaning: str) -> tuple[str, str]:
    return f"# HELP {name} {meaning}", f"# TYPE {name} {kind}"


def _line(name: str, value: float, labels: Mapping[str, str] | None = None) -> str:
    pairs = [f'{key}="{text.translate(_ESCAPES)}"' for key, text in (labels or {}).items()]
    shown = "NaN" if math.isnan(value) else f"{value:.10g}"
    return f"{name}{{{','.join(pairs)}}} {shown}" if pairs else f"{name} {shown}"
