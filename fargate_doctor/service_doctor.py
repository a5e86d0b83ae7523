"""Diagnoses a service that has no task to look at: its events say what is wrong, and its next launch is judged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fargate_doctor.checks import all_checks
from fargate_doctor.diagnosis.engine import diagnose
from fargate_doctor.diagnosis.gaps import calls_of, gaps_of
from fargate_doctor.diagnosis.model import Diagnosis
from fargate_doctor.diagnosis.verdict import EXPLAINS_WITHOUT_BLAME
from fargate_doctor.facts.next_launch import next_task_of
from fargate_doctor.facts.reported import symptom_of_event
from fargate_doctor.facts.service_events import trouble_of
from fargate_doctor.facts.task_facts import TaskFacts

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.levels import Status
    from fargate_doctor.facts.service_events import Trouble
    from fargate_doctor.model.service import Service
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
    found = diagnose(TaskFacts(snapshot, task, reported=symptom), all_checks())
    return replace(found, facts=None, service=service.service_name, status=_status(found)), trouble


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
