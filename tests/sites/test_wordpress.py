"""The plugin for WordPress, in a real WordPress: driven by its REST API and in a browser.

One file, over 300 lines: every test asks the same site.
"""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsers import watched
from command import Cli
from lxml import html
from playwright.sync_api import BrowserContext
from serving import Serving, until
from wordpress import PASSWORD, PLUGIN, WAIT_S, WordPress, wordpress

pytestmark = pytest.mark.xdist_group("wordpress")

FERRY, FOG = "The ferry left Riverton at 6 a.m. on May 27.", "“We waited,” said Ann Moss."
PLAYS = (
    "!document.querySelector('audio').paused && document.querySelector('audio').currentTime > .2"
)


def text_of(*sentences: str) -> str:
    """Return a post's text as the editor writes it."""
    return "".join(
        f"<!-- wp:paragraph --><p>{sentence}</p><!-- /wp:paragraph -->" for sentence in sentences
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WordPress]:
    with wordpress(tmp_path_factory.mktemp("wordpress")) as site:
        yield site
        assert site.log == ""


def figures(page: str) -> list[html.HtmlElement]:
    figures: list[html.HtmlElement] = html.document_fromstring(page).xpath(
        "//figure[contains(@class, 'narrate-player')]"
    )
    return figures


def audio_of(site: WordPress, post: int) -> str:
    """Return the address of the audio on a post's page; empty where it has none."""
    shown = figures(site.page(post))
    assert len(shown) <= 1
    return str(shown[0].xpath("string(audio/@src)")) if shown else ""


def test_a_post_is_narrated_when_it_is_published_and_when_it_changes(
    site: WordPress, context: BrowserContext
) -> None:
    post = site.post(title="The ferry & “the fog”", content=text_of(FERRY, FOG))
    site.ends(post)
    manifest = site.manifest(post)
    assert manifest["article"]["title"] == "The ferry & “the fog”"
    assert [each["written"] for each in manifest["utterances"][-2:]] == [FERRY, FOG]
    [figure] = figures(site.page(post))
    assert figure.xpath("string(figcaption)") == manifest["figure"]["caption"]
    assert figure.xpath("string(figcaption/strong)") == "AI", "it stands out"
    assert {name[5:]: value for name, value in figure.attrib.items() if name[:5] == "data-"} == {
        "narrate": "skip",
        **manifest["figure"]["data"],
    }
    assert figure.get("data-hide") == "share", "as narrate.toml asks"
    first = site.visitor.get(audio_of(site, post))
    assert first.headers["Content-Type"] == "audio/mpeg"
    with watched(context.new_page()) as page:
        page.goto(f"{site.url}/?p={post}")
        page.get_by_role("button", name="Play").click()
        page.wait_for_function(PLAYS)
        page.wait_for_function("CSS.highlights.get('narrate-sentence')?.size")
    site.change(post, content=text_of(FERRY, FOG, "Then it came."))
    site.ends(post)
    assert site.manifest(post)["utterances"][-1]["written"] == "Then it came."
    assert site.visitor.get(audio_of(site, post)).content != first.content


def test_the_figure_stands_where_the_setting_a_block_or_a_shortcode_puts_it(
    site: WordPress,
) -> None:
    post = site.post(title="Places", content=text_of(FERRY))
    site.ends(post)

    def order() -> str:
        page = site.page(post)
        marks = re.findall(f"<figure class=.narrate-player|{re.escape(FERRY)}", page)
        return "".join("P" if mark.startswith("<") else "T" for mark in marks)

    assert order() == "PT"
    site.settings(place="after")
    assert order() == "TP"
    for mark in (
        "<!-- wp:narrate/player /-->",
        "<!-- wp:shortcode -->[narrate]<!-- /wp:shortcode -->",
    ):
        site.change(post, content=text_of(FERRY) + mark + text_of(FERRY))
        assert order() == "TPT"
    feed = site.visitor.get("/feed/").text
    assert ("narrate-player" in feed, "ld+json" in feed) == (True, False)
    site.settings(place="hand")
    assert order() == "TPT"
    site.change(post, content=text_of(FERRY))
    assert order() == "T"
    site.settings(place="before")
    site.ends(post)
    assert order() == "PT"
    listing = site.visitor.get("/feed/").text + site.visitor.get("/").text
    assert "narrate-player" not in listing


def test_letters_of_any_alphabet_may_stand_in_the_address(site: WordPress) -> None:
    post = site.post(title="Пором і туман", content=text_of("Пором вийшов о шостій."))
    site.ends(post)
    assert "%d0%bf" in site.http.get(f"/wp-json/wp/v2/posts/{post}").json()["link"]
    assert site.visitor.get(audio_of(site, post)).headers["Content-Type"] == "audio/mpeg"


@pytest.mark.parametrize(
    "change",
    [
        {"password": "fog"},
        {"status": "private"},
        {"status": "draft"},
        {"date": "2099-01-01T00:00:00"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_post_that_not_everybody_may_read_has_no_audio(
    site: WordPress, change: dict[str, str]
) -> None:
    post = site.post(title="For all", content=text_of(FERRY))
    site.ends(post)
    address = audio_of(site, post)
    assert site.visitor.get(address).status_code == 200
    site.change(post, **change)
    assert site.visitor.get(address).status_code == 404
    assert audio_of(site, post) == ""
    assert site.state(post)["audio"] == ""
    assert site.visitor.get(f"/?narrate={post}").status_code == 404
    if change.get("status") == "draft":
        assert site.http.post(f"/wp-json/narrate/v1/posts/{post}").status_code == 409
        site.change(post, status="publish")
        site.ends(post)
        assert audio_of(site, post)


def test_a_scheduled_post_is_narrated_when_its_time_comes(site: WordPress) -> None:
    post = site.post(
        title="Later", content=text_of(FERRY), status="future", date="2099-01-01T00:00:00"
    )
    assert site.state(post)["state"] == ""
    site.php("wp_publish_post( (int) $argument );", str(post))
    site.ends(post)
    assert audio_of(site, post)


# Members, Paid Memberships Pro and their kind cannot be had here: this plugin does as they do.
MEMBERS = """<?php
function members_can_user_view_post( $user, $post ) {
    return $user || ! has_category( 'members', $post );
}
add_shortcode( 'members', fn ( $_, $text ) => is_user_logged_in() ? $text : 'For members.' );
"""


def waits_to_ask(site: WordPress, post: int) -> bool:
    """Tell whether the cron will ask again who may read a post; a visit runs the cron."""
    site.visitor.get("/")
    event = "wp_next_scheduled( 'narrate_ask', array( (int) $argument ) )"
    return site.php(f"echo (int) (bool) {event};", str(post)) == "1"


def test_what_is_for_members_is_never_heard(site: WordPress) -> None:
    plugin = site.folder / "wp-content" / "mu-plugins" / "members.php"
    plugin.parent.mkdir(exist_ok=True)
    plugin.write_text(MEMBERS)
    category = site.http.post("/wp-json/wp/v2/categories", json={"name": "members"}).json()["id"]
    post = site.post(title="For members", content=text_of(FERRY), categories=[category])
    assert site.state(post)["state"] == ""
    assert audio_of(site, post) == ""
    site.change(post, categories=[])
    site.ends(post)
    address = audio_of(site, post)
    closes_once = "add_filter( 'narrate_is_public', '__return_false' );"
    figure = "echo \\Narrate\\Figure::html( get_post( (int) $argument ) );"
    assert site.php(f"{closes_once} {figure}", str(post)) == "", "closed for one request"
    until(lambda: not waits_to_ask(site, post), WAIT_S)
    assert site.visitor.get(address).status_code == 200
    assert audio_of(site, post) == address
    site.php("wp_set_post_categories( ...explode( ' ', $argument ) );", f"{post} {category}")
    assert audio_of(site, post) == ""
    until(lambda: site.visitor.get(address).status_code == 404, WAIT_S)  # without a save
    site.change(post, categories=[])
    site.ends(post)
    site.change(post, content=text_of(FERRY) + "[members]" + text_of(FOG, FOG) + "[/members]")
    held = site.ends(post, "held")
    assert "for members" in held["reason"]
    assert audio_of(site, post) == ""
    assert not site.narration(post).exists()
    plugin.unlink()


def test_a_fault_is_shown_with_its_reason_and_the_last_audio_stays(site: WordPress) -> None:
    post = site.post(title="Faults", content=text_of(FERRY))
    site.ends(post)
    site.settings(voice="nobody")
    site.change(post, content=text_of(FERRY, FOG))
    failed = site.ends(post, "failed")
    site.settings(voice="tone")
    assert "nobody" in failed["reason"]
    assert "/" not in failed["reason"], "no path of the server"
    assert audio_of(site, post)
    site.http.post(f"/wp-json/narrate/v1/posts/{post}")
    site.ends(post)
    assert site.http.delete(f"/wp-json/narrate/v1/posts/{post}").json()["state"] == "withdrawn"
    assert audio_of(site, post) == ""
    site.change(post, content=text_of(FERRY))
    assert site.state(post)["state"] == "withdrawn", "until somebody asks for it"
    site.http.post(f"/wp-json/narrate/v1/posts/{post}")
    site.ends(post)
    assert site.visitor.get(f"/wp-json/narrate/v1/posts/{post}").status_code == 401


def change_with_a_lost_event(site: WordPress, post: int, status: str, hook: str) -> None:
    """Change a post's status so that WordPress loses the event that follows from it."""
    site.php(
        """
        list( $id, $status, $hook ) = explode( ' ', $argument );
        wp_update_post( array( 'ID' => (int) $id, 'post_status' => $status ) );
        assert( wp_unschedule_hook( $hook ) >= 1 );
        remove_all_actions( 'shutdown' );
        """,
        f"{post} {status} {hook}",
    )


def sweep(site: WordPress, *event: str | int) -> None:
    """Look for lost events, and expect this one to be found."""
    site.php(
        """
        do_action( 'narrate_sweep' );
        $event = json_decode( $argument );
        assert( false !== wp_next_scheduled( array_shift( $event ), $event ) );
        """,
        json.dumps(event),
    )


def test_an_event_that_wordpress_loses_is_found_again(site: WordPress) -> None:
    post = site.post(title="Lost", content=text_of(FERRY), status="draft")
    change_with_a_lost_event(site, post, "publish", "narrate_make")
    sweep(site, "narrate_make", post)
    site.ends(post)
    site.change(post, content=text_of(FOG), status="draft")
    change_with_a_lost_event(site, post, "publish", "narrate_make")
    site.ends(post)  # the editor's panel asks for the state
    assert site.manifest(post)["utterances"][-1]["written"] == FOG


def test_the_editor_shows_the_state_and_a_button(site: WordPress, context: BrowserContext) -> None:
    post = site.post(title="In the editor", content=text_of(FERRY))
    site.ends(post)
    page = context.new_page()
    page.goto(f"{site.url}/wp-login.php")
    page.fill("#user_login", "editor")
    page.fill("#user_pass", PASSWORD)
    with page.expect_navigation():
        page.click("#wp-submit")
    page.goto(f"{site.url}/wp-admin/options-general.php?page=narrate")
    page.get_by_label("only where a block").or_(
        page.locator("select[name='narrate[place]']")
    ).first.select_option("after")
    with page.expect_navigation():
        page.get_by_role("button", name="Save Changes").click()
    assert page.locator("select[name='narrate[place]']").input_value() == "after"
    site.settings(place="before")
    page.goto(f"{site.url}/wp-admin/post.php?post={post}&action=edit")
    page.wait_for_function("wp.data.select('core/editor').getCurrentPostId()")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Narration", exact=True).click()
    panel = page.locator(".narrate-panel")
    panel.get_by_text("Narrated", exact=True).wait_for()
    before = site.narration(post).joinpath("narrate.json").stat().st_mtime_ns
    panel.get_by_role("button", name="Narrate again").click()
    panel.get_by_text(re.compile("Waiting|Being")).wait_for()
    panel.get_by_text("Narrated", exact=True).wait_for(timeout=60_000)
    assert site.narration(post).joinpath("narrate.json").stat().st_mtime_ns >= before
    panel.get_by_role("button", name="Withdraw").click()
    panel.get_by_text("Withdrawn", exact=True).wait_for()
    assert audio_of(site, post) == ""


def test_other_sites_play_it_in_an_iframe_that_wordpress_accepts(
    site: WordPress, context: BrowserContext
) -> None:
    post = site.post(title="Elsewhere & here", content=text_of(FERRY))
    address = site.ends(post)["player"]
    asked = {"rest_route": "/oembed/1.0/proxy", "url": address}  # it finds the answer by itself
    answer = site.http.get("/", params=asked).json()
    assert answer["title"] == "Elsewhere & here"
    assert 'sandbox="allow-scripts"' in answer["html"]
    page = context.new_page()
    page.set_content(answer["html"])
    page.frame_locator("iframe").get_by_role("button", name="Play").click()
    page.frames[1].wait_for_function(PLAYS)
    hidden = page.frames[1].locator("figure").get_attribute("data-hide")
    assert hidden == "follow share", "the text is not there to follow"
    none = site.visitor.get("/wp-json/narrate/v1/oembed", params={"url": f"{site.url}/?narrate=1"})
    assert none.status_code == 404
    post_s = site.visitor.get("/wp-json/narrate/v1/oembed", params={"url": f"{site.url}/?p={post}"})
    assert "<iframe" in post_s.json()["html"]


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Serving]:
    pytest.importorskip("uvicorn", reason="pip install '.[serve]'")
    serving = Serving(Cli(tmp_path))
    yield serving
    serving.end()


def test_a_service_narrates_posts_as_well(site: WordPress, service: Serving) -> None:
    token = service.cli("serve", "token", "new", "wordpress", "--scope", "write").stdout.decode()
    token = token.split()[-1]
    service.http.headers["Authorization"] = f"Bearer {token}"
    site.settings(maker="service", address=service.address, token=token)
    post = site.post(title="Пором & fog", content=text_of(FERRY))
    site.ends(post)
    address = audio_of(site, post)
    assert address.startswith(service.address)
    assert site.visitor.get(address).headers["Content-Type"] == "audio/mpeg"
    [shown] = service.http.get("/v1/narrations").json()["narrations"]
    assert shown["title"] == "Пором & fog"
    site.change(post, content=text_of(FERRY, FOG))
    site.ends(post)
    assert audio_of(site, post) != address
    change_with_a_lost_event(site, post, "private", "narrate_withdraw")
    assert audio_of(site, post) == ""
    assert service.get(shown["id"])["state"] == "published"
    sweep(site, "narrate_withdraw", post, "service")
    until(lambda: site.page(post) and service.get(shown["id"])["state"] == "retracted")
    assert site.visitor.get(address).status_code == 404
    site.settings(token=token[::-1])
    site.change(post, status="publish")
    assert site.ends(post, "failed")["reason"]
    site.settings(address="http://127.0.0.1:1")
    site.http.post(f"/wp-json/narrate/v1/posts/{post}")
    site.ends(post, "queued")
    site.settings(maker="command", token="")


def test_uninstalling_leaves_nothing(site: WordPress) -> None:
    post = site.post(title="Gone", content=text_of(FERRY))
    site.ends(post)
    plugin = "/wp-json/wp/v2/plugins/narrate/narrate"
    assert site.http.post(plugin, json={"status": "inactive"}).status_code == 200
    assert site.narration(post).exists(), "it may come back"
    assert site.http.delete(plugin).status_code == 200
    left = site.php(
        """
        $db = $GLOBALS['wpdb'];
        $ours = "LIKE '%narrate%'";
        echo json_encode( array(
            $db->get_col( "SELECT option_name FROM $db->options WHERE option_name $ours" ),
            $db->get_col( "SELECT meta_key FROM $db->postmeta WHERE meta_key $ours" ),
            preg_match_all( '/narrate_/', serialize( get_option( 'cron' ) ) ),
        ) );
        """
    )
    assert left == "[[],[],0]"
    assert not site.narration(post).parent.exists()
    shutil.copytree(PLUGIN, site.folder / "wp-content" / "plugins" / "narrate")
    assert site.http.post(plugin, json={"status": "active"}).status_code == 200
    site.settings(voice="tone")


def test_every_word_of_the_plugin_can_be_translated() -> None:
    catalog = (PLUGIN / "languages" / "narrate.pot").read_text("utf-8")
    words = {
        text.replace("\\'", "'") for text in re.findall(r'^msgid "(.+)"$', catalog, re.MULTILINE)
    }
    called = re.compile(r"(?:\b__|esc_html__)\(\s+'((?:[^'\\]|\\.)+)',\s+'narrate'\s+\)")
    used = {
        text
        for path in (*PLUGIN.rglob("*.php"), *PLUGIN.rglob("*.js"))
        for text in called.findall(path.read_text("utf-8"))
    }
    assert len(used) > 30
    assert used == words
