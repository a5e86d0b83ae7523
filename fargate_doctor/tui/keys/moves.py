"""The keys that move a cursor: they are no actions to choose, but may be given other keys."""

from __future__ import annotations

from typing import Final

from textual.binding import Binding

from fargate_doctor.frozen import frozen
from fargate_doctor.text import Text


@frozen
class Move:
    """One direction, and its key by textual's name."""

    id: str
    keys: str
    does: Text

    def binding(self, action: str) -> Binding:
        """Return the binding by which a widget moves its own cursor."""
        return Binding(self.keys, action, show=False, id=self.id)


MOVES: Final = {
    each.id: each
    for each in (
        Move("move.down", "down", Text(en="The next line", es="La línea siguiente")),
        Move("move.up", "up", Text(en="The line before", es="La línea anterior")),
        Move("move.page-down", "pagedown", Text(en="A page down", es="Una página hacia abajo")),
        Move("move.page-up", "pageup", Text(en="A page up", es="Una página hacia arriba")),
        Move("move.first", "home", Text(en="The first line", es="La primera línea")),
        Move("move.last", "end", Text(en="The last line", es="La última línea")),
    )
}


def moving(**actions: str) -> list[Binding]:
    """Return the bindings of some moves: `down="cursor_down"` for `move.down`."""
    return [MOVES[f"move.{name.replace('_', '-')}"].binding(action) for name, action in actions.items()]
