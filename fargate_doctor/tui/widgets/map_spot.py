"""One place on the map: takes the focus, and says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.message import Message
from textual.widget import Widget

from fargate_doctor.tui.drawing.network import Role, spot
from fargate_doctor.tui.speech import language_of

if TYPE_CHECKING:
    from textual import events
    from textual.content import Content
    from textual.geometry import Size

    from fargate_doctor.facts.network_map.model import Place
    from fargate_doctor.facts.network_map.stations import Station

_PLAIN: Final = Role()


class MapSpot(Widget, can_focus=True):
    """Shows one place; what lies on the way that is drawn stands out, the broken place most."""

    DEFAULT_CSS = """
    MapSpot {
        height: auto;
        width: 1fr;

        &.-on-way {
            background: $primary 18%;
        }

        &.-broken {
            background: $error 25%;
        }

        &:hover {
            background: $panel;
        }

        &:focus {
            background: $primary 45%;
            text-style: bold;
        }

        &:nocolor:focus {
            text-style: reverse;
        }

        &:ansi {
            background: transparent;
        }

        &:ansi:focus {
            text-style: bold underline;
        }
    }
    """

    @dataclass
    class Marked(Message):
        """The cursor stands on a place."""

        place: Place

    @dataclass
    class Chosen(Message):
        """Somebody clicked on the place under the cursor."""

        place: Place

    def __init__(self, place: Place, role: Role = _PLAIN) -> None:
        super().__init__()
        self.place = place
        self._role = role
        self._station: Station | None = None

    def show(self, station: Station | None) -> None:
        """Show the place as a stop of the way, or beside it."""
        self._station = station
        self.set_class(station is not None and station.is_reached, "-on-way")
        self.set_class(station is not None and station.is_broken, "-broken")
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the place needs."""
        del container, viewport
        return self._content(width).plain.count("\n") + 1

    def render(self) -> Content:
        """Draw the place."""
        return self._content(self.content_size.width)

    def on_focus(self) -> None:
        """Say which place is marked."""
        self.post_message(self.Marked(self.place))

    def on_click(self, event: events.Click) -> None:
        """Open what is folded."""
        event.stop()
        self.post_message(self.Chosen(self.place))

    def _content(self, width: int) -> Content:
        return spot(self.place, self._role, self._station, language_of(self), width)
