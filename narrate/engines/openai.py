"""Any server with OpenAI's /v1/audio/speech: Kokoro-FastAPI, speaches, LocalAI, or a cloud.

The request is that of OpenAI's API reference (Create speech): model, voice, input, speed and
response_format, of which WAV is the one without loss whose length can be checked.
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

from narrate.engines import Synthesizer, clauses, wav
from narrate.errors import EngineError, EngineWarning
from narrate.model import Audio, Run, Voice

_LIMIT = 4_096  # characters, as the API reference has it
_SLOWEST, _FASTEST = 0.25, 4.0  # as above
_TRIES, _LONGEST_WAIT_S, _TIMEOUT_S = 3, 20.0, 30.0
_LARGEST_BYTES = 100_000_000
_RATE_HZ = 24_000
_OPTIONS = {"address", "key_from", "instructions"}


class OpenAI:
    """``options.address`` is what stands before /audio/speech; ``key_from`` names a variable."""

    name = "openai"
    version = "1"
    deterministic = False
    forks = False
    abilities = ()

    def problem(self) -> str | None:
        """Return None: whether a voice's server answers is known when it is asked."""
        return None

    def voices(self) -> Sequence[Voice]:
        """Return nothing: which server there is, a voice's file says."""
        return []

    @contextmanager
    def load(self, voice: Voice) -> Iterator[Synthesizer]:
        """Return a synthesizer; EngineError for a voice that does not say where its text goes."""
        address = _address(voice)
        if voice.prosody.pitch:
            raise EngineError("a server cannot change the pitch; leave out the pitch")
        if not _SLOWEST <= voice.prosody.speed <= _FASTEST:
            raise EngineError(f"the speed goes from {_SLOWEST} to {_FASTEST}")
        with _client(voice, address) as client:

            def synthesize(runs: Sequence[Run]) -> Audio:
                parts = [
                    _say(client, f"{address}/audio/speech", voice, text)
                    for part in clauses.cut(runs, _LIMIT)
                    if any(map(str.isalnum, text := "".join(run.readable for run in part)))
                ]
                return wav.louder(wav.joined(parts, _RATE_HZ), voice.prosody.gain_db)

            yield synthesize


def host(voice: Voice) -> str:
    """Return whose computer a voice's text goes to; nothing where it is this one."""
    parts = urlsplit(str(voice.options.get("address", "")))
    name = parts.hostname or ""
    try:
        own = ip_address(name).is_loopback
    except ValueError:
        own = name == "localhost"
    return "" if own else name


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
            f"the text would go to {name}, and the voice does not say so: set "
            "leaves_machine = true in its file if it may"
        )
    return address


def _headers(voice: Voice) -> dict[str, str]:
    if not (variable := str(voice.options.get("key_from", ""))):
        return {}
    if not (key := os.environ.get(variable)):
        raise EngineError(f"the voice's key is to be in {variable}, and the environment lacks it")
    return {"Authorization": f"Bearer {key}"}


def _client(voice: Voice, address: str) -> Any:  # noqa: ANN401 - httpx
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
            headers=_headers(voice),
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


def _say(client: Any, address: str, voice: Voice, text: str) -> Audio:  # noqa: ANN401 - httpx
    """Ask the server, and again where it is busy; EngineError says what it answered."""
    import httpx

    asked: dict[str, Any] = {
        "model": voice.model or "tts-1",
        "voice": voice.id or "alloy",
        "input": text.replace("\0", " "),
        "response_format": "wav",
        "speed": voice.prosody.speed,
    }
    if note := voice.options.get("instructions"):
        asked["instructions"] = note
    whose = f"the server {urlsplit(address).netloc}"
    for left in reversed(range(_TRIES)):
        try:
            with client.stream("POST", address, json=asked) as answer:
                data = b"".join(_limited(answer, whose))
        except httpx.HTTPError as error:
            why = "in time" if isinstance(error, httpx.TimeoutException) else f"({error})"
            raise EngineError(f"{whose} does not answer {why}") from error
        if answer.is_success:
            return wav.read(data, whose)
        wait_s = _wait_s(answer.headers.get("Retry-After", "1"))
        if answer.status_code not in {429, 503} or not left or wait_s > _LONGEST_WAIT_S:
            raise EngineError(_refused(whose, answer, data))
        time.sleep(wait_s)
    raise AssertionError


def _limited(answer: Any, whose: str) -> Iterator[bytes]:  # noqa: ANN401 - httpx
    size = 0
    for data in answer.iter_bytes():
        size += len(data)
        if size > _LARGEST_BYTES:
            raise EngineError(f"{whose} does not stop: over {_LARGEST_BYTES // 1_000_000} MB")
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


def _refused(whose: str, answer: Any, data: bytes) -> str:  # noqa: ANN401 - httpx
    """Return a sentence for a status, with the API's own message where it sends one."""
    about = f"{whose} answered {answer.status_code} {answer.reason_phrase}"
    try:
        error = json.loads(data)
        message = error["error"]["message"] if "error" in error else error["detail"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return about
    return f"{about}: {message}"
