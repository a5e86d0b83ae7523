from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from fargate_doctor.collectors.gather import collect_task
from fargate_doctor.collectors.permissions import permitted
from fargate_doctor.collectors.plain import canonical
from fargate_doctor.collectors.target import TaskTarget
from fargate_doctor.errors import NoCredentials

from . import world
from .scripted_aws import Refused

if TYPE_CHECKING:
    from fargate_doctor.case.model import Case, JsonObject
    from fargate_doctor.collectors.calls import Call

    from .scripted_aws import ScriptedAws

_TARGET = TaskTarget(task=world.TASK_ARN)


def _without_history(aws: ScriptedAws) -> list[str]:
    """Return what the network verdict takes; history and the health of each target group are counted apart."""
    apart = ("cloudtrail:", "elbv2:DescribeTargetHealth", "elbv2:DescribeLoadBalancers")
    return [operation for operation, _ in aws.asked if not operation.startswith(apart)]


def _operations(case: Case) -> set[str]:
    return set(case.records) | {failure.operation for failure in case.failures}


def test_one_task_takes_few_calls_and_three_rounds(aws: ScriptedAws) -> None:
    """A service's stopped task: the task, what it names, its VPC; 25 calls, and one of CloudTrail beside them.

    What does not fit into one round, because no more than sixteen are asked at a time, waits for a fourth.
    """
    aws.in_rounds = True
    aws.script["ec2:DescribeSecurityGroups"] = {"SecurityGroups": [{"GroupId": world.GROUP, "VpcId": world.VPC}]}

    case = collect_task(aws.session(), _TARGET)

    assert case.failures == ()
    assert len(_without_history(aws)) <= 25
    assert aws.rounds <= 4
    assert aws.most_at_a_time <= 17


def test_only_ids_inside_the_vpc_take_a_fourth_round(aws: ScriptedAws) -> None:
    """The entries of the account's own prefix list are asked once a rule has named it."""
    aws.in_rounds = True

    collect_task(aws.session(), _TARGET)

    assert aws.count("ec2:GetManagedPrefixListEntries") == 1
    assert len(_without_history(aws)) <= 26
    assert aws.rounds == 4


def test_the_most_a_task_can_take_is_twenty_eight_calls(aws: ScriptedAws) -> None:
    """A task of an earlier deployment is traced by two calls more, still within the budget."""
    aws.in_rounds = True
    aws.script["ecs:DescribeTasks"] = {"tasks": [world.task(startedBy="ecs-svc/9")]}
    aws.script["ecs:ListServiceDeployments"] = {"serviceDeployments": [_deployment()]}

    case = collect_task(aws.session(), _TARGET)

    assert "ecs:DescribeServiceRevisions" in case.records
    assert len(_without_history(aws)) <= 28
    assert aws.rounds <= 4


def test_nothing_is_asked_twice_and_everything_only_reads(aws: ScriptedAws) -> None:
    """Each input is asked once, and every operation stands in the table."""
    collect_task(aws.session(), _TARGET)

    inputs = Counter((operation, canonical(request)) for operation, request in aws.asked)
    assert set(inputs.values()) == {1}
    assert all(permitted(operation) for operation, _ in aws.asked)


def test_the_case_says_where_it_is_from(aws: ScriptedAws) -> None:
    """Region, account, partition, focus and times are filled."""
    case = collect_task(aws.session(), _TARGET)

    assert (case.region, case.account, case.partition) == (world.REGION, world.ACCOUNT, "aws")
    assert case.focus == world.TASK_ARN
    assert case.tool_version
    assert case.collected_at
    assert case.collected_at.endswith("Z")
    assert not case.redacted


def test_the_account_is_read_from_the_task_where_the_caller_is_unknown(aws: ScriptedAws) -> None:
    """A refused GetCallerIdentity costs nothing: the task's ARN names the account."""
    aws.script["sts:GetCallerIdentity"] = Refused("AccessDenied", status=403)

    case = collect_task(aws.session(), _TARGET)

    assert (case.account, case.partition) == (world.ACCOUNT, "aws")


@pytest.mark.parametrize(
    "denied",
    [
        "ecs:DescribeServices",
        "ecs:DescribeTaskDefinition",
        "ecs:ListAccountSettings",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcs",
        "ec2:DescribeRouteTables",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeDhcpOptions",
        "ec2:DescribePrefixLists",
        "elbv2:DescribeTargetGroups",
        "route53:ListHostedZonesByVPC",
        "cloudtrail:LookupEvents",
    ],
)
def test_a_refusal_never_stops_another_branch(aws: ScriptedAws, denied: str) -> None:
    """With one permission missing, everything that does not need its answer is still asked."""
    expected = _operations(collect_task(aws.session(), _TARGET))
    aws.script[denied] = Refused("UnauthorizedOperation", status=403)

    case = collect_task(aws.session(), _TARGET)

    assert {failure.operation for failure in case.failures} == {denied}
    assert {failure.action for failure in case.failures} == {denied.replace("elbv2", "elasticloadbalancing")}
    needs_it = {
        "ecs:DescribeServices": {"elbv2:DescribeTargetGroups", "elbv2:DescribeTargetHealth"},
        "ec2:DescribeSecurityGroups": {"ec2:GetManagedPrefixListEntries"},
    }
    assert expected - _operations(case) <= needs_it.get(denied, set())


def test_the_vpc_is_found_by_group_where_subnets_may_not_be_read(aws: ScriptedAws) -> None:
    """Without DescribeSubnets and with the interface gone, the service's security group leads to the VPC."""
    aws.script["ec2:DescribeSubnets"] = Refused("UnauthorizedOperation", status=403)

    case = collect_task(aws.session(), _TARGET)

    by_vpc = [{"Name": "vpc-id", "Values": [world.VPC]}]
    assert any((record.request or {}).get("Filters") == by_vpc for record in case.records["ec2:DescribeRouteTables"])


def test_a_task_without_an_interface_is_placed_by_its_service(aws: ScriptedAws) -> None:
    """Where ECS could not make the interface, the subnets of the service say where it would have been."""
    aws.script["ecs:DescribeTasks"] = {"tasks": [world.task(attachments=[])]}

    case = collect_task(aws.session(), _TARGET)

    asked = [(record.request or {})["Filters"][0] for record in case.records["ec2:DescribeSubnets"]]
    assert {"Name": "subnet-id", "Values": [world.SUBNET]} in asked
    assert "ec2:DescribeRouteTables" in case.records


def test_every_call_is_reported_once(aws: ScriptedAws) -> None:
    """The screen sees each call with its outcome, also those that failed."""
    aws.script["ec2:DescribeFlowLogs"] = Refused("UnauthorizedOperation", status=403)
    reported: list[Call] = []

    case = collect_task(aws.session(), _TARGET, on_call=reported.append)

    recorded = sum(len(records) for records in case.records.values()) + len(case.failures)
    assert len(reported) == recorded
    assert {call.outcome for call in reported} == {"answered", "refused"}


def test_credentials_that_expire_under_way_end_the_run(aws: ScriptedAws, caplog: pytest.LogCaptureFixture) -> None:
    """Half a case would look like half a network: the user signs in and asks again."""
    aws.script |= dict.fromkeys(
        ("ec2:DescribeVpcs", "ec2:DescribeRouteTables", "ec2:DescribeNetworkAcls"),
        Refused("ExpiredTokenException", "The security token included in the request is expired"),
    )

    with pytest.raises(NoCredentials) as raised:
        collect_task(aws.session(), _TARGET)

    assert "expired" in raised.value.happened.en
    assert caplog.records == []


def test_the_task_arn_decides_the_region(aws: ScriptedAws) -> None:
    """A pasted ARN of another Region is looked up there."""
    arn = world.TASK_ARN.replace(world.REGION, "us-east-2")
    aws.script["ecs:DescribeTasks"] = {"tasks": [world.task(taskArn=arn)]}

    case = collect_task(aws.session(), TaskTarget(task=arn))

    assert case.region == "us-east-2"


def _deployment() -> JsonObject:
    return {
        "serviceArn": world.SERVICE_ARN,
        "createdAt": world.CREATED - timedelta(days=1),
        "targetServiceRevisionArn": "arn:aws:ecs:eu-west-1:111122223333:service-revision/shop/web/1",
    }
