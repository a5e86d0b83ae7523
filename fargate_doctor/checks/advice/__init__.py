"""What is good to know, and never a root cause."""
