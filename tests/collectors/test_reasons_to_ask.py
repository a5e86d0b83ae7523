"""What an answer gives a reason to ask, and what is not asked without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fargate_doctor.collectors.gather import collect_task
from fargate_doctor.collectors.target import TaskTarget

from . import world
from .scripted_aws import Refused

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject

    from .scripted_aws import ScriptedAws

_TARGET = TaskTarget(task=world.TASK_ARN)


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


def test_the_role_of_ecs_is_asked_for_only_where_no_interface_was_made(aws: ScriptedAws) -> None:
    """A task with an interface shows that ECS has its role; one without may lack just that."""
    collect_task(aws.session(), _TARGET)
    assert not any(asked.get("RoleName") == "AWSServiceRoleForECS" for asked in aws.requests("iam:GetRole"))

    aws.script["ecs:DescribeTasks"] = {"tasks": [world.task(attachments=[])]}
    collect_task(aws.session(), _TARGET)
    assert {"RoleName": "AWSServiceRoleForECS"} in aws.requests("iam:GetRole")
