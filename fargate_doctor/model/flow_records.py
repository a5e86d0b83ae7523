"""Lines of VPC flow logs, from wherever the case has them, and how far the logs were read.

https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-cwl.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from fargate_doctor.case.operations import iam_action
from fargate_doctor.frozen import frozen
from fargate_doctor.model.evidence import Missing
from fargate_doctor.model.reading import is_complete, reasons_missing
from fargate_doctor.model.shape import Quotable, Source
from fargate_doctor.model.times import moment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from fargate_doctor.case.model import Case, Record

FILTERED: Final = "logs:FilterLogEvents"
_QUERIED: Final = "logs:GetQueryResults"
_OPERATIONS: Final = (FILTERED, "logs:GetLogEvents", _QUERIED)


class FlowLogLine(Quotable):
    """One line of a flow log. `group` is its log group and `log_format` its format, where the case says so."""

    type_name: ClassVar[str] = "flow-log-record"

    message: str
    stream: str = ""
    group: str | None = None
    log_format: str | None = None

    @property
    def identifier(self) -> str:
        """Return the log stream that it stands in, else where it came from."""
        return self.stream or self.group or "flow log"


@frozen
class FlowLogReading:
    """One reading of a log group: the streams by how their names begin, the time asked for, and when it was asked."""

    group: str
    prefix: str
    start: datetime | None
    end: datetime | None
    is_complete: bool
    at: datetime | None


@frozen
class FlowLogLines:
    """All lines that a case holds, how far the logs were read, and why no more of them is known."""

    lines: tuple[FlowLogLine, ...] = ()
    readings: tuple[FlowLogReading, ...] = ()
    missing: tuple[Missing, ...] = ()


def read_flow_log_lines(case: Case) -> FlowLogLines:
    """Return the lines of flow logs in a case; lines of other logs are among them, and no record can be made of those.

    What cannot be read is passed over.
    """
    records = [(operation, each) for operation in _OPERATIONS for each in case.records.get(operation, ())]
    refused = tuple(gap for operation in _OPERATIONS for gap in reasons_missing(case, operation))
    never = Missing(operation=FILTERED, error="NotCollected", action=iam_action(FILTERED))
    return FlowLogLines(
        lines=tuple(line for operation, record in records for line in _lines(operation, record)),
        readings=tuple(reading for operation, record in records if (reading := _reading(operation, record))),
        missing=tuple(dict.fromkeys(refused)) or (never,),
    )


def _lines(operation: str, record: Record) -> Iterator[FlowLogLine]:
    source = Source(operation, record.at)
    group = _text((record.request or {}).get("logGroupName"))
    log_format = _text(record.answer.get("LogFormat"))
    for message, stream in _written(operation, record.answer):
        yield FlowLogLine.model_validate(
            {"Message": message, "Stream": stream, "Group": group, "LogFormat": log_format, "$read_from": source}
        )


def _written(operation: str, answer: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every message with its log stream; a query names both among its fields."""
    if operation == _QUERIED:
        for row in _list(answer.get("results")):
            fields = {each.get("field"): each.get("value") for each in _list(row) if isinstance(each, dict)}
            if isinstance(fields.get("@message"), str):
                yield str(fields["@message"]), _text(fields.get("@logStream")) or ""
        return
    for event in _list(answer.get("events")):
        if isinstance(event, dict) and isinstance(event.get("message"), str):
            yield event["message"], _text(event.get("logStreamName")) or ""


def _reading(operation: str, record: Record) -> FlowLogReading | None:
    request = record.request or {}
    group, prefix = _text(request.get("logGroupName")), _text(request.get("logStreamNamePrefix"))
    if operation != FILTERED or group is None or prefix is None:
        return None
    return FlowLogReading(
        group=group,
        prefix=prefix,
        start=_of_milliseconds(request.get("startTime")),
        end=_of_milliseconds(request.get("endTime")),
        is_complete=is_complete(record),
        at=moment(record.at),
    )


def _of_milliseconds(value: object) -> datetime | None:
    return moment(value / 1000) if isinstance(value, int) and not isinstance(value, bool) else None


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
