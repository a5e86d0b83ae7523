"""Which actions can be done at one place, so that no two may have one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

from fargate_doctor.tui.keys.catalogue import KEYS
from fargate_doctor.tui.keys.moves import MOVES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.dom import DOMNode


def rooms_of(app: type[DOMNode], screens: Iterable[type[DOMNode]]) -> tuple[frozenset[str], ...]:
    """Return the actions of each screen, by id, with those of the app and the moves, which are everywhere."""
    everywhere = _actions_of(app) | MOVES.keys()
    return tuple(_actions_of(screen) | everywhere for screen in screens)


def _actions_of(node: type[DOMNode]) -> frozenset[str]:
    bound = (each for kind in node.__mro__ for each in kind.__dict__.get("BINDINGS", ()))
    return frozenset(each.id for each in bound if isinstance(each, Binding) and each.id in KEYS)
