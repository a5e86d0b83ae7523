"""Who can be asked about: a network interface of the case, by its id or by one of its addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.errors import UsageError
from fargate_doctor.facts.fact import Known
from fargate_doctor.facts.paths.addresses import address_words, number_of
from fargate_doctor.facts.paths.flow import Sender
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.vpc import NetworkInterface

_NOT_THERE = Text(
    en="No network interface of this case is, or has, {name}.",
    es="Ninguna interfaz de red de este caso es {name} ni tiene esa dirección.",
)
_SEVERAL = Text(
    en="{count} network interfaces of this case have the address {name}.",
    es="{count} interfaces de red de este caso tienen la dirección {name}.",
)
_NAME_ONE = Text(
    en="Name a network interface (eni-…), a task, or one of their addresses that the case holds.",
    es="Indique una interfaz de red (eni-…), una tarea o una de sus direcciones que esté en el caso.",
)


class UnknownSender(UsageError):
    """The sender is not in the case, or more than one could be meant."""


def sender_of_interface(interface: NetworkInterface) -> Sender:
    """Return a network interface that is there as the sender of a flow."""
    ipv4 = interface.private_ip_address
    ipv6 = next((each.ipv6_address for each in interface.ipv6_addresses if each.ipv6_address), None)
    return Sender(
        name=interface.identifier,
        vpc_id=Known(interface.vpc_id, (interface.cite("VpcId"),)),
        subnet_id=Known(interface.subnet_id, (interface.cite("SubnetId"),)),
        group_ids=Known(interface.group_ids, (interface.cite("Groups"),)),
        private_ipv4=Known(ipv4, (interface.cite("PrivateIpAddress"),)),
        ipv6=Known(ipv6, (interface.cite("Ipv6Addresses"),)),
        has_public_ipv4=Known(interface.public_ip is not None, (interface.cite("Association"),)),
    )


def sender_for(snapshot: Snapshot, name: str) -> Sender:
    """Return the sender that a network interface id or one of its addresses names."""
    return sender_of_interface(interface_for(snapshot, name))


def interface_for(snapshot: Snapshot, name: str) -> NetworkInterface:
    """Return the network interface that an id or an address names; raises `UnknownSender` for none and for several."""
    wanted = name.strip().removeprefix("[").removesuffix("]")
    by_id = snapshot.network_interfaces.by_id.get(wanted)
    if by_id:
        return by_id
    numbered = number_of(wanted)
    usual = address_words(numbered.number, numbered.version) if numbered else wanted
    holders = snapshot.interfaces_of_address.get(usual) or snapshot.interfaces_of_address.get(wanted, ())
    if len(holders) == 1:
        return holders[0]
    shown = printable(name.strip())
    happened = _SEVERAL.fill(count=len(holders), name=shown) if holders else _NOT_THERE.fill(name=shown)
    raise UnknownSender(happened, _NAME_ONE)
