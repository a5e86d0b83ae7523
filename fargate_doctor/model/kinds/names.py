"""What decides about names."""

from __future__ import annotations

from typing import Final

from fargate_doctor.model.dns_firewall import FirewallDomainList, FirewallRule
from fargate_doctor.model.naming import FirewallRuleGroupAssociation, HostedZone, ResolverRule, ResolverRuleAssociation
from fargate_doctor.model.reading import Kind, each_of

HOSTED_ZONES: Final = Kind(
    HostedZone,
    "route53:ListHostedZonesByVPC",
    each_of("HostedZoneSummaries"),
    scope_parameters=("VPCId",),
    scopes=lambda _: [],
    whole=True,
)
RESOLVER_RULE_ASSOCIATIONS: Final = Kind(
    ResolverRuleAssociation,
    "route53resolver:ListResolverRuleAssociations",
    each_of("ResolverRuleAssociations"),
    scope_filters=("VPCId",),
)
RESOLVER_RULES: Final = Kind(ResolverRule, "route53resolver:ListResolverRules", each_of("ResolverRules"), whole=True)
FIREWALL_ASSOCIATIONS: Final = Kind(
    FirewallRuleGroupAssociation,
    "route53resolver:ListFirewallRuleGroupAssociations",
    each_of("FirewallRuleGroupAssociations"),
    scope_parameters=("VpcId",),
)
FIREWALL_RULES: Final = Kind(
    FirewallRule,
    "route53resolver:ListFirewallRules",
    each_of("FirewallRules"),
    scope_parameters=("FirewallRuleGroupId",),
    scopes=lambda rule: [rule.firewall_rule_group_id],
)
FIREWALL_DOMAIN_LISTS: Final = Kind(
    FirewallDomainList,
    "route53resolver:ListFirewallDomainLists",
    each_of("FirewallDomainLists"),
    scopes=lambda _: [],
    whole=True,
)
