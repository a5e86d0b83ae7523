"""One action of the app: its key, and what it does in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from fargate_doctor.text import Text


@frozen
class Key:
    """One action. `keys` are textual's names, `shown` what people read on the key; `label` is for the key bar."""

    id: str
    keys: str
    shown: str
    action: str
    label: Text
    tooltip: Text
    in_bar: bool = True
    in_palette: bool = True

    def as_binding(self) -> Binding:
        """Return the binding; its words are those of the catalogue, looked up by id."""
        return Binding(
            self.keys,
            self.action,
            self.label.en,
            show=self.in_bar,
            key_display=self.shown,
            tooltip=self.tooltip.en,
            id=self.id,
        )
