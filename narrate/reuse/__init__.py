"""What an earlier narration gives a new one: its fingerprint and its pieces."""
