"""The words of an utterance that its voice does not read, for their script."""

from collections.abc import Mapping, Sequence
from functools import cache

from narrate import engines
from narrate.engines import scripts
from narrate.model import SpokenRun, Utterance, Voice

LANGUAGE = "languages."  # begins the role of a voice by language


def has_voice(script: str, role_voices: Mapping[str, object]) -> bool:
    """Return whether a voice by role speaks a language that is written in a script."""
    tags = {role.removeprefix(LANGUAGE).partition("-")[0] for role in role_voices}
    return not tags.isdisjoint(scripts.languages(script))


def unreadable(utterance: Utterance, voice: Voice) -> list[scripts.Stretch]:
    """Return the stretches in a script that a voice does not read, but those that edits decide."""
    if utterance.written.isascii() or _reads_any_script(voice.engine):
        return []
    return [
        stretch
        for stretch in scripts.unreadable(utterance.written, voice.language)
        if not any(
            edit.start < stretch.end and stretch.start < edit.end for edit in utterance.edits
        )
    ]


def has_words(runs: Sequence[SpokenRun]) -> bool:
    """Return whether runs hold anything to speak."""
    return any(run.phonemes or any(map(str.isalnum, run.text)) for run in runs)


def readable_runs(part: Utterance, voice: Voice) -> Sequence[SpokenRun]:
    """Return the runs for a voice, without the words in a script that it does not read."""
    if part.written.isascii() or _reads_any_script(voice.engine):
        return part.runs
    return scripts.readable_runs(part.runs, voice.language)


@cache
def _reads_any_script(engine: str) -> bool:
    return engines.Ability.ANY_SCRIPT in engines.find(engine).abilities
