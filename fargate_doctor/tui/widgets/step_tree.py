"""The tree of a walk: stages, their questions with marks and words, and what is folded away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from fargate_doctor.tui.drawing.marks import hanging
from fargate_doctor.tui.drawing.steps import tree_line
from fargate_doctor.tui.speech import language_of
from fargate_doctor.tui.widgets.plain_list import PlainList

if TYPE_CHECKING:
    from textual import events

    from fargate_doctor.tui.itinerary import Place


class StepTree(PlainList):
    """Shows the places of a walk; arrows and mouse move the cursor, everything else belongs to the screen."""

    @dataclass
    class Moved(Message):
        """The cursor stands on a place."""

        place: Place

    @dataclass
    class FoldClicked(Message):
        """Somebody clicked on a fold."""

        place: Place

    def __init__(self) -> None:
        super().__init__()
        self._places: tuple[Place, ...] = ()
        self._drawn_at = 0

    def show(self, places: tuple[Place, ...], current: str) -> None:
        """Show these places with the cursor on one of them."""
        self._places = places
        self._draw(current)

    def go_to(self, identifier: str) -> None:
        """Put the cursor on a place."""
        self.highlighted = self._index(identifier)

    @property
    def current(self) -> str:
        """Return the place under the cursor."""
        return self._places[self.highlighted].id if self.highlighted is not None else ""

    def on_resize(self, event: events.Resize) -> None:
        """Wrap again to the new width."""
        if event.size.width != self._drawn_at and self._places:
            self._draw(self.current)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say where the cursor stands."""
        event.stop()
        self.post_message(self.Moved(self._places[event.option_index]))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open a fold that was clicked."""
        event.stop()
        place = self._places[event.option_index]
        if place.kind == "fold":
            self.post_message(self.FoldClicked(place))

    def _draw(self, current: str) -> None:
        language = language_of(self)
        width = self._drawn_at = self.scrollable_content_region.width
        with self.prevent(OptionList.OptionHighlighted):
            self.set_options(
                Option(hanging(tree_line(place, language), max(width - 2, 0)), disabled=place.kind == "stage")
                for place in self._places
            )
            self.highlighted = self._index(current)

    def _index(self, identifier: str) -> int:
        return next((index for index, place in enumerate(self._places) if place.id == identifier), 0)
