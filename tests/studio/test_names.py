"""A name is fixed by ear: tried in its sentence, kept in a layer, and published."""

import re
from collections.abc import Callable

from browsers import SLOW_AUDIO
from playwright.sync_api import Page, expect
from serving import Serving

TWO = "<p>Szczerbinska won. She thanked Halvorssen.</p>"


def test_a_name_is_tried_kept_and_published(
    page: Page, put: Callable[..., str], newsroom: Serving
) -> None:
    address = put("named", title="Names", html=TWO)
    put("naming", title="Says it too", html="<p>Again Szczerbinska won.</p>")
    page.goto(address)
    names = page.locator("#names [data-walk]")
    names.get_by_role("link", name="Szczerbinska").focus()
    page.keyboard.press("ArrowDown")
    expect(names.get_by_role("link", name="Halvorssen")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("How is “Szczerbinska” said?")
    expect(page.get_by_text("SHUR-bin-skuh").first).to_be_visible()
    with page.expect_response("**/sound/*") as answers:
        page.get_by_role("button", name="Play sentence").click()
    as_before = page.request.get(answers.value.url).body()
    page.get_by_label("Say it like this").fill("shchair-BEEN-skuh")
    with page.expect_response(lambda answer: "saying=" in answer.url) as answers:
        page.get_by_role("button", name="Hear it").click()
    tried = page.request.get(answers.value.url).body()
    assert tried[:3] == b"ID3"
    assert tried != as_before
    page.get_by_label("the house: all articles").check()
    page.get_by_label("Says it too").check()
    page.get_by_role("button", name="Save, then Halvorssen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How is “Halvorssen” said?")
    line = (newsroom.cli.folder / "house.tsv").read_text("utf-8").splitlines()[-1]
    assert line.startswith("Szczerbinska\t\tshchair-BEEN-skuh")
    assert "Ana Kowal" in line
    shown = newsroom.ended("naming")
    assert shown["published"]["undecided"] == []  # it was made anew with the entry
    page.goto(address)
    expect(page.locator(".publication")).to_contain_text("1 sentence differs")
    expect(page.get_by_text("the house’s dictionary, line")).to_be_visible()
    page.get_by_role("button", name=re.compile("leave Halvorssen as it is said")).click()
    expect(page.get_by_text("Every name is decided.")).to_be_visible()
    page.get_by_role("link", name="Review the changes").click()
    expect(page.locator("#changed > li")).to_have_count(1)
    expect(page.locator("#changed")).to_contain_text("Was spoken: Szczerbinska won.")
    page.evaluate(SLOW_AUDIO)
    page.get_by_role("button", name="Listen to 1 sentence").click()
    expect(page.locator(".sentence.playing")).to_contain_text("Szczerbinska")
    with page.expect_navigation():
        page.get_by_role("button", name="Publish the changes").click()
    assert newsroom.ended("named")["published"]["undecided"] == []


def test_a_full_name_offers_the_surname_next(page: Page, put: Callable[..., str]) -> None:
    address = put("full-name", html="<p>Wisława Trzmielowska won. Trzmielowska wept.</p>")
    page.goto(f"{address}/word?term=Wisława+Trzmielowska")
    page.get_by_label("Say it like this").fill("vee-SWAH-vah tshmyeh-LOFF-skah")
    page.get_by_role("button", name="Save, then Trzmielowska alone").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How is “Trzmielowska” said?")
    page.get_by_role("button", name="tshmyeh-LOFF-skah", exact=True).click()
    page.get_by_role("button", name=re.compile("^Save as")).click()
    expect(page.get_by_text("“Trzmielowska” is saved.")).to_be_visible()
    page.goto(f"{address}/word?term=Wisława+Trzmielowska")
    expect(page.get_by_text("vee-SWAH-vah tshmyeh-LOFF-skah").first).to_be_visible()
    expect(page.get_by_role("button", name="alone")).to_have_count(0)


def test_a_bad_respelling_is_refused_with_its_reason(page: Page, put: Callable[..., str]) -> None:
    page.goto(put("refused", html="<p>Qwxz came to Leuchars.</p>") + "/word?term=Leuchars")
    page.get_by_label("Say it like this").fill("LOO-qqqq9")
    page.get_by_role("button", name=re.compile("^Save as")).click()
    expect(page.get_by_role("alert")).to_contain_text("respelling")
    expect(page.get_by_label("Say it like this")).to_have_value("LOO-qqqq9")


def test_a_word_is_chosen_without_a_mouse_and_by_selecting_it(
    page: Page, put: Callable[..., str]
) -> None:
    address = put("choosing", title="Choosing", html=TWO)
    page.goto(address)
    page.get_by_role("link", name="Fix a word of sentence 2").click()
    page.get_by_role("link", name="Szczerbinska").click()
    expect(page).to_have_url(re.compile("term=Szczerbinska"))
    page.goto(address)
    page.get_by_text("Szczerbinska won.").dblclick(position={"x": 20, "y": 12})
    page.get_by_role("button", name="Fix “Szczerbinska”").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How is “Szczerbinska” said?")
