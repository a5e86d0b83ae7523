"""What happened when: the life of a task, what its service reported, and what was changed around it."""
