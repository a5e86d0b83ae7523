"""Compares two diagnoses as they were saved: which verdicts differ, and which of the evidence quoted in both.

A diagnosis quotes fields and holds no answers. So no change can be tried; what is shown beside a change are the
verdicts that differ and rest on it. What only one of them quotes is no difference of AWS.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from fargate_doctor.comparison.changes import Change, FieldChange
from fargate_doctor.comparison.comparing import Comparison, Explained
from fargate_doctor.comparison.resources import THE_TASK
from fargate_doctor.comparison.verdicts import flips_between

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.comparison.verdicts import About, Verdicts

_TASK: Final = "ecs:DescribeTasks"
_SETTINGS: Final = {
    "task_definition": "taskDefinitionArn",
    "launch_type": "launchType",
    "platform_version": "platformVersion",
    "platform_family": "platformFamily",
}
_OUTCOME: Final = {"last_status": "lastStatus", "stop_code": "stopCode", "stopped_reason": "stoppedReason"}

_Place = tuple[str, str]
"""Operation and resource of a quotation."""


def compare_diagnoses(one: JsonObject, other: JsonObject) -> Comparison:
    """Return what differs between two diagnoses of schema `fargate-doctor/diagnosis/1`."""
    flips = flips_between(_verdicts(one), _verdicts(other))
    changes = (*_task_changes(one, other), *_evidence_changes(one, other))
    rests_on = {place: _abouts_at(place, one) | _abouts_at(place, other) for place in _places(changes)}
    each = tuple(
        Explained((change,), tuple(flip for flip in flips if flip.about in rests_on[_place_of(change)]))
        for change in changes
    )
    return Comparison((_arn(one), _arn(other)), flips, each, (), (), is_tried=False)


def _verdicts(diagnosis: JsonObject) -> Verdicts:
    findings: Verdicts = {("finding", str(each.get("id"))): str(each.get("level")) for each in _findings(diagnosis)}
    steps: Verdicts = {("step", str(each.get("id"))): str(each.get("verdict")) for each in _steps(diagnosis)}
    return {**findings, **steps}


def _task_changes(one: JsonObject, other: JsonObject) -> Iterator[Change]:
    """Yield what differs in the task's own settings, and apart from it in how it fared."""
    before, after = _task(one), _task(other)
    for names in (_SETTINGS, _OUTCOME):
        fields = tuple(
            FieldChange(field, before.get(name), after.get(name))
            for name, field in names.items()
            if before.get(name) != after.get(name)
        )
        if before and after and fields:
            yield Change((_TASK, "task", THE_TASK), "changed", fields, None, None)


def _evidence_changes(one: JsonObject, other: JsonObject) -> Iterator[Change]:
    before, after = _quoted(one), _quoted(other)
    kinds = {**_kinds(one), **_kinds(other)}
    own = {_arn(one), _arn(other)}
    for place, fields in before.items():
        shared = fields.keys() & after.get(place, {}).keys()
        changed = tuple(
            FieldChange(field, fields[field], after[place][field])
            for field in fields
            if field in shared and fields[field] != after[place][field]
        )
        if changed and place[1] not in own:
            yield Change((place[0], kinds.get(place[1], "resource"), place[1]), "changed", changed, None, None)


def _quoted(diagnosis: JsonObject) -> dict[_Place, dict[str, Any]]:
    """Return every field that is quoted, by operation and resource, with its value."""
    quoted: dict[_Place, dict[str, Any]] = {}
    for _, evidence in _evidence(diagnosis):
        fields = quoted.setdefault(_place(evidence), {})
        fields[str(evidence.get("field"))] = evidence.get("value")
    return quoted


def _evidence(diagnosis: JsonObject) -> Iterator[tuple[About, JsonObject]]:
    for finding in _findings(diagnosis):
        yield from ((("finding", str(finding.get("id"))), each) for each in _objects(finding.get("evidence")))
    for step in _steps(diagnosis):
        yield from ((("step", str(step.get("id"))), each) for each in _objects(step.get("evidence")))


def _abouts_at(place: _Place, diagnosis: JsonObject) -> set[About]:
    return {about for about, evidence in _evidence(diagnosis) if _place(evidence) == place}


def _places(changes: tuple[Change, ...]) -> set[_Place]:
    return {_place_of(change) for change in changes}


def _place_of(change: Change) -> _Place:
    return change.key[0], change.key[2]


def _place(evidence: JsonObject) -> _Place:
    return str(evidence.get("operation")), str(evidence.get("resource"))


def _kinds(diagnosis: JsonObject) -> dict[str, str]:
    resources = (each for finding in _findings(diagnosis) for each in _objects(finding.get("resources")))
    return {str(each.get("id")): str(each.get("type")) for each in resources}


def _arn(diagnosis: JsonObject) -> str | None:
    arn = _task(diagnosis).get("arn")
    return arn if isinstance(arn, str) else None


def _task(diagnosis: JsonObject) -> JsonObject:
    task = diagnosis.get("task")
    return task if isinstance(task, dict) else {}


def _findings(diagnosis: JsonObject) -> list[JsonObject]:
    return _objects(diagnosis.get("findings"))


def _steps(diagnosis: JsonObject) -> list[JsonObject]:
    return _objects(diagnosis.get("steps"))


def _objects(value: object) -> list[JsonObject]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
