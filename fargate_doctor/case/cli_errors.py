"""What the AWS CLI writes to standard error, read as the failure that it is.

`An error occurred (UnauthorizedOperation) when calling the DescribeSubnets operation: You are not authorized …`
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from fargate_doctor.case.answers import service_of_operation
from fargate_doctor.case.model import Failure
from fargate_doctor.case.operations import iam_action

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.case.model import JsonObject

_ERROR: Final = re.compile(
    r"^[ \t]*(?:aws: \[ERROR\]: )?An error occurred \((?P<error>[\w.:-]{1,100})\) when calling the"
    r" (?P<name>[A-Z]\w{1,80}) operation(?: \(reached max retries: \d+\))?: ?(?P<message>.*)$",
    re.MULTILINE,
)
_LINE_OF_ERROR: Final = re.compile(rf"\n*{_ERROR.pattern}\n?", re.MULTILINE)
_SIGN: Final = re.compile(rb"(?:\A|\n)\s*(?:aws: \[ERROR\]: )?An error occurred \(")

_WORDS: Final = b"An error occurred ("
"""Looked for first: a case of a hundred megabytes has a million lines."""

_DENIED: Final = re.compile(
    r"AccessDenied|Unauthorized|Authorization|Forbidden|NotAuthorized|AuthFailure|OptInRequired|SubscriptionRequired"
)
_NO_ANSWER: Final = "NoAnswer"
_LONGEST: Final = 4000


def holds_errors(start: bytes) -> bool:
    """Tell whether bytes hold such a sentence at the beginning of a line."""
    words = start.replace(b"\0", b"") if b"\0" in start else start
    return _WORDS in words and bool(_SIGN.search(words))


def errors_in(text: str) -> tuple[tuple[Failure, ...], str]:
    """Return the failures that a text names by operation, and the text without their lines."""
    failures = tuple(_failures(text))
    return failures, _LINE_OF_ERROR.sub(_kept, text) if failures else text


def failure_of(operation: str, words: str, request: JsonObject | None, region: str | None, at: str | None) -> Failure:
    """Return the failure of one known call; words that name no error are kept as its message."""
    found = _ERROR.search(words)
    error = found["error"] if found else _NO_ANSWER
    message = (found["message"] if found else words).strip()
    return Failure(
        operation=operation,
        request=request,
        region=region,
        error=error,
        message=message[:_LONGEST],
        action=iam_action(operation) if _DENIED.search(error) else None,
        at=at,
    )


def _failures(text: str) -> Iterator[Failure]:
    for found in _ERROR.finditer(text):
        if operation := _operation(found["name"]):
            yield failure_of(operation, found[0], None, None, None)


def _operation(name: str) -> str | None:
    service = service_of_operation(name)
    return f"{service}:{name}" if service else None


def _kept(found: re.Match[str]) -> str:
    return "\n" if service_of_operation(found["name"]) else found[0]
