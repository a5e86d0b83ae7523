"""Destinations against IP versions, each cell a verdict in a mark and a word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.coordinate import Coordinate
from textual.message import Message
from textual.widgets import DataTable

from fargate_doctor.text import Text, printable
from fargate_doctor.tui.drawing.marks import quiet, shortened, verdict_in_words
from fargate_doctor.tui.keys import moving
from fargate_doctor.tui.speech import language_of, say
from fargate_doctor.tui.words.purposes import PURPOSES

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType

    from fargate_doctor.facts.need import NeedWalk

_PURPOSE = Text(en="for", es="para")
_DESTINATION = Text(en="destination", es="destino")
_NOT_USED = Text(en="· unused", es="· sin usar")
_GAPS = 10
_LEAST = 12


class WayMatrix(DataTable[Content], inherit_bindings=False):
    """One row for each destination; the cursor stands on one way. Enter is left to the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *moving(down="cursor_down", up="cursor_up", first="scroll_top", last="scroll_bottom"),
        Binding("left", "cursor_left", show=False),
        Binding("right", "cursor_right", show=False),
    ]

    @dataclass
    class Marked(Message):
        """The cursor stands on a way; None where that IP version is not used."""

        way: NeedWalk | None

    def __init__(self) -> None:
        super().__init__(zebra_stripes=True, cursor_type="cell", show_row_labels=False)
        self._ways: dict[str, dict[int, NeedWalk]] = {}
        self._drawn_at = 0

    def show(self, ways: tuple[NeedWalk, ...]) -> None:
        """Show these ways; the cursor starts on the first that is broken, and stays when shown again."""
        had = self._ways
        self._ways = {}
        for way in ways:
            self._ways.setdefault(f"{way.need.purpose} {way.need.destination}", {})[way.ip_version] = way
        where = self.cursor_coordinate if had == self._ways and had else self._first_broken()
        self._draw(where)

    def on_resize(self, event: events.Resize) -> None:
        """Give the destination the room that is left."""
        if event.size.width != self._drawn_at and self._ways:
            self._draw(self.cursor_coordinate)

    def on_data_table_cell_highlighted(self, event: DataTable.CellHighlighted) -> None:
        """Say which way is marked."""
        event.stop()
        rows = list(self._ways.values())
        if event.coordinate.row >= len(rows):
            return
        of_row = rows[event.coordinate.row]
        version = {2: 4, 3: 6}.get(event.coordinate.column, min(of_row))
        self.post_message(self.Marked(of_row.get(version)))

    def _draw(self, where: Coordinate) -> None:
        self._drawn_at = self.size.width
        with self.prevent(DataTable.CellHighlighted):
            self.clear(columns=True)
            self._add_columns()
            for of_row in self._ways.values():
                self._add_way(of_row)
        self.move_cursor(row=where.row, column=where.column, animate=False)

    def _add_columns(self) -> None:
        for title, width in zip(
            (say(self, _PURPOSE), say(self, _DESTINATION), "IPv4", "IPv6"), self._widths(), strict=True
        ):
            self.add_column(title, width=width)

    def _add_way(self, of_row: dict[int, NeedWalk]) -> None:
        need = next(iter(of_row.values())).need
        room = self._widths()[1]
        cells = [self._cell(of_row.get(version)) for version in (4, 6)]
        purpose = Content.styled(say(self, PURPOSES[need.purpose]), "bold")
        self.add_row(purpose, Content(shortened(printable(need.destination), room)), *cells)

    def _cell(self, way: NeedWalk | None) -> Content:
        return verdict_in_words(way.verdict, language_of(self)) if way else quiet(say(self, _NOT_USED))

    def _widths(self) -> tuple[int, int, int, int]:
        """Return the widths of the columns: the destination gets what the words of the others leave."""
        ways = [way for of_row in self._ways.values() for way in of_row.values()]
        purpose = max((len(say(self, PURPOSES[way.need.purpose])) for way in ways), default=_LEAST)
        cells = [self._cell(of_row.get(version)) for of_row in self._ways.values() for version in (4, 6)]
        verdict = max((cell.cell_length for cell in cells), default=_LEAST)
        return purpose, max(self.size.width - purpose - 2 * verdict - _GAPS, _LEAST), verdict, verdict

    def _first_broken(self) -> Coordinate:
        for row, of_row in enumerate(self._ways.values()):
            for version, way in sorted(of_row.items()):
                if way.verdict == "fail":
                    return Coordinate(row, 2 if version == 4 else 3)  # noqa: PLR2004 - IP version 4
        return Coordinate(0, 2)
