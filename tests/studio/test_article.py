"""One article in the studio: seen as it will be spoken, heard, and decided block by block."""

import re
import sqlite3
from collections.abc import Callable
from io import BytesIO
from typing import Any

import av
from browsers import SLOW_AUDIO
from playwright.sync_api import Locator, Page, Route, expect
from serving import Serving

# A name of its own: other tests decide in the house's dictionary how Szczerbinska is said.
SHOWN = (
    "<p>The mill at Bramley turned on 3 May, at a cost of $84.5m. Mrs. Wieczorek opened it.</p>"
    '<figure><img src="wheel.png"><figcaption>The wheel at noon</figcaption></figure>'
)


def seconds(sound: bytes) -> float:
    with av.open(BytesIO(sound)) as file:
        return sum(
            frame.samples / frame.sample_rate
            for frame in file.decode(audio=0)
            if isinstance(frame, av.AudioFrame)
        )


def manifest(newsroom: Serving, narration: str) -> Any:
    return newsroom.http.get(f"/v1/narrations/{narration}?include=manifest").json()["manifest"]


def spoken(newsroom: Serving, narration: str) -> list[str]:
    return [utterance["written"] for utterance in manifest(newsroom, narration)["utterances"]]


def test_nobody_sees_a_page_without_a_name(newsroom: Serving) -> None:
    answer = newsroom.http.get("/studio/narrations/none?q=1")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/studio/login?next=%2Fstudio%2Fnarrations%2Fnone%3Fq%3D1"
    answer = newsroom.http.post(
        "/studio/login", data={"name": "Ana", "next": "https://elsewhere.example/studio"}
    )
    assert answer.headers["location"] == "/studio"
    assert "HttpOnly" in answer.headers["set-cookie"]


def test_an_article_shows_how_it_is_spoken_and_why(page: Page, put: Callable[..., str]) -> None:
    page.goto(put("shown", html=SHOWN))
    expect(page.get_by_role("heading", level=1)).to_contain_text("The mill turns")
    block = page.locator(".block").filter(has_text="The mill at Bramley")
    expect(block.locator("mark").first).to_have_text("3 May")
    expect(block).to_contain_text("eighty-four point five million dollars")
    expect(block).to_contain_text("rule: money")
    caption = page.locator(".block").filter(has_text="The wheel at noon")
    expect(caption).to_contain_text("Not spoken: a caption")
    names = page.locator("#names")
    expect(names).to_contain_text("Wieczorek")
    expect(names).to_contain_text("said WIGHK-zuhr-ek")


def test_a_sentence_is_heard(page: Page, put: Callable[..., str], newsroom: Serving) -> None:
    page.goto(put("heard"))
    with page.expect_response("**/sound/*") as answers:
        page.get_by_role("button", name="Play sentence 2").click()
    assert 2.5 < seconds(page.request.get(answers.value.url).body()) < 8
    playing = page.locator(".sentence.playing")
    expect(playing).to_contain_text("The mill at Bramley")
    expect(playing).to_have_count(0, timeout=60_000)  # it ends by itself
    page.evaluate(SLOW_AUDIO)
    button = page.get_by_role("button", name="Play sentence 3")
    button.press("Space")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.press("Space")
    expect(button).to_have_attribute("aria-pressed", "false")
    gone = newsroom.http.get(
        f"/studio/narrations/heard/sound/{'0' * 24}",
        headers={"Cookie": "narrate_editor=Ana", "Accept": "application/json"},
    )
    assert gone.status_code == 400
    assert "Load the page again" in gone.json()["error"]["message"]


def test_blocks_are_skipped_restored_and_given_a_voice_and_a_pause(
    page: Page, put: Callable[..., str], newsroom: Serving
) -> None:
    page.goto(put("decided"))

    def block(text: str) -> Locator:
        return page.locator(".block").filter(has_text=text)

    def decide(text: str, button: str, choice: tuple[str, str] | None = None) -> None:
        section = page.locator(".block").filter(has_text=text)
        section.locator("summary").click()
        if choice:
            section.get_by_label(choice[0]).select_option(choice[1])
        with page.expect_navigation():  # or the next choice is made on the page that is left
            section.get_by_role("button", name=button).click()

    decide("a good day for flour", "Skip it")
    expect(block("a good day")).to_contain_text("Not spoken: skipped by Ana Kowal")
    decide("The wheel at noon", "Speak it")
    expect(block("The wheel at noon")).not_to_contain_text("Not spoken")
    decide("Flour costs", "Set the voice", ("Voice", "tone"))
    decide("The mill at Bramley", "Set the pause", ("Pause after it", "3.0 s"))
    expect(page.locator(".publication")).to_contain_text("differ from the published version")
    page.get_by_role("button", name="Publish the changes").click()
    expect(page.locator(".publication")).to_contain_text("up to date", timeout=60_000)
    assert newsroom.ended("decided")["state"] == "published"
    made = manifest(newsroom, "decided")
    written = [utterance["written"] for utterance in made["utterances"]]
    assert "The wheel at noon" in written
    assert not any("good day" in sentence for sentence in written)
    assert [voice["name"] for voice in made["others"]] == ["tone"]
    pauses = {one["written"]: one["pause_ms"] for one in made["utterances"]}
    assert pauses["Mrs. Szczerbinska opened it."] == 3_000
    assert written.index("The wheel at noon") == written.index("Mrs. Szczerbinska opened it.") + 1
    expect(page.get_by_label("Embed markup")).to_have_value(
        re.compile(made["files"]["audio"]["name"])
    )
    newsroom.put("decided", html="<p>Another text now.</p>", title="Other", voice="espeak-en-us")
    assert newsroom.ended("decided")["state"] == "published"
    assert "Another text now." in spoken(newsroom, "decided")


def test_a_page_of_work_shows_no_markup_and_is_loaded_again_without_a_script(
    page: Page, put: Callable[..., str], newsroom: Serving
) -> None:
    address = put("working", html="<p>The mill is at work.</p>")
    assert "Embed markup" in page.request.get(address).text()
    [path] = newsroom.cli.folder.rglob("service.sqlite3")
    with sqlite3.connect(path, timeout=30) as store:
        store.execute("UPDATE narrations SET state = 'running' WHERE id = 'working'")
    store.close()
    shown = page.request.get(address).text()
    assert "Embed markup" not in shown
    assert '<noscript><meta http-equiv="refresh"' in shown
    page.goto(address)
    expect(page.locator(".publication")).to_contain_text("in work")
    with sqlite3.connect(path, timeout=30) as store:
        ended = "SET state = 'published', version = version + 1"
        store.execute(f"UPDATE narrations {ended} WHERE id = 'working'")
    store.close()
    expect(page.get_by_label("Embed markup")).to_be_visible(timeout=60_000)


def test_a_choice_that_is_sent_is_not_lost_where_the_work_ends_meanwhile(
    page: Page, put: Callable[..., str]
) -> None:
    requests: dict[str, Route] = {}

    def hold(route: Route) -> None:
        requests.setdefault(route.request.url.rpartition("/")[2], route)

    page.route(re.compile("/crossing/(state|block)$"), hold)
    page.goto(put("crossing", html="<p>Two boats met there.</p>"))
    change = int(page.locator("[data-live]").get_attribute("data-change") or 0)
    page.wait_for_event("request", lambda request: request.url.endswith("/crossing/state"))
    block = page.locator(".block").filter(has_text="Two boats met")
    block.locator("summary").click()
    with page.expect_request("**/crossing/block"):
        block.get_by_role("button", name="Skip it").click(no_wait_after=True)
    requests["state"].fulfill(json={"state": "published", "version": 9_999, "change": change})
    page.wait_for_timeout(200)  # for the answer; the page would load itself again
    requests["block"].continue_()
    expect(page.get_by_text("Not spoken: skipped by Ana Kowal")).to_be_visible()
