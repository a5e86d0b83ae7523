"""The least that an app can show: one line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Bare(App[None]):
    """One widget."""

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        yield Static("Why is this Fargate task not running? Nobody asks here; it is only a line of words.")


if __name__ == "__main__":
    Bare().run()
