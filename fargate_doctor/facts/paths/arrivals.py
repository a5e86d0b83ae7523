"""Does a network interface of the case take what comes to its public address?

Its groups and its subnet's ACL see the sender's public address, which the case tells only for NAT gateways.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.paths.acl_hops import Gate, from_source, gate_of
from fargate_doctor.facts.paths.addresses import PUBLIC, number_of
from fargate_doctor.facts.paths.group_hops import entering
from fargate_doctor.facts.paths.intervals import Intervals
from fargate_doctor.facts.paths.ruling import Place, Ruling
from fargate_doctor.facts.paths.traffic import Source

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.journey import Journey
    from fargate_doctor.facts.paths.traffic import Destination
    from fargate_doctor.model.routing import NatGateway
    from fargate_doctor.model.vpc import NetworkInterface


def arrive_from_internet(journey: Journey, to: Destination, nat: NatGateway | None = None) -> list[Ruling]:
    """Return what stands before a public address that an interface of the case has; nothing for any other."""
    number = to.addresses.only
    if number is None or journey.traffic.version != 4:  # noqa: PLR2004 - IP version
        return []
    holder = journey.topology.holder_of_public(number)
    if holder is None:
        return []
    if nat:
        journey = journey.with_traffic(journey.traffic.behind_nat())
    source = _source(journey, nat)
    return [*_acl(journey, holder, to, source), *_groups(journey, holder, to, source)]


def _source(journey: Journey, nat: NatGateway | None) -> Source:
    known = [number_of(each.public_ip) for each in nat.nat_gateway_addresses if each.public_ip] if nat else []
    senders = Intervals.of((each.number, each.number) for each in known if each)
    if senders:
        return Source(senders, frozenset())
    return Source(PUBLIC[4], frozenset(), journey.topology.snapshot.network_interfaces.missing)


def _groups(journey: Journey, holder: NetworkInterface, to: Destination, source: Source) -> list[Ruling]:
    if not holder.group_ids:
        return []
    place = Place("destination", holder.identifier, "network-interface")
    name, traffic = holder.identifier, journey.traffic
    return [entering(journey.topology, place, holder.group_ids, name, source, traffic, to, finding=None)]


def _acl(journey: Journey, holder: NetworkInterface, to: Destination, source: Source) -> list[Ruling]:
    gate = gate_of(journey.topology, holder.vpc_id, holder.subnet_id, "request", egress=False)
    if isinstance(gate, Ruling):
        return [gate]
    back = Gate(gate.rules, gate.subnet_id, "answer", egress=True)
    traffic = journey.traffic
    return [
        from_source(journey.topology, gate, traffic, traffic.request_ports, source, to),
        from_source(journey.topology, back, traffic, traffic.answer_ports, source, to),
    ]
