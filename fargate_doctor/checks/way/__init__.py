"""Whether there is a way to what it needs."""
