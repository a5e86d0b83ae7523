"""What the report of a diagnosis says, in order: the symptom, the verdict, causes and fixes, the walk, the gaps."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Final

from fargate_doctor.reports import words
from fargate_doctor.reports.findings_part import findings_sections
from fargate_doctor.reports.fix_set_part import fix_set_section
from fargate_doctor.reports.gaps_part import calls_section, missing_section
from fargate_doctor.reports.message_words import summary_of
from fargate_doctor.reports.outline import Commands, Marked, Outline, Pairs, Quote, Section, Words
from fargate_doctor.reports.paths_part import paths_section
from fargate_doctor.reports.service_events import newest_events
from fargate_doctor.reports.steps_part import steps_section
from fargate_doctor.reports.times import rfc3339
from fargate_doctor.text import Text, enumeration, verbatim

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.model import Diagnosis
    from fargate_doctor.model.service import Service
    from fargate_doctor.model.task import Task
    from fargate_doctor.reports.outline import Block
    from fargate_doctor.reports.report import LookAtService, Report
    from fargate_doctor.text import Language

_EVENTS_SHOWN: Final = 5

_TASK_TITLE = Text(en="Task {task}", es="Tarea {task}")
_SERVICE_TITLE = Text(en="Service {service}", es="Servicio {service}")
_WHAT_ECS_SAID = Text(en="What ECS said", es="Lo que dijo ECS")
_IT_SAID_NOTHING = Text(en="ECS gave no reason.", es="ECS no dio ningún motivo.")
_NOTHING_FAILED = Text(en="ECS reports no failure.", es="ECS no informa de ningún fallo.")
_NO_TASK = Text(
    en="The service has no stopped or pending task to look at. Its events, newest first:",
    es="El servicio no tiene ninguna tarea detenida ni pendiente que examinar. Sus eventos, del más reciente al más"
    " antiguo:",
)
_NO_EVENTS = Text(
    en="The service has no stopped or pending task to look at, and no events.",
    es="El servicio no tiene ninguna tarea detenida ni pendiente que examinar, ni eventos.",
)
_GAPS = Text(en="These answers are missing: {operations}.", es="Faltan estas respuestas: {operations}.")
_WHERE_TO_LOOK: Final = "stop.contradiction"
_WITH_PROFILE = Text(
    en="The commands below are for the profile that was asked with; name it to the AWS CLI first",
    es="Los comandos siguientes son para el perfil con el que se consultó; indíqueselo antes a la AWS CLI",
)
_VERDICT = Text(en="Verdict", es="Veredicto")


def outline_of(report: Report, language: Language) -> Outline:
    """Return the outline of one diagnosis."""
    facts = report.diagnosis.facts
    blocks: list[Block] = [*opening(report, language), _verdict(report, language)]
    blocks += _profile(report, language)
    lacks_answers = report.diagnosis.status == "undetermined"
    if lacks_answers:
        blocks += missing_section(report.diagnosis, language)
    blocks += findings_sections(report.diagnosis.findings, language)
    blocks += fix_set_section(report.diagnosis.fix_set, language)
    if facts:
        blocks.append(steps_section(report.diagnosis, language))
    blocks += paths_section(report.diagnosis.walks, language)
    if not lacks_answers:
        blocks += missing_section(report.diagnosis, language)
    blocks += calls_section(report.diagnosis, language)
    return Outline(_title(report).in_language(language), tuple(blocks))


def _profile(report: Report, language: Language) -> list[Commands]:
    """Return how the commands of the fixes come to the account that was asked; nothing where that needs no word."""
    if report.profile is None or not any(each.recommendations for each in report.diagnosis.findings):
        return []
    return [Commands(_WITH_PROFILE.in_language(language), (f"export AWS_PROFILE={shlex.quote(report.profile)}",))]


def opening(report: Report, language: Language) -> list[Block]:
    """Return what is examined and what ECS said of it, before any question is asked."""
    return [_heading(report, language), _said(report, language)]


def _title(report: Report) -> Text:
    facts = report.diagnosis.facts
    if facts:
        return _TASK_TITLE.fill(task=facts.task.task_id)
    return _SERVICE_TITLE.fill(service=report.diagnosis.service)


def _heading(report: Report, language: Language) -> Pairs:
    facts = report.diagnosis.facts
    rows = _about_task(facts.task) if facts else _about_service(report.service.service if report.service else None)
    where = " · ".join(filter(None, (report.snapshot.region, report.snapshot.account)))
    rows += (
        (Text(en="region and account", es="región y cuenta"), where),
        (Text(en="collected at", es="recopilado"), rfc3339(report.diagnosis.collected_at)),
        (Text(en="source", es="origen"), words.SOURCES[report.kind].in_language(language)),
    )
    return Pairs(tuple((name.in_language(language), value) for name, value in rows if value))


def _about_task(task: Task) -> tuple[tuple[Text, str | None], ...]:
    platform = " ".join(filter(None, (task.platform_family, task.platform_version)))
    return (
        (Text(en="cluster", es="clúster"), task.cluster_name),
        (Text(en="service", es="servicio"), task.service_name),
        (Text(en="definition", es="definición"), task.task_definition_arn.rpartition("/")[2]),
        (Text(en="platform", es="plataforma"), platform),
        (Text(en="status", es="estado"), " · ".join(filter(None, (task.last_status, task.stop_code)))),
        (Text(en="created at", es="creada"), rfc3339(task.created_at)),
        (Text(en="started at", es="iniciada"), rfc3339(task.started_at)),
        (Text(en="stopped at", es="detenida"), rfc3339(task.stopped_at)),
    )


def _about_service(service: Service | None) -> tuple[tuple[Text, str | None], ...]:
    if service is None:
        return ()
    return (
        (Text(en="cluster", es="clúster"), service.cluster_arn.rpartition("/")[2]),
        (Text(en="status", es="estado"), service.status),
    )


def _said(report: Report, language: Language) -> Section:
    title = _WHAT_ECS_SAID.in_language(language)
    facts = report.diagnosis.facts
    if facts is None:
        return _events(title, report.service, language)
    symptom = facts.symptom
    if symptom.message is None or not symptom.message.text:
        nothing = _IT_SAID_NOTHING if facts.task.is_stopped else _NOTHING_FAILED
        return Section(title, (Words(nothing.in_language(language)),))
    place = words.PLACES[symptom.where] if symptom.where else verbatim("")
    return Section(
        title,
        (
            Words(summary_of(symptom.message).in_language(language)),
            Quote(symptom.message.text, place.in_language(language)),
        ),
        tag=f"{symptom.family} · {symptom.cause}",
    )


def _events(title: str, look: LookAtService | None, language: Language) -> Section:
    if look is None or not look.service.events:
        return Section(title, (Words(_NO_EVENTS.in_language(language)),))
    newest = newest_events(look.service)[:_EVENTS_SHOWN]
    quoted = (Quote(each.message, rfc3339(each.created_at) or "") for each in newest)
    tag = f"{look.trouble.family} · {look.trouble.cause}" if look.trouble else ""
    return Section(title, (Words(_NO_TASK.in_language(language)), *quoted), tag=tag)


def _verdict(report: Report, language: Language) -> Section:
    status = report.diagnosis.status
    verdict = words.STATUS_VERDICTS[status]
    marked = Marked(
        verdict,
        words.VERDICTS[verdict].in_language(language),
        words.status_sentence(report.diagnosis).in_language(language),
        _because(report, language),
    )
    return Section(_VERDICT.in_language(language), (marked,), tag=status)


def _because(report: Report, language: Language) -> str:
    diagnosis = report.diagnosis
    if diagnosis.status == "undetermined":
        return _left_open(diagnosis).in_language(language)
    return "; ".join(each.title.in_language(language) for each in diagnosis.main_causes)


def _left_open(diagnosis: Diagnosis) -> Text:
    """Return what is missing, and where to look next if the way is blamed and nothing that was read stops it."""
    operations = tuple(dict.fromkeys(each.missing.operation for each in diagnosis.gaps if each.blocks))
    lacking = _GAPS.fill(operations=enumeration(operations)) if operations else None
    look = diagnosis.step(_WHERE_TO_LOOK)
    next_place = look.because if look and look.verdict in ("fail", "unknown") else None
    if lacking and next_place:
        return lacking + next_place
    return lacking or next_place or verbatim("")
