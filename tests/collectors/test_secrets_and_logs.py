"""What is asked about secrets, parameters, keys, log groups, environment files and file systems, and what never is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from fargate_doctor.collectors.gather import collect_task
from fargate_doctor.collectors.permissions import PERMITTED
from fargate_doctor.collectors.target import TaskTarget

from . import world
from .scripted_aws import Refused

if TYPE_CHECKING:
    from fargate_doctor.case.model import Case, JsonObject

    from .scripted_aws import ScriptedAws

_TARGET = TaskTarget(task=world.TASK_ARN)
_SECRET = f"arn:aws:secretsmanager:{world.REGION}:{world.ACCOUNT}:secret:shop/db-Ab12Cd"
_VERSION = "11111111-2222-4333-8444-555555555555"
_KEY = f"arn:aws:kms:{world.REGION}:{world.ACCOUNT}:key/0a1b2c3d-1111-4222-8333-444455556666"
_ALIAS = f"arn:aws:kms:{world.REGION}:{world.ACCOUNT}:alias/shop"
_DESCRIBE, _POLICY = "secretsmanager:DescribeSecret", "secretsmanager:GetResourcePolicy"
_PARAMETERS, _KEYS, _KEY_POLICY = "ssm:DescribeParameters", "kms:DescribeKey", "kms:GetKeyPolicy"
_GROUPS, _LOCATION, _LISTING = "logs:DescribeLogGroups", "s3:GetBucketLocation", "s3:ListObjectsV2"
_STORES = ("secretsmanager:", "ssm:", "kms:", "logs:DescribeLogGroups", "s3:", "efs:")
_SHOW_VALUES = ("GetSecretValue", "BatchGetSecretValue", "GetParameter", "GetObject", "Decrypt", "GenerateDataKey")


def defined(aws: ScriptedAws, volumes: tuple[JsonObject, ...] = (), **container: Any) -> None:  # noqa: ANN401
    """Let the task be made of one container."""
    described = {"taskDefinitionArn": world.DEFINITION_ARN, "volumes": list(volumes)}
    containers = [{"name": "web", "image": "nginx", **container}]
    aws.script["ecs:DescribeTaskDefinition"] = {"taskDefinition": {**described, "containerDefinitions": containers}}


def naming(aws: ScriptedAws, *written: str) -> None:
    """Let the container name secrets so."""
    defined(aws, secrets=[{"name": f"S{number}", "valueFrom": each} for number, each in enumerate(written)])


def described(**members: Any) -> JsonObject:  # noqa: ANN401 - members of AWS's JSON
    return {"ARN": _SECRET, "Name": "shop/db", "VersionIdsToStages": {_VERSION: ["AWSCURRENT"]}, **members}


def asked_of_stores(aws: ScriptedAws) -> list[str]:
    return sorted(operation for operation, _ in aws.asked if operation.startswith(_STORES))


def regions_of(case: Case, operation: str) -> set[str | None]:
    answered = {each.region for each in case.records.get(operation, ())}
    return answered | {each.region for each in case.failures if each.operation == operation}


def test_no_permitted_operation_shows_a_value() -> None:
    """Secrets, parameters and files are never read, nor is anything decrypted."""
    names = [line.operation.partition(":")[2] for line in PERMITTED]
    actions = [line.action.partition(":")[2] for line in PERMITTED]

    assert not [each for each in (*names, *actions) if each.startswith(_SHOW_VALUES)]
    assert {line.action for line in PERMITTED if line.operation.startswith("s3:List")} == {"s3:ListBucket"}


def test_a_task_that_names_nothing_costs_nothing(aws: ScriptedAws) -> None:
    defined(aws)

    collect_task(aws.session(), _TARGET)

    assert asked_of_stores(aws) == []


@pytest.mark.parametrize("written", [_SECRET, f"{_SECRET}:user::", f"{_SECRET}:user:AWSPREVIOUS:", f"{_SECRET}:user"])
def test_a_secret_is_asked_for_without_key_and_version(aws: ScriptedAws, written: str) -> None:
    """Two calls for one secret with the key of AWS, however its parts are named."""
    naming(aws, written, _SECRET)
    aws.script[_DESCRIBE] = described()

    collect_task(aws.session(), _TARGET)

    assert aws.requests(_DESCRIBE) == aws.requests(_POLICY) == [{"SecretId": _SECRET}]
    assert asked_of_stores(aws) == [_DESCRIBE, _POLICY]


@pytest.mark.parametrize(
    ("key", "asked", "manager", "policies"),
    [
        (None, [], "CUSTOMER", 0),
        ("alias/aws/secretsmanager", [], "AWS", 0),
        (_KEY, [_KEY], "CUSTOMER", 1),
        (_KEY.rpartition("/")[2], [_KEY], "CUSTOMER", 1),
        ("alias/shop", [_ALIAS], "CUSTOMER", 1),
        (_KEY, [_KEY], "AWS", 0),
    ],
)
def test_keys_are_asked_for_by_their_arn(
    aws: ScriptedAws, key: str | None, asked: list[str], manager: str, policies: int
) -> None:
    """Those that AWS keeps are not, and their policies never."""
    naming(aws, _SECRET)
    aws.script[_DESCRIBE] = described(**({"KmsKeyId": key} if key else {}))
    aws.script[_KEYS] = {"KeyMetadata": {"KeyId": "k", "Arn": _KEY, "KeyState": "Enabled", "KeyManager": manager}}

    collect_task(aws.session(), _TARGET)

    assert aws.requests(_KEYS) == [{"KeyId": each} for each in asked]
    assert aws.requests(_KEY_POLICY) == [{"KeyId": _KEY}] * policies


def test_a_secret_is_asked_for_where_it_lives(aws: ScriptedAws) -> None:
    """A refusal there is kept with the Region, and nothing about it is asked at home."""
    elsewhere = _SECRET.replace(world.REGION, "eu-north-1")
    naming(aws, elsewhere)
    aws.script[_DESCRIBE] = aws.script[_POLICY] = Refused("ResourceNotFoundException")

    case = collect_task(aws.session(), _TARGET)

    assert regions_of(case, _DESCRIBE) == regions_of(case, _POLICY) == {"eu-north-1"}


def test_parameters_of_a_region_take_one_call(aws: ScriptedAws) -> None:
    """A name without other slashes may begin with one that its ARN does not show; other accounts are not asked."""
    start = f"arn:aws:ssm:{world.REGION}"
    other = f"{start}:444455556666:parameter/other"
    naming(aws, "/shop/mail", "token", f"{start}:{world.ACCOUNT}:parameter/shop/db:3", other)

    collect_task(aws.session(), _TARGET)

    (request,) = aws.requests(_PARAMETERS)
    (by_name,) = request["ParameterFilters"]
    assert (by_name["Key"], by_name["Option"]) == ("Name", "Equals")
    assert by_name["Values"] == ["/shop/db", "/shop/mail", "/token", "token"]


def test_many_parameters_are_asked_for_in_batches(aws: ScriptedAws) -> None:
    """Fifty names a call: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ParameterStringFilter.html"""
    naming(aws, *(f"/shop/{number:03}" for number in range(120)))

    collect_task(aws.session(), _TARGET)

    assert [len(each["ParameterFilters"][0]["Values"]) for each in aws.requests(_PARAMETERS)] == [50, 50, 20]


@pytest.mark.parametrize(
    ("options", "regions"),
    [
        ({"awslogs-group": "/shop/web", "awslogs-region": world.REGION}, {world.REGION}),
        ({"awslogs-group": "/shop/web"}, {world.REGION}),
        ({"awslogs-group": "/shop/web", "awslogs-region": "eu-north-1"}, {"eu-north-1", world.REGION}),
        ({}, set()),
    ],
)
def test_log_groups(aws: ScriptedAws, options: dict[str, str], regions: set[str]) -> None:
    """One call a group; where it is not in the Region that is named, one more in the task's own."""
    defined(aws, logConfiguration={"logDriver": "awslogs", "options": options})
    aws.script[_GROUPS] = {"logGroups": []}

    case = collect_task(aws.session(), _TARGET)

    assert regions_of(case, _GROUPS) == regions
    assert aws.requests(_GROUPS) == [{"logGroupNamePrefix": "/shop/web"}] * len(regions)


def test_log_groups_of_like_names_are_not_paged_through(aws: ScriptedAws) -> None:
    defined(aws, logConfiguration={"logDriver": "awslogs", "options": {"awslogs-group": "/shop"}})
    aws.script[_GROUPS] = {"logGroups": [{"logGroupName": "/shop"}], "nextToken": "more"}

    collect_task(aws.session(), _TARGET)

    assert aws.count(_GROUPS) == 1


@pytest.mark.parametrize(
    ("constraint", "region"), [("eu-north-1", "eu-north-1"), (None, "us-east-1"), ("EU", "eu-west-1")]
)
def test_environment_files_are_looked_for_in_the_region_of_their_bucket(
    aws: ScriptedAws, constraint: str | None, region: str
) -> None:
    """By their whole key, one entry at most, and nothing of what is in them."""
    defined(aws, environmentFiles=[{"value": "arn:aws:s3:::settings/a/web.env", "type": "s3"}])
    aws.script[_LOCATION] = {"LocationConstraint": constraint} if constraint else {}
    aws.script[_LISTING] = {"Contents": [{"Key": "a/web.env"}], "IsTruncated": True, "NextContinuationToken": "more"}

    case = collect_task(aws.session(), _TARGET)

    asked = {"Bucket": "settings", "Prefix": "a/web.env", "MaxKeys": 1}
    assert [each.request for each in case.records[_LISTING]] == [asked]
    assert regions_of(case, _LISTING) == {region}


@pytest.mark.parametrize("bucket", ["settings", "settings--euw1-az1--x-s3"])
def test_a_bucket_that_is_not_shown_is_not_listed(aws: ScriptedAws, bucket: str) -> None:
    """Nor is one whose keys do not come in order."""
    defined(aws, environmentFiles=[{"value": f"arn:aws:s3:::{bucket}/a/web.env", "type": "s3"}])
    aws.script[_LOCATION] = Refused("AccessDenied", status=403) if bucket == "settings" else {}

    collect_task(aws.session(), _TARGET)

    assert (aws.count(_LOCATION), aws.count(_LISTING)) == (1, 0)


def test_access_points_and_policies_of_file_systems(aws: ScriptedAws) -> None:
    """One call for each, and no access point where none is named."""
    proof = {"authorizationConfig": {"accessPointId": "fsap-0123456789abcdef0", "iam": "ENABLED"}}
    names = ("fs-0123456789abcdef0", "fs-0fedcba9876543210")
    volumes: tuple[JsonObject, ...] = (
        {"name": "a", "efsVolumeConfiguration": {"fileSystemId": names[0], **proof}},
        {"name": "b", "efsVolumeConfiguration": {"fileSystemId": names[1]}},
        {"name": "c", "efsVolumeConfiguration": {"fileSystemId": names[1]}},
    )
    defined(aws, volumes)

    collect_task(aws.session(), _TARGET)

    assert aws.requests("efs:DescribeAccessPoints") == [{"AccessPointId": "fsap-0123456789abcdef0"}]
    assert sorted(each["FileSystemId"] for each in aws.requests("efs:DescribeFileSystemPolicy")) == sorted(names)


def test_it_takes_few_calls_and_rounds(aws: ScriptedAws) -> None:
    """A secret with a key of its own takes two calls, its key two; six rounds at most with all that depends on it."""
    aws.in_rounds = True
    naming(aws, _SECRET)
    aws.script[_DESCRIBE] = described(KmsKeyId="alias/shop")
    aws.script[_KEYS] = {"KeyMetadata": {"KeyId": "k", "Arn": _KEY, "KeyState": "Enabled", "KeyManager": "CUSTOMER"}}

    collect_task(aws.session(), _TARGET)

    assert asked_of_stores(aws) == [_KEYS, _KEY_POLICY, _DESCRIBE, _POLICY]
    assert aws.rounds <= 6


@pytest.mark.parametrize("operation", [_DESCRIBE, _POLICY, _PARAMETERS, _KEYS, _KEY_POLICY])
def test_refusals_are_recorded_with_their_action(aws: ScriptedAws, operation: str) -> None:
    naming(aws, _SECRET, "/shop/mail")
    aws.script[_DESCRIBE] = described(KmsKeyId=_KEY)
    aws.script[_KEYS] = {"KeyMetadata": {"KeyId": "k", "Arn": _KEY, "KeyState": "Enabled", "KeyManager": "CUSTOMER"}}
    aws.script[operation] = Refused("AccessDeniedException")

    case = collect_task(aws.session(), _TARGET)

    assert [(each.operation, each.action) for each in case.failures] == [(operation, operation)]
