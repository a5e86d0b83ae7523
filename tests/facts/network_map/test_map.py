from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fargate_doctor.doctor import diagnose_task
from fargate_doctor.facts.network_map.mapping import map_of
from fargate_doctor.facts.network_map.stations import stations_of
from fargate_doctor.model.snapshot import Snapshot
from tests.account import messages, networks
from tests.account.account import Account

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.diagnosis.model import Diagnosis
    from fargate_doctor.facts.network_map.model import NetworkMap

PEERING = "pcx-0a1b2c3d4e5f60718"
TRANSIT = "tgw-0a1b2c3d4e5f60718"
INTERFACE = "eni-0a1b2c3d4e5f60718"


def stopped(account: Account, network: networks.Network, subnet: JsonObject | None = None) -> Diagnosis:
    """Return the diagnosis of a task that stopped in a network."""
    service = account.add_service(account.add_definition(), network.task_subnets, [network.group], failed=2)
    account.add_stopped(service, subnet or network.task_subnets[0], messages.login_timed_out(account))
    return diagnose_task(Snapshot.of(account.case()), proves=False)


def mapped(account: Account, network: networks.Network, subnet: JsonObject | None = None) -> NetworkMap:
    """Return the map of that task."""
    facts = stopped(account, network, subnet).facts
    assert facts
    return map_of(facts)


@pytest.mark.parametrize(
    ("build", "reaches"),
    [
        (networks.private_with_nat, {"private", "public"}),
        (networks.private_without_route, {"isolated", "public"}),
        (networks.public, {"public", "isolated"}),
        (networks.isolated, {"isolated"}),
    ],
)
def test_a_subnet_is_named_by_where_its_table_leads(
    build: Callable[[Account], networks.Network], reaches: set[str]
) -> None:
    """Public to an internet gateway, private elsewhere outside, isolated nowhere outside."""
    account = Account()
    network = mapped(account, build(account))

    assert {each.reach for each in network.subnets} == reaches


def test_the_main_table_serves_a_subnet_without_one_of_its_own() -> None:
    """A subnet that nobody associated is what the main table makes it."""
    account = Account()
    network = networks.private_with_nat(account)
    lost = account.add_subnet(network.vpc, "lost", "10.20.99.0/24")
    shown = mapped(account, network)

    found = next(each for each in shown.subnets if each.place.id == lost["SubnetId"])
    assert found.reach == "isolated"
    assert "main table" in next(each for each in found.holds if each.kind == "route-table").words.en


@pytest.mark.parametrize("place", [0, 1])
def test_the_zone_and_the_subnet_of_the_task_come_first(place: int) -> None:
    """Whatever the zones are called."""
    account = Account()
    network = networks.private_with_nat(account)
    home = network.task_subnets[place]
    shown = mapped(account, network, home)

    assert shown.zones[0].has_task
    assert shown.zones[0].place.id == home["AvailabilityZone"]
    assert shown.zones[0].subnets[0].place.id == home["SubnetId"]
    assert shown.zones[0].subnets[0].holds[0].kind == "task"


@pytest.mark.parametrize(
    ("operation", "kind"),
    [
        ("ec2:DescribeRouteTables", "route-table"),
        ("ec2:DescribeNetworkAcls", "network-acl"),
        ("ec2:DescribeSecurityGroups", "security-group"),
    ],
)
def test_what_was_refused_is_unknown_and_not_absent(operation: str, kind: str) -> None:
    """Each stands in its place with the call that would show it."""
    account = Account(refused={operation})
    shown = mapped(account, networks.private_with_nat(account))

    unread = [each for each in shown if each.kind == kind]
    assert unread
    assert {each.standing for each in unread} == {"unknown"}
    assert {each.operation for place in unread for each in place.missing} == {operation}


@pytest.mark.parametrize(
    ("operation", "key"),
    [
        ("ec2:DescribeNatGateways", "unread:nat_gateways"),
        ("ec2:DescribeVpcEndpoints", "unread:endpoints"),
        ("ec2:DescribeInternetGateways", "unread:internet_gateways"),
    ],
)
def test_a_listing_that_was_refused_is_a_place_of_its_own(operation: str, key: str) -> None:
    """Nobody may read an empty map as an empty VPC; its route still shows what it leads to."""
    account = Account(refused={operation})
    shown = mapped(account, networks.private_with_nat(account))

    place = shown.place(key)
    assert place
    assert place.standing == "unknown"
    assert place.missing[0].operation == operation


def test_a_target_that_is_gone_is_broken() -> None:
    """The NAT gateway was deleted; its route and its absence stand on the map."""
    account = Account()
    network = networks.private_with_nat(account)
    account.held["ec2:DescribeNatGateways"].clear()
    account.held["ec2:DescribeNetworkInterfaces"].clear()
    network.task_table["Routes"][-1]["State"] = "blackhole"
    shown = mapped(account, network)

    gone = next(each for each in shown.doors if each.kind == "nat-gateway")
    table = next(each for each in shown.zones[0].subnets[0].holds if each.kind == "route-table")
    assert gone.standing == "fail"
    assert "does not exist" in gone.words.en
    assert table.standing == "fail"
    assert any("blackhole" in each.en for each in table.more)


@pytest.mark.parametrize(
    ("target", "kind"), [(PEERING, "peering"), (TRANSIT, "transit-gateway"), (INTERFACE, "other-target")]
)
def test_whatever_a_route_leads_to_is_a_door(target: str, kind: str) -> None:
    """A peering, a transit gateway and an appliance stand at the edge, and never as working unless it was read."""
    account = Account()
    network = networks.private_with_nat(account)
    account.add_route(network.task_table, "192.168.0.0/16", target)
    shown = mapped(account, network)

    door = next(each for each in shown.doors if each.id == target)
    assert door.kind == kind
    assert door.standing != "pass"


def test_a_nat_gateway_lies_in_its_subnet() -> None:
    """Not at the edge of the VPC."""
    account = Account()
    network = networks.private_with_nat(account)
    shown = mapped(account, network)

    assert network.nat
    inside = [each.id for subnet in shown.subnets for each in subnet.holds]
    assert network.nat["NatGatewayId"] in inside
    assert network.nat["NatGatewayId"] not in [each.id for each in shown.doors]


def test_every_place_has_a_key_of_its_own() -> None:
    """The default ACL serves every subnet and is still told apart by subnet."""
    account = Account()
    network = networks.private_with_nat(account, ipv6=True, s3_endpoint=True)
    networks.add_endpoints(account, network, networks.START_UP)
    keys = [each.key for each in mapped(account, network)]

    assert len(keys) == len(set(keys))


def test_a_way_is_followed_from_the_task_to_the_door() -> None:
    """The stops are numbered as a packet meets them, and the NAT gateway's own subnet is entered."""
    account = Account()
    diagnosis = stopped(account, networks.private_with_nat(account))
    assert diagnosis.facts
    network = map_of(diagnosis.facts)
    stations = stations_of(network, diagnosis.walks[0])

    kinds = [place.kind for each in stations if (place := network.place(each.key))]
    home, nat = network.zones[0].subnets[0], next(each for each in network.subnets if each.reach == "public")
    assert [each.number for each in stations] == list(range(1, len(stations) + 1))
    assert kinds[0] == "task"
    assert kinds[-1] == "internet-gateway"
    assert {f"{home.place.key}/table", f"{nat.place.key}/table"} <= {each.key for each in stations}
    assert not any(each.is_broken for each in stations)


def test_a_way_ends_where_it_breaks() -> None:
    """One stop is the broken one."""
    account = Account()
    diagnosis = stopped(account, networks.private_without_route(account))
    assert diagnosis.facts
    network = map_of(diagnosis.facts)
    way = next(each for each in diagnosis.walks if each.verdict == "fail")
    broken = [each for each in stations_of(network, way) if each.is_broken]

    assert [each.key for each in broken] == [f"{network.zones[0].subnets[0].place.key}/table"]


def test_a_way_that_is_open_says_where_first() -> None:
    """Where nothing fails for certain, the first doubt is marked, and nothing is broken."""
    account = Account(refused={"ec2:DescribeRouteTables"})
    diagnosis = stopped(account, networks.private_with_nat(account))
    assert diagnosis.facts
    network = map_of(diagnosis.facts)
    stations = stations_of(network, diagnosis.walks[0])

    assert sum(each.is_first_doubt for each in stations) == 1
    assert not any(each.is_broken for each in stations)
