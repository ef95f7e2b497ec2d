"""The tables and indexes that only the studio needs."""

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
"""
