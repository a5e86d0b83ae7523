"""The app's own colours, one theme for dark terminals and one for light ones."""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

DARK: Final = Theme(
    name="fargate-dark",
    primary="#4aa3df",
    secondary="#7d8fa9",
    accent="#f0a35e",
    warning="#e5b567",
    error="#ef6b73",
    success="#6cc18a",
    foreground="#dfe5ee",
    background="#12161c",
    surface="#1b212a",
    panel="#232b36",
    dark=True,
    variables={"scrollbar": "#34506a", "scrollbar-background": "#181d25"},
)

LIGHT: Final = Theme(
    name="fargate-light",
    primary="#1f6fa8",
    secondary="#5b6b82",
    accent="#a85b12",
    warning="#8a6100",
    error="#b3202c",
    success="#1f7a3f",
    foreground="#1c2430",
    background="#fbfbf8",
    surface="#f0f1ee",
    panel="#e4e7e8",
    dark=False,
    variables={"scrollbar": "#a9c1d4", "scrollbar-background": "#f0f1ee"},
)
