"""One way to drive three browsers: Chromium by Playwright, Firefox by its own Marionette protocol
(https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html), WebKit by WebDriver
(https://www.w3.org/TR/webdriver2/). Firefox and WebKit name their commands alike.

One file, over 300 lines: the three drivers answer the same calls.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

import httpx
import pytest
from loopback import free_port
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, sync_playwright

START_S = 100  # a browser's first start on a busy machine
REPLY_S = 100  # the longest wait for a browser's reply: a page that hangs fails its test
LAST_SIGN_S = 5  # a page that is left answers no script for a moment; a crashed one never again
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
_MINIBROWSER = next(Path("/usr/lib").glob("*/webkit2gtk-4.1/MiniBrowser"), None)
_PROFILE = """
user_pref("marionette.port", 0);
user_pref("media.autoplay.default", 0);
user_pref("media.cubeb.backend", "pulse-rust");
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
"""


class BrowserCrash(Exception):  # noqa: N818 - the browser's fault; no error of ours
    """The browser or the process of its page has ended: the test says nothing of the page."""


# A test that meets a crash of the browser runs again, once; every other failure stands.
runs_again_after_a_crash = pytest.mark.flaky(reruns=1, only_rerun=[r"^BrowserCrash\b"])


class Driver(Protocol):
    """A window of a browser with one page in it; a script that fails is an AssertionError."""

    name: str

    def open(self, url: str) -> None: ...

    def run(self, script: str, *arguments: object) -> Any:
        """Return the value of a function's body; ``arguments`` holds its arguments."""

    def click(self, expression: str) -> None:
        """Click, as a reader does, the element that a JavaScript expression names."""


def until(driver: Driver, expression: str, timeout_s: float = 60) -> Any:
    """Wait until a JavaScript expression is true, and return it; fail with the player's state."""
    end = time.monotonic() + timeout_s
    while True:
        with suppress(AssertionError):  # a page that is left answers no script
            if value := driver.run(f"return {expression}"):
                return value
        if time.monotonic() > end:
            pytest.fail(f"{driver.name}: {expression} stays false. {driver.run(_STATE)}")
        time.sleep(0.05)


_STATE = """
const player = document.querySelector("narrate-player"), audio = document.querySelector("audio");
return audio && JSON.stringify({
  time: audio.currentTime, paused: audio.paused, ready: audio.readyState, ended: audio.ended,
  network: audio.networkState, error: audio.error?.code, duration: audio.duration,
  place: player?.place, heard: player?.heard, status: player?.status?.textContent,
});
"""


class Window:
    """A window that is opened again, by ``start``, where the browser has died."""

    def __init__(self, start: Callable[[], AbstractContextManager[Driver]]) -> None:
        self._start, self._stack = start, ExitStack()
        self._driver: Driver | None = None

    @property
    def driver(self) -> Driver:
        """The driver of the window; ask again for each test."""
        if self._driver and not self._lives(self._driver):
            self.close()
        self._driver = self._driver or self._stack.enter_context(self._start())
        return self._driver

    @staticmethod
    def _lives(driver: Driver) -> bool:
        with suppress(BrowserCrash, AssertionError, OSError, httpx.TransportError):
            return bool(driver.run("return true"))
        return False

    def close(self) -> None:
        self._driver = None
        with suppress(OSError, httpx.TransportError):  # nobody is there to take leave of
            self._stack.close()


class Chromium:
    name = "chromium"

    def __init__(self, page: Page) -> None:
        self.page = page
        page.on("crash", lambda _: setattr(self, "crashed", True))

    crashed = False

    def open(self, url: str) -> None:
        with self._crash():
            self.page.goto(url, wait_until="load")

    def run(self, script: str, *arguments: object) -> Any:
        with self._crash():
            return self.page.evaluate(f"arguments => {{ {script} }}", list(arguments))

    def click(self, expression: str) -> None:
        with self._crash():
            element = self.page.evaluate_handle(expression).as_element()
            assert element, expression
            element.click()

    @contextmanager
    def _crash(self) -> Iterator[None]:
        try:
            yield
        except Error as error:
            if self.crashed or "crashed" in error.message or self.page.is_closed():
                raise BrowserCrash(error.message) from error
            raise AssertionError(error.message) from error


class WebDriver:
    """Firefox and WebKit; ``command`` carries out a command by its WebDriver name.

    It raises AssertionError for an answer that is an error.
    """

    def __init__(self, name: str, command: Callable[..., Any]) -> None:
        self.name, self._command = name, command

    def _send(self, name: str, **parameters: object) -> Any:
        """Carry out a command; BrowserCrash where the browser answers no script any more."""
        try:
            return self._command(name, **parameters)
        except AssertionError as error:
            if self._answers():
                raise
            raise BrowserCrash(str(error)) from error

    def _answers(self) -> bool:
        """Return whether the page carries out a script soon."""
        end = time.monotonic() + LAST_SIGN_S
        while time.monotonic() < end:
            with suppress(AssertionError):
                self._command("ExecuteScript", script="return 1", args=[])
                return True
            time.sleep(0.2)
        return False

    def open(self, url: str) -> None:
        self.run("window.left = true")
        self._send("Navigate", url=url)
        _wait(self._arrived)

    def _arrived(self) -> bool:
        with suppress(AssertionError):  # a script runs into the end of the page before
            return bool(self.run("return !window.left && document.readyState === 'complete'"))
        return False

    def run(self, script: str, *arguments: object) -> Any:
        wrapped = f"const given = [...arguments]; return (arguments => {{ {script} }})(given)"
        return self._send("ExecuteScript", script=wrapped, args=list(arguments))

    def click(self, expression: str) -> None:
        element = self.run(f"return {expression}")
        assert element, expression
        self._send("ElementClick", id=element[_ELEMENT])


@contextmanager
def firefox(folder: Path) -> Iterator[Driver]:
    """Start Firefox without a window, with a profile of its own."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if not program:
        pytest.skip("Firefox is missing: apt-get install firefox-esr")
    (folder / "user.js").write_text(_PROFILE)
    port_file = folder / "MarionetteActivePort"
    command = (program, "--headless", "--marionette", "--no-remote", "--profile", str(folder))
    with ExitStack() as stack:
        stack.enter_context(process(*command))
        _wait(lambda: port_file.is_file() and bool(port_file.read_text()))
        marionette = stack.enter_context(connection(int(port_file.read_text())))
        marionette.settimeout(REPLY_S)
        stream = stack.enter_context(marionette.makefile("rwb"))

        def receive() -> Any:
            size = b""
            while (sign := stream.read(1)) != b":":
                if not sign:
                    raise BrowserCrash("Firefox has ended.")
                size += sign
            return json.loads(stream.read(int(size)))

        def send(name: str, **parameters: object) -> Any:
            message = json.dumps([0, 1, f"WebDriver:{name}", parameters]).encode()
            try:
                stream.write(b"%d:%b" % (len(message), message))
                stream.flush()
                _, _, error, result = receive()
            except ConnectionError as broken:
                raise BrowserCrash("Firefox has ended.") from broken
            assert not error, error
            return result.get("value")

        receive()  # the greeting
        send("NewSession", capabilities={})
        yield WebDriver("firefox", send)


_ROUTES = {
    "Navigate": "/url",
    "ExecuteScript": "/execute/sync",
    "ElementClick": "/element/{id}/click",
}


@contextmanager
def webkit(folder: Path) -> Iterator[Driver]:
    """Start WebKit's MiniBrowser on a screen of its own."""
    if not (shutil.which("WebKitWebDriver") and shutil.which("Xvfb") and _MINIBROWSER):
        pytest.skip("WebKit is missing: apt-get install webkit2gtk-driver xvfb")
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    with ExitStack() as stack:
        display = stack.enter_context(_screen())
        environment = {"DISPLAY": display, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
        stack.enter_context(process("WebKitWebDriver", f"--port={port}", **environment))
        connection(port).close()
        client = stack.enter_context(httpx.Client(base_url=base, timeout=START_S, trust_env=False))
        options = {"binary": str(_MINIBROWSER), "args": ["--automation"]}
        # To wait for a page, WebKit's driver takes three seconds more than the page does.
        about = {"pageLoadStrategy": "none", "webkitgtk:browserOptions": options}
        capabilities = {"alwaysMatch": about}
        answer = client.post("/session", json={"capabilities": capabilities}).json()["value"]
        session = f"/session/{answer['sessionId']}"

        def send(name: str, **parameters: object) -> Any:
            path = _ROUTES[name].format(**parameters)
            try:
                result = client.post(session + path, json=parameters).json()["value"]
            except httpx.TransportError as broken:
                raise BrowserCrash("WebKit's driver has ended.") from broken
            assert not (isinstance(result, dict) and "error" in result), result
            return result

        stack.callback(client.delete, session)
        yield WebDriver("webkit", send)


@contextmanager
def sound(folder: Path) -> Iterator[None]:
    """Give the browsers a sound card that nobody hears: PulseAudio with a null sink."""
    if not shutil.which("pulseaudio"):
        pytest.skip("PulseAudio is missing: apt-get install pulseaudio")
    place = folder / "native"
    command = (
        "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--disallow-exit",
        "-L", "module-null-sink", "-L",
        f"module-native-protocol-unix socket={place} auth-anonymous=1",
    )  # fmt: skip
    before = os.environ.get("PULSE_SERVER")
    with process(*command, HOME=str(folder), XDG_RUNTIME_DIR=str(folder)):
        _wait(place.exists)
        os.environ["PULSE_SERVER"] = f"unix:{place}"
        try:
            yield
        finally:
            del os.environ["PULSE_SERVER"]
            if before is not None:
                os.environ["PULSE_SERVER"] = before


# A page on which audio lasts so long that a busy machine still sees it play.
SLOW_AUDIO = """() => {
  const { play } = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.play = function () {
    this.playbackRate = .1;
    return play.call(this);
  };
}"""

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--mute-audio",
    "--autoplay-policy=no-user-gesture-required",
)  # fmt: skip


@contextmanager
def launched() -> Iterator[Browser]:
    """Launch Debian's Chromium."""
    program = shutil.which("chromium")
    if not program:
        pytest.skip("Chromium is missing: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def watched(page: Page) -> Iterator[Page]:
    """Fail where the scripts of a page complain."""
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.location["url"].endswith("favicon.ico"):
            complaints.append(message.text)

    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", hear)
    yield page
    assert complaints == [], complaints


@contextmanager
def chromium(browser: Browser) -> Iterator[Driver]:
    with browser.new_context() as context:
        yield Chromium(context.new_page())


@contextmanager
def _screen() -> Iterator[str]:
    """Yield the name of a new X display of 1280 by 1000 pixels."""
    read_end, write_end = os.pipe()
    command = (
        "Xvfb", "-displayfd", str(write_end), "-screen", "0", "1280x1000x24", "-nolisten", "tcp",
    )  # fmt: skip
    with subprocess.Popen(command, pass_fds=[write_end], stderr=subprocess.DEVNULL) as process:
        os.close(write_end)
        with os.fdopen(read_end) as number:
            yield f":{number.readline().strip()}"
        process.terminate()


@contextmanager
def process(*command: str, **environment: str) -> Iterator[None]:
    with subprocess.Popen(
        command,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            yield
        finally:  # with the processes that it started
            with suppress(ProcessLookupError, subprocess.TimeoutExpired):
                os.killpg(process.pid, signal.SIGTERM)
                process.wait(10)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def connection(port: int) -> socket.socket:
    connections: list[socket.socket] = []

    def connected() -> bool:
        with suppress(OSError):
            connections.append(socket.create_connection(("127.0.0.1", port)))
        return bool(connections)

    _wait(connected)
    return connections[0]


def _wait(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + START_S
    while not condition():
        assert time.monotonic() < end, "the browser did not start"
        time.sleep(0.05)
