"""Endpoints that a VPC shares with others: the message names the address, and the way to it is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.acceptance.parts import (
    EVERYWHERE,
    GROUP,
    LOGIN,
    LOGIN_TIMED_OUT,
    REGION,
    S3_LIST,
    SHARED_TIMED_OUT,
    TASK_SUBNET,
    TGW,
    acl,
    at,
    entry,
    group,
    route,
    rule,
)
from tests.acceptance.scenario import (
    Case,
    Table,
    cases_with_one_answer_less,
    check_diagnosis,
    diagnosis_of,
    roots_of,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.acceptance.world import World

shared = Table()


def _spoke(world: World, *, zones: bool = True) -> None:
    world.default_route()
    world.s3_gateway()
    world.main["Routes"].append(route("10.0.0.0/8", TransitGatewayId=TGW))
    world.attach_transit_gateway("available", TASK_SUBNET)
    names = (LOGIN, f"dkr.ecr.{REGION}.amazonaws.com", f"logs.{REGION}.amazonaws.com") if zones else ()
    world.zones = [{"HostedZoneId": f"Z{each}", "Name": f"{each}."} for each in names]
    world.task["stoppedReason"] = SHARED_TIMED_OUT


@shared.case("Zones made for these very names answered, and what is behind the transit gateway cannot be seen.")
def a_spoke(world: World) -> None:
    _spoke(world)


@shared.case("The address that was dialled has no route, whatever the name means elsewhere.", "route.none")
def no_route_to_the_address(world: World) -> None:
    _spoke(world)
    world.main["Routes"] = [each for each in world.main["Routes"] if "TransitGatewayId" not in each]


@shared.case("The task's group lets it out to its own VPC only.", "sg.egress-blocked")
def group_without_the_address(world: World) -> None:
    _spoke(world)
    world.group["IpPermissionsEgress"] = [rule("tcp", "443", "172.31.40.0/24", S3_LIST)]


@shared.case("A rule for the other VPC is all that it takes.")
def group_with_the_address(world: World) -> None:
    _spoke(world)
    world.group["IpPermissionsEgress"] = [rule("tcp", "443", "10.99.0.0/16", S3_LIST)]


@shared.case("The answer from the other VPC is refused.", "nacl.return-blocked")
def acl_without_the_address(world: World) -> None:
    _spoke(world)
    entries = [entry(1, "out", "allow"), entry(1, "in", "allow", cidr="172.31.0.0/16")]
    world.acls[0] = {**acl("acl-0a000000000000001", TASK_SUBNET), "Entries": entries}


@shared.case("Forwarded questions were answered: the message names an address.")
def forwarded(world: World) -> None:
    _spoke(world, zones=False)


@shared.case("A zone made for the name does not explain why a public address does not answer.")
def zone_beside_a_public_address(world: World) -> None:
    world.zones = [{"HostedZoneId": "Z1", "Name": f"{LOGIN}."}]
    world.task["stoppedReason"] = LOGIN_TIMED_OUT


@shared.case("A zone above the name may be why nobody knows it.", "dns.name-shadowed")
def zone_above(world: World) -> None:
    world.zones = [{"HostedZoneId": "Z1", "Name": f"ecr.{REGION}.amazonaws.com."}]
    said = LOGIN_TIMED_OUT.partition("dial tcp")[0]
    world.task["stoppedReason"] = f"{said}dial tcp: lookup {LOGIN} on 172.31.40.2:53: no such host"


@shared.case("A registry on premises is dialled at a private address, to which no NAT gateway leads.", "route.none")
def registry_on_premises(world: World) -> None:
    world.default_route()
    world.group["IpPermissionsEgress"] = [rule("-1", "", EVERYWHERE)]
    world.groups.append(group(f"{GROUP[:-1]}9", [], []))
    said = "CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref"
    asked = 'failed to do request: Head "https://registry.example.net/v2/api/manifests/3"'
    world.pulling(f"{said} registry.example.net/api:3: {asked}: dial tcp 10.5.5.5:443: i/o timeout")
    world.image = "registry.example.net/api:3"
    world.task["pullStartedAt"] = at("08:02")


@shared.case("A default route to the internet is no route to a private address.", "route.none")
def registry_on_premises_behind_nat(world: World) -> None:
    leads = [each for each in world.main["Routes"] if each.get("DestinationCidrBlock") == EVERYWHERE]
    registry_on_premises(world)
    world.main["Routes"] += leads


@pytest.mark.parametrize("case", shared.cases, ids=lambda case: case.name)
def test_diagnosis(case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check_diagnosis(case, tmp_path, capsys)


@pytest.mark.parametrize("case", shared.cases[:5:2], ids=lambda case: case.name)
def test_an_answer_less_never_adds_a_root_cause(case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = case.write(tmp_path)
    for operation, less in cases_with_one_answer_less(whole):
        assert roots_of(diagnosis_of(less, capsys)) <= case.roots, operation


def test_the_remedy_leads_to_the_address(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where only a private address has no route, no gateway to the internet is offered."""
    case = next(each for each in shared.cases if each.name == "no_route_to_the_address")
    found = diagnosis_of(case.write(tmp_path), capsys)["findings"][0]
    assert [(each["id"], each["proven"]) for each in found["recommendations"]] == [("route-to-private-address", None)]
    assert "10.99.4.4/32" in found["recommendations"][0]["commands"][0]
