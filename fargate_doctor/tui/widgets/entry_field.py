"""A field that takes anything pasted: many lines of JSON or of a message too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message
from textual.widgets import Input

if TYPE_CHECKING:
    from textual import events


class EntryField(Input):
    """One line to type in; what is pasted in several lines is handed up whole."""

    @dataclass
    class Pasted(Message):
        """Several lines were pasted."""

        words: str

    def _on_paste(self, event: events.Paste) -> None:
        """Keep the field from taking the first line of several."""
        if len(event.text.strip().splitlines()) > 1:
            event.stop()
            event.prevent_default()
            self.post_message(self.Pasted(event.text))
