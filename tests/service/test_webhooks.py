"""Webhooks out and in, with the signatures that the other side has."""

import hashlib
import hmac
import json
import signal
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from command import Cli
from receiver import Receiver, receiving
from serving import ARTICLE, Serving, until
from site_server import served
from standardwebhooks import Webhook

SETTINGS = "[serve]\nprivate = true\nprivate_receivers = true\n"


@pytest.fixture(scope="module")
def cli(tmp_path_factory: pytest.TempPathFactory) -> Cli:
    cli = Cli(tmp_path_factory.mktemp("webhooks"))
    cli.write("narrate.toml", SETTINGS)
    return cli


@pytest.fixture(scope="module")
def service(cli: Cli) -> Iterator[Serving]:
    serving = Serving(cli)
    yield serving
    serving.end()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


def events(receiver: Receiver, secret: str) -> list[tuple[str, str]]:
    """Return the events that came, each with its narration; every signature must be right."""
    payloads = [Webhook(secret).verify(body, headers) for headers, body in receiver.messages]
    return [(payload["type"], payload["data"]["id"]) for payload in payloads]


def test_a_receiver_is_told_what_became_of_an_article(service: Serving, receiver: Receiver) -> None:
    put = service.http.put("/v1/webhooks/told", json={"url": receiver.url})
    assert put.status_code == 201
    secret = put.json()["secret"]
    service.put("tell")
    service.ended("tell")
    service.put("tell", title="The mill stops")
    service.ended("tell")
    service.http.post("/v1/narrations/tell/rebuild")  # nothing changes, nothing is told
    service.ended("tell")
    service.put("tell", title="", html="<p>…</p>")
    service.ended("tell")
    service.http.delete("/v1/narrations/tell")
    until(lambda: len(receiver.messages) == 4)
    assert events(receiver, secret) == [
        (f"narration.{name}", "tell") for name in ("published", "updated", "failed", "retracted")
    ]
    payload = json.loads(receiver.messages[0][1])
    assert payload["data"]["published"]["files"]["audio"]["url"].endswith(".mp3")
    again = service.http.put("/v1/webhooks/told", json={"url": receiver.url, "events": []})
    assert "secret" not in again.json()
    assert service.http.delete("/v1/webhooks/told").status_code == 204


def test_a_message_is_tried_again_after_a_kill_under_the_same_id(
    receiver: Receiver, tmp_path: Path
) -> None:
    own = Cli(tmp_path)
    own.write("narrate.toml", SETTINGS)
    serving = Serving(own)
    put = serving.http.put(
        "/v1/webhooks/slow", json={"url": receiver.url, "events": ["narration.published"]}
    )
    receiver.statuses = [500]
    serving.put("again")
    serving.ended("again")
    until(lambda: len(receiver.messages) == 1)
    address = "/v1/webhooks/slow/deliveries"
    until(lambda: serving.http.get(address).json()["deliveries"][0]["attempts"] == 1)
    serving.end(signal.SIGKILL)
    serving = Serving(own)
    until(lambda: len(receiver.messages) == 2)
    until(lambda: serving.http.get(address).json()["deliveries"][0]["state"] == "delivered")
    [line] = serving.http.get(address).json()["deliveries"]
    assert (line["attempts"], line["status"], line["event"]) == (2, 204, "narration.published")
    assert len({headers["webhook-id"] for headers, _ in receiver.messages}) == 1
    assert events(receiver, put.json()["secret"]) == [("narration.published", "again")] * 2
    serving.end()
    assert put.json()["secret"] not in (own.folder / "service.log").read_text()


def test_a_receiver_that_is_gone_is_told_nothing_more(service: Serving, receiver: Receiver) -> None:
    service.http.put("/v1/webhooks/gone", json={"url": receiver.url})
    receiver.statuses = [410]
    service.put("gone")
    service.ended("gone")

    def disabled() -> bool:
        shown = service.http.get("/v1/webhooks").json()["webhooks"]
        return "410" in next(row["disabled"] for row in shown if row["name"] == "gone")

    until(disabled)
    service.http.delete("/v1/webhooks/gone")


def test_private_addresses_are_told_nothing_unless_allowed(
    service: Serving, tmp_path_factory: pytest.TempPathFactory
) -> None:
    metadata = {"url": "http://169.254.169.254/latest"}
    assert service.http.put("/v1/webhooks/bad", json=metadata).status_code == 400
    named = {"url": "https://user:word@example.org/"}
    assert service.http.put("/v1/webhooks/bad", json=named).status_code == 400
    assert service.http.put("/v1/webhooks/bad", json={"url": "ftp://a.example"}).status_code == 400
    own = Serving(Cli(tmp_path_factory.mktemp("public")))
    answer = own.http.put("/v1/webhooks/own", json={"url": "http://127.0.0.1:9/"})
    assert answer.status_code == 400
    assert "private_receivers" in answer.json()["error"]["message"]
    own.end()


def test_an_address_is_read_again_each_time_it_is_put(service: Serving) -> None:
    with served() as site:
        body = {"voice": "tone"}
        for title in ("First", "Second"):
            text = f"# {title}\n\nThe mill at Bramley turned on 3 May after 40 years of rest."
            body["address"] = site.page("/mill", text, content_type="text/markdown")
            assert service.http.put("/v1/narrations/fetched", json=body).status_code == 202
            shown = service.ended("fetched")
            assert (shown["reason"], shown["title"]) == ("", title)


GHOST_POST = {
    "id": "650b7a2d5e0a1c0001a1b2c3",
    "title": "The mill turns again",
    "html": ARTICLE["html"],
    "status": "published",
    "visibility": "public",
    "published_at": "2026-05-03T08:00:00.000Z",
    "url": "https://ghost.example/mill/",
    "locale": "en",
}


def ghost(service: Serving, hook: dict[str, str], post: object, **changes: str) -> httpx.Response:
    """Send a post as Ghost does, signed over body and time."""
    stamp = changes.pop("stamp", str(int(time.time() * 1000)))
    body = json.dumps({"post": {"current": post, "previous": changes}}).encode()
    signed = hmac.new(hook["secret"].encode(), body + stamp.encode(), hashlib.sha256)
    headers = {"X-Ghost-Signature": f"sha256={signed.hexdigest()}, t={stamp}"}
    return service.http.post(f"/hooks/{hook['name']}", content=body, headers=headers)


def test_ghost_publishes_updates_and_unpublishes_with_its_own_signature(service: Serving) -> None:
    hook = service.http.put("/v1/hooks/ghost", json={"kind": "ghost"}).json()
    assert hook["url"] == f"{service.address}/hooks/ghost"
    narration = f"ghost-{GHOST_POST['id']}"
    assert ghost(service, hook, GHOST_POST).status_code == 202
    shown = service.ended(narration)
    assert (shown["state"], shown["title"]) == ("published", GHOST_POST["title"])
    assert ghost(service, hook, GHOST_POST).status_code == 200
    assert ghost(service, hook, {**GHOST_POST, "title": "It stops"}).status_code == 202
    assert service.ended(narration)["title"] == "It stops"
    assert ghost(service, hook, {**GHOST_POST, "status": "draft"}).status_code == 202
    assert service.ended(narration)["state"] == "retracted"
    members = {**GHOST_POST, "id": "members", "visibility": "paid"}
    assert ghost(service, hook, members).status_code == 202
    assert service.ended("ghost-members")["state"] == "held"


def test_a_wrong_or_an_old_signature_of_ghost_is_refused(service: Serving) -> None:
    hook = service.http.put("/v1/hooks/forged", json={"kind": "ghost"}).json()
    old = str(int((time.time() - 900) * 1000))
    assert ghost(service, hook, GHOST_POST, stamp=old).status_code == 401
    assert ghost(service, {**hook, "secret": "guess"}, GHOST_POST).status_code == 401
    assert service.http.post("/hooks/forged", content=b"{}").status_code == 401
    assert service.http.post("/hooks/none", content=b"{}").status_code == 404
    assert service.http.get(f"/v1/narrations/forged-{GHOST_POST['id']}").status_code == 404


def signed(payload: object, id_: str, secret: str, later_s: int = 0) -> dict[str, Any]:
    """Return body and headers of a webhook, signed so many seconds from now."""
    body, when = json.dumps(payload), datetime.now(UTC) + timedelta(seconds=later_s)
    headers = {
        "webhook-id": id_,
        "webhook-timestamp": str(int(when.timestamp())),
        "webhook-signature": Webhook(secret).sign(id_, when, body),
    }
    return {"content": body, "headers": headers}


def test_a_webhook_that_is_sent_once_more_does_nothing(service: Serving) -> None:
    hook = service.http.put("/v1/hooks/once", json={"kind": "standard"}).json()
    payload = {"type": "article.published", "data": {"id": "once", **ARTICLE}}
    published = signed(payload, "first", hook["secret"])
    gone = signed({"type": "article.deleted", "data": {"id": "once"}}, "second", hook["secret"])
    broken = signed({"type": "article.burnt", "data": {"id": "once"}}, "third", hook["secret"])
    assert service.http.post("/hooks/once", **published).status_code == 202
    assert service.http.post("/hooks/once", **gone).status_code == 202
    assert service.ended("once")["state"] == "retracted"
    copy = service.http.post("/hooks/once", **published)
    assert (copy.status_code, copy.json()["error"]["code"]) == (409, "replayed")
    # The sender missed our answer: it signs the same message at a later time.
    again = service.http.post("/hooks/once", **signed(payload, "first", hook["secret"], 9))
    assert (again.status_code, again.json()) == (200, {"id": "once", "job": None})
    assert service.ended("once")["state"] == "retracted"
    for _ in range(2):  # one that could not be followed may come again
        assert service.http.post("/hooks/once", **broken).status_code == 400

    post = {**GHOST_POST, "id": "copied"}
    ghostly = service.http.put("/v1/hooks/copied", json={"kind": "ghost"}).json()
    stamp = str(int(time.time() * 1000))
    assert ghost(service, ghostly, post, stamp=stamp).status_code == 202
    draft = {**post, "status": "draft"}
    assert ghost(service, ghostly, draft, stamp=stamp).status_code == 202
    assert service.ended("copied-copied")["state"] == "retracted"
    assert ghost(service, ghostly, post, stamp=stamp).status_code == 409
    assert service.ended("copied-copied")["state"] == "retracted"


def test_any_system_sends_articles_by_standard_webhooks(service: Serving) -> None:
    hook = service.http.put("/v1/hooks/cms", json={"kind": "standard"}).json()

    def send(kind: str, secret: str, **data: object) -> int:
        payload = {"type": kind, "data": {"id": "sent", **data}}
        return service.http.post("/hooks/cms", **signed(payload, kind, secret)).status_code

    other = Webhook.__name__.ljust(32, "x").encode().hex()
    assert send("article.published", f"whsec_{other}", **ARTICLE) == 401
    assert send("article.published", hook["secret"], **ARTICLE) == 202
    assert service.ended("sent")["state"] == "published"
    assert send("article.burnt", hook["secret"]) == 400
    assert send("article.unpublished", hook["secret"], reason="an error") == 202
    assert service.ended("sent")["reason"] == "an error"
    audit = service.http.get("/v1/audit").json()["lines"]
    assert ("hook cms", "narration.put") in [(line["token"], line["action"]) for line in audit]
