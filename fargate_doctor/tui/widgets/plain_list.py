"""A list that only moves: Enter and the sideways arrows are left to the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message
from textual.widgets import OptionList

from fargate_doctor.tui.keys import moving

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType


class PlainList(OptionList, inherit_bindings=False):
    """Options moved through with the arrow keys; a click still selects."""

    BINDINGS: ClassVar[list[BindingType]] = [*moving(down="cursor_down", up="cursor_up", first="first", last="last")]
    DEFAULT_CSS = """
    PlainList {
        border: none;
        padding: 0;
        background: $background;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;

        & > .option-list--option-highlighted {
            color: $foreground;
            background: $primary 20%;
            text-style: bold;
        }

        & > .option-list--option-disabled {
            text-style: bold;
        }

        &:focus {
            border: none;
            background-tint: $foreground 0%;

            & > .option-list--option-highlighted {
                color: $foreground;
                background: $primary 35%;
                text-style: bold;
            }
        }

        &:nocolor > .option-list--option-highlighted {
            text-style: reverse;
        }

        &:ansi > .option-list--option-highlighted, &:ansi:focus > .option-list--option-highlighted {
            background: transparent;
            text-style: bold underline;
        }
    }
    """

    @dataclass
    class Resized(Message):
        """The list is wider or narrower than it was: what is wrapped in it has to be wrapped again."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - the word of textual
        super().__init__(id=id, markup=False)
        self._width = 0

    def on_resize(self, event: events.Resize) -> None:
        """Say that the width is another one."""
        if event.size.width != self._width:
            self._width = event.size.width
            self.post_message(self.Resized())
