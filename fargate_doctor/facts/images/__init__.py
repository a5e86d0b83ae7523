"""The images of a task: what names them, what a registry holds of them, and whether they suit the task."""
