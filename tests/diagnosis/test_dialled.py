"""The address that a message names tells which part of a split way the packet took."""

from __future__ import annotations

import pytest

from tests.remedies.account import Account, interface_endpoint
from tests.remedies.names import PRIVATE_TABLE

_DIALLED = (
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable "
    "to retrieve ecr registry auth: service call has been retried 3 time(s): RequestError: send request failed caused "
    'by: Post "https://api.ecr.eu-west-1.amazonaws.com/": dial tcp {address}:443: i/o timeout'
)


def split(first: str, second: str, *, reason: str) -> Account:
    """Return an account whose default route comes in two halves, each `nat`, or a dead one."""
    account = Account(task={"stoppedReason": reason})
    table = account.table(PRIVATE_TABLE)
    default = next(each for each in table["Routes"] if each.get("DestinationCidrBlock") == "0.0.0.0/0")
    table["Routes"].remove(default)
    for block, leads in (("0.0.0.0/1", first), ("128.0.0.0/1", second)):
        dead = {"NatGatewayId": "nat-0gone", "State": "blackhole"} if leads == "dead" else {}
        table["Routes"].append({**default, "DestinationCidrBlock": block, **dead})
    return account


@pytest.mark.parametrize(
    ("address", "level", "confidence"),
    [
        ("52.1.2.3", "root_cause", "certain"),
        ("200.1.2.3", "contributing", "possible"),
        ("126.255.255.254", "root_cause", "certain"),
        ("128.0.0.1", "contributing", "possible"),
    ],
)
def test_the_address_decides_about_a_dead_half(address: str, level: str, confidence: str) -> None:
    """What was dialled inside the dead half died there; what was dialled outside did not."""
    finding = split("dead", "nat", reason=_DIALLED.format(address=address)).finding("route.blackhole")

    assert (finding.level, finding.confidence) == (level, confidence)


def test_without_an_address_a_dead_half_is_possible() -> None:
    """A message that names no address may be about either half."""
    said = _DIALLED.format(address="52.1.2.3").replace("dial tcp 52.1.2.3:443", "dial tcp")

    finding = split("dead", "nat", reason=said).finding("route.blackhole")

    assert (finding.level, finding.confidence) == ("root_cause", "possible")


@pytest.mark.parametrize(("address", "cause"), [("52.1.2.3", "route.blackhole"), ("200.1.2.3", "nat.not-available")])
def test_two_broken_halves_are_told_apart(address: str, cause: str) -> None:
    """Where each half is broken in its own way, only the one that was dialled explains the message."""
    account = split("dead", "nat", reason=_DIALLED.format(address=address))
    for gateway in account.answers["ec2:DescribeNatGateways"]["NatGateways"]:
        gateway["State"] = "failed"

    levels = {each.id: each.level for each in account.diagnosis().findings}

    broken = {"route.blackhole", "nat.not-available"}
    assert levels[cause] == "root_cause"
    assert {levels[each] for each in broken - {cause}} == {"contributing"}


@pytest.mark.parametrize(
    ("address", "level", "confidence"),
    [("52.1.2.3", "root_cause", "certain"), ("10.0.2.7", "contributing", "likely")],
)
def test_a_private_address_was_no_packet_for_a_route_to_the_internet(address: str, level: str, confidence: str) -> None:
    """Who dialled an endpoint did not meet the missing route, which would stop the next launch all the same."""
    account = Account(task={"stoppedReason": _DIALLED.format(address=address)})
    account.set_default(PRIVATE_TABLE)

    finding = account.finding("route.none")

    assert (finding.level, finding.confidence) == (level, confidence)


@pytest.mark.parametrize(("address", "confidence"), [("52.1.2.3", "likely"), ("10.0.2.7", "certain")])
def test_a_public_address_makes_an_endpoint_less_sure(address: str, confidence: str) -> None:
    """The name leads to the endpoint now; what was dialled says that it may not have done so then."""
    account = Account(task={"stoppedReason": _DIALLED.format(address=address)})
    account.set_endpoints(interface_endpoint("ecr.api", State="failed"))

    finding = account.finding("endpoint.not-available")

    assert (finding.level, finding.confidence) == ("root_cause", confidence)
