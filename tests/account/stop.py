"""How a task ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

Phase = Literal["secrets", "image", "start", "run"]


@dataclass(frozen=True, slots=True)
class Stop:
    """How a task ended: what ECS said of it and of its container, in which phase, and after how long."""

    reason: str
    code: str = "TaskFailedToStart"
    phase: Phase = "secrets"
    container_reason: str | None = None
    exit_code: int | None = None
    lasted: timedelta = timedelta(minutes=2, seconds=47)
