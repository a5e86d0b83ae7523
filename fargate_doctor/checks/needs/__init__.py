"""What the task must reach."""
