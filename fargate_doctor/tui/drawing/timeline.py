"""What happened when, on one line of time: a row for each thing, and a ruler where there is room."""

from __future__ import annotations

from math import log1p
from typing import TYPE_CHECKING, Final

from textual.content import Content

from fargate_doctor.text import Text, printable
from fargate_doctor.tui.drawing.evidence import gaps, quotations
from fargate_doctor.tui.drawing.marks import QUIET, heading, quiet
from fargate_doctor.tui.drawing.times import time_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime, timedelta

    from fargate_doctor.facts.timeline.model import Happening, HappeningKind, Timeline, Unread
    from fargate_doctor.text import Language

_MOST_LINES: Final = 3
_TIME_WIDTH: Final = 15
_AWAY_WIDTH: Final = 13
_SCALE: Final = ((86400 * 30, "30 d"), (86400, "1 d"), (3600, "1 h"), (600, "10 min"), (60, "1 min"))
_FINEST: Final = 20.0
MARKS: Final[dict[HappeningKind, tuple[str, str]]] = {
    "life": ("●", "$text-primary"),
    "failure": ("✗", "bold $text-error"),
    "service": ("·", ""),
    "deployment": ("◆", "bold $text-accent"),
    "change": ("▲", "bold $text-warning"),
    "read": ("○", QUIET),
}
_KINDS: Final[dict[HappeningKind, Text]] = {
    "life": Text(en="the task's own time", es="tiempo de la propia tarea"),
    "failure": Text(en="failure", es="fallo"),
    "service": Text(en="event of the service", es="evento del servicio"),
    "deployment": Text(en="deployment", es="despliegue"),
    "change": Text(en="change, by CloudTrail", es="cambio, según CloudTrail"),
    "read": Text(en="when the case was read", es="cuándo se leyó el caso"),
}
_BEFORE_FAILURE: Final = Text(
    en="Within the day before the first failure that is known. Near in time is no proof that it was the cause.",
    es="En el día anterior al primer fallo conocido. La cercanía en el tiempo no demuestra que fuera la causa.",
)
_SINCE_START: Final = Text(
    en="Since the task was created. Near in time is no proof that it matters.",
    es="Desde que se creó la tarea. La cercanía en el tiempo no demuestra que importe.",
)
_NEAR: Final = Text(en="near the failures", es="próximo a los fallos")
_SINCE: Final = Text(en="since the task began", es="desde el inicio de la tarea")
_BY: Final = Text(en="by {who}", es="por {who}")
_TOUCHES: Final = Text(en="names {what}", es="nombra {what}")
_ELSEWHERE: Final = Text(en="names nothing of this task", es="no nombra nada de esta tarea")
_FROM_STOP: Final = Text(en="from the stop", es="respecto a la detención")
_FROM_READ: Final = Text(en="from the reading of the case", es="respecto a la lectura del caso")
_LATER: Final = Text(en="{span} pass", es="pasan {span}")
_UNREAD: Final = Text(en="What is not on this line", es="Lo que no está en esta línea")
_COUNTS: Final = Text(en="{count} changes near the failures", es="{count} cambios próximos a los fallos")
_COUNT: Final = Text(en="1 change near the failures", es="1 cambio próximo a los fallos")
_COUNTS_SINCE: Final = Text(en="{count} changes since the task began", es="{count} cambios desde el inicio de la tarea")
_COUNT_SINCE: Final = Text(en="1 change since the task began", es="1 cambio desde el inicio de la tarea")
_NONE_NEAR: Final = Text(en="no change near the failures was read", es="no se leyó ningún cambio próximo a los fallos")
_NONE_SINCE: Final = Text(
    en="no change since the task began was read", es="no se leyó ningún cambio desde el inicio de la tarea"
)


def span_in_words(span: timedelta) -> str:
    """Return a span of time by its two greatest parts, `2 min 47 s`."""
    seconds = int(abs(span.total_seconds()))
    parts = []
    for size, name in ((86400, "d"), (3600, "h"), (60, "min"), (1, "s")):
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count} {name}")
        elif parts:
            break
    return " ".join(parts[:2]) or "0 s"


def happening_line(happening: Happening, timeline: Timeline, language: Language, width: int) -> Content:
    """Return one thing on its row: when, how far from the stop, and what."""
    mark, style = MARKS[happening.kind]
    room = max(width - _TIME_WIDTH - _AWAY_WIDTH - 4, 16)
    words = Content(printable(happening.words.in_language(language)))
    if happening.kind == "failure" or happening.stands_out:
        words = words.stylize("bold")
    elif not happening.touches and happening.kind == "change":
        words = words.stylize(QUIET)
    if happening.stands_out:
        near = _NEAR if timeline.failing_since else _SINCE
        words = words + Content.styled(f" ◀ {near.in_language(language)}", "bold $text-warning")
    aside = [each for each in _aside(happening, timeline, language) if each]
    if aside:
        words = words + quiet(f" · {' · '.join(aside)}")
    lines = words.wrap(room)
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], lines[_MOST_LINES - 1][: room - 1] + Content("…")]
    away = _away(happening.at, timeline.reference)
    head = Content.assemble(
        quiet(f"{happening.at:%m-%d %H:%M:%S}".ljust(_TIME_WIDTH)),
        (away.rjust(_AWAY_WIDTH - 1), "" if happening.kind in ("failure", "life") else QUIET),
        " ",
        (f" {mark} ", style or QUIET),
    )
    blank = " " * (_TIME_WIDTH + _AWAY_WIDTH)
    rest = Content.assemble(blank, quiet(" │ "))
    return Content("\n").join([head + lines[0], *(rest + line for line in lines[1:])])


def gap_line(span: timedelta, language: Language) -> Content:
    """Return what stands between two things that lie far apart."""
    words = _LATER.fill(span=span_in_words(span)).in_language(language)
    return quiet(f"{' ' * (_TIME_WIDTH + _AWAY_WIDTH)} ┆ {words}")


def summary_line(timeline: Timeline, language: Language) -> Content:
    """Return how many changes stand out, and from when times are told."""
    count = sum(each.stands_out for each in timeline.happenings)
    several, one, none = (
        (_COUNTS, _COUNT, _NONE_NEAR) if timeline.failing_since else (_COUNTS_SINCE, _COUNT_SINCE, _NONE_SINCE)
    )
    words = none if not count else one if count == 1 else several.fill(count=count)
    start = _FROM_STOP if timeline.is_from_stop else _FROM_READ
    style = "bold $text-warning" if count else ""
    mark = "▲ " if count else ""
    at = f", {timeline.reference:%H:%M:%S} UTC" if timeline.reference else ""
    return Content.assemble(
        (f"{mark}{words.in_language(language)}", style),
        quiet(f" · {start.in_language(language)}{at}"),
    )


def about(happening: Happening, timeline: Timeline, language: Language) -> Content:
    """Return all that is known of one thing."""
    parts = [
        Content.styled(printable(happening.words.in_language(language)), "bold"),
        quiet(
            f"{_KINDS[happening.kind].in_language(language)} · {time_in_words(happening.at)} · "
            f"{_away(happening.at, timeline.reference)}"
        ),
    ]
    aside = [each for each in _aside(happening, timeline, language) if each]
    if aside:
        parts.append(Content(" · ".join(aside)))
    if happening.stands_out:
        words = _BEFORE_FAILURE if timeline.failing_since else _SINCE_START
        parts.append(Content.styled(f"▲ {words.in_language(language)}", "$text-warning"))
    if happening.evidence:
        parts.append(quotations(happening.evidence, language))
    return Content("\n\n").join(parts)


def unread_in_words(unread: Iterable[Unread], language: Language) -> Content:
    """Return what could not be read, or was not asked for."""
    lines = [heading(_UNREAD.in_language(language))]
    for each in unread:
        lines.append(Content.assemble(("? ", "bold $text-warning"), printable(each.words.in_language(language))))
        if each.missing:
            lines.append(gaps(each.missing, language))
    return Content("\n").join(lines) if len(lines) > 1 else Content()


def ruler(timeline: Timeline, marked: Happening | None, width: int) -> Content:
    """Return the line of time in two rows: what happened, and a scale that gets finer towards the stop."""
    reference = timeline.reference
    if reference is None or width < 40 or len(timeline.happenings) < 2:  # noqa: PLR2004 - too little to draw
        return Content()
    before = max((reference - each.at).total_seconds() for each in timeline.happenings)
    after = max((each.at - reference).total_seconds() for each in timeline.happenings)
    place = _Scale(max(before, 1.0), max(after, 0.0), width - 1).place
    cells = ["─"] * width
    styles = [QUIET] * width
    cells[place(0)] = "┼"
    for each in sorted(timeline.happenings, key=lambda one: _WEIGHT[one.kind]):
        at = place((each.at - reference).total_seconds())
        cells[at], styles[at] = MARKS[each.kind]
        if each is marked:
            styles[at] = "reverse bold"
    if marked:
        styles[place((marked.at - reference).total_seconds())] = "reverse bold"
    line = Content.assemble(*((cell, style or QUIET) for cell, style in zip(cells, styles, strict=True)))
    return line + Content("\n") + quiet(_labels(place, before, after, width))


_WEIGHT: Final[dict[HappeningKind, int]] = {
    "read": 0, "service": 1, "life": 2, "deployment": 3, "change": 4, "failure": 5
}  # fmt: skip


class _Scale:
    """Places times on a line: their logarithm on both sides of the stop."""

    def __init__(self, before: float, after: float, width: int) -> None:
        left, right = _log(before), _log(after)
        self._zero = round(width * left / (left + right)) if left + right else width
        self._before, self._after, self._width = left, right, width

    def place(self, seconds: float) -> int:
        """Return the column of a time, in seconds from the stop."""
        if seconds <= 0:
            return round(self._zero * (1 - _log(-seconds) / self._before)) if self._before else self._zero
        room = self._width - self._zero
        return self._zero + (round(room * _log(seconds) / self._after) if self._after else 0)


def _log(seconds: float) -> float:
    """Return how far out a time stands; the first seconds lie close together."""
    return log1p(seconds / _FINEST)


def _labels(place: Callable[[float], int], before: float, after: float, width: int) -> str:
    row = [" "] * width

    def put(at: int, words: str) -> None:
        start = max(0, min(at - len(words) // 2, width - len(words)))
        if all(cell == " " for cell in row[max(start - 1, 0) : start + len(words) + 1]):
            row[start : start + len(words)] = list(words)

    put(place(0), "0 s")
    for seconds, words in _SCALE:
        if seconds <= before:
            put(place(-seconds), f"−{words}")  # noqa: RUF001 - a minus
        if seconds <= after:
            put(place(seconds), f"+{words}")
    return "".join(row)


def _aside(happening: Happening, timeline: Timeline, language: Language) -> tuple[str, ...]:
    del timeline
    who = _BY.fill(who=printable(happening.by)).in_language(language) if happening.by else ""
    if happening.kind != "change":
        return (who,)
    names = ", ".join(printable(each) for each in happening.touches)
    what = _TOUCHES.fill(what=names) if names else _ELSEWHERE
    return who, what.in_language(language)


def _away(at: datetime, reference: datetime | None) -> str:
    if reference is None:
        return ""
    if abs((at - reference).total_seconds()) < 1:
        return "0 s"
    return f"{'−' if at < reference else '+'}{span_in_words(at - reference)}"  # noqa: RUF001 - a minus
