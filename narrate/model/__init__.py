"""The values that flow through narrate; all are frozen."""

from narrate.model.article import Article, Block, Hint, Kind, Skipped
from narrate.model.label import (
    COMPOSITE,
    DISCLOSURE,
    DISCLOSURES,
    Disclosure,
    Signing,
    around_ai,
    wording,
)
from narrate.model.narration import Chapter, Cue, Fingerprint, Loudness, Narration, Share
from narrate.model.preferences import Choices, Cluster, Feed, Jingles, Pauses, Site
from narrate.model.utterance import Audio, Edit, SpokenRun, Utterance, Word
from narrate.model.voice import PACKAGE, TRAINED, File, Prosody, Voice

__all__ = [
    "COMPOSITE",
    "DISCLOSURE",
    "DISCLOSURES",
    "PACKAGE",
    "TRAINED",
    "Article",
    "Audio",
    "Block",
    "Chapter",
    "Choices",
    "Cluster",
    "Cue",
    "Disclosure",
    "Edit",
    "Feed",
    "File",
    "Fingerprint",
    "Hint",
    "Jingles",
    "Kind",
    "Loudness",
    "Narration",
    "Pauses",
    "Prosody",
    "Share",
    "Signing",
    "Site",
    "Skipped",
    "SpokenRun",
    "Utterance",
    "Voice",
    "Word",
    "around_ai",
    "wording",
]
