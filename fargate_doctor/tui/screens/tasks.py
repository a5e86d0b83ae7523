"""The tasks of a cluster or a file: those in trouble first, filtered as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Input, Static

from fargate_doctor.text import Text, printable
from fargate_doctor.tui.drawing.marks import quiet
from fargate_doctor.tui.drawing.times import time_in_words
from fargate_doctor.tui.keys import bindings
from fargate_doctor.tui.messages import WorkWanted
from fargate_doctor.tui.screens.screen import DoctorScreen
from fargate_doctor.tui.speech import say
from fargate_doctor.tui.task_rows import SORTS, in_order, matching
from fargate_doctor.tui.widgets.pane import Pane
from fargate_doctor.tui.widgets.task_table import TaskTable, column_titles

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from fargate_doctor.tui.jobs import Tasks
    from fargate_doctor.tui.task_rows import SortKey

_TITLE = Text(en="tasks of {title}", es="tareas de {title}")
_HINT = Text(en="/ filters: service, symptom, id, state", es="/ filtra: servicio, síntoma, id, estado")
_COUNT = Text(en="{shown} of {total} tasks · sorted by {column}", es="{shown} de {total} tareas · por {column}")
_COLUMNS: dict[SortKey, Text] = {
    "trouble": Text(en="state", es="estado"),
    "when": Text(en="time", es="fecha"),
    "service": Text(en="service", es="servicio"),
    "symptom": Text(en="symptom", es="síntoma"),
}
_NONE = Text(
    en="There is no task here: nothing runs, and ECS keeps stopped tasks for about an hour only.",
    es="Aquí no hay ninguna tarea: no se ejecuta nada y ECS solo conserva las detenidas alrededor de una hora.",
)
_NO_MATCH = Text(en="No task holds these words.", es="Ninguna tarea contiene esas palabras.")


class TasksScreen(DoctorScreen):
    """A filter, the list, and the marked task's own words below it."""

    CSS_PATH = "tasks.tcss"
    AUTO_FOCUS = "TaskTable"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("tasks.open", "tasks.filter", "tasks.sort", "tasks.refresh")]

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._words = ""
        self._sort: SortKey = "trouble"

    def body(self) -> ComposeResult:
        """Lay out filter, list and detail."""
        yield Input(id="filter", compact=True)
        yield Static(id="titles", markup=False)
        yield TaskTable()
        yield Static(id="count", markup=False)
        with Pane(id="detail"):
            yield Static(id="said", markup=False)

    def draw(self) -> None:
        """Show the tasks that match, in order."""
        self.header.show(words=_TITLE.fill(title=self._tasks.title))
        self.query_one("#filter", Input).placeholder = say(self, _HINT)
        rows = matching(in_order(self._tasks.rows, self._sort), self._words)
        table = self.query_one(TaskTable)
        table.show(rows)
        counted = _COUNT.fill(shown=len(rows), total=len(self._tasks.rows), column=_COLUMNS[self._sort])
        self.query_one("#count", Static).update(quiet(say(self, counted)))
        self.call_after_refresh(self._draw_titles)

    def show(self, tasks: Tasks) -> None:
        """Show the same list asked for again; cursor, filter and order stay."""
        self._tasks = tasks
        self.draw()

    def on_resize(self, event: events.Resize) -> None:
        """Keep the titles over their columns."""
        del event
        if self.is_mounted:
            self.call_after_refresh(self._draw_titles)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to ask again only where AWS was asked."""
        if action == "refresh_tasks":
            return self._tasks.refresh is not None
        return super().check_action(action, parameters)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter as one types."""
        self._words = event.value
        self.draw()

    def on_input_submitted(self) -> None:
        """Go from the filter to what it left."""
        self.query_one(TaskTable).focus()

    def on_task_table_marked(self, event: TaskTable.Marked) -> None:
        """Show the marked task's own words in full."""
        self.query_one("#said", Static).update(self._detail(event))

    def on_task_table_opened(self, event: TaskTable.Opened) -> None:
        """Diagnose the task."""
        self.post_message(WorkWanted(self._tasks.choose(event.row.arn)))

    def action_open(self) -> None:
        """Diagnose the marked task."""
        row = self.query_one(TaskTable).marked
        if row:
            self.post_message(WorkWanted(self._tasks.choose(row.arn)))

    def action_filter(self) -> None:
        """Go to the filter."""
        self.query_one("#filter", Input).focus()

    def action_sort(self) -> None:
        """Sort by the next column."""
        self._sort = SORTS[(SORTS.index(self._sort) + 1) % len(SORTS)]
        self.draw()

    def action_refresh_tasks(self) -> None:
        """Ask AWS again."""
        if self._tasks.refresh:
            self.post_message(WorkWanted(self._tasks.refresh))

    def action_back(self) -> None:
        """Leave the filter first, then the screen."""
        field = self.query_one("#filter", Input)
        if field.has_focus or field.value:
            field.value = ""
            self.query_one(TaskTable).focus()
        else:
            self.dismiss()

    def _draw_titles(self) -> None:
        self.query_one("#titles", Static).update(column_titles(self.query_one(TaskTable)))

    def _detail(self, event: TaskTable.Marked) -> Content:
        row = event.row
        if row is None:
            return Content(say(self, _NO_MATCH if self._tasks.rows else _NONE))
        said = printable(row.said) or say(self, row.symptom)
        return Content.assemble((row.name, "bold"), quiet(f" · {time_in_words(row.when)}\n"), said)
