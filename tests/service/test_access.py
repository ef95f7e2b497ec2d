"""Who may call the service, how much, and how it says no."""

import json
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import broken_engine
import httpx
import pytest
from broken_engine import Gate
from command import Cli
from serving import ARTICLE, Serving, until


@pytest.fixture(scope="module")
def cli(tmp_path_factory: pytest.TempPathFactory) -> Cli:
    cli = Cli(tmp_path_factory.mktemp("access"))
    settings = 'body_mb = 1\nrate = 1000\nhosts = ["news.example"]\n'
    cli.write("narrate.toml", f'[serve]\n{settings}origins = ["https://cms.example"]\n')
    return cli


@pytest.fixture(scope="module")
def tokens(cli: Cli) -> dict[str, str]:
    scopes = ("read", "write", "admin")
    return {
        scope: cli("serve", "token", "new", scope, "--scope", scope).stdout.decode().strip()
        for scope in scopes
    }


@pytest.fixture(scope="module")
def service(cli: Cli, tokens: dict[str, str]) -> Iterator[Serving]:
    assert tokens
    serving = Serving(cli)
    yield serving
    serving.end()


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_each_scope_may_do_so_much(service: Serving, tokens: dict[str, str]) -> None:
    def codes(scope: str) -> list[int]:
        asked = [("GET", "/v1/narrations"), ("PUT", "/v1/narrations/a"), ("GET", "/v1/audit")]
        return [
            service.http.request(
                method, path, headers=bearer(tokens[scope]), json={**ARTICLE} if method == "PUT"
                else None,
            ).status_code
            for method, path in asked
        ]  # fmt: skip

    assert codes("read") == [200, 403, 403]
    assert codes("write") == [200, 202, 403]
    assert codes("admin") == [200, 200, 200]


def test_without_a_valid_token_only_health_and_files_are_open(service: Serving) -> None:
    for headers in ({}, bearer("narrate_guess"), {"Authorization": "Basic bmFycmF0ZQ=="}):
        answer = service.http.get("/v1/narrations", headers=headers)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")
    assert service.http.get("/healthz").status_code == 200
    assert service.http.get("/metrics").status_code == 401


def test_a_token_is_kept_as_its_hash_and_a_revoked_one_opens_nothing(
    service: Serving, cli: Cli, tokens: dict[str, str]
) -> None:
    token = cli("serve", "token", "new", "short-lived").stdout.decode().strip()
    assert service.http.get("/v1/narrations", headers=bearer(token)).status_code == 200
    listed = cli("serve", "token", "list").stdout.decode()
    assert "short-lived" in listed
    cli("serve", "token", "revoke", "short-lived")
    assert service.http.get("/v1/narrations", headers=bearer(token)).status_code == 401
    secrets = [token, *tokens.values()]
    stores = [path for path in cli.folder.rglob("service.sqlite3*") if path.is_file()]
    assert stores
    kept = [path.read_bytes() for path in (*stores, cli.folder / "service.log")]
    assert not [secret for secret in secrets for data in kept if secret.encode() in data]
    assert stores[0].stat().st_mode & 0o077 == 0


def test_a_foreign_name_in_host_is_refused(service: Serving, tokens: dict[str, str]) -> None:
    def code(host: str) -> int:
        headers = {"Host": host, **bearer(tokens["read"])}
        return service.http.get("/v1/narrations", headers=headers).status_code

    assert code("evil.example") == 421
    assert code("news.example") == 200
    assert code("localhost:99") == 200
    assert code("[::1") == 421


def test_pages_of_other_sites_change_nothing(service: Serving, tokens: dict[str, str]) -> None:
    def code(**headers: str) -> int:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return service.http.put(
            "/v1/narrations/b", json=ARTICLE, headers={**named, **bearer(tokens["write"])}
        ).status_code

    assert code(Origin="https://evil.example") == 403
    assert code(Origin="null") == 403
    assert code(Sec_Fetch_Site="cross-site") == 403
    assert code(Origin="https://cms.example") == 202
    assert code(Origin=service.address) == 200


def test_the_cookie_of_the_studio_is_a_token_too(service: Serving, tokens: dict[str, str]) -> None:
    cookies = f"narrate_token={tokens['write']}; narrate_editor=Ana%20Lind"
    headers = {"Cookie": cookies}
    assert service.http.put("/v1/narrations/c", json=ARTICLE, headers=headers).status_code == 202
    audit = service.http.get("/v1/audit", headers=bearer(tokens["admin"])).json()["lines"]
    assert (audit[0]["action"], audit[0]["token"], audit[0]["editor"]) == (
        "narration.put", "write", "Ana Lind",
    )  # fmt: skip


def test_a_body_and_a_header_have_a_largest_size(service: Serving, tokens: dict[str, str]) -> None:
    headers = {**bearer(tokens["write"]), "Content-Type": "text/plain"}
    large = b"a" * 1_100_000
    assert service.http.put("/v1/narrations/d", content=large, headers=headers).status_code == 413
    chunks = (large[:100_000] for _ in range(11))
    answer = service.http.put("/v1/narrations/d", content=chunks, headers=headers)
    assert answer.status_code == 413
    with socket.create_connection((httpx.URL(service.address).host, port(service))) as client:
        client.sendall(b"GET /healthz HTTP/1.1\r\nX: " + b"a" * 70_000 + b"\r\n\r\n")
        assert client.recv(100).startswith(b"HTTP/1.1 4")


def test_a_connection_that_sends_no_request_is_closed(service: Serving) -> None:
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", port(service)), timeout=60) as client:
        client.sendall(b"GET /healthz HTTP/1.1\r\nHost:")
        assert client.recv(1000) == b""
        assert time.monotonic() - began > 2


def test_a_caller_has_so_many_requests_a_minute(tmp_path_factory: pytest.TempPathFactory) -> None:
    cli = Cli(tmp_path_factory.mktemp("rate"))
    cli.write("narrate.toml", "[serve]\nrate = 10\n")
    service = Serving(cli)
    answers = [service.http.get("/healthz") for _ in range(40)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused
    assert int(refused[0].headers["retry-after"]) >= 1
    service.end()


def test_a_full_queue_answers_429_and_takes_what_it_has_room_for(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    cli = Cli(tmp_path_factory.mktemp("full"))
    cli.write("narrate.toml", "[serve]\nqueue = 5\nslots = 1\n")
    cli.environment["PYTHONPATH"] = broken_engine.installed(cli.folder / "site")
    service, gate = Serving(cli), Gate(cli.environment["HOME"])
    assert service.put("long", html="<p>It will fail.</p>", voice="broken:waits").is_success
    until(gate.is_reached)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda number: service.put(f"many-{number}"), range(20)))
    taken = [answer for answer in answers if answer.status_code == 202]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert (len(taken), len(refused)) == (5, 15)
    assert 1 <= int(refused[0].headers["retry-after"]) <= 3600
    assert refused[0].json()["error"]["code"] == "queue_full"
    newer = taken[-1].json()["id"]
    assert service.put(newer, title="A newer version").status_code == 202
    gate.open()
    service.end()


def test_other_machines_are_let_in_only_with_tokens(cli: Cli) -> None:
    other = Cli(cli.folder / "other")
    other.folder.mkdir()
    told = other("serve", "--host", "0.0.0.0", "--port", "0", code=2).stderr.decode()  # noqa: S104
    assert "narrate serve token new" in told
    other("serve", "token", "new", "cms")
    serving = Serving(other, "--host", "0.0.0.0")  # noqa: S104
    assert "Write the service's address in [serve]." in serving.log[0]["reason"]
    local = f"http://127.0.0.1:{serving.address.rpartition(':')[2]}"
    assert httpx.get(f"{local}/v1/narrations").status_code == 401
    serving.end()


def test_of_two_services_on_one_store_the_second_is_told(service: Serving, cli: Cli) -> None:
    told = cli("serve", "--port", "0", code=2).stderr.decode()
    assert told.startswith("narrate: Another narrate serve works on")
    taken = cli("serve", "--port", str(port(service)), code=2).stderr.decode()
    assert "cannot listen" in taken


def test_an_answer_and_its_log_line_have_the_same_id(
    service: Serving, tokens: dict[str, str]
) -> None:
    headers = {"X-Request-Id": "cms-20260503-77", **bearer(tokens["read"])}
    answer = service.http.get("/v1/narrations?q=secret", headers=headers)
    assert answer.headers["x-request-id"] == "cms-20260503-77"
    until(lambda: any(line.get("request") == "cms-20260503-77" for line in service.log))
    line = next(line for line in service.log if line.get("request") == "cms-20260503-77")
    assert (line["token"], line["status"], line["path"]) == ("read", 200, "/v1/narrations")
    forged = {"X-Request-Id": 'a"b', **bearer(tokens["read"])}
    assert service.http.get("/v1/narrations", headers=forged).headers["x-request-id"] != 'a"b'
    assert "secret" not in json.dumps(service.log)


def port(service: Serving) -> int:
    return int(service.address.rpartition(":")[2])
