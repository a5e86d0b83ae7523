"""What a hook is told of a task that stopped for a new cause."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from fargate_doctor.diagnosis.outcome import outcome_of
from fargate_doctor.doctor import diagnose_task
from fargate_doctor.errors import FargateDoctorError
from fargate_doctor.frozen import frozen
from fargate_doctor.model.snapshot import Snapshot

if TYPE_CHECKING:
    from pathlib import Path

    from fargate_doctor.case.model import Case
    from fargate_doctor.diagnosis.model import Diagnosis
    from fargate_doctor.text import Language

SCHEMA: Final = "fargate-doctor/recorded/1"


@frozen
class Notice:
    """One recorded task: the cause by which causes are told apart, and what is said of it."""

    cause: str
    content: dict[str, Any]

    @property
    def as_json(self) -> bytes:
        """Return what a hook is given: one line of JSON."""
        return f"{json.dumps(self.content, ensure_ascii=True)}\n".encode()

    @property
    def title(self) -> str:
        """Return the causes in words, or what ECS said where none was found."""
        titles = [str(each["title"]) for each in self.content["causes"]]
        symptom = self.content["symptom"]
        return "; ".join(titles) or f"{symptom['family']} · {symptom['cause']}"


def notice_of(case: Case, path: Path, language: Language) -> Notice | None:
    """Return what is told of a recorded task; None for what is no task that can be diagnosed."""
    snapshot = Snapshot.of(case)
    try:
        diagnosis = diagnose_task(snapshot, case.focus, proves=False)
    except FargateDoctorError:
        return None
    return _notice(diagnosis, snapshot, path, language)


def _notice(diagnosis: Diagnosis, snapshot: Snapshot, path: Path, language: Language) -> Notice | None:
    if diagnosis.facts is None:
        return None
    task, symptom = diagnosis.facts.task, diagnosis.facts.symptom
    outcome = outcome_of(diagnosis, task)
    causes = [
        {
            "id": each.id,
            "confidence": each.confidence,
            "title": each.title.in_language(language),
            "resource": each.resource.id if each.resource else None,
        }
        for each in outcome.causes
    ]
    content = {
        "schema": SCHEMA,
        "status": outcome.status,
        "causes": causes,
        "symptom": {
            "family": outcome.family,
            "cause": outcome.cause,
            "text": symptom.message.text if symptom.message else None,
        },
        "task": task.task_arn,
        "cluster": task.cluster_name,
        "service": task.service_name,
        "task_definition": task.task_definition_arn,
        "region": snapshot.region,
        "account": snapshot.account,
        "stopped_at": task.stopped_at.isoformat() if task.stopped_at else None,
        "case": str(path),
    }
    return Notice(_cause(content, task.task_arn, task.task_id), content)


def _cause(content: dict[str, Any], *own: str) -> str:
    """Return the cause as one word: ids with the resources that carry them, or else what ECS said."""
    service = content["service"] or ""
    carried = sorted(
        f"{each['id']}:{'' if each['resource'] in own else each['resource'] or ''}" for each in content["causes"]
    )
    said = f"{content['symptom']['family']}/{content['symptom']['cause']}"
    return " ".join((service, *(carried or [said])))
