"""Chapters as podcast players fetch them: JSON Chapters 1.2 of the podcast namespace."""

import json

from narrate.model import Narration

VERSION = "1.2.0"


def chapters_json(narration: Narration) -> list[str]:
    """Return the text of the chapters, their starts and ends in seconds."""
    rate_hz = narration.sample_rate_hz
    chapters = {
        "version": VERSION,
        "title": narration.article.title,
        "chapters": [
            {
                "startTime": round(chapter.start_frame / rate_hz, 3),
                "title": chapter.title,
                "endTime": round(chapter.end_frame / rate_hz, 3),
            }
            for chapter in narration.chapters
        ],
    }
    return [json.dumps(chapters, ensure_ascii=False, indent=1), "\n"]
