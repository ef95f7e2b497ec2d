"""The pronunciation dictionaries for a language: their files, their order, their text."""

import warnings
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.errors import EngineWarning, LexiconError
from narrate.voices.catalog import folders

if TYPE_CHECKING:
    from narrate.text import Lexicon

HOUSE = Path("lexicon.tsv")
_LARGEST_BYTES = 50_000_000  # half a million entries


def lexicons(language: str, house: Sequence[str], desk: Sequence[str] = ()) -> "list[Lexicon]":
    """Return the pronunciation dictionaries for a language; a later one overrides an earlier one.

    Errors: LexiconError for one that cannot be read.
    """
    files = lexicon_files(language, house, desk)
    return [_parsed(lexicon_text(path), str(path), layer) for path, layer in files]


@lru_cache(maxsize=64)
def _parsed(text: str, name: str, layer: str) -> "Lexicon":
    """Return a dictionary, parsed once for all articles."""
    from narrate.text import Lexicon

    return Lexicon.parse(text, name, layer)


def lexicon_files(
    language: str, house: Sequence[str], desk: Sequence[str] = ()
) -> list[tuple[Path, str]]:
    """Return the files of the dictionaries with their layers, in the same order.

    First come the built-in ones of the language, then those of the house (by default
    ./lexicon.tsv if it exists), then those of the desk.
    """
    file_name = f"{language.partition('-')[0].lower()}.tsv"
    candidates = [folder / "lexicons" / file_name for folder in reversed(list(folders()))]
    # In a checkout the folder ./voices is the package's own: each file counts once.
    built_in = {path.resolve(): path for path in candidates if path.is_file()}
    files = [(path, "built in") for path in built_in.values()]
    if not house and HOUSE.is_file():
        files.append((HOUSE, "house"))
    files += [(Path(name), "house") for name in house]
    return [*files, *((Path(name), "desk") for name in desk)]


def lexicon_text(path: Path) -> str:
    """Return the text of a dictionary with tabs, however an editor or a spreadsheet saved it.

    An EngineWarning says which code page and separator were read.
    """
    from narrate.text.lexicon import COLUMNS
    from narrate.voices.spreadsheet import table

    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_BYTES + 1)
        is_short = len(content) <= _LARGEST_BYTES
        text, note = table(content, frozenset(COLUMNS)) if is_short else ("", "")
    except (OSError, LexiconError) as error:
        reason = getattr(error, "strerror", None) or error
        raise LexiconError(
            f"The dictionary {path} cannot be read ({reason}): check its name, and save it as "
            "tab-separated text in UTF-8."
        ) from error
    if not is_short:
        raise LexiconError(
            f"The dictionary {path} has more than {_LARGEST_BYTES // 1_000_000} MB. Name a "
            "dictionary, or split it."
        )
    if note:
        warnings.warn(
            f"The dictionary {path} is read {note}, as a spreadsheet saved it. If its names look "
            "wrong in narrate lexicon list, save it as tab-separated text in UTF-8.",
            EngineWarning,
            stacklevel=2,
        )
    return text
