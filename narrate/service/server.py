"""The server: it listens, serves the application, and ends in order when it is told to."""

import logging
import signal
import socket
import sys
from collections.abc import Callable
from typing import Final

import uvicorn

from narrate.config import Settings
from narrate.errors import UsageError
from narrate.service import logs, studio, tokens
from narrate.service.app import create
from narrate.service.core import Service, open_store
from narrate.service.protocol import Protocol

_EVERY: Final = {"0.0.0.0", "::"}  # noqa: S104 - compared with
LOOPBACK: Final = {"127.0.0.1", "::1", "localhost"}
_MOST_CONNECTIONS: Final = 500
_HEADER_BYTES: Final = 32_768
_LOG: Final = logging.getLogger("narrate.service")


def run(settings: Settings, started: Callable[[str], None]) -> None:
    """Serve until SIGTERM or SIGINT; UsageError where the service may not or cannot listen.

    ``started`` takes the address on which it listens.
    """
    serve = settings.serve
    is_local = serve.host in LOOPBACK
    if not is_local:
        _require_token(settings)
    logs.start()
    with _listening(serve.host, serve.port) as listener:
        port = listener.getsockname()[1]
        host = f"[{serve.host}]" if ":" in serve.host else serve.host
        address = f"http://{host}:{port}"
        service = Service(settings, address, (studio.TABLES,), is_local=is_local)
        if serve.host in _EVERY and service.address == address:
            reason = f"Nobody reaches {address}. Write the service's address in [serve]."
            _LOG.warning("no address", extra={"facts": {"reason": reason}})
        config = uvicorn.Config(
            create(service),
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=_MOST_CONNECTIONS,
            h11_max_incomplete_event_size=_HEADER_BYTES,
            timeout_graceful_shutdown=max(1, serve.grace_s),
            http=Protocol,
            ws="none",
        )
        server = _Server(config, service)
        previous = {
            number: signal.signal(number, signal.SIG_IGN)
            for number in (signal.SIGINT, signal.SIGTERM)
        }
        started(address)
        try:
            server.run(sockets=[listener])
        finally:
            service.close()
            for number, handler in previous.items():
                signal.signal(number, handler)


class _Server(uvicorn.Server):
    """A server that tells its service at once that it ends: streams end with it."""

    def __init__(self, config: uvicorn.Config, service: Service) -> None:
        super().__init__(config)
        self._service = service

    def handle_exit(self, sig: int, frame: object) -> None:
        """End in order; the signal itself is not raised again."""
        del frame
        self._service.ending.set()
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = True


def _require_token(settings: Settings) -> None:
    store = open_store(settings)
    try:
        if not tokens.any_token(store):
            raise UsageError(
                f"The address {settings.serve.host} is open to other machines, and there is no "
                "token. Make one first: narrate serve token new NAME --scope write"
            )
    finally:
        store.close()


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens; UsageError where the system refuses."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio switches off the delay of small packets for sockets that name the protocol: 40 ms.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise UsageError(
            f"The service cannot listen on {host}, port {port}: {error.strerror or error}. Name "
            "another port with --port."
        ) from error
    return listener
