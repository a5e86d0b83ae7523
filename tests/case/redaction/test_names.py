from __future__ import annotations

import re

import pytest

from tests.case.redaction.redacting import redacted_name, redacted_value


@pytest.mark.parametrize(
    ("value", "form"),
    [
        ("storefront", r"[a-z]{10}"),
        ("444455556666", r"\d{12}"),
        ("vpc-0a1b2c3d4e5f67890", r"vpc-[0-9a-f]{17}"),
        ("vpce-svc-0a1b2c3d4e5f67890", r"vpce-svc-[0-9a-f]{17}"),
        ("subnet-cidr-assoc-0a1b2c3d", r"subnet-cidr-assoc-[0-9a-f]{8}"),
        ("0f1e2d3c4b5a69788796a5b4c3d2e1f0", r"[0-9a-f]{32}"),
        ("9bcdac79-b31f-4d3d-9410-fbd727c29fab", r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
        ("02:ab:cd:ef:01:23", r"02(:[0-9a-f]{2}){5}"),
        ("AROAIOSFODNN7EXAMPLE:jane", r"AROA[A-Z]{8}\d[A-Z]{7}:[a-z]{4}"),
        (
            "arn:aws:ecs:eu-west-1:444455556666:task/shop/0f1e2d3c4b5a69788796a5b4c3d2e1f0",
            r"arn:aws:ecs:eu-west-1:\d{12}:task/[a-z]{4}/[0-9a-f]{32}",
        ),
        ("arn:aws-cn:iam::444455556666:role/Deploy", r"arn:aws-cn:iam::\d{12}:role/[A-Z][a-z]{5}"),
        ("arn:aws:s3:::acme-config/web.env", r"arn:aws:s3:::[a-z]{4}-[a-z]{6}/[a-z]{3}\.env"),
        (
            "arn:aws:elasticloadbalancing:eu-west-1:444455556666:loadbalancer/app/acme/50dc6c495c0c9188",
            r"arn:aws:elasticloadbalancing:eu-west-1:\d{12}:loadbalancer/app/[a-z]{4}/[0-9a-f]{16}",
        ),
        (
            "444455556666.dkr.ecr.eu-west-1.amazonaws.com/acme/web:2.1",
            r"\d{12}\.dkr\.ecr\.eu-west-1\.amazonaws\.com/[a-z]{4}/[a-z]{3}:2\.1",
        ),
        ("acme.s3.eu-west-1.amazonaws.com", r"[a-z]{4}\.s3\.eu-west-1\.amazonaws\.com"),
        (
            "vpce-0a1b2c3d4e5f67890-abcdefgh.api.ecr.eu-west-1.vpce.amazonaws.com",
            r"vpce-[0-9a-f]{17}-[a-z]{8}\.api\.ecr\.eu-west-1\.vpce\.amazonaws\.com",
        ),
        ("acme-123456.eu-west-1.elb.amazonaws.com", r"[a-z]{4}-\d{6}\.eu-west-1\.elb\.amazonaws\.com"),
        ("fs-0a1b2c3d.efs.eu-west-1.amazonaws.com", r"fs-[0-9a-f]{8}\.efs\.eu-west-1\.amazonaws\.com"),
        ("ip-10-7-3-4.eu-west-1.compute.internal", r"ip-10-\d+-\d+-\d+\.eu-west-1\.compute\.internal"),
        ("ec2-52-1-2-3.compute-1.amazonaws.com", r"ec2-\d+-\d+-\d+-\d+\.compute-1\.amazonaws\.com"),
        ("ghcr.io/acme/web", r"ghcr\.io/[a-z]{4}/[a-z]{3}"),
        ("acme.jfrog.io/web:latest", r"[a-z]{4}\.[a-z]{5}\.io/[a-z]{3}:latest"),
        ("db.acme.internal.", r"[a-z]{2}\.[a-z]{4}\.internal\."),
        ("jane.doe@acme.com", r"[a-z]{4}\.[a-z]{3}@[a-z]{4}\.com"),
        ("ecs-svc/1234567890123456789", r"ecs-svc/\d{19}"),
        ("service:storefront", r"service:[a-z]{10}"),
        ("/ecs/acme", r"/ecs/[a-z]{4}"),
        ("MyRepository:1", r"[A-Z][a-z][A-Z][a-z]{9}:1"),
        ("300.1.2.3", r".*"),
        ("10.0.0.9/99", r"10\..*"),
        ("cafe:babe", r"[a-z]{4}:[a-z]{4}"),
    ],
)
def test_a_name_keeps_its_form_and_nothing_else(value: str, form: str) -> None:
    """Parts that AWS gave stay, a customer's are replaced by others of the same form."""
    replaced = redacted_name(value)

    assert re.fullmatch(form, replaced), replaced
    assert replaced != value
    assert "acme" not in replaced


@pytest.mark.parametrize(
    "value",
    [
        "eu-west-1",
        "us-gov-west-1b",
        "use1-az2",
        "us-west-2-lax-1a",
        "2026-03-04T05:06:07.123Z",
        "2012-10-17",
        "1.4.0",
        "LATEST",
        "AmazonProvidedDNS",
        "com.amazonaws.eu-west-1.ecr.dkr",
        "ecs-tasks.amazonaws.com",
        "api.ecr.eu-west-1.amazonaws.com",
        "bedrock-runtime.eu-west-1.amazonaws.com",
        "s3.dualstack.eu-west-1.amazonaws.com",
        "ecr.eu-west-1.api.aws",
        "registry-1.docker.io",
        "public.ecr.aws",
        "eu-west-1.compute.internal",
        "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
        "arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*",
        "AWSServiceRoleForECS",
        "ecr:GetAuthorizationToken",
        "ecs.cpu-architecture",
        "default",
        "local",
        "*",
        "-1",
        "443",
        "512",
        "30s",
        "true",
        "0.0.0.0/0",
        "::/0",
        "169.254.169.253",
        "awslogs-create-group",
        "dualStackIPv6",
        "",
        "[removed]",
    ],
)
def test_what_is_the_same_in_every_account_stays(value: str) -> None:
    """Regions, times, versions, AWS's own names and addresses name nobody."""
    assert redacted_name(value) == value


def test_parts_of_one_name_stand_for_the_same_everywhere() -> None:
    """A name, its ARN, its image and its host name still belong together."""
    name = redacted_name("storefront")

    assert redacted_name("arn:aws:ecr:eu-west-1:444455556666:repository/storefront").endswith(f":repository/{name}")
    assert redacted_name("444455556666.dkr.ecr.eu-west-1.amazonaws.com/storefront:v1").endswith(f"/{name}:v1")
    assert redacted_name("storefront.acme.internal").startswith(f"{name}.")
    assert redacted_name("storefront-aB3dE6").startswith(f"{name}-")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("lastStatus", "DEPROVISIONING"),
        ("stopCode", "SomeNewCode"),
        ("platformVersion", "1.4.0"),
        ("AvailabilityZoneId", "euw1-az3"),
        ("Action", ["ecr:Batch*", "s3:GetObject"]),
        ("LogFormat", "${version} ${account-id} ${interface-id}"),
        ("eventName", "AssociateDhcpOptions"),
        ("settings", [{"name": "someNewSetting", "value": "enabled"}]),
        ("Filters", [{"Name": "association.subnet-id", "Values": ["available"]}]),
        ("DhcpConfigurations", [{"Key": "domain-name-servers", "Values": [{"Value": "AmazonProvidedDNS"}]}]),
        ("details", [{"name": "networkInterfaceId", "value": "443"}]),
        ("LookupAttributes", [{"AttributeKey": "EventName", "AttributeValue": "AssociateDhcpOptions"}]),
        ("count", 444455556666),
        ("nothing", None),
    ],
)
def test_fields_of_aws_stay(field: str, value: object) -> None:
    """What a field holds in AWS's own words is kept, even if the word is new."""
    assert redacted_value(field, value) == value


@pytest.mark.parametrize(
    "value",
    [
        {"someNewField": "Zanzibar"},
        {"SomeList": ["Zanzibar", {"Deep": ["zone Zanzibar (main)"]}]},
        {"dockerLabels": {"Zanzibar": "Zanzibar"}},
        {"tags": [{"key": "Zanzibar", "value": "Zanzibar"}]},
        {"map": {"team/Zanzibar": 1, "com.Zanzibar-x": 2}},
        {"Condition": {"StringEquals": {"aws:ResourceTag/Zanzibar": "Zanzibar"}}},
        {"Description": "Zanzibar office"},
        {"type": "arn:aws:sns:eu-west-1:444455556666:Zanzibar"},
        {"status": "owned by Zanzibar"},
        {"json": '{"a": ["Zanzibar"]}'},
        {"environment": [{"name": "ZANZIBAR_URL", "value": "x"}]},
    ],
)
def test_a_field_that_is_not_known_cannot_leak(value: object) -> None:
    """Everything is taken for a name that is not known to be AWS's."""
    assert "zanzibar" not in str(redacted_value("x", value)).lower()
