"""Log groups that are not there, and log drivers without the options that they need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.lab.layouts import BehindNat
from tests.lab.names import LOG_GROUP
from tests.lab.scenario import Scenario, Target
from tests.lab.state import REGION
from tests.lab.stopped_task import Stop

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.lab.server import Lab

_NETWORK = frozenset(
    {"route.none", "endpoint.missing", "sg.egress-blocked", "nacl.egress-blocked", "nat.not-available"}
)
_LISTING = "logs:DescribeLogGroups"
_OPTIONS = {"awslogs-group": LOG_GROUP, "awslogs-region": REGION, "awslogs-stream-prefix": "web"}
_ROLE = (
    "ecr:GetAuthorizationToken",
    "ecr:BatchGetImage",
    "ecr:GetDownloadUrlForLayer",
    "logs:CreateLogGroup",
    "logs:CreateLogStream",
    "logs:PutLogEvents",
)


def _container(driver: str, options: dict[str, str]) -> dict[str, Any]:
    return {"logConfiguration": {"logDriver": driver, "options": options}}


def _waiting(broken_options: dict[str, str | None], driver: str = "awslogs") -> Callable[[Lab, bool], Target]:
    """Let a task wait whose log driver has other options than a healthy one; None leaves one out."""

    def arrange(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
        differing = broken_options if broken else {}
        options = {key: value for key, value in {**_OPTIONS, **differing}.items() if value is not None}
        container = _container(driver if broken else "awslogs", options)
        return BehindNat(lab).workload(container=container, allowed=_ROLE).waits()

    return arrange


def _made_at_start(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    """Only whether the driver may make the group differs."""
    options = {**_OPTIONS, "awslogs-group": "/ecs/new", "awslogs-create-group": "false" if broken else "true"}
    return BehindNat(lab).workload(container=_container("awslogs", options), allowed=_ROLE).waits()


def _said_gone(lab: Lab, _: bool) -> Target:  # noqa: FBT001 - it has no twin
    said = (
        "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed "
        "to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist. : exit "
        "status 1"
    )
    container = _container("awslogs", {**_OPTIONS, "awslogs-group": "/ecs/gone"})
    return BehindNat(lab).workload(container=container, allowed=_ROLE).fails(Stop(said, phase="start"))


_MISSING = frozenset({"logs.group-missing"})
_INVALID = frozenset({"logs.options-invalid"})
_DEFINITION = "ecs:DescribeTaskDefinition"

SCENARIOS = (
    Scenario(
        "log-group-missing",
        "the container writes to a log group that does not exist",
        _waiting({"awslogs-group": "/ecs/gone"}),
        _MISSING,
        never=_NETWORK,
        key_operation=_LISTING,
    ),
    Scenario(
        "log-group-beside-longer-names",
        "there is a log group whose name begins alike, and none of the name itself",
        _waiting({"awslogs-group": "/ecs/we"}),
        _MISSING,
        never=_NETWORK,
        key_operation=_LISTING,
    ),
    Scenario(
        "log-group-in-another-region",
        "the options name a Region in which there is no such log group",
        _waiting({"awslogs-region": "us-east-1"}),
        _MISSING,
        never=_NETWORK,
        key_operation=_LISTING,
    ),
    Scenario(
        "log-group-not-to-be-made",
        "the log group does not exist, and the driver is told not to make it",
        _made_at_start,
        _MISSING,
        never=_NETWORK,
        key_operation=_LISTING,
    ),
    Scenario(
        "log-stream-prefix-missing",
        "the options name no stream prefix, which Fargate needs",
        _waiting({"awslogs-stream-prefix": None}),
        _INVALID,
        never=_NETWORK,
        key_operation=_DEFINITION,
    ),
    Scenario(
        "log-router-missing",
        "the container sends its logs to a log router, and the task has none",
        _waiting({}, "awsfirelens"),
        _INVALID,
        never=_NETWORK,
        key_operation=_DEFINITION,
    ),
    Scenario(
        "log-group-missing-said",
        "CloudWatch Logs says that there is no such group, and there is none; the network is sound",
        _said_gone,
        _MISSING,
        never=_NETWORK,
        has_twin=False,
    ),
)
