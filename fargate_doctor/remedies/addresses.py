"""Addresses of the model that nothing holds yet, for interfaces that a remedy would bring."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.vpc import Subnet

_KEPT_BY_AWS_AT_THE_END = 1
_LOOKED_AT = 4096


def free_ipv4(snapshot: Snapshot, subnet: Subnet) -> str | None:
    """Return the highest address of a subnet that no interface of the case holds; AWS keeps the last one."""
    block = _block(subnet.cidr_block)
    if not isinstance(block, IPv4Network):
        return None
    last = int(block.broadcast_address) - _KEPT_BY_AWS_AT_THE_END
    first = max(int(block.network_address) + 4, last - _LOOKED_AT)
    candidates = (str(block[number - int(block.network_address)]) for number in range(last, first - 1, -1))
    return next((each for each in candidates if each not in snapshot.holders_of_address), None)


def some_ipv6(subnet: Subnet) -> str | None:
    """Return an address of a subnet's IPv6 block."""
    block = _block(subnet.ipv6_blocks[0]) if subnet.ipv6_blocks else None
    return str(block[0xFD0C]) if isinstance(block, IPv6Network) and block.num_addresses > 0xFD0C else None  # noqa: PLR2004 - any


def _block(written: str | None) -> IPv4Network | IPv6Network | None:
    try:
        return ip_network(written or "", strict=False)
    except ValueError:
        return None
