"""The player in a browser: what is heard is marked, and everything can be reached and used.

One file, over 300 lines: every test asks the same published page.
"""

import json
import math
import re
import unicodedata
from typing import Any

import pytest
from browsers import SLOW_AUDIO
from paper import Site, page_of, played
from playwright.sync_api import BrowserContext, Page, expect

from narrate.publish import Embed, embed

RANGES = "name => [...CSS.highlights.get('narrate-' + name) ?? []].map(String).join('')"
WHERE = """() => {
  const [range] = CSS.highlights.get("narrate-sentence"), before = new Range();
  before.setStart(document.querySelector("h1"), 0);
  before.setEnd(range.startContainer, range.startOffset);
  return String(before).length;
}"""
SEEK = """time => new Promise(done => {
  const player = document.querySelector("narrate-player");
  player.audio.addEventListener("seeked", () => requestAnimationFrame(done), { once: true });
  player.seek(time);
})"""
TIME = "document.querySelector('audio').currentTime"


def marked(page: Page, name: str = "sentence") -> str:
    return unicodedata.normalize("NFC", " ".join(str(page.evaluate(RANGES, name)).split()))


def bare(text: str) -> str:
    """Return a text without the marks around it: a word is marked without its comma."""
    return re.sub(r"^\W+|\W+$", "", " ".join(text.split()))


def opened(page: Page, site: Site) -> Page:
    """Play a moment, so that everything is loaded, and pause."""
    page.goto(site.url)
    played(page)
    page.get_by_role("button", name="Pause").click()
    return page


def test_the_sentence_that_is_heard_is_marked_and_no_other(page: Page, site: Site) -> None:
    opened(page, site)
    places = []
    for said in site.manifest["utterances"]:
        for ms in (said["start_ms"] + 20, said["end_ms"] - 20):
            page.evaluate(SEEK, ms / 1000)
            assert bare(marked(page)) == bare(said["written"])
        places.append(page.evaluate(WHERE))
    assert places == sorted(set(places)), "equal sentences are told apart by their place"
    assert [said["written"] for said in site.manifest["utterances"]].count("“Yes.”") == 3


def test_the_word_that_is_heard_is_marked_as_written(page: Page, site: Site) -> None:
    opened(page, site)
    written = {}
    for said in site.manifest["utterances"]:
        for first, last, start, end, _estimated in said["words"]:
            middle = said["start_frame"] + (first + last) / 2
            page.evaluate(SEEK, middle / site.manifest["sample_rate_hz"])
            written[said["spoken"][start:end]] = marked(page, "word")
    assert written["eleven"] == written["thirty"] == "11:30 p.m"
    assert written["twenty-seventh"] == "May 27"
    assert written["two"] == written["fifty"] == "2,350"
    assert written["percent"] == "8%"
    assert written["mayor’s"] == "mayor’s"
    assert written["million"] == "$1.5 million"
    assert written["café"] == "café"


def test_it_plays_and_marks_as_time_goes_by(page: Page, site: Site) -> None:
    page.goto(site.url)
    page.get_by_role("combobox", name="Speed").select_option("2")
    played(page)
    # A busy machine draws late: what is marked belongs to a time since the frame before.
    page.evaluate("""() => {
      const audio = document.querySelector("audio");
      window.seen = [];
      let before = audio.currentTime;
      const look = () => {
        const now = audio.currentTime, marks = CSS.highlights.get("narrate-sentence");
        seen.push([before, now, [...marks].map(String).join("")]);
        before = now;
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    }""")
    page.wait_for_function("document.querySelector('audio').currentTime > 9")
    said = site.manifest["utterances"]
    assert page.evaluate("document.querySelector('audio').preservesPitch")
    seen = page.evaluate("window.seen.slice(1)")
    for before, now, text in seen:
        near = {
            bare(one["written"])
            for one in said
            if one["start_ms"] - 150 <= now * 1000 and before * 1000 <= one["end_ms"] + 1_000
        }
        assert bare(text) in near
    assert len({text for *_, text in seen}) > 1


def test_seek_and_steps_by_mouse_and_slider(page: Page, site: Site) -> None:
    opened(page, site)
    page.evaluate(SEEK, 5)
    page.get_by_role("button", name="Forward 15 seconds").click()
    assert page.evaluate(TIME) == pytest.approx(20, abs=0.01)
    page.get_by_role("button", name="Back 15 seconds").click()
    assert page.evaluate(TIME) == pytest.approx(5, abs=0.01)
    slider = page.get_by_role("slider", name="Position")
    slider.fill("12.5")
    assert page.evaluate(TIME) == pytest.approx(12.5, abs=0.01)
    assert slider.get_attribute("aria-valuetext") == "0:12 / 0:29"


def test_the_keyboard_alone_is_enough(page: Page, site: Site) -> None:
    page.goto(site.url)
    names = []
    focused = "document.activeElement.shadowRoot?.activeElement"
    page.keyboard.press("Tab")
    for _ in range(9):
        page.keyboard.press("Tab")
        names.append(page.evaluate(f"{focused}?.ariaLabel ?? {focused}?.textContent"))
        if names[-1] == "Play":
            page.keyboard.press("Space")
            page.wait_for_function(f"{TIME} > 0.3")
            page.wait_for_function("CSS.highlights.get('narrate-sentence')?.size")
            page.keyboard.press("Enter")
            assert page.evaluate("document.querySelector('audio').paused")
        if names[-1] == "Position":
            starts = [said["start_ms"] / 1000 for said in site.manifest["utterances"]]
            page.evaluate(SEEK, starts[0] + 0.05)
            for start in starts[1:4]:
                page.keyboard.press("Shift+ArrowRight")
                assert page.evaluate(TIME) == pytest.approx(start, abs=0.01)
            page.keyboard.press("Shift+ArrowLeft")
            assert page.evaluate(TIME) == pytest.approx(starts[2], abs=0.01)
            page.keyboard.press("ArrowRight")
            assert page.evaluate(TIME) == pytest.approx(starts[2] + 5, abs=0.01)
    assert names == [
        "Play", "Back 15 seconds", "Position", "Forward 15 seconds", "Speed", "Follow the text",
        "Chapters", "Share this moment", "Download",
    ]  # fmt: skip


def test_the_place_is_kept_until_the_end_and_nothing_else_is(
    context: BrowserContext, page: Page, site: Site
) -> None:
    opened(page, site)
    page.evaluate(SEEK, 14)
    page.get_by_role("button", name="Play").click()
    page.wait_for_function(f"{TIME} > 14")
    page.get_by_role("button", name="Pause").click()
    place = page.evaluate(TIME)
    kept = page.evaluate("({...localStorage})")
    assert len(kept) == 1
    assert float(*kept.values()) == pytest.approx(place, abs=0.5)
    page.reload()
    expect(page.get_by_role("slider")).to_have_attribute(
        "aria-valuetext", f"0:{math.floor(float(*kept.values()))} / 0:29"
    )
    page.evaluate("""() => document.querySelector("audio").addEventListener("playing",
      ({ target }) => { window.began ??= target.currentTime; })""")
    page.get_by_role("button", name="Play").click()
    page.wait_for_function("window.began")
    assert page.evaluate("window.began") == pytest.approx(place, abs=0.5)
    page.evaluate(SEEK, 28.5)
    page.wait_for_function("document.querySelector('audio').ended")
    page.wait_for_function("localStorage.length === 0")
    assert marked(page) == ""
    assert context.cookies() == []


def test_it_goes_on_from_a_chosen_sentence(page: Page, site: Site) -> None:
    opened(page, site)
    page.evaluate(SLOW_AUDIO)
    page.get_by_text("Twelve ships wait").select_text()
    page.get_by_role("button", name="Listen from here").click()
    [said] = [one for one in site.manifest["utterances"] if one["written"].startswith("Twelve")]
    page.wait_for_function(f"{TIME} > {said['start_ms'] / 1000}")
    page.wait_for_function(f"written => ({RANGES})('sentence') === written", arg=said["written"])
    expect(page.get_by_role("button", name="Listen from here")).to_be_hidden()


def test_chapters_are_the_headings(page: Page, site: Site) -> None:
    opened(page, site)
    chapters = page.get_by_role("combobox", name="Chapters")
    titles = [chapter["title"] for chapter in site.manifest["chapters"]]
    assert chapters.locator("option").all_text_contents() == titles
    page.evaluate(SLOW_AUDIO)  # it is marked while it is heard, for a second
    chapters.select_option(titles[1])
    page.wait_for_function(f"{TIME} >= {site.manifest['chapters'][1]['start_ms'] / 1000}")
    page.wait_for_function(f"title => ({RANGES})('sentence') === title", arg=titles[1])


def test_it_follows_where_the_reader_wants_and_stops_where_he_scrolls(
    page: Page, site: Site
) -> None:
    page.set_viewport_size({"width": 400, "height": 200})
    page.emulate_media(reduced_motion="reduce")
    opened(page, site)
    page.evaluate(SEEK, 25)
    assert page.evaluate("scrollY") == 0
    follow = page.get_by_role("button", name="Follow the text")
    follow.click()
    assert page.evaluate("scrollY") > 100
    page.mouse.move(200, 100)
    page.mouse.wheel(0, -2_000)
    expect(follow).to_have_attribute("aria-pressed", "false")
    page.wait_for_function("scrollY === 0")
    page.evaluate(SEEK, 20)
    assert page.evaluate("scrollY") == 0


def test_the_site_is_told_what_is_done(page: Page, site: Site) -> None:
    page.goto(site.url)
    page.evaluate("""() => {
      window.told = [];
      for (const name of ["play", "pause", "seek", "speed", "progress", "end"]) {
        document.addEventListener("narrate:" + name, ({ detail }) => told.push([name, detail]));
      }
    }""")
    page.get_by_role("button", name="Play").click()
    page.wait_for_function(f"{TIME} > 0.2")
    page.get_by_role("combobox", name="Speed").select_option("2")
    page.evaluate(SEEK, 28)
    page.wait_for_function("window.told.some(([name]) => name === 'end')")
    told: list[tuple[str, dict[str, Any]]] = page.evaluate("window.told")
    assert {name for name, _ in told} == {"play", "pause", "seek", "speed", "progress", "end"}
    assert all(detail["duration"] > 25 for _, detail in told)


def test_the_system_s_controls_know_what_plays(page: Page, site: Site) -> None:
    page.goto(site.url)
    page.get_by_role("button", name="Play").click()
    page.wait_for_function("navigator.mediaSession.metadata?.title === 'The night'")


def test_the_download_is_the_file_itself(page: Page, site: Site) -> None:
    page.goto(site.url)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    name = site.manifest["files"]["audio"]["name"]
    assert download.value.suggested_filename == name
    assert (
        download.value.path().read_bytes() == (site.folder / "story" / "page" / name).read_bytes()
    )


def test_a_site_dresses_it(page: Page, site: Site) -> None:
    page.goto(site.url)
    page.add_style_tag(
        content="narrate-player { --narrate-accent: rgb(1, 2, 3) }"
        "narrate-player::part(label) { color: rgb(4, 5, 6) }"
    )
    color = "one => getComputedStyle(one).color"
    assert page.locator("[part~=play]").evaluate(color) == "rgb(1, 2, 3)"
    assert page.locator("[part=label]").evaluate(color) == "rgb(4, 5, 6)"


def test_the_article_s_own_elements_stay_as_they_are(page: Page, site: Site) -> None:
    text = "document.querySelector('article').cloneNode(true)"
    bare = f"(all => {{ all.querySelector('figure').remove(); return all.innerHTML }})({text})"
    page.route("**/narrate-player.js", lambda one: one.fulfill(content_type="text/javascript"))
    page.goto(site.url)
    before = page.evaluate(bare)
    page.unroute("**/narrate-player.js")
    opened(page, site)
    assert page.evaluate(bare) == before


def test_one_player_stops_the_other(page: Page, site: Site) -> None:
    (site.folder / "two.html").write_text(page_of(site.embed + site.embed, title="Two"))
    page.goto(site.url.replace("page.html", "two.html"))
    for number in (0, 1):
        page.get_by_role("button", name="Play").first.click()
        page.wait_for_function(f"!document.querySelectorAll('audio')[{number}].paused")
    page.wait_for_function(  # it hears of the other a moment later
        "[...document.querySelectorAll('audio')].map(one => one.paused).join() == 'true,false'"
    )


def test_the_element_reads_the_manifest_when_it_plays(page: Page, site: Site) -> None:
    element = '<narrate-player src="story/page/narrate.json"></narrate-player>'
    script = '<script type="module" src="story/page/narrate-player.js"></script>'
    body = (site.folder / "page.html").read_text().split("<!-- /narrate -->")[1]
    (site.folder / "element.html").write_text(page_of(element + script + body, title="The night"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(site.url.replace("page.html", "element.html"))
    expect(page.locator("[part=label]")).to_have_text("This audio is created with AI assistance")
    assert [name for name in asked if not name.startswith("data:")] == [
        "element.html", "narrate-player.js"
    ]  # fmt: skip
    played(page)
    page.get_by_role("button", name="Pause").click()
    page.evaluate(SEEK, 0.02)
    assert marked(page) == "The night"


def test_the_element_takes_from_the_manifest_what_its_attributes_do_not_say(
    page: Page, site: Site
) -> None:
    narration = site.folder / "story" / "page"
    manifest = json.loads((narration / "narrate.json").read_text("utf-8"))
    manifest["figure"]["data"] |= {"hide": "share dock", "by": "Ann", "title": "The desk's"}
    (narration / "other.json").write_text(json.dumps(manifest), "utf-8")
    element = '<narrate-player src="story/page/other.json" data-title="Mine"></narrate-player>'
    script = '<script type="module" src="story/page/narrate-player.js"></script>'
    (site.folder / "element.html").write_text(page_of(element + script + "<p>It was so.</p>"))
    page.goto(site.url.replace("page.html", "element.html"))
    expect(page.get_by_label("Share this moment")).to_be_visible()
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.get_by_label("Share this moment")).to_have_count(0)
    data = page.evaluate("({ ...document.querySelector('narrate-player').dataset })")
    assert (data["title"], data["by"]) == ("Mine", "Ann")


@pytest.mark.parametrize("change", ["text", "nothing", "headline", "added"])
def test_a_text_that_changed_is_told(page: Page, site: Site, change: str) -> None:
    text = (site.folder / "page.html").read_text()
    changed = {
        "text": text.replace("crew of 14", "crew of 15"),
        "nothing": text.replace("“", '"').replace("”", '"').replace("<em>", "<b>"),
        "headline": text.replace("<h1>The night", "<h1>A night"),
        "added": text.replace("<h2>", "<aside>Read more: The ovens</aside><h2>"),
    }[change]
    (site.folder / f"{change}.html").write_text(changed)
    page.goto(site.url.replace("page.html", f"{change}.html"))
    told = page.get_by_text("The text has changed since this audio was made.")
    if change == "text":
        expect(told).to_be_visible()
    else:  # it compares by itself a moment later
        page.evaluate("document.querySelector('narrate-player').compare()")
        assert told.count() == 0


def test_a_text_that_changed_can_hide_the_player(page: Page, site: Site) -> None:
    text = (site.folder / "page.html").read_text().replace("crew of 14", "crew of 15")
    text = text.replace("data-text", 'data-stale="hide" data-text')
    (site.folder / "hidden.html").write_text(text)
    page.goto(site.url.replace("page.html", "hidden.html"))
    expect(page.locator("figure.narrate-player")).to_be_hidden()


def test_a_changed_sentence_is_not_marked_and_the_others_are(page: Page, site: Site) -> None:
    text = (site.folder / "page.html").read_text()
    text = text.replace("By 5 a.m. on May 27", "By noon").replace("Twelve ships wait. ", "")
    (site.folder / "drift.html").write_text(text)
    opened(page, site._replace(url=site.url.replace("page.html", "drift.html")))
    for said in site.manifest["utterances"]:
        page.evaluate(SEEK, said["start_ms"] / 1000 + 0.02)
        gone = said["written"].startswith(("By 5", "Twelve"))
        assert bare(marked(page)) == ("" if gone else bare(said["written"]))


def test_where_the_file_is_missing_the_player_disappears(
    context: BrowserContext, site: Site
) -> None:
    page = context.new_page()  # the browser itself complains of the missing file
    text = (site.folder / "page.html").read_text()
    (site.folder / "gone.html").write_text(re.sub(r"-\w{8}\.mp3", "-gone.mp3", text))
    page.goto(site.url.replace("page.html", "gone.html"))
    page.evaluate("document.addEventListener('narrate:missing', () => { window.missing = true })")
    page.get_by_role("button", name="Play").click()
    expect(page.locator("figure.narrate-player")).to_be_hidden()
    assert page.evaluate("window.missing")


@pytest.mark.parametrize(
    ("language", "play", "follow"),
    [
        ("uk", "Слухати", "Стежити за текстом"),
        ("de-AT", "Abspielen", "Im Text mitlesen"),
        ("fr", "Lire", "Suivre le texte"),
        ("es-MX", "Reproducir", "Seguir el texto"),
        ("pl", "Odtwórz", "Śledź tekst"),
        ("ar", "تشغيل", "تتبّع النص"),
        ("is", "Play", "Follow the text"),
        ("en_US", "Play", "Follow the text"),
    ],
)
def test_it_speaks_the_language_of_the_article(
    page: Page, site: Site, language: str, play: str, follow: str
) -> None:
    article = {**site.manifest["article"], "language": language}
    manifest = {**site.manifest, "article": article, "figure": {}}
    text = page_of(embed(manifest, Embed("story/page/")), language=language, title="Odesa")
    (site.folder / f"{language}.html").write_text(text)
    page.goto(site.url.replace("page.html", f"{language}.html"))
    page.get_by_role("button", name=play).click()
    expect(page.get_by_role("button", name=follow)).to_be_visible()
    expect(page.locator("[part=label]")).to_have_text("This audio is created with AI assistance")
