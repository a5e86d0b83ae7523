"""What AWS refuses: batches that are too large, and more calls than an account and Region may make.

https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html
https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable

    from fargate_doctor.case.model import JsonObject

TASKS_A_PAGE = 100
FILTER_VALUES = 200
"""An EC2 filter takes no more: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html"""

_LARGEST_BATCH = {
    ("ecs:DescribeTasks", "tasks"): 100,
    ("ecs:DescribeServices", "services"): 10,
    ("ecs:DescribeServiceDeployments", "serviceDeploymentArns"): 20,
    ("ecs:DescribeServiceRevisions", "serviceRevisionArns"): 20,
    ("elbv2:DescribeLoadBalancers", "LoadBalancerArns"): 20,
}


@dataclass(frozen=True)
class Rate:
    """How many calls may come at once, how many a second from then on, and which operations are counted together."""

    burst: int
    a_second: float
    counted_as: str


def too_large(operation: str, request: JsonObject) -> str | None:
    """Return what AWS has against a request, None where it has nothing."""
    for (name, member), most in _LARGEST_BATCH.items():
        if operation == name and len(request.get(member, ())) > most:
            return f"{member} can have at most {most} items."
    for each in (*request.get("Filters", ()), *request.get("Filter", ())):
        if len(each.get("Values", ())) > FILTER_VALUES:
            return f"The maximum number of filter values is {FILTER_VALUES}."
    return None


def rate_of(operation: str, request: JsonObject) -> Rate:
    """Return the rate that AWS publishes for an operation; where it publishes none, that of most read operations."""
    service, _, name = operation.partition(":")
    if service == "cloudtrail":
        return Rate(2, 2, operation)
    if name in ("ListTasks", "DescribeTasks"):
        return Rate(100, 20, "cluster-resource-read")
    if name in ("ListServices", "DescribeServices"):
        return Rate(100, 20, "service-read")
    if service == "ecs":
        return Rate(50, 20, operation)
    narrowed = any(request.get(each) for each in ("Filters", "MaxResults", "NetworkInterfaceIds", "GroupIds"))
    if name in ("DescribeNetworkInterfaces", "DescribeSecurityGroups") and not narrowed:
        return Rate(50, 10, operation)
    return Rate(100, 20, operation)


class Buckets:
    """The token bucket of each account, Region and kind of call."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._filled: dict[Hashable, tuple[float, float]] = {}

    def takes(self, place: Hashable, rate: Rate) -> bool:
        """Take a token and tell whether there was one."""
        with self._lock:
            now = time.monotonic()
            tokens, at = self._filled.get((place, rate.counted_as), (float(rate.burst), now))
            tokens = min(rate.burst, tokens + (now - at) * rate.a_second)
            self._filled[place, rate.counted_as] = (max(0.0, tokens - 1), now)
            return tokens >= 1
