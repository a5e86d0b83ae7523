"""Does DNS Firewall let the VPC's resolver answer for a name?

Groups are asked in the order of their association with the VPC, rules in the order of their group; the first rule whose
list holds the name decides, and ALERT lets it through as ALLOW does. Lists that AWS keeps cannot be read by anybody.
https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-rule-actions.html
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.paths.ruling import Place, Ruling, passes, refuses
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.journey import Journey
    from fargate_doctor.facts.paths.traffic import Destination
    from fargate_doctor.model.dns_firewall import FirewallRule
    from fargate_doctor.model.naming import FirewallRuleGroupAssociation

_BLOCKS = Text(
    en="Rule {rule} of DNS Firewall group {group} blocks {host}: its list {list} holds {domain}.",
    es="La regla {rule} del grupo {group} de DNS Firewall bloquea {host}: su lista {list} contiene {domain}.",
)
_LETS = Text(
    en="DNS Firewall filters the names of this VPC, and no rule that can be read blocks {host}.",
    es="DNS Firewall filtra los nombres de esta VPC y ninguna regla que se pueda leer bloquea {host}.",
)
_LISTS_OF_AWS = Text(
    en="DNS Firewall filters the names of this VPC, and no rule that can be read blocks {host}. What AWS's own lists "
    "{lists} hold cannot be read.",
    es="DNS Firewall filtra los nombres de esta VPC y ninguna regla que se pueda leer bloquea {host}. No se puede leer "
    "qué contienen las listas {lists}, que son de AWS.",
)

_TYPE: Final = "firewall-rule-group-association"
_QUESTIONS: Final[dict[int, frozenset[str]]] = {4: frozenset({"A", "TYPE1"}), 6: frozenset({"AAAA", "TYPE28"})}


@dataclass(slots=True)
class _Lists:
    """What was met on the way through the rules: lists of AWS, which nobody can read."""

    of_aws: dict[str, None] = field(default_factory=dict)


def through_dns_firewall(journey: Journey, host: str, to: Destination) -> list[Ruling]:
    """Return what DNS Firewall says of a name; nothing where none is there. What was not read is kept as unread."""
    associations = journey.topology.snapshot.firewall_associations
    try:
        vpc_id = journey.departure.vpc_id
        standing = [each for each in associations.within(vpc_id) if each.status.upper() != "DELETING"]
        lists = _Lists()
        for association in sorted(standing, key=lambda each: each.priority):
            decided = _decided(journey, association, host, to, lists)
            if decided:
                return [decided]
    except Unanswered as gap:
        journey.journal.did_not_read(gap.missing)
        return []
    return [_not_blocked(journey, standing[0], host, lists)] if standing else []


def _decided(
    journey: Journey, association: FirewallRuleGroupAssociation, host: str, to: Destination, lists: _Lists
) -> Ruling | None:
    """Return what a group decides about a name, None where no rule of it holds the name."""
    rules = journey.topology.snapshot.firewall_rules.within(association.firewall_rule_group_id)
    asked = _QUESTIONS[journey.traffic.version]
    for rule in sorted(rules, key=lambda each: each.priority):
        if not rule.firewall_domain_list_id or (rule.qtype and rule.qtype.upper() not in asked):
            continue
        if _is_of_aws(journey, rule.firewall_domain_list_id):
            lists.of_aws[rule.firewall_domain_list_id] = None
            if rule.action.upper() == "BLOCK":
                continue
            return _not_blocked(journey, association, host, lists)
        domain = _match(journey, rule.firewall_domain_list_id, host)
        if domain is not None:
            blocks = rule.action.upper() == "BLOCK"
            return (
                _refusal(journey, association, rule, (host, domain), to)
                if blocks
                else _not_blocked(journey, association, host, lists)
            )
    return None


def _is_of_aws(journey: Journey, list_id: str) -> bool:
    known = journey.topology.snapshot.firewall_domain_lists.by_id.get(list_id)
    return bool(known and known.is_of_aws)


def _match(journey: Journey, list_id: str, host: str) -> str | None:
    """Return the domain of a list that covers a name; raises `Unanswered` where the list was not read."""
    domains = journey.topology.snapshot.firewall_domains.require(list_id).domains
    return next((each for each in domains if _covers(each, host)), None)


def _covers(domain: str, host: str) -> bool:
    """Tell whether an entry of a list is about a name; a star can stand at its front alone.

    https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-domain-lists.html
    """
    listed, asked = domain.lower().rstrip("."), host.lower().rstrip(".")
    return asked.endswith(listed[1:]) if listed.startswith("*") else asked == listed


def _refusal(
    journey: Journey,
    association: FirewallRuleGroupAssociation,
    rule: FirewallRule,
    met: tuple[str, str],
    to: Destination,
) -> Ruling:
    host, domain = met
    domains = journey.topology.snapshot.firewall_domains.require(rule.firewall_domain_list_id or "")
    because = _BLOCKS.fill(
        rule=rule.name or str(rule.priority),
        group=rule.firewall_rule_group_id,
        host=host,
        list=domains.list_id,
        domain=domain,
    )
    evidence = (
        journey.topology.cite(rule, "Action"),
        journey.topology.cite(domains, f"Domains[{domains.domains.index(domain)}]"),
        journey.topology.cite(association, "FirewallRuleGroupId"),
    )
    place = Place("dns", association.identifier, _TYPE)
    return refuses(place, to.addresses, because, *evidence, finding="dns.name-shadowed")


def _not_blocked(journey: Journey, association: FirewallRuleGroupAssociation, host: str, lists: _Lists) -> Ruling:
    sentence = _LISTS_OF_AWS if lists.of_aws else _LETS
    because = sentence.fill(host=host, lists=enumeration(tuple(lists.of_aws)))
    place = Place("dns", association.identifier, _TYPE)
    return passes(place, because, journey.topology.cite(association, "FirewallRuleGroupId"))
