"""narrate cache: what is kept of what was said, and how to be rid of it."""

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli import options

if TYPE_CHECKING:
    from narrate.speech.cache import Cache

EXAMPLE = "narrate cache prune --mb 500"
app = typer.Typer(
    help="Show, prune or verify the sounds that are kept, so that none is made twice.",
    epilog=f"Example: {EXAMPLE}",
    rich_markup_mode=None,
    invoke_without_command=True,
)


@app.callback()
def show(context: typer.Context, json_: options.Json = False) -> None:
    """Show where the sounds are, how many, and since when the oldest was not used."""
    if context.invoked_subcommand:
        return
    cache, settings = _opened(), options.settings()
    entries = list(cache.entries())
    size, oldest = sum(entry.bytes for entry in entries), min((e.used for e in entries), default=0)
    if json_:
        about = {
            "folder": str(cache.folder),
            "sounds": len(entries),
            "bytes": size,
            "limit_mb": settings.cache_mb,
            "limit_days": settings.cache_days,
            "longest_unused": _day(oldest),
        }
        print(json.dumps(about))
        return
    print(f"{cache.folder}: {len(entries)} sounds, {_mb(size)} of {settings.cache_mb} MB.")
    if oldest:
        print(
            f"Unused for longest: since {_day(oldest)}. A sound goes after so many days unused: "
            f"{settings.cache_days or 'no limit'}."
        )


@app.command(epilog=f"Example: {EXAMPLE}")
def prune(
    mb: Annotated[int | None, typer.Option(min=0, help="Keep so much; else the setting.")] = None,
    days: Annotated[int | None, typer.Option(min=0, help="Keep what was used since.")] = None,
) -> None:
    """Drop the sounds that were not used for longest; what a run under way uses stays."""
    gone = _opened(mb, days).prune()
    print(f"{len(gone)} sounds went: {_mb(sum(entry.bytes for entry in gone))}.")


@app.command(epilog="Example: narrate cache verify")
def verify() -> None:
    """Read every sound, and drop the damaged ones: they are made again when needed."""
    cache = _opened()
    bad = cache.verify()
    for entry in bad:
        print(entry.path)
    noun = "sound" if len(bad) == 1 else "sounds"
    print(f"{len(bad)} damaged {noun} went, {sum(1 for _ in cache.entries())} are whole.")


def _opened(mb: int | None = None, days: int | None = None) -> "Cache":
    from narrate.speech.cache import Cache

    settings = options.settings(cache_mb=mb, cache_days=days)
    return Cache(settings.cache_path, settings.cache_mb, settings.cache_days)


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat() if seconds else ""


def _mb(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
