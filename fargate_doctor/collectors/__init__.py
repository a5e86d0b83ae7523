"""Asks AWS, read-only, and records what it answered or why it did not; forms no opinion."""
