"""Addresses that stand for others and lie to each other as the real ones do.

The addresses are a tree, one bit a level. The key decides at each fork whether its two branches change places, so
what had a common prefix still has one, and what lay in a network lies in the network that stands for it. Forks on the
way to a network that has to keep its place never change: private blocks, link-local space, AWS's own. Inside a VPC
nothing changes, so the offset of its resolver and of every host stays. The first fork that may change always does:
then no address stands for itself.
"""

from __future__ import annotations

import hmac
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING, Final

from fargate_doctor.case.redaction.networks import KEPT_APART

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.case.redaction.networks import Network, Networks

_NAT64 = ip_network("64:ff9b::/96")
_MAPPED = ip_network("::ffff:0:0/96")
_LOW_32_BITS: Final = 0xFFFFFFFF

_Fork = tuple[int, int, int]  # address version, bits before it, their value


class Addresses:
    """What stands for each address of one case under one key."""

    def __init__(self, key: bytes, networks: Networks) -> None:
        self._key = key
        self._fixed = frozenset(_forks_towards((*networks.unchanged, *KEPT_APART)))
        self._ends = frozenset(map(_fork_at, (*networks.unchanged, *networks.rigid)))
        self._turns: dict[_Fork, bool] = {}

    def address(self, words: str) -> str:
        """Return what stands for an address, or raise `ValueError`."""
        return str(self._replace(ip_address(words)))

    def network(self, words: str) -> str:
        """Return what stands for a network, its length kept; bits behind it that are not zero are kept apart."""
        address, _, length = words.partition("/")
        network = ip_network(words, strict=False)
        start = ip_address(address)
        if start == network.network_address:
            kept = network.max_prefixlen - network.prefixlen
            moved = int(self._replace(start)) >> kept << kept
            return f"{type(start)(moved)}/{length}"
        return f"{self._replace(start)}/{length}"

    def _replace(self, address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
        if isinstance(address, IPv6Address) and (address in _NAT64 or address in _MAPPED):
            inner = self._replace(IPv4Address(int(address) & _LOW_32_BITS))
            return IPv6Address(int(address) & ~_LOW_32_BITS | int(inner))
        return type(address)(self._turn(address.version, int(address), address.max_prefixlen))

    def _turn(self, version: int, value: int, bits: int) -> int:
        moved = value
        first = True
        for length in range(bits):
            fork = (version, length, value >> (bits - length))
            if fork in self._ends:
                break
            if fork in self._fixed:
                continue
            if first or self._turns_at(fork):
                moved ^= 1 << (bits - 1 - length)
            first = False
        return moved

    def _turns_at(self, fork: _Fork) -> bool:
        turns = self._turns.get(fork)
        if turns is None:
            version, length, value = fork
            digest = hmac.digest(self._key, f"address\0{version}/{length}/{value:x}".encode(), "sha256")
            turns = self._turns[fork] = bool(digest[0] & 1)
        return turns


def _forks_towards(networks: Iterable[Network]) -> Iterable[_Fork]:
    for network in networks:
        value = int(network.network_address)
        for length in range(network.prefixlen):
            yield network.version, length, value >> (network.max_prefixlen - length)


def _fork_at(network: Network) -> _Fork:
    value = int(network.network_address)
    return network.version, network.prefixlen, value >> (network.max_prefixlen - network.prefixlen)
