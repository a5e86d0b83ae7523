"""What ECS's own words mean, where nothing but the words is there, and the way on to the task itself."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from fargate_doctor.reports.words import CONFIDENCES
from fargate_doctor.text import Text, printable
from fargate_doctor.tui.drawing.marks import heading, quiet
from fargate_doctor.tui.jobs import ListClusters
from fargate_doctor.tui.keys import bindings
from fargate_doctor.tui.messages import CopyWanted, WorkWanted
from fargate_doctor.tui.screens.screen import DoctorScreen
from fargate_doctor.tui.speech import language_of, say

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from fargate_doctor.tui.jobs import Explained

_TITLE: Final = Text(en="what a message means", es="qué significa un mensaje")
_SAID: Final = Text(en="ECS said", es="ECS dijo")
_MEANING: Final = Text(en="What it means", es="Qué significa")
_UNKNOWN: Final = Text(
    en="This is none of the messages that are known here. The task itself may tell more.",
    es="No es ninguno de los mensajes que se conocen aquí. La propia tarea puede decir más.",
)
_NAMED: Final = Text(en="What it names", es="Qué nombra")
_ON: Final = Text(en="How to find the cause", es="Cómo hallar la causa")
_ON_DETAIL: Final = Text(
    en="Words tell what failed; the task and its surroundings tell why. Look for the task in AWS. Without access, ask "
    "for what this command prints, and paste it on the start screen:",
    es="Las palabras dicen qué falló; la tarea y su entorno, por qué. Busque la tarea en AWS. Sin acceso, pida lo que "
    "muestra este comando y péguelo en la pantalla de inicio:",
)
_COMMAND: Final = "aws ecs describe-tasks --cluster CLUSTER --tasks TASK --output json"


class MessageScreen(DoctorScreen):
    """One page: the words, what they mean, what they name, and how to go on."""

    CSS_PATH = "message.tcss"
    AUTO_FOCUS = "#page"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("message.find", "message.copy")]

    def __init__(self, explained: Explained) -> None:
        super().__init__()
        self._explained = explained

    def body(self) -> ComposeResult:
        """Lay out one page."""
        with VerticalScroll(id="page"):
            yield Static(id="words", markup=False)

    def draw(self) -> None:
        """Show all of it."""
        self.header.show(words=_TITLE)
        self.query_one("#words", Static).update(self._page())

    def action_find(self) -> None:
        """Choose the task in AWS."""
        self.post_message(WorkWanted(ListClusters(self._explained.account)))

    def action_copy(self) -> None:
        """Copy the page."""
        self.post_message(CopyWanted(self._page().plain))

    def _page(self) -> Content:
        message = self._explained.message
        known = (message.family, message.cause) != ("other", "other")
        sure = CONFIDENCES[message.confidence].in_language(language_of(self))
        tag = quiet(f" ({message.family} · {message.cause} · {sure})") if known else Content()
        meaning = Content(say(self, self._explained.summary if known else _UNKNOWN)) + tag
        parts = [
            self._part(_SAID, Content(printable(message.text))),
            self._part(_MEANING, meaning),
            *([self._part(_NAMED, self._named())] if self._names else []),
            self._part(_ON, Content.assemble(say(self, _ON_DETAIL), "\n\n", (_COMMAND, "bold"))),
        ]
        return Content("\n\n").join(parts)

    def _part(self, title: Text, content: Content) -> Content:
        return Content.assemble(heading(say(self, title)), "\n", content)

    @property
    def _names(self) -> dict[str, str]:
        extracted = asdict(self._explained.message.extracted)
        return {name: printable(str(value)) for name, value in extracted.items() if value is not None}

    def _named(self) -> Content:
        return Content("\n").join(quiet(f"{name}: ") + Content(value) for name, value in self._names.items())
