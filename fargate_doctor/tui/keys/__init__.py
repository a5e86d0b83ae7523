"""Every key of the app, once: what it does, in both languages. Bindings, key bar, palette and help are made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.tui.keys.catalogue import KEYS
from fargate_doctor.tui.keys.key import Key
from fargate_doctor.tui.keys.moves import moving

if TYPE_CHECKING:
    from textual.binding import Binding


def bindings(*ids: str) -> list[Binding]:
    """Return the bindings of some actions of the catalogue."""
    return [KEYS[each].as_binding() for each in ids]


__all__ = ["KEYS", "Key", "bindings", "moving"]
