"""A scan as JSON, schema `fargate-doctor/scan/1`: one document, or one line for each place, task and group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from pydantic import Field

from fargate_doctor import __version__
from fargate_doctor.diagnosis.levels import Status
from fargate_doctor.diagnosis.model import SourceKind
from fargate_doctor.model.evidence import Confidence
from fargate_doctor.reports.document import Part, ResourcePart
from fargate_doctor.reports.times import rfc3339

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.outcome import Cause, CauseGroup, Grouping, TaskOutcome
    from fargate_doctor.reports.scan_report import ScannedPlace, ScanReport
    from fargate_doctor.text import Language

SCHEMA: Final = "fargate-doctor/scan/1"


class PlacePart(Part):
    """One account and Region, or one case; `error` says why it could not be looked at."""

    line: Literal["place"] = "place"
    name: str
    kind: SourceKind
    region: str | None
    account: str | None
    tasks: int
    error: str | None


class CausePart(Part):
    """One root cause of one task."""

    id: str
    confidence: Confidence
    resource: ResourcePart | None


class TaskOutcomePart(Part):
    """One task in trouble and what its diagnosis came to; `missing` are the IAM actions that would tell more."""

    line: Literal["task"] = "task"
    arn: str
    cluster: str
    service: str | None
    last_status: str
    family: str
    cause: str
    status: Status
    causes: tuple[CausePart, ...]
    missing: tuple[str, ...]


class GroupPart(Part):
    """All tasks that one cause at one resource stopped; `resource` is null where it is each task's own."""

    line: Literal["group"] = "group"
    id: str
    confidence: Confidence
    title: str
    resource: ResourcePart | None
    tasks: int
    services: tuple[str, ...]
    examples: tuple[str, ...]


class TotalsPart(Part):
    """How many tasks in trouble were looked at, by what came of it."""

    line: Literal["totals"] = "totals"
    tasks: int
    cause_found: int
    undetermined: int
    no_problem_found: int


class ScanDocument(Part):
    """A whole scan."""

    schema_: Literal["fargate-doctor/scan/1"] = Field(serialization_alias="schema")
    tool_version: str
    generated_at: str
    places: tuple[PlacePart, ...]
    totals: TotalsPart
    groups: tuple[GroupPart, ...]
    tasks: tuple[TaskOutcomePart, ...]


def compose_scan(report: ScanReport, language: Language) -> ScanDocument:
    """Return the document of one scan, its sentences in one language."""
    return ScanDocument(
        schema_=SCHEMA,
        tool_version=__version__,
        generated_at=rfc3339(report.generated_at) or "",
        places=tuple(place_part(each, language) for each in report.places),
        totals=totals_part(report.grouping),
        groups=tuple(group_part(each, language) for each in report.grouping.groups()),
        tasks=tuple(task_part(each) for each in report.outcomes),
    )


def place_part(place: ScannedPlace, language: Language) -> PlacePart:
    """Return one place."""
    return PlacePart(
        name=place.name,
        kind=place.kind,
        region=place.region,
        account=place.account,
        tasks=place.tasks,
        error=place.error.in_language(language) if place.error else None,
    )


def task_part(outcome: TaskOutcome) -> TaskOutcomePart:
    """Return one task."""
    return TaskOutcomePart(
        arn=outcome.arn,
        cluster=outcome.cluster,
        service=outcome.service,
        last_status=outcome.last_status,
        family=outcome.family,
        cause=outcome.cause,
        status=outcome.status,
        causes=tuple(
            CausePart(id=each.id, confidence=each.confidence, resource=_resource(each)) for each in outcome.causes
        ),
        missing=outcome.gaps,
    )


def group_part(group: CauseGroup, language: Language) -> GroupPart:
    """Return one group."""
    return GroupPart(
        id=group.id,
        confidence=group.confidence,
        title=group.title.in_language(language),
        resource=_resource(group),
        tasks=group.tasks,
        services=group.services,
        examples=group.examples,
    )


def totals_part(grouping: Grouping) -> TotalsPart:
    """Return the totals."""
    return TotalsPart(tasks=sum(grouping.statuses.values()), **grouping.statuses)


def _resource(carried: Cause | CauseGroup) -> ResourcePart | None:
    return ResourcePart(type=carried.resource.type, id=carried.resource.id) if carried.resource else None
