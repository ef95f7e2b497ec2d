"""/v1/narrations: an article goes in by its id, and its narration comes out."""

import json
import re
from dataclasses import replace

import httpx
import pytest
from broken_engine import Gate
from serving import ARTICLE, Serving, until

from narrate.model import Feed
from narrate.service.core import Service
from narrate.service.narrations import folder_name


def test_an_article_is_queued_spoken_and_published(service: Serving) -> None:
    answer = service.put("mill")
    assert answer.status_code == 202
    assert answer.headers["location"] == f"{service.address}/v1/narrations/mill"
    shown = service.ended("mill")
    assert (shown["state"], shown["title"]) == ("published", ARTICLE["title"])
    published = shown["published"]
    assert published["sentences"] == 4
    assert published["undecided"] == ["Bramley", "Varga"]
    assert f'src="{published["files"]["audio"]["url"]}"' in published["embed"]


@pytest.mark.parametrize("id_", ["con", "nul", "aux", "prn", "com1", "lpt9", "CON", "com¹", "con-"])
def test_a_folder_has_no_name_that_windows_keeps(id_: str) -> None:
    stem, _, digest = folder_name(id_).partition("-")
    assert re.fullmatch("[0-9a-f]{8}", digest)
    assert stem == id_.lower().replace("¹", "1").rstrip("-")
    assert folder_name("mill") == "mill"


def test_a_slash_at_the_end_of_the_base_is_no_second_one(resting: Service) -> None:
    base, feed = "https://audio.paper.example/", Feed()
    resting.settings = replace(resting.settings, base=base, feed=feed)
    names = ("duration_ms", "sentences", "skipped", "faults", "undecided", "text_sha256")
    facts = dict.fromkeys((*names, "embed", "notes"), "")
    result = json.dumps({**facts, "files": {"audio": {"name": "mill-1.mp3"}}})
    change = "UPDATE narrations SET folder = 'a mill', published = 1, result = ?"
    resting.store.change(change, result)
    row = resting.store.row("SELECT * FROM narrations")
    assert row
    shown = resting.view(row)["published"]
    assert shown["files"]["audio"]["url"] == "https://audio.paper.example/a%20mill/mill-1.mp3"


def test_the_same_request_changes_nothing_and_another_one_does(service: Serving) -> None:
    assert service.put("same").status_code == 202
    first = service.ended("same")
    again = service.put("same")
    assert again.status_code == 200
    assert again.json()["version"] == first["version"]
    assert service.put("same", title="The mill stops").status_code == 202
    assert service.ended("same")["title"] == "The mill stops"


def test_files_are_public_with_byte_ranges_and_nothing_else_is(service: Serving) -> None:
    service.put("files")
    audio = service.ended("files")["published"]["files"]["audio"]
    whole = httpx.get(audio["url"])
    assert (whole.status_code, len(whole.content)) == (200, audio["bytes"])
    assert whole.headers["content-type"] == "audio/mpeg"
    assert "immutable" in whole.headers["cache-control"]
    part = httpx.get(audio["url"], headers={"Range": "bytes=100-199"})
    assert (part.status_code, part.content) == (206, whole.content[100:200])
    assert httpx.head(audio["url"]).headers["content-length"] == str(audio["bytes"])
    (service.cli.folder / "output" / "files" / "notes.txt").write_text("secret")
    for name in ("notes.txt", ".narrate-lock", "..%2Fsame%2Fnarrate.json"):
        assert service.http.get(f"/narrations/files/{name}").status_code == 404


def test_a_narration_is_shown_with_its_manifest_if_asked(service: Serving) -> None:
    service.put("manifest")
    service.ended("manifest")
    shown = service.http.get("/v1/narrations/manifest?include=manifest").json()
    assert shown["manifest"]["article"]["id"] == "manifest"


def test_a_retracted_narration_is_gone_and_may_be_published_again(service: Serving) -> None:
    service.put("withdrawn")
    audio = service.ended("withdrawn")["published"]["files"]["audio"]["url"]
    assert service.http.delete("/v1/narrations/withdrawn?reason=a+wish").status_code == 202
    shown = service.ended("withdrawn")
    assert (shown["state"], shown["reason"], shown["published"]) == ("retracted", "a wish", None)
    assert httpx.get(audio).status_code == 404
    refused = service.http.post("/v1/narrations/withdrawn/rebuild")
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "withdrawn")
    assert service.get("withdrawn")["state"] == "retracted"
    assert service.put("withdrawn").status_code == 202
    assert service.ended("withdrawn")["state"] == "published"


def test_a_draft_is_held_back_with_the_reason_and_the_override(service: Serving) -> None:
    page = "---\ndraft: true\n---\n# A plan\n\nNobody should hear of this yet, not even the mayor."
    answer = service.http.put(
        "/v1/narrations/draft?voice=tone",
        content=page,
        headers={"Content-Type": "text/markdown; charset=utf-8"},
    )
    assert answer.status_code == 202
    shown = service.ended("draft")
    assert (shown["state"], shown["kind"]) == ("held", "drafts")
    assert shown["reason"].startswith("draft is held back")


def test_an_article_without_words_fails_with_a_sentence(service: Serving) -> None:
    service.put("empty", title="", html="<p>…</p>")
    shown = service.ended("empty")
    assert (shown["state"], shown["kind"]) == ("failed", "SourceError")
    assert shown["reason"].endswith(".")


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ({"body": "x"}, "There is no member 'body'."),
        ({"text": "two articles"}, "Send the article in one of these members"),
        ({"voice": "nobody"}, "There is no voice 'nobody'."),
        ({"settings": {"disclosure": "none"}}, "A request may not set 'disclosure'."),
        ({"settings": {"speed": 9.0}}, "speed is 9; it goes from 0.25 to 4."),
        ({"anyway": "yes"}, "anyway is true or false."),
        ({"pronunciations": ["Kyiv"]}, "pronunciations is a table"),
    ],
)
def test_a_submission_that_makes_no_sense_is_refused(
    service: Serving, members: dict[str, object], sentence: str
) -> None:
    answer = service.put("senseless", **members)
    assert answer.status_code == 400
    assert answer.json()["error"]["message"].startswith(sentence)
    assert service.http.get("/v1/narrations/senseless").status_code == 404


def test_narrations_are_listed_page_by_page(service: Serving) -> None:
    for number in range(5):
        service.put(f"page-{number}", html="<p>…</p>", title="")
    for number in range(5):
        service.ended(f"page-{number}")
    ids, cursor = [], ""
    while True:
        query = {"state": "failed", "q": "page-", "limit": "2", "after": cursor}
        page = service.http.get("/v1/narrations", params=query).json()
        ids += [shown["id"] for shown in page["narrations"]]
        if not (cursor := page["next"]):
            break
    assert sorted(ids) == [f"page-{number}" for number in range(5)]


def test_the_newest_request_wins_and_a_correction_waits_for_no_long_article(
    service: Serving, gate: Gate
) -> None:
    service.put("correct")
    service.ended("correct")
    lines = "<p>It will fail at the newest.</p><p>More of it.</p><p>And more of it.</p>"
    service.put("newest", html=lines, voice="broken:waits")
    until(lambda: gate.is_reached() and service.get("newest")["state"] == "speaking")
    service.put("correct", title="The mill is closed")
    assert service.ended("correct")["title"] == "The mill is closed"
    assert service.get("newest")["state"] == "speaking"
    service.put("newest", title="A short version")
    gate.open()
    shown = service.ended("newest")
    assert (shown["title"], shown["published"]["sentences"]) == ("A short version", 4)

    def ends() -> list[str]:
        return [line["state"] for line in service.log if line.get("narration") == "newest"]

    until(lambda: len(ends()) > 1)
    assert ends() == ["superseded", "published"]


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:9/story", "http://169.254.169.254/latest", "http://[::ffff:10.0.0.1]/"],
)
def test_an_address_of_a_private_network_is_not_fetched(service: Serving, address: str) -> None:
    body = {"address": address, "voice": "tone"}
    assert service.http.put("/v1/narrations/private", json=body).status_code == 202
    shown = service.ended("private")
    assert shown["state"] == "failed"
    assert "private network" in shown["reason"]


def test_a_document_of_a_newsroom_is_read(service: Serving) -> None:
    post = {"title": "A mill", "html": ARTICLE["html"], "status": "published"}
    body = {"document": {"posts": [post]}, "voice": "tone"}
    service.http.put("/v1/narrations/document", json=body)
    assert service.ended("document")["title"] == "A mill"
    packed = {"document_base64": "bm8gZG9jdW1lbnQ", "voice": "tone"}
    assert service.http.put("/v1/narrations/document", json=packed).status_code == 400


def test_stated_facts_come_before_those_of_the_article(service: Serving) -> None:
    page = "<article><h1>Old</h1><p class=byline>By Nobody</p><p>The mill at Bramley turned.</p>"
    facts = {"title": "New", "byline": "Ana Lind", "url": "https://gazette.example/mill"}
    service.put("facts", html=page, **facts, settings={"format": "wav"})
    service.ended("facts")
    shown = service.http.get("/v1/narrations/facts?include=manifest").json()
    article = shown["manifest"]["article"]
    assert {name: article[name] for name in facts} == facts
    assert shown["published"]["files"]["audio"]["name"].endswith(".wav")
