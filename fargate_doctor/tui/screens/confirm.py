"""Asks before something is done that cannot be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from fargate_doctor.tui.keys import bindings
from fargate_doctor.tui.speech import SpeakingApp, say
from fargate_doctor.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from fargate_doctor.text import Text


class ConfirmScreen(ModalScreen[bool]):
    """Ends in yes only by the key that says so."""

    CSS_PATH = "confirm.tcss"
    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("screen.back", "dialog.confirm")]

    def __init__(self, question: Text, detail: Text) -> None:
        super().__init__()
        self._question = question
        self._detail = detail

    def compose(self) -> ComposeResult:
        """Lay out question and detail."""
        with Vertical(id="dialog"):
            yield Static(id="question", markup=False)
            yield Static(id="detail", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Ask, again whenever the language changes."""
        if isinstance(self.app, SpeakingApp):
            self.watch(self.app, "language", self._speak, init=False)
        self._speak()

    def action_confirm(self) -> None:
        """Say yes."""
        self.dismiss(True)  # noqa: FBT003 - textual's own

    def action_back(self) -> None:
        """Say no."""
        self.dismiss(False)  # noqa: FBT003 - textual's own

    def _speak(self) -> None:
        self.query_one("#question", Static).update(Content.styled(say(self, self._question), "bold"))
        self.query_one("#detail", Static).update(Content(say(self, self._detail)))
        self.query_one(KeyBar).refresh()
