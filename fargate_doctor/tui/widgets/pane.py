"""A place that scrolls when its screen says so, and takes no keys of its own."""

from __future__ import annotations

from textual.containers import VerticalScroll


class Pane(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Scrolls with the mouse wheel, with a focused child, and by actions of the screen."""
