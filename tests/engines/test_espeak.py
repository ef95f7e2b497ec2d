"""eSpeak NG itself: phonemes decide what is heard."""

import json
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from narrate.engines.pool import Pool
from narrate.model import Audio, SpokenRun, Voice

TEXTS = Path(__file__).parents[1]
ODD = [
    "x",
    "",
    "(((",
    "....!!!???",
    "A. B. C.",
    "[[h@l'oU]]",
    "Привіт! 日本 χαῖρε",
    "a\0b",
    "\x0190P up",
]
# Says each text in a fork of a process that said none, and tells how it sounds.
ALONE = """
import hashlib, json, os, sys
from narrate.engines.espeak import Espeak
from narrate.model import SpokenRun, Voice

with Espeak().load(Voice("v", "espeak", id=sys.argv[1])) as say:
    for text in json.load(sys.stdin):
        if not os.fork():
            audio = say([SpokenRun(text)])
            print(hashlib.sha256(audio.pcm + repr(audio.words).encode()).hexdigest(), flush=True)
            os._exit(0)
        os.wait()
"""


@pytest.fixture
def pool() -> Iterator[Pool]:
    with Pool(Voice(name="v", engine="espeak", language="en-US"), jobs=1, timeout_s=20) as pool:
        yield pool


def test_phonemes_decide_what_is_heard(pool: Pool) -> None:
    text, named = pool([SpokenRun("Szczerba")]), pool([SpokenRun("Szczerba", "ˈʃtʃɛərbə")])
    assert text.pcm != named.pcm
    assert named.pcm == pool([SpokenRun("anything else", "ˈʃtʃɛərbə")]).pcm


def test_a_phoneme_that_has_no_mnemonic_leaves_the_text(pool: Pool) -> None:
    assert pool([SpokenRun("shchair-buh", "ǃǃ")]).pcm == pool([SpokenRun("shchair-buh")]).pcm


def test_brackets_in_the_text_are_no_phonemes(pool: Pool) -> None:
    assert pool([SpokenRun("[[h@l'oU]]")]).pcm != pool([SpokenRun("x", "həˈloʊ")]).pcm


def test_a_language_without_the_table_says_the_text() -> None:
    with Pool(Voice(name="v", engine="espeak", language="de"), jobs=1, timeout_s=20) as german:
        assert (
            german([SpokenRun("Schtscherba", "ˈʃtʃɛərbə")]).pcm
            == german([SpokenRun("Schtscherba")]).pcm
        )


@pytest.fixture
def stress_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a dictionary of Ukrainian stress without data, in place of one that is installed."""
    package = tmp_path / "ukrainian_word_stress"
    (package / "data").mkdir(parents=True)
    (package / "__init__.py").touch()
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return package


@pytest.mark.usefixtures("stress_package")
def test_a_mark_moves_the_stress_of_a_ukrainian_word() -> None:
    with Pool(Voice("v", "espeak", language="uk"), jobs=1, timeout_s=20) as pool:

        def audio(respelling: str) -> Audio:
            return pool([SpokenRun("Це "), SpokenRun("замок", respelling=respelling)])

        castle, lock, plain = audio("за\u0301мок"), audio("замо\u0301к"), audio("")
    assert lock == plain != castle  # the library stresses the second syllable
    places = [[(word.start, word.end) for word in spoken.words] for spoken in (castle, lock)]
    assert places == [[(0, 2), (3, 8)]] * 2


@pytest.mark.usefixtures("stress_package")
def test_a_mark_in_the_text_moves_the_stress_and_does_not_divide_the_word() -> None:
    with Pool(Voice("v", "espeak", language="uk"), jobs=1, timeout_s=20) as pool:
        marked, plain = pool([SpokenRun("Це за\u0301мок.")]), pool([SpokenRun("Це замок.")])
        castle = pool(
            [SpokenRun("Це "), SpokenRun("замок", respelling="за\u0301мок"), SpokenRun(".")]
        )
    assert marked.pcm != plain.pcm
    assert marked.pcm == castle.pcm
    assert [(word.start, word.end) for word in marked.words] == [(0, 2), (3, 9)]


def test_the_dictionary_of_ukrainian_stress_decides(stress_package: Path) -> None:
    marisa_trie = pytest.importorskip("marisa_trie")
    text = [SpokenRun("Яблуко, замок.")]
    with Pool(Voice("v", "espeak", language="uk"), jobs=1, timeout_s=20) as pool:
        plain = pool(text)
    trie = marisa_trie.BytesTrie([("яблуко", bytes([1])), ("замок", bytes([4]))])
    trie.save(str(stress_package / "data" / "stress.trie"))
    with Pool(Voice("v", "espeak", language="uk"), jobs=1, timeout_s=20) as pool:
        stressed, lock = pool(text), pool([SpokenRun("Замок.")])
        same = pool([SpokenRun("", ""), SpokenRun("Замок.")])
    assert stressed.pcm != plain.pcm
    assert lock == same
    assert len(stressed.words) == len(plain.words)


def told(program: str, argument: str, texts: list[str]) -> str:
    """Return what a program of its own prints."""
    command = [sys.executable, "-c", program, argument]
    return subprocess.run(
        command, input=json.dumps(texts), capture_output=True, text=True, check=True
    ).stdout


def in_turn(language: str, texts: list[str]) -> list[str]:
    """Return how each text sounds in one process, after the others."""
    voice = Voice(name="v", engine="espeak", id=language)
    with Pool(voice, jobs=1, timeout_s=20) as pool:
        said = [pool([SpokenRun(text)]) for text in texts]
    return [sha256(each.pcm + repr(each.words).encode()).hexdigest() for each in said]


def texts(language: str) -> list[str]:
    """Return what stands in our cases of this language, and of English, which it reads, too."""
    files = [
        TEXTS / "text" / "cases" / "sentences.txt",
        TEXTS / "source" / f"furniture_{language[:2]}.tsv",
        TEXTS / "text" / "cases" / "other" / f"{language[:2]}.tsv",
    ]
    lines = [line for file in files if file.is_file() for line in file.read_text().splitlines()]
    # Each text is spoken in a fork of its own: a share of them shows whether that is enough.
    return [*ODD, *[part for line in lines for part in line.split("\t") if part][::8]]


@pytest.mark.parametrize("voice", ["en-us", "fr-fr", "uk", "en-us+f2"])
def test_each_text_sounds_as_if_it_was_the_first(voice: str) -> None:
    said = texts(voice)
    assert in_turn(voice, said) == told(ALONE, voice, said).split()
