"""Is the appliance that a route leads to known to drop what is sent through it?

What software does on it cannot be seen; that the network drops its packets can.
https://docs.aws.amazon.com/vpc/latest/userguide/work-with-nat-instances.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.paths.addresses import PUBLIC
from fargate_doctor.facts.paths.branches import branches
from fargate_doctor.facts.paths.group_hops import entering
from fargate_doctor.facts.paths.local_delivery import entering_subnet, leaving_subnet
from fargate_doctor.facts.paths.opaque_hops import opaque
from fargate_doctor.facts.paths.ruling import Place, Ruling, refuses
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.branches import Branch
    from fargate_doctor.facts.paths.journey import Journey
    from fargate_doctor.model.vpc import NetworkInterface

_CHECKED = Text(
    en="{interface} has its source/destination check on, so it drops packets that are not meant for it.",
    es="{interface} tiene activada la comprobación de origen/destino, así que descarta lo que no va dirigido a ella.",
)
_NO_PUBLIC_ADDRESS = Text(
    en="{interface} has no public IPv4 address and its subnet leads to {gateway}, which translates nothing else.",
    es="{interface} no tiene dirección IPv4 pública y su subred lleva a {gateway}, que no traduce ninguna otra.",
)
_NO_ROUTE = Text(
    en="{table}, the table of the subnet of {interface}, has no working route to {destination}.",
    es="{table}, la tabla de la subred de {interface}, no tiene ruta que funcione hacia {destination}.",
)


def through_appliance(journey: Journey, branch: Branch) -> list[Ruling]:
    """Return what certainly stops packets at an instance or interface; that it forwards them is never certain."""
    journey.journal.took(branch.target)
    interface = _interface(journey, branch.target)
    if interface is None or journey.traffic.version == 6:  # noqa: PLR2004 - IP version
        return [opaque(branch.target, *branch.evidence)]
    rulings = [opaque(branch.target, *branch.evidence), *_checked(journey, interface, branch)]
    rulings += entering_subnet(journey, interface.subnet_id, interface.vpc_id, branch.to)
    rulings += _entering(journey, interface, branch)
    rulings += leaving_subnet(journey, interface.subnet_id, interface.vpc_id, branch.to)
    rulings += _onward(journey, interface, branch)
    return [each for each in rulings if each.hop.verdict != "pass"]


def _interface(journey: Journey, target: str) -> NetworkInterface | None:
    if target.startswith("eni-"):
        return journey.topology.snapshot.network_interfaces.by_id.get(target)
    interfaces = journey.topology.interfaces_of_instance(target)
    return interfaces[0] if len(interfaces) == 1 else None


def _checked(journey: Journey, interface: NetworkInterface, branch: Branch) -> list[Ruling]:
    if interface.source_dest_check is not True:
        return []
    evidence = journey.topology.cite(interface, "SourceDestCheck")
    because = _CHECKED.fill(interface=interface.identifier)
    return [refuses(_place(interface), branch.to.addresses, because, evidence)]


def _entering(journey: Journey, interface: NetworkInterface, branch: Branch) -> list[Ruling]:
    if not interface.group_ids:
        return []
    source = journey.departure.source(journey.traffic.version)
    name = interface.identifier
    return [
        entering(
            journey.topology,
            _place(interface),
            interface.group_ids,
            name,
            source,
            journey.traffic,
            branch.to,
            finding=None,
        )
    ]


def _onward(journey: Journey, interface: NetworkInterface, branch: Branch) -> list[Ruling]:
    if not PUBLIC[journey.traffic.version].covers(branch.to.addresses):
        return []
    try:
        table = journey.topology.effective_table(interface.vpc_id, interface.subnet_id)
    except Unanswered:
        return []
    rulings: list[Ruling] = []
    for onward in branches(journey.topology, table, journey.traffic, branch.to):
        words = {"interface": interface.identifier, "gateway": onward.target, "table": table.identifier}
        if onward.ruling is None or onward.ruling.refused:
            because = _NO_ROUTE.fill(destination=branch.to.words, **words)
            evidence = journey.topology.cite(table, "Routes")
            rulings.append(refuses(_place(interface), onward.to.addresses, because, evidence))
        elif onward.target.startswith("igw-") and interface.public_ip is None:
            evidence = journey.topology.cite(interface, "Association")
            because = _NO_PUBLIC_ADDRESS.fill(**words)
            rulings.append(refuses(_place(interface), onward.to.addresses, because, evidence, *onward.evidence))
    return rulings


def _place(interface: NetworkInterface) -> Place:
    return Place("appliance", interface.identifier, "network-interface")
