"""The resources that a case shows, each with AWS's own words for it and the name by which two cases can be paired."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from fargate_doctor.frozen import frozen
from fargate_doctor.model.kinds import kinds_by_table
from fargate_doctor.model.shape import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fargate_doctor.case.model import Case, JsonObject, Record
    from fargate_doctor.model.reading import Kind

THE_TASK: Final = "the task"
"""The name of what is the task's own in each of two cases, whatever its ids are."""

_HISTORY: Final = frozenset(
    {
        "cloudtrail:LookupEvents",
        "ecs:ListClusters",
        "ecs:ListServiceDeployments",
        "ecs:ListServices",
        "ecs:ListTasks",
        "logs:FilterLogEvents",
        "logs:GetLogEvents",
        "logs:GetQueryResults",
        "sts:GetCallerIdentity",
    }
)
"""What tells of the past or of the caller, and no state of AWS."""

_TASKS, _DEFINITIONS = "ecs:DescribeTasks", "ecs:DescribeTaskDefinition"
_INTERFACES: Final = "ec2:DescribeNetworkInterfaces"

Key = tuple[str, str, str]
"""Operation, type and name of a resource."""


@frozen
class Resource:
    """One resource: its key, its real id, and AWS's words. `whole` says that it is a whole answer."""

    key: Key
    identifier: str
    words: JsonObject
    request: JsonObject | None
    at: str | None
    whole: bool = False


def resources_of(case: Case, task: str | None) -> dict[Key, Resource]:
    """Return every resource of a case by its key; `task` is the ARN of the one that is compared."""
    own = _OwnNames(case, task)
    found: dict[Key, Resource] = {}
    for operation, records in case.records.items():
        if operation not in _HISTORY:
            kinds = [kind for kind in kinds_by_table().values() if kind.operation == operation]
            for record in records:
                for each in _in_record(operation, record, kinds[0] if kinds else None, own):
                    before = found.get(each.key)
                    if before is None or (before.at or "") <= (each.at or ""):
                        found[each.key] = each
    return found


def operations_of(case: Case) -> frozenset[str]:
    """Return the operations whose answers say how things are."""
    return frozenset(operation for operation, records in case.records.items() if records) - _HISTORY


class _OwnNames:
    """What belongs to the task that is compared, so that its like in another case can be found."""

    def __init__(self, case: Case, task: str | None) -> None:
        self.task = task
        words = next((each for each in _tasks(case) if each.get("taskArn") == task), {}) if task else {}
        details = [detail for each in _objects(words.get("attachments")) for detail in _objects(each.get("details"))]
        self.interface = next((each.get("value") for each in details if each.get("name") == "networkInterfaceId"), None)
        self.definition = words.get("taskDefinitionArn")

    def name(self, operation: str, identifier: str) -> str:
        """Return the name by which a resource is paired: its id, unless it is the task's own."""
        if operation == _TASKS and identifier == self.task:
            return THE_TASK
        if operation == _INTERFACES and identifier == self.interface:
            return THE_TASK
        if operation == _DEFINITIONS and identifier == self.definition:
            return identifier.rpartition(":")[0]
        return identifier


def _in_record(operation: str, record: Record, kind: Kind[Any] | None, own: _OwnNames) -> Iterator[Resource]:
    if kind is None:
        request = json.dumps(record.request, sort_keys=True, separators=(",", ":"))
        yield Resource((operation, "answer", request), request, record.answer, record.request, record.at, whole=True)
        return
    items = kind.items(record.answer)
    for item in items if isinstance(items, list) else ():
        identifier = _identifier(item, kind)
        if identifier:
            key = operation, kind.shape.type_name, own.name(operation, identifier)
            if _is_of_use(key, item):
                yield Resource(key, identifier, item, record.request, record.at)


def _is_of_use(key: Key, item: JsonObject) -> bool:
    """Tell whether a resource says something of the task: other tasks and their interfaces come and go."""
    operation, _, name = key
    if name == THE_TASK:
        return True
    return operation != _TASKS and not (operation == _INTERFACES and ":attachment/" in str(item.get("Description")))


def _identifier(item: object, kind: Kind[Any]) -> str | None:
    if not isinstance(item, dict):
        return None
    try:
        return str(kind.shape.model_validate({**item, "$read_from": Source(kind.operation)}).identifier)
    except (ValidationError, TypeError, ValueError):
        return None


def _tasks(case: Case) -> Iterator[Mapping[str, Any]]:
    for record in case.records.get(_TASKS, ()):
        yield from _objects(record.answer.get("tasks"))


def _objects(value: object) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
