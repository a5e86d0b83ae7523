"""Names that something in the VPC hides or blocks: DNS Firewall, a private zone, a resolver rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.lab.layouts import BehindEndpoints, BehindNat
from tests.lab.mending.dns_firewall import associate_dns_firewall
from tests.lab.messages import login_lookup_failed
from tests.lab.scenario import Scenario, Target

if TYPE_CHECKING:
    from tests.lab.server import Lab

_RESOLVER = "10.20.0.2"
_SHADOWED = frozenset({"dns.name-shadowed"})


def _blocked_name(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    blocked = "*.amazonaws.com" if broken else "*.example.com"
    associate_dns_firewall(lab.state, layout.network.vpc_id, ("BLOCK", ()), ("BLOCK", (blocked, "bad.example.org")))
    return layout.workload().fails(login_lookup_failed(_RESOLVER))


def _all_but_allowed(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindEndpoints(lab)
    allowed = "*.example.com" if broken else "*.amazonaws.com"
    associate_dns_firewall(lab.state, layout.network.vpc_id, ("ALLOW", (allowed,)), ("BLOCK", ("*",)))
    return layout.workload().fails(login_lookup_failed(_RESOLVER))


def _private_zone(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    lab.client("route53").create_hosted_zone(
        Name="amazonaws.com" if broken else "corp.example.com",
        VPC={"VPCRegion": "eu-central-1", "VPCId": layout.network.vpc_id},
        CallerReference="shadow",
        HostedZoneConfig={"PrivateZone": True},
    )
    return layout.workload().fails(login_lookup_failed(_RESOLVER))


def _forwarded(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    resolver = lab.client("route53resolver")
    group = layout.network.group("resolver")
    subnets = (layout.private, layout.private_elsewhere)
    made = resolver.create_resolver_endpoint(
        CreatorRequestId="out",
        SecurityGroupIds=[group],
        Direction="OUTBOUND",
        IpAddresses=[{"SubnetId": each} for each in subnets],
    )
    rule = resolver.create_resolver_rule(
        CreatorRequestId="rule",
        RuleType="FORWARD",
        DomainName="amazonaws.com" if broken else "corp.example.com",
        TargetIps=[{"Ip": "192.168.7.53", "Port": 53}],
        ResolverEndpointId=made["ResolverEndpoint"]["Id"],
    )
    resolver.associate_resolver_rule(ResolverRuleId=rule["ResolverRule"]["Id"], VPCId=layout.network.vpc_id)
    return layout.workload().fails(login_lookup_failed(_RESOLVER))


SCENARIOS = (
    Scenario(
        "dns-firewall-blocks",
        "a rule of DNS Firewall blocks the names of AWS",
        _blocked_name,
        _SHADOWED,
        key_operation="route53resolver:ListFirewallDomains",
    ),
    Scenario(
        "dns-firewall-allows-too-little",
        "DNS Firewall blocks every name that it does not allow, and it does not allow those of AWS",
        _all_but_allowed,
        _SHADOWED,
        key_operation="route53resolver:ListFirewallRules",
    ),
    Scenario(
        "private-zone-hides-names",
        "a private zone of the VPC answers for all names of AWS",
        _private_zone,
        _SHADOWED,
        key_operation="route53:ListHostedZonesByVPC",
    ),
    Scenario(
        "resolver-rule-takes-names",
        "a resolver rule sends the names of AWS to servers on premises",
        _forwarded,
        _SHADOWED,
        key_operation="route53resolver:ListResolverRules",
    ),
)
