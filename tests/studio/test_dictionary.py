"""The dictionary by layer: found, changed, tested, moved in and out, and taken back."""

from playwright.sync_api import Page, expect
from serving import Serving

from narrate.text import pls

TABLE = (
    "term\trespelling\talias\tsounds\n"
    "Kirkcudbright\tkuh-KOO-bree\t\tkuh-KOO-bree\nNASA\t\tnassa\t\n"
)


def house(newsroom: Serving) -> str:
    return (newsroom.cli.folder / "house.tsv").read_text("utf-8")


def save(page: Page, newsroom: Serving, term: str, respelling: str) -> None:
    page.goto(f"{newsroom.address}/studio/dictionary/entry?layer=house&term={term}")
    page.get_by_label("Respelling").fill(respelling)
    press(page, "Save as")


def press(page: Page, name: str) -> None:
    """Press the first button of a name, and wait until its form is answered."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).first.click()


def test_an_entry_is_written_tested_changed_and_taken_back(page: Page, newsroom: Serving) -> None:
    save(page, newsroom, "Halvor", "HAL-vaw")
    expect(page.get_by_role("status").first).to_contain_text("Halvor is saved")
    page.get_by_role("link", name="Halvor").click()
    page.get_by_label("Test cases").fill("HAL-vor")
    press(page, "Save as")
    page.get_by_role("link", name="Test", exact=True).click()
    row = page.get_by_role("row").filter(has_text="Halvor")
    expect(row.locator(".why")).to_be_visible()
    row.get_by_role("link").click()
    expect(page.get_by_text("The test cases fail")).to_be_visible()
    page.get_by_role("link", name="Dictionary").first.click()
    page.get_by_role("link", name="History").click()
    expect(page.get_by_role("heading", name="Changes of the dictionary")).to_be_visible()
    press(page, "Undo the change of Halvor")
    assert "HAL-vor" not in house(newsroom)
    press(page, "Undo the change of Halvor")
    assert "HAL-vor" in house(newsroom)  # the undo is undone
    page.goto(f"{newsroom.address}/studio/dictionary/entry?layer=house&term=Halvor")
    press(page, "Delete")
    assert "Halvor" not in house(newsroom)


def test_a_hand_edit_meanwhile_is_not_lost(page: Page, newsroom: Serving) -> None:
    save(page, newsroom, "Oyarzun", "oh-yar-ZOON")
    page.goto(f"{newsroom.address}/studio/dictionary/entry?layer=house&term=Oyarzun")
    path = newsroom.cli.folder / "house.tsv"
    by_hand = house(newsroom).replace("oh-yar-ZOON", "oy-ar-THOON") + "Byhand\t\tBIGH-hand\n"
    path.write_text(by_hand, "utf-8")
    page.get_by_label("Respelling").fill("oh-yar-SOON")
    press(page, "Save as")
    expect(page.get_by_role("alert")).to_contain_text("Somebody changed the entry")
    expect(page.get_by_text("oy-ar-THOON")).to_be_visible()
    assert "oh-yar-SOON" not in house(newsroom)
    press(page, "Save as")  # now with theirs in sight
    assert "oh-yar-SOON" in house(newsroom)
    assert "Byhand\t\tBIGH-hand" in house(newsroom)


def test_tables_and_pls_go_in_and_out(page: Page, newsroom: Serving) -> None:
    def bring(name: str, data: bytes) -> None:
        page.goto(f"{newsroom.address}/studio/dictionary")
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
        page.get_by_label("PLS or TSV file").set_input_files(file)  # type: ignore[arg-type]
        page.get_by_label("into").select_option("desk")
        press(page, "Import")

    bring("names.tsv", TABLE.encode())
    expect(page.get_by_role("status").first).to_contain_text("2 entries in names.tsv: 2 new")
    answer = page.request.get(f"{newsroom.address}/studio/dictionary/export?layer=desk&form=pls")
    assert {row["term"] for row in pls.read(answer.body(), "desk.pls")} == {"Kirkcudbright", "NASA"}
    bring("desk.pls", answer.body())
    expect(page.get_by_role("status").first).to_contain_text("2 as before")
    bring("broken.tsv", b"term\trespelling\nWrong\tqqqq9\n")
    expect(page.get_by_role("alert")).to_contain_text("broken.tsv, line 2")
    answer = page.request.get(f"{newsroom.address}/studio/dictionary/export?layer=desk&form=tsv")
    assert answer.text() == (newsroom.cli.folder / "desk.tsv").read_text("utf-8")
    assert "Wrong" not in answer.text()
