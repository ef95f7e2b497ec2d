"""Piper and Kokoro themselves, with tiny models: phonemes, short and long texts, word times.

One file, over 300 lines: every test speaks with the same tiny models.
"""

import json
import re
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import tiny
from command import Cli
from hypothesis import given, strategies as st

from narrate.engines import clauses, espeak, estimate, letters, onnx, piper, seams, words
from narrate.engines.pool import Pool
from narrate.errors import EngineError, EngineWarning
from narrate.model import Audio, Prosody, SpokenRun, Voice

NEURAL = ("piper", "kokoro")
SENTENCE = "The harbor opened early, and the first ship left before noon."


@pytest.fixture(params=NEURAL)
def voice(request: pytest.FixtureRequest, speakers: dict[str, Voice]) -> Voice:
    return replace(speakers[request.param], language="en-US")


def say(voice: Voice, *runs: SpokenRun) -> Audio:
    with Pool(voice, jobs=1, timeout_s=20) as pool:
        return pool(runs)


def test_phonemes_decide_what_is_heard(voice: Voice) -> None:
    with Pool(voice, jobs=1, timeout_s=20) as pool:
        read = {
            name: pool(
                [SpokenRun("We "), SpokenRun("read", ipa, respelling), SpokenRun(" it.")]
            ).pcm
            for name, ipa, respelling in (
                ("now", "ˈɹiːd", "reed"),
                ("then", "ˈɹɛd", "red"),
                ("unsayable", "ǃʘ", "red"),
            )
        }
        plain = pool([SpokenRun("We red it.")]).pcm
    assert len(set(read.values())) == 2
    assert read["then"] == read["unsayable"] == plain


def test_a_mark_after_phonemes_is_heard_as_after_words(voice: Voice) -> None:
    with Pool(voice, jobs=1, timeout_s=20) as pool:
        marked = pool([SpokenRun("We "), SpokenRun("red", "ˈɹɛd"), SpokenRun(", you.")])
        bare = pool([SpokenRun("We "), SpokenRun("red", "ˈɹɛd"), SpokenRun(" you.")])
        plain = pool([SpokenRun("We red, you.")])
    assert marked.pcm == plain.pcm != bare.pcm


def test_a_heading_ends_like_a_sentence(voice: Voice) -> None:
    assert say(voice, SpokenRun("Background")).pcm == say(voice, SpokenRun("Background.")).pcm


def test_a_long_sentence_is_said_whole_and_its_words_are_placed(voice: Voice) -> None:
    text = " and ".join(["one ship left the harbor before noon, the other came back"] * 20) + "."
    audio = say(voice, SpokenRun(text))
    assert [text[word.start : word.end] for word in audio.words] == text.split()
    assert not any(word.estimated for word in audio.words)
    assert audio.words[-1].end_frame <= audio.frames


def test_a_model_tells_word_times_from_a_copy_that_does_not_stay(
    speakers: dict[str, Voice],
) -> None:
    path = onnx.folder("piper") / f"{speakers['piper'].id}.onnx"
    with piper.timed(path) as copy:
        added = Path(copy).read_bytes().removeprefix(path.read_bytes())
        assert 0 < len(added) < 100
    assert not Path(copy).exists()
    assert path.exists()


def test_a_model_speaks_without_a_temporary_folder(
    speakers: dict[str, Voice], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = onnx.folder("piper") / f"{speakers['piper'].id}.onnx"
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    with piper.timed(path) as model:
        assert model == str(path)


def test_words_that_do_not_pair_are_estimated(voice: Voice) -> None:
    audio = say(voice, SpokenRun("He paid 1999 to them."))
    assert {word.estimated for word in audio.words} == {True}
    assert audio.words[-1].end_frame <= audio.frames


def test_without_lengths_from_the_model_words_are_estimated(tmp_path: Path) -> None:
    model = str(tiny.kokoro(tmp_path, timed=False))
    text = "The harbor opened early, and the first ship left."
    audio = say(Voice("v", "kokoro", id="af_low", model=model, language="en-US"), SpokenRun(text))
    assert [text[word.start : word.end] for word in audio.words] == text.split()
    assert all(word.estimated for word in audio.words)


def test_an_estimate_follows_the_pauses_and_the_phonemes() -> None:
    tone, pause = np.ones(24_000, np.float32), np.zeros(6_000, np.float32)
    wave = np.concatenate([pause, tone, pause, tone, tone, pause])
    spans = estimate.stretches("One, two three.", "wˈʌn, tˈuː θɹˈiː.", wave, 24_000)
    assert spans[0] == (6_000, 30_000)
    assert spans[1][0] == 36_000
    assert spans[2][1] == 84_000
    assert spans[1][1] == spans[2][0]
    assert spans[1][1] - 36_000 < 24_000, "a shorter word takes less of its part"


@pytest.mark.parametrize("name", ["Nguyễn", "Đặng", "Aḥmad", "Ṭahir"])
def test_no_letter_of_a_name_is_spelled_as_a_code_point(name: str) -> None:
    english = Voice("e", "espeak", language="en-us")
    ipa, base = espeak.transcribe([name, letters.spoken(name, "en-US")], english)
    assert "lˌɛɾɚ" not in ipa, "it says: letter"
    assert ipa == base
    assert len(letters.spoken(name, "en-US")) == len(name)


@pytest.mark.parametrize(
    ("language", "written", "base"),
    [
        ("en-us", "Žďár", "Zďár"),
        ("en-us", "Šćepanović", "Sćepanović"),
        ("en-us", "Čvančara", "Cvančara"),
        ("en-us", "Źródło", "Zródło"),
        ("en-us", "Š. Novák", "S. Novák"),
        ("en-us", "É. Dupont", "E. Dupont"),
        ("de", "zehn Hefte à zwei Euro", "zehn Hefte a zwei Euro"),
        ("de", "Ç. Altan und Žbirka", "C. Altan und Zbirka"),
        ("fr", "É. Roux", "E. Roux"),
        ("es", "Á. Ruiz", "A. Ruiz"),
        ("pl", "Á. Nagy", "A. Nagy"),
    ],
)
def test_the_name_of_an_accent_is_never_said(language: str, written: str, base: str) -> None:
    voice = Voice("e", "espeak", language=language)
    ipa, base_ipa = espeak.transcribe([written, base], voice)
    assert ipa == base_ipa
    assert letters.spoken(written, language) == base


def test_a_language_keeps_its_own_letters() -> None:
    for language, text in {
        "es": "Ñ. Ruiz",
        "de": "Ö. Ś. Źródło",
        "pl": "Ż. Łoś i Śmigły",
        "fr": "deux à trois",
        "it": "È vero",
        "pt": "É isso, à noite",
        "en": "Čapek à la carte",
    }.items():
        assert letters.spoken(text, language) == text
    assert letters.spoken("Đặng Nguyễn", "vi") == "Đặng Nguyễn"
    assert letters.spoken("Łódź, Gdańsk", "pl-PL") == "Łódź, Gdańsk"
    assert letters.spoken("blåbærgrød", "da") == "blåbærgrød"


# Latin words, and how a model of Ukrainian letters reads them.
LATIN = [
    ("Компанія Boeing і BBC", "компанія боеінґ і бібісі"),
    ("Shchyedryk, Yuzhny, Khalyava", "щєдрік, южні, халява"),
    ("Scotch, Schmidt, Chopin", "скоч, шмідт, чопін"),
    ("Lee, Cook, Louis, Qatar, Queen", "лі, кук, луіс, катар, квін"),
    ("Joseph Thatcher, Buckley", "джосеф тачер, буклеі"),
    ("Ceyx, Cindy, Cyber, Rayid", "сеікс, сінді, сібер, раїд"),
    ("Fox, Wagner, Zara", "фокс, ваґнер, зара"),
    ("NATO, FBI, GPS, HQ", "енейтіоу, ефбіай, джіпіес, ейчк'ю"),
    ("JKL, RUM, VWXYZ, CDE", "джейкейел, арюем, відабл-юексвайзед, сідіі"),
    ("Café in Łódź", "кафе ін лодз"),
    ("Sheriff Harris", "шеріфф гарріс"),
]

# Piper's Ukrainian voice reads letters: lower case, an apostrophe, the stress mark.
UKRAINIAN = set("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя' ,.-!?:;\"\u0301\u0306\u0308")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("У Києві — П’ять.", "у києві , п'ять."),
        ("Їжак і Ґава…", "їжак і ґава."),
        ("«Так», – сказав він", '"так", - сказав він'),
        ("Івано‑Франківськ, „Слово“ і п‘ять", 'івано-франківськ, "слово" і п\'ять'),
        ("Вышинский, подъезд, Эра", "вишинский, подезд, ера"),
        ("α-промені й β", "альфа-промені й бета"),
        *LATIN,
    ],
)
def test_a_model_of_letters_gets_only_its_alphabet(written: str, read: str) -> None:
    assert letters.in_alphabet(written, UKRAINIAN) == read


def test_each_row_of_the_latin_table_has_a_golden_line() -> None:
    table, pattern = letters._ukrainian()  # noqa: SLF001 - the rows themselves
    latin = [word for written, _ in LATIN for word in re.findall("[A-Za-z]+", written)]
    read = [word if word.isupper() else word.lower() for word in latin]
    used = {row for word in read for row in pattern.findall(word)}
    assert used >= table.keys()


def test_a_model_of_letters_never_gets_ipa(tmp_path: Path) -> None:
    model = tiny.piper(tmp_path / "letters.onnx")
    about = json.loads(Path(f"{model}.json").read_text("utf-8"))
    alphabet = {sign: [number] for number, sign in enumerate(["_", "^", "$", *sorted(UKRAINIAN)])}
    about |= {"phoneme_type": "text", "phoneme_id_map": alphabet}
    Path(f"{model}.json").write_text(json.dumps(about), "utf-8")
    voice = Voice("v", "piper", model=str(model), language="uk")
    with Pool(voice, jobs=1, timeout_s=20) as pool:
        decided = pool([SpokenRun("У "), SpokenRun("Києві", "ˈkɪjiʋʲi"), SpokenRun(".")])
        assert decided.pcm == pool([SpokenRun("у києві.")]).pcm


def test_a_seam_is_as_long_as_a_speaker_pauses() -> None:
    tone, silence = np.ones(24_000, np.float32), np.zeros(12_000, np.float32)
    wave = np.concatenate([silence, tone, silence])
    first, lost = seams.trimmed(wave, 24_000, None, 0.02)
    assert (len(first), lost) == (12_000 + 24_000 + 480, 0)
    second, lost = seams.trimmed(wave, 24_000, 0.12, None)
    assert (len(second), lost) == (2_880 + 24_000 + 12_000, 12_000 - 2_880)
    assert len(seams.trimmed(silence, 24_000, 0.0, 0.0)[0]) == 12_000, "silence has no edges"


def test_an_estimate_without_pauses_shares_the_whole() -> None:
    wave = np.ones(24_000, np.float32)
    spans = estimate.stretches("One, two.", "wˈʌn, tˈuː.", wave, 24_000)
    assert (spans[0][0], spans[1][1]) == (0, 24_000)
    assert estimate.stretches("?", "", wave, 24_000) == []


def test_speakers_sound_apart_and_two_as_one_between(models: Path) -> None:
    model = str(models / "narrate/voices/kokoro/kokoro-v1.0.onnx")
    low, both, high = (
        say(Voice("v", "kokoro", id=id_, model=model, language="en-US"), SpokenRun(SENTENCE))
        for id_ in ("af_low", "af_low+af_high", "af_high")
    )
    assert crossings(low) < crossings(both) < crossings(high)


MISSING = """
import importlib.metadata as metadata
real = metadata.version
def version(name):
    if name in ("piper-tts", "kokoro-onnx"):
        raise metadata.PackageNotFoundError(name)
    return real(name)
metadata.version = version
"""


def test_without_its_package_an_engine_says_how_to_get_it(
    voice: Voice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text(MISSING)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(EngineError, match=rf"-m pip install .*{voice.engine}"):
        say(voice, SpokenRun(SENTENCE))


def crossings(audio: Audio) -> int:
    wave = np.frombuffer(audio.pcm, "<i2") > 0
    return int(np.count_nonzero(wave[1:] != wave[:-1]))


def test_a_speaker_of_many_is_chosen_by_name(tmp_path: Path) -> None:
    model = str(tiny.piper(tmp_path / "many.onnx", speakers=("ann", "bob")))
    ann, bob = (
        say(Voice("v", "piper", model=model, options={"speaker": who}), SpokenRun(SENTENCE))
        for who in ("ann", "bob")
    )
    assert ann.pcm != bob.pcm
    with pytest.raises(EngineError, match="no speaker 'eve'; its speakers: ann, bob"):
        say(Voice("v", "piper", model=model, options={"speaker": "eve"}), SpokenRun(SENTENCE))


def broken(kind: str, folder: Path) -> Path:
    if kind == "kokoro":
        return tiny.kokoro(folder)
    return tiny.piper(folder / "v.onnx")


@pytest.mark.parametrize("engine", NEURAL)
def test_a_damaged_model_is_told(engine: str, tmp_path: Path) -> None:
    model = broken(engine, tmp_path)
    model.write_bytes(model.read_bytes()[:500])
    with pytest.raises(EngineError, match=f"the model {model.name} cannot be read"):
        say(Voice("v", engine, id="af_low", model=str(model)), SpokenRun(SENTENCE))


def test_a_damaged_description_is_told(tmp_path: Path) -> None:
    model = tiny.piper(tmp_path / "v.onnx")
    Path(f"{model}.json").write_text("{}")
    with pytest.raises(EngineError, match=r"v\.onnx\.json is no description of a Piper voice"):
        say(Voice("v", "piper", model=str(model)), SpokenRun(SENTENCE))


def test_where_a_provider_is_not_there_the_cpu_speaks_and_it_is_told(voice: Voice) -> None:
    with pytest.warns(EngineWarning, match="no provider 'cuda', only cpu"):
        audio = say(replace(voice, provider="cuda"), SpokenRun(SENTENCE))
    assert audio.frames


# As onnxruntime-gpu on a machine without CUDA: the provider is listed, and the CPU speaks silently.
LISTED = """
import onnxruntime, warnings
onnxruntime.get_available_providers = lambda: ["CUDAExecutionProvider", "CPUExecutionProvider"]
warnings.filterwarnings("ignore", "Specified provider")
"""


def test_a_provider_that_does_not_start_is_told(
    voice: Voice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text(LISTED)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.warns(EngineWarning, match="'cuda' does not start, so the CPU speaks"):
        assert say(replace(voice, provider="cuda"), SpokenRun(SENTENCE)).frames


def test_what_an_engine_tells_reaches_the_user_out_of_its_process(voice: Voice) -> None:
    asked = replace(voice, provider="cuda")
    with (
        pytest.warns(EngineWarning, match="the CPU speaks"),
        Pool(asked, jobs=1, timeout_s=30) as pool,
    ):
        assert pool([SpokenRun(SENTENCE)]).frames


def test_the_command_tells_it_once(cli: Cli, models: Path) -> None:
    cli.write("narrate.toml", 'voice = "piper:en_US-tiny-low"\nprovider = "cuda"\njobs = 6\n')
    cli.write("story.txt", " ".join(f"Boat {number} came in." for number in range(12)))
    done = cli("make", "story.txt", environment={"XDG_DATA_HOME": str(models)})
    assert done.stderr.decode().count("the CPU speaks") == 1


def test_the_command_tells_it_once_for_many_articles(cli: Cli, models: Path) -> None:
    cli.write("narrate.toml", 'voice = "piper:en_US-tiny-low"\nprovider = "cuda"\njobs = 2\n')
    for number in range(4):
        cli.write(f"desk/{number}.txt", f"Boat {number} came in.")
    done = cli("make", "desk", environment={"XDG_DATA_HOME": str(models)})
    assert done.stderr.decode().count("the CPU speaks") == 1


@pytest.mark.parametrize(("prosody", "why"), [(Prosody(pitch=2), "pitch"), (Prosody(3), "speed")])
def test_what_kokoro_cannot_do_is_refused(
    speakers: dict[str, Voice], prosody: Prosody, why: str
) -> None:
    with pytest.raises(EngineError, match=why):
        say(replace(speakers["kokoro"], prosody=prosody), SpokenRun(SENTENCE))


TEXT = st.text(alphabet="ab ,.;—(", max_size=120)
RUNS = st.lists(st.builds(SpokenRun, TEXT, st.sampled_from(["", "", "ə"]), st.just("")), max_size=5)


@given(RUNS, st.integers(8, 60))
def test_cutting_loses_nothing_and_keeps_the_limit(runs: list[SpokenRun], limit: int) -> None:
    parts = clauses.cut(runs, limit)
    assert "".join(run.text for part in parts for run in part) == "".join(run.text for run in runs)
    whole = max((len(run.text) for run in runs if run.phonemes), default=0)
    assert all(sum(len(run.text) for run in part) <= max(limit, whole) for part in parts)
    assert [run for part in parts for run in part if run.phonemes and run.text] == [
        run for run in runs if run.phonemes and run.text
    ]


@given(st.text(alphabet="ab .—", max_size=40), st.integers(1, 5))
def test_words_are_placed_in_order_within_what_was_heard(text: str, count: int) -> None:
    placed = words.place(text, [(100 * n, 100 * n + 90) for n in range(count)])
    at = 0
    for word in placed:
        assert at <= word.start_frame <= word.end_frame <= 100 * count
        at = word.end_frame
    assert len(placed) == sum(any(map(str.isalnum, word)) for word in text.split())
