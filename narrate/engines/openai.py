"""Any server with OpenAI's /v1/audio/speech: Kokoro-FastAPI, speaches, LocalAI, or a cloud.

The request follows OpenAI's API reference (Create speech): model, voice, input, speed and
response_format. WAV is the format without loss whose length can be checked.
"""

import json
import os
import time
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from narrate.engines import Ability, Synthesizer, clauses, wav
from narrate.errors import EngineError, EngineWarning
from narrate.model import Audio, SpokenRun, Voice

_LIMIT = 4_096  # characters, from the API reference
_SLOWEST, _FASTEST = 0.25, 4.0  # from the API reference, too
_TRIES, _LONGEST_WAIT_S, _TIMEOUT_S = 3, 20.0, 30.0
_RATE_HZ = 24_000
_OPTIONS = {"address", "key_from", "instructions"}


class OpenAI:
    """A server at ``options.address``/audio/speech; ``key_from`` names the variable of its key."""

    name = "openai"
    version = "1"
    deterministic = False
    forks = False
    abilities = (Ability.ANY_SCRIPT,)  # such models have many languages

    def problem(self) -> str | None:
        """Return None: only a request shows whether a voice's server answers."""
        return None

    def voices(self) -> Sequence[Voice]:
        """Return no voices: voice files name the servers."""
        return []

    @contextmanager
    def load(self, voice: Voice) -> Iterator[Synthesizer]:
        """Return a synthesizer; EngineError if the voice file names no server for the text."""
        address = _address(voice)
        if voice.prosody.pitch:
            raise EngineError(
                "a server cannot change the pitch: remove the pitch from the settings"
            )
        if not _SLOWEST <= voice.prosody.speed <= _FASTEST:
            raise EngineError(f"the speed must be from {_SLOWEST} to {_FASTEST}")
        with _client(voice, address) as client:

            def synthesize(runs: Sequence[SpokenRun]) -> Audio:
                parts = [
                    _request(client, f"{address}/audio/speech", voice, text)
                    for part in clauses.cut(runs, _LIMIT)
                    if any(map(str.isalnum, text := "".join(run.readable for run in part)))
                ]
                return wav.amplified(wav.joined(parts, _RATE_HZ), voice.prosody.gain_db)

            yield synthesize


def host(voice: Voice) -> str:
    """Return the host that receives a voice's text; empty if it is this machine."""
    parts = urlsplit(str(voice.options.get("address", "")))
    name = parts.hostname or ""
    try:
        is_this_machine = ip_address(name).is_loopback
    except ValueError:
        is_this_machine = name == "localhost"
    return "" if is_this_machine else name


def _address(voice: Voice) -> str:
    if unknown := sorted(set(voice.options) - _OPTIONS):
        raise EngineError(f"there is no option {unknown[0]!r}; options: {sorted(_OPTIONS)}")
    address = str(voice.options.get("address", "")).rstrip("/")
    if urlsplit(address).scheme not in {"http", "https"}:
        raise EngineError(
            f"the voice {voice.name!r} has no server: set address under [options] in its file, "
            "such as http://127.0.0.1:8880/v1"
        )
    if (name := host(voice)) and not voice.leaves_machine:
        raise EngineError(
            f"the text would go to {name}, and the voice file does not allow it: set "
            "leaves_machine = true in its file if it may"
        )
    return address


def _headers(voice: Voice) -> dict[str, str]:
    if not (variable := str(voice.options.get("key_from", ""))):
        return {}
    if not (key := os.environ.get(variable)):
        raise EngineError(
            f"the environment has no variable {variable}, which holds the voice's key: set it"
        )
    return {"Authorization": f"Bearer {key}"}


def _client(voice: Voice, address: str) -> Any:
    """Return the connection to the server; EngineWarning names the proxy in between, if any.

    The proxies of the environment see the text and the key, so a voice that stays on this machine
    has none. EngineError for a proxy that cannot be used.
    """
    import httpx

    proxy = _proxy(address) if host(voice) else ""
    if proxy:
        warnings.warn(
            f"The text of the voice {voice.name!r} goes to {host(voice)} through the proxy "
            f"{urlsplit(proxy).hostname}, which the environment names.",
            EngineWarning,
            stacklevel=2,
        )
    try:
        return httpx.Client(
            headers={"Accept-Encoding": "identity", **_headers(voice)},
            timeout=_TIMEOUT_S,
            proxy=proxy or None,
            verify=httpx.create_ssl_context(),  # with the certificates that SSL_CERT_FILE names
            trust_env=False,
        )
    except (ImportError, ValueError, OSError) as error:
        raise EngineError(
            f"the proxy {urlsplit(proxy).hostname} cannot be used: {error}. Change the variable "
            f"{urlsplit(address).scheme.upper()}_PROXY"
        ) from error


def _proxy(address: str) -> str:
    """Return the proxy that the environment names for an address; empty if there is none."""
    parts = urlsplit(address)
    proxies = getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all") or ""
    if not proxy or proxy_bypass(parts.hostname or ""):
        return ""
    return proxy if "://" in proxy else f"http://{proxy}"


def _request(client: Any, address: str, voice: Voice, text: str) -> Audio:
    """Return a server's speech, waiting while it is busy; EngineError holds its answer."""
    import httpx

    body: dict[str, Any] = {
        "model": voice.model or "tts-1",
        "voice": voice.id or "alloy",
        "input": text.replace("\0", " "),
        "response_format": "wav",
        "speed": voice.prosody.speed,
    }
    if note := voice.options.get("instructions"):
        body["instructions"] = note
    server = f"the server {urlsplit(address).netloc}"
    for tries_left in reversed(range(_TRIES)):
        try:
            with client.stream("POST", address, json=body) as answer:
                data = b"".join(_limited(answer, server))
        except httpx.HTTPError as error:
            reason = "in time" if isinstance(error, httpx.TimeoutException) else f"({error})"
            raise EngineError(f"{server} does not answer {reason}") from error
        if answer.is_success:
            return wav.read(data, server)
        wait_s = _wait_s(answer.headers.get("Retry-After", "1"))
        if answer.status_code not in {429, 503} or not tries_left or wait_s > _LONGEST_WAIT_S:
            raise EngineError(_refusal(server, answer, data))
        time.sleep(wait_s)
    raise AssertionError


def _limited(answer: Any, server: str) -> Iterator[bytes]:
    """Yield the reply; EngineError if it is compressed, which hides its size, or too large."""
    if encoding := answer.headers.get("Content-Encoding", "").replace("identity", ""):
        raise EngineError(
            f"{server} sent a reply compressed as {encoding}; "
            "narrate reads uncompressed replies only"
        )
    size = 0
    for data in answer.iter_raw():
        size += len(data)
        if size > wav.LARGEST_BYTES:
            raise EngineError(f"{server} sent more than {wav.LARGEST_BYTES // 1_000_000} MB")
        yield data


def _wait_s(after: str) -> float:
    """Return the seconds of a Retry-After header: a number, or a date (RFC 9110, 10.2.3)."""
    try:
        return max(0.0, float(after))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(after).timestamp() - time.time())
    except ValueError:
        return 1.0


def _refusal(server: str, answer: Any, data: bytes) -> str:
    """Return a sentence about a status, with the server's own message if it sent one."""
    sentence = f"{server} answered {answer.status_code} {answer.reason_phrase}"
    try:
        error = json.loads(data)
        message = error["error"]["message"] if "error" in error else error["detail"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return sentence
    return f"{sentence}: {message}"
