from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from fargate_doctor.collectors.cloudtrail import IPV6_CHANGES
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


def _events_named(aws: ScriptedAws) -> list[str]:
    requests = aws.requests("cloudtrail:LookupEvents")
    return [request["LookupAttributes"][0]["AttributeValue"] for request in requests]


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


_EXCLUSIONS = "ec2:DescribeVpcBlockPublicAccessExclusions"
_EGRESS_ONLY = "ec2:DescribeEgressOnlyInternetGateways"
_BLOCKED = {"BlockPublicAccessStates": {"InternetGatewayBlockMode": "block-bidirectional"}}
_WITH_IPV6 = {"Ipv6CidrBlockAssociationSet": [{"Ipv6CidrBlock": "2001:db8::/64"}]}


@pytest.mark.parametrize(
    ("operation", "answer", "asked"),
    [
        ("ec2:DescribeVpcBlockPublicAccessOptions", None, set()),
        ("ec2:DescribeVpcBlockPublicAccessOptions", Refused("UnauthorizedOperation", status=403), {_EXCLUSIONS}),
        (
            "ec2:DescribeVpcBlockPublicAccessOptions",
            {"VpcBlockPublicAccessOptions": {"InternetGatewayBlockMode": "block-ingress"}},
            {_EXCLUSIONS},
        ),
        (
            "ec2:DescribeSubnets",
            {"Subnets": [{"SubnetId": world.SUBNET, "VpcId": world.VPC, **_BLOCKED}]},
            {_EXCLUSIONS},
        ),
        ("ec2:DescribeVpcs", {"Vpcs": [{"VpcId": world.VPC, **_BLOCKED}]}, {_EXCLUSIONS}),
        (
            "ec2:DescribeSubnets",
            {"Subnets": [{"SubnetId": world.SUBNET, "VpcId": world.VPC, **_WITH_IPV6}]},
            {_EGRESS_ONLY},
        ),
        ("ec2:DescribeVpcs", {"Vpcs": [{"VpcId": world.VPC, **_WITH_IPV6}]}, {_EGRESS_ONLY}),
        (
            "ec2:DescribeRouteTables",
            {"RouteTables": [{"Routes": [{"EgressOnlyInternetGatewayId": "eigw-0a1b2c3d4e5f60718"}]}]},
            {_EGRESS_ONLY},
        ),
    ],
)
def test_what_a_way_cannot_meet_is_not_asked(
    aws: ScriptedAws, operation: str, answer: JsonObject | Refused | None, asked: set[str]
) -> None:
    """Exclusions matter where Block Public Access blocks or may, gateways for IPv6 alone where there is IPv6."""
    if answer is not None:
        aws.script[operation] = answer

    collect_task(aws.session(), _TARGET)

    assert {each for each in (_EXCLUSIONS, _EGRESS_ONLY) if aws.count(each)} == asked


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


def test_task_sets_are_asked_where_another_controller_deployed(aws: ScriptedAws) -> None:
    """CodeDeploy and external deployments have no service revisions."""
    aws.script["ecs:DescribeTasks"] = {"tasks": [world.task(startedBy="ecs-svc/9")]}
    aws.script["ecs:DescribeServices"] = {"services": [world.service(deploymentController={"type": "EXTERNAL"})]}

    collect_task(aws.session(), _TARGET)

    assert aws.count("ecs:DescribeTaskSets") == 1
    assert aws.count("ecs:ListServiceDeployments") == 0


def test_what_routes_refer_to_is_asked_only_then(aws: ScriptedAws) -> None:
    """Peerings and transit gateways are asked for where a route leads to one."""
    collect_task(aws.session(), _TARGET)
    quiet = set(dict(aws.asked))
    routes = [{"VpcPeeringConnectionId": "pcx-1"}, {"TransitGatewayId": "tgw-1"}]
    aws.script["ec2:DescribeRouteTables"] = {"RouteTables": [{"VpcId": world.VPC, "Routes": routes}]}

    collect_task(aws.session(), _TARGET)

    assert set(dict(aws.asked)) - quiet == {
        "ec2:DescribeVpcPeeringConnections",
        "ec2:DescribeTransitGatewayVpcAttachments",
        "ec2:DescribeTransitGatewayAttachments",
    }


def test_a_vpc_behind_a_transit_gateway_is_asked_for_where_the_internet_lies_there(aws: ScriptedAws) -> None:
    """The gateway's routes for the task's VPC are searched, then the VPC that they lead the internet to is read."""
    routes = [{"DestinationCidrBlock": "0.0.0.0/0", "TransitGatewayId": "tgw-1"}]
    aws.script["ec2:DescribeRouteTables"] = {"RouteTables": [{"VpcId": world.VPC, "Routes": routes}]}
    owners = {"TransitGatewayOwnerId": world.ACCOUNT, "ResourceOwnerId": world.ACCOUNT, "ResourceType": "vpc"}
    attachments = [
        {
            "TransitGatewayAttachmentId": f"tgw-attach-{name}",
            "ResourceId": vpc,
            "Association": {"TransitGatewayRouteTableId": f"tgw-rtb-{name}", "State": "associated"},
            **owners,
        }
        for name, vpc in (("task", world.VPC), ("egress", "vpc-egress"), ("other", "vpc-other"))
    ]
    aws.script["ec2:DescribeTransitGatewayAttachments"] = {"TransitGatewayAttachments": attachments}
    leads = [
        {"DestinationCidrBlock": block, "TransitGatewayAttachments": [{"TransitGatewayAttachmentId": attachment}]}
        for block, attachment in (("0.0.0.0/0", "tgw-attach-egress"), ("10.9.0.0/16", "tgw-attach-other"))
    ]
    aws.script["ec2:SearchTransitGatewayRoutes"] = {"Routes": leads, "AdditionalRoutesAvailable": False}

    collect_task(aws.session(), _TARGET)

    searched = [each["TransitGatewayRouteTableId"] for each in aws.requests("ec2:SearchTransitGatewayRoutes")]
    assert searched == ["tgw-rtb-task", "tgw-rtb-egress"]
    egress = {"Filters": [{"Name": "vpc-id", "Values": ["vpc-egress"]}]}
    assert egress in aws.requests("ec2:DescribeRouteTables")
    assert {"Filter": egress["Filters"]} in aws.requests("ec2:DescribeNatGateways")
    assert aws.count("ec2:DescribeVpcs") == 1


def test_resolver_rules_are_asked_only_where_one_is_associated(aws: ScriptedAws) -> None:
    """The rule that every VPC has from AWS is no reason to ask."""
    association = {"ResolverRuleId": "rslvr-autodefined-rr-internet-resolver"}
    aws.script["route53resolver:ListResolverRuleAssociations"] = {"ResolverRuleAssociations": [association]}
    collect_task(aws.session(), _TARGET)
    assert aws.count("route53resolver:ListResolverRules") == 0

    aws.script["route53resolver:ListResolverRuleAssociations"] = {
        "ResolverRuleAssociations": [association, {"ResolverRuleId": "rslvr-rr-1"}]
    }
    collect_task(aws.session(), _TARGET)

    assert aws.count("route53resolver:ListResolverRules") == 1


def test_dhcp_options_of_a_shared_vpc_are_asked_by_id(aws: ScriptedAws) -> None:
    """The listing may lack the set of a VPC that another account shares."""
    aws.script["ec2:DescribeDhcpOptions"] = {"DhcpOptions": []}

    collect_task(aws.session(), _TARGET)

    assert aws.requests("ec2:DescribeDhcpOptions") == [
        {},
        {"Filters": [{"Name": "dhcp-options-id", "Values": [world.DHCP_OPTIONS]}]},
    ]


def test_configured_subnets_and_groups_outside_the_vpc_are_asked_for(aws: ScriptedAws) -> None:
    """A subnet or group that the VPC lacks is gone, or belongs to another VPC: one call each tells which."""
    configured = {"awsvpcConfiguration": {"subnets": ["subnet-gone"], "securityGroups": [world.GROUP, "sg-gone"]}}
    aws.script["ecs:DescribeServices"] = {"services": [world.service(networkConfiguration=configured)]}

    collect_task(aws.session(), _TARGET)

    assert {"Filters": [{"Name": "subnet-id", "Values": ["subnet-gone"]}]} in aws.requests("ec2:DescribeSubnets")
    assert {"Filters": [{"Name": "group-id", "Values": ["sg-gone"]}]} in aws.requests("ec2:DescribeSecurityGroups")


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


def _run_task(task_arn: str, subnet: str) -> JsonObject:
    told = {
        "requestParameters": {"networkConfiguration": {"awsvpcConfiguration": {"subnets": [subnet]}}},
        "responseElements": {"tasks": [{"taskArn": task_arn}]},
    }
    return {"EventName": "RunTask", "CloudTrailEvent": json.dumps(told)}


def test_the_role_of_ecs_is_asked_for_only_where_no_interface_was_made(aws: ScriptedAws) -> None:
    """A task with an interface shows that ECS has its role; one without may lack just that."""
    collect_task(aws.session(), _TARGET)
    assert not any(asked.get("RoleName") == "AWSServiceRoleForECS" for asked in aws.requests("iam:GetRole"))

    aws.script["ecs:DescribeTasks"] = {"tasks": [world.task(attachments=[])]}
    collect_task(aws.session(), _TARGET)
    assert {"RoleName": "AWSServiceRoleForECS"} in aws.requests("iam:GetRole")
