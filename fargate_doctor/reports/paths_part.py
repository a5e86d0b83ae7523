"""The ways out: what the task must reach, by destination and IP version."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from fargate_doctor.reports import words
from fargate_doctor.reports.outline import Cell, Matrix, Section, Station, Way, Words
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.facts.need import NeedWalk
    from fargate_doctor.facts.paths.flow import IpVersion
    from fargate_doctor.text import Language

_TITLE = Text(en="The ways out", es="Los caminos de salida")
_DESTINATION = Text(en="destination", es="destino")
_BY_FARGATE = Text(
    en="Where it does not apply, an interface of Fargate's own carries the traffic, which nobody can see.",
    es="Donde no procede, el tráfico sale por una interfaz propia de Fargate, que nadie puede ver.",
)
_LIKEWISE = Text(
    en="The way is the same, station by station, to {destinations}.",
    es="El camino es el mismo, punto por punto, hacia {destinations}.",
)
_NOT_USED = Cell(None, "")
_DRAWN: Final = ("fail", "unknown")


def paths_section(walks: tuple[NeedWalk, ...], language: Language) -> list[Section]:
    """Return the table of destinations and IP versions, and each way that does not hold, station by station."""
    if not walks:
        return []
    versions = sorted({each.ip_version for each in walks})
    rows: dict[str, dict[IpVersion, Cell]] = {}
    for way in walks:
        rows.setdefault(way.need.destination, {})[way.ip_version] = _cell(way, language)
    matrix = Matrix(
        head=(_DESTINATION.in_language(language), *(f"IPv{version}" for version in versions)),
        rows=tuple(
            (destination, tuple(cells.get(version, _NOT_USED) for version in versions))
            for destination, cells in rows.items()
        ),
    )
    is_hidden = any(each.walk is None for each in walks)
    explained = (Words(_BY_FARGATE.in_language(language)),) if is_hidden else ()
    drawn = _drawn([each for each in walks if each.walk and each.verdict in _DRAWN], language)
    return [Section(_TITLE.in_language(language), (matrix, *explained, *drawn))]


def _drawn(walks: list[NeedWalk], language: Language) -> Iterator[Way | Words]:
    """Yield each way once, with the other destinations that the same stations lead to."""
    alike: dict[object, list[NeedWalk]] = defaultdict(list)
    for each in walks:
        hops = each.walk.hops if each.walk else ()
        alike[each.ip_version, each.verdict, tuple((hop.kind, hop.id, hop.verdict) for hop in hops)].append(each)
    for first, *others in alike.values():
        yield _way(first, language)
        if others:
            destinations = enumeration([each.need.destination for each in others])
            yield Words(_LIKEWISE.fill(destinations=destinations).in_language(language))


def _way(way: NeedWalk, language: Language) -> Way:
    hops = way.walk.hops if way.walk else ()
    return Way(
        f"{way.need.destination} · IPv{way.ip_version}",
        way.verdict,
        tuple(
            Station(
                each.verdict,
                words.HOP_KINDS[each.kind].in_language(language),
                each.id,
                each.because.in_language(language),
            )
            for each in hops
        ),
    )


def _cell(way: NeedWalk, language: Language) -> Cell:
    return Cell(way.verdict, words.VERDICTS[way.verdict].in_language(language))
