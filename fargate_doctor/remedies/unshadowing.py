"""What hides a name, taken away from one VPC: a private zone, a resolver rule, a group of firewall rules.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-disassociate-vpcs.html
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.sharing import sharing_vpc
from fargate_doctor.remedies.step import Step

if TYPE_CHECKING:
    from fargate_doctor.model.naming import FirewallRuleGroupAssociation, HostedZone, ResolverRuleAssociation
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.remedies.standpoint import Standpoint
    from fargate_doctor.remedies.step import Change


def without_zone(standpoint: Standpoint, zone: HostedZone) -> Step:
    """Return the step that takes a private zone away from the task's VPC."""
    zone_id = zone.hosted_zone_id.rpartition("/")[2]
    vpc: dict[str, object] = {"VPCRegion": standpoint.region, "VPCId": standpoint.vpc_id}
    return Step(
        commands=(
            aws("route53", "disassociate-vpc-from-hosted-zone", standpoint.region, hosted_zone_id=zone_id, vpc=vpc),
        ),
        undo=(aws("route53", "associate-vpc-with-hosted-zone", standpoint.region, hosted_zone_id=zone_id, vpc=vpc),),
        affects=sharing_vpc(standpoint.snapshot, standpoint.vpc_id),
        change=_without("hosted_zones", zone.hosted_zone_id),
    )


def without_rule(standpoint: Standpoint, association: ResolverRuleAssociation) -> Step:
    """Return the step that takes a resolver rule away from the task's VPC."""
    named = {"vpc_id": standpoint.vpc_id, "resolver_rule_id": association.resolver_rule_id}
    return Step(
        commands=(aws("route53resolver", "disassociate-resolver-rule", standpoint.region, **named),),
        undo=(aws("route53resolver", "associate-resolver-rule", standpoint.region, **named),),
        affects=sharing_vpc(standpoint.snapshot, standpoint.vpc_id),
        change=_without("resolver_rule_associations", association.id),
    )


def without_association(standpoint: Standpoint, association: FirewallRuleGroupAssociation) -> Step:
    """Return the step that takes a group of DNS Firewall rules away from the task's VPC."""
    region = standpoint.region
    operation = "disassociate-firewall-rule-group"
    return Step(
        commands=(aws("route53resolver", operation, region, firewall_rule_group_association_id=association.id),),
        undo=(
            aws(
                "route53resolver",
                "associate-firewall-rule-group",
                region,
                creator_request_id=association.id,
                firewall_rule_group_id=association.firewall_rule_group_id,
                vpc_id=standpoint.vpc_id,
                priority=association.priority or "<PRIORITY_BEFORE>",
                name=association.name or "<NAME_BEFORE>",
            ),
        ),
        affects=sharing_vpc(standpoint.snapshot, standpoint.vpc_id),
        change=_without("firewall_associations", association.id),
    )


def _without(table_name: str, identifier: str) -> Change:
    """Return the change that takes one resource out of a table, which then knows that it is not there."""

    def change(snapshot: Snapshot) -> Snapshot:
        table = getattr(snapshot, table_name)
        kept = {key: each for key, each in table.by_id.items() if key != identifier}
        return replace(snapshot, **{table_name: replace(table, by_id=kept)})

    return change
