"""What decides how names resolve in a VPC: private zones, resolver rules, the DNS Firewall, DHCP options."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from fargate_doctor.collectors.filters import ask_filtered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.collectors.calls import Calls

# Every VPC has this one; it takes the names that no other rule takes.
# https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-rules-managing.html
_AUTODEFINED: Final = "rslvr-autodefined-"


async def ask_names(calls: Calls, vpcs: list[str]) -> None:
    """Ask what stands between the tasks of these VPCs and public names."""
    await asyncio.gather(
        _ask_dhcp_options(calls, vpcs),
        _ask_resolver_rules(calls, vpcs),
        *(calls.ask("route53:ListHostedZonesByVPC", {"VPCId": vpc, "VPCRegion": calls.session.region}) for vpc in vpcs),
        _ask_dns_firewall(calls, vpcs),
    )


async def _ask_dns_firewall(calls: Calls, vpcs: list[str]) -> None:
    """Ask for the rules of the groups that filter these VPCs, and for the lists of domains that AWS lets read."""
    operation = "route53resolver:ListFirewallRuleGroupAssociations"
    answers = await asyncio.gather(*(calls.ask(operation, {"VpcId": vpc}) for vpc in vpcs))
    groups = _each(answers, "FirewallRuleGroupAssociations", "FirewallRuleGroupId")
    if not groups:
        return
    listed, *rules = await asyncio.gather(
        calls.ask("route53resolver:ListFirewallDomainLists"),
        *(calls.ask("route53resolver:ListFirewallRules", {"FirewallRuleGroupId": group}) for group in groups),
    )
    kept_by_aws = {
        str(each["Id"]) for each in (listed or {}).get("FirewallDomainLists", ()) if each.get("ManagedOwnerName")
    }
    wanted = _each(rules, "FirewallRules", "FirewallDomainListId")
    await asyncio.gather(
        *(
            calls.ask("route53resolver:ListFirewallDomains", {"FirewallDomainListId": each})
            for each in wanted
            if each not in kept_by_aws
        )
    )


def _each(answers: Iterable[JsonObject | None], members: str, name: str) -> list[str]:
    """Return what the members of some answers have under a name, each once."""
    items = (item for answer in answers if answer for item in answer.get(members, ()))
    return sorted({str(item[name]) for item in items if item.get(name)})


async def _ask_resolver_rules(calls: Calls, vpcs: list[str]) -> None:
    by_vpc = [{"Filters": [{"Name": "VPCId", "Values": [vpc]}]} for vpc in vpcs]
    answers = await asyncio.gather(
        *(calls.ask("route53resolver:ListResolverRuleAssociations", request) for request in by_vpc)
    )
    rules = [
        str(association.get("ResolverRuleId", ""))
        for answer in answers
        if answer
        for association in answer.get("ResolverRuleAssociations", ())
    ]
    if any(not rule.startswith(_AUTODEFINED) for rule in rules):
        await calls.ask("route53resolver:ListResolverRules")


async def _ask_dhcp_options(calls: Calls, vpcs: list[str]) -> None:
    """Ask by id for a set that the listing lacks, as it may for a VPC that another account shares."""
    listed = await calls.ask("ec2:DescribeDhcpOptions")
    if listed is None:
        return
    known = {options.get("DhcpOptionsId") for options in listed.get("DhcpOptions", ())}
    described = await ask_filtered(calls, "ec2:DescribeVpcs", "vpc-id", vpcs)
    used = {str(vpc["DhcpOptionsId"]) for vpc in described if vpc.get("DhcpOptionsId")}
    await ask_filtered(calls, "ec2:DescribeDhcpOptions", "dhcp-options-id", sorted(used - known - {"default"}))
