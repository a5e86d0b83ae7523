"""What differs between two cases of one account, and which difference changes a verdict."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from fargate_doctor.case.redaction import redact
from fargate_doctor.comparison import compare
from fargate_doctor.comparison.applying import with_changes
from fargate_doctor.demo import catalogue

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.case.model import Case
    from fargate_doctor.comparison import Comparison

CASES = Path(__file__).parents[1] / "cli" / "cases"


def _changed(case: Case, operation: str, change: Callable[[Any], None]) -> Case:
    """Return the case with one operation's answers changed in place."""
    document = json.loads(case.model_dump_json(by_alias=True))
    for record in document["records"][operation]:
        change(record["answer"])
    return type(case).model_validate(document)


def _flips(comparison: Comparison) -> set[tuple[str, str | None, str | None]]:
    return {(each.about[1], each.before, each.after) for each in comparison.flips if each.is_of_a_finding}


def _add_route(answer: Any) -> None:  # noqa: ANN401 - any JSON value
    for table in answer["RouteTables"]:
        table["Routes"].append(
            {"DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": "nat-0a1b2c3d4e5f60001", "State": "blackhole"}
        )


@pytest.mark.parametrize("name", catalogue.names())
def test_a_case_does_not_differ_from_itself(name: str) -> None:
    """Nor does it when it is redacted twice with one key."""
    case = catalogue.open_demo(name)

    assert compare(case, case).is_empty
    assert compare(redact(case, bytes(32)), redact(case, bytes(32))).is_empty


def test_what_changes_by_itself_is_no_difference() -> None:
    """Times, counts, tags and request ids say nothing of how things are set."""
    case = catalogue.open_demo("no-route")

    def later(answer: Any) -> None:  # noqa: ANN401 - any JSON value
        answer["ResponseMetadata"] = {"RequestId": "x"}
        for subnet in answer["Subnets"]:
            subnet["AvailableIpAddressCount"] -= 3
            subnet["Tags"] = [{"Key": "x", "Value": "y"}]

    assert compare(case, _changed(case, "ec2:DescribeSubnets", later)).is_empty


def test_the_change_that_turns_a_finding_is_named() -> None:
    """A route that appears is a blackhole instead of no route; another change beside it does nothing."""
    case = catalogue.open_demo("no-route")
    other = _changed(case, "ec2:DescribeRouteTables", _add_route)
    other = _changed(other, "ec2:DescribeVpcs", lambda answer: answer["Vpcs"][0].update(InstanceTenancy="dedicated"))

    comparison = compare(case, other)

    assert ("route.none", "root_cause", None) in _flips(comparison)
    by_kind = {each.changes[0].key[1]: each for each in comparison.each}
    routes, vpc = by_kind["route-table"], by_kind["vpc"]
    assert {(each.about[1], each.after) for each in routes.flips} >= {
        ("route.none", None),
        ("route.blackhole", "root_cause"),
    }
    assert [each.field for each in routes.changes[0].fields] == ["Routes[0.0.0.0/0]"]
    assert routes.changes[0].fields[0].before is None
    assert vpc.flips == ()
    assert [(each.field, each.before, each.after) for each in vpc.changes[0].fields] == [
        ("InstanceTenancy", "default", "dedicated")
    ]


def _elsewhere(case: Case) -> Case:
    """Return the case with every id of another VPC and another task, as a second account has it."""
    id_of_aws = re.compile(r"\b((?:[a-z]+-)+)([0-9a-f]{8,17})\b")
    turned = str.maketrans("0123456789abcdef", "13579bdf02468ace")
    text = id_of_aws.sub(lambda found: found[1] + found[2].translate(turned), case.model_dump_json(by_alias=True))
    return type(case).model_validate_json(text)


@pytest.mark.parametrize("name", catalogue.names())
def test_what_plays_the_same_part_in_another_vpc_is_the_same(name: str) -> None:
    """Ids alone are no difference that changes a verdict."""
    case = catalogue.open_demo(name)

    comparison = compare(case, _elsewhere(case))

    assert comparison.flips == ()
    assert [flip for each in comparison.each for flip in each.flips] == []
    assert [each.changes[0].key for each in comparison.each if each.changes[0].how != "changed"] == []


def test_the_change_is_named_across_vpcs() -> None:
    """A task beside one in another VPC differs in the one thing that differs, by the first one's ids."""
    case = catalogue.open_demo("no-route")
    there = _changed(_elsewhere(case), "ec2:DescribeRouteTables", _add_route)

    comparison = compare(case, there)

    routes = next(each for each in comparison.each if each.changes[0].key[1] == "route-table" and each.flips)
    here = compare(case, _changed(case, "ec2:DescribeRouteTables", _add_route))
    assert comparison.flips == here.flips
    assert routes.flips == next(each.flips for each in here.each if each.flips)
    assert "Routes[0.0.0.0/0]" in [each.field for each in routes.changes[0].fields]
    assert routes.changes[0].identifier in case.model_dump_json()


def test_changes_made_in_memory_lead_to_the_other_diagnosis() -> None:
    """All of them together make the first case say what the second one says."""
    case = catalogue.open_demo("no-route")
    other = _changed(case, "ec2:DescribeRouteTables", _add_route)
    changes = [each.changes[0] for each in compare(case, other).each]

    assert compare(with_changes(case, changes), other).is_empty


def test_a_resource_that_only_one_case_has_is_told() -> None:
    """It is added or removed, and that is tried as well."""
    case = catalogue.open_demo("healthy")
    gone = _changed(case, "ec2:DescribeNatGateways", lambda answer: answer.update(NatGateways=[]))

    forth, back = compare(case, gone), compare(gone, case)

    assert {each.changes[0].how for each in forth.each} == {"removed"}
    assert {each.changes[0].how for each in back.each} == {"added"}
    assert {(each.about[1], each.after, each.before) for each in forth.flips} == {
        (each.about[1], each.before, each.after) for each in back.flips
    }


def test_what_only_one_case_was_told_is_not_compared() -> None:
    """A refusal is no difference of AWS."""
    case = catalogue.open_demo("no-route")
    records = {name: value for name, value in case.records.items() if name != "ec2:DescribeNetworkAcls"}

    comparison = compare(case, case.model_copy(update={"records": records}))

    assert comparison.only_in_one == ("ec2:DescribeNetworkAcls",)
    assert comparison.each == ()
    assert not comparison.is_empty


def test_how_a_task_fared_is_told_apart_from_how_it_was_set_up() -> None:
    """A stopped reason is what is to be explained, and explains nothing."""
    case = catalogue.open_demo("no-route")

    def runs(answer: Any) -> None:  # noqa: ANN401 - any JSON value
        for task in answer["tasks"]:
            task.update(lastStatus="RUNNING", platformVersion="1.3.0")
            task.pop("stoppedReason")

    comparison = compare(case, _changed(case, "ecs:DescribeTasks", runs))

    settings, outcome = (each.changes[0] for each in comparison.each)
    assert [each.field for each in settings.fields] == ["platformVersion"]
    assert {each.field for each in outcome.fields} == {"lastStatus", "stoppedReason"}
    assert (settings.is_outcome, outcome.is_outcome) == (False, True)
    assert comparison.each[1].flips == ()


def test_cases_without_a_task_are_compared_all_the_same() -> None:
    """What differs is told; there is no verdict to change."""
    case = catalogue.open_demo("no-route")
    records = {name: value for name, value in case.records.items() if not name.startswith("ecs:")}
    network = case.model_copy(update={"records": records, "focus": None})

    comparison = compare(network, _changed(network, "ec2:DescribeRouteTables", _add_route))

    assert comparison.tasks == (None, None)
    assert [each.changes[0].how for each in comparison.each] == ["changed"] * len(comparison.each)
    assert comparison.flips == ()
