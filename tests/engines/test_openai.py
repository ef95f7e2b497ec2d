"""A server that answers rightly, late, wrongly, in part or not at all."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import speech_server
from speech_server import Server

from narrate.engines import openai
from narrate.engines.pool import Pool
from narrate.errors import EngineError, EngineWarning
from narrate.model import Prosody, SpokenRun, Voice

SENTENCE = "The harbor opened early."


@pytest.fixture
def server() -> "Server":
    with speech_server.serving() as server:
        yield server


def voice(server: Server, how: str = "", **options: str) -> Voice:
    return Voice("served", "openai", id=how, options={"address": server.address, **options})


def say(voice: Voice, *runs: SpokenRun, timeout_s: float = 20) -> bytes:
    with Pool(voice, jobs=1, timeout_s=timeout_s) as pool:
        return pool(runs or [SpokenRun(SENTENCE)]).pcm


SPEECH = speech_server.beeps(SENTENCE)[44:]


def test_it_asks_as_the_api_says_and_gives_what_it_gets(server: Server) -> None:
    spoken = replace(
        voice(server, "nova", instructions="calm"), model="kokoro", prosody=Prosody(speed=1.5)
    )
    assert len(say(spoken)) < len(SPEECH)
    assert server.asked == [
        {
            "path": "/v1/audio/speech",
            "model": "kokoro",
            "voice": "nova",
            "input": SENTENCE,
            "response_format": "wav",
            "speed": 1.5,
            "instructions": "calm",
        }
    ]


def test_it_gets_the_respelling_where_phonemes_would_say_it(server: Server) -> None:
    say(
        voice(server),
        SpokenRun("Ann "),
        SpokenRun("Szczerba", "ˈʃtʃɛərbə", "shchair-buh"),
        SpokenRun(" left."),
    )
    assert server.asked[0]["input"] == "Ann shchair-buh left."


def test_more_than_the_api_takes_is_asked_for_in_parts(server: Server) -> None:
    long = "The ship left the harbor, and came back. " * 250
    say(voice(server), SpokenRun(long))
    assert "".join(asked["input"] for asked in server.asked) == long
    assert max(len(asked["input"]) for asked in server.asked) <= 4_096


@pytest.mark.parametrize("how", ["busy-once", "streams"])
def test_a_wait_and_a_stream_of_unknown_length_do_no_harm(server: Server, how: str) -> None:
    assert say(voice(server, how)) == SPEECH


FAILS = {
    "html": "gave no audio, but '<!doctype html>",
    "gateway": r"answered 502 Bad Gateway\.",
    "refuses": "answered 400 Bad Request: no such voice",
    "busy": "answered 429 Too Many Requests",
    "busy-for-an-hour": "answered 429 Too Many Requests",
    "truncated": "gave a WAV that is cut off: [0-9]+ bytes are missing",
    "closes": r"does not answer \(peer closed connection",
    "empty": "gave nothing",
    "compresses": "sent a reply compressed as gzip, gzip",
    "slow": "it made no progress for",
}


@pytest.mark.parametrize(("how", "why"), FAILS.items(), ids=FAILS.keys())
def test_what_is_amiss_is_told_with_the_sentence(server: Server, how: str, why: str) -> None:
    with pytest.raises(EngineError, match=f"«{SENTENCE}»: .*{why}"):
        say(voice(server, how), timeout_s=2 if how == "slow" else 20)


def test_a_server_that_is_not_there_is_named(server: Server) -> None:
    gone = voice(server)
    server.server_close()
    with pytest.raises(EngineError, match=f"127.0.0.1:{server.server_port} does not answer"):
        say(gone)


def test_its_key_comes_from_the_environment(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyed = voice(server, key_from="SPEECH_KEY")
    with pytest.raises(EngineError, match="the environment has no variable SPEECH_KEY"):
        say(keyed)
    monkeypatch.setenv("SPEECH_KEY", "hush")
    say(keyed)
    assert server.keys == ["Bearer hush"]


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({}, "has no server: set address"),
        ({"address": "ftp://127.0.0.1"}, "has no server: set address"),
        ({"adress": "http://127.0.0.1"}, "no option 'adress'"),
        (
            {"address": "https://speech.example/v1"},
            "would go to speech.example, and the voice file",
        ),
    ],
)
def test_a_voice_that_does_not_say_where_its_text_goes_does_not_load(
    options: dict[str, str], why: str
) -> None:
    with pytest.raises(EngineError, match=why):
        say(Voice("served", "openai", options=options))


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("http://127.0.0.1:8880/v1", ""),
        ("http://localhost/v1", ""),
        ("http://[::1]:80/v1", ""),
        ("http://192.168.1.5/v1", "192.168.1.5"),
        ("https://localhost.example/v1", "localhost.example"),
    ],
)
def test_only_this_machine_is_this_machine(address: str, host: str) -> None:
    assert openai.host(Voice("v", "openai", options={"address": address})) == host


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Return a proxy that the environment names for all addresses; it answers for every server."""
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    with speech_server.serving() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://ann:hush@127.0.0.1:{proxy.server_port}")
        yield proxy


@pytest.mark.parametrize("may_leave", [False, True])
def test_text_that_stays_on_this_machine_meets_no_proxy(
    server: Server, proxy: Server, *, may_leave: bool
) -> None:
    assert say(replace(voice(server), leaves_machine=may_leave)) == SPEECH
    assert (len(server.asked), len(proxy.asked)) == (1, 0)


def test_a_proxy_of_a_voice_that_leaves_the_machine_is_named(proxy: Server) -> None:
    cloud = {"address": "http://speech.example/v1"}
    with pytest.warns(
        EngineWarning, match="goes to speech.example through the proxy 127.0.0.1"
    ) as w:
        assert say(Voice("cloud", "openai", options=cloud, leaves_machine=True)) == SPEECH
    assert "hush" not in str(w[0].message)
    assert proxy.asked[0]["path"] == "http://speech.example/v1/audio/speech"


def test_a_host_that_the_environment_excepts_meets_no_proxy(
    server: Server, proxy: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.2")
    there = {"address": f"http://127.0.0.2:{server.server_port}/v1"}
    with pytest.raises(EngineError, match=r"127\.0\.0\.2:[0-9]+ does not answer"):
        say(Voice("near", "openai", options=there, leaves_machine=True))
    assert not proxy.asked


def test_a_server_s_words_are_cut_and_cannot_steer_a_terminal(server: Server) -> None:
    with pytest.raises(EngineError) as caught:
        say(voice(server, "shouts"))
    assert "answered 400 Bad Request: no [2J 1m voice sorry" in str(caught.value)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 700
