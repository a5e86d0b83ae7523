from __future__ import annotations

from typing import Any

import pytest

from fargate_doctor.facts.needs import needs_of
from fargate_doctor.facts.platform import platform_of
from tests.facts.fargate_tasks import attachment, definition, snapshot, task

ECR = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/web:7"
SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:db-AbCdEf"


def needs(*containers: dict[str, Any], volumes: tuple[dict[str, Any], ...] = (), **of_task: Any) -> tuple[Any, ...]:  # noqa: ANN401 - members of AWS's JSON
    stopped = task(**of_task)
    asked = definition(*containers, volumes=list(volumes))
    return needs_of(snapshot(), stopped, asked, platform_of(stopped)).value


@pytest.mark.parametrize(
    ("container", "destinations"),
    [
        pytest.param(
            {"image": ECR},
            {
                "ecr-api": "api.ecr.eu-west-1.amazonaws.com:443",
                "ecr-registry": "123456789012.dkr.ecr.eu-west-1.amazonaws.com:443",
                "image-layers": "prod-eu-west-1-starport-layer-bucket.s3.eu-west-1.amazonaws.com:443",
            },
            id="private ECR",
        ),
        pytest.param(
            {"image": "123456789012.dkr-ecr.eu-west-1.on.aws/web"},
            {
                "ecr-api": "ecr.eu-west-1.api.aws:443",
                "ecr-registry": "123456789012.dkr-ecr.eu-west-1.on.aws:443",
                "image-layers": "prod-eu-west-1-starport-layer-bucket.s3.dualstack.eu-west-1.amazonaws.com:443",
            },
            id="private ECR by its dual-stack name",
        ),
        pytest.param({"image": "public.ecr.aws/nginx/nginx"}, {"registry": "public.ecr.aws:443"}, id="ECR Public"),
        pytest.param({"image": "registry.corp:5000/web"}, {"registry": "registry.corp:5000"}, id="port of its own"),
        pytest.param({"image": "not valid"}, {}, id="malformed image"),
        pytest.param(
            {"secrets": [{"name": "A", "valueFrom": f"{SECRET}:password::"}]},
            {"secrets": "secretsmanager.us-east-1.amazonaws.com:443"},
            id="secret of another Region",
        ),
        pytest.param(
            {"secrets": [{"name": "A", "valueFrom": "/web/key"}]},
            {"ssm": "ssm.eu-west-1.amazonaws.com:443"},
            id="bare name of a parameter",
        ),
        pytest.param(
            {"secrets": [{"name": "A", "valueFrom": "arn:aws:ssm:eu-west-2:123456789012:parameter/k"}]},
            {"ssm": "ssm.eu-west-2.amazonaws.com:443"},
            id="ARN of a parameter",
        ),
        pytest.param(
            {"repositoryCredentials": {"credentialsParameter": "hub"}},
            {"secrets": "secretsmanager.eu-west-1.amazonaws.com:443"},
            id="registry credentials",
        ),
        pytest.param(
            {"logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/ecs/web"}}},
            {"logs": "logs.eu-west-1.amazonaws.com:443"},
            id="log driver without a Region",
        ),
        pytest.param(
            {"logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-region": "eu-west-3"}}},
            {"logs": "logs.eu-west-3.amazonaws.com:443"},
            id="log driver of another Region",
        ),
        pytest.param(
            {"logConfiguration": {"logDriver": "splunk", "options": {"splunk-url": "https://hec.example:8088/x"}}},
            {"logs": "hec.example:8088"},
            id="splunk",
        ),
        pytest.param(
            {"logConfiguration": {"logDriver": "splunk", "options": {"splunk-url": "https://[bad"}}},
            {},
            id="splunk address that is none",
        ),
        pytest.param(
            {
                "logConfiguration": {
                    "logDriver": "awsfirelens",
                    "options": {"Name": "cloudwatch", "region": "eu-west-2"},
                }
            },
            {"logs": "logs.eu-west-2.amazonaws.com:443"},
            id="FireLens that names its Region",
        ),
        pytest.param(
            {"logConfiguration": {"logDriver": "awsfirelens", "options": {"Name": "datadog"}}},
            {},
            id="FireLens that names nothing",
        ),
        pytest.param(
            {"environmentFiles": [{"value": "arn:aws:s3:::config/web.env", "type": "s3"}]},
            {"s3": "config.s3.eu-west-1.amazonaws.com:443"},
            id="environment file",
        ),
    ],
)
def test_container_needs(container: dict[str, Any], destinations: dict[str, str]) -> None:
    found = needs({"name": "web", "image": "not valid", **container})

    assert {each.purpose: each.destination for each in found} == destinations


def test_docker_hub_is_a_registry_and_its_login() -> None:
    assert [each.host for each in needs({"name": "web", "image": "nginx"})] == [
        "registry-1.docker.io",
        "auth.docker.io",
    ]


def test_file_system_is_mounted_over_nfs_under_the_task_role() -> None:
    volume = {"name": "v", "efsVolumeConfiguration": {"fileSystemId": "fs-0123456789abcdef0"}}

    (found,) = needs(volumes=(volume,))

    assert found.destination == "fs-0123456789abcdef0.efs.eu-west-1.amazonaws.com:2049"
    assert (found.role, found.principal) == ("task", "arn:aws:iam::123456789012:role/task")


def test_needs_stand_in_the_order_of_life_and_once() -> None:
    """Two containers of one registry need it once; every image stays quoted and every permission asked for."""
    logging = {"logDriver": "awslogs", "options": {"awslogs-group": "/ecs/web"}}
    found = needs(
        {"name": "web", "image": ECR, "logConfiguration": logging},
        {"name": "side", "image": ECR.replace("team/web", "team/side"), "logConfiguration": logging},
    )

    assert [each.purpose for each in found] == ["ecr-api", "ecr-registry", "image-layers", "logs"]
    assert [each.field for each in found[1].evidence] == [
        "containerDefinitions[0].image",
        "containerDefinitions[1].image",
    ]
    assert {each.resource.rpartition("/")[2] for each in found[1].permissions} == {"web", "side"}


def test_permissions_are_what_an_endpoint_policy_must_let_through() -> None:
    options = {"awslogs-group": "/ecs/web", "awslogs-stream-prefix": "ecs", "awslogs-create-group": "true"}
    found = needs(
        {
            "name": "web",
            "image": ECR,
            "secrets": [{"name": "A", "valueFrom": f"{SECRET}:password::"}],
            "logConfiguration": {"logDriver": "awslogs", "options": options},
        },
        stoppedReason="failed to create Cloudwatch log group: not authorized to perform: logs:CreateLogGroup",
    )
    asked = {(each.action, each.resource) for need in found for each in need.permissions}

    assert ("ecr:GetAuthorizationToken", "*") in asked
    assert ("ecr:BatchGetImage", "arn:aws:ecr:eu-west-1:123456789012:repository/team/web") in asked
    assert ("s3:GetObject", "arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*") in asked
    assert ("secretsmanager:GetSecretValue", SECRET) in asked
    assert {action for action, _ in asked} >= {"logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"}


def test_old_platform_sends_login_and_secrets_through_fargate() -> None:
    found = needs(
        {"name": "web", "image": ECR, "secrets": [{"name": "A", "valueFrom": SECRET}]}, platformVersion="1.3.0"
    )

    carriers = {each.purpose: each.carried_by for each in found}
    assert carriers == {
        "ecr-api": "fargate-eni",
        "secrets": "fargate-eni",
        "ecr-registry": "task-eni",
        "image-layers": "task-eni",
    }


def test_old_platform_mounts_no_file_system_and_takes_no_environment_file() -> None:
    volume = {"name": "v", "efsVolumeConfiguration": {"fileSystemId": "fs-1"}}
    file = {"value": "arn:aws:s3:::config/web.env", "type": "s3"}

    assert needs({"name": "web", "environmentFiles": [file]}, volumes=(volume,), platformVersion="1.3.0") == ()


def test_task_without_ipv4_asks_for_dual_stack_names() -> None:
    found = needs(
        {"name": "web", "secrets": [{"name": "A", "valueFrom": "/web/key"}]},
        attachments=[attachment(privateIPv6Address="2001:db8::7")],
    )

    assert [(each.host, each.ip_versions) for each in found] == [("ssm.eu-west-1.api.aws", (4, 6))]
