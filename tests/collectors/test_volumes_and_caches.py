"""What is asked about file systems and cache rules, and that tasks without either cost no call more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from fargate_doctor.collectors.gather import collect_task
from fargate_doctor.collectors.target import TaskTarget

from . import world
from .scripted_aws import Refused

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject

    from .scripted_aws import ScriptedAws

_TARGET = TaskTarget(task=world.TASK_ARN)
_HOST = f"{world.ACCOUNT}.dkr.ecr.{world.REGION}.amazonaws.com"
_FILE_SYSTEM = "fs-0123456789abcdef0"
_RULES, _IMAGES = "ecr:DescribePullThroughCacheRules", "ecr:DescribeImages"
_TARGETS, _GROUPS = "efs:DescribeMountTargets", "efs:DescribeMountTargetSecurityGroups"
_RULE = {"ecrRepositoryPrefix": "mirror", "upstreamRegistryUrl": "quay.io", "registryId": world.ACCOUNT}
_NEAR, _FAR = "fsmt-0123456789abcdef0", "fsmt-0fedcba9876543210"
_DIGEST = "sha256:" + "a" * 64


def defined(aws: ScriptedAws, *images: str, volumes: tuple[JsonObject, ...] = ()) -> None:
    """Let the task be made of these images and volumes."""
    containers = [{"name": f"c{number}", "image": image} for number, image in enumerate(images)]
    described = {"taskDefinitionArn": world.DEFINITION_ARN, "containerDefinitions": containers, "volumes": volumes}
    aws.script["ecs:DescribeTaskDefinition"] = {"taskDefinition": {**described, "volumes": list(volumes)}}


def mounting(aws: ScriptedAws, *targets: JsonObject) -> None:
    """Let the task mount a file system with these mount targets, from zone `a`."""
    volume: JsonObject = {"name": "shared", "efsVolumeConfiguration": {"fileSystemId": _FILE_SYSTEM}}
    defined(aws, "nginx", volumes=(volume,))
    subnet = {"SubnetId": world.SUBNET, "VpcId": world.VPC, "CidrBlock": "10.0.1.0/24"}
    zone = {"AvailabilityZone": f"{world.REGION}a", "AvailabilityZoneId": "euw1-az1"}
    aws.script["ec2:DescribeSubnets"] = {"Subnets": [{**subnet, **zone}]}
    aws.script[_TARGETS] = {"MountTargets": list(targets)}
    aws.script[_GROUPS] = {"SecurityGroups": [world.GROUP]}


def mount_target(identifier: str, zone: str, zone_id: str) -> JsonObject:
    return {
        "MountTargetId": identifier,
        "FileSystemId": _FILE_SYSTEM,
        "SubnetId": world.SUBNET,
        "NetworkInterfaceId": f"eni-of-{identifier}",
        "LifeCycleState": "available",
        "AvailabilityZoneName": f"{world.REGION}{zone}",
        "AvailabilityZoneId": zone_id,
    }


@pytest.mark.parametrize(
    "image",
    ["nginx", "ghcr.io/team/web:1", "public.ecr.aws/nginx/nginx:1", f"{_HOST}/Web:1", "not valid"],
)
def test_an_image_that_ecr_cannot_hold_costs_nothing(aws: ScriptedAws, image: str) -> None:
    """Nothing is asked of ECR about images of other registries, nor about what no registry takes for a name."""
    defined(aws, image)

    collect_task(aws.session(), _TARGET)

    assert not [operation for operation, _ in aws.asked if operation.startswith(("ecr:", "efs:"))]


@pytest.mark.parametrize(
    "image",
    [
        f"{_HOST}/web:1",
        f"444455556666.dkr.ecr.{world.REGION}.amazonaws.com/team/web:1",
        f"{world.ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/team/web:1",
    ],
)
def test_rules_are_asked_for_only_where_they_can_be_seen(aws: ScriptedAws, image: str) -> None:
    """Not without a prefix, nor for registries of other accounts and Regions."""
    defined(aws, image)

    collect_task(aws.session(), _TARGET)

    assert aws.count(_RULES) == 0


@pytest.mark.parametrize(
    ("image", "asked"),
    [
        ("mirror/team/web:1", {"imageTag": "1"}),
        ("mirror/team/web", {"imageTag": "latest"}),
        (f"mirror/team/web@{_DIGEST}", {"imageDigest": _DIGEST}),
        (f"mirror/team/web:1@{_DIGEST}", {"imageDigest": _DIGEST}),
    ],
)
def test_an_image_behind_a_rule_is_asked_for(aws: ScriptedAws, image: str, asked: dict[str, str]) -> None:
    """By what names it: the digest before the tag, and `latest` where there is neither."""
    defined(aws, f"{_HOST}/{image}")
    aws.script[_RULES] = {"pullThroughCacheRules": [_RULE]}

    collect_task(aws.session(), _TARGET)

    assert aws.requests(_RULES) == [{"registryId": world.ACCOUNT}]
    assert aws.requests(_IMAGES) == [
        {"registryId": world.ACCOUNT, "repositoryName": "mirror/team/web", "imageIds": [asked]}
    ]


def test_images_and_rules_take_four_rounds(aws: ScriptedAws) -> None:
    """The task, its definition, the rules, the image: two calls more, and no round that others do not take."""
    aws.in_rounds = True
    defined(aws, f"{_HOST}/mirror/web:1")
    aws.script[_RULES] = {"pullThroughCacheRules": [_RULE]}

    collect_task(aws.session(), _TARGET)

    assert aws.rounds <= 4
    apart = ("cloudtrail:", "elbv2:DescribeTargetHealth", "elbv2:DescribeLoadBalancers")
    assert len([operation for operation, _ in aws.asked if not operation.startswith(apart)]) <= 30


def test_two_images_of_one_registry_take_one_listing(aws: ScriptedAws) -> None:
    """The rules are asked for once, and an image that two containers share."""
    defined(aws, f"{_HOST}/mirror/web:1", f"{_HOST}/mirrors/web:1", f"{_HOST}/mirror/web:1")
    aws.script[_RULES] = {"pullThroughCacheRules": [_RULE]}

    collect_task(aws.session(), _TARGET)

    assert (aws.count(_RULES), aws.count(_IMAGES)) == (1, 2)


def test_a_missing_image_is_kept_as_said(aws: ScriptedAws) -> None:
    defined(aws, f"{_HOST}/mirror/web:1")
    aws.script[_RULES] = {"pullThroughCacheRules": [_RULE]}
    aws.script[_IMAGES] = Refused("RepositoryNotFoundException")

    case = collect_task(aws.session(), _TARGET)

    assert [(each.operation, each.error, each.action) for each in case.failures] == [
        (_IMAGES, "RepositoryNotFoundException", None)
    ]


def test_mount_targets_are_asked_for_in_four_rounds(aws: ScriptedAws) -> None:
    """One call more for a file system: the interfaces of the VPC show which groups its mount target has."""
    aws.in_rounds = True
    mounting(aws, mount_target(_NEAR, "a", "euw1-az1"), mount_target(_FAR, "b", "euw1-az2"))
    seen = [{"NetworkInterfaceId": f"eni-of-{each}", "VpcId": world.VPC} for each in (_NEAR, _FAR)]
    aws.script["ec2:DescribeNetworkInterfaces"] = {"NetworkInterfaces": seen}

    collect_task(aws.session(), _TARGET)

    assert aws.requests(_TARGETS) == [{"FileSystemId": _FILE_SYSTEM}]
    assert aws.count(_GROUPS) == 0
    assert aws.rounds <= 4


def test_groups_of_a_mount_target_are_asked_for_where_its_interface_is_not_shown(aws: ScriptedAws) -> None:
    """Only those of the mount target in the task's own zone."""
    mounting(aws, mount_target(_NEAR, "a", "euw1-az1"), mount_target(_FAR, "b", "euw1-az2"))
    aws.script["ec2:DescribeNetworkInterfaces"] = Refused("UnauthorizedOperation", status=403)

    collect_task(aws.session(), _TARGET)

    assert aws.requests(_GROUPS) == [{"MountTargetId": _NEAR}]


@pytest.mark.parametrize("operation", [_RULES, _IMAGES, _TARGETS, _GROUPS])
def test_refusals_are_recorded_with_their_action(aws: ScriptedAws, operation: str) -> None:
    """Whatever is refused, everything else is collected, and the case names the action that would lift it."""
    mounting(aws, mount_target(_NEAR, "a", "euw1-az1"))
    described: Any = aws.script["ecs:DescribeTaskDefinition"]
    described["taskDefinition"]["containerDefinitions"][0]["image"] = f"{_HOST}/mirror/web:1"
    aws.script[_RULES] = {"pullThroughCacheRules": [_RULE]}
    aws.script[operation] = Refused("AccessDeniedException")

    case = collect_task(aws.session(), _TARGET)

    (refused,) = case.failures
    assert (refused.operation, refused.action) == (operation, operation.replace("efs:", "elasticfilesystem:"))
    assert "ec2:DescribeRouteTables" in case.records
