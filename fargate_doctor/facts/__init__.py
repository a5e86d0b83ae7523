"""What follows from a snapshot without judging it."""
