from __future__ import annotations

import pytest

from fargate_doctor.facts.service_names import (
    AwsService,
    answers_over_ipv6,
    host_of,
    layers_host,
    service_of,
)


@pytest.mark.parametrize(
    ("host", "service"),
    [
        ("api.ecr.eu-west-1.amazonaws.com", AwsService("ecr.api", "eu-west-1")),
        ("API.ECR.eu-west-1.amazonaws.com.", AwsService("ecr.api", "eu-west-1")),
        ("ecr.eu-west-1.api.aws", AwsService("ecr.api", "eu-west-1", dual_stack=True)),
        ("ecr-fips.us-east-1.amazonaws.com", AwsService("ecr.api", "us-east-1", fips=True)),
        ("api.ecr-fips.us-east-1.amazonaws.com", AwsService("ecr.api", "us-east-1", fips=True)),
        (
            "123456789012.dkr.ecr.eu-west-1.amazonaws.com",
            AwsService("ecr.dkr", "eu-west-1", account="123456789012"),
        ),
        (
            "123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com",
            AwsService("ecr.dkr", "us-gov-west-1", "aws-us-gov", fips=True, account="123456789012"),
        ),
        (
            "123456789012.dkr-ecr.eu-west-1.on.aws",
            AwsService("ecr.dkr", "eu-west-1", dual_stack=True, account="123456789012"),
        ),
        (
            "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn",
            AwsService("ecr.dkr", "cn-north-1", "aws-cn", account="123456789012"),
        ),
        ("s3.eu-west-1.amazonaws.com", AwsService("s3", "eu-west-1")),
        ("s3.dualstack.eu-west-1.amazonaws.com", AwsService("s3", "eu-west-1", dual_stack=True)),
        (
            "prod-eu-west-1-starport-layer-bucket.s3.eu-west-1.amazonaws.com",
            AwsService("s3", "eu-west-1", bucket="prod-eu-west-1-starport-layer-bucket"),
        ),
        ("my.bucket.s3.eu-west-1.amazonaws.com", AwsService("s3", "eu-west-1", bucket="my.bucket")),
        ("assets.s3-eu-west-1.amazonaws.com", AwsService("s3", "eu-west-1", bucket="assets")),
        ("assets.s3.amazonaws.com", AwsService("s3", "us-east-1", bucket="assets")),
        (
            "assets.s3-fips.dualstack.us-east-2.amazonaws.com",
            AwsService("s3", "us-east-2", dual_stack=True, fips=True, bucket="assets"),
        ),
        ("secretsmanager.eu-west-1.amazonaws.com", AwsService("secretsmanager", "eu-west-1")),
        ("secretsmanager.eu-west-1.api.aws", AwsService("secretsmanager", "eu-west-1", dual_stack=True)),
        ("ssmmessages.ap-southeast-7.amazonaws.com", AwsService("ssmmessages", "ap-southeast-7")),
        ("kms-fips.us-east-1.amazonaws.com", AwsService("kms", "us-east-1", fips=True)),
        ("logs.us-isob-east-1.sc2s.sgov.gov", AwsService("logs", "us-isob-east-1", "aws-iso-b")),
        ("sts.eu-west-1.amazonaws.com", AwsService("sts", "eu-west-1")),
        ("elasticfilesystem.eu-west-1.amazonaws.com", AwsService("elasticfilesystem", "eu-west-1")),
        ("abc123.execute-api.eu-west-1.amazonaws.com", AwsService("execute-api", "eu-west-1")),
        ("public.ecr.aws", None),
        ("registry-1.docker.io", None),
        ("sts.amazonaws.com", None),
        ("fs-0123.efs.eu-west-1.amazonaws.com", None),
        ("vpce-0a-1b.ecr.api.eu-west-1.vpce.amazonaws.com", None),
        ("db.c1.eu-west-1.rds.amazonaws.com", None),
        ("api.ecr.eu-west-1.amazonaws.com.example.org", None),
    ],
)
def test_a_host_name_tells_its_service(host: str, service: AwsService | None) -> None:
    assert service_of(host) == service


@pytest.mark.parametrize(
    ("service_name", "service_region", "serves"),
    [
        ("com.amazonaws.eu-west-1.ecr.api", None, True),
        ("cn.com.amazonaws.eu-west-1.ecr.api", None, True),
        ("com.amazonaws.eu-west-1.ecr.dkr", None, False),
        ("com.amazonaws.us-east-1.ecr.api", None, False),
        ("com.amazonaws.us-east-1.ecr.api", "eu-west-1", True),
        ("com.amazonaws.eu-west-1.ecr.api", "us-east-1", False),
        ("com.amazonaws.vpce.eu-west-1.vpce-svc-0123", None, False),
        ("", None, False),
    ],
)
def test_an_endpoint_service_is_matched_by_its_ending_and_region(
    service_name: str, service_region: str | None, *, serves: bool
) -> None:
    service = AwsService("ecr.api", "eu-west-1")

    assert service.is_served_by(service_name, service_region) is serves


@pytest.mark.parametrize("dual_stack", [False, True])
@pytest.mark.parametrize(
    ("service", "region", "partition"),
    [
        ("ecr.api", "eu-west-1", "aws"),
        ("ecr.dkr", "eu-west-1", "aws"),
        ("s3", "eu-west-1", "aws"),
        ("logs", "eu-west-1", "aws"),
        ("ecr.api", "cn-north-1", "aws-cn"),
        ("ecr.dkr", "us-gov-west-1", "aws-us-gov"),
        ("secretsmanager", "eusc-de-east-1", "aws-eusc"),
    ],
)
def test_a_name_that_was_made_is_read_back(service: str, region: str, partition: str, *, dual_stack: bool) -> None:
    account = "123456789012" if service == "ecr.dkr" else None
    bucket = "assets" if service == "s3" else None

    host = host_of(service, region, partition, dual_stack=dual_stack, account=account, bucket=bucket)

    assert service_of(host) == AwsService(
        service, region, partition, dual_stack=dual_stack, account=account, bucket=bucket
    )


def test_only_dual_stack_names_answer_over_ipv6() -> None:
    assert answers_over_ipv6("123456789012.dkr-ecr.eu-west-1.on.aws") is True
    assert answers_over_ipv6("123456789012.dkr.ecr.eu-west-1.amazonaws.com") is False
    assert answers_over_ipv6("registry-1.docker.io") is None


def test_layers_come_from_a_bucket_of_aws() -> None:
    assert layers_host("eu-west-1") == "prod-eu-west-1-starport-layer-bucket.s3.eu-west-1.amazonaws.com"
