"""DNS Firewall, which moto lacks: the lab's groups hold the rules that a scenario gives them.

Each rule has an action, its domains, and whether AWS keeps the list: nobody may read what is on such a list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.lab.mending.registry import Refused, instead

if TYPE_CHECKING:
    from tests.lab.state import State
    from tests.lab.wire import Answer, Call

_OWNER = "Route 53 Resolver DNS Firewall"


def associate_dns_firewall(state: State, vpc: str, *rules: tuple[str, tuple[str, ...]]) -> None:
    """Let a group of rules filter the names of a VPC; a rule without domains is about a list that AWS keeps."""
    number = len(state.dns_firewall)
    group = f"rslvr-frg-{number:016x}"
    state.dns_firewall.append({"vpc": vpc, "group": group, "rules": rules})


@instead("route53resolver:ListFirewallRuleGroupAssociations")
def associations(state: State, call: Call) -> Answer:
    """List the groups of a VPC in the order in which they are asked."""
    found = [each for each in state.dns_firewall if each["vpc"] == call.parameters["VpcId"]]
    return {
        "FirewallRuleGroupAssociations": [
            {
                "Id": each["group"].replace("frg", "frgassoc"),
                "FirewallRuleGroupId": each["group"],
                "VpcId": each["vpc"],
                "Name": "filter",
                "Priority": 101 + place,
                "MutationProtection": "DISABLED",
                "Status": "COMPLETE",
            }
            for place, each in enumerate(found)
        ]
    }


@instead("route53resolver:ListFirewallRules")
def rules_of_group(state: State, call: Call) -> Answer:
    """List the rules of a group."""
    group = call.parameters["FirewallRuleGroupId"]
    rules = next((each["rules"] for each in state.dns_firewall if each["group"] == group), None)
    if rules is None:
        raise Refused("ResourceNotFoundException", f"{group} does not exist")
    return {"FirewallRules": [_rule(group, place, action) for place, (action, _) in enumerate(rules)]}


@instead("route53resolver:ListFirewallDomainLists")
def lists(state: State, _: Call) -> Answer:
    """List all lists of domains, AWS's own included."""
    listed = []
    for each in state.dns_firewall:
        for place, (_action, domains) in enumerate(each["rules"]):
            owner = {} if domains else {"ManagedOwnerName": _OWNER}
            listed.append({"Id": _list_id(each["group"], place), "Name": f"list-{place}", **owner})
    return {"FirewallDomainLists": listed}


@instead("route53resolver:ListFirewallDomains")
def domains_of_list(state: State, call: Call) -> Answer:
    """Show what is on a list of the account's own."""
    wanted = call.parameters["FirewallDomainListId"]
    for each in state.dns_firewall:
        for place, (_action, domains) in enumerate(each["rules"]):
            if _list_id(each["group"], place) == wanted and domains:
                return {"Domains": list(domains)}
    raise Refused("AccessDeniedException", f"{wanted} is managed by AWS")


def _rule(group: str, place: int, action: str) -> dict[str, Any]:
    return {
        "FirewallRuleGroupId": group,
        "FirewallDomainListId": _list_id(group, place),
        "Name": f"rule-{place}",
        "Priority": 10 * (place + 1),
        "Action": action,
        "FirewallDomainRedirectionAction": "INSPECT_REDIRECTION_DOMAIN",
        **({"BlockResponse": "NODATA"} if action == "BLOCK" else {}),
    }


def _list_id(group: str, place: int) -> str:
    return f"{group.replace('frg', 'fdl')}{place:x}"
