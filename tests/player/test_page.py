"""What the player asks of a page and its readers: nothing before it is wanted, nothing unsafe."""

import re
from collections.abc import Callable

from audio_server import serving
from command import wait_until
from paper import READY, Site, page_of, played
from playwright.sync_api import Browser, BrowserContext, Page, expect

from narrate.model import Article, Block, Cue, Kind, Loudness, Narration, Utterance, Voice
from narrate.publish import sync

POLICY = (
    "default-src 'none'; script-src 'self'; media-src 'self'; connect-src 'self'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
HOSTILE = (
    "</script><script>window.harmed=1</script>\"'><img src=x onerror='harmed=1'>\u202e&amp;-->"
)


def asked_of(page: Page) -> list[str]:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


def test_nothing_but_itself_is_loaded_before_the_first_play(page: Page, site: Site) -> None:
    asked = asked_of(page)
    page.goto(site.url)
    page.wait_for_timeout(300)
    here = site.url.removesuffix("page.html")
    assert [url for url in asked if not url.startswith("data:")] == [
        site.url,
        f"{here}story/page/narrate-player.js",
    ]
    played(page)
    page.wait_for_function("document.querySelector('audio').currentTime > 0")
    assert {url.rpartition(".")[2] for url in asked[2:] if url.startswith("http")} == {
        "mp3", "vtt", "js",
    }  # fmt: skip
    assert all(url.startswith((here, "data:")) for url in asked), "nobody else is asked"


def test_the_bar_names_its_buttons_from_the_first_moment(page: Page, site: Site) -> None:
    page.goto(site.url)
    bar = "document.querySelector('narrate-player')"
    assert page.evaluate(f"{bar}.extend().then(bar => bar.toggle.ariaLabel)") == "Play"


def test_it_is_clean_under_the_strictest_policy(page: Page, site: Site) -> None:
    head = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    text = (site.folder / "page.html").read_text().replace("<title>", f"{head}<title>")
    text = text.replace('<link rel="icon" href="data:,">', "")
    (site.folder / "strict.html").write_text(text)
    page.goto(site.url.replace("page.html", "strict.html"))
    page.get_by_role("button", name="Play").click()
    # Not wait_for_function: asked more than once, that is what the policy forbids.
    wait_until(lambda: bool(page.evaluate(READY)))
    expect(page.get_by_role("combobox", name="Chapters")).to_be_visible()
    page.get_by_text("Twelve ships wait").select_text()
    page.get_by_role("button", name="Listen from here").click()
    style = "getComputedStyle(document.querySelector('narrate-player').play).borderRadius"
    assert page.evaluate(style) == "50%", "its look is there, too"
    wait_until(lambda: page.evaluate("CSS.highlights.get('narrate-sentence')?.size === 1"))


def test_without_scripts_it_is_a_labelled_player(browser: Browser, site: Site) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        context.set_default_timeout(60_000)
        page = context.new_page()
        asked = asked_of(page)
        page.goto(site.url)
        expect(page.locator("figcaption")).to_have_text(
            "Listen to this article (1 min). This audio is created with AI assistance"
        )
        audio = page.locator("audio[controls][preload=none]")
        expect(audio).to_be_visible()
        assert not [url for url in asked if url.endswith((".mp3", ".vtt"))]


def test_hostile_words_stay_words(page: Page, publish: Callable[..., Site]) -> None:
    escaped = re.sub("<", "&lt;", HOSTILE.replace("&", "&amp;"))
    head = f'<meta name="author" content="{escaped.replace(chr(34), "&quot;")}">'
    body = f"<p>A sentence of some length says: {escaped}.</p><p>And the last.</p>"
    site = publish(body, title=escaped, head=head)
    page.goto(site.url)
    page.get_by_role("button", name="Play").click()
    page.wait_for_function("CSS.highlights.get('narrate-sentence')?.size")
    assert "onerror" in site.manifest["article"]["title"]
    assert "onerror" in site.manifest["article"]["byline"]
    assert page.evaluate("window.harmed") is None
    assert page.locator("img").count() == 0
    data = page.evaluate(
        "JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)"
    )
    assert data["headline"] == site.manifest["article"]["title"]
    for name in ("transcript", "embed"):
        page.goto(
            site.url.replace("page.html", f"story/page/{site.manifest['files'][name]['name']}")
        )
        assert page.evaluate("window.harmed") is None
        assert page.locator("img").count() == 0


def test_a_long_article_is_marked_without_walking_it_again(page: Page, site: Site) -> None:
    article = [
        f"Part {n} says one two three four five six seven eight nine ten." for n in range(1_700)
    ]
    assert len(" ".join(article).split()) > 20_000
    body = "".join(f"<p>{' '.join(article[n : n + 4])}</p>" for n in range(0, len(article), 4))
    _narrate_at_once(site, article)
    figure = re.sub(r' data-text="[^"]*"', ' data-sync="long.vtt"', site.embed)
    (site.folder / "long.html").write_text(page_of(figure + body))
    page.add_init_script("""
      window.walks = 0;
      const walk = document.createTreeWalker;
      Document.prototype.createTreeWalker = function (...given) {
        window.walks++;
        return walk.apply(this, given);
      };
    """)
    page.goto(site.url.replace("page.html", "long.html"))
    page.get_by_role("button", name="Play").click()
    page.wait_for_function("CSS.highlights.get('narrate-sentence')?.size")
    page.get_by_role("button", name="Pause").click()
    for time in (5, 20, 12):
        page.evaluate("time => document.querySelector('narrate-player').seek(time)", time)
        n = int(time * site.manifest["sample_rate_hz"] / (site.manifest["frames"] // 1_700))
        page.wait_for_function(
            "texts => texts.includes([...CSS.highlights.get('narrate-sentence')].join(''))",
            arg=article[n - 1 : n + 2],
        )
    assert page.evaluate("window.walks") == 1, "to find the sentences, once"


def _narrate_at_once(site: Site, article: list[str]) -> None:
    """Write the sync file of a long article that is heard within the narration that there is."""
    rate_hz, frames = site.manifest["sample_rate_hz"], site.manifest["frames"]
    step = frames // len(article)
    cues = tuple(
        Cue(Utterance(Block(Kind.PARAGRAPH, text, position=n), text), n * step, (n + 1) * step)
        for n, text in enumerate(article)
    )
    narration = Narration(
        article=Article("long", "Long", "en", ()),
        voice=Voice("v", "espeak"),
        cues=cues,
        frames=frames,
        sample_rate_hz=rate_hz,
        loudness=Loudness(-16, -16, 0, -2),
        disclosure="AI",
    )
    (site.folder / "long.vtt").write_text("".join(sync.sentences(narration)))


def test_a_page_drawn_anew_is_marked_still(page: Page, site: Site) -> None:
    page.goto(site.url)
    played(page)
    page.evaluate("""() => {
      for (const part of document.querySelectorAll("p")) part.replaceWith(part.cloneNode(true));
      document.querySelector("narrate-player").seek(5);
    }""")
    page.wait_for_function("""() => [...CSS.highlights.get("narrate-sentence")]
      .some(range => range.startContainer.isConnected && String(range).startsWith("By 5 a.m."))""")


def test_a_page_that_was_taken_away_while_it_is_drawn_anew_may_come_back(
    page: Page, site: Site
) -> None:
    page.goto(site.url)
    played(page)
    page.evaluate("""() => {
      window.main = document.querySelector("main");
      window.player = document.querySelector("narrate-player");
      for (const part of document.querySelectorAll("p")) part.replaceWith(part.cloneNode(true));
      setTimeout(() => main.remove());
    }""")
    page.wait_for_function("!main.isConnected && player.bar.redraw === 0")
    assert page.evaluate("player.audio.paused")
    page.evaluate("document.body.append(main)")
    page.get_by_role("button", name="Play").click()
    page.wait_for_function("""() => [...CSS.highlights.get("narrate-sentence")]
      .some(range => range.startContainer.isConnected)""")


def test_audio_of_another_origin_plays_and_only_lacks_the_marks(
    context: BrowserContext, site: Site
) -> None:
    """A file store without CORS gives the audio, and not the sync file."""
    page = context.new_page()  # the browser itself complains of the sync file
    folder = site.folder / "story" / "page"

    with serving(folder, ranges=False) as address:
        text = (site.folder / "page.html").read_text()
        far = address.replace("127.0.0.1", "localhost")
        text = re.sub(r'"story/page/(page-\w+\.mp3)"', rf'"{far}/\1"', text)
        (site.folder / "far.html").write_text(text)
        page.goto(site.url.replace("page.html", "far.html"))
        page.get_by_role("button", name="Play").click()
        page.wait_for_function("document.querySelector('audio').currentTime > 0.2")


def test_a_page_may_have_the_player_and_no_article(page: Page, site: Site) -> None:
    page_with_it = page_of(f"<ul><li>{site.embed}</li></ul>", title="Listen")
    (site.folder / "list.html").write_text(page_with_it)
    page.goto(site.url.replace("page.html", "list.html"))
    page.get_by_role("button", name="Play").click()
    page.wait_for_function("document.querySelector('audio').currentTime > 0.5")
    expect(page.get_by_text("The text has changed")).to_have_count(0)
