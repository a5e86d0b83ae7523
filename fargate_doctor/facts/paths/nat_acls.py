"""Does the network ACL of a NAT gateway's subnet let all four legs through?

Request in from the task and out to the destination, answer in to the gateway's own ports and out to the task:
https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fargate_doctor.facts.paths.acl_hops import Gate, from_source, gate_of, toward
from fargate_doctor.facts.paths.ruling import Place, Ruling, passes
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.journey import Journey
    from fargate_doctor.facts.paths.traffic import Destination
    from fargate_doctor.model.routing import NatGateway

_LETS_ALL = Text(
    en="{acl} of {subnet}, where {nat} lies, lets request and answer through on both sides.",
    es="{acl}, de {subnet}, donde está {nat}, deja pasar la solicitud y la respuesta por ambos lados.",
)


def through_acl_of_nat(
    journey: Journey, nat: NatGateway, to: Destination, *, ipv6_inside: bool = False
) -> list[Ruling]:
    """Return one ruling where all four legs pass, else those that do not."""
    topology, subnet_id = journey.topology, nat.subnet_id or ""
    gate = gate_of(topology, nat.vpc_id or journey.vpc_id, subnet_id, "request", egress=True)
    if isinstance(gate, Ruling):
        return [gate]
    outside = journey.traffic.behind_nat()
    rulings = [
        toward(topology, gate, outside, outside.request_ports, to),
        toward(topology, Gate(gate.rules, subnet_id, "answer", egress=False), outside, outside.answer_ports, to),
    ]
    if not _is_in(journey, subnet_id):
        rulings = _inside(journey, gate, to, ipv6_inside=ipv6_inside) + rulings
    stopped = [each for each in rulings if each.hop.verdict != "pass"]
    if stopped:
        return stopped
    key = ("lets all", nat.identifier, tuple(each.hop.because.en for each in rulings))
    return [topology.once(key, lambda: _lets_all(gate, nat, rulings))]


def _lets_all(gate: Gate, nat: NatGateway, rulings: list[Ruling]) -> Ruling:
    place = Place("network-acl", gate.rules.acl.identifier, "network-acl")
    because = _LETS_ALL.fill(acl=place.id, subnet=gate.subnet_id, nat=nat.identifier)
    return passes(place, because, *(evidence for each in rulings for evidence in each.hop.evidence))


def _inside(journey: Journey, gate: Gate, to: Destination, *, ipv6_inside: bool) -> list[Ruling]:
    """Return the legs between the task and the gateway; behind NAT64 they are IPv6."""
    traffic = replace(journey.traffic, version=6) if ipv6_inside else journey.traffic
    source = journey.departure.source(traffic.version)
    entering = Gate(gate.rules, gate.subnet_id, "request", egress=False)
    returning = Gate(gate.rules, gate.subnet_id, "answer", egress=True)
    return [
        from_source(journey.topology, entering, traffic, traffic.request_ports, source, to),
        from_source(journey.topology, returning, traffic, traffic.answer_ports, source, to),
    ]


def _is_in(journey: Journey, subnet_id: str) -> bool:
    try:
        return journey.departure.subnet_id == subnet_id
    except Unanswered:
        return False
