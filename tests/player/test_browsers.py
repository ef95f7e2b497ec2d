"""The same scenarios in Chromium, Firefox and WebKit, with real audio and real networks.

One file, over 300 lines: the scenarios share one page and its three drivers.
"""

import os
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from itertools import cycle, pairwise
from pathlib import Path

import axe
import pytest
from browsers import (
    BrowserCrash,
    Driver,
    Window,
    chromium,
    firefox,
    runs_again_after_a_crash,
    sound,
    until,
    webkit,
)
from network import Network, network
from paper import BODY, Site

pytestmark = runs_again_after_a_crash

PLAYER = "document.querySelector('narrate-player')"
AUDIO = "document.querySelector('audio')"
STATUS = f"{PLAYER}.status.textContent"
FAILED = "The audio did not load. Press Play to try again."


@pytest.fixture(scope="module", params=["chromium", "firefox", "webkit"])
def window(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Window]:
    with ExitStack() as stack:
        if request.param == "chromium":
            browser = request.getfixturevalue("browser")
            window = Window(lambda: chromium(browser))
        else:
            stack.enter_context(sound(tmp_path_factory.mktemp("sound")))
            start = {"firefox": firefox, "webkit": webkit}[request.param]
            window = Window(lambda: start(tmp_path_factory.mktemp(request.param)))
        stack.callback(window.close)
        yield window


@pytest.fixture
def driver(window: Window) -> Driver:
    return window.driver


@pytest.fixture(scope="module")
def story(publish: Callable[..., Site]) -> Site:
    """Publish an article of more than a minute: WebKit keeps a short one whole before it plays."""
    pages = (BODY.replace("14", f"{shift}") for shift in (14, 15, 16))
    return publish("".join(pages))


@pytest.fixture
def net(story: Site) -> Iterator[Network]:
    with network(story.folder) as server:
        yield server


def opened(driver: Driver, net: Network, page: str = "page.html", *, patience_s: int = 20) -> None:
    driver.open(f"{net.url}/{page}")
    until(driver, f"{PLAYER}?.shadowRoot")
    driver.run(
        """
        localStorage.clear();
        window.told = [];
        for (const name of ["play", "pause", "end", "error", "missing"]) {
          document.addEventListener("narrate:" + name, () => told.push(name));
        }
        customElements.get("narrate-player").patience = arguments[0];
        """,
        patience_s,
    )


def play(driver: Driver) -> None:
    driver.click(f"{PLAYER}.play")


def plays(driver: Driver, after_s: float) -> None:
    """Wait until it plays; press Play again where a busy machine outlasts the player's patience."""
    playing = f"!{AUDIO}.paused && {AUDIO}.currentTime > {after_s} && {STATUS} === ''"
    for _ in range(3):
        until(driver, f"({playing}) || ({AUDIO}.paused && {STATUS} === '{FAILED}')")
        if driver.run(f"return {playing}"):
            return
        play(driver)
    until(driver, playing)


def press_until_it_plays(driver: Driver, place: float) -> None:
    """Press Play as a reader does: a busy machine may take longer than the player's patience."""
    for _ in range(5):
        play(driver)
        until(driver, f"{STATUS} === '{FAILED}' || {AUDIO}.currentTime > {place}")
        if driver.run(f"return {AUDIO}.currentTime > {place}"):
            break


@pytest.mark.parametrize("state", ["unreachable", "503", "captive"])
def test_a_first_play_without_a_network_is_said_and_the_next_plays(
    driver: Driver, net: Network, state: str
) -> None:
    opened(driver, net, patience_s=3)
    net.state = state
    driver.run(f"{PLAYER}.seek(12)")
    play(driver)
    until(driver, f"{STATUS} === '{FAILED}'")
    assert driver.run(f"return {PLAYER}.time") == 12
    assert driver.run(f"return {PLAYER}.offsetHeight")
    net.state = "good"
    press_until_it_plays(driver, 12)
    plays(driver, 12)
    until(driver, "CSS.highlights.get('narrate-sentence')?.size")


@pytest.mark.parametrize("status", ["404", "410"])
def test_only_a_file_that_is_gone_hides_the_player(
    driver: Driver, net: Network, status: str
) -> None:
    opened(driver, net)
    net.state = status
    play(driver)
    until(driver, "told.includes('missing')")
    assert not driver.run("return document.querySelector('figure').offsetHeight")


@pytest.mark.parametrize("state", ["cut", "silent"])
def test_a_connection_lost_in_mid_play_keeps_the_place(
    driver: Driver, net: Network, state: str
) -> None:
    opened(driver, net, patience_s=3)
    net.state = state
    driver.run(f"{PLAYER}.seek(4)")
    press_until_it_plays(driver, 4)
    driver.run(f"{AUDIO}.playbackRate = 4")
    until(driver, f"{STATUS} === '{FAILED}'")
    driver.run(
        f"""
        window.places = [];
        {AUDIO}.addEventListener("playing", ({{ target }}) => places.push(target.currentTime));
        """
    )
    place = driver.run(f"return {PLAYER}.time")
    assert 4 <= place < 16
    assert "end" not in driver.run("return told")
    assert float(driver.run("return Object.values(localStorage)")[0]) == pytest.approx(place, abs=1)
    net.state = "good"
    press_until_it_plays(driver, place)
    plays(driver, place)
    assert max(driver.run("return places")) < place + 8
    driver.run(f"{PLAYER}.seek({PLAYER}.duration - 0.5)")
    until(driver, "told.includes('end')")
    assert (
        driver.run("return Object.keys(localStorage).filter(key => key !== 'narrate:speed')") == []
    )


def test_a_slow_network_says_that_it_loads_and_plays_on(driver: Driver, net: Network) -> None:
    opened(driver, net)
    net.state = "slow"
    driver.run(
        """
        window.notices = new Set();
        const { status } = document.querySelector("narrate-player");
        new MutationObserver(() => notices.add(status.textContent))
          .observe(status, { childList: true });
        """
    )
    play(driver)
    until(driver, f"{AUDIO}.currentTime > 1.5 && notices.has('Loading…')", 45)
    assert set(driver.run("return [...notices]")) == {"", "Loading…"}
    assert driver.run("return told.join()") == "play"


def test_a_flapping_network_loses_nothing(driver: Driver, net: Network) -> None:
    opened(driver, net, patience_s=3)
    net.state = "cut"
    states, places = cycle(["unreachable", "cut", "503", "good", "captive", "cut"]), [0.0]
    for _ in range(12):
        net.state = next(states)
        if driver.run(f"return {AUDIO}.paused"):
            play(driver)
        until(driver, f"{STATUS} === '{FAILED}' || {AUDIO}.currentTime > {places[-1]} + .3")
        places.append(driver.run(f"return {PLAYER}.time"))
    assert all(later > earlier - 0.5 for earlier, later in pairwise(places)), places
    assert driver.run("return told.includes('end') || told.includes('missing')") is False
    net.state = "good"
    until(driver, f"{PLAYER}.broken || {AUDIO}.currentTime > {places[-1]}")
    if driver.run(f"return {PLAYER}.broken"):
        press_until_it_plays(driver, places[-1])
    plays(driver, places[-1])


def bar(driver: Driver) -> bool:
    """Return whether the bar is in view."""
    return bool(driver.run(f"return {PLAYER}.bar?.dock.checkVisibility()"))


def test_a_bar_keeps_pause_at_hand_while_the_player_is_out_of_view(
    driver: Driver, net: Network
) -> None:
    opened(driver, net)
    driver.run("document.body.style.paddingBottom = '3000px'")
    play(driver)
    plays(driver, 0.2)
    assert not bar(driver)
    driver.run("scrollTo(0, 2000)")
    until(driver, f"{PLAYER}.bar?.dock.checkVisibility()")
    title = driver.run(f"return {PLAYER}.bar.dock.innerText")
    assert title.startswith("The night")
    driver.run("document.body.style.background = 'rgb(17, 17, 17)'")
    until(driver, f"getComputedStyle({PLAYER}.bar.dock).backgroundColor === 'rgb(17, 17, 17)'")
    driver.click(f"{PLAYER}.bar.toggle")
    until(driver, f"{AUDIO}.paused")
    assert bar(driver), "a pause leaves it there"
    driver.click(f"{PLAYER}.bar.toggle")
    plays(driver, 0.2)
    driver.click(f"{PLAYER}.bar.dock.lastElementChild")
    until(driver, f"!{PLAYER}.bar.dock.checkVisibility()")
    assert not driver.run(f"return {AUDIO}.paused")
    driver.run("scrollTo(0, 0)")
    driver.click(f"{PLAYER}.play")
    driver.click(f"{PLAYER}.play")
    driver.run("scrollTo(0, 2000)")
    until(driver, f"{PLAYER}.bar.dock.checkVisibility()")
    driver.run("scrollTo(0, 0)")
    until(driver, f"!{PLAYER}.bar.dock.checkVisibility()")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(driver: Driver, net: Network, scheme: str) -> None:
    if driver.name == "chromium":
        pytest.skip("test_access.py does it in Chromium.")
    figure = "figure.narrate-player"
    opened(driver, net)
    axe.loaded(driver)
    if scheme == "dark":
        driver.run("document.body.style = 'color-scheme: dark; background: #111; color: #eee'")
    assert axe.broken(driver, figure) == [], "before the first play"
    driver.run(f"{PLAYER}.wait()")
    until(driver, f"{STATUS} === 'Loading…'")
    assert axe.broken(driver, figure) == [], "loading"
    driver.run(f"{PLAYER}.fail()")
    until(driver, f"{STATUS} === '{FAILED}'")
    assert axe.broken(driver, figure) == [], "with a message"
    play(driver)
    until(driver, f"CSS.highlights.get('narrate-sentence')?.size && {PLAYER}.bar")
    driver.run("getSelection().selectAllChildren(document.querySelector('article > p'))")
    until(driver, f"{PLAYER}.bar.here.checkVisibility()")
    driver.run(f"{PLAYER}.follow.click()")
    assert axe.broken(driver, figure) == [], "following, with a sentence chosen"
    driver.run("document.body.style.paddingBottom = '3000px'; scrollTo(0, 2000)")
    until(driver, f"{PLAYER}.bar.dock.checkVisibility()")
    assert axe.broken(driver, figure) == [], "with the bar"
    driver.run(f"{PLAYER}.play.ariaLabel = {PLAYER}.play.title = ''")
    assert any(rule.startswith("button-name") for rule in axe.broken(driver, figure))


@pytest.mark.parametrize("pointer", ["mouse", "touch"])
def test_a_paragraph_can_be_started_from(driver: Driver, net: Network, pointer: str) -> None:
    opened(driver, net)
    driver.run("document.querySelector('main').style.margin = '0 80px'")
    play(driver)
    until(driver, f"CSS.highlights.get('narrate-sentence')?.size && {PLAYER}.bar")
    driver.run(
        """
        const [type, pointerType] = arguments[0];
        const paragraph = [...document.querySelectorAll("p")]
          .find(({ textContent }) => textContent.startsWith("Twelve"));
        paragraph.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerType }));
        """,
        ["pointerover" if pointer == "mouse" else "click", pointer],
    )
    until(driver, f"{PLAYER}.bar.here.checkVisibility()")
    left = driver.run(f"return {PLAYER}.bar.here.getBoundingClientRect().right")
    assert (left < 89) == (pointer == "mouse"), "in the margin, or below"
    driver.run(f"{AUDIO}.playbackRate = .25")  # a busy machine sees the sentence of a second
    driver.click(f"{PLAYER}.bar.here")
    until(driver, "[...CSS.highlights.get('narrate-sentence')].join('').startsWith('Twelve')")
    assert not bar(driver)


def test_figures_may_come_go_and_be_drawn_anew(driver: Driver, net: Network) -> None:
    opened(driver, net)
    driver.run(
        """
        window.figure = document.querySelector("figure");
        window.bare = figure.cloneNode(true);
        bare.querySelector("narrate-player").remove();
        figure.remove();
        """
    )
    driver.run("document.querySelector('h1').after(bare)")
    until(driver, f"{PLAYER}?.play")
    play(driver)
    plays(driver, 0.2)
    driver.run(f"{PLAYER}.remove()")  # as React does with elements that it does not know
    until(driver, f"{PLAYER}?.play")
    assert driver.run(f"return {AUDIO}.paused")
    play(driver)
    until(driver, "CSS.highlights.get('narrate-sentence')?.size")
    driver.run(
        """
        for (const paragraph of document.querySelectorAll("p")) {
          paragraph.innerHTML = paragraph.innerHTML.replace("waited", "<b>waited</b>");
        }
        """
    )
    driver.run(f"{AUDIO}.playbackRate = .25")
    driver.run(f"{PLAYER}.seek({PLAYER}.cues.find(cue => cue.selector.exact[1] === 'W').start)")
    until(driver, "[...CSS.highlights.get('narrate-sentence')].join('').includes('We waited')")
    driver.run("document.querySelector('figure').remove(); window.last = told.length")
    until(driver, "!document.querySelector('audio') && bare.querySelector('audio').paused")
    assert driver.run("return CSS.highlights.get('narrate-sentence').size") == 0


CARELESS = {
    "broken": {"lang": "en_US", "data-say": "{", "data-chapters": "oops", "data-article": "]["},
    "wrong": {"lang": "", "data-say": "5", "data-chapters": "{}", "data-article": "#none"},
}


@pytest.mark.parametrize("attributes", CARELESS.values(), ids=CARELESS)
def test_careless_attributes_do_no_harm(
    driver: Driver, net: Network, attributes: dict[str, str]
) -> None:
    page = (net.folder / "page.html").read_text("utf-8")
    for name, value in attributes.items():
        page = re.sub(rf'(<figure [^>]*) {name}="[^"]*"', r"\1", page)
        page = page.replace("<figure ", f"<figure {name}='{value}' ")
    (net.folder / "careless.html").write_text(page, "utf-8")
    opened(driver, net, "careless.html")
    assert driver.run(f"return {PLAYER}.play.ariaLabel") == "Play"
    play(driver)
    until(driver, "CSS.highlights.get('narrate-sentence')?.size")


@pytest.mark.parametrize("width", [320, 390])
def test_a_phone_shows_it_all_without_a_jump(driver: Driver, net: Network, width: int) -> None:
    page = (net.folder / "page.html").read_text("utf-8")
    style = f"<style>body {{ width: {width - 16}px }}</style>"
    (net.folder / "phone.html").write_text(page.replace("</head>", f"{style}</head>"), "utf-8")
    opened(driver, net, "phone.html")
    sizes = """
      const root = document.querySelector("narrate-player").shadowRoot;
      const box = element => element.getBoundingClientRect();
      return [...root.querySelectorAll("button,select,a,input")]
        .filter(element => element.offsetWidth)
        .map(element => [box(element).left, box(element).right, box(element).height]);
    """
    boxes = driver.run(sizes)
    assert len(boxes) == 9
    assert all(right - left > 43.9 and height > 43.9 for left, right, height in boxes)
    assert all(left >= -1 and right <= width + 1 for left, right, _ in boxes)
    play_top, title_top, play_bottom = driver.run(
        f"""
        const {{ play, shadowRoot }} = {PLAYER}, box = play.getBoundingClientRect();
        const title = shadowRoot.querySelector("[part=title]").getBoundingClientRect();
        return [box.top, title.top, box.bottom];
        """
    )
    assert play_top - 30 < title_top < play_bottom
    before = driver.run(f"return [{PLAYER}.offsetHeight, document.body.scrollHeight]")
    play(driver)
    plays(driver, 0.2)
    until(driver, f"{PLAYER}.cues.length")
    assert driver.run(f"return [{PLAYER}.offsetHeight, document.body.scrollHeight]") == before


def test_the_text_below_stays_where_it_is_when_the_player_comes(
    driver: Driver, net: Network
) -> None:
    page = (net.folder / "page.html").read_text("utf-8")
    style = "<style>body { width: 700px; font: 14px/1.4 sans-serif }</style></head>"
    page = page.replace("</head>", style).replace('type="module"', 'type="later"')
    (net.folder / "later.html").write_text(page, "utf-8")
    driver.open(f"{net.url}/later.html")
    top = "return document.querySelector('article > p').getBoundingClientRect().top"
    before = driver.run(top)
    driver.run(
        """
        const script = document.createElement("script");
        script.src = document.querySelector("script[type=later]").src;
        script.type = "module";
        document.head.append(script);
        """
    )
    until(driver, f"{PLAYER}?.shadowRoot")
    assert driver.run(top) == pytest.approx(before, abs=1)


def test_a_moment_has_an_address_and_the_speed_stays(driver: Driver, net: Network) -> None:
    opened(driver, net)
    driver.run(
        f"""
        const {{ speed }} = {PLAYER};
        speed.value = "1.5";
        speed.dispatchEvent(new Event("change"));
        """
    )
    driver.open("about:blank")
    driver.open(f"{net.url}/page.html#t=0:20")
    until(driver, f"{PLAYER}?.time === 20")
    assert driver.run(f"return {PLAYER}.speed.value") == "1.5"
    play(driver)
    plays(driver, 20)
    assert driver.run(f"return {AUDIO}.playbackRate") == 1.5
    driver.run("localStorage.clear()")


def test_audio_of_another_host_plays_without_the_marks(driver: Driver, story: Site) -> None:
    with network(story.folder) as page_host, network(story.folder) as audio_host:
        page = (story.folder / "page.html").read_text("utf-8")
        far = audio_host.url.replace("127.0.0.1", "localhost")
        page = re.sub(r'"story/(page/page-\w+\.mp3)"', rf'"{far}/story/\1?v=3"', page)
        (story.folder / "far.html").write_text(page, "utf-8")
        opened(driver, page_host, "far.html")
        play(driver)
        plays(driver, 0.2)
        until(driver, f"{PLAYER}.follow.hidden")
        chapters = driver.run(f"return [...{PLAYER}.chapters.options].map(one => one.text)")
        assert chapters[:2] == ["The night", "What comes next"]
        assert driver.run(f"return {PLAYER}.save.target") == "_blank"
        assert any(request.endswith(".sync.vtt?v=3") for request in audio_host.requests)
        audio_host.headers["Access-Control-Allow-Origin"] = "*"
        play(driver)
        play(driver)
        until(driver, "CSS.highlights.get('narrate-sentence')?.size")
        assert not driver.run(f"return {PLAYER}.follow.hidden")


def processes(parent: int) -> Iterator[tuple[int, str]]:
    """Yield the identity and the name of each process below another."""
    for path in Path(f"/proc/{parent}/task").glob("*/children"):
        with suppress(OSError):  # it ended while we looked
            for child in map(int, path.read_text().split()):
                yield child, Path(f"/proc/{child}/comm").read_text()
                yield from processes(child)


def crash(driver: Driver) -> None:
    """End the process of the browser's page, and wait until the driver notices."""
    if driver.name == "chromium":
        with suppress(AssertionError):  # the page does not arrive
            driver.open("chrome://crash")
    page = {"firefox": "Isolated Web Co", "webkit": "WebKitWebProces"}.get(driver.name)
    for identity, name in list(processes(os.getpid())):
        if name.strip() == page:
            with suppress(ProcessLookupError):
                os.kill(identity, signal.SIGKILL)
    until(driver, "false")


def test_a_browser_that_crashed_is_opened_again(window: Window, net: Network) -> None:
    opened(window.driver, net)
    with pytest.raises(BrowserCrash):
        crash(window.driver)
    opened(window.driver, net)
    with pytest.raises(AssertionError):
        window.driver.run("return nowhere.found")
