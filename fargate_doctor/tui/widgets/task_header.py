"""The first line: what task, what source, and the verdict in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widget import Widget

from fargate_doctor.text import Text, printable
from fargate_doctor.tui.drawing.marks import quiet, status_in_words
from fargate_doctor.tui.speech import language_of, say
from fargate_doctor.tui.words.verdicts import SOURCES

if TYPE_CHECKING:
    from fargate_doctor.tui.consultation import Consultation

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

    def show(self, consultation: Consultation | None = None, words: Text | None = None) -> None:
        """Name the task under examination, or else what the screen is about."""
        self._consultation = consultation
        self._words = words
        self.refresh()

    def render(self) -> Content:
        """Draw the line; the task comes first and is never cut."""
        if self._consultation is None:
            return self._without_task()
        diagnosis = self._consultation.diagnosis
        line = Content.assemble(
            (printable(self._consultation.task_name) or "\N{EN DASH}", "bold $text-primary"),
            quiet(" │ "),
            say(self, SOURCES[self._consultation.source]),
            quiet(" │ "),
            status_in_words(diagnosis.status, language_of(self)),
        )
        if self._consultation.label is None:
            return line
        label = Content.assemble(quiet(" │ "), quiet(say(self, self._consultation.label)))
        return line + label if line.cell_length + label.cell_length <= self.content_size.width else line

    def _without_task(self) -> Content:
        words = say(self, self._words or _SLOGAN)
        return Content.assemble(("fargate-doctor", "bold $text-primary"), quiet(" │ "), words)
