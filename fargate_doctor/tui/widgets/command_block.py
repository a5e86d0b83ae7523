"""A command that can be copied: with the key, with Enter, with a click."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from fargate_doctor.text import printable
from fargate_doctor.tui.messages import CopyWanted


class CommandBlock(Widget, can_focus=True):
    """One command, or a block of Terraform or CloudFormation, as it is to be pasted."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "copy_command", show=False)]
    DEFAULT_CSS = """
    CommandBlock {
        height: auto;
        padding: 0 1;
        margin: 0 0 1 0;
        background: $surface;
        border-left: outer $secondary;
        &:focus {
            background: $primary-muted;
            border-left: outer $accent;
        }
        &:hover {
            background: $panel;
        }
        &:nocolor:focus {
            text-style: reverse;
        }
    }
    """

    def __init__(self, command: str) -> None:
        super().__init__()
        self.command = command

    def render(self) -> Content:
        """Draw the command in full."""
        return Content(printable(self.command, lines=True))

    def on_click(self) -> None:
        """Copy it."""
        self.action_copy_command()

    def action_copy_command(self) -> None:
        """Put it on the clipboard."""
        self.post_message(CopyWanted(self.command))
