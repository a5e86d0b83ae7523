"""JSON that is safe to show: characters that a terminal would obey are escaped, which loses nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fargate_doctor.case.inert_json import inert
from fargate_doctor.reports.composing import compose

if TYPE_CHECKING:
    from fargate_doctor.reports.report import Report
    from fargate_doctor.text import Language


def to_json(report: Report, language: Language) -> str:
    """Return the diagnosis as a JSON document, indented, with a line feed at its end."""
    return json_text(compose(report, language).model_dump(by_alias=True), indent=2)


def json_text(value: object, *, indent: int | None = None) -> str:
    """Return a value as JSON with a line feed at its end; without `indent` it is one line."""
    return f"{inert(json.dumps(value, ensure_ascii=False, indent=indent))}\n"
