"""A name let through a DNS Firewall that blocks it: one rule before the one that blocks.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-rule-group-managing.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.model.dns_firewall import FirewallDomains, FirewallRule
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.sharing import sharing_vpc
from fargate_doctor.remedies.snippets import Expression, cloudformation, terraform
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.model.naming import FirewallRuleGroupAssociation
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.remedies.standpoint import Standpoint

_LIST: Final = "<FIREWALL_DOMAIN_LIST_ID>"
_NAME: Final = "names-that-ecs-tasks-need"
_REFERENCES: Final = (
    "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-rule-group-managing.html",
)
_TITLE: Final = Text(
    en="Let DNS Firewall rule group {group} allow the names that the task needs",
    es="Hacer que el grupo de reglas {group} de DNS Firewall permita los nombres que la tarea necesita",
)
_DETAIL: Final = Text(
    en="A rule that allows them stands before the one that blocks them; everything else stays filtered. Names that an "
    "answer redirects to are inspected too unless the rule trusts them, as this one does.",
    es="Una regla que los permite va antes de la que los bloquea; todo lo demás se sigue filtrando. También se "
    "inspeccionan los nombres a los que redirige una respuesta, salvo que la regla confíe en ellos, como hace esta.",
)


def names_allowed(here: Standpoint, raised: Raised, association: FirewallRuleGroupAssociation) -> Remedy:
    """Return the remedy that allows the blocked names in the group that blocks them."""
    group = association.firewall_rule_group_id
    hosts = tuple(sorted({each.need.host for each in raised.blocks}))
    priority = _free_priority(here.snapshot, group)
    region, rule = here.region, {"firewall_rule_group_id": group, "firewall_domain_list_id": _LIST}
    shown = priority if priority is not None else "<PRIORITY_BEFORE_THE_RULE_THAT_BLOCKS>"
    trust = "TRUST_REDIRECTION_DOMAIN"
    step = Step(
        commands=(
            aws("route53resolver", "create-firewall-domain-list", region, creator_request_id=_NAME, name=_NAME),
            aws(
                "route53resolver",
                "update-firewall-domains",
                region,
                firewall_domain_list_id=_LIST,
                operation="ADD",
                domains=hosts,
            ),
            aws(
                "route53resolver",
                "create-firewall-rule",
                region,
                **rule,
                priority=shown,
                action="ALLOW",
                name=_NAME,
                creator_request_id=_NAME,
                firewall_domain_redirection_action=trust,
            ),
        ),
        undo=(
            aws("route53resolver", "delete-firewall-rule", region, **rule),
            aws("route53resolver", "delete-firewall-domain-list", region, firewall_domain_list_id=_LIST),
        ),
        terraform="\n\n".join(
            (
                terraform("aws_route53_resolver_firewall_domain_list", "needed", {"name": _NAME, "domains": hosts}),
                terraform(
                    "aws_route53_resolver_firewall_rule",
                    "needed",
                    {
                        "name": _NAME,
                        "action": "ALLOW",
                        "priority": shown,
                        "firewall_rule_group_id": group,
                        "firewall_domain_list_id": Expression("aws_route53_resolver_firewall_domain_list.needed.id"),
                        "firewall_domain_redirection_action": trust,
                    },
                ),
            )
        ),
        cloudformation=cloudformation(
            "NeededNames", "AWS::Route53Resolver::FirewallDomainList", {"Name": _NAME, "Domains": list(hosts)}
        ),
        affects=sharing_vpc(here.snapshot, here.vpc_id),
        change=None if priority is None else lambda snapshot: _allowed(snapshot, group, priority, hosts),
    )
    title = _TITLE.fill(group=printable(group))
    return remedy("allow-names-in-dns-firewall", title, _DETAIL, step, references=_REFERENCES)


def _free_priority(snapshot: Snapshot, group: str) -> int | None:
    """Return a priority before every rule of a group; None where none is free."""
    taken = [each.priority for each in snapshot.firewall_rules if each.firewall_rule_group_id == group]
    first = min(taken, default=100)
    return first - 1 if first > 1 else None


def _allowed(snapshot: Snapshot, group: str, priority: int, hosts: tuple[str, ...]) -> Snapshot:
    rule = FirewallRule(
        firewall_rule_group_id=group, firewall_domain_list_id="proposed", priority=priority, action="ALLOW", name=_NAME
    )
    changed = snapshot.with_resource("firewall_rules", rule, group)
    return changed.with_resource("firewall_domains", FirewallDomains(list_id="proposed", domains=hosts))
