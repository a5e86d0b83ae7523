"""Composes the JSON document of a diagnosis, part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor import __version__
from fargate_doctor.reports import document as parts
from fargate_doctor.reports.times import rfc3339

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.diagnosis.fix_set import FixSet
    from fargate_doctor.diagnosis.model import Finding, Gap, Recommendation, Step
    from fargate_doctor.facts.need import NeedWalk
    from fargate_doctor.facts.paths.hop import Hop
    from fargate_doctor.facts.symptom import Symptom
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.service import Service
    from fargate_doctor.model.task import Task
    from fargate_doctor.reports.report import LookAtService, Report
    from fargate_doctor.text import Language


def compose(report: Report, language: Language) -> parts.DiagnosisDocument:
    """Return the document of one diagnosis, its sentences in one language."""
    diagnosis, snapshot, facts = report.diagnosis, report.snapshot, report.diagnosis.facts
    return parts.DiagnosisDocument(
        schema_=parts.SCHEMA,
        tool_version=__version__,
        generated_at=rfc3339(report.generated_at) or "",
        source=parts.SourcePart(
            kind=report.kind,
            region=snapshot.region,
            account=snapshot.account,
            partition=snapshot.partition,
            collected_at=rfc3339(diagnosis.collected_at),
        ),
        task=_task(facts.task) if facts else None,
        service=_service(report.service.service) if report.service else None,
        symptom=_symptom(facts.symptom) if facts else _trouble(report.service),
        status=diagnosis.status,
        findings=tuple(_finding(each, language) for each in diagnosis.findings),
        fix_set=_fix_set(diagnosis.fix_set),
        steps=tuple(_step(each, language) for each in diagnosis.steps),
        paths=tuple(_path(each, language) for each in diagnosis.walks),
        missing=tuple(_missing(each) for each in diagnosis.gaps),
        calls=parts.CallsPart(total=diagnosis.calls.total, by_operation=dict(diagnosis.calls.by_operation)),
    )


def compose_hop(hop: Hop, language: Language) -> parts.HopPart:
    """Return one hop of a way."""
    return parts.HopPart(
        kind=hop.kind,
        id=hop.id,
        verdict=hop.verdict,
        because=hop.because.in_language(language),
        finding=hop.finding,
    )


def _task(task: Task) -> parts.TaskPart:
    return parts.TaskPart(
        arn=task.task_arn,
        id=task.task_id,
        cluster=task.cluster_name,
        service=task.service_name,
        task_definition=task.task_definition_arn,
        launch_type=task.launch_type,
        platform_version=task.platform_version,
        platform_family=task.platform_family,
        last_status=task.last_status,
        stop_code=task.stop_code,
        stopped_reason=task.stopped_reason,
        created_at=rfc3339(task.created_at),
        started_at=rfc3339(task.started_at),
        stopped_at=rfc3339(task.stopped_at),
    )


def _service(service: Service) -> parts.ServicePart:
    return parts.ServicePart(
        arn=service.service_arn,
        name=service.service_name,
        events=tuple(
            parts.EventPart(created_at=rfc3339(each.created_at), message=each.message) for each in service.events
        ),
    )


def _symptom(symptom: Symptom) -> parts.SymptomPart:
    return parts.SymptomPart(
        family=symptom.family,
        cause=symptom.cause,
        text=symptom.message.text if symptom.message else None,
        where=symptom.where,
    )


def _trouble(look: LookAtService | None) -> parts.SymptomPart:
    trouble = look.trouble if look else None
    if trouble is None:
        return parts.SymptomPart(family="other", cause="other", text=None, where=None)
    return parts.SymptomPart(family=trouble.family, cause=trouble.cause, text=trouble.text, where="serviceEvent")


def _finding(finding: Finding, language: Language) -> parts.FindingPart:
    return parts.FindingPart(
        id=finding.id,
        level=finding.level,
        confidence=finding.confidence,
        title=finding.title.in_language(language),
        detail=finding.detail.in_language(language),
        resources=tuple(parts.ResourcePart(type=each.type, id=each.id) for each in finding.resources),
        evidence=_quotations(finding.evidence),
        recommendations=tuple(_recommendation(each, language) for each in finding.recommendations),
        references=finding.references,
        explained_by=finding.explained_by,
    )


def _recommendation(recommendation: Recommendation, language: Language) -> parts.RecommendationPart:
    remedy = recommendation.remedy
    return parts.RecommendationPart(
        id=remedy.id,
        title=remedy.title.in_language(language),
        detail=remedy.detail.in_language(language),
        commands=remedy.commands,
        terraform=remedy.terraform,
        cloudformation=remedy.cloudformation,
        undo=remedy.undo,
        affects=tuple(each.in_language(language) for each in remedy.affects),
        needs_new_tasks=remedy.needs_new_tasks,
        proven=recommendation.proven,
        references=remedy.references,
    )


def _fix_set(fix_set: FixSet | None) -> parts.FixSetPart | None:
    if fix_set is None:
        return None
    return parts.FixSetPart(
        recommendations=tuple(each.remedy.id for each in fix_set.switches),
        proven=fix_set.is_proven,
        members=tuple(
            parts.FixSetMemberPart(
                finding=each.findings[0].id,
                resources=tuple(one.id for one in each.findings[0].resources),
                recommendation=each.remedy.id,
            )
            for each in fix_set.switches
        ),
    )


def _step(step: Step, language: Language) -> parts.StepPart:
    return parts.StepPart(
        id=step.id,
        question=step.check.question.in_language(language),
        verdict=step.verdict,
        because=step.because.in_language(language),
        evidence=_quotations(step.evidence),
        findings=step.findings,
        next=step.next or None,
        folded=step.is_folded,
    )


def _path(way: NeedWalk, language: Language) -> parts.PathPart:
    return parts.PathPart(
        purpose=way.need.purpose,
        destination=way.need.destination,
        ip_version=way.ip_version,
        carried_by=way.need.carried_by,
        role=way.need.role,
        verdict=way.verdict,
        hops=tuple(compose_hop(each, language) for each in way.walk.hops) if way.walk else (),
    )


def _missing(gap: Gap) -> parts.MissingPart:
    return parts.MissingPart(
        operation=gap.missing.operation,
        error=gap.missing.error,
        action=gap.missing.action,
        blocks=gap.blocks,
    )


def _quotations(evidence: Iterable[Evidence]) -> tuple[parts.EvidencePart, ...]:
    return tuple(
        parts.EvidencePart(
            operation=each.operation,
            resource=each.resource,
            field=each.field,
            value=each.value,
            origin=each.origin,
            observed_at=each.observed_at,
        )
        for each in evidence
    )
