"""Objects that are no answer but hold one: a task state change event, a single task, a task definition."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from fargate_doctor.case.answers import operation_of
from fargate_doctor.case.model import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.case.model import JsonObject

_TASK_EVENT: Final = "ECS Task State Change"

_SINGLE: Final = (
    ("taskArn", frozenset({"lastStatus", "containers", "taskDefinitionArn"}), "ecs:DescribeTasks", "tasks"),
    ("serviceArn", frozenset({"serviceName", "deployments"}), "ecs:DescribeServices", "services"),
)


def records_in(document: object) -> Iterator[tuple[str, Record]]:
    """Yield the operation and record of every answer in a document; none where nothing is recognised."""
    if isinstance(document, list):
        for item in document:
            yield from records_in(item)
    elif isinstance(document, dict):
        yield from _records_in_object(document)


def _records_in_object(document: JsonObject) -> Iterator[tuple[str, Record]]:
    if document.get("detail-type") == _TASK_EVENT and isinstance(document.get("detail"), dict):
        yield "ecs:DescribeTasks", _record_of_event(document)
    elif document.get("containerDefinitions"):
        yield "ecs:DescribeTaskDefinition", Record(answer={"taskDefinition": document})
    elif events := list(_logged_events(document)):
        yield from events
    elif single := _single(document):
        yield single
    elif operation := operation_of(document):
        yield operation, Record(answer=document)


def _record_of_event(event: JsonObject) -> Record:
    return Record(
        answer={"tasks": [event["detail"]], "failures": []},
        region=_text_or_none(event.get("region")),
        at=_text_or_none(event.get("time")),
    )


def _logged_events(document: JsonObject) -> Iterator[tuple[str, Record]]:
    """Yield task events that a rule wrote to a log group and somebody read from there."""
    events = document.get("events")
    for event in events if isinstance(events, list) else ():
        message = event.get("message") if isinstance(event, dict) else None
        if isinstance(message, str) and _TASK_EVENT in message:
            yield from records_in(_parsed(message))


def _single(document: JsonObject) -> tuple[str, Record] | None:
    for key, others, operation, list_name in _SINGLE:
        if isinstance(document.get(key), str) and not others.isdisjoint(document):
            return operation, Record(answer={list_name: [document], "failures": []})
    return None


def _parsed(message: str) -> Any:  # noqa: ANN401 - any JSON value
    try:
        return json.loads(message)
    except (ValueError, RecursionError):
        return None


def _text_or_none(value: object) -> str | None:
    return value if isinstance(value, str) else None
