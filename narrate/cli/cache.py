"""narrate cache: show, prune or verify the cache of spoken sentences."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from narrate.cli import options, output

if TYPE_CHECKING:
    from narrate.speech.cache import Cache

EXAMPLE = "narrate cache prune --mb 500"
app = typer.Typer(
    help="Show, prune or verify the cache: each sentence is spoken only once.",
    epilog=f"Example: {EXAMPLE}",
    rich_markup_mode=None,
    invoke_without_command=True,
)


@app.callback()
def show(context: typer.Context, json_: options.Json = False) -> None:
    """Show the folder of the cache, the number of sentences in it, and the oldest use."""
    if context.invoked_subcommand:
        return
    cache, settings = _opened(), options.settings()
    entries = list(cache.entries())
    size, oldest = sum(entry.bytes for entry in entries), min((e.used for e in entries), default=0)
    if json_:
        facts = {
            "folder": str(cache.folder),
            "sounds": len(entries),
            "bytes": size,
            "limit_mb": settings.cache_mb,
            "limit_days": settings.cache_days,
            "longest_unused": _day(oldest),
        }
        output.document(facts)
        return
    print(f"{cache.folder}: {len(entries)} sounds, {_mb(size)} of {settings.cache_mb} MB.")
    if oldest:
        print(
            f"Oldest use: {_day(oldest)}. Sounds are deleted after this many unused days: "
            f"{settings.cache_days or 'no limit'}."
        )


@app.command(epilog=f"Example: {EXAMPLE}")
def prune(
    mb: Annotated[int | None, typer.Option(min=0, help="Keep at most so many MB.")] = None,
    days: Annotated[
        int | None, typer.Option(min=0, help="Keep sounds used within so many days.")
    ] = None,
    json_: options.Json = False,
) -> None:
    """Delete the sentences unused for longest; those of a run under way stay."""
    deleted = _opened(mb, days).prune()
    size = sum(entry.bytes for entry in deleted)
    if json_:
        output.document({"deleted": len(deleted), "bytes": size})
    else:
        print(f"{len(deleted)} sounds deleted: {_mb(size)}.")


@app.command(epilog="Example: narrate cache verify")
def verify(json_: options.Json = False) -> None:
    """Read every sound, and delete damaged ones: they are spoken again when needed."""
    cache = _opened()
    bad = cache.verify()
    intact = sum(1 for _ in cache.entries())
    if json_:
        output.document({"damaged": [entry.path for entry in bad], "intact": intact})
        return
    for entry in bad:
        print(entry.path)
    noun = "sound" if len(bad) == 1 else "sounds"
    print(f"{len(bad)} damaged {noun} deleted, {intact} intact.")


def _opened(mb: int | None = None, days: int | None = None) -> "Cache":
    from narrate.speech.cache import Cache

    settings = options.settings(cache_mb=mb, cache_days=days)
    return Cache(settings.cache_path, settings.cache_mb, settings.cache_days)


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat() if seconds else ""


def _mb(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
