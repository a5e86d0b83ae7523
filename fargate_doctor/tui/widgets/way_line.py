"""The destination of the way that is drawn; a click asks for the next one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

if TYPE_CHECKING:
    from textual import events


class WayLine(Widget):
    """One line."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    WayLine {
        height: 1;
        padding: 0 1;
        background: $surface;
        text-wrap: nowrap;
        text-overflow: ellipsis;

        &:hover {
            background: $panel;
        }
    }
    """

    @dataclass
    class Clicked(Message):
        """The next destination is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._content = Content()

    def show(self, content: Content) -> None:
        """Show a destination."""
        self._content = content
        self.refresh()

    def render(self) -> Content:
        """Draw it."""
        return self._content

    def on_click(self, event: events.Click) -> None:
        """Ask for the next destination."""
        event.stop()
        self.post_message(self.Clicked())
