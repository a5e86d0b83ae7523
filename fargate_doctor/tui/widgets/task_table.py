"""A list of thousands of tasks: only the lines that can be seen are ever drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.visual import Visual

from fargate_doctor.frozen import frozen
from fargate_doctor.text import Text, printable
from fargate_doctor.tui.drawing.marks import quiet
from fargate_doctor.tui.keys import moving
from fargate_doctor.tui.speech import say
from fargate_doctor.tui.task_rows import OF_CASES, OF_TASKS, TROUBLES

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType
    from textual.strip import Strip

    from fargate_doctor.tui.task_rows import TaskRow

_STYLES = {
    "stopped": "bold $text-error",
    "unhealthy": "bold $text-warning",
    "pending": "$text-accent",
    "running": "$text-success",
    "cause": "bold $text-error",
    "undetermined": "bold $text-warning",
    "well": "$text-success",
    "unread": "bold $text-warning",
}
_NAME_SHOWN = 8
_WHEN = 12


@frozen
class _Columns:
    """How wide the columns are, the blank after each included."""

    state: int
    symptom: int
    service: int
    name: int


class TaskTable(ScrollView, can_focus=True):
    """One line for each task: state, symptom, service, task, time."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"task-table--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = [
        *moving(down="move(1)", up="move(-1)", page_down="page(1)", page_up="page(-1)", first="first", last="last")
    ]
    DEFAULT_CSS = """
    TaskTable {
        height: 1fr;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        & > .task-table--cursor {
            background: $primary 20%;
            color: $foreground;
            text-style: bold;
        }
        &:focus > .task-table--cursor {
            background: $primary 35%;
        }
        &:nocolor > .task-table--cursor {
            text-style: reverse;
        }
        &:ansi > .task-table--cursor, &:ansi:focus > .task-table--cursor {
            background: transparent;
            text-style: bold underline;
        }
    }
    """

    cursor: reactive[int] = reactive(0)

    @dataclass
    class Marked(Message):
        """The cursor stands on a task, or on none."""

        row: TaskRow | None

    @dataclass
    class Opened(Message):
        """A task is to be diagnosed."""

        row: TaskRow

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[TaskRow, ...] = ()
        self._longest_service = 0
        self._states = OF_TASKS

    def show(self, rows: tuple[TaskRow, ...]) -> None:
        """Show these tasks; the cursor stays on its task, and what is seen stays in sight, as far as it is there."""
        marked = self.marked
        anchor, line = self._anchor()
        self._rows = rows
        self._states = OF_CASES if any(row.trouble in OF_CASES for row in rows) else OF_TASKS
        self._longest_service = max((len(row.service) for row in rows), default=0)
        self.virtual_size = Size(self.size.width, len(rows))
        places = {row.key: place for place, row in enumerate(rows)}
        self.cursor = places.get(marked.key, min(self.cursor, max(len(rows) - 1, 0))) if marked else 0
        if anchor in places:
            self.scroll_to(y=max(places[anchor] - line, 0), animate=False, immediate=True)
        else:
            self._keep_in_sight()
        self.refresh()
        self.post_message(self.Marked(self.marked))

    @property
    def columns(self) -> _Columns:
        """Return the widths of the columns: the symptom gets what the others leave."""
        width = self.scrollable_content_region.width
        state = max(len(say(self, TROUBLES[each][1])) for each in self._states) + 2
        rest = max(width - 3 - state - _NAME_SHOWN - 2 - _WHEN, 20)
        service = min(max(self._longest_service, len(say(self, _SERVICE))) + 2, rest * 2 // 5)
        return _Columns(state, rest - service, service, _NAME_SHOWN + 2)

    @property
    def marked(self) -> TaskRow | None:
        """Return the task under the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a task."""
        return max(0, min(cursor, len(self._rows) - 1))

    def watch_cursor(self) -> None:
        """Follow the cursor."""
        self._keep_in_sight()
        self.refresh()
        self.post_message(self.Marked(self.marked))

    def render_line(self, y: int) -> Strip:
        """Draw one visible line."""
        place = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        is_marked = place == self.cursor and bool(self._rows)
        style = self.get_visual_style("task-table--cursor") if is_marked else self.visual_style
        content = self._line(self._rows[place]) if place < len(self._rows) else Content()
        return Visual.to_strips(self, content, width, 1, style)[0]

    def on_click(self, event: events.Click) -> None:
        """Mark the task under the mouse; the second click opens it."""
        place = event.y + self.scroll_offset.y
        if place >= len(self._rows):
            return
        if place == self.cursor:
            self.post_message(self.Opened(self._rows[place]))
        self.cursor = place

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.cursor += by

    def action_page(self, direction: int) -> None:
        """Move the cursor by a screenful."""
        self.cursor += direction * max(self.scrollable_content_region.height - 1, 1)

    def action_first(self) -> None:
        """Move the cursor to the first task."""
        self.cursor = 0

    def action_last(self) -> None:
        """Move the cursor to the last task."""
        self.cursor = len(self._rows) - 1

    def _anchor(self) -> tuple[str, int]:
        """Return the row that is to stay where it is seen, and on which line: the marked one, else the first."""
        top = self.scroll_offset.y
        is_seen = top <= self.cursor < top + self.scrollable_content_region.height
        place = self.cursor if is_seen else top
        return (self._rows[place].key if place < len(self._rows) else "", place - top)

    def _keep_in_sight(self) -> None:
        self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False, immediate=True)

    def _line(self, row: TaskRow) -> Content:
        mark, words = TROUBLES[row.trouble]
        columns = self.columns
        when = f"{row.when:%m-%d %H:%M}" if row.when else ""
        line = Content.assemble(
            (f" {mark} ", _STYLES[row.trouble]),
            (_fitted(say(self, words), columns.state), _STYLES[row.trouble]),
            _fitted(say(self, row.symptom), columns.symptom),
            _fitted(printable(row.service), columns.service),
            _fitted(row.name[:_NAME_SHOWN], columns.name),
        )
        return line + quiet(when)


def column_titles(table: TaskTable) -> Content:
    """Return the titles over the columns, as wide as they are."""
    columns = table.columns
    words = [say(table, title) for title in _TITLES]
    widths = (columns.state, columns.symptom, columns.service, columns.name)
    cells = [_fitted(word, width) for word, width in zip(words, widths, strict=False)]
    return quiet("".join(["   ", *cells, words[-1]]))


_SERVICE = Text(en="service", es="servicio")
_TITLES = (
    Text(en="state", es="estado"),
    Text(en="symptom", es="síntoma"),
    _SERVICE,
    Text(en="task", es="tarea"),
    Text(en="when (UTC)", es="cuándo (UTC)"),
)


def _fitted(words: str, width: int) -> str:
    """Return words in a column of a width, one blank at its end."""
    shown = Content(words.replace("\n", " ")).truncate(width - 1, ellipsis=True).plain
    return shown + " " * (width - Content(shown).cell_length)
