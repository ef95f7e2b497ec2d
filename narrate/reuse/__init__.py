"""Reuse the fingerprint and the pieces of an earlier narration."""
