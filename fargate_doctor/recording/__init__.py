"""Follows a cluster or service and keeps a case of every task that stops, before ECS forgets it."""
