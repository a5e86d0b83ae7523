"""What was changed under a running task."""
