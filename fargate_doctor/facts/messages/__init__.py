"""What an ECS message says: family and cause by contract §5, and what its words name.

Messages are recognised by the forms of their words, in both dialects of ECS, cut off, wrapped, doubled or prefixed.
"""

from fargate_doctor.facts.messages.classifier import classify

__all__ = ["classify"]
