"""The last lines of containers, by the log stream in which they stand.

https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from pydantic import Field

from fargate_doctor.model.asked import ASKED, Asking, Place, read_asked, text
from fargate_doctor.model.shape import EcsShape, Quotable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.case.model import Case, JsonObject
    from fargate_doctor.model.table import Table

LOG_EVENTS: Final = "logs:GetLogEvents"


class LogLine(EcsShape):
    """One line of a log; `timestamp` is in milliseconds since 1970."""

    timestamp: int | None = None
    message: str = ""


class ContainerLog(Quotable, EcsShape):
    """What was read of one log stream, the oldest line first."""

    type_name: ClassVar[str] = "log-stream"

    asked: str = Field(default="", alias=ASKED)
    events: tuple[LogLine, ...] = ()

    @property
    def identifier(self) -> str:
        """Return the name of the log stream, `prefix/container/task-id`."""
        return self.asked


def read_container_logs(case: Case) -> Table[ContainerLog]:
    """Return the log streams that were read, by their names; an answer without its request names none."""
    return read_asked(case, ContainerLog, Asking(LOG_EVENTS, _names, _streams))


def _names(request: JsonObject, _: Place) -> Iterator[str]:
    yield from text(request.get("logStreamName"))


def _streams(answer: JsonObject, _: Place, names: tuple[str, ...]) -> Iterator[JsonObject]:
    for each in names:
        yield {"events": answer["events"], ASKED: each}
