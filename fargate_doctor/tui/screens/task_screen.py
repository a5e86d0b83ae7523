"""What every screen about one task can do: lead to the other views of it, and export its case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.tui.messages import (
    CompareWanted,
    FixesWanted,
    MapWanted,
    PathsWanted,
    SaveWanted,
    TimelineWanted,
    WhatIfWanted,
)
from fargate_doctor.tui.screens.naming_screen import NamingScreen

if TYPE_CHECKING:
    from fargate_doctor.tui.consultation import Consultation


class TaskScreen(NamingScreen):
    """A screen that shows one consultation."""

    def __init__(self, consultation: Consultation) -> None:
        super().__init__()
        self.consultation = consultation

    @property
    def task_arn(self) -> str:
        """Return the task under examination; empty for a service without one."""
        facts = self.consultation.diagnosis.facts
        return facts.task.task_arn if facts else ""

    def action_fixes(self) -> None:
        """Show the fixes."""
        self.post_message(FixesWanted(self.consultation))

    def action_paths(self) -> None:
        """Show the paths."""
        self.post_message(PathsWanted(self.consultation))

    def action_map(self) -> None:
        """Show the map."""
        self.post_message(MapWanted(self.consultation))

    def action_what_if(self) -> None:
        """Try changes on the model."""
        self.post_message(WhatIfWanted(self.consultation))

    def action_timeline(self) -> None:
        """Show what happened when."""
        self.post_message(TimelineWanted(self.consultation))

    def action_compare(self) -> None:
        """Show how this task differs from another."""
        self.post_message(CompareWanted(self.consultation))

    def action_save(self) -> None:
        """Write the case."""
        self.post_message(SaveWanted(self.consultation.case, self.consultation.task_name.replace("/", "-")))
