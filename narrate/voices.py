"""Voices: one TOML file each, in ./voices, in the user's configuration or packaged."""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

from narrate import engines
from narrate.errors import LexiconError, UsageError
from narrate.model import Prosody, Voice
from narrate.text import Lexicon

_SLOWEST, _FASTEST = 0.25, 4.0
HOUSE = Path("lexicon.tsv")


def find(name: str, language: str, prosody: Prosody) -> Voice:
    """Return the voice of a name, an engine, or ENGINE:ID, as it is to speak an article.

    A voice without a language of its own speaks the article's; speed and pitch come on top of
    what the voice's file sets. Errors: UsageError offers the nearest names.
    """
    engine, _, id_ = name.partition(":")
    if name in (known := {voice.name: voice for voice in catalog()}):
        voice = known[name]
    elif engine in engines.names():
        voice = _of_engine(engine, known.values(), name=name, id_=id_)
    else:
        names = [*known, *engines.names()]
        close = get_close_matches(name, names, n=3, cutoff=0.4) or sorted(known)
        raise UsageError(
            f"There is no voice {name!r}. Did you mean {', '.join(close)}? See: narrate voices"
        )
    own = voice.prosody
    together = Prosody(own.speed * prosody.speed, own.pitch + prosody.pitch, own.gain_db)
    return replace(voice, language=voice.language or language, prosody=together)


def _of_engine(engine: str, known: Iterable[Voice], *, name: str, id_: str) -> Voice:
    """Return a voice without a file, its licence and source as those of its engine's others."""
    like = next((v for v in known if v.engine == engine), Voice(name=name, engine=engine))
    return replace(like, name=name, id=id_, language="", description="", prosody=Prosody())


def catalog() -> list[Voice]:
    """Return every voice that has a file, the nearest of a name, by name."""
    found: dict[str, Voice] = {}
    for folder in _folders():
        for path in sorted(folder.glob("*.toml")):
            found.setdefault(path.stem, _read(path))
    return [found[name] for name in sorted(found)]


def lexicons(language: str, house: Sequence[str], desk: Sequence[str] = ()) -> list[Lexicon]:
    """Return the pronunciation dictionaries for a language, the farthest first.

    Errors: LexiconError for one that cannot be read.
    """
    return [
        Lexicon.parse(lexicon_text(path), str(path), layer)
        for path, layer in lexicon_files(language, house, desk)
    ]


def lexicon_files(
    language: str, house: Sequence[str], desk: Sequence[str] = ()
) -> list[tuple[Path, str]]:
    """Return the dictionaries' files and layers, the farthest first.

    The built-in ones of the language stand behind the house's: those named, else ./lexicon.tsv
    where it is; the desk's stand before both.
    """
    starter = f"{language.partition('-')[0].lower()}.tsv"
    offered = [folder / "lexicons" / starter for folder in reversed(list(_folders()))]
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


def _folders() -> Iterator[Path]:
    """Yield the folders of voices, the nearest first."""
    yield Path("voices")
    yield user_config_path("narrate") / "voices"
    packaged = Path(__file__).parent / "voices_data"
    # In a checkout they stand beside the package; the wheel has them inside.
    yield packaged if packaged.is_dir() else Path(__file__).parent.parent / "voices"


def _texts(table: dict[str, Any]) -> dict[str, str]:
    for key, value in table.items():
        if not isinstance(value, str):
            raise TypeError(f"{key} is text, not {value!r}")
    return table


def _numbers(prosody: Any) -> dict[str, float]:  # noqa: ANN401 - what it is, is checked
    for key, value in prosody.items() if isinstance(prosody, dict) else ():
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise TypeError(f"{key} is a number, not {value!r}")
        if key == "speed" and not _SLOWEST <= value <= _FASTEST:
            raise TypeError(f"speed goes from {_SLOWEST} to {_FASTEST}, and is {value}")
    return {**prosody}


def _read(path: Path) -> Voice:
    try:
        table: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
        prosody = Prosody(**_numbers(table.pop("prosody", {})))
        return Voice(name=path.stem, **_texts(table), prosody=prosody)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, TypeError) as error:
        keys = ", ".join(field.name for field in fields(Voice) if field.name != "name")
        raise UsageError(f"{path} is no voice: {error}. Its keys are {keys}.") from error
