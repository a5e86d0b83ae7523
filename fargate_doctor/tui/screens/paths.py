"""Every destination over every IP version, and the way to one of them drawn hop by hop."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from fargate_doctor.text import Text
from fargate_doctor.tui.drawing.hops import hops_of_way, way_title
from fargate_doctor.tui.drawing.marks import linked, quiet
from fargate_doctor.tui.keys import bindings
from fargate_doctor.tui.messages import CopyWanted, MapWanted
from fargate_doctor.tui.screens.task_screen import TaskScreen
from fargate_doctor.tui.speech import language_of, say
from fargate_doctor.tui.widgets.way_matrix import WayMatrix

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from fargate_doctor.facts.need import NeedWalk
    from fargate_doctor.tui.consultation import Consultation

_NONE = Text(
    en="Which destinations this task needs is not known: its task definition could not be read.",
    es="No se sabe qué destinos necesita esta tarea: no se pudo leer su definición de tarea.",
)
_NOT_USED = Text(
    en="The task does not use this IP version for this destination.",
    es="La tarea no usa esta versión de IP para este destino.",
)


class PathsScreen(TaskScreen):
    """Above the matrix, below it (or beside it, where there is room) the marked way."""

    NAME = Text(en="Paths", es="Caminos")
    CSS_PATH = "paths.tcss"
    AUTO_FOCUS = "WayMatrix"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("paths.open", "view.map", "paths.copy", "walk.fixes", "case.save")
    ]

    def __init__(self, consultation: Consultation) -> None:
        super().__init__(consultation)
        self._way: NeedWalk | None = None

    def body(self) -> ComposeResult:
        """Lay out matrix and way."""
        with Container(id="both"):
            yield WayMatrix()
            with VerticalScroll(id="way"):
                yield Static(id="title", markup=False)
                yield Static(id="hops", markup=False)

    def draw(self) -> None:
        """Show the matrix and the marked way."""
        self.header.show(self.consultation, screen_name=self.NAME)
        matrix = self.query_one(WayMatrix)
        matrix.display = bool(self.consultation.diagnosis.walks)
        matrix.show(self.consultation.diagnosis.walks)
        self._draw_way()

    def offers(self) -> dict[str, bool]:
        """Offer a way only where one is marked."""
        return dict.fromkeys(("read_hops", "copy"), bool(self.consultation.diagnosis.walks))

    def on_resize(self, event: events.Resize) -> None:
        """Wrap the way to the new width."""
        del event
        if self.is_mounted:
            self.call_after_refresh(self._draw_way)

    def on_way_matrix_marked(self, event: WayMatrix.Marked) -> None:
        """Show the marked way from its start."""
        self._way = event.way
        self._draw_way()
        self.query_one("#way", VerticalScroll).scroll_home(animate=False)

    def on_data_table_cell_selected(self) -> None:
        """Read the way that was chosen."""
        self.action_read_hops()

    def action_read_hops(self) -> None:
        """Go to the hops, where arrows scroll; from there back to the matrix."""
        way = self.query_one("#way", VerticalScroll)
        (self.query_one(WayMatrix) if way.has_focus else way).focus()

    def action_map(self) -> None:
        """Show the marked way on the map."""
        self.post_message(MapWanted(self.consultation, self._way))

    def action_copy(self) -> None:
        """Copy the way."""
        self.post_message(CopyWanted(self.marked_words()))

    def marked_words(self) -> str:
        """Return the way with its hops."""
        parts = [self.query_one(f"#{name}", Static).content for name in ("title", "hops")]
        return "\n".join(part.plain for part in parts if isinstance(part, Content))

    def _draw_way(self) -> None:
        title, hops = self.query_one("#title", Static), self.query_one("#hops", Static)
        if self._way is None:
            reason = _NOT_USED if self.consultation.diagnosis.walks else _NONE
            title.update(quiet(say(self, reason)))
            hops.update(Content())
            return
        language = language_of(self)
        width = max(self.query_one("#way", VerticalScroll).scrollable_content_region.width - 2, 20)
        title.update(way_title(self._way, language))
        hops.update(linked(hops_of_way(self._way, language, width)))
