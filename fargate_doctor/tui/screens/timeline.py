"""What happened when: the task's life, its service, deployments and changes, on one line of time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fargate_doctor.facts.timeline.timeline import timeline_of
from fargate_doctor.text import Text
from fargate_doctor.tui.drawing import timeline as drawing
from fargate_doctor.tui.drawing.marks import linked
from fargate_doctor.tui.keys import bindings, moving
from fargate_doctor.tui.messages import CopyWanted
from fargate_doctor.tui.screens.naming_screen import words_in
from fargate_doctor.tui.screens.task_screen import TaskScreen
from fargate_doctor.tui.speech import language_of, say
from fargate_doctor.tui.widgets.pane import Pane
from fargate_doctor.tui.widgets.plain_list import PlainList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from fargate_doctor.facts.timeline.model import Happening, Timeline
    from fargate_doctor.tui.consultation import Consultation

_LONG: Final = timedelta(hours=1)
_NO_TASK: Final = Text(
    en="There is no line of time: this service has no task to look at.",
    es="No hay cronología: este servicio no tiene ninguna tarea que examinar.",
)
_NOTHING: Final = Text(
    en="Neither the task nor its service tells any time.", es="Ni la tarea ni su servicio indican ningún tiempo."
)
_NO_CHANGE: Final = Text(en="No change stands out.", es="Ningún cambio destaca.")
_NONE_ELSEWHERE: Final = Text(
    en="Every change that was read names something of this task.",
    es="Todos los cambios leídos nombran algo de esta tarea.",
)


class TimelineScreen(TaskScreen):
    """A row for each thing that happened; below or beside it what is known of the marked one."""

    NAME = Text(en="Timeline", es="Cronología")
    CSS_PATH = "timeline.tcss"
    AUTO_FOCUS = "#rows"
    ABOUT = Text(
        en="What happened, the earliest first: ● the task's own times, ✗ failures, ◆ deployments, ▲ changes that "
        "CloudTrail recorded, · what the service reported. Times are told from the stop. Changes of what is this "
        "task's, in the day before the first known failure, stand out: near in time, which proves nothing by itself. "
        "What was not looked up stands at the end.",
        es="Lo que ocurrió, lo más antiguo primero: ● tiempos de la propia tarea, ✗ fallos, ◆ despliegues, ▲ cambios "
        "que registró CloudTrail, · lo que comunicó el servicio. Los tiempos se cuentan desde la detención. Destacan "
        "los cambios en lo que es de esta tarea durante el día anterior al primer fallo conocido: están cerca en el "
        "tiempo, lo que por sí solo no demuestra nada. Lo que no se consultó figura al final.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(
            "timeline.next", "timeline.elsewhere", "timeline.read", "timeline.copy", "walk.fixes", "view.compare"
        ),
        *bindings("walk.paths", "view.map", "case.save"),
        *moving(page_down="scroll_about(1)", page_up="scroll_about(-1)"),
    ]

    def __init__(self, consultation: Consultation) -> None:
        super().__init__(consultation)
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (150, "-widest")]
        facts = consultation.diagnosis.facts
        self._timeline: Timeline | None = timeline_of(facts) if facts else None
        self._shows_elsewhere = False
        self._rows: list[Happening | None] = []

    def body(self) -> ComposeResult:
        """Lay out the summary, the ruler, the rows and what is marked."""
        yield Static(id="summary", markup=False)
        yield Static(id="ruler", markup=False)
        with Container(id="both"):
            yield PlainList(id="rows")
            with Pane(id="about"):
                yield Static(id="words", markup=False)
                yield Static(id="unread", markup=False)

    def on_mount(self) -> None:
        """Start at the first change that stands out, else at the first failure."""
        super().on_mount()
        self._draw_rows(self._first())

    def draw(self) -> None:
        """Show everything."""
        self.header.show(self.consultation, screen_name=self.NAME)
        self._draw_rows(self._marked)
        self._draw_marked()

    def offers(self) -> dict[str, bool]:
        """Offer what happened only where something did."""
        return {action: bool(self._happenings) for action in ("next_change", "elsewhere", "read_on", "copy")}

    def on_plain_list_resized(self) -> None:
        """Wrap the rows to the new width."""
        self.draw()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show what is marked."""
        event.stop()
        self._draw_marked()
        self.query_one("#about", Pane).scroll_home(animate=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Keep a click from doing more than marking."""
        event.stop()

    def action_next_change(self) -> None:
        """Jump to the next change that stands out, round and round."""
        standing = [place for place, each in enumerate(self._rows) if each and each.stands_out]
        listed = self.query_one("#rows", PlainList)
        if standing:
            at = listed.highlighted if listed.highlighted is not None else -1
            listed.highlighted = next((each for each in standing if each > at), standing[0])
        else:
            self.notify(say(self, _NO_CHANGE), markup=False)

    def action_elsewhere(self) -> None:
        """Show or hide the changes that name nothing of this task."""
        if not any(_is_elsewhere(each) for each in self._happenings):
            self.notify(say(self, _NONE_ELSEWHERE), markup=False)
            return
        self._shows_elsewhere = not self._shows_elsewhere
        self._draw_rows(self._marked)

    def action_read_on(self) -> None:
        """Scroll what is known of the marked thing; from its end to its beginning."""
        self.read_on(self.query_one("#about", Pane))

    def marked_words(self) -> str:
        """Return what is said of the marked thing."""
        return words_in(self.query_one("#words", Static))

    def action_copy(self) -> None:
        """Copy what is shown of the marked thing."""
        content = self.query_one("#words", Static).content
        if isinstance(content, Content) and content.plain:
            self.post_message(CopyWanted(content.plain))

    def action_scroll_about(self, direction: int) -> None:
        """Scroll what is known of the marked thing."""
        pane = self.query_one("#about", Pane)
        (pane.scroll_page_down if direction == 1 else pane.scroll_page_up)(animate=False)

    @property
    def _happenings(self) -> tuple[Happening, ...]:
        return self._timeline.happenings if self._timeline else ()

    @property
    def _marked(self) -> Happening | None:
        at = self.query_one("#rows", PlainList).highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None

    def _first(self) -> Happening | None:
        shown = [each for each in self._happenings if not _is_elsewhere(each)]
        changes = [each for each in shown if each.kind == "change" and each.stands_out]
        failures = [each for each in shown if each.kind == "failure"]
        return next(iter((*changes[-1:], *failures, *shown)), None)

    def _draw_rows(self, marked: Happening | None) -> None:
        timeline, language = self._timeline, language_of(self)
        listed = self.query_one("#rows", PlainList)
        listed.display = bool(self._happenings)
        if timeline is None:
            return
        width = listed.scrollable_content_region.width - 1
        self._rows = list(_with_gaps([each for each in self._happenings if self._is_shown(each)]))
        with self.prevent(OptionList.OptionHighlighted):
            listed.set_options(
                Option(drawing.happening_line(each, timeline, language, width))
                if each
                else Option(drawing.gap_line(_gap_at(self._rows, place), language), disabled=True)
                for place, each in enumerate(self._rows)
            )
            listed.highlighted = next((place for place, each in enumerate(self._rows) if each and each is marked), None)
        self._draw_marked()

    def _is_shown(self, happening: Happening) -> bool:
        return self._shows_elsewhere or not _is_elsewhere(happening)

    def _draw_marked(self) -> None:
        language, timeline, marked = language_of(self), self._timeline, self._marked
        words, unread = self.query_one("#words", Static), self.query_one("#unread", Static)
        summary, ruler = self.query_one("#summary", Static), self.query_one("#ruler", Static)
        summary.display = timeline is not None
        if timeline is None:
            words.update(Content(say(self, _NO_TASK)))
            return
        summary.update(drawing.summary_line(timeline, language))
        drawn = drawing.ruler(timeline, marked, self.size.width - 2)
        ruler.display = bool(drawn)
        ruler.update(drawn)
        words.update(linked(drawing.about(marked, timeline, language)) if marked else Content(say(self, _NOTHING)))
        missing = drawing.unread_in_words(timeline.unread, language)
        unread.display = bool(missing)
        unread.update(missing)


def _is_elsewhere(happening: Happening) -> bool:
    return happening.kind == "change" and not happening.touches


def _with_gaps(happenings: list[Happening]) -> list[Happening | None]:
    """Return the rows, with an empty one wherever much time passes."""
    rows: list[Happening | None] = []
    for each in happenings:
        if rows and rows[-1] and each.at - rows[-1].at >= _LONG:
            rows.append(None)
        rows.append(each)
    return rows


def _gap_at(rows: list[Happening | None], place: int) -> timedelta:
    earlier, later = rows[place - 1], rows[place + 1]
    return later.at - earlier.at if earlier and later else timedelta()
