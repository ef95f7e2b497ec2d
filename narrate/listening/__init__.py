"""A recognizer listens: to a new take before it is published, or to a published narration."""
