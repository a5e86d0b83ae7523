from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fargate_doctor.case.model import Case, Record
from fargate_doctor.case.redaction.addresses import Addresses
from fargate_doctor.case.redaction.networks import Networks, networks_of

VPC = ip_network("10.7.0.0/16")
SIX = ip_network("2a05:d018:1:2300::/56")
S3 = ip_network("52.218.0.0/17")

KEYS = st.binary(min_size=16, max_size=32)
IPV4 = st.integers(0, 2**32 - 1).map(IPv4Address)
IPV6 = st.one_of(
    st.integers(0, 2**128 - 1).map(IPv6Address),
    st.integers(0, 2**64 - 1).map(lambda low: SIX[0] + low),
    st.integers(0, 2**121 - 1).map(lambda low: ip_address("fc00::") + low),
)
PRIVATE = tuple(map(ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7")))
SPECIAL = tuple(
    map(
        ip_network,
        (
            "0.0.0.0/8",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "fe80::/10",
            "ff00::/8",
            "::1/128",
        ),
    )
)


def _addresses(key: bytes) -> Addresses:
    networks = Networks()
    return Addresses(key, Networks(unchanged=(*networks.unchanged, S3), rigid=(VPC, SIX)))


def _common_bits(one: IPv4Address | IPv6Address, other: IPv4Address | IPv6Address) -> int:
    return one.max_prefixlen - (int(one) ^ int(other)).bit_length()


def _class_of(words: str) -> list[bool]:
    address = ip_address(words)
    return [address in network for network in (*PRIVATE, *SPECIAL)]


@given(KEYS, st.one_of(st.tuples(IPV4, IPV4), st.tuples(IPV6, IPV6)))
def test_a_common_prefix_stays_as_long_as_it_was(
    key: bytes, pair: tuple[IPv4Address, IPv4Address] | tuple[IPv6Address, IPv6Address]
) -> None:
    """Two addresses share as many leading bits as before, whatever they are."""
    addresses = _addresses(key)
    one, other = pair

    moved = [ip_address(addresses.address(str(each))) for each in (one, other)]

    assert _common_bits(moved[0], moved[1]) == _common_bits(one, other)


@given(KEYS, IPV4, st.lists(st.tuples(IPV4, st.integers(0, 32)), min_size=1, max_size=12))
def test_the_longest_prefix_that_matches_stays_the_same(
    key: bytes, address: IPv4Address, blocks: list[tuple[IPv4Address, int]]
) -> None:
    """A route table sends an address the same way before and after."""
    addresses = _addresses(key)
    routes = [ip_network((int(start), length), strict=False) for start, length in blocks]
    routes.append(ip_network((int(address), blocks[0][1]), strict=False))

    moved = [ip_network(addresses.network(str(route))) for route in routes]
    target = ip_address(addresses.address(str(address)))

    assert [target in route for route in moved] == [address in route for route in routes]
    assert [route.prefixlen for route in moved] == [route.prefixlen for route in routes]


@given(KEYS, st.one_of(IPV4, IPV6))
def test_private_stays_private_and_public_public(key: bytes, address: IPv4Address | IPv6Address) -> None:
    """Each address stays in its block of private, shared, link-local or public space."""
    assert _class_of(_addresses(key).address(str(address))) == _class_of(str(address))


@given(KEYS, st.integers(0, 2**16 - 1))
def test_the_offset_in_a_vpc_stays(key: bytes, offset: int) -> None:
    """The resolver of a VPC is its second address before and after."""
    addresses = _addresses(key)

    moved = ip_network(addresses.network(str(VPC)))

    assert ip_address(addresses.address(str(VPC[offset]))) == moved[offset]
    assert moved != VPC


@given(KEYS, st.integers(0, 2**64 - 1))
def test_the_offset_in_an_ipv6_block_stays(key: bytes, offset: int) -> None:
    """A subnet keeps its number in the block of its VPC."""
    addresses = _addresses(key)

    moved = ip_network(addresses.network(str(SIX)))

    assert ip_address(addresses.address(str(SIX[0] + offset))) == moved[0] + offset


@given(KEYS, IPV4)
def test_no_address_of_a_customer_stands_for_itself(key: bytes, address: IPv4Address) -> None:
    """Only what is the same for everybody stays."""
    same = _addresses(key).address(str(address)) == str(address)
    well_known = {"1.0.0.1", "1.1.1.1", "8.8.4.4", "8.8.8.8", "9.9.9.9", "149.112.112.112"}

    assert not same or address in S3 or any(address in each for each in SPECIAL) or str(address) in well_known


@pytest.mark.parametrize(
    "words",
    ["0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "::/0", "10.0.0.0/8", "172.16.0.0/12", "169.254.169.253/32", str(S3)],
)
def test_networks_that_everybody_has_stay(words: str) -> None:
    """Default routes, whole private blocks and AWS's own prefix lists are no secret."""
    assert _addresses(b"key").network(words) == words


@pytest.mark.parametrize(
    "words", ["8.8.8.8", "169.254.169.253", "169.254.170.2", "127.0.0.1", "::1", "fd00:ec2::253", "fe80::1", "::"]
)
def test_addresses_that_everybody_has_stay(words: str) -> None:
    """Resolvers and metadata services have the same address in every account."""
    assert _addresses(b"key").address(words) == words


def test_an_address_behind_nat64_stays_behind_it() -> None:
    """The last 32 bits stand for the IPv4 address that they hold."""
    addresses = _addresses(b"key")

    moved = IPv6Address(addresses.address("64:ff9b::203.0.113.9"))

    assert moved in ip_network("64:ff9b::/96")
    assert str(IPv4Address(int(moved) & 0xFFFFFFFF)) == addresses.address("203.0.113.9")


def test_host_bits_that_are_not_zero_are_kept_apart_from_the_length() -> None:
    """A rule written as 10.7.3.4/16 still covers the VPC."""
    addresses = _addresses(b"key")

    assert ip_network(addresses.network("10.7.3.4/16"), strict=False) == ip_network(addresses.network("10.7.0.0/16"))


def test_the_networks_of_a_case_are_found() -> None:
    """VPCs and subnets are rigid; lists of AWS are unchanged, a customer's own list is not."""
    case = Case(
        records={
            "ec2:DescribeVpcs": (Record(answer={"Vpcs": [{"CidrBlock": "10.7.0.0/16", "VpcId": "vpc-1"}]}),),
            "ec2:DescribeSubnets": (
                Record(answer={"Subnets": [{"Ipv6CidrBlockAssociationSet": [{"Ipv6CidrBlock": "2a05::/64"}]}]}),
            ),
            "ec2:DescribeManagedPrefixLists": (
                Record(
                    answer={
                        "PrefixLists": [
                            {"PrefixListId": "pl-1", "OwnerId": "AWS"},
                            {"PrefixListId": "pl-2", "OwnerId": "111122223333"},
                        ]
                    }
                ),
            ),
            "ec2:GetManagedPrefixListEntries": (
                Record(request={"PrefixListId": "pl-1"}, answer={"Entries": [{"Cidr": "52.218.0.0/17"}]}),
                Record(request={"PrefixListId": "pl-2"}, answer={"Entries": [{"Cidr": "203.0.113.0/24"}]}),
                Record(answer={"Entries": [{"Cidr": "198.51.100.0/24"}]}),
            ),
            "ec2:DescribePrefixLists": (Record(answer={"PrefixLists": [{"Cidrs": ["3.5.0.0/19", "nonsense"]}]}),),
        }
    )

    networks = networks_of(case)

    assert set(map(str, networks.rigid)) == {"10.7.0.0/16", "2a05::/64"}
    assert {str(each) for each in networks.unchanged[-2:]} == {"3.5.0.0/19", "52.218.0.0/17"}
