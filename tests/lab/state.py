"""What the lab knows of the account and moto has no place for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from moto.ec2.models import ec2_backends
from moto.ecs.models import ecs_backends
from moto.elbv2.models import elbv2_backends

ACCOUNT = "123456789012"
REGION = "eu-central-1"
ZONES = ("eu-central-1a", "eu-central-1b")
ROOT = f"arn:aws:iam::{ACCOUNT}:root"
CALLER = f"arn:aws:sts::{ACCOUNT}:assumed-role/on-call/lab"


@dataclass
class State:
    """One account in one Region, from the start of a scenario to its end.

    `now` is taken once from the real clock, because the tool takes the time of collection as now: every other time
    of a scenario is counted from it.
    """

    now: datetime = field(default_factory=lambda: datetime.now(UTC).replace(microsecond=0))
    tasks: dict[str, dict[str, Any]] = field(default_factory=dict)
    interfaces: dict[str, dict[str, Any]] = field(default_factory=dict)
    trail: list[dict[str, Any]] = field(default_factory=list)
    account_settings: dict[tuple[str, str], str] = field(default_factory=dict)
    block_public_access: str = "off"
    service_deployments: list[dict[str, Any]] = field(default_factory=list)
    service_revisions: list[dict[str, Any]] = field(default_factory=list)
    dns_firewall: list[dict[str, Any]] = field(default_factory=list)
    first_option_set: str = ""
    public_addresses: int = 0
    tables_of_regional_gateways: dict[str, str] = field(default_factory=dict)
    page_size: int | None = None
    pages: dict[str, dict[str, Any]] = field(default_factory=dict)
    unanswered: list[str] = field(default_factory=list)
    target_health: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def ec2(self) -> Any:  # noqa: ANN401 - moto has no types
        """Return moto's EC2 of the account and Region."""
        return ec2_backends[ACCOUNT][REGION]

    @property
    def elbv2(self) -> Any:  # noqa: ANN401 - moto has no types
        """Return moto's load balancers of the account and Region."""
        return elbv2_backends[ACCOUNT][REGION]

    @property
    def ecs(self) -> Any:  # noqa: ANN401 - moto has no types
        """Return moto's ECS of the account and Region."""
        return ecs_backends[ACCOUNT][REGION]
