"""Every action that can be chosen, by its id."""

from __future__ import annotations

from typing import Final

from fargate_doctor.tui.keys.about_a_task import ABOUT_A_TASK
from fargate_doctor.tui.keys.everywhere import EVERYWHERE

KEYS: Final = {key.id: key for key in (*EVERYWHERE, *ABOUT_A_TASK)}
