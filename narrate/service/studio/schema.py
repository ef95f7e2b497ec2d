"""The tables and indexes that only the studio needs.

``studio_listening`` holds counts by day: ``play`` of first plays, ``end`` of the furthest tenth
that a visit of a page reached. Nothing in it tells one listener from another. ``studio_stale``
holds how a page differed from the version of its narration that has the ``stamp``, or why the two
could not be compared.
"""

from typing import Final

# How urgently a narration waits for a person: held, failed, faulty sound, undecided names.
URGENCY: Final = (
    "CASE state WHEN 'held' THEN 4 WHEN 'failed' THEN 3 WHEN 'published' THEN"
    " CASE WHEN json_extract(result, '$.faults') > 0 THEN 2"
    " WHEN json_array_length(result, '$.undecided') > 0 THEN 1 ELSE 0 END ELSE 0 END"
)
TABLES: Final = f"""
CREATE INDEX IF NOT EXISTS studio_urgency ON narrations (({URGENCY}) DESC, updated DESC)
  WHERE ({URGENCY}) > 0;
CREATE INDEX IF NOT EXISTS studio_history ON audit (target, id);

CREATE TABLE IF NOT EXISTS studio_listening (
  narration TEXT NOT NULL,
  day TEXT NOT NULL,
  event TEXT NOT NULL,
  tenth INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (narration, day, event, tenth)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS studio_listening_by_day ON studio_listening (day, narration);

CREATE TABLE IF NOT EXISTS studio_stale (
  narration TEXT PRIMARY KEY,
  stamp TEXT NOT NULL,
  finding TEXT NOT NULL,
  time REAL NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS studio_reports (
  narration TEXT NOT NULL,
  sentence TEXT NOT NULL,
  count INTEGER NOT NULL,
  time REAL NOT NULL,
  PRIMARY KEY (narration, sentence)
) STRICT, WITHOUT ROWID;
"""
