"""The service: narrations over HTTP, as one process with its workers and one SQLite file."""
