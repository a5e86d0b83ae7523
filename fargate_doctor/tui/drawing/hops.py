"""A way drawn from the container down to its destination, the broken place standing out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from fargate_doctor.reports.words import HOP_KINDS, MARKS, VERDICTS
from fargate_doctor.text import Text, printable
from fargate_doctor.tui.drawing.evidence import gaps, quotations
from fargate_doctor.tui.drawing.marks import QUIET, STYLES, quiet, verdict_in_words
from fargate_doctor.tui.words.purposes import PURPOSES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.facts.need import NeedWalk
    from fargate_doctor.facts.paths.hop import Hop
    from fargate_doctor.text import Language

_BROKEN: Final = Text(en="broken here", es="roto aquí")
_OPEN: Final = Text(en="not known from here", es="desde aquí no se sabe")
_PART: Final = Text(en="only a part fails", es="solo falla una parte")
_BY_FARGATE: Final = Text(
    en="This leaves through a network interface of Fargate's own (platform 1.3.0 or earlier). "
    "Nothing in your VPC carries it, and nobody can look at it.",
    es="Esto sale por una interfaz de red propia de Fargate (plataforma 1.3.0 o anterior). "
    "No pasa por su VPC y nadie puede examinarlo.",
)
_UNREAD: Final = Text(
    en="Could also refuse this, but was not read:",
    es="También podría impedirlo, pero no se leyó:",
)
_ROLES: Final = {
    "execution": Text(en="under the execution role", es="con el rol de ejecución"),
    "task": Text(en="under the task role", es="con el rol de la tarea"),
    "none": Text(en="without a role", es="sin rol"),
}


def way_title(way: NeedWalk, language: Language) -> Content:
    """Return what a way is for, where it leads, and whether it gets there."""
    purpose = PURPOSES[way.need.purpose].in_language(language)
    role = _ROLES[way.need.role].in_language(language)
    return Content.assemble(
        verdict_in_words(way.verdict, language),
        (f"  {purpose} · IPv{way.ip_version}", "bold"),
        quiet(f" · {role}\n"),
        printable(way.need.destination),
    )


def hops_of_way(way: NeedWalk, language: Language, width: int) -> Content:
    """Return the hops of a way from top to bottom."""
    if way.walk is None:
        return Content(_BY_FARGATE.in_language(language))
    lines = list(_column(way, language, width))
    if way.walk.unread:
        lines += [Content(), Content(_UNREAD.in_language(language)), gaps(way.walk.unread, language)]
    return Content("\n").join(lines)


def _column(way: NeedWalk, language: Language, width: int) -> Iterator[Content]:
    hops = way.walk.hops if way.walk else ()
    reached = True
    for place, hop in enumerate(hops):
        if place:
            yield Content.styled("│" if reached else "┆", "" if reached else QUIET)
        yield from _hop(hop, language, width, reached=reached, is_last=place == len(hops) - 1)
        reached = reached and hop.verdict != "fail"
    if not hops or hops[-1].kind != "destination":
        yield Content.styled("│" if reached else "┆", "" if reached else QUIET)
        end = "●" if reached else "○"
        yield Content.styled(f"{end} {printable(way.need.destination)}", "bold" if reached else QUIET)


def _hop(hop: Hop, language: Language, width: int, *, reached: bool, is_last: bool) -> Iterator[Content]:
    name = HOP_KINDS[hop.kind].in_language(language)
    style = STYLES[hop.verdict] if reached or hop.verdict == "fail" else QUIET
    head = Content.assemble(
        (f"{MARKS[hop.verdict]} ", style),
        (name, "bold" if reached else QUIET),
        (f" {printable(hop.id)} " if hop.id else " ", "" if reached else QUIET),
        (f"{VERDICTS[hop.verdict].in_language(language)}{_flag(hop, language, reached=reached)}", style),
    )
    yield from _indented(head, width, "", "  ")
    rail = " " if is_last else ("│" if reached and hop.verdict != "fail" else "┆")
    because = Content.styled(printable(hop.because.in_language(language)), "" if hop.verdict == "fail" else QUIET)
    yield from _indented(because, width, f"{rail} ", f"{rail} ")
    if hop.part:
        yield from _indented(Content(printable(hop.part.in_language(language))), width, f"{rail} ", f"{rail} ")
    if hop.verdict == "fail" and hop.evidence:
        yield from _indented(quotations(hop.evidence, language), width, f"{rail} ", f"{rail} ")
    if hop.verdict == "unknown" and hop.missing:
        yield from _indented(gaps(hop.missing, language), width, f"{rail} ", f"{rail} ")


def _flag(hop: Hop, language: Language, *, reached: bool) -> str:
    if hop.part:
        return f" ◀ {_PART.in_language(language)}"
    if hop.verdict == "fail":
        return f" ◀ {_BROKEN.in_language(language)}"
    if hop.verdict == "unknown" and reached:
        return f" ◀ {_OPEN.in_language(language)}"
    return ""


def _indented(content: Content, width: int, first: str, rest: str) -> Iterator[Content]:
    room = max(width - len(rest), 8)
    for place, line in enumerate(content.wrap(room)):
        yield Content.styled(rest if place else first, QUIET) + line
