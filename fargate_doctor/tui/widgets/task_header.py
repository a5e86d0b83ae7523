"""The first line: what task, what source, and the verdict in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widget import Widget

from fargate_doctor.text import Text, printable
from fargate_doctor.tui.drawing.marks import quiet, shortened, status_in_words
from fargate_doctor.tui.speech import language_of, say
from fargate_doctor.tui.words.verdicts import SOURCES

if TYPE_CHECKING:
    from fargate_doctor.tui.consultation import Consultation

_LEAST: Final = 8
_INTO: Final = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} "
_IN_MODEL: Final = Text(en="in the model", es="en el modelo")
_SLOGAN: Final = Text(en="why is this task not running?", es="¿por qué no se ejecuta esta tarea?")


class TaskHeader(Widget):
    """One line at the top of every screen."""

    DEFAULT_CSS = """
    TaskHeader {
        dock: top;
        height: 1;
        padding: 0 1;
        background: $panel;
        color: $foreground;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._consultation: Consultation | None = None
        self._words: Text | None = None
        self._screen_name: Text | None = None

    def show(
        self, consultation: Consultation | None = None, words: Text | None = None, screen_name: Text | None = None
    ) -> None:
        """Name the task under examination and the view of it, or else what the screen is about."""
        self._consultation = consultation
        self._words = words
        self._screen_name = screen_name
        self.refresh()

    def render(self) -> Content:
        """Draw the line: the task, which view of it, and the verdict; the source and the label give way."""
        if self._consultation is None:
            return self._without_task()
        parts = self._of_source(self._consultation)
        status = quiet(" │ ") + status_in_words(self._consultation.diagnosis.status, language_of(self))
        if self._consultation.instead_of:
            status = status + quiet(" │ ") + Content.styled(f"? {say(self, _IN_MODEL)}", "bold $text-warning")
        place = self._place(self.content_size.width - status.cell_length)
        line = place + status
        for part in parts:
            if line.cell_length + part.cell_length <= self.content_size.width:
                line = line + part
        return line

    def _of_source(self, consultation: Consultation) -> tuple[Content, ...]:
        words = (SOURCES[consultation.source], consultation.label)
        return tuple(quiet(f" │ {say(self, each)}") for each in words if each)

    def _place(self, room: int) -> Content:
        """Return the task and the view of it; of a long name the middle is left out."""
        view = quiet(_INTO) + Content(say(self, self._screen_name)) if self._screen_name else Content()
        name = printable(self._consultation.task_name if self._consultation else "") or "\N{EN DASH}"
        return Content.styled(shortened(name, max(room - view.cell_length, _LEAST)), "bold $text-primary") + view

    def _without_task(self) -> Content:
        words = say(self, self._words or _SLOGAN)
        return Content.assemble(("fargate-doctor", "bold $text-primary"), quiet(" │ "), words)
