"""Which pronunciation dictionaries are in force for a language."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.errors import LexiconError
from narrate.voices.catalog import folders

if TYPE_CHECKING:
    from narrate.text import Lexicon

HOUSE = Path("lexicon.tsv")


def lexicons(language: str, house: Sequence[str], desk: Sequence[str] = ()) -> "list[Lexicon]":
    """Return the pronunciation dictionaries for a language, the farthest first.

    Errors: LexiconError for one that cannot be read.
    """
    files = lexicon_files(language, house, desk)
    return [_read(lexicon_text(path), str(path), layer) for path, layer in files]


@lru_cache(maxsize=64)
def _read(text: str, name: str, layer: str) -> "Lexicon":
    """Return a dictionary, read once however many articles it is for."""
    from narrate.text import Lexicon

    return Lexicon.parse(text, name, layer)


def lexicon_files(
    language: str, house: Sequence[str], desk: Sequence[str] = ()
) -> list[tuple[Path, str]]:
    """Return the dictionaries' files and layers, the farthest first.

    The built-in ones of the language stand behind the house's: those named, else ./lexicon.tsv
    where it is; the desk's stand before both.
    """
    starter = f"{language.partition('-')[0].lower()}.tsv"
    offered = [folder / "lexicons" / starter for folder in reversed(list(folders()))]
    # In a checkout the working directory's are the package's own.
    built_in = {path.resolve(): path for path in offered if path.is_file()}
    found = [(path, "built in") for path in built_in.values()]
    if not house and HOUSE.is_file():
        found.append((HOUSE, "house"))
    found += [(Path(name), "house") for name in house]
    return [*found, *((Path(name), "desk") for name in desk)]


def lexicon_text(path: Path) -> str:
    """Return the text of a dictionary as editors and spreadsheets save it: UTF-8 or UTF-16."""
    try:
        data = path.read_bytes()
        return data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise LexiconError(
            f"The dictionary {path} cannot be read ({why}): check its name, and save it as "
            "tab-separated text in UTF-8."
        ) from error
