"""A JSON document that says it is a case: its schema checked, its short forms written out, its types checked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from fargate_doctor.case import unreadable_cases
from fargate_doctor.case.model import SCHEMA, Case
from fargate_doctor.case.operations import canonical_operation
from fargate_doctor.case.upgrading import PRESENT, upgraded, version_of

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.errors import UnreadableInput

_OPERATION = re.compile(r"[a-z0-9-]+:[A-Z][A-Za-z0-9]+")

_WANTED: Final = {
    "bool_parsing": bool,
    "bool_type": bool,
    "dict_type": dict,
    "model_type": dict,
    "string_type": str,
    "tuple_type": list,
}


def is_case(document: object) -> bool:
    """Say whether a document is meant as a case: it names a schema, or has records by operation."""
    if not isinstance(document, dict):
        return False
    records = document.get("records")
    has_records = isinstance(records, dict) and all(map(_OPERATION.fullmatch, records))
    return "schema" in document or has_records


def case_in(document: JsonObject, name: str) -> Case:
    """Return the case in a document, or raise `UnreadableInput`."""
    _check_schema(document, name)
    document = upgraded(document)
    records, failures = document.get("records"), document.get("failures")
    if isinstance(records, dict):
        document = {**document, "records": _by_operation(records)}
    if isinstance(failures, list):
        document = {**document, "failures": [_named_as_here(each) for each in failures]}
    try:
        return Case.model_validate(document)
    except ValidationError as error:
        raise _explain(error, name) from error


def _check_schema(document: JsonObject, name: str) -> None:
    schema = document.get("schema", SCHEMA)
    version = version_of(schema) if isinstance(schema, str) else None
    if version is None:
        raise unreadable_cases.other_schema(name, schema)
    if version > PRESENT:
        raise unreadable_cases.newer_schema(name, schema, document.get("tool_version"))


def _by_operation(records: JsonObject) -> JsonObject:
    """Return the entries under the names that a case uses; `elasticloadbalancing:X` and `elbv2:X` are one."""
    named: dict[str, Any] = {}
    for name, value in records.items():
        operation, entries = canonical_operation(name), _entries(value)
        before = named.get(operation)
        named[operation] = [*before, *entries] if isinstance(before, list) and isinstance(entries, list) else entries
    return named


def _named_as_here(failure: Any) -> Any:  # noqa: ANN401 - any JSON value
    operation = failure.get("operation") if isinstance(failure, dict) else None
    return {**failure, "operation": canonical_operation(operation)} if isinstance(operation, str) else failure


def _entries(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Write out the short form: one bare AWS answer instead of a list of entries."""
    if isinstance(value, dict):
        return [_entry(value)]
    return [_entry(item) for item in value] if isinstance(value, list) else value


def _entry(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    return {"answer": value} if isinstance(value, dict) and "answer" not in value else value


def _explain(error: ValidationError, name: str) -> UnreadableInput:
    first = error.errors(include_url=False)[0]
    where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in first["loc"]).lstrip(".")
    if first["type"] == "missing":
        return unreadable_cases.missing_key(name, where)
    return unreadable_cases.wrong_type(name, where, _WANTED[first["type"]], first["input"])
