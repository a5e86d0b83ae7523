"""Every key of the app, once: what it does, in both languages. Bindings, key bar, palette and help are made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.tui.keys.about_a_task import ABOUT_A_TASK
from fargate_doctor.tui.keys.everywhere import EVERYWHERE
from fargate_doctor.tui.keys.key import Key

if TYPE_CHECKING:
    from textual.binding import Binding

KEYS: Final = {key.id: key for key in (*EVERYWHERE, *ABOUT_A_TASK)}


def bindings(*ids: str) -> list[Binding]:
    """Return the bindings of some actions of the catalogue."""
    return [KEYS[each].as_binding() for each in ids]


__all__ = ["KEYS", "Key", "bindings"]
