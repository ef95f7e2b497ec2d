"""More than one voice: by what a block is, by who speaks, by language; all equally loud."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from command import Cli, manifest_in
from meter import decoded

from narrate.audio import loudness, measure
from narrate.config import Settings
from narrate.errors import EngineWarning
from narrate.model import TRAINED, Block, Edit, Hint, Kind, Utterance, Voice, Word
from narrate.speech.cast import Cast, roles
from narrate.speech.speakers import Speakers

STORY = """\
# The harbor opens

The harbor opened early, and the first ship left before noon.

> We waited for three years, and now we work again.

Ann Lee: The ships came back, and so did we.
"""
VOICES = """\
voice = "espeak-en-us"
[voices]
headline = "espeak-en-gb"
quote = "tone"
[voices.speakers]
"Ann Lee" = "flite"
"""


MIXED = Block(Kind.PARAGRAPH, "Yes. Oui, oui.", hints=(Hint(5, 14, "lang", "fr-CA"),))


def utterance(block: Block, written: str = "") -> Utterance:
    return Utterance(block, written or block.text)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (utterance(Block(Kind.HEADING, "News", 1)), ["headline", "heading"]),
        (utterance(Block(Kind.HEADING, "More", 2)), ["heading"]),
        (utterance(Block(Kind.QUOTE, "Yes.")), ["quote"]),
        (
            utterance(Block(Kind.PARAGRAPH, "Ann Lee: Yes. No."), "No."),
            ["speakers.Ann Lee", "paragraph"],
        ),
        (
            utterance(MIXED, "Oui, oui."),
            ["languages.fr-ca", "languages.fr", "paragraph"],
        ),
        (utterance(MIXED, "Yes."), ["paragraph"]),
    ],
)
def test_the_most_telling_role_comes_first(said: Utterance, expected: list[str]) -> None:
    assert list(roles(said)) == expected


@pytest.fixture
def manifest_before(cli: Cli, request: pytest.FixtureRequest) -> dict[str, Any]:
    request.getfixturevalue("flite")
    cli.write("narrate.toml", VOICES)
    cli.write("story.md", STORY)
    cli("make", "story.md", "-o", "made")
    manifest: dict[str, Any] = manifest_in(cli.folder / "made" / "story")
    return manifest


def test_every_voice_is_told_and_all_are_equally_loud(
    cli: Cli, manifest_before: dict[str, Any]
) -> None:
    assert {voice["name"] for voice in manifest_before["others"]} == {
        "espeak-en-gb",
        "tone",
        "flite",
    }
    wave, rate_hz = decoded(
        cli.folder / "made" / "story" / manifest_before["files"]["audio"]["name"]
    )
    loud = []
    for said in manifest_before["utterances"]:
        start, end = (round(said[at] * rate_hz / 1000) for at in ("start_ms", "end_ms"))
        part = np.ravel(wave[start:end])
        loud.append(20 * np.log10(np.sqrt(np.mean(part[np.abs(part) > 0.01] ** 2))))
    assert max(loud) - min(loud) < 5


def test_nothing_changed_says_nothing_anew_and_a_new_voice_does(
    cli: Cli, manifest_before: dict[str, Any]
) -> None:
    manifest = cli.folder / "made" / "story" / "narrate.json"
    before = manifest.read_bytes()
    cli("make", "story.md", "-o", "made")
    assert manifest.read_bytes() == before
    cli.write("narrate.toml", VOICES.replace('"tone"', '"espeak-en-gb"'))
    cli("make", "story.md", "-o", "made")
    after = json.loads(manifest.read_bytes())
    keys = [said["piece"]["key"] for said in after["utterances"]]
    old = [said["piece"]["key"] for said in manifest_before["utterances"]]
    assert [new == one for new, one in zip(keys, old, strict=True)].count(False) == 1


def test_a_voice_s_own_pauses_go_over_the_settings(cli: Cli) -> None:
    cli.write("voices/slow.toml", 'engine = "tone"\n[pauses]\nheading_ms = 3000\n')
    cli.write("story.md", STORY)
    cli("make", "story.md", "-o", "made", "--voice", "slow")
    manifest = manifest_in(cli.folder / "made" / "story")
    assert manifest["utterances"][0]["pause_ms"] == 3000


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ('[voices]\nquotation = "tone"\n', "no setting 'quotation'"),
        ('[voices]\nlanguages = "tone"\n', "must be a table of voices"),
        ("[voices]\nquote = 3\n", "names voices, not 3"),
        ('[voices]\nquote = "nobody"\n', "no voice 'nobody'"),
    ],
)
def test_a_wrong_table_is_told(cli: Cli, story: Path, table: str, why: str) -> None:
    cli.write("narrate.toml", table)
    assert why in cli("make", str(story), code=2).stderr.decode()


PAGE = """\
<!doctype html><html lang="en"><head><title>The toast</title></head><body><article>
<h1>The toast</h1>
<p>The mayor of Riverton said <span lang="fr">bonne chance à tous</span> to 12 crews at noon.</p>
<p>Nobody else in the harbor understood what he meant by that at the time.</p>
</article></body></html>
"""


def test_a_stretch_of_another_language_has_the_voice_of_that_language(cli: Cli) -> None:
    cli.write("toast.html", PAGE)
    cli("make", "toast.html", "-o", "plain", "--voice", "espeak-en-us")
    cli.write("narrate.toml", 'voice = "espeak-en-us"\n[voices.languages]\nfr = "espeak-fr"\n')
    cli("make", "toast.html", "-o", "made")
    plain, mixed = (
        manifest_in(cli.folder / folder / "toast")["utterances"] for folder in ("plain", "made")
    )
    keys = [[said["piece"]["key"] for said in each] for each in (plain, mixed)]
    same = [one == other for one, other in zip(*keys, strict=True)]
    assert same == [True, False, True]
    toast = mixed[1]
    assert toast["spoken"].endswith("said bonne chance à tous to twelve crews at noon.")
    words = [Word(*word) for word in toast["words"]]
    said = [toast["spoken"][word.start : word.end] for word in words]
    assert " ".join(said) == toast["spoken"].rstrip(".")
    times = [time for word in words for time in (word.start_frame, word.end_frame)]
    assert times == sorted(times)
    assert times[-1] <= toast["end_frame"] - toast["start_frame"]
    assert cli("check", "made").stdout.count(b"WRONG") == 0


def test_a_stretch_keeps_the_marks_after_it_and_no_edit_is_cut(tmp_path: Path) -> None:
    english, french = Voice("a", "tone"), Voice("b", "tone", language="fr")
    block = Block(
        Kind.PARAGRAPH,
        "He said “oui”, on 5 May 2020.",
        hints=(Hint(9, 12, "lang", "fr"), Hint(18, 21, "lang", "fr")),
    )
    written = utterance(block)
    date = Edit(18, 28, "May fifth, twenty twenty", "date")
    with Speakers(Settings(cache=str(tmp_path))) as speakers:
        cast = Cast(speakers, english, {"languages.fr": french}, 0)
        parts = cast.parts(written._replace(edits=(date,)))
    assert [(part.written, voice.name) for part, voice in parts] == [
        ("He said “", "a"),
        ("oui", "b"),
        ("”, on 5 May 2020.", "a"),
    ]
    assert [part.spoken for part, _ in parts][-1] == "”, on May fifth, twenty twenty."


@pytest.mark.parametrize(
    ("main_db", "quote_db", "difference_db"), [(4, 2, -2), (3, 0, -3), (0, -2, -2)]
)
def test_a_voice_is_as_much_louder_as_its_file_says(
    tmp_path: Path, main_db: float, quote_db: float, difference_db: float
) -> None:
    main = Voice("a", "tone", loudness_db=main_db)
    quote = Voice("b", "espeak", "en-gb", "en", loudness_db=quote_db)
    block = Block(Kind.QUOTE, "The ferry stayed in port until the evening.")
    with Speakers(Settings(cache=str(tmp_path))) as speakers:
        level = [
            loudness.alone(
                measure.measure(Cast(speakers, first, {"quote": quote}, 0)(utterance(block)))
            )
            for first in (replace(main, loudness_db=quote_db), main)
        ]
    assert level[1] - level[0] == pytest.approx(difference_db, abs=0.4)


def test_another_loudness_of_the_main_voice_is_another_key(tmp_path: Path) -> None:
    quote = Voice("b", "espeak", "en-gb", "en")
    block = Block(Kind.QUOTE, "The ferry stayed in port.")
    with Speakers(Settings(cache=str(tmp_path))) as speakers:
        keys = {
            Cast(speakers, Voice("a", "tone", loudness_db=db), {"quote": quote}, 0).key(
                utterance(block)
            )
            for db in (0.0, 1.0)
        }
    assert len(keys) == 2


def test_a_thread_measures_while_each_process_of_a_neural_voice_speaks() -> None:
    fast, neural = Voice("fast", "tone"), Voice("neural", "tone", source_type=TRAINED)
    for voice, jobs, threads in ((fast, 1, 1), (fast, 2, 3), (neural, 1, 2), (neural, 2, 3)):
        assert Cast(Speakers(Settings()), voice, {}, 0).threads(jobs) == threads


GREETED = "She said 你好 to him, and Добрий день, пані to me."


def greeting(**role_voices: Voice) -> Cast:
    english = Voice("english", "espeak", language="en-US")
    role_voices = {f"languages.{tag}": voice for tag, voice in role_voices.items()}
    return Cast(Speakers(Settings(jobs=1)), english, role_voices, 0)


def test_words_in_a_script_without_a_voice_are_left_out_and_told() -> None:
    cast = greeting()
    sentence = utterance(Block(Kind.PARAGRAPH, GREETED))
    assert cast.left_out(sentence) == ["你好", "Добрий день, пані"]
    blank = utterance(
        Block(Kind.PARAGRAPH, re.sub("你好|Добрий день, пані", lambda m: " " * len(m[0]), GREETED))
    )
    assert cast.key(sentence) == cast.key(blank)
    with pytest.warns(EngineWarning, match="does not read the script of 你好, Добрий день, пані"):
        cast.tell([sentence])


def test_words_in_a_script_with_a_voice_of_its_language_are_spoken_by_it() -> None:
    ukrainian = Voice("ukrainian", "espeak", language="uk")
    cast = greeting(uk=ukrainian)
    sentence = utterance(Block(Kind.PARAGRAPH, GREETED))
    assert cast.left_out(sentence) == ["你好"]
    spoken = [(part.written, voice.name) for part, voice in cast.parts(sentence)]
    assert spoken == [
        ("She said 你好 to him, and ", "english"),
        ("Добрий день, пані", "ukrainian"),
        (" to me.", "english"),
    ]


def test_an_entry_of_the_dictionary_decides_words_in_any_script() -> None:
    block = Block(Kind.PARAGRAPH, "She said Привіт.")
    entry = Edit(9, 15, "pruh-veet", "lexicon.tsv", "prɪˈviːt")
    assert greeting().left_out(Utterance(block, block.text, (entry,))) == []


@pytest.mark.parametrize("voice", ["espeak-en-us", "flite", "tone"])
def test_a_sentence_that_no_voice_reads_is_silent(cli: Cli, voice: str) -> None:
    cli.write("story.txt", "你好!\n\nThe ship left at noon.")
    done = cli("make", "story.txt", "--voice", voice, "-o", "made")
    is_told = b"does not read the script" in done.stderr
    assert is_told is (voice != "tone"), "beeps have no language"
    manifest = manifest_in(cli.folder / "made" / "story")
    first, second = manifest["utterances"]
    assert second["end_ms"] - second["start_ms"] > 900
    assert (first["end_ms"] - first["start_ms"] == 300) is is_told
    cli("check", "made")


def test_an_article_in_a_script_that_the_voice_does_not_read_is_refused(cli: Cli) -> None:
    cli.write("story.txt", "Пором прийшов пізно.\n\nНа пристані ніхто не знав чому.")
    done = cli("make", "story.txt", "--voice", "espeak-en-us", code=2)
    assert b"does not read the script of this article" in done.stderr
    assert not (cli.folder / "output").exists()


def test_a_label_that_the_voice_cannot_read_is_refused(cli: Cli) -> None:
    cli.write("story.txt", "The ferry came in late.")
    cli.write("narrate.toml", 'disclosure_spoken = "start"\ndisclosure_language = "uk"\n')
    done = cli("make", "story.txt", "--voice", "espeak-en-us", code=2)
    assert b"does not read the script of the label" in done.stderr
