"""Which networks of a case have to keep their place, and inside which the offset has to stay."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import TYPE_CHECKING, Any, Final

from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.case.model import Case, JsonObject

Network = IPv4Network | IPv6Network

UNCHANGED: Final = tuple(
    ip_network(network)
    for network in (
        "0.0.0.0/8",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "::/8",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "fd00:ec2::/32",
        "fe80::/10",
        "ff00::/8",
        # resolvers that anybody may use
        "1.0.0.1/32",
        "1.1.1.1/32",
        "8.8.4.4/32",
        "8.8.8.8/32",
        "9.9.9.9/32",
        "149.112.112.112/32",
        "208.67.220.220/32",
        "208.67.222.222/32",
        "2001:4860:4860::8844/128",
        "2001:4860:4860::8888/128",
        "2606:4700:4700::1001/128",
        "2606:4700:4700::1111/128",
        "2620:fe::fe/128",
    )
)

KEPT_APART: Final = tuple(
    ip_network(network)
    for network in (
        "10.0.0.0/8",
        "100.64.0.0/10",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "2000::/3",
        "fc00::/7",
    )
)

_WITH_OFFSETS: Final = ("ec2:DescribeVpcs", "ec2:DescribeSubnets", "ec2:DescribeVpcPeeringConnections")
_BLOCK_KEYS: Final = frozenset({"CidrBlock", "Ipv6CidrBlock"})


@frozen
class Networks:
    """`unchanged` stay where they are; `rigid` may move as a whole, but not inside."""

    unchanged: tuple[Network, ...] = UNCHANGED
    rigid: tuple[Network, ...] = ()


def networks_of(case: Case) -> Networks:
    """Return the networks of a case: its VPCs are rigid, AWS's own prefix lists are public knowledge."""
    blocks = (
        block
        for operation in _WITH_OFFSETS
        for record in case.records.get(operation, ())
        for block in _strings_at(_BLOCK_KEYS, record.answer)
    )
    return Networks(
        unchanged=(*UNCHANGED, *_parsed(_blocks_of_aws(case))),
        rigid=tuple(_parsed(blocks)),
    )


def _blocks_of_aws(case: Case) -> Iterator[str]:
    for record in case.records.get("ec2:DescribePrefixLists", ()):
        yield from _strings_at(frozenset({"Cidrs"}), record.answer)
    lists = {
        each["PrefixListId"]: each.get("OwnerId")
        for record in case.records.get("ec2:DescribeManagedPrefixLists", ())
        for each in _objects(record.answer.get("PrefixLists"))
        if isinstance(each.get("PrefixListId"), str)
    }
    for record in case.records.get("ec2:GetManagedPrefixListEntries", ()):
        asked = (record.request or {}).get("PrefixListId")
        owners = {lists.get(asked)} if isinstance(asked, str) else set(lists.values())
        if owners == {"AWS"}:
            yield from _strings_at(frozenset({"Cidr"}), record.answer)


def _objects(value: object) -> list[JsonObject]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _strings_at(keys: frozenset[str], value: Any, key: str = "") -> Iterator[str]:  # noqa: ANN401 - any JSON value
    if isinstance(value, dict):
        for name, member in value.items():
            yield from _strings_at(keys, member, name)
    elif isinstance(value, list):
        for item in value:
            yield from _strings_at(keys, item, key)
    elif isinstance(value, str) and key in keys:
        yield value


def _parsed(blocks: Iterator[str]) -> Iterator[Network]:
    for block in dict.fromkeys(blocks):
        try:
            network = ip_network(block, strict=False)
        except ValueError:
            continue
        if network.prefixlen:
            yield network
