"""What every screen has: the line of the task above, the keys below, and a language that may change."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.screen import Screen

from fargate_doctor.tui.keys import bindings
from fargate_doctor.tui.speech import SpeakingApp
from fargate_doctor.tui.widgets.key_bar import KeyBar
from fargate_doctor.tui.widgets.task_header import TaskHeader

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from fargate_doctor.text import Text


class DoctorScreen(Screen[None]):
    """A screen of the app; what stands in it is drawn by `draw`, again whenever the language changes."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("screen.back")]
    ABOUT: ClassVar[Text | None] = None
    """What the help says of this screen."""
    NAME: ClassVar[Text | None] = None
    """What the line at the top calls this view of a task."""

    def compose(self) -> ComposeResult:
        """Lay out the header, the body and the keys."""
        yield TaskHeader()
        yield from self.body()
        yield KeyBar()

    def on_mount(self) -> None:
        """Draw now, and whenever the language changes."""
        if isinstance(self.app, SpeakingApp):
            self.watch(self.app, "language", self._speak, init=False)
        self.draw()

    def body(self) -> ComposeResult:
        """Lay out what stands between header and keys."""
        yield from ()

    def draw(self) -> None:
        """Put what is known into the widgets, in the language of the app."""

    @property
    def header(self) -> TaskHeader:
        """Return the line at the top."""
        return self.query_one(TaskHeader)

    def action_back(self) -> None:
        """Leave the screen."""
        self.dismiss()

    def _speak(self) -> None:
        self.draw()
        self.header.refresh()
        self.query_one(KeyBar).refresh()
