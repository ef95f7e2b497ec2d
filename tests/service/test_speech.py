"""Speech while somebody waits: the official client of OpenAI's API, scripts, words, events."""

import base64
import io
import json
from collections.abc import Iterator

import httpx
import numpy as np
import openai
import pytest
import soundfile
from broken_engine import Gate
from serving import ARTICLE, Serving

TEXT = "The fee is $3.50. Dr. Okafor paid it on 2 May."


@pytest.fixture
def client(service: Serving) -> Iterator[openai.OpenAI]:
    address = f"{service.address}/v1"
    with openai.OpenAI(base_url=address, api_key="none", max_retries=0) as client:
        yield client


@pytest.mark.parametrize("form", ["mp3", "opus", "flac", "wav", "pcm"])
def test_the_official_client_gets_sound_in_every_format(client: openai.OpenAI, form: str) -> None:
    with client.audio.speech.with_streaming_response.create(
        model="narrate", voice="tone", input=TEXT, response_format=form,  # type: ignore[arg-type]
    ) as answer:  # fmt: skip
        sound = b"".join(answer.iter_bytes())
    if form == "pcm":
        samples, rate_hz = np.frombuffer(sound, "<i2") / 32768, 24_000
    else:
        samples, rate_hz = soundfile.read(io.BytesIO(sound))
    assert 5 < len(samples) / rate_hz < 60
    assert np.abs(samples).max() > 0.05


def test_the_text_stage_can_be_switched_off(client: openai.OpenAI) -> None:
    def seconds(**body: object) -> float:
        spoken = client.audio.speech.create(
            model="tts-1", voice="tone", input=TEXT, response_format="wav", extra_body=body
        )
        return len(spoken.read())

    assert seconds(normalize=False) < seconds()
    options = {"normalize": False}
    assert seconds(normalization_options=options) == seconds(normalize=False)


def test_instructions_are_ignored_and_a_header_says_so(client: openai.OpenAI) -> None:
    answer = client.audio.speech.with_raw_response.create(
        model="gpt-4o-mini-tts", voice="tone", input="Hello.", instructions="Whisper."
    )
    assert answer.headers["x-narrate-ignored"] == "instructions"


def test_the_stream_begins_before_the_text_is_spoken(service: Serving) -> None:
    many = " ".join(f"Line {number} of the long report is read out now." for number in range(60))
    body = {"model": "narrate", "voice": "system", "input": many, "response_format": "pcm"}
    with service.http.stream("POST", "/v1/audio/speech", json=body) as answer:
        sizes = [len(data) for data in answer.iter_raw()]
    assert len(sizes) > 10
    assert sizes[0] < sum(sizes) / 5


def test_sse_carries_the_sound_in_deltas(service: Serving) -> None:
    body = {"model": "narrate", "voice": "tone", "input": "Hello.", "stream_format": "sse"}
    lines = service.http.post("/v1/audio/speech", json=body).text.split("\n\n")
    events = [json.loads(line.removeprefix("data: ")) for line in lines if line]
    assert events[-1]["type"] == "speech.audio.done"
    sound = b"".join(base64.b64decode(event["audio"]) for event in events[:-1])
    assert sound.startswith(b"ID3")


def test_errors_are_those_of_the_client(client: openai.OpenAI) -> None:
    with pytest.raises(openai.NotFoundError, match="There is no model"):
        client.audio.speech.create(model="other", voice="tone", input="Hello.")
    with pytest.raises(openai.BadRequestError, match="There is no voice 'nobody'"):
        client.audio.speech.create(model="narrate", voice="nobody", input="Hello.")
    with pytest.raises(openai.BadRequestError, match="There is no format 'aac'"):
        client.audio.speech.create(
            model="narrate", voice="tone", input="Hello.", response_format="aac"
        )
    with pytest.raises(openai.UnprocessableEntityError, match="nothing to say"):
        client.audio.speech.create(model="narrate", voice="tone", input="…")


def test_models_and_voices_are_listed(client: openai.OpenAI, service: Serving) -> None:
    assert [model.id for model in client.models.list()][:2] == ["narrate", "tts-1"]
    assert client.models.retrieve("narrate").owned_by == "narrate"
    voices = service.http.get("/v1/audio/voices").json()["voices"]
    assert "tone" in [voice["id"] for voice in voices]
    legacy = service.http.get("/v1/audio/voices?legacy=true").json()["voices"]
    assert legacy == [voice["name"] for voice in voices]


@pytest.mark.parametrize("path", ["/v1/audio/speech/timestamps", "/dev/captioned_speech"])
def test_word_times_come_with_the_sound(service: Serving, path: str) -> None:
    body = {"model": "kokoro", "voice": "espeak-en-gb", "input": "Good morning, readers."}
    timed = service.http.post(path, json=body).json()
    assert [row["word"] for row in timed["timestamps"]] == ["Good", "morning", "readers"]
    times = [row[edge] for row in timed["timestamps"] for edge in ("start_time", "end_time")]
    assert times == sorted(times)
    assert base64.b64decode(timed["audio"]).startswith(b"ID3")


def test_a_script_shows_what_would_be_spoken_and_skipped(service: Serving) -> None:
    page = {**ARTICLE, "html": f"{ARTICLE['html']}<p>Share this article</p>"}
    script = service.http.post("/v1/script", json=page).json()
    spoken = [utterance["spoken"] for utterance in script["utterances"]]
    assert "Flour costs two dollars and fifty cents a bag." in spoken
    assert [skipped["block"]["text"] for skipped in script["skipped"]] == ["Share this article"]
    assert [term["text"] for term in script["undecided"]] == ["Bramley", "Varga"]


def test_a_word_is_heard_with_the_pronunciation_that_is_tried(service: Serving) -> None:
    def spoken(**members: object) -> httpx.Response:
        body = {"text": "Varga came.", "voice": "espeak-en-gb", "format": "wav", **members}
        return service.http.post("/v1/say", json=body)

    as_written, tried = spoken(), spoken(pronunciations={"Varga": "VAH-ruh-guh"})
    assert as_written.headers["x-narrate-spoken"] == "Varga came."
    assert tried.headers["x-narrate-spoken"] == "vah-ruh-guh came."
    assert tried.content != as_written.content
    assert spoken(pronunciations={"Varga": "/qqq/"}).status_code == 422


def test_events_follow_a_narration_to_its_end(service: Serving, gate: Gate) -> None:
    service.put("followed", html="<p>It will fail for all.</p><p>More.</p>", voice="broken:waits")
    address, lines = "/v1/narrations/followed/events", []
    with service.http.stream("GET", address) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        for line in answer.iter_lines():
            lines += [line] if line else []
            if '"speaking"' in line:
                gate.open()
    states = [json.loads(line[6:]) for line in lines if line.startswith("data: ")]
    assert states[-1]["state"] == "published"
    assert "speaking" in [state["state"] for state in states]
    percents = [state["percent"] for state in states if state["state"] == "speaking"]
    assert percents == sorted(percents)
    assert lines[-2] == "event: done"
    seen = {"Last-Event-ID": lines[-3].removeprefix("id: ")}
    assert service.http.get(address, headers=seen).status_code == 204
