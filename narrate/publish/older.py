"""Manifests of narrate before 1.0, brought to the published schema as they are read."""

from collections.abc import Mapping
from typing import Any


def upgraded(manifest: Any) -> Any:
    """Return a manifest in today's form; any other value as it is, for the schema to judge.

    The first manifests named the source type with the voice alone. Until November 2026 a word was
    an object with the frames of the whole track. Now it is a list whose frames count from the
    beginning of its sentence.
    """
    voice = manifest.get("voice") if isinstance(manifest, dict) else None
    if isinstance(voice, dict) and isinstance(voice.get("source_type"), str):
        manifest.setdefault("source_type", voice["source_type"])
    utterances = manifest.get("utterances") if isinstance(manifest, dict) else None
    for utterance in utterances if isinstance(utterances, list) else ():
        if isinstance(utterance, dict) and isinstance(words := utterance.get("words"), list):
            utterance["words"] = [_word(word, utterance) for word in words]
    return manifest


def _word(word: Any, utterance: Mapping[str, Any]) -> Any:
    """Return a word as a list; a word that is none of the older form as it is."""
    if not isinstance(word, dict):
        return word
    try:
        first = utterance["start_frame"]
        frames = [word["start_frame"] - first, word["end_frame"] - first]
        return [*frames, word["start"], word["end"], word.get("estimated", False)]
    except (KeyError, TypeError):
        return word
