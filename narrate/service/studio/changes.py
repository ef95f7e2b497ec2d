"""The difference between an article as it would be narrated and its published version."""

from collections import Counter
from typing import Any, Final

from narrate.service.submission import Json

NEW, OTHERWISE, GONE = "new", "otherwise", "gone"
_SHOWN: Final = 300  # sentences


def of(script: Json, manifest: Json | None) -> Json:
    """Return the changed sentences of a script, in order, and those that are gone.

    Each has its ``kind``: new words, words said otherwise (by another rule, entry, voice or pause),
    or words that are gone. Without a published version every sentence is new.
    """
    published = manifest["utterances"] if manifest else []
    keys = {utterance["piece"]["key"] for utterance in published}
    by_words: dict[str, list[Json]] = {}
    for utterance in published:
        by_words.setdefault(utterance["written"], []).append(utterance)
    sentences = [sentence for block in script["blocks"] for sentence in block["sentences"]]
    changed: list[dict[str, Any]] = []
    for sentence in sentences:
        if sentence["key"] in keys:
            continue
        earlier = next(iter(by_words.get(sentence["written"], [])), None)
        changed.append({**sentence, "kind": OTHERWISE if earlier else NEW, "earlier": earlier})
    left = Counter(sentence["written"] for sentence in sentences)
    gone = [
        {"kind": GONE, "written": written}
        for written, count in Counter(utterance["written"] for utterance in published).items()
        if count > left[written]
    ]
    faults = {
        utterance["piece"]["key"]: utterance["faults"]
        for utterance in published
        if utterance.get("faults")
    }
    return {
        "changed": changed[:_SHOWN],
        "gone": gone[:_SHOWN],
        "count": len(changed) + len(gone),
        "total": len(sentences),
        "changed_keys": {sentence["key"] for sentence in changed} if manifest else set(),
        "faults": faults,
    }
