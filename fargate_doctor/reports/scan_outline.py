"""What the report of a scan says to people: the causes, the largest first, then what stayed open, then the places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.reports import words
from fargate_doctor.reports.outline import Bullets, Marked, Outline, Section, Words
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.outcome import CauseGroup, TaskOutcome
    from fargate_doctor.facts.paths.hop import Verdict
    from fargate_doctor.reports.outline import Block
    from fargate_doctor.reports.scan_report import ScannedPlace, ScanReport
    from fargate_doctor.text import Language

_OPEN_SHOWN: Final = 20

_TITLE = Text(en="Tasks in trouble", es="Tareas con problemas")
_NONE = Text(
    en="No task on Fargate is stopped, pending or unhealthy.",
    es="Ninguna tarea de Fargate está detenida, pendiente o en mal estado.",
)
_TOTALS = Text(
    en="{tasks} tasks were looked at: {cause_found} with a root cause, {undetermined} undetermined, {no_problem_found} "
    "without a problem.",
    es="Se han examinado {tasks} tareas: {cause_found} con causa raíz, {undetermined} sin determinar y "
    "{no_problem_found} sin problemas.",
)
_CAUSES = Text(en="Root causes", es="Causas raíz")
_GROUP = Text(en="{title}: {tasks} in {services}", es="{title}: {tasks} en {services}")
_ONE_TASK = Text(en="1 task", es="1 tarea")
_TASKS = Text(en="{count} tasks", es="{count} tareas")
_FOR_EXAMPLE = Text(en="For example", es="Por ejemplo")
_OPEN = Text(en="Undetermined", es="Sin determinar")
_AND_MORE = Text(en="and {count} more", es="y {count} más")
_MISSING = Text(en="Permissions that would tell more", es="Permisos que permitirían saber más")
_PLACES = Text(en="Where it was looked", es="Dónde se ha mirado")
_LOOKED = Text(en="{place}: {tasks} in trouble", es="{place}: {tasks} con problemas")


def scan_outline(report: ScanReport, language: Language) -> Outline:
    """Return the outline of one scan."""
    total = sum(report.grouping.statuses.values())
    sentence = _TOTALS.fill(tasks=total, **report.grouping.statuses) if total else _NONE
    blocks: list[Block] = [Words(sentence.in_language(language))]
    if groups := report.grouping.groups():
        sections = tuple(_group(each, language) for each in groups)
        blocks.append(Section(_CAUSES.in_language(language), sections))
    left = tuple(each for each in report.outcomes if each.status == "undetermined")
    if left:
        blocks.append(_open(left, language))
    places = tuple(_place(each, language) for each in report.places)
    blocks.append(Section(_PLACES.in_language(language), places))
    return Outline(_TITLE.in_language(language), tuple(blocks))


def _group(group: CauseGroup, language: Language) -> Section:
    title = _GROUP.fill(title=group.title, tasks=_count(group.tasks), services=enumeration(group.services, at_most=3))
    return Section(
        title.in_language(language),
        (Bullets(_FOR_EXAMPLE.in_language(language), group.examples),),
        verdict="fail",
        tag=f"{group.id} · {words.CONFIDENCES[group.confidence].in_language(language)}",
    )


def _open(left: tuple[TaskOutcome, ...], language: Language) -> Section:
    shown = [f"{each.arn} ({each.family} · {each.cause})" for each in left[:_OPEN_SHOWN]]
    if len(left) > _OPEN_SHOWN:
        shown.append(_AND_MORE.fill(count=len(left) - _OPEN_SHOWN).in_language(language))
    blocks: list[Block] = [Bullets("", tuple(shown))]
    actions = tuple(dict.fromkeys(action for each in left for action in each.gaps))
    if actions:
        blocks.append(Bullets(_MISSING.in_language(language), actions))
    return Section(_OPEN.in_language(language), tuple(blocks))


def _place(place: ScannedPlace, language: Language) -> Marked:
    verdict: Verdict = "unknown" if place.error else "fail" if place.tasks else "pass"
    where = " · ".join(dict.fromkeys(filter(None, (place.name, place.account, place.region))))
    sentence = _LOOKED.fill(place=where, tasks=_count(place.tasks))
    return Marked(
        verdict,
        words.VERDICTS[verdict].in_language(language),
        where if place.error else sentence.in_language(language),
        place.error.in_language(language) if place.error else "",
    )


def _count(tasks: int) -> Text:
    return _ONE_TASK if tasks == 1 else _TASKS.fill(count=tasks)
