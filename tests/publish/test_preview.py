"""A folder on loopback: whole files, their parts, and nothing outside it."""

import http.client
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from command import STORY, Cli
from loopback import running

from narrate.cli import preview
from narrate.errors import PublishError
from narrate.publish.preview import served

DATA = bytes(range(256)) * 40
Answer = tuple[http.client.HTTPResponse, bytes]


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Callable[..., Answer]]:
    folder = tmp_path / "site"
    (folder / "empty").mkdir(parents=True)
    (folder / "a b.mp3").write_bytes(DATA)
    (folder / "x.vtt").write_text("WEBVTT\n")
    (folder / ".secret").write_text("private")
    (folder / "to-secret").symlink_to(".secret")
    (folder / "linked").mkdir()
    (folder / "linked" / "index.html").symlink_to(tmp_path / "outside.txt")
    for name, manifest in (("damaged", "{"), ("withdrawn", '{"schema_version": 1}')):
        (folder / name).mkdir()
        (folder / name / "narrate.json").write_text(manifest)
    (tmp_path / "outside.txt").write_text("private")
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    with served(folder) as server, running(server):
        (folder / "port.txt").write_text(str(server.server_port))

        def asked(path: str, method: str = "GET", **headers: str) -> Answer:
            connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
            connection.request(method, path, headers=headers)
            answer = connection.getresponse()
            body = answer.read()
            connection.close()
            return answer, body

        yield asked


def test_a_file_is_served_whole_with_its_type(ask: Callable[..., Answer]) -> None:
    answer, body = ask("/a%20b.mp3")
    assert (answer.status, body) == (200, DATA)
    assert answer.getheader("Content-Type") == "audio/mpeg"
    assert answer.getheader("Accept-Ranges") == "bytes"
    assert ask("/x.vtt")[0].getheader("Content-Type") == "text/vtt"


@pytest.mark.parametrize(
    ("wanted", "part"),
    [
        ("bytes=0-0", slice(0, 1)),
        ("bytes=100-", slice(100, None)),
        ("bytes=100-199", slice(100, 200)),
        ("bytes=-50", slice(-50, None)),
        ("bytes=10000-99999", slice(10_000, None)),
    ],
)
def test_a_part_is_served(ask: Callable[..., Answer], wanted: str, part: slice) -> None:
    answer, body = ask("/a%20b.mp3", Range=wanted)
    assert answer.status == 206
    assert body == DATA[part]
    start = len(DATA[: part.start])
    assert answer.getheader("Content-Range") == f"bytes {start}-{start + len(body) - 1}/{len(DATA)}"


@pytest.mark.parametrize("wanted", ["bytes=10240-", "bytes=9-3", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused(ask: Callable[..., Answer], wanted: str) -> None:
    answer, body = ask("/a%20b.mp3", Range=wanted)
    assert (answer.status, body) == (416, b"")
    assert answer.getheader("Content-Range") == f"bytes */{len(DATA)}"


@pytest.mark.parametrize("wanted", ["", "bytes=a-b", "lines=1-2", "bytes=0-1,5-6"])
def test_what_is_no_single_range_gets_the_whole(ask: Callable[..., Answer], wanted: str) -> None:
    assert ask("/a%20b.mp3", Range=wanted)[1] == DATA


def test_head_says_the_same_without_the_body(ask: Callable[..., Answer]) -> None:
    whole, body = ask("/a%20b.mp3", "HEAD")
    assert (whole.status, body) == (200, b"")
    assert whole.getheader("Content-Length") == str(len(DATA))
    part, body = ask("/a%20b.mp3", "HEAD", Range="bytes=0-9")
    assert (part.status, body, part.getheader("Content-Length")) == (206, b"", "10")


@pytest.mark.parametrize(
    "path",
    [
        "/../outside.txt",
        "/%2e%2e/outside.txt",
        "/link.txt",
        "/.secret",
        "/%2esecret",
        "/%2Esecret",
        "/empty/%2e%2e/%2esecret",
        "/to-secret",
        "/linked/",
        "/%00",
        "/a%00b.mp3",
        "/" + "x" * 3_000,
        "/damaged/",
        "/withdrawn/",
    ],
)
def test_nothing_outside_or_hidden_is_served_and_nothing_is_a_traceback(
    ask: Callable[..., Answer], path: str, capfd: pytest.CaptureFixture[str]
) -> None:
    answer, body = ask(path)
    assert answer.status == 404
    assert b"private" not in body
    assert capfd.readouterr().err == ""


def test_a_reader_that_leaves_is_no_traceback(
    ask: Callable[..., Answer], capfd: pytest.CaptureFixture[str]
) -> None:
    port = int(ask("/port.txt")[1])
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
        connection.sendall(b"GET /a%20b.mp3 HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert ask("/x.vtt")[0].status == 200
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", ""])
def test_another_name_for_this_machine_is_refused(ask: Callable[..., Answer], host: str) -> None:
    assert ask("/x.vtt", Host=host)[0].status == 403


def test_a_port_that_is_taken_and_a_folder_that_is_none_are_told(tmp_path: Path) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(PublishError, match="--port"),
        served(tmp_path, taken.getsockname()[1]),
    ):
        pass
    with pytest.raises(PublishError, match="no folder"), served(tmp_path / "none"):
        pass


def test_the_command_shows_a_narration_that_has_no_page(cli: Cli) -> None:
    cli.write("STORY.md", STORY)
    cli("make", "STORY.md", "--voice", "tone")
    running = cli.start(*preview.EXAMPLE.split()[1:])
    assert running.stdout
    try:
        address = running.stdout.readline().decode().strip()
        host, _, port = address.removeprefix("http://").rstrip("/").partition(":")
        assert host == "127.0.0.1"
        connection = http.client.HTTPConnection(host, int(port), timeout=60)
        connection.request("GET", "/")
        answer = connection.getresponse()
        page = answer.read().decode()
        assert answer.status == 200
        assert "<h1><span" in page
        assert '<figure class="narrate-player"' in page
        connection.close()
    finally:
        running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert said.decode().startswith("narrate: interrupted")
