"""narrate turns an article into audio for the article's page, with local voices.

    import narrate

    published = narrate.make("story.md", "story.mp3", voice="espeak-en-gb")
    print(published.audio, published.narration.duration_s)

Every name is imported when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from narrate.batch.attempts import Attempts
    from narrate.batch.follow import follow
    from narrate.batch.library import embed, feed, findings, make, read, read_text, withdraw
    from narrate.batch.report import Report
    from narrate.batch.run import Run, Task
    from narrate.check.finding import Finding
    from narrate.config import Settings
    from narrate.config.serving import Serve
    from narrate.errors import DoubtError, Exit, NarrateError, UsageError
    from narrate.model import (
        Article,
        Block,
        Chapter,
        Choices,
        Cue,
        Disclosure,
        Edit,
        Feed,
        File,
        Fingerprint,
        Hint,
        Jingles,
        Kind,
        Loudness,
        Narration,
        Pauses,
        Prosody,
        Share,
        Signing,
        Site,
        Skipped,
        SpokenRun,
        Utterance,
        Voice,
        Word,
    )  # fmt: skip
    from narrate.pipeline import Progress, prepare
    from narrate.publish import Embed, Published, Target
    from narrate.source import Fetched, Item, Overrides, Reading, Web
    from narrate.source.page import Facts

    __version__: str

_MODULES = {
    "narrate.batch.attempts": ("Attempts",),
    "narrate.batch.follow": ("follow",),
    "narrate.batch.library": (
        "embed", "feed", "findings", "make", "read", "read_text", "withdraw",
    ),
    "narrate.batch.report": ("Report",),
    "narrate.batch.run": ("Run", "Task"),
    "narrate.check.finding": ("Finding",),
    "narrate.config": ("Settings",),
    "narrate.config.serving": ("Serve",),
    "narrate.errors": ("DoubtError", "Exit", "NarrateError", "UsageError"),
    "narrate.model": (
        "Article", "Block", "Chapter", "Choices", "Cluster", "Cue", "Disclosure", "Edit", "Feed",
        "File", "Fingerprint", "Hint", "Jingles", "Kind", "Loudness", "Narration", "Pauses",
        "Prosody", "Share", "Signing", "Site", "Skipped", "SpokenRun", "Utterance", "Voice", "Word",
    ),
    "narrate.pipeline": ("Progress", "prepare"),
    "narrate.publish": ("Embed", "Published", "Target"),
    "narrate.source": ("Fetched", "Item", "Overrides", "Reading", "Web"),
    "narrate.source.page": ("Facts",),
}  # fmt: skip
_HOMES = {name: module for module, names in _MODULES.items() for name in names}

__all__ = [
    "Article", "Attempts", "Block", "Chapter", "Choices", "Cluster", "Cue", "Disclosure",
    "DoubtError", "Edit", "Embed", "Exit", "Facts", "Feed", "Fetched", "File", "Finding",
    "Fingerprint", "Hint", "Item", "Jingles", "Kind", "Loudness", "NarrateError", "Narration",
    "Overrides", "Pauses", "Progress", "Prosody", "Published", "Reading", "Report", "Run", "Serve",
    "Settings", "Share", "Signing", "Site", "Skipped", "SpokenRun", "Target", "Task", "UsageError",
    "Utterance", "Voice", "Web", "Word", "__version__", "embed", "feed", "findings", "follow",
    "make", "prepare", "read", "read_text", "withdraw",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from narrate.runtime.packages import own_version

        return own_version()
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
