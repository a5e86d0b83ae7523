from __future__ import annotations

from typing import Any

import pytest

from fargate_doctor.case.model import Failure
from fargate_doctor.facts.fact import Known, NotKnown
from fargate_doctor.facts.network_configuration import FoundConfiguration
from fargate_doctor.facts.placement import placement_of
from tests.facts.fargate_tasks import (
    CLUSTER_ARN,
    DEFINITION_ARN,
    SERVICE_ARN,
    TASK_ARN,
    attachment,
    event,
    snapshot,
    task,
)

SUBNET = {"SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24", "AvailabilityZone": "eu-west-1a"}
ENI = {
    "NetworkInterfaceId": "eni-1",
    "VpcId": "vpc-1",
    "SubnetId": "subnet-1",
    "PrivateIpAddress": "10.0.1.5",
    "Groups": [{"GroupId": "sg-task"}],
    "Association": {"PublicIp": "203.0.113.9"},
}


def awsvpc(*subnets: str, groups: tuple[str, ...] = ("sg-1",), public: str | None = "ENABLED") -> dict[str, Any]:
    configuration: dict[str, Any] = {"subnets": list(subnets), "securityGroups": list(groups)}
    if public is not None:
        configuration["assignPublicIp"] = public
    return {"awsvpcConfiguration": configuration}


def service(**members: Any) -> dict[str, Any]:  # noqa: ANN401 - members of AWS's JSON
    return {"services": [{"serviceArn": SERVICE_ARN, "serviceName": "web", "clusterArn": CLUSTER_ARN, **members}]}


def deployment(identifier: str, configuration: dict[str, Any]) -> dict[str, Any]:
    return {"id": identifier, "networkConfiguration": configuration}


def source_of(placement_configuration: FoundConfiguration | NotKnown) -> str | None:
    return placement_configuration.source if isinstance(placement_configuration, FoundConfiguration) else None


def test_network_interface_that_exists_is_observed() -> None:
    """While the interface exists it alone says where the task is."""
    seen = snapshot(ec2__DescribeNetworkInterfaces={"NetworkInterfaces": [ENI]})

    placed = placement_of(seen, task(attachments=[attachment(networkInterfaceId="eni-1", subnetId="subnet-1")]))

    assert isinstance(placed.group_ids, Known)
    assert placed.group_ids.value == ("sg-task",)
    assert placed.group_ids.supports == "certain"
    assert placed.has_public_ipv4.require().value is True
    assert placed.vpc_id.require().value == "vpc-1"
    assert placed.ip_versions == (4,)


def test_task_remembers_subnet_and_address_but_not_groups() -> None:
    """A stopped task's attachment is observed; groups and public address come from the deployment, as rebuilt."""
    seen = snapshot(
        ec2__DescribeSubnets={"Subnets": [SUBNET]},
        ecs__DescribeServices=service(deployments=[deployment("ecs-svc/1", awsvpc("subnet-1", "subnet-2"))]),
    )
    stopped = task(attachments=[attachment(subnetId="subnet-1", privateIPv4Address="10.0.1.7")])

    placed = placement_of(seen, stopped)

    assert placed.subnet_id.require().supports == "certain"
    assert placed.sender.private_ipv4.require().value == "10.0.1.7"
    assert placed.vpc_id.require().value == "vpc-1"
    assert placed.group_ids.require().value == ("sg-1",)
    assert placed.group_ids.require().supports == "likely"
    assert placed.has_public_ipv4.require().value is True
    assert placed.has_public_ipv4.require().evidence[0].origin == "reconstructed"
    assert placed.has_public_ipv4.require().evidence[0].field == (
        "deployments[0].networkConfiguration.awsvpcConfiguration.assignPublicIp"
    )
    assert placed.zone.require().value == "eu-west-1a"


@pytest.mark.parametrize(
    ("answers", "source"),
    [
        pytest.param(
            {
                "ecs__DescribeServices": service(
                    deployments=[
                        deployment("ecs-svc/2", awsvpc("subnet-2")),
                        deployment("ecs-svc/1", awsvpc("subnet-1")),
                    ],
                    networkConfiguration=awsvpc("subnet-9"),
                )
            },
            "deployment",
            id="the deployment that started it",
        ),
        pytest.param(
            {"ecs__DescribeServices": service(taskSets=[deployment("ecs-svc/1", awsvpc("subnet-1"))])},
            "task-set",
            id="its task set inside the service",
        ),
        pytest.param(
            {
                "ecs__DescribeTaskSets": {
                    "taskSets": [
                        {"id": "ecs-svc/1", "taskSetArn": "arn:ts", "networkConfiguration": awsvpc("subnet-1")}
                    ]
                }
            },
            "task-set",
            id="its task set by itself",
        ),
        pytest.param(
            {
                "ecs__ListServiceDeployments": {
                    "serviceDeployments": [
                        {
                            "serviceDeploymentArn": "arn:old",
                            "serviceArn": SERVICE_ARN,
                            "targetServiceRevisionArn": "arn:rev/1",
                            "createdAt": "2026-03-09T00:00:00Z",
                        },
                        {
                            "serviceDeploymentArn": "arn:later",
                            "serviceArn": SERVICE_ARN,
                            "targetServiceRevisionArn": "arn:rev/2",
                            "createdAt": "2026-03-10T11:00:00Z",
                        },
                    ]
                },
                "ecs__DescribeServiceRevisions": {
                    "serviceRevisions": [
                        {
                            "serviceRevisionArn": "arn:rev/1",
                            "serviceArn": SERVICE_ARN,
                            "taskDefinition": DEFINITION_ARN,
                            "networkConfiguration": awsvpc("subnet-1"),
                        },
                        {
                            "serviceRevisionArn": "arn:rev/2",
                            "serviceArn": SERVICE_ARN,
                            "networkConfiguration": awsvpc("subnet-2"),
                        },
                    ]
                },
            },
            "service-revision",
            id="the revision that was current when it was created",
        ),
        pytest.param(
            {
                "ecs__DescribeServices": service(
                    deployments=[deployment("ecs-svc/2", awsvpc("subnet-2"))], networkConfiguration=awsvpc("subnet-1")
                )
            },
            "service",
            id="the service as it is now",
        ),
    ],
)
def test_configuration_of_a_service_task_is_found(answers: dict[str, Any], source: str) -> None:
    placed = placement_of(snapshot(**answers), task())

    assert source_of(placed.configuration) == source
    assert placed.subnet_id.require().value == "subnet-1"
    assert placed.subnet_id.require().supports == "likely"


@pytest.mark.parametrize("wrap", ["requestParameters", "RequestParameters"])
def test_standalone_task_is_rebuilt_from_run_task(wrap: str) -> None:
    """The RunTask event whose answer names the task tells its configuration, whatever the case of its names."""
    body = {
        wrap: {"networkConfiguration": {"awsvpcConfiguration": {"Subnets": ["subnet-1"], "assignPublicIp": "ENABLED"}}},
        "responseElements": {"tasks": [{"taskArn": TASK_ARN}]},
    }
    seen = snapshot(cloudtrail__LookupEvents={"Events": [event("RunTask", "2026-03-10T10:00:00Z", body)]})

    placed = placement_of(seen, task(group="family:web", startedBy=None))

    assert source_of(placed.configuration) == "run-task"
    assert placed.subnet_id.require().value == "subnet-1"
    assert placed.has_public_ipv4.require().value is True
    assert placed.subnet_id.require().evidence[0].field.endswith("awsvpcConfiguration.subnets")


def test_run_task_of_another_task_tells_nothing() -> None:
    body = {"requestParameters": {"networkConfiguration": awsvpc("subnet-1")}, "responseElements": {"tasks": []}}
    seen = snapshot(cloudtrail__LookupEvents={"Events": [event("RunTask", "2026-03-10T10:00:00Z", body)]})

    placed = placement_of(seen, task(group="family:web"))

    assert isinstance(placed.subnet_id, NotKnown)
    assert placed.subnet_id.missing[0].operation == "cloudtrail:LookupEvents"


def test_no_group_named_means_the_default_group() -> None:
    seen = snapshot(
        ec2__DescribeSubnets={"Subnets": [SUBNET]},
        ec2__DescribeSecurityGroups={
            "SecurityGroups": [
                {"GroupId": "sg-other", "GroupName": "default", "VpcId": "vpc-2"},
                {"GroupId": "sg-default", "GroupName": "default", "VpcId": "vpc-1"},
            ]
        },
        ecs__DescribeServices=service(networkConfiguration=awsvpc("subnet-1", groups=())),
    )

    placed = placement_of(seen, task())

    assert placed.group_ids.require().value == ("sg-default",)
    assert [each.operation for each in placed.group_ids.require().evidence] == [
        "ecs:DescribeServices",
        "ec2:DescribeSecurityGroups",
    ]


def test_no_public_address_asked_for_means_disabled() -> None:
    seen = snapshot(ecs__DescribeServices=service(networkConfiguration=awsvpc("subnet-1", public=None)))

    assert placement_of(seen, task()).has_public_ipv4.require().value is False


def test_several_subnets_leave_the_subnet_unknown_and_the_vpc_known() -> None:
    seen = snapshot(
        ec2__DescribeSubnets={"Subnets": [SUBNET]},
        ecs__DescribeServices=service(networkConfiguration=awsvpc("subnet-1", "subnet-2")),
    )

    placed = placement_of(seen, task())

    assert isinstance(placed.subnet_id, NotKnown)
    assert placed.vpc_id.require().value == "vpc-1"


def test_configuration_without_the_seen_subnet_is_not_the_tasks() -> None:
    """A service whose subnets changed since does not tell the groups of the task."""
    seen = snapshot(ecs__DescribeServices=service(networkConfiguration=awsvpc("subnet-9")))

    placed = placement_of(seen, task(attachments=[attachment(subnetId="subnet-1")]))

    assert placed.subnet_id.require().value == "subnet-1"
    assert isinstance(placed.group_ids, NotKnown)


def test_refused_service_is_named_as_missing() -> None:
    refused = Failure(operation="ecs:DescribeServices", error="AccessDeniedException", action="ecs:DescribeServices")

    placed = placement_of(snapshot(refused), task())

    assert isinstance(placed.group_ids, NotKnown)
    assert ("ecs:DescribeServices", "AccessDeniedException") in {
        (each.operation, each.error) for each in placed.group_ids.missing
    }


@pytest.mark.parametrize(
    ("members", "versions"),
    [
        ({"attachments": [attachment(privateIPv4Address="10.0.1.7")]}, (4,)),
        ({"attachments": [attachment(privateIPv6Address="2001:db8::7")]}, (6,)),
        (
            {
                "containers": [
                    {
                        "name": "web",
                        "networkInterfaces": [{"privateIpv4Address": "10.0.1.7", "ipv6Address": "2001:db8::7"}],
                    }
                ]
            },
            (4, 6),
        ),
        ({}, (4,)),
    ],
)
def test_addresses_tell_the_ip_versions(members: dict[str, Any], versions: tuple[int, ...]) -> None:
    assert placement_of(snapshot(), task(**members)).ip_versions == versions


def test_subnet_without_ipv4_gives_ipv6_alone() -> None:
    only_ipv6 = {
        "SubnetId": "subnet-1",
        "VpcId": "vpc-1",
        "Ipv6Native": True,
        "Ipv6CidrBlockAssociationSet": [{"Ipv6CidrBlock": "2001:db8::/64"}],
    }
    seen = snapshot(ec2__DescribeSubnets={"Subnets": [only_ipv6]})

    placed = placement_of(seen, task(attachments=[attachment(subnetId="subnet-1")]))

    assert placed.ip_versions == (6,)
    assert placed.sender.private_ipv4.require().value is None


def test_container_that_recorded_only_ipv4_had_no_ipv6() -> None:
    recorded = task(containers=[{"name": "web", "networkInterfaces": [{"privateIpv4Address": "10.0.1.7"}]}])

    assert placement_of(snapshot(), recorded).sender.ipv6.require().value is None


def test_interface_is_found_by_its_description() -> None:
    """ECS names the attachment in the description before the task names the interface."""
    described = {**ENI, "Description": "arn:aws:ecs:eu-west-1:123456789012:attachment/a1b2"}
    seen = snapshot(ec2__DescribeNetworkInterfaces={"NetworkInterfaces": [described]})

    assert placement_of(seen, task(attachments=[attachment(subnetId="subnet-1")])).interface is not None
