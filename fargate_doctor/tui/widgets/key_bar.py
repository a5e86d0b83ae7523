"""The last line: the keys that work here and now, each also a button for the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widget import Widget

from fargate_doctor.frozen import frozen
from fargate_doctor.tui.keys.offered import offered_on
from fargate_doctor.tui.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual import events
    from textual.screen import Screen

    from fargate_doctor.tui.keys.offered import Offered

_LAST: Final = ("screen.back", "start.leave", "collecting.stop", "app.language", "app.help", "app.quit")
"""Stand at the right end of every screen, and are the last to give way."""

_FIRST_TO_GO: Final = "app.language"
"""Is left out where there is no room for all; help has it, and the start screen always."""


@frozen
class _Button:
    key: str
    id: str
    content: Content
    tooltip: str
    start: int = 0

    @property
    def width(self) -> int:
        return self.content.cell_length


class KeyBar(Widget):
    """Shows as many keys as fit, the screen's own first; help always has all of them."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        height: 1;
        background: $panel;
        color: $foreground;
        text-wrap: nowrap;
    }
    """

    def on_mount(self) -> None:
        """Follow the keys as the focus moves."""
        self.screen.bindings_updated_signal.subscribe(self, self._keys_changed)

    def _keys_changed(self, screen: Screen[object]) -> None:
        if screen is self.screen:
            self.refresh()

    def render(self) -> Content:
        """Draw the keys that fit."""
        line = Content()
        for button in self._placed():
            line = line + Content(" " * (button.start - line.cell_length)) + button.content
        return line

    def on_click(self, event: events.Click) -> None:
        """Do what the key under the mouse would do."""
        button = self._button_at(event.x)
        if button:
            event.stop()
            self.app.simulate_key(button.key)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say what the key under the mouse would do."""
        button = self._button_at(event.x)
        self.tooltip = button.tooltip if button else None

    def _button_at(self, x: int) -> _Button | None:
        return next((each for each in self._placed() if each.start <= x < each.start + each.width), None)

    def _placed(self) -> Iterator[_Button]:
        room = self.content_size.width
        active = {button.id: button for button in self._active()}
        right = [active.pop(name) for name in _LAST if name in active]
        wanted = sum(button.width for button in (*active.values(), *right))
        if wanted > room and not any(button.id == "start.leave" for button in right):
            right = [button for button in right if button.id != _FIRST_TO_GO]
        free = room - sum(button.width for button in right)
        at = 0
        for button in active.values():
            if at + button.width <= free:
                yield _Button(button.key, button.id, button.content, button.tooltip, at)
                at += button.width
        at = free
        for button in right:
            yield _Button(button.key, button.id, button.content, button.tooltip, at)
            at += button.width

    def _active(self) -> Iterator[_Button]:
        return (self._button(each) for each in offered_on(self.screen) if each.is_in_bar)

    def _button(self, offered: Offered) -> _Button:
        content = Content.assemble((f" {offered.shown} ", "bold $text-accent"), f"{say(self, offered.key.label)} ")
        return _Button(offered.pressed, offered.key.id, content, say(self, offered.key.tooltip))
