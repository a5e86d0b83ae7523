"""The diagnosis as JSON, schema `fargate-doctor/diagnosis/1`: keys and values never depend on the language.

The JSON Schema that is published with the package is generated from these models.
"""

from __future__ import annotations

from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from fargate_doctor.diagnosis.levels import Level, Status
from fargate_doctor.diagnosis.model import SourceKind
from fargate_doctor.facts.paths.flow import IpVersion
from fargate_doctor.facts.paths.hop import HopKind, Verdict
from fargate_doctor.facts.phases import Carrier, Purpose, Role
from fargate_doctor.facts.symptom import Where
from fargate_doctor.model.evidence import Confidence, Origin

SCHEMA: Final = "fargate-doctor/diagnosis/1"


class Part(BaseModel):
    """A part of a document, frozen."""

    model_config = ConfigDict(frozen=True, defer_build=True)


class SourcePart(Part):
    """Where the answers come from."""

    kind: SourceKind
    region: str | None
    account: str | None
    partition: str
    collected_at: str | None


class TaskPart(Part):
    """The task in AWS's words; times are RFC 3339."""

    arn: str
    id: str
    cluster: str
    service: str | None
    task_definition: str
    launch_type: str | None
    platform_version: str | None
    platform_family: str | None
    last_status: str
    stop_code: str | None
    stopped_reason: str | None
    created_at: str | None
    started_at: str | None
    stopped_at: str | None


class SymptomPart(Part):
    """What ECS said; `text` and `where` are null where it said nothing."""

    family: str
    cause: str
    text: str | None
    where: Where | None


class ResourcePart(Part):
    """A resource by AWS's type and id."""

    type: str
    id: str


class EvidencePart(Part):
    """What one field of one answer said."""

    operation: str
    resource: str
    field: str
    value: Any
    origin: Origin
    observed_at: str | None


class RecommendationPart(Part):
    """One way to mend a finding; `proven` is null where the model cannot show the change."""

    id: str
    title: str
    detail: str
    commands: tuple[str, ...]
    terraform: str
    cloudformation: str
    undo: tuple[str, ...]
    affects: tuple[str, ...]
    needs_new_tasks: bool
    proven: bool | None
    references: tuple[str, ...]


class FixSetMemberPart(Part):
    """One recommendation of a set, by the finding that offers it and what that finding is about."""

    finding: str
    resources: tuple[str, ...]
    recommendation: str


class FixSetPart(Part):
    """What to do together, in order, where several things have to be mended.

    `proven` is true only where the model was walked with all of them and nothing that stops the task was left.
    """

    recommendations: tuple[str, ...]
    proven: bool
    members: tuple[FixSetMemberPart, ...]


class FindingPart(Part):
    """One thing that is wrong or worth knowing; the root causes in `explained_by` say the same more exactly."""

    id: str
    level: Level
    confidence: Confidence
    title: str
    detail: str
    resources: tuple[ResourcePart, ...]
    evidence: tuple[EvidencePart, ...]
    recommendations: tuple[RecommendationPart, ...]
    references: tuple[str, ...]
    explained_by: tuple[str, ...] = ()


class StepPart(Part):
    """One question with its answer; `folded` steps are those that the walk passes over."""

    id: str
    question: str
    verdict: Verdict
    because: str
    evidence: tuple[EvidencePart, ...]
    findings: tuple[str, ...]
    next: str | None
    folded: bool


class HopPart(Part):
    """One thing on a way; `finding` is null where it raises none."""

    kind: HopKind
    id: str
    verdict: Verdict
    because: str
    finding: str | None


class PathPart(Part):
    """The way to one destination over one IP version."""

    purpose: Purpose
    destination: str
    ip_version: IpVersion
    carried_by: Carrier
    role: Role
    verdict: Verdict
    hops: tuple[HopPart, ...]


class MissingPart(Part):
    """Something that could not be read, and the steps that became unknown by it."""

    operation: str
    error: str
    action: str
    blocks: tuple[str, ...]


class CallsPart(Part):
    """How often AWS was asked."""

    total: int
    by_operation: dict[str, int]


class EventPart(Part):
    """One event of a service."""

    created_at: str | None
    message: str


class ServicePart(Part):
    """A service that was diagnosed without a task, newest event first."""

    arn: str
    name: str
    events: tuple[EventPart, ...]


class DiagnosisDocument(Part):
    """One diagnosis. `task` is null only for a service without a stopped or pending task, which stands in `service`."""

    schema_: Literal["fargate-doctor/diagnosis/1"] = Field(alias="schema")
    tool_version: str
    generated_at: str
    source: SourcePart
    task: TaskPart | None
    service: ServicePart | None
    symptom: SymptomPart
    status: Status
    findings: tuple[FindingPart, ...]
    fix_set: FixSetPart | None
    steps: tuple[StepPart, ...]
    paths: tuple[PathPart, ...]
    missing: tuple[MissingPart, ...]
    calls: CallsPart

    model_config = ConfigDict(frozen=True, defer_build=True, populate_by_name=True)
