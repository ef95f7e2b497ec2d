"""narrate turns an article into audio for the article's page, with local voices.

    import narrate

    settings = narrate.Settings(voice="espeak-en-gb")
    article = narrate.read("story.md", settings).article
    made = narrate.make(article, narrate.Target(Path("output/story"), "story"), settings)
    print(made.audio, made.narration.duration_s)

Everything is imported when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from narrate.errors import DoubtError, NarrateError, UsageError

if TYPE_CHECKING:
    from narrate.config import Settings
    from narrate.model import Article, Narration, Utterance
    from narrate.pipeline import make, prepare, read
    from narrate.publish import Published, Target
    from narrate.source import Overrides

__all__ = [
    "Article",
    "DoubtError",
    "NarrateError",
    "Narration",
    "Overrides",
    "Published",
    "Settings",
    "Target",
    "UsageError",
    "Utterance",
    "make",
    "prepare",
    "read",
]

_LATER = {
    "Article": "narrate.model",
    "Narration": "narrate.model",
    "Overrides": "narrate.source",
    "Published": "narrate.publish",
    "Settings": "narrate.config",
    "Target": "narrate.publish",
    "Utterance": "narrate.model",
    "make": "narrate.pipeline",
    "prepare": "narrate.pipeline",
    "read": "narrate.pipeline",
}


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
