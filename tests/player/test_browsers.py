"""The same scenarios in Chromium, Firefox and WebKit, with real audio and real networks."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import cycle, pairwise

import pytest
from browsers import Driver, chromium, firefox, sound, until, webkit
from network import Network, network
from paper import BODY, Site

PLAYER = "document.querySelector('narrate-player')"
AUDIO = "document.querySelector('audio')"
STATUS = f"{PLAYER}.status.textContent"
FAILED = "The audio did not load. Press Play to try again."


@pytest.fixture(scope="module", params=["chromium", "firefox", "webkit"])
def driver(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Driver]:
    folder = tmp_path_factory.mktemp(request.param)
    with ExitStack() as stack:
        if request.param == "chromium":
            yield stack.enter_context(chromium(request.getfixturevalue("browser")))
        else:
            stack.enter_context(sound(tmp_path_factory.mktemp("sound")))
            start: Callable[..., ExitStack] = {"firefox": firefox, "webkit": webkit}[request.param]
            yield stack.enter_context(start(folder))


@pytest.fixture(scope="module")
def story(publish: Callable[..., Site]) -> Site:
    """Publish an article of more than a minute: WebKit keeps a short one whole before it plays."""
    pages = (BODY.replace("14", f"{shift}") for shift in (14, 15, 16))
    return publish("".join(pages))


@pytest.fixture
def net(story: Site) -> Iterator[Network]:
    with network(story.folder) as server:
        yield server


def opened(driver: Driver, net: Network, page: str = "page.html") -> None:
    driver.open(net.url + page)
    until(driver, f"{PLAYER}?.shadowRoot")
    driver.run(
        """
        localStorage.clear();
        window.told = [];
        for (const name of ["play", "pause", "end", "error", "missing"]) {
          document.addEventListener("narrate:" + name, () => told.push(name));
        }
        customElements.get("narrate-player").patience = 3;
        """
    )


def play(driver: Driver) -> None:
    driver.click(f"{PLAYER}.play")


def plays(driver: Driver, after_s: float) -> None:
    until(driver, f"!{AUDIO}.paused && {AUDIO}.currentTime > {after_s} && {STATUS} === ''")


@pytest.mark.parametrize("state", ["unreachable", "503", "captive"])
def test_a_first_play_without_a_network_is_said_and_the_next_plays(
    driver: Driver, net: Network, state: str
) -> None:
    opened(driver, net)
    net.state = state
    driver.run(f"{PLAYER}.seek(12)")
    play(driver)
    until(driver, f"{STATUS} === '{FAILED}'")
    assert driver.run(f"return {PLAYER}.time") == 12
    assert driver.run(f"return {PLAYER}.offsetHeight")
    net.state = "good"
    play(driver)
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
    opened(driver, net)
    net.state = state
    driver.run(f"{PLAYER}.seek(4)")
    play(driver)
    until(driver, f"{AUDIO}.currentTime > 4")
    driver.run(f"{AUDIO}.playbackRate = 4")
    until(driver, f"{STATUS} === '{FAILED}'")
    place = driver.run(f"return {PLAYER}.time")
    assert 4 <= place < 16
    assert "end" not in driver.run("return told")
    assert float(driver.run("return Object.values(localStorage)")[0]) == pytest.approx(place, abs=1)
    net.state = "good"
    play(driver)
    plays(driver, place)
    assert driver.run(f"return {AUDIO}.currentTime") < place + 3
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
    assert driver.run("return [...notices].join()") == "Loading…,"
    assert driver.run("return told.join()") == "play"


def test_a_flapping_network_loses_nothing(driver: Driver, net: Network) -> None:
    opened(driver, net)
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
        play(driver)
    plays(driver, places[-1])
