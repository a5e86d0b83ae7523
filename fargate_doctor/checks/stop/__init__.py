"""What stopped the task."""
