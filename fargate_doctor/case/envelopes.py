"""An answer that says itself what it is: operation, request and time beside what AWS answered, or why it did not.

The script of `fargate-doctor import --script` writes one for each call:
`{"operation": "ec2:DescribeVpcs", "request": {}, "region": "…", "at": "…", "answer": {…}}`, with `stderr` instead of
`answer` where the AWS CLI failed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from fargate_doctor.case.cli_errors import failure_of
from fargate_doctor.case.model import Record
from fargate_doctor.case.operations import canonical_operation

if TYPE_CHECKING:
    from fargate_doctor.case.model import Failure, JsonObject

_OPERATION = re.compile(r"[a-z0-9-]+:[A-Z][A-Za-z0-9]+")


def in_envelope(document: JsonObject) -> tuple[str, Record] | Failure | None:
    """Return the answer or the failure in an envelope; None where the document is none."""
    operation = document.get("operation")
    if not isinstance(operation, str) or not _OPERATION.fullmatch(operation):
        return None
    name, request = canonical_operation(operation), _object_or_none(document.get("request"))
    region, at = _text_or_none(document.get("region")), _text_or_none(document.get("at"))
    answer = document.get("answer")
    if isinstance(answer, dict):
        return name, Record(request=request, answer=answer, region=region, at=at)
    words = document.get("stderr")
    return failure_of(name, words, request, region, at) if isinstance(words, str) else None


def _object_or_none(value: Any) -> JsonObject | None:  # noqa: ANN401 - any JSON value
    return value if isinstance(value, dict) else None


def _text_or_none(value: Any) -> str | None:  # noqa: ANN401 - any JSON value
    return value or None if isinstance(value, str) else None
