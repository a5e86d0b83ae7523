"""What the agents beside a task's containers reach for, and what a task starts without."""

from __future__ import annotations

from typing import Any

import pytest

from fargate_doctor.facts.needs import needs_of
from fargate_doctor.facts.platform import platform_of
from tests.facts.fargate_tasks import CLUSTER_ARN, SERVICE_ARN, attachment, definition, snapshot, task

VPC, SUBNET = "vpc-0a", "subnet-0a"
SUBNETS = {"Subnets": [{"SubnetId": SUBNET, "VpcId": VPC, "CidrBlock": "10.0.0.0/24"}]}
OWN_NAME = "vpce-0a-1b2c.ecs-agent.eu-west-1.vpce.amazonaws.com"


def endpoints(vpc: str = VPC, state: str = "available", name: str = "ecs-agent") -> dict[str, Any]:
    """Return one endpoint of a VPC."""
    endpoint = {
        "VpcEndpointId": "vpce-0a",
        "VpcEndpointType": "Interface",
        "VpcId": vpc,
        "ServiceName": f"com.amazonaws.eu-west-1.{name}",
        "State": state,
        "DnsEntries": [{"DnsName": OWN_NAME}],
    }
    return {"VpcEndpoints": [endpoint]}


def service(*, enabled: bool = True, deployment: str = "ecs-svc/1") -> dict[str, Any]:
    """Return the service of the task, one deployment of which may take part in Service Connect."""
    deployed = {"id": deployment, "serviceConnectConfiguration": {"enabled": enabled, "namespace": "shop"}}
    named = {"serviceArn": SERVICE_ARN, "serviceName": "web", "clusterArn": CLUSTER_ARN}
    return {"services": [{**named, "deployments": [deployed]}]}


def needs(*containers: dict[str, Any], answers: dict[str, Any] | None = None, **of_task: Any) -> tuple[Any, ...]:  # noqa: ANN401
    stopped = task(attachments=[attachment(subnetId=SUBNET)], **of_task)
    read = snapshot(ec2__DescribeSubnets=SUBNETS, **(answers or {}))
    return needs_of(read, stopped, definition(*containers), platform_of(stopped)).value


def test_commands_go_through_session_manager_and_stop_no_start() -> None:
    (found,) = needs(enableExecuteCommand=True)

    assert (found.purpose, found.destination) == ("custom", "ssmmessages.eu-west-1.amazonaws.com:443")
    assert (found.role, found.service, found.stops_start) == ("task", "ssmmessages", False)


@pytest.mark.parametrize(
    "of_task", [{}, {"enableExecuteCommand": False}, {"enableExecuteCommand": True, "platformVersion": "1.3.0"}]
)
def test_without_commands_nothing_is_reached_for(of_task: dict[str, Any]) -> None:
    assert needs(**of_task) == ()


@pytest.mark.parametrize(
    ("answers", "host"),
    [
        ({"ecs__DescribeServices": service()}, "ecs-sc.eu-west-1.api.aws"),
        ({"ecs__DescribeServices": service(), "ec2__DescribeVpcEndpoints": endpoints()}, OWN_NAME),
        (
            {"ecs__DescribeServices": service(), "ec2__DescribeVpcEndpoints": endpoints(vpc="vpc-0b")},
            "ecs-sc.eu-west-1.api.aws",
        ),
        (
            {"ecs__DescribeServices": service(), "ec2__DescribeVpcEndpoints": endpoints(state="deleted")},
            "ecs-sc.eu-west-1.api.aws",
        ),
        (
            {"ecs__DescribeServices": service(), "ec2__DescribeVpcEndpoints": endpoints(name="ecs")},
            "ecs-sc.eu-west-1.api.aws",
        ),
    ],
)
def test_service_connect_takes_the_agents_endpoint_else_a_public_name(answers: dict[str, Any], host: str) -> None:
    (found,) = needs(answers=answers)

    assert (found.host, found.role, found.stops_start) == (host, "none", True)


@pytest.mark.parametrize(
    ("answers", "of_task"),
    [
        ({"ecs__DescribeServices": service(enabled=False)}, {}),
        ({"ecs__DescribeServices": service(deployment="ecs-svc/2")}, {}),
        ({"ecs__DescribeServices": service()}, {"platformVersion": "1.3.0"}),
        ({}, {}),
    ],
)
def test_who_takes_no_part_needs_nothing(answers: dict[str, Any], of_task: dict[str, Any]) -> None:
    """Only the deployment that launched the task counts, and platform versions that know Service Connect."""
    assert needs(answers=answers, **of_task) == ()


@pytest.mark.parametrize(
    ("options", "destination"),
    [
        ({"Name": "cloudwatch_logs", "region": "eu-west-2"}, "logs.eu-west-2.amazonaws.com:443"),
        ({"@type": "kinesis_firehose", "region": "eu-west-2"}, "firehose.eu-west-2.amazonaws.com:443"),
        ({"Name": "s3", "region": "eu-west-2", "bucket": "logs"}, "logs.s3.eu-west-2.amazonaws.com:443"),
        ({"Name": "http", "Host": "in.example.com", "Port": "8443"}, "in.example.com:8443"),
        ({"Name": "forward", "Host": "collector.corp.example"}, "collector.corp.example:24224"),
        ({"Name": "opensearch", "Host": "search.example.com", "Port": "443"}, "search.example.com:443"),
        ({"Name": "cloudwatch_logs", "region": "eu-west-2", "endpoint": "https://proxy"}, None),
        ({"Name": "s3", "region": "eu-west-2"}, None),
        ({"Name": "datadog", "Host": "http-intake.logs.datadoghq.com"}, None),
        ({"Name": "http", "Host": "${HOST}", "Port": "443"}, None),
        ({"Name": "http", "Host": "in.example.com", "Port": "99999"}, None),
        ({"Name": "syslog", "Host": "in.example.com", "Port": "514"}, None),
        ({"Name": "stdout"}, None),
        ({}, None),
    ],
)
def test_a_log_router_is_followed_as_far_as_its_options_name(options: dict[str, str], destination: str | None) -> None:
    """A task starts whether or not its log router reaches where it sends."""
    logging = {"logDriver": "awsfirelens", "options": options}
    found = needs({"name": "web", "image": "not valid", "logConfiguration": logging})

    assert [each.destination for each in found] == ([destination] if destination else [])
    assert not any(each.stops_start for each in found)


@pytest.mark.parametrize(
    ("image", "hosts"),
    [
        (
            "999988887777.dkr.ecr.us-east-1.amazonaws.com/team/web:1",
            {
                "api.ecr.us-east-1.amazonaws.com",
                "999988887777.dkr.ecr.us-east-1.amazonaws.com",
                "prod-us-east-1-starport-layer-bucket.s3.us-east-1.amazonaws.com",
            },
        ),
        (
            "999988887777.dkr-ecr.us-east-1.on.aws/team/web:1",
            {
                "ecr.us-east-1.api.aws",
                "999988887777.dkr-ecr.us-east-1.on.aws",
                "prod-us-east-1-starport-layer-bucket.s3.dualstack.us-east-1.amazonaws.com",
            },
        ),
        ("public.ecr.aws/docker/library/nginx:1", {"public.ecr.aws"}),
        ("ghcr.io/team/web@sha256:" + "a" * 64, {"ghcr.io"}),
        ("localhost:5000/web", {"localhost"}),
    ],
)
def test_images_of_other_accounts_regions_and_registries(image: str, hosts: set[str]) -> None:
    found = needs({"name": "web", "image": image})

    assert {each.host for each in found} == hosts
    repositories = {one.resource for each in found for one in each.permissions if "repository" in one.resource}
    assert repositories <= {"arn:aws:ecr:us-east-1:999988887777:repository/team/web"}


def test_no_endpoint_of_container_instances_is_ever_asked_for() -> None:
    """Fargate needs neither `ecs` nor `ecs-telemetry`, and `ecs-agent` only where an endpoint for it is there."""
    answers = {"ecs__DescribeServices": service()}
    found = needs({"name": "web", "image": "nginx"}, answers=answers, enableExecuteCommand=True)

    assert not {each.service for each in found} & {"ecs", "ecs-agent", "ecs-telemetry"}
