"""The JSON Schemas that are published with the package, generated from the models that write the files."""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from fargate_doctor.case.model import Case
from fargate_doctor.reports.comparison_document import ComparisonDocument
from fargate_doctor.reports.document import DiagnosisDocument
from fargate_doctor.reports.line_documents import ExplainLine, PathLine

if TYPE_CHECKING:
    from pydantic import BaseModel

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_TITLES: Final = {
    "diagnosis-1": "fargate-doctor/diagnosis/1",
    "case-1": "fargate-doctor/case/1",
    "diff-1": "fargate-doctor/diff/1",
    "path-line-1": "fargate-doctor/path-line/1",
    "explain-line-1": "fargate-doctor/explain-line/1",
}
_MODELS: Final[dict[str, type[BaseModel]]] = {
    "diagnosis-1": DiagnosisDocument,
    "case-1": Case,
    "diff-1": ComparisonDocument,
    "path-line-1": PathLine,
    "explain-line-1": ExplainLine,
}

_BARE: Final = {"type": "object", "description": "One bare AWS answer."}
_RECORDS: Final = {
    "anyOf": [{"type": "array", "items": {"anyOf": [{"$ref": "#/$defs/Record"}, _BARE]}}, _BARE],
    "description": "The answers of one operation: entries, or one bare AWS answer.",
}

SCHEMA_NAMES: Final = tuple(_MODELS)


def generated_schema(name: str) -> dict[str, Any]:
    """Return a schema as the models of this version make it."""
    is_case = name == "case-1"
    schema = _MODELS[name].model_json_schema(by_alias=True, mode="validation" if is_case else "serialization")
    if is_case:
        schema["properties"]["schema"] = {"const": _TITLES[name]}
        schema["properties"]["records"]["additionalProperties"] = _RECORDS
    return {"$schema": _DIALECT, **_without_titles(schema), "title": _TITLES[name]}


def generated_text(name: str) -> str:
    """Return the file that is published."""
    return json.dumps(generated_schema(name), indent=2, ensure_ascii=False) + "\n"


def published_schema(name: str) -> dict[str, Any]:
    """Return a schema as the package carries it."""
    text = resources.files("fargate_doctor").joinpath("schemas", f"{name}.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def _without_titles(schema: Any) -> Any:  # noqa: ANN401 - any part of a schema
    """Return a schema without the titles that only repeat the names of its keys."""
    if isinstance(schema, list):
        return [_without_titles(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: _without_titles(value) for key, value in schema.items() if key != "title" or not isinstance(value, str)
    }
