"""The VPC as a picture in text: zones, subnets, tables, gateways, the task in its place, and one way through it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from fargate_doctor.facts.network_map.mapping import map_of
from fargate_doctor.facts.network_map.stations import stations_of
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text
from fargate_doctor.tui.drawing.evidence import gaps
from fargate_doctor.tui.drawing.marks import linked
from fargate_doctor.tui.drawing.network import about, way_line
from fargate_doctor.tui.keys import bindings, moving
from fargate_doctor.tui.messages import CopyWanted
from fargate_doctor.tui.screens.naming_screen import words_in
from fargate_doctor.tui.screens.task_screen import TaskScreen
from fargate_doctor.tui.speech import language_of, say
from fargate_doctor.tui.widgets.map_picture import MapPicture
from fargate_doctor.tui.widgets.way_line import WayLine

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from fargate_doctor.facts.need import NeedWalk
    from fargate_doctor.facts.network_map.model import NetworkMap, Place
    from fargate_doctor.facts.network_map.stations import Station
    from fargate_doctor.tui.consultation import Consultation
    from fargate_doctor.tui.widgets.map_spot import MapSpot

_NO_VPC: Final = Text(
    en="There is no map: in which VPC the task was placed is not known.",
    es="No hay mapa: no se sabe en qué VPC se colocó la tarea.",
)
_NO_TASK: Final = Text(
    en="There is no map: this service has no task to place on it.",
    es="No hay mapa: este servicio no tiene ninguna tarea que situar en él.",
)
_NO_FAILURE: Final = Text(en="This way does not break anywhere.", es="Este camino no se rompe en ningún punto.")
_NOTHING_TO_COPY: Final = Text(en="This has no id to copy.", es="Esto no tiene ningún id que copiar.")


class MapScreen(TaskScreen):
    """Above the destination, below it the picture, and beside or under that the place under the cursor."""

    NAME = Text(en="Map", es="Mapa")
    CSS_PATH = "map.tcss"
    AUTO_FOCUS = ""
    ABOUT = Text(
        en="The VPC of the task: what leads out of it, its zones with their subnets, what serves each, and its "
        "endpoints. The way to one destination is drawn on it: the stops are numbered from the task on, ✗ marks where "
        "it breaks, and ? what could not be read. A subnet is public where its route table leads to an internet "
        "gateway, private where it leads elsewhere outside, and isolated where it does not leave the VPC.",
        es="La VPC de la tarea: qué sale de ella, sus zonas con sus subredes, qué sirve a cada una y sus puntos de "
        "conexión. En ella se dibuja el camino a un destino: las paradas van numeradas desde la tarea, ✗ señala dónde "
        "se rompe y ? lo que no se pudo leer. Una subred es pública si su tabla de enrutamiento lleva a una puerta de "
        "enlace de Internet, privada si lleva a otro sitio de fuera y aislada si no sale de la VPC.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("map.next", "map.broken", "map.open", "walk.paths", "walk.fixes", "view.what-if"),
        *bindings("map.copy", "case.save", "map.previous"),
        *moving(page_down="scroll_about(1)", page_up="scroll_about(-1)"),
    ]

    def __init__(self, consultation: Consultation, way: NeedWalk | None = None) -> None:
        super().__init__(consultation)
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (150, "-widest")]
        self._ways = consultation.diagnosis.walks
        self._at = self._ways.index(way) if way in self._ways else _first_broken(self._ways)
        self._place: Place | None = None
        self._gap: Unanswered | None = None
        self._network = self._drawn_up()
        self._stations: tuple[Station, ...] = self._passed()

    def body(self) -> ComposeResult:
        """Lay out destination, picture and place."""
        yield WayLine()
        with Container(id="both"):
            if self._network:
                yield MapPicture(self._network, self._stations)
            with VerticalScroll(id="about", can_focus=False):
                yield Static(id="words", markup=False)

    def on_mount(self) -> None:
        """Start where the way breaks, else at the task."""
        super().on_mount()
        if self._network:
            self.call_after_refresh(self._go_to_start)

    def draw(self) -> None:
        """Show the destination, the picture and the place under the cursor."""
        self.header.show(self.consultation, screen_name=self.NAME)
        self._draw_line()
        self._draw_place()

    def offers(self) -> dict[str, bool]:
        """Offer places only where there is a map."""
        is_drawn = self._network is not None
        return {
            "next_way": len(self._ways) > 1,
            "previous_way": len(self._ways) > 1,
            "broken": is_drawn,
            "open": is_drawn,
            "copy": is_drawn,
        }

    def on_resize(self, event: events.Resize) -> None:
        """Cut the destination to the new width."""
        del event
        if self.is_mounted:
            self.call_after_refresh(self._draw_line)

    def on_map_spot_marked(self, event: MapSpot.Marked) -> None:
        """Say what is known of the place under the cursor."""
        event.stop()
        self._place = event.place
        self._draw_place()
        self.query_one("#about", VerticalScroll).scroll_home(animate=False)

    def on_map_spot_chosen(self, event: MapSpot.Chosen) -> None:
        """Unfold what was clicked."""
        event.stop()
        self.query_one(MapPicture).unfold(event.place)

    def on_way_line_clicked(self) -> None:
        """Draw the way to the next destination."""
        self.action_next_way()

    def action_next_way(self) -> None:
        """Draw the way to the next destination."""
        self._turn(1)

    def action_previous_way(self) -> None:
        """Draw the way to the destination before."""
        self._turn(-1)

    def action_broken(self) -> None:
        """Jump to the place where the way breaks."""
        broken = next((each for each in self._stations if each.is_broken), None)
        if broken and self._network:
            self.query_one(MapPicture).focus_place(broken.key)
        else:
            self.notify(say(self, _NO_FAILURE), markup=False)

    def action_open(self) -> None:
        """Unfold what is folded; elsewhere read on about the place."""
        if self._place and self._place.kind == "rest":
            self.query_one(MapPicture).unfold(self._place)
        else:
            self.read_on(self.query_one("#about", VerticalScroll))

    def marked_words(self) -> str:
        """Return what is said of the place under the cursor, its id first."""
        return f"{self._place.id if self._place else ''} {words_in(self.query_one('#words', Static))}"

    def action_copy(self) -> None:
        """Copy the id of the place."""
        if self._place and self._place.id:
            self.post_message(CopyWanted(self._place.id))
        else:
            self.notify(say(self, _NOTHING_TO_COPY), markup=False)

    def action_scroll_about(self, direction: int) -> None:
        """Scroll what is said about the place."""
        pane = self.query_one("#about", VerticalScroll)
        (pane.scroll_page_down if direction == 1 else pane.scroll_page_up)(animate=False)

    def _speak(self) -> None:
        super()._speak()
        for picture in self.query(MapPicture):
            picture.speak()

    def _turn(self, by: int) -> None:
        if len(self._ways) < 2:  # noqa: PLR2004 - there must be another one
            return
        self._at = (self._at + by) % len(self._ways)
        self._stations = self._passed()
        for picture in self.query(MapPicture):
            picture.show(self._stations)
        self._draw_line()
        self.call_after_refresh(self._go_to_start)

    def _go_to_start(self) -> None:
        start = next((each.key for each in self._stations if each.is_broken), "task")
        for picture in self.query(MapPicture):
            picture.focus_place(start)
        self._draw_place()

    def _drawn_up(self) -> NetworkMap | None:
        facts = self.consultation.diagnosis.facts
        try:
            return map_of(facts) if facts else None
        except Unanswered as gap:
            self._gap = gap
            return None

    def _passed(self) -> tuple[Station, ...]:
        return stations_of(self._network, self._ways[self._at]) if self._network and self._ways else ()

    def _draw_line(self) -> None:
        line = self.query_one(WayLine)
        way = self._ways[self._at] if self._ways else None
        line.show(way_line(way, self._at + 1, len(self._ways), language_of(self), line.content_size.width))

    def _draw_place(self) -> None:
        words = self.query_one("#words", Static)
        if self._network is None:
            words.update(self._without_map())
        elif self._place:
            station = next((each for each in self._stations if each.key == self._place.key), None)
            words.update(linked(about(self._place, station, language_of(self))))

    def _without_map(self) -> Content:
        reason = Content.styled(say(self, _NO_VPC if self.consultation.diagnosis.facts else _NO_TASK), "bold")
        missing = gaps(self._gap.missing, language_of(self)) if self._gap else Content()
        return Content("\n\n").join([each for each in (reason, missing) if each])


def _first_broken(ways: tuple[NeedWalk, ...]) -> int:
    verdicts = [each.verdict for each in ways]
    return next((verdicts.index(each) for each in ("fail", "unknown") if each in verdicts), 0)
