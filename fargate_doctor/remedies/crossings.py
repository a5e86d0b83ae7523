"""Which network ACLs a way crosses, in which direction, and what each must let through.

https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.paths.flow import NAT_EPHEMERAL_PORTS, TASK_EPHEMERAL_PORTS, Ports
from fargate_doctor.frozen import frozen
from fargate_doctor.remedies.far_end import FarEnd, far_end
from fargate_doctor.remedies.tables import EVERYWHERE, default_route

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.facts.need import NeedWalk
    from fargate_doctor.facts.paths.flow import IpVersion, Protocol
    from fargate_doctor.model.routing import NatGateway
    from fargate_doctor.remedies.standpoint import Standpoint


@frozen
class Crossing:
    """What the ACL of one subnet must let through: packets of one direction, to or from a block, on some ports."""

    subnet_id: str
    egress: bool
    block: str
    ports: Ports
    protocol: Protocol
    version: IpVersion


def crossings(standpoint: Standpoint, way: NeedWalk) -> Iterator[Crossing]:
    """Return every crossing of request and answer: at the task, at a NAT gateway, and at a far end inside the VPC.

    ACLs are not asked about what stays inside one subnet.
    """
    end, own, version = far_end(standpoint, way), standpoint.subnet_id, way.ip_version
    port = Ports(way.need.port, way.need.port)
    ephemeral = TASK_EPHEMERAL_PORTS
    if end.subnet_ids:
        for there in end.subnet_ids:
            if there != own:
                far, near = _block_of(standpoint, there, version), _block_of(standpoint, own, version)
                yield from _exchange(own, far, port, ephemeral, way)
                yield from _served(there, near, port, ephemeral, way)
        return
    yield from _exchange(own, end.block, port, ephemeral, way)
    nat = _nat_gateway(standpoint, end, version)
    if nat is not None and nat.subnet_id:
        yield from _exchange(nat.subnet_id, end.block, port, NAT_EPHEMERAL_PORTS, way)
        if nat.subnet_id != own:
            yield from _served(nat.subnet_id, _block_of(standpoint, own, version), port, ephemeral, way)


def _exchange(subnet: str, far: str, port: Ports, ephemeral: Ports, way: NeedWalk) -> Iterator[Crossing]:
    """Return what a subnet that asks must let through: its request out, the answer in."""
    protocol, version = way.need.protocol, way.ip_version
    yield Crossing(subnet, egress=True, block=far, ports=port, protocol=protocol, version=version)
    yield Crossing(subnet, egress=False, block=far, ports=ephemeral, protocol=protocol, version=version)


def _served(subnet: str, near: str, port: Ports, ephemeral: Ports, way: NeedWalk) -> Iterator[Crossing]:
    """Return what a subnet that is asked must let through: the task's request in, the answer out."""
    protocol, version = way.need.protocol, way.ip_version
    yield Crossing(subnet, egress=False, block=near, ports=port, protocol=protocol, version=version)
    yield Crossing(subnet, egress=True, block=near, ports=ephemeral, protocol=protocol, version=version)


def _block_of(standpoint: Standpoint, subnet_id: str, version: IpVersion) -> str:
    subnet = standpoint.snapshot.subnets.by_id.get(subnet_id)
    if subnet is None:
        return EVERYWHERE[version]
    if version == 4:  # noqa: PLR2004 - IP version
        return subnet.cidr_block or EVERYWHERE[4]
    return subnet.ipv6_blocks[0] if subnet.ipv6_blocks else EVERYWHERE[6]


def _nat_gateway(standpoint: Standpoint, end: FarEnd, version: IpVersion) -> NatGateway | None:
    """Return the NAT gateway behind the task's default route; what a prefix list covers goes to its endpoint."""
    route = default_route(standpoint.table, version)
    if route is None or end.prefix_list_id:
        return None
    return standpoint.snapshot.nat_gateways.by_id.get(route.target)
