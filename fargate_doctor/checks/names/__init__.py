"""Whether the names it needs are found."""
