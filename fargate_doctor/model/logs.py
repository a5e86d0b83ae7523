"""Log groups of CloudWatch Logs.

https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html
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

LOG_GROUPS: Final = "logs:DescribeLogGroups"


class LogGroup(Quotable, EcsShape):
    """https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogGroup.html"""

    type_name: ClassVar[str] = "log-group"

    asked: str = Field(default="", alias=ASKED)
    log_group_name: str = ""
    kms_key_id: str | None = None

    @property
    def identifier(self) -> str:
        """Return the ARN of the group, without the star that some answers end it with."""
        return self.asked


def read_log_groups(case: Case) -> Table[LogGroup]:
    """Return the log groups by their ARNs.

    The answer is in the order of the names, so that a group whose whole name is the prefix asked for comes first.
    """
    return read_asked(case, LogGroup, Asking(LOG_GROUPS, _prefix, _groups, ends=("nextToken",)))


def _prefix(request: JsonObject, place: Place) -> Iterator[str]:
    if not request.get("nextToken"):
        yield from (_arn(place, each) for each in text(request.get("logGroupNamePrefix")))


def _groups(answer: JsonObject, place: Place, _: tuple[str, ...]) -> Iterator[JsonObject]:
    for each in answer["logGroups"]:
        named = each.get("logGroupArn") or (each.get("arn") or "").removesuffix(":*")
        yield {**each, ASKED: named or _arn(place, each["logGroupName"])}


def _arn(place: Place, name: str) -> str:
    return place.arn("logs", f"log-group:{name}")
