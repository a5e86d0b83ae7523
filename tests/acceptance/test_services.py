"""A service that has no task to look at is judged in every subnet that it may launch into."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.parts import (
    ACCOUNT,
    ENDPOINT_SUBNET,
    EVERYWHERE,
    LOGIN,
    NAT,
    REGION,
    TASK_SUBNET,
    VPC,
    at,
    route,
    table,
)
from tests.acceptance.scenario import diagnosis_of, roots_of
from tests.acceptance.world import World

if TYPE_CHECKING:
    from pathlib import Path

    from tests.acceptance.parts import Json

_CANNOT_START = "(service api) is unable to consistently start tasks successfully."


def _service_in_two_subnets(*, second_leads_out: bool) -> Json:
    world = World()
    leads = [route(EVERYWHERE, NatGatewayId=NAT)] if second_leads_out else []
    world.tables.append(table("rtb-0a000000000000003", [{"Main": False, "SubnetId": ENDPOINT_SUBNET}], *leads))
    case = world.case()
    del case["records"]["ecs:DescribeTasks"]
    service = case["records"]["ecs:DescribeServices"][0]["answer"]["services"][0]
    service["taskDefinition"] = service["deployments"][0]["taskDefinition"]
    for each in (service, service["deployments"][0]):
        each["networkConfiguration"]["awsvpcConfiguration"]["subnets"] = [TASK_SUBNET, ENDPOINT_SUBNET]
    service["events"] = [{"id": "1", "createdAt": at("08:10"), "message": _CANNOT_START}]
    return {**case, "focus": None}


@pytest.mark.parametrize(("second_leads_out", "roots"), [(False, {"route.none"}), (True, set())])
def test_each_subnet_is_judged(
    second_leads_out: bool,  # noqa: FBT001 - a row of the table
    roots: set[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Fargate may choose either subnet, so the one without a way out is a cause, and the finding says where."""
    place = tmp_path / "case.json"
    place.write_text(json.dumps(_service_in_two_subnets(second_leads_out=second_leads_out)), encoding="utf-8")

    told = diagnosis_of(place, capsys, "--service", "api")

    assert roots_of(told) == roots
    assert {each["verdict"] for each in told["paths"]} == ({"pass"} if second_leads_out else {"pass", "fail"})
    if roots:
        assert f"not for {TASK_SUBNET}" in told["findings"][0]["detail"]
        named = told["findings"][0]["evidence"]
        assert any(each["field"].endswith("awsvpcConfiguration.subnets") for each in named)
    assert VPC in json.dumps(told)


def test_a_service_is_reached_for_by_one_of_its_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without the definition a message adds no second name of a service that the task's image needs anyway."""
    world = World()
    world.only_ipv6()
    world.image = f"{ACCOUNT}.dkr-ecr.{REGION}.on.aws/team/api:2026.10"
    case = world.case()
    del case["records"]["ecs:DescribeTaskDefinition"]
    place = tmp_path / "case.json"
    place.write_text(json.dumps(case), encoding="utf-8")

    told = diagnosis_of(place, capsys)

    assert roots_of(told) == set()
    assert LOGIN not in {each["destination"].partition(":")[0] for each in told["paths"]}
