"""Settings: each key in each layer, and what a wrong one says.

One file, over 300 lines: each key stands in each layer.
"""

import json
import math
import os
from dataclasses import fields, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from narrate.config import Settings
from narrate.config.serving import Serve
from narrate.errors import UsageError
from narrate.model import (
    DISCLOSURE,
    DISCLOSURES,
    Cluster,
    Disclosure,
    Feed,
    Jingles,
    Kind,
    Pauses,
    Prosody,
    Signing,
    Site,
    around_ai,
)

# For each key: as TOML, as the environment has it, and the value that both mean.
KEYS: dict[str, tuple[str, str | None, Any]] = {
    "voice": ('"anchor"', "anchor", "anchor"),
    "language": ('"en-GB"', "en-GB", "en-GB"),
    "speed": ("1.25", "1.25", 1.25),
    "pitch": ("-2", "-2", -2.0),
    "style": ('"en-GB"', "en-GB", "en-GB"),
    "lexicons": ('["/a.tsv", "/b.tsv"]', f"/a.tsv{os.pathsep}/b.tsv", ("/a.tsv", "/b.tsv")),
    "desk_lexicons": ('["/c.tsv"]', "/c.tsv", ("/c.tsv",)),
    "pauses": ("{ lead_ms = 0, item_ms = 10000 }", None, Pauses(lead_ms=0, item_ms=10_000)),
    "sounds": (
        '{ intro = "/in.wav", intro_db = -6, fade_ms = 0 }',
        None,
        Jingles(intro="/in.wav", intro_db=-6.0, fade_ms=0),
    ),
    "loudness": ('"broadcast"', "broadcast", "broadcast"),
    "format": ('"opus"', "opus", "opus"),
    "bit_rate_kbps": ("96", "96", 96),
    "output": ('"made"', "made", "made"),
    "captions": ("true", "yes", True),
    "tables": ("true", "1", True),
    "numbers": ("true", "1", True),
    "sites": (
        '{ "www.example.org" = { exclude = [".box"], kinds = { ".q" = "quote" } } }',
        None,
        {"example.org": Site(exclude=(".box",), kinds={".q": Kind.QUOTE})},
    ),
    "publisher": ('"The Gazette"', "The Gazette", "The Gazette"),
    "player": ('"/js/player.js"', "/js/player.js", "/js/player.js"),
    "hide": ('["share", "dock"]', None, ("share", "dock")),
    "stale": ('"hide"', "hide", "hide"),
    "disclosure": ('"Read by a machine"', "Read by a machine", "Read by a machine"),
    "disclosure_language": ('"de"', "de", "de"),
    "disclosure_spoken": ('"end"', "end", "end"),
    "disclosure_every_min": ("15", "15", 15),
    "cover": ('"/cover.png"', "/cover.png", "/cover.png"),
    "credentials_key": ('"/key.pem"', "/key.pem", "/key.pem"),
    "credentials_chain": ('"/chain.pem"', "/chain.pem", "/chain.pem"),
    "credentials_timestamps": ('"http://t.example"', "http://t.example", "http://t.example"),
    "base": ('"https://a.example/audio/"',) + ("https://a.example/audio/",) * 2,
    "feed": (
        '{ title = "Aloud", categories = ["News", "Arts"], explicit = true, limit = 9 }',
        None,
        Feed(title="Aloud", categories=("News", "Arts"), explicit=True, limit=9),
    ),
    "serve": (
        '{ port = 8443, hosts = ["audio.example"], private = true }',
        None,
        Serve(port=8443, hosts=("audio.example",), private=True),
    ),
    "timeout_s": ("5", "5", 5.0),
    "jobs": ("3", "3", 3),
    "cluster": (
        '{ address = "tcp://a:8786", resources = "GPU=1", timeout_s = 5 }',
        None,
        Cluster("tcp://a:8786", "GPU=1", 5.0),
    ),
    "cache": ('"kept"', "kept", "kept"),
    "cache_mb": ("1", "1", 1),
    "cache_days": ("30", "30", 30),
    "cache_store": ('"s3://news/cache"', "s3://news/cache", "s3://news/cache"),
    "voices": (
        '{ quote = "tone", languages = { "fr-FR" = "fr" }, speakers = { "Ann" = "system" } }',
        None,
        {"quote": "tone", "languages.fr-fr": "fr", "speakers.Ann": "system"},
    ),
    "commercial": ("true", "yes", True),
    "listen": ("true", "yes", True),
    "listen_with": ('"whisper:base"', "whisper:base", "whisper:base"),
    "listen_limit": ("0.5", "0.5", 0.5),
    "provider": ('"cuda"', "cuda", "cuda"),
    "voice_mirror": ('"http://mirror.example"', "http://mirror.example", "http://mirror.example"),
}


CHOSEN = ("style", "format", "loudness", "disclosure_language", "disclosure_spoken")


def from_file(folder: Path, content: str) -> Settings:
    (folder / "narrate.toml").write_text(content, "utf-8")
    return Settings.load(folder, {})


def test_every_setting_is_tested_here() -> None:
    assert set(KEYS) == {field.name for field in fields(Settings)}


def test_without_a_word_from_anyone_the_defaults_hold(tmp_path: Path) -> None:
    settings = Settings.load(tmp_path, {"HOME": "/x", "NARRATOR": "y"}, voice=None)
    assert settings == Settings()
    assert settings.disclosure == DISCLOSURE
    assert settings.workers >= 1


@pytest.mark.parametrize("key", KEYS)
def test_a_file_sets_it(tmp_path: Path, key: str) -> None:
    toml, _, value = KEYS[key]
    settings = from_file(tmp_path, f"{key} = {toml}\n")
    assert getattr(settings, key) == value
    assert type(getattr(settings, key)) is type(value)
    shared = {"base": "feed"}.get(key)  # the feed's base is the same setting
    others = {name: getattr(settings, name) for name in KEYS if name not in (key, shared)}
    assert others == {name: getattr(Settings(), name) for name in others}


@pytest.mark.parametrize("key", [key for key, (_, variable, _) in KEYS.items() if variable])
def test_the_environment_goes_over_the_file(tmp_path: Path, key: str) -> None:
    _, variable, value = KEYS[key]
    default = getattr(Settings(), key)
    if isinstance(default, str) and key not in CHOSEN:
        (tmp_path / "narrate.toml").write_text(f'{key} = "of the file"\n')
    settings = Settings.load(tmp_path, {f"NARRATE_{key.upper()}": variable or ""})
    assert getattr(settings, key) == value
    assert type(getattr(settings, key)) is type(value)


@pytest.mark.parametrize("key", KEYS)
def test_a_flag_goes_over_all_and_one_not_given_over_none(tmp_path: Path, key: str) -> None:
    toml, _, value = KEYS[key]
    (tmp_path / "narrate.toml").write_text(f"{key} = {toml}\n")
    assert getattr(Settings.load(tmp_path, {}, **{key: None}), key) == value
    default = getattr(Settings(), key)
    assert getattr(Settings.load(tmp_path, {}, **{key: default}), key) == default


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("wrong", ["true", "1979-05-27", "[1]", "{ a = 1 }", '"9"', "1.5", "'\"'"])
def test_a_value_is_right_or_its_error_names_file_and_key(
    tmp_path: Path, key: str, wrong: str
) -> None:
    try:
        settings = from_file(tmp_path, f"{key} = {wrong}\n")
    except UsageError as error:
        message = str(error)
        table = key in ("pauses", "feed") and wrong[0] == "{"
        assert "no setting 'a'" in message if table else key in message
        if not any(
            said in message
            for said in ("goes from", "one of", "is empty", "words the label", "Write an address")
        ):
            assert str(tmp_path / "narrate.toml") in message
    else:
        value, default = getattr(settings, key), getattr(Settings(), key)
        assert type(value) is type(default) or key == "loudness"
        assert isinstance(value, bool) is isinstance(default, bool)


RANGES = {
    "speed": (0.25, 4.0),
    "pitch": (-12.0, 12.0),
    "bit_rate_kbps": (8, 320),
    "timeout_s": (1.0, 3600.0),
    "jobs": (0, 256),
    "cache_mb": (0, 10_000_000),
    "cache_days": (0, 36_500),
}


@pytest.mark.parametrize(("key", "ends"), RANGES.items(), ids=RANGES.keys())
def test_the_ends_of_a_range_are_in_it_and_more_is_not(
    tmp_path: Path, key: str, ends: tuple[float, float]
) -> None:
    for end, step in zip(ends, (-1, 1), strict=True):
        assert getattr(from_file(tmp_path, f"{key} = {end}\n"), key) == end
        with pytest.raises(UsageError, match=f"{key} is .*goes from {ends[0]:g} to "):
            from_file(tmp_path, f"{key} = {end + step}\n")


@pytest.mark.parametrize("key", ["speed", "pitch", "timeout_s"])
@pytest.mark.parametrize("value", ["nan", "inf", "-inf"])
def test_what_is_no_number_is_in_no_range(tmp_path: Path, key: str, value: str) -> None:
    with pytest.raises(UsageError, match=f"{key} is {value}"):
        from_file(tmp_path, f"{key} = {value}\n")
    with pytest.raises(UsageError, match=f"{key} is {value}"):
        Settings.load(tmp_path / "elsewhere", {f"NARRATE_{key.upper()}": value})


@pytest.mark.parametrize("value", ["-1", "10001", "1.5", "true", '"1"'])
def test_a_pause_is_whole_milliseconds_up_to_ten_seconds(tmp_path: Path, value: str) -> None:
    with pytest.raises(
        UsageError, match=r"pauses\.sentence_ms is (a whole number|.*; it goes from 0 to 10000)"
    ):
        from_file(tmp_path, f"pauses.sentence_ms = {value}\n")


@pytest.mark.parametrize(
    ("key", "near"),
    [("voise", "voice"), ("lexicon", "lexicons"), ("bitrate", "bit_rate_kbps"), ("job", "jobs")],
)
def test_an_unknown_key_is_met_with_the_nearest_and_all(
    tmp_path: Path, key: str, near: str
) -> None:
    with pytest.raises(UsageError, match=f"no setting '{key}'. Did you mean '{near}'") as raised:
        from_file(tmp_path, f"{key} = 1\n")
    message = str(raised.value)
    assert str(tmp_path / "narrate.toml") in message
    assert all(name in message for name in KEYS)


@pytest.mark.parametrize("variable", ["NARRATE_VOISE", "NARRATE_SPEED_", "NARRATE_"])
def test_an_unknown_variable_is_named(tmp_path: Path, variable: str) -> None:
    with pytest.raises(UsageError, match=f"{variable}: there is no setting"):
        Settings.load(tmp_path, {variable: "1"})


def test_a_file_that_the_environment_names_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"lost\.toml, which NARRATE_CONFIG names\."):
        Settings.load(tmp_path, {"NARRATE_CONFIG": str(tmp_path / "lost.toml")})


def test_an_unknown_key_like_no_other_gets_no_guess(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no setting 'qqq'") as raised:
        from_file(tmp_path, "qqq = 1\n")
    assert "Did you mean" not in str(raised.value)


@pytest.mark.parametrize("content", [b"voice", b"\xff\xfe", b"speed = 1\nspeed = 2\n"])
def test_a_file_that_is_no_toml_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "narrate.toml").write_bytes(content)
    with pytest.raises(UsageError, match=r"narrate\.toml cannot be read"):
        Settings.load(tmp_path, {})


def test_a_folder_in_its_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "narrate.toml").mkdir()
    with pytest.raises(UsageError, match=r"narrate\.toml cannot be read"):
        Settings.load(tmp_path, {})


def test_dictionaries_are_relative_to_the_file_that_names_them(tmp_path: Path) -> None:
    house = tmp_path / "house"
    house.mkdir()
    (house / "ours.toml").write_text('lexicons = ["names.tsv", "/far/desk.tsv"]\n')
    settings = Settings.load(tmp_path, {"NARRATE_CONFIG": str(house / "ours.toml")})
    assert settings.lexicons == (str(house / "names.tsv"), "/far/desk.tsv")
    named = Settings.load(tmp_path, {"NARRATE_LEXICONS": "names.tsv"})
    assert named.lexicons == ("names.tsv",)


def test_an_empty_variable_names_no_file(tmp_path: Path) -> None:
    (tmp_path / "narrate.toml").write_text('voice = "near"\n')
    assert Settings.load(tmp_path, {"NARRATE_CONFIG": ""}).voice == "near"


@pytest.mark.parametrize("words", ["", "  ", "\n", "—", "\u200b"])
def test_the_disclosure_cannot_be_turned_off(tmp_path: Path, words: str) -> None:
    with pytest.raises(UsageError, match="disclosure is empty"):
        Settings.load(tmp_path, {"NARRATE_DISCLOSURE": words})
    with pytest.raises(UsageError, match="disclosure is empty"):
        Settings(disclosure=words)


@pytest.mark.parametrize(
    ("settings", "article", "words", "language"),
    [
        (Settings(), "de", DISCLOSURE, "en"),
        (Settings(disclosure_language="de"), "en", DISCLOSURES["de"], "de"),
        (Settings(disclosure_language="article"), "uk-UA", DISCLOSURES["uk"], "uk-UA"),
        (Settings(disclosure_language="article"), "it", DISCLOSURES["it"], "it"),
        (Settings(disclosure_language="article"), "no-NO", DISCLOSURES["nb"], "no-NO"),
        (Settings(disclosure_language="article"), "is", DISCLOSURE, "en"),
        (Settings(disclosure="Voce artificiale"), "it", "Voce artificiale", "it"),
        (Settings(disclosure=" Voce\n\tartificiale "), "it", "Voce artificiale", "it"),
        (Settings(disclosure="KI-Stimme", disclosure_language="de"), "it", "KI-Stimme", "de"),
    ],
)
def test_the_label_has_words_and_their_language(
    settings: Settings, article: str, words: str, language: str
) -> None:
    assert settings.label(article) == Disclosure(words, language)


def test_a_language_without_a_wording_needs_one() -> None:
    with pytest.raises(UsageError, match="is 'is-IS', and narrate words the label only in"):
        Settings(disclosure_language="is-IS")
    assert Settings(disclosure_language="is-IS", disclosure="Voce artificiale")


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("limit = 0", "feed.limit is 0; it goes from 1 to 1000000"),
        ('file = "../feed.xml"', "Write the name of a file, without a folder"),
        ('categories = "News"', "feed.categories is a list of texts"),
        ('titel = "x"', "Did you mean 'title'"),
    ],
)
def test_a_feed_that_cannot_be_meant_is_refused(tmp_path: Path, table: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        from_file(tmp_path, f"[feed]\n{table}\n")


def test_files_are_relative_to_the_settings_and_a_key_may_stand_there(tmp_path: Path) -> None:
    pem = "-----BEGIN PRIVATE KEY-----"
    settings = from_file(
        tmp_path,
        f'cover = "c.png"\ncredentials_chain = "chain.pem"\ncredentials_key = "{pem}"\n',
    )
    assert settings.cover == str(tmp_path / "c.png")
    assert settings.signing == Signing(pem, str(tmp_path / "chain.pem"))


@given(st.floats(0.25, 4.0), st.floats(-12, 12))
def test_speed_and_pitch_are_the_prosody(speed: float, pitch: float) -> None:
    assert Settings(speed=speed, pitch=pitch).prosody == Prosody(speed=speed, pitch=pitch)


@given(st.floats().filter(math.isfinite))
def test_a_number_in_the_environment_is_that_number(number: float) -> None:
    folder = Path("/nowhere")
    assert Settings.load(folder, {"NARRATE_LOUDNESS": repr(number)}).loudness == number


def test_jobs_and_cache_are_as_told() -> None:
    assert Settings(jobs=7).workers == 7
    assert Settings(cache="kept").cache_path == Path("kept")
    assert Settings().cache_path.name == "utterances"


# The words of each language for "artificial intelligence", by which a wrong row would be seen.
_NAMES_OF_AI = {
    "ar": "الذكاء الاصطناعي", "bg": "изкуствен интелект", "cs": "umělé inteligence",
    "da": "kunstig intelligens", "de": "KI", "el": "τεχνητής νοημοσύνης", "en": "AI",
    "es": "inteligencia artificial", "et": "tehisintellekti", "fi": "tekoälyn",
    "fr": "intelligence artificielle", "ga": "intleacht shaorga", "hr": "umjetne inteligencije",
    "hu": "mesterséges intelligencia", "it": "intelligenza artificiale",
    "lt": "dirbtiniam intelektui", "lv": "mākslīgā intelekta", "mt": "intelliġenza artifiċjali",
    "nb": "kunstig intelligens", "nl": "kunstmatige intelligentie",
    "nn": "kunstig intelligens", "pl": "sztucznej inteligencji",
    "pt": "inteligência artificial", "ro": "inteligenței artificiale", "sk": "umelej inteligencie",
    "sl": "umetne inteligence", "sv": "artificiell intelligens", "tr": "yapay zekâ",
    "uk": "штучного інтелекту",
}  # fmt: skip


def test_each_language_has_its_label() -> None:
    assert DISCLOSURES.keys() == _NAMES_OF_AI.keys()
    for language, name in _NAMES_OF_AI.items():
        assert around_ai(DISCLOSURES[language])[1] == name
        assert not DISCLOSURES[language].endswith(".")
    player = json.loads((files("narrate.publish") / "player" / "strings.json").read_text("utf-8"))
    assert set(player) <= set(DISCLOSURES)


@pytest.mark.parametrize(
    ("label", "parts"),
    [
        ("Read by a machine", ("", "Read by a machine", "")),
        ("MADE WITH ARTIFICIAL INTELLIGENCE.", ("MADE WITH ", "ARTIFICIAL INTELLIGENCE", ".")),
        ("KI-Stimme, von der KI", ("", "KI", "-Stimme, von der KI")),
        ("Said by A.I. in Mainz", ("Said by ", "A.I.", " in Mainz")),
        ("Dit l\u2019IA: si, di ti mi", ("Dit l\u2019", "IA", ": si, di ti mi")),
    ],
)
def test_the_mention_of_ai_in_any_label_is_known(label: str, parts: tuple[str, ...]) -> None:
    assert around_ai(label) == parts


@pytest.mark.parametrize(
    ("settings", "spoken"),
    [
        (Settings(), "no"),
        (Settings(base="https://a.example/"), "no"),
        (Settings(feed=Feed(base="https://a.example/")), "start"),
        (Settings(base="https://a.example/", feed=Feed(title="Aloud")), "start"),
        (Settings(disclosure_spoken="no", feed=Feed(title="Aloud")), "no"),
        (Settings(disclosure_spoken="end", feed=Feed(title="Aloud")), "end"),
    ],
)
def test_the_label_is_spoken_where_there_is_a_feed(settings: Settings, spoken: str) -> None:
    assert settings.label("en").spoken == spoken
    again = replace(settings, voice="tone")
    assert again.label("en").spoken == spoken
