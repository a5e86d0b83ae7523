"""The private address at which a message shows that a destination was dialled.

Where a name led can then be told although no answer of AWS says it: to an endpoint that other VPCs share by a private
zone or by forwarded questions, or to a registry that is not on the internet.
https://docs.aws.amazon.com/whitepapers/latest/building-scalable-secure-multi-vpc-network-infrastructure/centralized-access-to-vpc-private-endpoints.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.paths.addresses import PUBLIC, blocks_in, number_of
from fargate_doctor.facts.paths.intervals import union
from fargate_doctor.facts.service_names import service_of
from fargate_doctor.model.evidence import Unanswered

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.addresses import Numbered
    from fargate_doctor.facts.paths.flow import IpVersion, Sender
    from fargate_doctor.facts.paths.hop import Walk
    from fargate_doctor.facts.paths.intervals import Intervals
    from fargate_doctor.facts.paths.topology import Topology
    from fargate_doctor.facts.symptom import Symptom

_OF_ONE_HOST: Final[dict[IpVersion, Intervals]] = {
    4: blocks_in(["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4"], 4),
    6: blocks_in(["::/8", "fe80::/10", "ff00::/8", "64:ff9b::/96"], 6),
}
"""Addresses that are not public either, and that no name of another host leads to."""


def dialled_instead(topology: Topology, sender: Sender, symptom: Symptom, host: str, walk: Walk) -> str | None:
    """Return the private address at which a host was dialled where the way to its name, `walk`, is not the way there.

    That is an address outside the sender's VPC, or one inside that a network interface holds while the name is not
    known to lead to an endpoint. None where the message names no such address.
    """
    message = symptom.message
    address = message.extracted.address if message else None
    dialled = number_of(address) if address else None
    named = message.extracted.host if message else None
    if dialled is None or dialled.version != walk.flow.ip_version or named is None or not _is_same(named, host):
        return None
    if dialled.number in PUBLIC[dialled.version] or dialled.number in _OF_ONE_HOST[dialled.version]:
        return None
    if dialled.number not in _own_addresses(topology, sender, dialled.version):
        return address
    endpoint = topology.snapshot.endpoints.by_id.get(walk.via)
    leads_there = endpoint is not None and endpoint.is_interface
    return address if not leads_there and _is_held(topology, sender, dialled) else None


def _is_same(named: str, host: str) -> bool:
    """Tell whether a message means this host; one AWS service may be asked by several names."""
    if named == host:
        return True
    one, other = service_of(named), service_of(host)
    if one is None or other is None or one.name == "s3":
        return False
    return (one.name, one.region) == (other.name, other.region)


def _own_addresses(topology: Topology, sender: Sender, version: IpVersion) -> Intervals:
    """Return the addresses of the sender's VPC as far as anything that was read tells them."""
    try:
        vpc_id = sender.vpc_id.require().value
    except Unanswered:
        return blocks_in([], version)
    vpc = topology.snapshot.vpcs.by_id.get(vpc_id)
    known: list[str] = []
    if vpc:
        known += vpc.ipv4_blocks if version == 4 else vpc.ipv6_blocks  # noqa: PLR2004 - IP version
    for subnet in topology.snapshot.subnets.seen_within(vpc_id):
        known += [subnet.cidr_block or ""] if version == 4 else subnet.ipv6_blocks  # noqa: PLR2004 - IP version
    tables = topology.snapshot.route_tables.seen_within(vpc_id)
    return union([blocks_in(known, version), *(topology.local_blocks(each, version) for each in tables)])


def _is_held(topology: Topology, sender: Sender, dialled: Numbered) -> bool:
    """Tell whether an interface holds an address that can be judged: one of an endpoint only where that was read."""
    try:
        vpc_id = sender.vpc_id.require().value
    except Unanswered:
        return False
    holder = topology.holder(vpc_id, dialled.version, dialled.number)
    if holder is None:
        return False
    return holder.interface_type != "vpc_endpoint" or topology.endpoint_of_interface(holder.identifier) is not None
