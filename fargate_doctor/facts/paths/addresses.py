"""Addresses and blocks as numbers, which of them are public, and sets of them in words.

What counts as public is the contract's list: AWS routes by prefix, so documentation and benchmark ranges are public.
"""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network, summarize_address_range
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from fargate_doctor.facts.paths.intervals import Intervals
from fargate_doctor.text import Text, enumeration, verbatim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.facts.paths.flow import IpVersion


class Block(NamedTuple):
    """A block of addresses as numbers."""

    version: IpVersion
    first: int
    last: int
    length: int


class Numbered(NamedTuple):
    """One address as a number."""

    version: IpVersion
    number: int


@lru_cache(maxsize=65536)
def block_of(cidr: str) -> Block | None:
    """Return a CIDR block as numbers; None for what is no block."""
    try:
        network = ip_network(cidr.strip(), strict=False)
    except ValueError:
        return None
    version: IpVersion = 4 if network.version == 4 else 6  # noqa: PLR2004 - IP versions
    return Block(version, int(network.network_address), int(network.broadcast_address), network.prefixlen)


@lru_cache(maxsize=65536)
def number_of(address: str) -> Numbered | None:
    """Return an address as a number; None for what is no address."""
    try:
        parsed = ip_address(address.strip())
    except ValueError:
        return None
    return Numbered(4 if parsed.version == 4 else 6, int(parsed))  # noqa: PLR2004 - IP versions


def blocks_in(cidrs: tuple[str, ...] | list[str], version: IpVersion) -> Intervals:
    """Return the addresses of one IP version that some blocks hold."""
    blocks = [block for cidr in cidrs if (block := block_of(cidr))]
    return Intervals.of((block.first, block.last) for block in blocks if block.version == version)


EVERYTHING: Final[dict[IpVersion, Intervals]] = {4: blocks_in(["0.0.0.0/0"], 4), 6: blocks_in(["::/0"], 6)}

_NOT_PUBLIC_IPV4: Final = (
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "224.0.0.0/4",
    "240.0.0.0/4",
)

PUBLIC: Final[dict[IpVersion, Intervals]] = {
    4: EVERYTHING[4] - blocks_in(_NOT_PUBLIC_IPV4, 4),
    6: blocks_in(["2000::/3"], 6),
}

NAT64: Final = Block(6, int(IPv6Address("64:ff9b::")), int(IPv6Address("64:ff9b::ffff:ffff")), 96)
"""https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html"""


def address_words(number: int, version: IpVersion) -> str:
    """Return an address as people write it."""
    return str(IPv4Address(number) if version == 4 else IPv6Address(number))  # noqa: PLR2004 - IP versions


@lru_cache(maxsize=4096)
def set_words(addresses: Intervals, version: IpVersion) -> Text:
    """Return a set of addresses as a short list of blocks."""
    blocks = list(islice(_blocks(addresses, version), 40))
    return enumeration(blocks, at_most=4)


@lru_cache(maxsize=4096)
def part_words(part: Intervals, whole: Intervals, version: IpVersion) -> Text:
    """Return which part of a set is meant, by what it holds or by what it leaves out, whichever is shorter."""
    rest = whole - part
    if rest and len(rest.spans) < len(part.spans):
        outside = set_words(rest, version)
        return Text(en="everything but {rest}", es="todo excepto {rest}").fill(rest=outside)
    return set_words(part, version)


def ports_words(ports: Intervals) -> Text:
    """Return ports as a short list of ranges."""
    ranges = [str(first) if first == last else f"{first}–{last}" for first, last in ports.spans]  # noqa: RUF001
    return enumeration(ranges, at_most=4) if ranges else verbatim("")


def _blocks(addresses: Intervals, version: IpVersion) -> Iterator[str]:
    kind = IPv4Address if version == 4 else IPv6Address  # noqa: PLR2004 - IP versions
    for first, last in addresses.spans:
        for network in summarize_address_range(kind(first), kind(last)):
            yield str(network.network_address) if network.num_addresses == 1 else str(network)
