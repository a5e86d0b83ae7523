"""Scripts that the benchmark runs as processes of their own."""

from __future__ import annotations

import gc
import os

from fargate_doctor.__main__ import NEW_OBJECTS


def as_the_command_begins() -> None:
    """Set up the process as the command does before it imports anything else."""
    gc.set_threshold(NEW_OBJECTS)
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
