"""Editors at once: nothing is lost, and each sees the other's change; publication may wait."""

from collections.abc import Callable, Iterator

import pytest
from axe import violations
from command import Cli
from playwright.sync_api import Page, expect
from serving import Serving, until


def test_two_editors_at_one_article_lose_nothing(
    page: Page, sign_in: Callable[..., Page], put: Callable[..., str]
) -> None:
    html = "<p>First block of it.</p><p>Second block of it.</p>"
    address, other = put("shared", title="Shared", html=html), sign_in("Ben Osei")
    for editor in (page, other):
        editor.goto(address)

    def skip(editor: Page, text: str) -> None:
        block = editor.locator(".block").filter(has_text=text)
        block.locator("summary").click()
        with editor.expect_navigation():
            block.get_by_role("button", name="Skip it").click()

    skip(page, "First block")
    expect(other.locator("[data-live-notice]")).to_contain_text(
        "Ana Kowal changed what is spoken just now.", timeout=60_000
    )
    skip(other, "Second block")  # another block: both decisions count
    expect(other.get_by_text("Not spoken: skipped by Ana Kowal")).to_be_visible()
    expect(other.get_by_text("Not spoken: skipped by Ben Osei")).to_be_visible()
    block = page.locator(".block").filter(has_text="Second block")
    block.locator("summary").click()
    page.evaluate("document.querySelectorAll('[data-live]').forEach(part => part.remove())")
    with page.expect_response("**/block") as answers:
        block.get_by_role("button", name="Skip it").click()  # the same block, seen as it was
    assert answers.value.status == 409
    expect(page.get_by_role("alert")).to_contain_text("Ben Osei decided otherwise")


def test_what_changed_since_is_not_published_unseen(
    page: Page, put: Callable[..., str], newsroom: Serving
) -> None:
    address = put("moved", title="Moved", html="<p>It was one.</p>")
    newsroom.put("moved", title="Moved", html="<p>It was two.</p>", voice="espeak-en-us")
    newsroom.ended("moved")
    page.goto(address)
    with page.expect_navigation():
        page.get_by_role("button", name="Hold back").click()
    assert newsroom.ended("moved")["state"] == "held"
    expect(page.get_by_text("moved is held back by Ana Kowal.")).to_be_visible()
    stamp = page.locator("[name=stamp]").first
    stamp.evaluate("input => input.value = 'seen before'")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("alert")).to_contain_text("changed since you opened the page")
    page.go_back()
    page.reload()
    with page.expect_navigation():
        page.get_by_role("button", name="Publish").click()
    assert newsroom.ended("moved")["state"] == "published"


def test_a_withdrawn_narration_is_published_again_by_a_button_that_says_so(
    page: Page, put: Callable[..., str], newsroom: Serving
) -> None:
    address = put("wrong", title="Wrong", html="<p>Ottoline was never here.</p>")
    page.goto(f"{address}/review")
    newsroom.http.delete("/v1/narrations/wrong?reason=It+is+not+true")
    assert newsroom.ended("wrong")["state"] == "retracted"
    page.get_by_role("button", name="Publish the changes").click()  # not knowing
    expect(page.get_by_role("alert")).to_contain_text("is withdrawn")
    page.goto(f"{put('right', html='<p>Ottoline was here.</p>')}/word?term=Ottoline")
    expect(page.get_by_text("Say it like this")).to_be_visible()
    expect(page.get_by_label("Wrong")).to_have_count(0)  # among those that say the name
    page.goto(address)
    expect(page.get_by_text("was withdrawn: It is not true.")).to_be_visible()
    expect(page.get_by_role("button", name="Hold back")).to_have_count(0)
    assert violations(page, "html") == []
    with page.expect_navigation():
        page.get_by_role("button", name="Publish again what was withdrawn").click()
    until(lambda: newsroom.get("wrong")["state"] == "published")
    expect(page.get_by_text("published it again after it was withdrawn")).to_be_visible()


def test_a_withdrawal_that_fails_says_so_and_is_tried_again(
    page: Page, put: Callable[..., str], newsroom: Serving
) -> None:
    address = put("libel", title="Libel", html="<p>Barnaby took the flour.</p>")
    manifest = newsroom.cli.folder / "output" / "libel" / "narrate.json"
    whole = manifest.read_bytes()
    manifest.write_text("{")
    newsroom.http.delete("/v1/narrations/libel?reason=It+is+not+true")
    assert newsroom.ended("libel")["state"] == "failed"
    page.goto(address)
    expect(page.get_by_text("The withdrawal failed: ")).to_contain_text("still public")
    expect(page.get_by_text("was withdrawn")).to_have_count(0)
    expect(page.locator(".changed")).to_have_count(0)
    manifest.write_bytes(whole)
    with page.expect_navigation():
        page.get_by_role("button", name="Withdraw it again").click()
    assert newsroom.ended("libel")["state"] == "retracted"
    expect(page.get_by_text("was withdrawn: It is not true.")).to_be_visible()
    gone = page.request.post(f"{address}/withdraw", headers={"Origin": newsroom.address})
    assert gone.status == 400


def test_a_withdrawn_draft_is_narrated_all_the_same_by_its_button(
    page: Page, newsroom: Serving
) -> None:
    newsroom.http.put(
        "/v1/narrations/plan?voice=tone",
        content="---\ndraft: true\n---\n# A plan\n\nBarnaby plans a second mill for the valley.",
        headers={"Content-Type": "text/markdown; charset=utf-8"},
    )
    assert newsroom.ended("plan")["kind"] == "drafts"
    newsroom.http.delete("/v1/narrations/plan?reason=It+is+not+true")
    assert newsroom.ended("plan")["state"] == "retracted"
    page.goto(f"{newsroom.address}/studio/narrations/plan")
    expect(page.get_by_text("was withdrawn: It is not true.")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Narrate it all the same").click()
    assert newsroom.ended("plan")["state"] == "published"


@pytest.fixture
def careful(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """Give a service where publication waits for a person, who needs a token."""
    cli = Cli(tmp_path_factory.mktemp("careful"))
    cli.write("narrate.toml", "[serve]\nreview = true\n")
    serving = Serving(cli)
    yield serving
    serving.end()


def test_publication_waits_for_an_editor_with_a_token(careful: Serving) -> None:
    """The whole story without a browser: forms and links of the pages are enough."""
    made = careful.cli("serve", "token", "new", "desk", "--scope", "write").stdout.decode().split()
    token = next(word for word in made if word.startswith("narrate_"))
    http = careful.http
    assert http.get("/studio").status_code == 303
    wrong = http.post("/studio/login", data={"name": "Ana", "token": "narrate_wrong"})
    assert wrong.status_code == 422
    assert "opens nothing" in wrong.text
    entered = http.post("/studio/login", data={"name": "Ana", "token": token})
    assert entered.status_code == 303
    careful.put("waits", voice="tone")
    shown = careful.ended("waits")
    assert (shown["state"], shown["kind"], shown["published"]) == ("held", "review", None)
    page = http.get("/studio/narrations/waits").text
    assert "waits for an editor who publishes it" in page
    stamp = page.partition('name="stamp" value="')[2].partition('"')[0]
    assert http.post("/studio/narrations/waits/publish", data={"stamp": stamp}).status_code == 303
    assert careful.ended("waits")["state"] == "published"
    careful.put("waits", voice="tone", html="<p>A new version of it.</p>")
    assert careful.ended("waits")["state"] == "held"
    assert careful.get("waits")["published"]["sentences"] == 4  # the published version stays
    foreign = http.post(
        "/studio/narrations/waits/hold", headers={"Origin": "https://elsewhere.example"}
    )
    assert foreign.status_code == 403
    audit = [line["action"] for line in _audit(careful)]
    assert "studio.publish" in audit
    assert token not in careful.cli.folder.joinpath("service.log").read_text("utf-8")


def _audit(serving: Serving) -> list[dict[str, str]]:
    made = serving.cli("serve", "token", "new", "boss", "--scope", "admin").stdout.decode().split()
    token = next(word for word in made if word.startswith("narrate_"))
    headers = {"Authorization": f"Bearer {token}"}
    lines: list[dict[str, str]] = serving.http.get("/v1/audit", headers=headers).json()["lines"]
    return lines
