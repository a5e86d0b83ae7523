"""The VPC as boxes in boxes: what leads out of it above, its zones beside each other, its endpoints below."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Literal

from textual.binding import Binding
from textual.containers import Container, Vertical, VerticalScroll

from fargate_doctor.facts.network_map.model import Place
from fargate_doctor.text import Text
from fargate_doctor.tui.drawing.network import Role
from fargate_doctor.tui.keys import moving
from fargate_doctor.tui.speech import first_key_of
from fargate_doctor.tui.widgets.map_spot import MapSpot

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.geometry import Region

    from fargate_doctor.facts.network_map.model import NetworkMap, SubnetOnMap, ZoneOnMap
    from fargate_doctor.facts.network_map.stations import Station

Direction = Literal["up", "down", "left", "right"]

MANY_SUBNETS: Final = 12
_AT_FIRST: Final = 6
_ONE_MORE_PAGE: Final = 20
_ZONE_WIDTH: Final = 52
_REST: Final = "rest of "
_FOLDED_ZONE: Final = Text(en="{count} subnets · {key} unfolds", es="{count} subredes · {key} despliega")
_FOLDED_REST: Final = Text(en="{count} more subnets · {key} unfolds", es="{count} subredes más · {key} despliega")


class MapPicture(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Shows one map; arrows move between its places as they lie."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *moving(down="go('down')", up="go('up')", first="go_to_end(0)", last="go_to_end(-1)"),
        Binding("left", "go('left')", show=False),
        Binding("right", "go('right')", show=False),
    ]

    def __init__(self, network: NetworkMap, stations: tuple[Station, ...] = ()) -> None:
        super().__init__()
        self._network = network
        self._stations = {each.key: each for each in stations}
        many = sum(1 for _ in network.subnets) > MANY_SUBNETS
        self._room_of = {
            zone.place.key: (0 if many and not zone.has_task else _AT_FIRST if many else len(zone.subnets))
            for zone in network.zones
        }
        self._laid_out = self._visible()

    def compose(self) -> ComposeResult:
        """Lay out the boxes."""
        with Vertical(classes="vpc"):
            yield MapSpot(self._network.vpc)
            yield from (MapSpot(each) for each in (*self._network.doors, *self._network.settings))
            with Container(classes="zones"):
                for zone in self._network.zones:
                    yield from self._zone(zone)
            yield from (MapSpot(each) for each in (*self._network.endpoints, *self._network.unread))

    def on_mount(self) -> None:
        """Draw the way on what was laid out."""
        self._draw_way()

    def on_resize(self, event: events.Resize) -> None:
        """Put as many zones beside each other as there is room for."""
        self._arrange(event.size.width)

    def show(self, stations: tuple[Station, ...]) -> None:
        """Show one way on the map; what it passes is unfolded."""
        self._stations = {each.key: each for each in stations}
        if self._visible() == self._laid_out:
            self._draw_way()
        else:
            self.run_worker(self._lay_out_again(), exclusive=True, name="unfolding")

    def speak(self) -> None:
        """Say everything again, in the language of the app."""
        self._draw_way()

    def focus_place(self, key: str) -> None:
        """Put the cursor on a place."""
        spot = next((each for each in self._spots if each.place.key == key), None)
        if spot:
            spot.focus()

    def unfold(self, place: Place) -> None:
        """Show more of a zone, where a place stands for its rest."""
        start, _, zone = place.key.partition(_REST)
        if not start and zone in self._room_of:
            shown = len(self._shown(next(each for each in self._network.zones if each.place.key == zone)))
            self._room_of[zone] = shown + _ONE_MORE_PAGE
            self.run_worker(self._lay_out_again(zone), exclusive=True, name="unfolding")

    def action_go(self, direction: Direction) -> None:
        """Move to the nearest place in a direction."""
        current = self.screen.focused
        if not isinstance(current, MapSpot):
            self.action_go_to_end(0)
            return
        nearer = [
            (distance, place)
            for place, each in enumerate(self._spots)
            if (distance := _distance(current.region, each.region, direction)) is not None
        ]
        if nearer:
            self._spots[min(nearer)[1]].focus()

    def action_go_to_end(self, place: int) -> None:
        """Move to the first or last place."""
        if self._spots:
            self._spots[place].focus()

    @property
    def _spots(self) -> list[MapSpot]:
        return list(self.query(MapSpot))

    def _zone(self, zone: ZoneOnMap) -> ComposeResult:
        with Vertical(classes="zone -of-task" if zone.has_task else "zone"):
            yield MapSpot(zone.place, Role(has_task=zone.has_task))
            shown = self._shown(zone)
            for subnet in shown:
                with Vertical(classes=f"subnet -{subnet.reach}"):
                    yield MapSpot(subnet.place, Role(reach=subnet.reach))
                    yield from (MapSpot(each) for each in subnet.holds)
            hidden = len(zone.subnets) - len(shown)
            if hidden:
                words = (_FOLDED_REST if shown else _FOLDED_ZONE).fill(count=hidden, key=first_key_of(self, "map.open"))
                yield MapSpot(Place(f"{_REST}{zone.place.key}", "rest", "", "not_applicable", words))

    def _shown(self, zone: ZoneOnMap) -> tuple[SubnetOnMap, ...]:
        room = self._room_of[zone.place.key]
        return tuple(
            subnet
            for number, subnet in enumerate(zone.subnets)
            if number < room or any(place.key in self._stations for place in subnet)
        )

    def _visible(self) -> frozenset[str]:
        return frozenset(each.place.key for zone in self._network.zones for each in self._shown(zone))

    def _draw_way(self) -> None:
        for each in self._spots:
            each.show(self._stations.get(each.place.key))

    async def _lay_out_again(self, focus: str = "") -> None:
        self._laid_out = self._visible()
        await self.recompose()
        self._arrange(self.size.width)
        self._draw_way()
        if focus:
            self.focus_place(focus)

    def _arrange(self, width: int) -> None:
        columns = max(1, min(width // _ZONE_WIDTH, len(self._network.zones)))
        for each in self.query(".zones"):
            each.styles.grid_size_columns = columns


def _distance(here: Region, there: Region, direction: Direction) -> tuple[int, int] | None:
    """Return how far a place is in a direction, aside counting more; None where it does not lie there."""
    if direction in ("left", "right"):
        ahead = there.x - here.right if direction == "right" else here.x - there.right
        aside = max(there.y - here.bottom + 1, here.y - there.bottom + 1, 0)
        return (aside, ahead) if ahead >= 0 else None
    ahead = there.y - here.bottom if direction == "down" else here.y - there.bottom
    aside = max(there.x - here.right + 1, here.x - there.right + 1, 0)
    return (ahead + 4 * aside, aside) if ahead >= 0 else None
