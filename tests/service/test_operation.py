"""A service as its operator sees it: health, figures, logs, its end, its description."""

import json
import os
import re
import signal
import socket
import sqlite3
import threading
import time
from contextlib import ExitStack, closing
from pathlib import Path
from urllib.parse import urlsplit

import broken_engine
import httpx
import pytest
from broken_engine import Gate
from command import Cli
from openapi_spec_validator import validate
from serving import Serving, until

from narrate.service import studio
from narrate.service.studio.article import ACTIONS


def test_health_and_readiness_are_told_to_anybody(service: Serving) -> None:
    assert service.http.get("/healthz").json()["status"] == "ok"
    assert service.http.get("/readyz").json() == {"status": "ready", "problems": []}


def test_the_bare_address_leads_to_the_studio(service: Serving) -> None:
    answer = service.http.get("/")
    assert (answer.status_code, answer.headers["location"]) == (303, "/studio")
    nowhere = service.http.get("/v1/nowhere").json()["error"]["message"]
    assert nowhere.startswith("There is nothing at /v1/nowhere.")
    assert "does not answer to PATCH" in service.http.patch("/healthz").text


def test_the_history_of_a_narration_has_words_for_every_action() -> None:
    files = Path(studio.__file__).parent.parent.rglob("*.py")
    calls = re.findall(r"\.record\(.*", "".join(path.read_text("utf-8") for path in files))
    recorded = {*re.findall(r'[( ]"((?:studio|narration)\.[a-z-]+)"', "".join(calls))}
    entries = {f"studio.{name}" for name in ("entry", "entry-deleted", "import", "undo")}
    assert recorded == {*ACTIONS, *entries} - {"studio.skip", "studio.voice", "studio.pause"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_service_that_cannot_write_is_not_ready(tmp_path: Path) -> None:
    service = Serving(Cli(tmp_path))
    (tmp_path / "output").mkdir(exist_ok=True)
    (tmp_path / "output").chmod(0o500)
    assert service.http.get("/readyz").status_code == 503
    (tmp_path / "output").chmod(0o700)
    service.end()


def test_the_figures_are_in_prometheus_format(service: Serving) -> None:
    service.put("measured")
    service.ended("measured")
    service.put("unmeasured", title="", html="<p>…</p>")
    service.ended("unmeasured")
    text = service.http.get("/metrics").text
    line = re.compile(r'[a-z_]+(\{([a-z_]+="[^"\n]*",?)+\})? ([-+.e\d]+|NaN)')
    lines = text.splitlines()
    assert [row for row in lines if not row.startswith("# ") and not line.fullmatch(row)] == []
    figures = dict(row.rsplit(" ", 1) for row in lines if not row.startswith("#"))
    assert float(figures['narrate_jobs_total{kind="",state="published"}']) >= 1
    assert float(figures['narrate_jobs_total{kind="SourceError",state="failed"}']) >= 1
    assert float(figures["narrate_audio_seconds_total"]) > 5
    assert 0 < float(figures["narrate_real_time_factor"]) < 60
    assert figures["narrate_queue_length"] == "0"
    buckets = [float(figures[row]) for row in figures if "_bucket" in row]
    assert buckets == sorted(buckets)
    assert buckets[-1] == float(figures["narrate_job_duration_seconds_count"])


def test_every_line_of_the_log_is_json(service: Serving) -> None:
    log = service.cli.folder / "service.log"
    *lines, _ = log.read_text().split("\n")  # the last one may be under way
    lines = [json.loads(line) for line in lines]
    assert {"time", "level", "message"} <= lines[0].keys()


def test_sigterm_ends_in_order_and_the_work_goes_on_after_the_next_start(tmp_path: Path) -> None:
    cli = Cli(tmp_path)
    cli.write("narrate.toml", '[serve]\ngrace_s = 1\naddress = "https://audio.example"\n')
    cli.environment["PYTHONPATH"] = broken_engine.installed(tmp_path / "site")
    service, gate = Serving(cli), Gate(cli.environment["HOME"])
    service.put("long", html="<p>It will fail.</p><p>More of it.</p>", voice="broken:waits")
    service.put("short")
    until(lambda: gate.is_reached() and service.get("long")["state"] == "speaking")
    with (
        httpx.Client(base_url=service.address, timeout=60) as events,
        events.stream("GET", "/v1/narrations/long/events") as answer,
    ):
        stream = answer.iter_lines()
        next(stream)
        threading.Timer(0.1, service.process.send_signal, [signal.SIGTERM]).start()
        assert [line for line in stream if line == "event: done"] == []
    assert service.process.wait(60) == 0
    service.http.close()
    gate.open()
    service = Serving(cli)
    assert service.ended("long")["published"]["sentences"] == 3
    assert service.ended("short")["state"] == "published"
    assert service.end() == 0


def test_idle_voices_are_unloaded(tmp_path: Path) -> None:
    cli = Cli(tmp_path)
    cli.write("narrate.toml", "[serve]\nidle_s = 1\n")
    service = Serving(cli)
    service.put("idle")
    service.ended("idle")
    until(lambda: "narrate_workers_loaded 0" in service.http.get("/metrics").text)
    service.put("idle", title="It speaks again")
    assert service.ended("idle")["title"] == "It speaks again"
    service.end()


def test_the_description_is_valid_and_has_every_route(service: Serving) -> None:
    document = service.http.get("/openapi.json").json()
    validate(document)
    operations = {
        (method.upper(), path) for path, item in document["paths"].items() for method in item
    }
    assert ("PUT", "/v1/narrations/{id}") in operations
    for method, path in operations:
        concrete = re.sub(r"\{\w+\}", "nothing", path)
        assert '"no_route"' not in service.http.request(method, concrete).text


def test_answers_are_as_the_description_has_them(service: Serving) -> None:
    from jsonschema import Draft202012Validator

    document = service.http.get("/openapi.json").json()
    service.put("described")
    service.ended("described")
    service.http.put("/v1/lexicon/Lisov", json={"respelling": "LEE-sof"})
    for path, template in (
        ("/v1/narrations/described", "/v1/narrations/{id}"),
        ("/v1/narrations", "/v1/narrations"),
        ("/v1/narrations/nobody", "/v1/narrations/{id}"),
        ("/v1/models", "/v1/models"),
        ("/v1/audio/voices", "/v1/audio/voices"),
        ("/v1/lexicon?layer=house", "/v1/lexicon"),
        ("/v1/lexicon/Lisov", "/v1/lexicon/{term}"),
        ("/v1/audit", "/v1/audit"),
        ("/v1/webhooks", "/v1/webhooks"),
        ("/v1/hooks", "/v1/hooks"),
        ("/v1/tokens", "/v1/tokens"),
        ("/healthz", "/healthz"),
    ):
        answer = service.http.get(path)
        answers = document["paths"][template]["get"]["responses"]
        schema = answers[str(answer.status_code)]["content"]["application/json"]["schema"]
        validator = Draft202012Validator({**schema, "components": document["components"]})
        errors = [error.message for error in validator.iter_errors(answer.json())]
        assert errors == [], path
    assert json.dumps(document).isascii()


def test_without_workers_articles_wait_and_the_service_says_so(tmp_path: Path) -> None:
    cli = Cli(tmp_path)
    cli.write("narrate.toml", '[cluster]\naddress = "tcp://127.0.0.1:9"\ntimeout_s = 1\n')
    service = Serving(cli)
    service.put("waits")
    until(lambda: service.http.get("/readyz").status_code == 503)
    assert service.http.get("/readyz").json()["problems"][0].startswith("No worker can be had")
    assert service.get("waits")["state"] in {"queued", "reading"}
    service.end()
    cli.write("narrate.toml", "")
    service = Serving(cli)
    assert service.ended("waits")["state"] == "published"
    service.end()


def memory_mb(service: Serving) -> float:
    """Return the resident memory of a service's own process."""
    status = Path(f"/proc/{service.process.pid}/status").read_text("ascii")
    [line] = [line for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(line.split()[1]) / 1000


def test_uploads_under_way_are_not_held_in_memory(service: Serving) -> None:
    url = urlsplit(service.address)
    mb = 1_000_000
    head = (
        f"PUT /v1/narrations/upload HTTP/1.1\r\nHost: {url.netloc}\r\n"
        f"Content-Type: text/plain\r\nContent-Length: {20 * mb}\r\n\r\n"
    )
    service.put("before")  # it loads what an upload needs
    before = memory_mb(service)
    with ExitStack() as stack:
        for _ in range(10):
            connection = socket.create_connection((url.hostname, url.port), timeout=60)
            stack.enter_context(connection)
            connection.sendall(head.encode() + b"x" * (19 * mb))
        during = memory_mb(service)
    assert during - before < 60  # of 190


def test_old_lines_of_the_audit_log_are_deleted_as_the_settings_say(tmp_path: Path) -> None:
    cli = Cli(tmp_path)
    cli.write("narrate.toml", '[serve]\nstate = "state"\naudit_days = 30\n')
    service = Serving(cli)
    for name in ("old", "new"):
        service.http.put(f"/v1/hooks/{name}", json={"kind": "ghost"})
    service.end()
    with closing(sqlite3.connect(tmp_path / "state/service.sqlite3")) as store, store:
        store.execute("UPDATE audit SET time = time - 31 * 86400 WHERE target = 'old'")
    service = Serving(cli)

    def targets() -> list[str]:
        return [line["target"] for line in service.http.get("/v1/audit").json()["lines"]]

    until(lambda: targets() == ["new"])
    service.end()


def test_a_small_answer_does_not_wait_for_the_network(service: Serving) -> None:
    def seconds() -> float:
        began = time.monotonic()
        service.http.get("/healthz")
        return time.monotonic() - began

    # Nagle's algorithm and delayed acknowledgements cost 40 ms in each request, not in some.
    until(lambda: seconds() < 0.03)
