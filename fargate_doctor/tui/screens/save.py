"""Writes the case to a file, redacted unless the user says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Checkbox, Input, Static

from fargate_doctor.frozen import frozen
from fargate_doctor.text import Text
from fargate_doctor.tui.keys import bindings
from fargate_doctor.tui.speech import SpeakingApp, say
from fargate_doctor.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

_TITLE = Text(en="Export this case to a file", es="Exportar este caso a un archivo")
_WHAT = Text(
    en="Whoever has the file walks the same way, without access to the account. Values of secrets and environment "
    "variables are never in it.",
    es="Quien tenga el archivo hace el mismo recorrido, sin acceso a la cuenta. Nunca contiene valores de secretos ni "
    "de variables de entorno.",
)
_REDACT = Text(en="Replace names, ids and addresses", es="Sustituir nombres, ids y direcciones")
_WRITE = Text(en="Save", es="Guardar")
_CANCEL = Text(en="Cancel", es="Cancelar")


@frozen
class SaveWish:
    """Where to write, and whether redacted."""

    path: str
    redacted: bool


class SaveScreen(ModalScreen[SaveWish]):
    """Asks where to write."""

    CSS_PATH = "save.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("screen.back", "dialog.accept")]

    def __init__(self, suggestion: str) -> None:
        super().__init__()
        self._suggestion = suggestion
        self._redacts = True

    def compose(self) -> ComposeResult:
        """Lay out path, redaction and buttons."""
        with Vertical(id="dialog"):
            yield Static(Content.styled(say(self, _TITLE), "bold"), markup=False)
            yield Static(say(self, _WHAT), markup=False)
            yield Input(self._suggestion, select_on_focus=False)
            yield Checkbox(Content(say(self, _REDACT)), value=self._redacts, compact=True)
            with Horizontal():
                yield Button(Content(say(self, _WRITE)), id="write", variant="primary", compact=True)
                yield Button(Content(say(self, _CANCEL)), id="cancel", compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        """Follow the language."""
        if isinstance(self.app, SpeakingApp):
            self.watch(self.app, "language", self._speak, init=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep what is typed."""
        self._suggestion = event.value

    def on_checkbox_changed(self, event: Checkbox.Changed) -> None:
        """Keep what is wished for."""
        self._redacts = event.value

    def on_input_submitted(self) -> None:
        """Write."""
        self.action_accept()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Write, or leave."""
        event.stop()
        if event.button.id == "write":
            self.action_accept()
        else:
            self.action_back()

    def action_accept(self) -> None:
        """Hand back where to write."""
        path = self._suggestion.strip()
        if path:
            self.dismiss(SaveWish(path, self._redacts))

    def action_back(self) -> None:
        """Leave without writing."""
        self.dismiss(None)

    async def _speak(self) -> None:
        await self.recompose()
        self.query_one(Input).focus()
