"""The studio in Firefox and WebKit: an editor signs in, hears a sentence, and skips a block."""

from collections.abc import Callable
from pathlib import Path

import pytest
from browsers import firefox, runs_again_after_a_crash, sound, until, webkit
from serving import Serving

BROWSERS = {"firefox": firefox, "webkit": webkit}
LISTEN = """
window.heard = "";
new MutationObserver(() => {
  window.heard += document.querySelector(".sentence.playing")?.innerText ?? "";
}).observe(document.body, {attributes: true, childList: true, subtree: true});
"""


@runs_again_after_a_crash
@pytest.mark.parametrize("browser", BROWSERS)
def test_an_editor_hears_and_decides_in_another_browser(
    browser: str, newsroom: Serving, put: Callable[..., str], tmp_path: Path
) -> None:
    html = "<p>One thing happened there, on a Monday in spring.</p><p>Another thing followed.</p>"
    address = put(f"other-{browser}", title="Fox", html=html)
    (tmp_path / "sound").mkdir()
    (tmp_path / "profile").mkdir()
    with sound(tmp_path / "sound"), BROWSERS[browser](tmp_path / "profile") as driver:
        driver.open(f"{newsroom.address}/studio")
        driver.run("document.getElementById('name').value = 'Fay Ito'")
        driver.click("document.querySelector('button.main')")
        until(driver, "location.pathname === '/studio' && document.querySelector('.row')")
        driver.open(address)
        driver.run(LISTEN)
        driver.click("document.querySelectorAll('.sentence .play')[1]")
        until(driver, "window.heard.includes('One')")
        until(driver, "!document.querySelector('.sentence.playing')")
        driver.click("document.querySelectorAll('.block')[2].querySelector('summary')")
        driver.click("document.querySelectorAll('.block')[2].querySelector('button[value=skip]')")
        until(driver, "document.body.innerText.includes('Not spoken: skipped by Fay Ito')")
