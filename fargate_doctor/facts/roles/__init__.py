"""The roles of a task: which they are, whether ECS may assume them, and what they may do."""
