"""Walks through a stopped Amazon ECS task on Fargate to the cause and the fix."""

__version__ = "0.1.0"
