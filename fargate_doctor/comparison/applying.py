"""Makes a change of AWS in a case in memory: the records say what they would have said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fargate_doctor.comparison.changes import merged
from fargate_doctor.comparison.resources import THE_TASK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.case.model import Case, JsonObject, Record
    from fargate_doctor.comparison.changes import Change


def with_changes(case: Case, changes: Iterable[Change]) -> Case:
    """Return the case as if the changes had been made; how the task fared and its ids stay as they were."""
    records = dict(case.records)
    for change in changes:
        operation = change.key[0]
        records[operation] = tuple(_changed(records.get(operation, ()), change))
    return case.model_copy(update={"records": records})


def _changed(records: tuple[Record, ...], change: Change) -> Iterable[Record]:
    if change.before is None:
        return _added(records, change)
    new = None
    if change.after is not None:
        new = _made(change.before.words, change.after.words, change)
    return tuple(
        record.model_copy(update={"answer": _replaced(record.answer, change.before.words, new)}) for record in records
    )


def _made(before: JsonObject, after: JsonObject, change: Change) -> JsonObject:
    """Return what the first case would have said: its own ids, times and outcome, and the second one's settings."""
    if change.key[0] == "ecs:DescribeServices":
        return {**after, "events": before.get("events", []), "deployments": _deployments(before, after)}
    return merged(before, after) if _is_paired(change) else after


def _deployments(before: JsonObject, after: JsonObject) -> list[Any]:
    """Return the first case's deployments, by whose ids its tasks are known, with the second one's network."""
    network = after.get("networkConfiguration")
    listed = before.get("deployments")
    return [
        {**each, "networkConfiguration": network} if network and isinstance(each, dict) else each
        for each in (listed if isinstance(listed, list) else ())
    ]


def _is_paired(change: Change) -> bool:
    ids = {each.identifier for each in (change.before, change.after) if each}
    return change.key[2] == THE_TASK or len(ids) > 1


def _added(records: tuple[Record, ...], change: Change) -> tuple[Record, ...]:
    """Put a resource into the answer that would have listed it, else into one of its own."""
    if change.after is None:
        return records
    words = change.after.words
    for place, record in enumerate(records):
        if record.request == change.after.request or len(records) == 1:
            lists = [name for name, value in record.answer.items() if isinstance(value, list) and name != "failures"]
            if len(lists) == 1:
                answer = {**record.answer, lists[0]: [*record.answer[lists[0]], words]}
                return (*records[:place], record.model_copy(update={"answer": answer}), *records[place + 1 :])
    return records


def _replaced(answer: JsonObject, old: JsonObject, new: JsonObject | None) -> JsonObject:
    """Return the answer with an item replaced, or without it, wherever it stands in it."""
    if answer == old:
        return new or {}
    return {name: _in_member(value, old, new) for name, value in answer.items() if value != old or new is not None}


def _in_member(value: Any, old: JsonObject, new: JsonObject | None) -> Any:  # noqa: ANN401 - any JSON value
    if value == old:
        return new
    if isinstance(value, list) and old in value:
        return [new if each == old else each for each in value if each != old or new is not None]
    return value
