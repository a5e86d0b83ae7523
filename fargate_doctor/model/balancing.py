"""Load balancers as Elastic Load Balancing shows them: target groups, their targets' health, who sends to them.

https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from pydantic import Field, ValidationError

from fargate_doctor.case.operations import iam_action
from fargate_doctor.model.evidence import Missing
from fargate_doctor.model.reading import reasons_missing
from fargate_doctor.model.shape import Quotable, Shape, Source
from fargate_doctor.model.table import Coverage, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.case.model import Case, Record
    from fargate_doctor.model.evidence import Confidence

GROUPS: Final = "elbv2:DescribeTargetGroups"
HEALTH: Final = "elbv2:DescribeTargetHealth"
TRAFFIC_PORT: Final = "traffic-port"
"""What a health check's port says where it is the port of the target itself."""


class Matcher(Shape):
    """The answers that a health check takes for healthy."""

    http_code: str | None = None
    grpc_code: str | None = None


class TargetGroup(Quotable, Shape):
    """https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroup.html"""

    type_name: ClassVar[str] = "target-group"

    target_group_arn: str
    target_group_name: str = ""
    protocol: str | None = None
    port: int | None = None
    vpc_id: str | None = None
    target_type: str = ""
    ip_address_type: str = "ipv4"
    load_balancer_arns: tuple[str, ...] = ()
    health_check_enabled: bool | None = None
    health_check_protocol: str | None = None
    health_check_port: str | None = None
    health_check_path: str | None = None
    health_check_interval_seconds: int | None = None
    health_check_timeout_seconds: int | None = None
    healthy_threshold_count: int | None = None
    unhealthy_threshold_count: int | None = None
    matcher: Matcher | None = None

    @property
    def identifier(self) -> str:
        """Return the ARN of the target group."""
        return self.target_group_arn

    @property
    def name(self) -> str:
        """Return the name by which people know it."""
        return self.target_group_name or name_in_arn(self.target_group_arn)

    @property
    def checked_port(self) -> int | None:
        """Return the port that is checked instead of the target's own; None where it is the target's own."""
        port = self.health_check_port or TRAFFIC_PORT
        return int(port) if port.isdecimal() else None


class ZoneOfBalancer(Shape):
    """A zone in which a load balancer has a node, and the subnet of that node."""

    zone_name: str = ""
    subnet_id: str = ""


class StateOfBalancer(Shape):
    """Whether a load balancer works: `active`, `provisioning`, `active_impaired`, `failed`."""

    code: str = ""


class LoadBalancer(Quotable, Shape):
    """https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancer.html"""

    type_name: ClassVar[str] = "load-balancer"

    load_balancer_arn: str
    load_balancer_name: str = ""
    type: str = ""
    scheme: str | None = None
    vpc_id: str = ""
    state: StateOfBalancer | None = None
    availability_zones: tuple[ZoneOfBalancer, ...] = ()
    security_groups: tuple[str, ...] = ()
    ip_address_type: str | None = None

    @property
    def identifier(self) -> str:
        """Return the ARN of the load balancer."""
        return self.load_balancer_arn

    @property
    def name(self) -> str:
        """Return the name by which people know it."""
        return self.load_balancer_name or name_in_arn(self.load_balancer_arn)

    @property
    def zone_names(self) -> tuple[str, ...]:
        """Return the zones in which it has a node."""
        return tuple(each.zone_name for each in self.availability_zones if each.zone_name)


class Target(Shape):
    """What is registered: an address, for `ip` targets, and a port."""

    id: str = ""
    port: int | None = None
    availability_zone: str | None = None


class HealthOfTarget(Shape):
    """What the load balancer thinks of a target, and why; states and reasons that are new are data."""

    state: str = ""
    reason: str | None = None
    description: str | None = None


class TargetHealth(Quotable, Shape):
    """https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealthDescription.html"""

    type_name: ClassVar[str] = "target"

    target_group_arn: str = ""
    target: Target = Field(default_factory=Target)
    health_check_port: str | None = None
    target_health: HealthOfTarget = Field(default_factory=HealthOfTarget)

    @property
    def identifier(self) -> str:
        """Return the target group with address and port, as one group may hold an address several times."""
        return f"{self.target_group_arn}/{self.words}"

    @property
    def words(self) -> str:
        """Return address and port, `10.0.0.7:8080`."""
        address = f"[{self.target.id}]" if ":" in self.target.id else self.target.id
        return address if self.target.port is None else f"{address}:{self.target.port}"

    @property
    def state(self) -> str:
        """Return the state, `healthy`."""
        return self.target_health.state

    @property
    def reason(self) -> str:
        """Return the reason code, `Target.Timeout`; empty for a healthy target."""
        return self.target_health.reason or ""


def name_in_arn(arn: str) -> str:
    """Return the name in the ARN of a target group or load balancer."""
    parts = arn.split("/")
    return parts[-2] if len(parts) > 2 else arn  # noqa: PLR2004 - kind, name, id


def read_target_health(case: Case) -> Table[TargetHealth]:
    """Return the health of targets.

    An answer does not say which target group it is of: without its request it counts where the case has one.
    """
    found: dict[str, TargetHealth] = {}
    whole: dict[str, Confidence] = {}
    at = None
    only = _only_group(case)
    for record in sorted(case.records.get(HEALTH, ()), key=lambda each: each.at or ""):
        group = (record.request or {}).get("TargetGroupArn", only)
        if not isinstance(group, str):
            continue
        try:
            shown = tuple(_targets(record, group))
        except (ValidationError, TypeError):
            continue
        if not (record.request or {}).get("Targets"):
            found = {key: each for key, each in found.items() if each.target_group_arn != group}
            whole[group] = "certain" if record.request else "likely"
        found |= {each.identifier: each for each in shown}
        at = record.at or at
    refused = reasons_missing(case, HEALTH)
    return Table(
        operation=HEALTH,
        by_id=found,
        coverage=Coverage(scopes=whole),
        missing=refused or (Missing(operation=HEALTH, error="NotCollected", action=iam_action(HEALTH)),),
        scope_of={key: frozenset({each.target_group_arn}) for key, each in found.items()},
        at=at,
    )


def _targets(record: Record, group: str) -> Iterator[TargetHealth]:
    descriptions = record.answer.get("TargetHealthDescriptions")
    if not isinstance(descriptions, list):
        raise TypeError(HEALTH)
    source = Source(HEALTH, record.at)
    for each in descriptions:
        yield TargetHealth.model_validate({**each, "TargetGroupArn": group, "$read_from": source})


def _only_group(case: Case) -> str | None:
    answers = (record.answer.get("TargetGroups") for record in case.records.get(GROUPS, ()))
    groups = (each for answer in answers if isinstance(answer, list) for each in answer if isinstance(each, dict))
    known = {each.get("TargetGroupArn") for each in groups}
    return known.pop() if len(known) == 1 else None
