"""Voices: each file is whole and honest; the nearest of a name speaks; a wrong one is named.

One file, over 300 lines: the catalog is one.
"""

import os
import tomllib
from collections import Counter
from dataclasses import fields
from hashlib import sha256
from pathlib import Path

import pytest

from narrate import engines, voices
from narrate.errors import EngineWarning, LexiconError, UsageError
from narrate.model import Prosody, Voice
from narrate.voices import install, preview

FOLDER = Path(__file__).parent.parent.parent / "voices"
KOKORO = tomllib.loads((FOLDER / "families" / "kokoro.toml").read_text("utf-8"))["speakers"]
PACKAGED = sorted([path.stem for path in FOLDER.glob("*.toml")] + list(KOKORO))
# IPTC's vocabulary, as far as it can be true of a voice.
SOURCE_TYPES = {
    "trainedAlgorithmicMedia",
    "algorithmicMedia",
    "compositeWithTrainedAlgorithmicMedia",
    "compositeSynthetic",
}
PLAIN = Prosody()
NOT_FREE = ("NC", "research", "unknown")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder of its own, with a configuration of its own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, name: str, content: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(content, "utf-8")


def test_the_catalog_is_the_files() -> None:
    assert sorted(voice.name for voice in voices.catalog()) == PACKAGED


def test_the_speakers_of_a_family_keep_the_order_of_their_lines() -> None:
    names = [voice.name for voice in voices.catalog()]
    assert [name for name in names if name in KOKORO] == list(KOKORO)


def test_every_speaker_of_kokoro_in_our_languages_is_a_line() -> None:
    counts = Counter(line["id"][0] for line in KOKORO.values())
    assert counts == {"a": 20, "b": 8, "e": 3, "f": 1, "h": 4, "i": 2, "p": 3}
    for name, line in KOKORO.items():
        voice = voices.named(name)
        [model, style] = voice.files
        assert style.address.endswith(f"/voices/{line['id']}.bin")
        assert (model.size, style.size) == (92_361_271, 522_240)


def test_a_family_that_lacks_a_key_is_named(here: Path) -> None:
    family = here / "config" / "narrate" / "voices" / "families"
    write(family, "mine.toml", 'engine = "kokoro"\n')
    with pytest.raises(UsageError, match=r"mine\.toml cannot be read: the key speakers is missing"):
        voices.catalog()


@pytest.mark.parametrize("voice", voices.catalog(), ids=lambda voice: voice.name)
def test_a_packaged_voice_says_whose_it_is(voice: Voice) -> None:
    assert voice.engine in engines.names()
    assert voice.license
    assert voice.attribution or voice.source or voice.license == "MIT"
    assert voice.source_type in SOURCE_TYPES
    assert voice.description


@pytest.mark.parametrize("voice", voices.catalog(), ids=lambda voice: voice.name)
def test_what_is_fetched_has_a_known_place_and_a_license_that_decides(voice: Voice) -> None:
    assert voice.commercial == "yes" or not any(free in voice.license for free in ("Apache", "MIT"))
    assert voice.commercial != "yes" or not any(not_free in voice.license for not_free in NOT_FREE)
    for file in voice.files:
        assert file.address.startswith("https://") or file.requirement
        assert file.sha256 == file.sha256.lower()
    names = [file.name for file in voice.files]
    assert not names or voice.model in names or voice.engine == "kokoro"
    assert len({file.sha256 for file in voice.files if file.sha256}) == len(
        [file for file in voice.files if file.sha256]
    )


def test_the_catalog_has_neural_voices_in_many_languages() -> None:
    languages = {voice.language.split("-")[0] for voice in voices.catalog() if voice.files}
    assert len(languages) >= 15


@pytest.mark.parametrize("voice", [v for v in voices.catalog() if v.files], ids=lambda v: v.name)
def test_there_is_a_paragraph_to_try_it_with(voice: Voice) -> None:
    assert preview.paragraph(voice.language)


@pytest.mark.parametrize(
    "voice", [each for each in voices.catalog() if each.engine == "espeak"], ids=lambda v: v.name
)
def test_a_packaged_voice_is_one_that_its_engine_has(voice: Voice) -> None:
    offered = {each.id: each for each in engines.find(voice.engine).voices()}
    assert voice.id in offered
    assert offered[voice.id].language.split("-")[0] == voice.language.split("-")[0].lower()


def test_the_configuration_overrides_the_package(here: Path) -> None:
    write(here / "config" / "narrate" / "voices", "system.toml", 'engine = "tone"\nlicense = "2"\n')
    assert voices.find("system", "en", PLAIN).license == "2"
    assert len(voices.catalog()) == len(PACKAGED)


def test_the_working_directory_adds_a_voice(here: Path) -> None:
    write(here / "voices", "anchor.toml", 'engine = "tone"\nlicense = "1"\n')
    assert voices.find("anchor", "en", PLAIN).license == "1"
    assert len(voices.catalog()) == len(PACKAGED) + 1
    assert len(voices.catalog(trusted=True)) == len(PACKAGED)


@pytest.mark.parametrize("name", ["system", "tone", "espeak", "espeak:de", "command:slt", "mine"])
def test_the_working_directory_takes_no_name_that_has_a_meaning(here: Path, name: str) -> None:
    write(here / "config" / "narrate" / "voices", "mine.toml", 'engine = "tone"\n')
    before = voices.find(name, "en", PLAIN)
    write(here / "voices", f"{name}.toml", "\n".join(PROGRAM))
    with pytest.warns(EngineWarning, match=rf"voices/{name}\.toml is not used"):
        assert voices.find(name, "en", PLAIN) == before
    assert voices.catalog() == voices.catalog(trusted=True)


PROGRAM = ('engine = "command"', 'id = "slt"', "[options]", 'run = ["./steal", "{text}"]')


def test_an_id_of_an_engine_is_looked_for_in_no_file_of_the_working_directory(here: Path) -> None:
    before = voices.find("command:slt", "en", PLAIN)
    write(here / "voices", "aaa.toml", "\n".join(PROGRAM))
    assert voices.find("command:slt", "en", PLAIN) == before
    assert voices.find("aaa", "en", PLAIN).options["run"] == ["./steal", "{text}"]


def test_an_engine_and_an_id_are_a_voice_with_the_engine_s_licence() -> None:
    voice = voices.find("espeak:en-gb-x-rp", "en-GB", PLAIN)
    known = voices.find("espeak-en-gb", "en-GB", PLAIN)
    assert (voice.engine, voice.id, voice.language) == ("espeak", "en-gb-x-rp", "en-GB")
    assert (voice.license, voice.source_type) == (known.license, known.source_type)


def test_an_engine_alone_speaks_the_article_s_language() -> None:
    voice = voices.find("espeak", "pl", PLAIN)
    assert (voice.name, voice.id, voice.language) == ("espeak", "", "pl")


def test_a_voice_with_a_language_keeps_it() -> None:
    assert voices.find("espeak-uk", "en-US", PLAIN).language == "uk"
    assert voices.find("system", "en-US", PLAIN).language == "en-US"


def test_what_the_user_asks_comes_on_top_of_what_the_file_sets(here: Path) -> None:
    write(
        here / "voices",
        "anchor.toml",
        'engine = "tone"\n[prosody]\nspeed = 0.5\npitch = -2\ngain_db = -3\n',
    )
    asked = voices.find("anchor", "en", Prosody(speed=1.5, pitch=5)).prosody
    assert asked == Prosody(speed=0.75, pitch=3, gain_db=-3)


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("sistem", "system"),
        ("espeak-en", "espeak-en-us"),
        ("tones", "tone"),
        ("espek:de", "espeak"),
    ],
)
def test_an_unknown_voice_offers_the_nearest(name: str, nearest: str) -> None:
    with pytest.raises(UsageError, match=f"no voice '{name}'. Did you mean .*{nearest}"):
        voices.find(name, "en", PLAIN)


def test_a_name_is_no_path(here: Path) -> None:
    write(here / "voices" / "sub", "inner.toml", 'engine = "tone"\n')
    for name in ("sub/inner", "../voices/sub/inner", ""):
        with pytest.raises(UsageError, match="There is no voice"):
            voices.find(name, "en", PLAIN)


def test_a_name_like_no_other_is_led_to_the_list() -> None:
    with pytest.raises(UsageError, match=r"no voice 'zzzz'\. See: narrate voices$"):
        voices.find("zzzz", "en", PLAIN)


FILE = 'engine = "piper"\n[[files]]\naddress = "{}"\n'
WRONG = {
    "unknown key": 'engine = "tone"\nlicence = "MIT"\n',
    "no engine": 'license = "MIT"\n',
    "unknown prosody": 'engine = "tone"\n[prosody]\nrate = 2\n',
    "no TOML": "engine = tone\n",
    "unknown pause": 'engine = "tone"\n[pauses]\ncoffee_ms = 2\n',
    "unknown about a file": 'engine = "tone"\n[[files]]\naddress = "http://a/b"\nsum = "0"\n',
    "a second name": 'engine = "tone"\nname = "other"\n',
    "prosody of another kind": 'engine = "tone"\nprosody = 3\n',
    "files of another kind": 'engine = "tone"\nfiles = "all"\n',
    "an engine that is a path": 'engine = "/home/ann/.ssh"\n',
    "an engine that climbs": 'engine = "../../.ssh"\n',
    "an engine that is a dot": 'engine = ".."\n',
    "a file that is a path": FILE.format(r"http://a/..\\..\\x"),
    "a file that is hidden": FILE.format("http://a/.bashrc"),
    "a file without a name": FILE.format("http://a/"),
    "a local file": FILE.format("file:///etc/passwd"),
    "an address that cannot be read": FILE.format("http://[/x"),
    "a package without a version": FILE.format("package://joe/joe.onnx")
    + f'sha256 = "{"0" * 64}"\n',
    "a package's file that climbs": FILE.format("package://joe/1.0/../x")
    + f'sha256 = "{"0" * 64}"\n',
    "a package's file without a hash": FILE.format("package://joe/1.0/joe.onnx"),
    "a hash of other signs": FILE.format("http://a/b") + f'sha256 = "{"x" * 64}"\n',
    "a long file": 'engine = "tone"\n' + "#" * 1_100_000,
    "deep tables": 'engine = "tone"\noptions = ' + "[" * 9_000 + "]" * 9_000,
    "deep keys": 'engine = "tone"\noptions.' + "a." * 9_000 + "a = 1",
}


@pytest.mark.parametrize("content", WRONG.values(), ids=WRONG.keys())
def test_a_wrong_file_is_named_with_the_keys_there_are(here: Path, content: str) -> None:
    write(here / "voices", "mine.toml", content)
    with pytest.raises(UsageError, match=r"voice file voices/mine\.toml cannot be read") as raised:
        voices.catalog()
    keys = {field.name for field in fields(Voice)} - {"name"}
    assert all(key in str(raised.value) for key in keys)
    assert "argument" not in str(raised.value), "Python's own words"


KINDS = {
    "a speed that is text": 'engine = "tone"\n[prosody]\nspeed = "fast"\n',
    "a speed of nothing": 'engine = "tone"\n[prosody]\nspeed = 0\n',
    "an engine that is a number": "engine = 5\n",
    "a language that is a number": 'engine = "tone"\nlanguage = 5\n',
    "an option that is a date": 'engine = "tone"\n[options]\nday = 2026-01-01\n',
}


@pytest.mark.parametrize("content", KINDS.values(), ids=KINDS.keys())
def test_a_value_of_the_wrong_kind_is_named_with_its_file(here: Path, content: str) -> None:
    write(here / "voices", "mine.toml", content)
    with pytest.raises(UsageError, match=r"voice file voices/mine\.toml cannot be read"):
        voices.find("mine", "en", PLAIN)


def test_dictionaries_come_the_farthest_first(here: Path) -> None:
    def found(*named: str, language: str = "en-US") -> list[str]:
        return [Path(lexicon.name).name for lexicon in voices.lexicons(language, named)]

    assert found() == ["en.tsv"]
    assert found(language="sv") == []
    own = [found(language=tag) for tag in ("uk", "pl", "de")]
    assert own == [["uk.tsv"], ["pl.tsv"], ["de.tsv"]]
    write(here, "lexicon.tsv", "term\talias\n")
    write(here, "desk.tsv", "term\talias\n")
    write(here / "voices" / "lexicons", "sv.tsv", "term\talias\n")
    assert found() == ["en.tsv", "lexicon.tsv"]
    assert found(language="sv") == ["sv.tsv", "lexicon.tsv"]
    assert found("desk.tsv") == ["en.tsv", "desk.tsv"]
    with pytest.raises(LexiconError, match=r"lost\.tsv cannot be read"):
        found("lost.tsv")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_dictionary_is_read_as_a_spreadsheet_saves_it(here: Path, encoding: str) -> None:
    (here / "lexicon.tsv").write_bytes("term\talias\nŁódź\twoodge\n".encode(encoding))
    [house] = voices.lexicons("xx", ())
    assert [lexeme.term for lexeme in house.lexemes] == ["Łódź"]
    assert (house.name, house.layer) == ("lexicon.tsv", "house")


def test_a_desk_s_dictionary_is_nearer_than_the_house_s(here: Path) -> None:
    write(here, "lexicon.tsv", "term\talias\n")
    write(here, "sport.tsv", "term\talias\n")
    found = voices.lexicons("en", (), ("sport.tsv",))
    assert [lexicon.layer for lexicon in found] == ["built in", "house", "desk"]


def test_an_unknown_engine_has_no_folder_to_write_or_delete_in(here: Path) -> None:
    (home := here / "data" / "narrate" / "voices" / "lost").mkdir(parents=True)
    (home / "id_rsa").write_text("secret")
    write(here / "voices", "mine.toml", 'engine = "lost"\n[[files]]\naddress = "http://a/id_rsa"\n')
    voice = voices.named("mine")
    assert not voices.installed(voice)
    for act in (
        lambda: install.remove(voice),
        lambda: install.install(voice, tell=print, advance=print),
        lambda: voices.ready(voice),
    ):
        with pytest.raises(UsageError, match="There is no engine 'lost'"):
            act()
    assert (home / "id_rsa").read_text() == "secret"


def test_a_model_is_one_of_the_files_that_were_checked(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(here / "data"))
    folder = here / "data" / "narrate" / "voices" / "piper"
    write(folder, "a.onnx", "a")
    write(folder, "a.onnx.sha256", sha256(b"a").hexdigest())
    listed = 'engine = "piper"\n[[files]]\naddress = "http://a/a.onnx"\n'
    write(here / "voices", "mine.toml", listed)
    assert voices.ready(voices.named("mine")).model == str(folder / "a.onnx")
    write(here / "voices", "mine.toml", f'model = "../../b.onnx"\n{listed}')
    with pytest.raises(UsageError, match=r"Set model in its file to one of a\.onnx"):
        voices.ready(voices.named("mine"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_a_file_that_never_ends_is_not_waited_for(here: Path) -> None:
    (here / "voices").mkdir()
    os.mkfifo(here / "voices" / "pipe.toml")
    (here / "voices" / "zero.toml").symlink_to("/dev/zero")
    assert len(voices.catalog()) == len(PACKAGED)


def test_a_dictionary_without_end_is_refused(here: Path) -> None:
    with (here / "lexicon.tsv").open("wb") as file:
        file.truncate(50_000_001)
    with pytest.raises(LexiconError, match="has more than 50 MB"):
        voices.lexicons("en", ())


def test_a_copy_of_a_voice_in_the_working_directory_needs_no_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    voices_folder = Path(__file__).parent.parent.parent / "voices"
    (tmp_path / "voices").mkdir()
    content = (voices_folder / "espeak-en-gb.toml").read_bytes()
    (tmp_path / "voices" / "espeak-en-gb.toml").write_bytes(content)
    monkeypatch.chdir(tmp_path)
    assert voices.named("espeak-en-gb").engine == "espeak"
