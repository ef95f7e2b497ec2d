"""The index of words: a rebuild after a dictionary entry looks only at what says the word."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from command import Cli

import narrate
from narrate.batch.rebuild import rebuild
from narrate.batch.words import FILE, Search
from narrate.speech.speakers import Speakers

STORIES = {
    "harbor.md": "# The harbor\n\nMr. Koval was there. He saw two ferries.\n",
    "market.md": "# The market\n\nBread was cheap. Fish was not.\n",
    "mayor.md": "# The mayor\n\nShe thanked Koval's crew for the fish.\n",
    "rada.md": "---\nlang: uk\n---\n# Рада\n\nПро Умєрова говорили довго, а потім розійшлися.\n",
}
GARBAGE = "nothing that narrate reads"


class Archive:
    """Narrations with an index, made in this process, and the dictionary of a house."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.output, self.lexicon = folder, folder / "output", folder / "lexicon.tsv"
        self.settings = narrate.Settings(
            voice="tone", cache=str(folder / "cache"), jobs=1, lexicons=(str(self.lexicon),)
        )
        self.entries()
        self.make(STORIES)
        self.rebuild()

    @property
    def index(self) -> Path:
        return self.output / FILE

    def make(self, stories: dict[str, str]) -> None:
        (self.folder / "desk").mkdir(exist_ok=True)
        with narrate.Run(self.settings, str(self.output), many=True) as run:
            for name, text in stories.items():
                path = self.folder / "desk" / name
                path.write_text(text, "utf-8")
                run.narrate(run.announce(name, narrate.read(path, self.settings)))
        narrate.follow(run.folders, self.settings, run)

    def entries(self, *lines: str) -> None:
        self.lexicon.write_text("\n".join(["term\talias", *lines]), "utf-8")

    def looked_at(self) -> list[str]:
        with Search([self.output], self.settings, everything=False) as search:
            return [folder.name for folder in search.folders]

    def rebuild(self, *, dry_run: bool = False, everything: bool = False) -> list[str]:
        names = []
        with (
            Search([self.output], self.settings, everything=everything) as search,
            Speakers(self.settings) as speakers,
        ):
            for folder in search.folders:
                result = rebuild(folder, self.settings, dry_run=dry_run, speakers=speakers)
                assert result
                search.note(folder, result.saying)
                names += [folder.name] if result.path else []
            if not dry_run:
                search.finish()
        return names


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


def test_it_finds_what_looking_at_everything_finds(archive: Archive) -> None:
    assert archive.index.is_file()
    for line, expected in {
        "Koval\tKo Val": ["harbor", "mayor"],
        "ferry\tboat": [],
        "ferries\tboats": ["harbor"],
        "fish\tcatch": ["market", "mayor"],
        "the fish\tthe catch": ["mayor"],
        "Умєров\tРустем Умєров": ["rada"],
        "zebra\tstripes": [],
    }.items():
        archive.entries(line)
        assert archive.rebuild(dry_run=True) == expected, line
        assert archive.rebuild(dry_run=True, everything=True) == expected, line
        assert len(archive.looked_at()) < len(STORIES)


def test_an_entry_that_changes_or_goes_touches_as_one_that_comes(archive: Archive) -> None:
    archive.entries("Koval\tKo Val", "bread\tloaf")
    assert archive.rebuild() == ["harbor", "market", "mayor"]
    archive.entries("Koval\tCoval", "bread\tloaf")
    assert archive.looked_at() == ["harbor", "mayor"]
    archive.entries("bread\tloaf")
    assert archive.rebuild() == ["harbor", "mayor"]
    archive.entries()
    assert archive.looked_at() == ["market"]


def test_a_new_article_and_a_correction_are_in_it(archive: Archive) -> None:
    archive.make(
        {
            "zoo.md": "# The zoo\n\nA zebra was born.\n",
            "market.md": "# The market\n\nBread was cheap. A zebra ate it.\n",
        }
    )
    archive.entries("zebra\tstriped horse", "fish\tcatch")
    assert archive.looked_at() == ["market", "mayor", "zoo"]
    assert archive.rebuild() == ["market", "mayor", "zoo"]


def lose(archive: Archive) -> None:
    archive.index.unlink()


def damage(archive: Archive) -> None:
    archive.index.write_bytes(b"SQLite format 3\0" + b"no index" * 200)


def change_settings(archive: Archive) -> None:
    archive.settings = replace(archive.settings, publisher="The Post")


def change_voices(archive: Archive) -> None:
    archive.settings = replace(archive.settings, voices={"quote": "espeak-en-gb"})


@pytest.mark.parametrize("change", [lose, damage, change_settings, change_voices])
def test_where_it_cannot_tell_everything_is_looked_at(
    archive: Archive, change: Callable[[Archive], None]
) -> None:
    archive.entries("Koval\tKo Val")
    change(archive)
    assert len(archive.looked_at()) == len(STORIES)
    archive.rebuild()
    archive.entries()
    assert archive.looked_at() == ["harbor", "mayor"]
    assert [path for path in archive.output.iterdir() if path.suffix == ".sqlite"] == [
        archive.index
    ]


def test_a_rebuild_does_not_open_what_does_not_say_the_word(
    archive: Archive, cli: Cli, tmp_path: Path
) -> None:
    cli.write("narrate.toml", f'voice = "tone"\nlexicons = ["{archive.lexicon}"]\n')
    cli("rebuild", "output")
    archive.entries("Koval\tKo Val")
    (tmp_path / "output/market/narrate.json").write_text(GARBAGE)
    ran = cli("rebuild", "output")
    assert ran.stderr == b""
    assert ran.stdout.splitlines()[-1].startswith(b"2 of 4 articles are made again: 2 sentences, 0")
    assert b"output/market" in cli("rebuild", "output", "--all", code=4).stderr
