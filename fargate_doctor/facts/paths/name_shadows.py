"""Does a private zone or a resolver rule hide the name?

The most specific match answers, and the hidden zone of an interface endpoint is as specific as the name itself:
https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fargate_doctor.facts.paths.ruling import Place, Ruling, leaves_open, refuses
from fargate_doctor.facts.service_names import host_of, service_of
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.journey import Journey
    from fargate_doctor.facts.paths.traffic import Destination
    from fargate_doctor.model.naming import HostedZone, ResolverRule, ResolverRuleAssociation

_SHADOWED = Text(
    en="The private zone {zone} answers for {host} in this VPC, in place of the public name.",
    es="La zona privada {zone} responde por {host} en esta VPC en lugar del nombre público.",
)
_LEADS_ELSEWHERE = Text(
    en="{host} lies in the private zone {zone}; where its records lead cannot be read.",
    es="{host} está en la zona privada {zone}; no se puede leer adónde llevan sus registros.",
)
_FORWARDED = Text(
    en="The resolver rule {rule} sends questions for {domain} to other servers, and {host} is one of them.",
    es="La regla del solucionador {rule} envía las consultas de {domain} a otros servidores, y {host} es una de ellas.",
)

_FINDING = "dns.name-shadowed"
_AUTODEFINED = "rslvr-autodefined-"


class Shadow(NamedTuple):
    """What hides a name; `is_elsewhere` tells that the name certainly does not lead where it usually does."""

    ruling: Ruling
    is_elsewhere: bool


def shadow_of(journey: Journey, host: str, to: Destination, *, has_endpoint: bool) -> Shadow | None:
    """Return what was read that hides a name; what was not read is kept as unread."""
    zone = _zone(journey, host)
    rule = None if has_endpoint else _rule(journey, host)
    if (
        zone
        and (not has_endpoint or _is_own(zone.name, host))
        and (not rule or _length(zone.name) > _length(rule.domain_name))
    ):
        return _by_zone(journey, host, to, zone)
    if rule:
        place = Place("dns", rule.identifier, "resolver-rule")
        because = _FORWARDED.fill(rule=rule.identifier, domain=rule.domain_name, host=host)
        evidence = journey.topology.cite(rule, "DomainName")
        return Shadow(
            refuses(place, to.addresses, because, evidence, finding=_FINDING, rule_supports="likely"),
            is_elsewhere=False,
        )
    return None


def _by_zone(journey: Journey, host: str, to: Destination, zone: HostedZone) -> Shadow:
    place = Place("dns", zone.identifier, "hosted-zone")
    evidence = journey.topology.cite(zone, "Name")
    words = {"zone": zone.name.rstrip("."), "host": host}
    if _is_own(zone.name, host) or service_of(host) is None:
        ruling = leaves_open(place, _LEADS_ELSEWHERE.fill(**words), evidence, finding=_FINDING)
        return Shadow(ruling, is_elsewhere=True)
    ruling = refuses(place, to.addresses, _SHADOWED.fill(**words), evidence, finding=_FINDING, rule_supports="likely")
    return Shadow(ruling, is_elsewhere=False)


def _zone(journey: Journey, host: str) -> HostedZone | None:
    zones = journey.topology.snapshot.hosted_zones
    if zones.coverage.of_scope(_vpc_of(journey)) is None:
        journey.journal.did_not_read(zones.missing)
    covering = [each for each in zones if _covers(each.name, host) and not each.is_of_a_service]
    return max(covering, key=lambda each: _length(each.name), default=None)


def _vpc_of(journey: Journey) -> str:
    try:
        return journey.departure.vpc_id
    except Unanswered:
        return ""


def _rule(journey: Journey, host: str) -> ResolverRule | None:
    associations = journey.topology.snapshot.resolver_rule_associations
    try:
        vpc_id = journey.departure.vpc_id
        associated = [each for each in associations.within(vpc_id) if each.vpc_id == vpc_id and _is_made(each)]
        rules = [journey.topology.snapshot.resolver_rules.find(each.resolver_rule_id) for each in associated]
    except Unanswered as gap:
        journey.journal.did_not_read(gap.missing)
        return None
    covering = [each for each in rules if each and _covers(each.domain_name, host)]
    best = max(covering, key=lambda each: _length(each.domain_name), default=None)
    return best if best and best.rule_type.upper() == "FORWARD" else None


def _is_made(association: ResolverRuleAssociation) -> bool:
    """Tell whether somebody made the rule; those that AWS defines by itself forward nothing.

    https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-rules-managing.html
    """
    return not association.resolver_rule_id.startswith(_AUTODEFINED)


def _is_own(zone: str, host: str) -> bool:
    """Tell whether a zone was made for this very name, as zones that share an endpoint between VPCs are."""
    name = zone.lower().rstrip(".")
    service = service_of(host)
    if name == host.lower().rstrip(".") or service is None:
        return True
    regular = host_of(service.name, service.region, service.partition, dual_stack=service.dual_stack)
    return name == regular.removeprefix("*.")


def _covers(zone: str, host: str) -> bool:
    name, full = zone.lower().rstrip("."), host.lower().rstrip(".")
    return name in ("", full) or full.endswith(f".{name}")


def _length(domain: str) -> int:
    return len([label for label in domain.split(".") if label])
