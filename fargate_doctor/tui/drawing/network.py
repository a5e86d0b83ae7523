"""Places of the map in words: what each is, how it stands, and which stop of the way it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from fargate_doctor.frozen import frozen
from fargate_doctor.reports.words import HOP_KINDS, MARKS, VERDICTS
from fargate_doctor.text import Text, printable
from fargate_doctor.tui.drawing.evidence import gaps, quotations
from fargate_doctor.tui.drawing.marks import QUIET, STYLES, heading, quiet, shortened, verdict_in_words
from fargate_doctor.tui.words.places import KINDS, REACHES
from fargate_doctor.tui.words.purposes import PURPOSES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.facts.need import NeedWalk
    from fargate_doctor.facts.network_map.model import Place, Reach
    from fargate_doctor.facts.network_map.stations import Station
    from fargate_doctor.text import Language

GUTTER: Final = 4
_BROKEN: Final = Text(en="broken here", es="roto aquí")
_OPEN: Final = Text(en="not known from here", es="desde aquí no se sabe")
_NOT_REACHED: Final = Text(en="not reached", es="no se llega")
_HERE: Final = Text(en="the task is here", es="aquí está la tarea")
_ONE_OF: Final = Text(en="{number} of {total}", es="{number} de {total}")
_NO_WAYS: Final = Text(
    en="Which destinations the task needs is not known: its task definition could not be read.",
    es="No se sabe qué destinos necesita la tarea: no se pudo leer su definición de tarea.",
)
_STOP: Final = Text(en="Stop {number} of the way", es="Parada {number} del camino")
_STOP_MISSED: Final = Text(en="Stop {number} of the way, not reached", es="Parada {number} del camino; no se llega")
_OFF_WAY: Final = Text(en="Not on this way.", es="No está en este camino.")
_SAID: Final = Text(en="What AWS said", es="Lo que dijo AWS")
_UNREAD: Final = Text(en="What could not be read", es="Lo que no se pudo leer")
_NOTHING: Final = Text(en="There is nothing more to say about it.", es="No hay nada más que decir de esto.")
_FARGATE: Final = Text(
    en="this leaves through Fargate's own interface, not through your VPC",
    es="esto sale por una interfaz propia de Fargate, no por su VPC",
)


@frozen
class Role:
    """What a place is beyond itself: a subnet that leads somewhere, a zone that holds the task."""

    reach: Reach | None = None
    has_task: bool = False


def spot(place: Place, role: Role, station: Station | None, language: Language, width: int) -> Content:
    """Return a place as it stands on the map: its stop on the way in the margin, its name, and how it stands."""
    name = Content.assemble(*_name(place, language, role.reach), *_standing(place, language))
    if role.has_task:
        name = name + Content.styled(f" · {_HERE.in_language(language)}", "bold")
    lines = [name + _flag(station, language), *(_below(each, place, language) for each in place.more)]
    return Content("\n").join(_with_margin(lines, _margin(place, station), width))


def way_line(way: NeedWalk | None, number: int, total: int, language: Language, width: int) -> Content:
    """Return the destination of the way that is drawn, on one line."""
    if way is None:
        return quiet(_NO_WAYS.in_language(language))
    purpose = PURPOSES[way.need.purpose].in_language(language)
    counted = _ONE_OF.fill(number=number, total=total).in_language(language)
    start = Content.assemble(
        verdict_in_words(way.verdict, language), (f"  {purpose} · IPv{way.ip_version} ", "bold"), quiet(f"({counted}) ")
    )
    end = _FARGATE.in_language(language) if way.walk is None else printable(way.need.destination)
    return start + shortened(end, max(width - start.cell_length, 8))


def about(place: Place, station: Station | None, language: Language) -> Content:
    """Return all that is known of a place: what is decided there, what AWS said of it, what could not be read."""
    kind = KINDS[place.kind].in_language(language)
    parts = [
        Content.assemble(
            (kind, "bold"),
            (f" {printable(place.id)}" if place.id else "", "bold"),
            quiet(f" · {printable(place.words.in_language(language))}" if place.words.en else ""),
        )
    ]
    parts.append(_decided(station, language) if station else quiet(_OFF_WAY.in_language(language)))
    if place.missing:
        parts.append(_section(_UNREAD, gaps(place.missing, language), language))
    if place.evidence:
        parts.append(_section(_SAID, quotations(place.evidence, language), language))
    elif not place.missing and station is None:
        parts.append(quiet(_NOTHING.in_language(language)))
    return Content("\n\n").join(parts)


def _name(place: Place, language: Language, reach: Reach | None) -> Iterator[Content | tuple[str, str]]:
    if place.kind == "task":
        yield "● ", "bold $text-accent"
    kind = KINDS[place.kind].in_language(language)
    if reach:
        kind = REACHES[reach].in_language(language)
    yield kind, "bold" if place.kind in ("vpc", "zone", "subnet", "task") else QUIET
    if place.id:
        shown = place.id[:8] if place.kind == "task" else place.id
        yield f" {printable(shown)}", "bold" if place.kind in ("zone", "task") else ""
    if place.words.en:
        yield f"  {printable(place.words.in_language(language))}", QUIET


def _standing(place: Place, language: Language) -> Iterator[tuple[str, str]]:
    if place.standing in ("fail", "unknown"):
        words = VERDICTS[place.standing].in_language(language)
        yield f" {MARKS[place.standing]} {words}", STYLES[place.standing]


def _flag(station: Station | None, language: Language) -> Content:
    if station is None:
        return Content()
    if station.is_broken:
        return Content.styled(f" ◀ {_BROKEN.in_language(language)}", STYLES["fail"])
    if not station.is_reached:
        return quiet(f" ({_NOT_REACHED.in_language(language)})")
    if station.is_first_doubt:
        return Content.styled(f" ◀ {_OPEN.in_language(language)}", STYLES["unknown"])
    return Content()


def _below(words: Text, place: Place, language: Language) -> Content:
    said = printable(words.in_language(language))
    return Content.styled(f"  {said}", STYLES["fail"] if MARKS["fail"] in said and place.standing == "fail" else "")


def _margin(place: Place, station: Station | None) -> Content:
    if station is None:
        loud = place.standing in ("fail", "unknown")
        return Content.styled(f"{MARKS[place.standing]:>3} ", STYLES[place.standing]) if loud else Content(" " * GUTTER)
    mark = MARKS[station.verdict] if station.is_reached else " "
    style = STYLES[station.verdict] if station.is_reached else QUIET
    return Content.styled(f"{station.number:>2}{mark} ", style)


def _with_margin(lines: list[Content], margin: Content, width: int) -> Iterator[Content]:
    room = max(width - GUTTER, 12)
    first = True
    for line in lines:
        for place, part in enumerate(line.wrap(room)):
            indent = Content("  ") if place else Content()
            yield (margin if first else Content(" " * GUTTER)) + indent + part
            first = False


def _decided(station: Station, language: Language) -> Content:
    stop = _STOP if station.is_reached else _STOP_MISSED
    lines = [heading(stop.fill(number=station.number).in_language(language))]
    for hop in station.hops:
        kind = HOP_KINDS[hop.kind].in_language(language)
        lines.append(Content.assemble(verdict_in_words(hop.verdict, language), quiet(f" · {kind}")))
        lines.append(Content(printable(hop.because.in_language(language))))
        if hop.verdict == "fail" and hop.evidence:
            lines.append(quotations(hop.evidence, language))
        if hop.verdict == "unknown" and hop.missing:
            lines.append(gaps(hop.missing, language))
    return Content("\n").join(lines)


def _section(title: Text, content: Content, language: Language) -> Content:
    return Content.assemble(heading(title.in_language(language)), "\n", content)
