"""What can change the answer to a name: private zones, resolver rules, DNS Firewall; and flow logs."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from fargate_doctor.model.shape import Quotable, Shape


class HostedZoneOwner(Shape):
    """Who made a private zone: an account, or an AWS service such as a VPC endpoint."""

    owning_account: str | None = None
    owning_service: str | None = None


class HostedZone(Quotable):
    """A private zone that a VPC uses.

    https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListHostedZonesByVPC.html
    """

    type_name: ClassVar[str] = "hosted-zone"

    hosted_zone_id: str
    name: str = ""
    owner: HostedZoneOwner | None = None

    @property
    def is_of_a_service(self) -> bool:
        """Tell whether an AWS service keeps it, as the private DNS of an endpoint does."""
        return bool(self.owner and self.owner.owning_service)

    @property
    def identifier(self) -> str:
        """Return the id of the zone."""
        return self.hosted_zone_id


class ResolverRuleAssociation(Quotable):
    """https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_ResolverRuleAssociation.html"""

    type_name: ClassVar[str] = "resolver-rule-association"

    id: str
    resolver_rule_id: str = ""
    vpc_id: str = Field(default="", alias="VPCId")
    status: str = ""

    @property
    def identifier(self) -> str:
        """Return the id of the association."""
        return self.id


class ResolverTarget(Shape):
    """A name server that a rule forwards to."""

    ip: str | None = None
    ipv6: str | None = None
    port: int | None = None


class ResolverRule(Quotable):
    """https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_ResolverRule.html"""

    type_name: ClassVar[str] = "resolver-rule"

    id: str
    domain_name: str = ""
    rule_type: str = ""
    status: str = ""
    owner_id: str | None = None
    target_ips: tuple[ResolverTarget, ...] = ()

    @property
    def identifier(self) -> str:
        """Return the id of the rule."""
        return self.id


class FirewallRuleGroupAssociation(Quotable):
    """https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_FirewallRuleGroupAssociation.html"""

    type_name: ClassVar[str] = "firewall-rule-group-association"

    id: str
    name: str = ""
    firewall_rule_group_id: str = ""
    vpc_id: str = ""
    priority: int = 0
    status: str = ""

    @property
    def identifier(self) -> str:
        """Return the id of the association."""
        return self.id


class FlowLog(Quotable):
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_FlowLog.html"""

    type_name: ClassVar[str] = "flow-log"

    flow_log_id: str
    resource_id: str = ""
    flow_log_status: str | None = None
    traffic_type: str | None = None
    log_group_name: str | None = None
    log_destination_type: str | None = None
    log_destination: str | None = None
    log_format: str | None = None
    deliver_logs_status: str | None = None
    deliver_logs_error_message: str | None = None

    @property
    def identifier(self) -> str:
        """Return the id of the flow log."""
        return self.flow_log_id
