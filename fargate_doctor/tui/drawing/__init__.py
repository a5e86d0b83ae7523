"""Pure functions from what is known to styled text."""
