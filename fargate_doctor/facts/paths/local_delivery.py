"""Does a network interface inside the VPC, or inside a peered one, take it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.mount_targets import mount_target_interface
from fargate_doctor.facts.paths.acl_hops import Gate, from_source, gate_of
from fargate_doctor.facts.paths.addresses import address_words
from fargate_doctor.facts.paths.endpoint_policies import policy_of
from fargate_doctor.facts.paths.gateway_endpoints import not_available
from fargate_doctor.facts.paths.group_hops import entering
from fargate_doctor.facts.paths.ruling import Place, Ruling, leaves_open, passes
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.journey import Journey
    from fargate_doctor.facts.paths.traffic import Destination
    from fargate_doctor.model.vpc import NetworkInterface

_NO_HOLDER = Text(
    en="No network interface in the data holds {destination}.",
    es="Ninguna interfaz de red de los datos tiene {destination}.",
)
_NO_GROUPS = Text(
    en="{interface} holds {destination} and has no security group.",
    es="{interface} tiene {destination} y no tiene ningún grupo de seguridad.",
)


def deliver(journey: Journey, to: Destination, vpc_id: str) -> list[Ruling]:
    """Return what stands before one address of a VPC: its subnet's ACL, its groups, its endpoint's policy."""
    version = journey.traffic.version
    number = to.addresses.only
    holder = None if number is None else journey.topology.holder(vpc_id, version, number)
    if holder is None and number is not None:
        holder = mount_target_interface(journey.topology.snapshot, vpc_id, address_words(number, version))
    if holder is None:
        return [_nobody(journey, to)]
    return [
        *entering_subnet(journey, holder.subnet_id, holder.vpc_id or vpc_id, to),
        *_at_interface(journey, holder, to),
        *leaving_subnet(journey, holder.subnet_id, holder.vpc_id or vpc_id, to),
    ]


def entering_subnet(journey: Journey, subnet_id: str, vpc_id: str, to: Destination) -> list[Ruling]:
    """Return what the ACL of the far subnet says about the request; nothing inside one subnet."""
    if is_senders_subnet(journey, subnet_id):
        return []
    gate = gate_of(journey.topology, vpc_id, subnet_id, "request", egress=False)
    if isinstance(gate, Ruling):
        return [gate]
    source = journey.departure.source(journey.traffic.version)
    return [from_source(journey.topology, gate, journey.traffic, journey.traffic.request_ports, source, to)]


def leaving_subnet(journey: Journey, subnet_id: str, vpc_id: str, to: Destination) -> list[Ruling]:
    """Return what the ACL of the far subnet says about the answer; nothing inside one subnet."""
    if is_senders_subnet(journey, subnet_id):
        return []
    gate = gate_of(journey.topology, vpc_id, subnet_id, "answer", egress=True)
    if isinstance(gate, Ruling):
        return []
    gate = Gate(gate.rules, subnet_id, "answer", egress=True)
    source = journey.departure.source(journey.traffic.version)
    return [from_source(journey.topology, gate, journey.traffic, journey.traffic.answer_ports, source, to)]


def is_senders_subnet(journey: Journey, subnet_id: str) -> bool:
    """Tell whether a subnet is the sender's own; raises `Unanswered` where that is not known."""
    return journey.departure.subnet_id == subnet_id


def _at_interface(journey: Journey, holder: NetworkInterface, to: Destination) -> list[Ruling]:
    endpoint = journey.topology.endpoint_of_interface(holder.identifier)
    place = Place("destination", holder.identifier, "network-interface")
    evidence = journey.topology.cite(holder, "Groups")
    words = {"interface": holder.identifier, "destination": to.words}
    if not holder.group_ids:
        return [passes(place, _NO_GROUPS.fill(**words), evidence)]
    finding = finding_of(holder, is_endpoint=endpoint is not None)
    source = journey.departure.source(journey.traffic.version)
    rulings = [
        entering(
            journey.topology, place, holder.group_ids, holder.identifier, source, journey.traffic, to, finding=finding
        )
    ]
    if endpoint:
        unavailable = not_available(journey, endpoint, to)
        rulings += [unavailable] if unavailable else policy_of(journey, endpoint, to)
    return rulings


def finding_of(holder: NetworkInterface, *, is_endpoint: bool) -> str | None:
    """Return the finding that a refusal by the groups of an interface raises, if the contract has one."""
    if is_endpoint or holder.interface_type == "vpc_endpoint":
        return "endpoint.sg-blocked"
    is_mount_target = holder.interface_type == "efs" or holder.description.startswith("EFS mount target")
    return "efs.sg-blocked" if is_mount_target else None


def _nobody(journey: Journey, to: Destination) -> Ruling:
    interfaces = journey.topology.snapshot.network_interfaces
    missing = interfaces.missing
    number = to.addresses.only
    name = "" if number is None else address_words(number, journey.traffic.version)
    return leaves_open(
        Place("destination", name, "network-interface"), _NO_HOLDER.fill(destination=to.words), missing=missing
    )
