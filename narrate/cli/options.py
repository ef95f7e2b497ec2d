"""The options that several commands share, and the settings that come of them."""

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from narrate.config import Settings

Source = Annotated[
    str, typer.Argument(metavar="SOURCE", help="A file, an address, or - for standard input.")
]
Private = Annotated[
    bool, typer.Option("--private", help="Fetch from addresses of your own network, too.")
]
Drafts = Annotated[
    bool, typer.Option("--drafts", help="Narrate drafts, and what is expired or not yet due.")
]
Anyway = Annotated[
    bool, typer.Option("--anyway", help="Narrate pages that are probably not the article.")
]
VoiceName = Annotated[
    str | None, typer.Option("--voice", metavar="NAME", help="Who speaks; see: narrate voices")
]
Speed = Annotated[float | None, typer.Option(metavar="FACTOR", help="1 is the voice's own pace.")]
Language = Annotated[
    str | None, typer.Option(metavar="TAG", help="Such as en-GB; by default the article's own one.")
]
Title = Annotated[str, typer.Option(metavar="TEXT", help="Say and tag this headline.")]
Base = Annotated[
    str | None,
    typer.Option("--base", metavar="URL", help="Where the folder of all narrations is on the web."),
]
Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="ADDRESS",
        help="Let the workers of a Dask scheduler narrate, as tcp://HOST:8786; local starts some.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for machines.")]
Folder = Annotated[
    str, typer.Option("--output", "-o", metavar="FOLDER", help="Where the articles' folders go.")
]
Output = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar="PATH",
        help="A folder of narrations, a file (.mp3 .wav .flac .opus) for just the audio, or -.",
    ),
]


def requested(**flags: object) -> set[str]:
    """Return the names of the settings that flags or the environment ask for in this run."""
    return {
        name
        for name, value in flags.items()
        if value is not None or f"NARRATE_{name.upper()}" in os.environ
    }


def settings(**flags: Any) -> "Settings":
    """Return the settings for the working directory, the environment and these flags."""
    from narrate.config import Settings

    if (address := flags.pop("cluster", None)) is not None:
        loaded = settings(**flags)
        return replace(loaded, cluster=replace(loaded.cluster, address=address))
    if flags.get("base"):  # it replaces the base of the feed, which is the same setting
        loaded = Settings.load(**{**flags, "base": None})
        feed = replace(loaded.feed, base="")
        return replace(loaded, base=flags["base"], feed=feed)
    return Settings.load(**flags)
