"""What somebody read from a log group that holds events: the messages inside the answers of CloudWatch Logs.

They come as `filter-log-events` and `get-log-events` answer them, as Logs Insights does, and as lines of text from an
export to S3 or from `aws logs tail`.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fargate_doctor.case.model import JsonObject

    _Split = tuple[list[JsonObject], JsonObject | None]

_LINE: Final = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[\d.,:]*(?:Z|[+-]\d\d:?\d\d)? +(?:\S+ +)?(?=\{)")
_EVENT_KEYS: Final = ("detail-type", "eventVersion")
_MESSAGE: Final = "@message"


def is_log_text(start: str) -> bool:
    """Tell whether a text begins as exported log lines that hold JSON do."""
    return bool(_LINE.match(start))


def lines_of(text: str) -> Iterator[Any]:
    """Yield the document of each line of such a text; None for a line that holds none."""
    for line in text.splitlines():
        if line.strip():
            opening = _LINE.match(line)
            yield _parsed(line[opening.end() :]) if opening else None


def logged_in(document: JsonObject) -> tuple[list[JsonObject], JsonObject | None]:
    """Return the events inside an answer of CloudWatch Logs, and the answer that is left without them.

    What is left is None where every message was an event.
    """
    if isinstance(document.get("events"), list):
        return _split(document, "events", _message)
    if isinstance(document.get("results"), list):
        return _split(document, "results", _insights_message)
    return [], document


def event_in_row(row: JsonObject) -> JsonObject | None:
    """Return the event in one row that the console of Logs Insights exports; None where the row holds none."""
    return _event(row.get(_MESSAGE))


def _split(document: JsonObject, key: str, message_of: Callable[[Any], Any]) -> _Split:
    events: list[JsonObject] = []
    others: list[Any] = []
    for item in document[key]:
        event = _event(message_of(item)) if isinstance(item, dict | list) else None
        if event is None:
            others.append(item)
        else:
            events.append(event)
    if not events:
        return [], document
    return events, {**document, key: others} if others else None


def _message(event: Any) -> Any:  # noqa: ANN401 - any JSON value
    return event.get("message") if isinstance(event, dict) else None


def _insights_message(row: Any) -> Any:  # noqa: ANN401 - any JSON value
    fields = row if isinstance(row, list) else []
    return next(
        (each.get("value") for each in fields if isinstance(each, dict) and each.get("field") == _MESSAGE), None
    )


def _event(message: Any) -> JsonObject | None:  # noqa: ANN401 - any JSON value
    event = _parsed(message) if isinstance(message, str) else message
    is_event = isinstance(event, dict) and any(key in event for key in _EVENT_KEYS)
    return event if is_event else None


def _parsed(message: str) -> Any:  # noqa: ANN401 - any JSON value
    if not message.lstrip().startswith("{"):
        return None
    try:
        return json.loads(message)
    except (ValueError, RecursionError):
        return None
