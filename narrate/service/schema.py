"""The tables of the service, in SQLite. Times are seconds of the epoch; JSON is text.

``narrations`` has a row for each id of the content system, with the published version in
``result``. ``requests`` holds the newest request of each: of two, the newest wins. ``jobs`` is the
queue and its history. ``outbox`` holds events until every receiver has them in ``deliveries``.
``postponed`` holds the narrations that are made anew at night. ``spoken_texts`` is the index of the
words of published narrations, whose rows ``spoken`` numbers. ``taken_messages`` holds the webhooks
that came in, until their signatures are too old to count.
"""

from typing import Final

TABLES: Final = """
CREATE TABLE IF NOT EXISTS narrations (
  id TEXT PRIMARY KEY,
  folder TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT '',
  voice TEXT NOT NULL DEFAULT '',
  decisions TEXT NOT NULL DEFAULT '{}',
  result TEXT NOT NULL DEFAULT '{}',
  stamp TEXT NOT NULL DEFAULT '',
  published REAL,
  created REAL NOT NULL,
  updated REAL NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX IF NOT EXISTS narrations_by_time ON narrations (updated DESC, id);
CREATE INDEX IF NOT EXISTS narrations_by_state ON narrations (state, updated DESC, id);

CREATE TABLE IF NOT EXISTS requests (
  narration TEXT PRIMARY KEY REFERENCES narrations (id) ON DELETE CASCADE,
  digest TEXT NOT NULL,
  body TEXT NOT NULL,
  received REAL NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS jobs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  narration TEXT NOT NULL REFERENCES narrations (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  priority INTEGER NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  attempts INTEGER NOT NULL DEFAULT 0,
  token TEXT NOT NULL DEFAULT '',
  editor TEXT NOT NULL DEFAULT '',
  created REAL NOT NULL,
  started REAL,
  finished REAL
) STRICT;
CREATE INDEX IF NOT EXISTS jobs_waiting ON jobs (state, priority DESC, id);
CREATE INDEX IF NOT EXISTS jobs_of_narration ON jobs (narration, id);

CREATE TABLE IF NOT EXISTS postponed (
  narration TEXT PRIMARY KEY REFERENCES narrations (id) ON DELETE CASCADE,
  due REAL NOT NULL,
  token TEXT NOT NULL,
  editor TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS spoken (
  number INTEGER PRIMARY KEY,
  narration TEXT NOT NULL UNIQUE REFERENCES narrations (id) ON DELETE CASCADE
) STRICT;
CREATE VIRTUAL TABLE IF NOT EXISTS spoken_texts
  USING fts5(text, tokenize = 'unicode61 remove_diacritics 0');

CREATE TABLE IF NOT EXISTS outbox (
  id TEXT PRIMARY KEY,
  event TEXT NOT NULL,
  narration TEXT NOT NULL,
  payload TEXT NOT NULL,
  created REAL NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS receivers (
  name TEXT PRIMARY KEY,
  address TEXT NOT NULL,
  secret TEXT NOT NULL,
  events TEXT NOT NULL DEFAULT '[]',
  disabled TEXT NOT NULL DEFAULT '',
  created REAL NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS deliveries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  message TEXT NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
  receiver TEXT NOT NULL REFERENCES receivers (name) ON DELETE CASCADE,
  state TEXT NOT NULL DEFAULT 'waiting',
  attempts INTEGER NOT NULL DEFAULT 0,
  due REAL NOT NULL,
  status INTEGER,
  problem TEXT NOT NULL DEFAULT '',
  UNIQUE (message, receiver)
) STRICT;
CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (state, due);

CREATE TABLE IF NOT EXISTS senders (
  name TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  secret TEXT NOT NULL,
  created REAL NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS taken_messages (
  sender TEXT NOT NULL REFERENCES senders (name) ON DELETE CASCADE,
  message TEXT NOT NULL,
  signed TEXT NOT NULL,
  narration TEXT NOT NULL,
  expires REAL NOT NULL,
  PRIMARY KEY (sender, message)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS tokens (
  name TEXT PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  scope TEXT NOT NULL,
  created REAL NOT NULL,
  used REAL
) STRICT;

CREATE TABLE IF NOT EXISTS lexicon_changes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  layer TEXT NOT NULL,
  narration TEXT NOT NULL DEFAULT '',
  term TEXT NOT NULL,
  language TEXT NOT NULL DEFAULT '',
  before TEXT NOT NULL DEFAULT '',
  after TEXT NOT NULL DEFAULT '',
  token TEXT NOT NULL DEFAULT '',
  editor TEXT NOT NULL DEFAULT '',
  time REAL NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  time REAL NOT NULL,
  token TEXT NOT NULL,
  editor TEXT NOT NULL,
  action TEXT NOT NULL,
  target TEXT NOT NULL,
  detail TEXT NOT NULL DEFAULT '',
  request TEXT NOT NULL DEFAULT ''
) STRICT;
"""
