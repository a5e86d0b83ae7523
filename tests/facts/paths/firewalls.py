"""DNS Firewall in the small network: groups of rules, and the lists of domains that they name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fargate_doctor.case.model import Record

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.facts.paths.network import Item, Network


def firewall_rule(action: str, *domains: str, priority: int = 100, group: str = "rslvr-frg-1", **more: Any) -> Item:  # noqa: ANN401
    """Return a rule together with the domains of its list; none of them mean a list that AWS keeps."""
    list_id = f"rslvr-fdl-{group}-{priority}"
    rule = {"FirewallRuleGroupId": group, "FirewallDomainListId": list_id, "Action": action, "Priority": priority}
    return {"rule": {**rule, "Name": f"rule-{priority}", **more}, "domains": domains}


def dns_firewall(*rules: Item, order: tuple[str, ...] = ("rslvr-frg-1",)) -> Callable[[Network], None]:
    """Associate groups with the VPC, in this order, that have these rules."""

    def change(net: Network) -> None:
        for place, group in enumerate(order):
            kept = {"Id": f"rslvr-frgassoc-{group}", "FirewallRuleGroupId": group, "VpcId": "vpc-1"}
            net.put("FirewallRuleGroupAssociations", {**kept, "Priority": 101 + place, "Status": "COMPLETE"})
        net.more["route53resolver:ListFirewallRules"] = tuple(
            Record(
                request={"FirewallRuleGroupId": group},
                answer={"FirewallRules": [it["rule"] for it in rules if it["rule"]["FirewallRuleGroupId"] == group]},
            )
            for group in order
        )
        listed = [(each["rule"].get("FirewallDomainListId"), each["domains"]) for each in rules]
        names = [
            {"Id": name, "Name": name, **({} if domains else {"ManagedOwnerName": "Route 53 Resolver DNS Firewall"})}
            for name, domains in listed
        ]
        net.more["route53resolver:ListFirewallDomainLists"] = (
            Record(request={}, answer={"FirewallDomainLists": names}),
        )
        net.more["route53resolver:ListFirewallDomains"] = tuple(
            Record(request={"FirewallDomainListId": name}, answer={"Domains": list(domains)})
            for name, domains in listed
            if domains
        )

    return change
