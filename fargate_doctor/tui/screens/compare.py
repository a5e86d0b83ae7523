"""This task beside a healthy one: of its own case, of a second case file, or of an earlier one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import work
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fargate_doctor.collectors.threads import in_thread
from fargate_doctor.demo.catalogue import HEALTHY, title
from fargate_doctor.diagnosis.comparing import counterparts, is_healthy
from fargate_doctor.errors import FargateDoctorError
from fargate_doctor.storage import recent_cases
from fargate_doctor.text import Text
from fargate_doctor.tui.drawing import comparison as drawing
from fargate_doctor.tui.drawing.marks import STYLES, linked, quiet
from fargate_doctor.tui.keys import bindings, moving
from fargate_doctor.tui.messages import CopyWanted
from fargate_doctor.tui.screens.chooser import ChooserScreen
from fargate_doctor.tui.screens.naming_screen import words_in
from fargate_doctor.tui.screens.task_screen import TaskScreen
from fargate_doctor.tui.speech import language_of, say, with_keys
from fargate_doctor.tui.widgets.pane import Pane
from fargate_doctor.tui.widgets.plain_list import PlainList

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from fargate_doctor.diagnosis.comparing import Difference
    from fargate_doctor.model.task import Task
    from fargate_doctor.tui.beside import Beside
    from fargate_doctor.tui.consultation import Consultation

_WHICH: Final = Text(en="Beside which task? Or the path of a case file", es="¿Junto a qué tarea? O la ruta de un caso")
_COMPARING: Final = Text(en="Asking every question of the other task…", es="Planteando cada pregunta a la otra tarea…")
_NO_OTHER: Final = Text(
    en="This case holds no other task of the service. Press {key} to open a second case file, for example one that was "
    "exported while all was well.",
    es="Este caso no contiene ninguna otra tarea del servicio. Pulse {key} para abrir un segundo archivo de caso, por "
    "ejemplo uno exportado cuando todo iba bien.",
)
_NO_TASK: Final = Text(
    en="There is nothing to compare: this service has no task to look at.",
    es="No hay nada que comparar: este servicio no tiene ninguna tarea que examinar.",
)
_NOTHING_TO_COPY: Final = Text(en="There is no difference to copy.", es="No hay ninguna diferencia que copiar.")
_TASK: Final = Text(en="task {name}, {state}", es="tarea {name}, {state}")
_RUNNING: Final = Text(en="running", es="en ejecución")
_NOT_RUNNING: Final = Text(en="not healthy", es="no está sana")


class CompareScreen(TaskScreen):
    """The differences, and below or beside them what is known of the marked one."""

    NAME = Text(en="Compare", es="Comparar")
    CSS_PATH = "compare.tcss"
    AUTO_FOCUS = "#differences"
    ABOUT = Text(
        en="This task beside another one, if there is one a healthy one of its service: only what differs, the "
        "differences with which answers differ first. ✗ marks those where this task fails and the other does not. "
        "Variables and secrets are compared by name, never by value. A difference is a hint, not a cause.",
        es="Esta tarea junto a otra, si la hay una sana de su servicio: solo lo que difiere, y primero las diferencias "
        "con las que cambian respuestas. ✗ señala aquellas en que esta tarea falla y la otra no. Las variables y los "
        "secretos se comparan por nombre, nunca por valor. Una diferencia es un indicio, no una causa.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("compare.other", "compare.read", "compare.copy", "walk.fixes", "view.timeline", "view.map"),
        *bindings("case.save"),
        *moving(page_down="scroll_about(1)", page_up="scroll_about(-1)"),
    ]

    def __init__(self, consultation: Consultation) -> None:
        super().__init__(consultation)
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (150, "-widest")]
        self._beside: Beside | None = None
        self._error: FargateDoctorError | None = None
        self._is_working = False

    def body(self) -> ComposeResult:
        """Lay out the two tasks, the differences, and the marked one."""
        yield Static(id="tasks", markup=False)
        with Container(id="both"):
            yield PlainList(id="differences")
            with Pane(id="about"):
                yield Static(id="words", markup=False)
                yield Static(id="rest", markup=False)

    def on_mount(self) -> None:
        """Take the first task that this one may be laid beside."""
        super().on_mount()
        others = self._others
        if others:
            self._lay_beside(lambda: _beside().a_task(self.consultation.diagnosis, others[0].task_arn))
        elif self.consultation.source == "demo" and self.consultation.diagnosis.facts:
            self._lay_beside(lambda: _beside().a_built_in(self.consultation.diagnosis, HEALTHY))

    def draw(self) -> None:
        """Show everything."""
        self.header.show(self.consultation, screen_name=self.NAME)
        self._draw_differences()
        self._draw_marked()

    def offers(self) -> dict[str, bool]:
        """Offer differences only where there are some."""
        return {
            "other": self.consultation.diagnosis.facts is not None,
            "read_on": self._beside is not None,
            "copy": bool(self._differences),
        }

    def on_plain_list_resized(self) -> None:
        """Wrap the differences to the new width."""
        self._draw_differences()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show what is known of the marked difference."""
        event.stop()
        self._draw_marked()
        self.query_one("#about", Pane).scroll_home(animate=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Keep a click from doing more than marking."""
        event.stop()

    def action_other(self) -> None:
        """Choose what to lay this task beside."""
        if self.consultation.diagnosis.facts is None:
            self.notify(say(self, _NO_TASK), markup=False)
            return
        offered = self._offered()

        def chosen(name: str | None) -> None:
            if name is None:
                return
            known = offered.get(name)
            path = Path(name).expanduser()
            self._lay_beside(known or (lambda: _beside().a_file(self.consultation.diagnosis, path)))

        self.app.push_screen(ChooserScreen(_WHICH, tuple(offered), takes_typed=True), chosen)

    def action_read_on(self) -> None:
        """Scroll what is known of the marked difference; from its end to its beginning."""
        self.read_on(self.query_one("#about", Pane))

    def action_scroll_about(self, direction: int) -> None:
        """Scroll what is known of the marked difference."""
        pane = self.query_one("#about", Pane)
        (pane.scroll_page_down if direction == 1 else pane.scroll_page_up)(animate=False)

    def marked_words(self) -> str:
        """Return what is said of the marked difference."""
        return words_in(self.query_one("#words", Static))

    def action_copy(self) -> None:
        """Copy all differences."""
        language = language_of(self)
        lines = [drawing.difference_lines(each, language, 1000).plain for each in self._differences]
        if lines:
            self.post_message(CopyWanted("\n".join(lines)))
        else:
            self.notify(say(self, _NOTHING_TO_COPY), markup=False)

    @property
    def _others(self) -> tuple[Task, ...]:
        facts = self.consultation.diagnosis.facts
        return counterparts(facts.snapshot, facts.task) if facts else ()

    @property
    def _differences(self) -> tuple[Difference, ...]:
        return self._beside.comparison.differences if self._beside else ()

    def _offered(self) -> dict[str, Callable[[], Beside]]:
        """Return the tasks of this case, the files that were opened last, and the healthy built-in case."""
        diagnosis = self.consultation.diagnosis
        offered: dict[str, Callable[[], Beside]] = {}
        for task in self._others:
            state = _RUNNING if is_healthy(task) else _NOT_RUNNING
            name = say(self, _TASK.fill(name=task.task_id[:8], state=state))
            offered[name] = lambda arn=task.task_arn: _beside().a_task(diagnosis, arn)  # type: ignore[misc]
        for path in recent_cases():
            offered[str(path)] = lambda path=path: _beside().a_file(diagnosis, path)  # type: ignore[misc]
        offered[say(self, title(HEALTHY))] = lambda: _beside().a_built_in(diagnosis, HEALTHY)
        return offered

    @work(exclusive=True, name="comparing")
    async def _lay_beside(self, work_out: Callable[[], Beside]) -> None:
        self._is_working, self._error = True, None
        self.draw()
        try:
            self._beside = await in_thread(work_out)
        except FargateDoctorError as error:
            self._error = error
        self._is_working = False
        self.draw()
        self.query_one("#differences", PlainList).focus()

    def _draw_differences(self) -> None:
        language = language_of(self)
        tasks, listed = self.query_one("#tasks", Static), self.query_one("#differences", PlainList)
        tasks.display = self._beside is not None
        if self._beside:
            tasks.update(drawing.head_line(self._beside.comparison, self._beside.source, language))
        marked = listed.highlighted or 0
        width = listed.scrollable_content_region.width - 1
        listed.display = bool(self._differences)
        with self.prevent(OptionList.OptionHighlighted):
            listed.set_options(Option(drawing.difference_lines(each, language, width)) for each in self._differences)
            listed.highlighted = min(marked, len(self._differences) - 1) if self._differences else None

    def _draw_marked(self) -> None:
        self.offer_again()
        language = language_of(self)
        words, rest = self.query_one("#words", Static), self.query_one("#rest", Static)
        marked = self.query_one("#differences", PlainList).highlighted
        difference = self._differences[marked] if marked is not None and marked < len(self._differences) else None
        rest.display = self._beside is not None and not self._is_working and self._error is None
        if self._is_working:
            words.update(quiet(say(self, _COMPARING)))
        elif self._error:
            happened = Content.assemble(("✗ ", STYLES["fail"]), (say(self, self._error.happened), "bold"))
            words.update(Content("\n").join([happened, Content(say(self, self._error.advice))]))
        elif difference:
            words.update(linked(drawing.about(difference, self.consultation.diagnosis, language)))
        elif self._beside is None:
            nothing = with_keys(self, _NO_OTHER, key="compare.other")
            words.update(Content(say(self, nothing if self.consultation.diagnosis.facts else _NO_TASK)))
        words.display = bool(difference) or self._beside is None or self._is_working or self._error is not None
        if self._beside:
            rest.update(drawing.the_rest(self._beside.comparison, language))


def _beside() -> Any:  # noqa: ANN401 - a module that is imported late
    from fargate_doctor.tui import beside  # noqa: PLC0415 - the checks are many

    return beside
