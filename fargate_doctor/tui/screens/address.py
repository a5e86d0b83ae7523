"""The address of a page in the AWS console, where no browser may be opened from here."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from fargate_doctor.text import Text, printable
from fargate_doctor.tui.drawing.marks import quiet
from fargate_doctor.tui.keys import bindings
from fargate_doctor.tui.messages import CopyWanted
from fargate_doctor.tui.speech import SpeakingApp, say
from fargate_doctor.tui.widgets.command_block import CommandBlock
from fargate_doctor.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

_TITLE: Final = Text(en="{name} in the AWS console", es="{name} en la consola de AWS")
_WHY: Final = Text(
    en="Sign in to the account of the task first. No browser is opened from a remote terminal.",
    es="Inicie sesión antes en la cuenta de la tarea. Desde una terminal remota no se abre ningún navegador.",
)


class AddressScreen(ModalScreen[None]):
    """Shows one address to copy."""

    CSS_PATH = "address.tcss"
    AUTO_FOCUS = "CommandBlock"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("screen.back", "address.copy")]

    def __init__(self, name: str, address: str) -> None:
        super().__init__()
        self._resource = name
        self._address = address

    def compose(self) -> ComposeResult:
        """Lay out whose page it is, its address, and what to do with it."""
        with Vertical(id="dialog"):
            yield Static(id="title", markup=False)
            yield CommandBlock(self._address)
            yield Static(id="why", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Follow the language."""
        if isinstance(self.app, SpeakingApp):
            self.watch(self.app, "language", self._speak, init=False)
        self._speak()

    def action_copy(self) -> None:
        """Copy the address."""
        self.post_message(CopyWanted(self._address))

    def action_back(self) -> None:
        """Leave."""
        self.dismiss()

    def _speak(self) -> None:
        title = say(self, _TITLE.fill(name=printable(self._resource)))
        self.query_one("#title", Static).update(Content.styled(title, "bold"))
        self.query_one("#why", Static).update(quiet(say(self, _WHY)))
        self.query_one(KeyBar).refresh()
