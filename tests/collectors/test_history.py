"""What CloudTrail is asked: only for what it alone knows, and no further back than is worth it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from fargate_doctor.collectors.cloudtrail import IPV6_CHANGES
from fargate_doctor.collectors.gather import collect_task
from fargate_doctor.collectors.target import TaskTarget

from . import world

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject

    from .scripted_aws import ScriptedAws

_TARGET = TaskTarget(task=world.TASK_ARN)


def _events_named(aws: ScriptedAws) -> list[str]:
    requests = aws.requests("cloudtrail:LookupEvents")
    return [request["LookupAttributes"][0]["AttributeValue"] for request in requests]


def test_a_standalone_task_is_traced_to_the_call_that_ran_it(aws: ScriptedAws) -> None:
    """Only CloudTrail knows its groups, so RunTask is looked up around its creation; no service is asked for."""
    aws.script["ecs:DescribeTasks"] = {"tasks": [world.standalone()]}

    collect_task(aws.session(), _TARGET)

    assert "ecs:DescribeServices" not in dict(aws.asked)
    assert sorted(_events_named(aws)) == ["AssociateDhcpOptions", "RunTask"]
    lookups = aws.requests("cloudtrail:LookupEvents")
    (run,) = [each for each in lookups if each["LookupAttributes"][0]["AttributeValue"] == "RunTask"]
    assert run["EndTime"] == "2026-11-03T03:01:00.000Z"


def test_a_standalone_task_without_an_interface_is_placed_by_that_call(aws: ScriptedAws) -> None:
    """The subnets of its own RunTask are taken, and not those of another task started in the same minute."""
    aws.script["ecs:DescribeTasks"] = {"tasks": [world.standalone(attachments=[])]}
    aws.script["cloudtrail:LookupEvents"] = {
        "Events": [_run_task("arn:of-another", "subnet-other"), _run_task(world.TASK_ARN, world.SUBNET)]
    }

    case = collect_task(aws.session(), _TARGET)

    asked = [(record.request or {})["Filters"][0]["Values"] for record in case.records["ec2:DescribeSubnets"]]
    assert [world.SUBNET] in asked
    assert ["subnet-other"] not in asked


def test_changes_of_dhcp_options_are_looked_up_as_far_back_as_they_are_kept(aws: ScriptedAws) -> None:
    """The history of a service task is one look-up; what came before the task tells which set it received."""
    case = collect_task(aws.session(), _TARGET)

    assert _events_named(aws) == ["AssociateDhcpOptions"]
    (request,) = aws.requests("cloudtrail:LookupEvents")
    assert request["StartTime"] < "2026-11-03T03:00:00.000Z"
    assert request["EndTime"] <= str(case.collected_at)


def test_history_is_cut_short_after_five_pages_and_says_so(aws: ScriptedAws) -> None:
    """A busy account costs five look-ups a name; the token stays in the answer."""
    pages = iter(range(1, 100))
    aws.script["cloudtrail:LookupEvents"] = lambda _: {"Events": [], "NextToken": f"page-{next(pages)}"}

    case = collect_task(aws.session(), _TARGET)

    assert aws.count("cloudtrail:LookupEvents") == 5
    assert case.records["cloudtrail:LookupEvents"][0].answer["NextToken"] == "page-5"


@pytest.mark.parametrize(
    ("operation", "answer"),
    [
        (
            "ec2:DescribeSubnets",
            {"Subnets": [{"SubnetId": world.SUBNET, "VpcId": world.VPC, "Ipv6CidrBlockAssociationSet": [{}]}]},
        ),
        ("ec2:DescribeVpcs", {"Vpcs": [{"VpcId": world.VPC, "Ipv6CidrBlockAssociationSet": [{}]}]}),
        ("elbv2:DescribeTargetGroups", {"TargetGroups": [{"IpAddressType": "ipv6"}]}),
    ],
)
def test_ipv6_history_is_asked_where_ipv6_is_about(aws: ScriptedAws, operation: str, answer: JsonObject) -> None:
    """A subnet or VPC with IPv6, or a target group that wants it, is worth five look-ups more."""
    aws.script[operation] = answer

    collect_task(aws.session(), _TARGET)

    assert sorted(_events_named(aws)) == sorted(["AssociateDhcpOptions", *IPV6_CHANGES])


def test_ipv6_history_is_not_asked_for_a_task_that_has_it(aws: ScriptedAws) -> None:
    """A task with an IPv6 address met every condition."""
    interface = {"ipv6Address": "2600:1f18::10"}
    containers = [{"name": "web", "networkInterfaces": [interface]}]
    aws.script["ecs:DescribeTasks"] = {"tasks": [world.task(containers=containers)]}
    aws.script["ec2:DescribeVpcs"] = {"Vpcs": [{"VpcId": world.VPC, "Ipv6CidrBlockAssociationSet": [{}]}]}

    collect_task(aws.session(), _TARGET)

    assert _events_named(aws) == ["AssociateDhcpOptions"]


def test_credentials_in_events_stay_behind(aws: ScriptedAws) -> None:
    """CloudTrail puts access keys and variables of an override into the event's own JSON."""
    told = {
        "userIdentity": {"accessKeyId": "ASIAEXAMPLE", "arn": "arn:aws:iam::111122223333:user/on-call"},
        "requestParameters": {
            "overrides": {"containerOverrides": [{"environment": [{"name": "TOKEN", "value": "hunter2"}]}]}
        },
    }
    event = {"EventName": "AssociateDhcpOptions", "AccessKeyId": "ASIAEXAMPLE", "CloudTrailEvent": json.dumps(told)}
    aws.script["cloudtrail:LookupEvents"] = {"Events": [event]}

    case = collect_task(aws.session(), _TARGET)

    assert "hunter2" not in case.model_dump_json()
    assert "ASIAEXAMPLE" not in case.model_dump_json()
    assert "user/on-call" in case.model_dump_json()


def _run_task(task_arn: str, subnet: str) -> JsonObject:
    told = {
        "requestParameters": {"networkConfiguration": {"awsvpcConfiguration": {"subnets": [subnet]}}},
        "responseElements": {"tasks": [{"taskArn": task_arn}]},
    }
    return {"EventName": "RunTask", "CloudTrailEvent": json.dumps(told)}
