"""What every screen about one task can do: lead to the other views of it, and export its case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.text import Text
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
from fargate_doctor.tui.speech import say

if TYPE_CHECKING:
    from textual.containers import VerticalScroll

    from fargate_doctor.tui.consultation import Consultation

_ALL_OF_IT: Final = Text(en="All of it is on the screen.", es="Todo está en la pantalla.")


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

    def offers(self) -> dict[str, bool]:
        """Return for actions of this screen whether there is something for them to do now."""
        return {}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what does something here and now."""
        if self.is_mounted and not self.offers().get(action, True):
            return False
        return super().check_action(action, parameters)

    def offer_again(self) -> None:
        """Look again at what can be done, once everything has its place."""
        self.call_after_refresh(self.refresh_bindings)

    def read_on(self, pane: VerticalScroll) -> None:
        """Scroll on; from the end to the beginning, and where all of it is seen, say so."""
        if not pane.max_scroll_y:
            self.notify(say(self, _ALL_OF_IT), timeout=2, markup=False)
        elif pane.scroll_offset.y >= pane.max_scroll_y:
            pane.scroll_home(animate=False)
        else:
            pane.scroll_page_down(animate=False)

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
