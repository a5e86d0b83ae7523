"""Diagnoses a service that has no task to look at: its events say what is wrong, and its next launch is judged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fargate_doctor.checks import all_checks
from fargate_doctor.diagnosis.alternatives import Alternative, together
from fargate_doctor.diagnosis.engine import diagnose
from fargate_doctor.diagnosis.gaps import calls_of, gaps_of
from fargate_doctor.diagnosis.model import Diagnosis
from fargate_doctor.diagnosis.verdict import EXPLAINS_WITHOUT_BLAME
from fargate_doctor.facts.fact import NotKnown
from fargate_doctor.facts.network_configuration import configuration_of
from fargate_doctor.facts.next_launch import next_task_of, placed_in
from fargate_doctor.facts.reported import symptom_of_event
from fargate_doctor.facts.service_events import trouble_of
from fargate_doctor.facts.task_facts import TaskFacts
from fargate_doctor.model.service import Service

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.levels import Status
    from fargate_doctor.facts.next_launch import NextTask
    from fargate_doctor.facts.service_events import Trouble
    from fargate_doctor.model.snapshot import Snapshot


def diagnose_service(snapshot: Snapshot, service: Service) -> tuple[Diagnosis, Trouble | None]:
    """Return the diagnosis of a service without a task, and the event that reports its trouble, if one does.

    A service that reports none is well. Where the event tells no cause, every blocker on the way of the next task is
    one, as for a task that waits to start.
    """
    trouble = trouble_of(service)
    task = next_task_of(service)
    if trouble is None or task is None:
        return _by_events_alone(snapshot, service, trouble), trouble
    symptom = symptom_of_event(task, trouble.message, trouble.evidence)
    found = together(
        [
            Alternative(subnet, diagnose(TaskFacts(snapshot, placed, reported=symptom), all_checks()))
            for subnet, placed in _placed(snapshot, task).items()
        ]
    )
    return replace(found, facts=None, service=service.service_name, status=_status(found)), trouble


def _placed(snapshot: Snapshot, task: NextTask) -> dict[str, NextTask]:
    """Return the task in each subnet that Fargate may choose; as it is where there is no choice, or none is known."""
    found = configuration_of(snapshot, task)
    subnets = () if isinstance(found, NotKnown) else tuple(dict.fromkeys(found.awsvpc.subnets))
    if isinstance(found, NotKnown) or len(subnets) < 2 or not isinstance(found.resource, Service):  # noqa: PLR2004 - a choice
        return {"": task}
    return {each: placed_in(task, each, f"{found.path}.subnets") for each in subnets}


def _status(found: Diagnosis) -> Status:
    """Return the status of a service in trouble: without a cause or an explanation it is not determined."""
    if any(each.level == "root_cause" for each in found.findings):
        return "cause_found"
    explained = any(each.id in EXPLAINS_WITHOUT_BLAME for each in found.findings)
    return found.status if explained else "undetermined"


def _by_events_alone(snapshot: Snapshot, service: Service, trouble: Trouble | None) -> Diagnosis:
    return Diagnosis(
        facts=None,
        status="undetermined" if trouble else "no_problem_found",
        findings=(),
        steps=(),
        walks=(),
        gaps=gaps_of((), (), snapshot),
        calls=calls_of(snapshot),
        service=service.service_name,
        collected_at=snapshot.now,
    )
