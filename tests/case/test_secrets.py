from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fargate_doctor.case.model import Case, Failure, Record, Statement
from fargate_doctor.case.secrets import case_without_secrets, without_secrets

SECRET = "hunter2-Zx81-9QpLm"  # a value that must not be found again

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text() | st.sampled_from(["Type", "Value", "options", "command", "environment"]), inner, max_size=4
        )
    ),
    max_leaves=20,
)


def _definition(**container: Any) -> dict[str, Any]:  # noqa: ANN401 - any AWS field
    return {"taskDefinition": {"family": "shop", "containerDefinitions": [{"name": "web", **container}]}}


def _clean(answer: dict[str, Any], operation: str = "ecs:DescribeTaskDefinition") -> str:
    return json.dumps(without_secrets(operation, answer))


@pytest.mark.parametrize(
    "answer",
    [
        _definition(environment=[{"name": "DB_PASS", "value": SECRET}]),
        _definition(environment={"DB_PASS": SECRET}),
        _definition(Environment=[{"Name": "DB_PASS", "Value": SECRET}]),
        _definition(logConfiguration={"logDriver": "splunk", "options": {"splunk-token": SECRET}}),
        _definition(logConfiguration={"logDriver": "awsfirelens", "options": {"apikey": SECRET}}),
        _definition(logConfiguration={"options": {"Header": f"Authorization Bearer {SECRET}"}}),
        _definition(logConfiguration={"options": {"Header": f"X-Insert-Key {SECRET}"}}),
        _definition(logConfiguration={"options": {"HTTP_Passwd": SECRET, "Shared_Key": SECRET}}),
        _definition(logConfiguration={"options": {"syslog-address": f"tcp://ana:{SECRET}@logs.example:514"}}),
        _definition(firelensConfiguration={"type": "fluentbit", "options": {"license_key": SECRET}}),
        _definition(command=["run", "--password", SECRET, "--port", "80"]),
        _definition(command=["sh", "-c", f"DB_PASSWORD={SECRET} exec run"]),
        _definition(healthCheck={"command": ["CMD-SHELL", f"curl -H 'Authorization: Basic {SECRET}' localhost"]}),
        _definition(dockerLabels={"ad.instances": json.dumps([{"host": "x", "password": SECRET}])}),
        {"tasks": [{"overrides": {"containerOverrides": [{"environment": [{"name": "A", "value": SECRET}]}]}}]},
        {"SecretString": SECRET, "SecretBinary": SECRET},
        {"Parameters": [{"Name": "/db", "Type": "SecureString", "Value": SECRET}]},
        {"Credentials": {"AccessKeyId": SECRET, "SecretAccessKey": SECRET, "SessionToken": SECRET}},
        {"authorizationData": [{"authorizationToken": SECRET}]},
        {"UserData": {"Value": SECRET}},
        {"Plaintext": SECRET},
    ],
)
def test_secret_values_are_removed(answer: dict[str, Any]) -> None:
    """A value that grants access, or that a program was given in secret, is not in what is kept."""
    before = copy.deepcopy(answer)

    assert SECRET not in _clean(answer)
    assert "[removed]" in _clean(answer)
    assert answer == before


@pytest.mark.parametrize(
    "answer",
    [
        _definition(
            secrets=[{"name": "DB", "valueFrom": "arn:aws:secretsmanager:eu-west-1:1:secret:db-aB3dE6:password::"}]
        ),
        _definition(environmentFiles=[{"type": "s3", "value": "arn:aws:s3:::shop-config/web.env"}]),
        _definition(dockerLabels={"environment": "production", "token": "none"}),
        _definition(repositoryCredentials={"credentialsParameter": "arn:aws:secretsmanager:eu-west-1:1:secret:hub"}),
        _definition(
            logConfiguration={"options": {"awslogs-group": "/ecs/shop", "AWS_Auth": "On", "Header": "X-Scope a"}}
        ),
        _definition(logConfiguration={"secretOptions": [{"name": "splunk-token", "valueFrom": "/prod/splunk"}]}),
        _definition(command=["run", "--port", "80", "--token-file", "/run/token", "TOKEN=$TOKEN"]),
        {"Subnets": [], "NextToken": "abc", "nextToken": "def"},
        {"settings": [{"name": "dualStackIPv6", "value": "enabled"}]},
        {"tasks": [{"stoppedReason": "to fetch secret arn:aws:secretsmanager:eu-west-1:1:secret:Db-aB3dE6"}]},
        {"Images": [{"Image": "registry.example:5000/team/app@sha256:0123456789abcdef"}]},
    ],
)
def test_what_is_no_secret_stays(answer: dict[str, Any]) -> None:
    """Names, ARNs, paging tokens and what a check needs are kept as they were."""
    assert without_secrets("ecs:DescribeTaskDefinition", answer) == answer


def test_values_of_parameters_are_removed_whatever_their_shape() -> None:
    """An answer of GetParameter keeps no value, even without its type."""
    assert SECRET not in _clean({"Parameter": {"Name": "/db", "Value": SECRET}}, "ssm:GetParameter")


def test_the_event_inside_an_event_is_cleaned() -> None:
    """CloudTrail keeps its event as JSON in a string: it is cleaned inside and stays readable JSON."""
    event = {
        "eventName": "RunTask",
        "userIdentity": {"arn": "arn:aws:iam::111122223333:user/ana", "accessKeyId": "ASIAIOSFODNN7EXAMPLE"},
        "requestParameters": {
            "overrides": {"containerOverrides": [{"name": "web", "environment": [{"name": "A", "value": SECRET}]}]},
            "input": json.dumps({"containerOverrides": [{"environment": [{"name": "B", "value": SECRET}]}]}),
        },
        "responseElements": {"credentials": {"sessionToken": SECRET}},
    }

    cleaned = without_secrets("cloudtrail:LookupEvents", {"Events": [{"CloudTrailEvent": json.dumps(event)}]})
    inside = json.loads(cleaned["Events"][0]["CloudTrailEvent"])

    assert SECRET not in json.dumps(cleaned)
    assert "ASIAIOSFODNN7EXAMPLE" not in json.dumps(cleaned)
    assert inside["userIdentity"]["arn"] == "arn:aws:iam::111122223333:user/ana"
    assert inside["requestParameters"]["overrides"]["containerOverrides"][0]["environment"] == [
        {"name": "A", "value": "[removed]"}
    ]


def test_an_event_that_cannot_be_read_is_removed() -> None:
    """Half a CloudTrail event may hold anything, so nothing of it is kept."""
    half = '{"requestParameters": {"environment": [{"name": "A", "value": "' + SECRET

    cleaned = without_secrets("cloudtrail:LookupEvents", {"Events": [{"CloudTrailEvent": half}]})

    assert cleaned == {"Events": [{"CloudTrailEvent": "[removed]"}]}


def test_a_presigned_address_keeps_its_host_and_loses_its_signature() -> None:
    """A stopped reason may quote a pre-signed URL: the host is evidence, the signature is a key."""
    reason = (
        'Get "https://prod-eu-west-1-starport-layer-bucket.s3.eu-west-1.amazonaws.com/9f/x?X-Amz-Security-Token=IQoJb3'
        "&X-Amz-Date=20260101T000000Z&X-Amz-Credential=ASIAEXAMPLE%2F20260101&X-Amz-Signature=0f1e2d"
        '": dial tcp 52.218.0.1:443: i/o timeout'
    )

    kept = without_secrets("ecs:DescribeTasks", {"tasks": [{"stoppedReason": reason}]})["tasks"][0]["stoppedReason"]

    assert kept == (
        'Get "https://prod-eu-west-1-starport-layer-bucket.s3.eu-west-1.amazonaws.com/9f/x?X-Amz-Security-Token=[removed]'
        "&X-Amz-Date=20260101T000000Z&X-Amz-Credential=[removed]&X-Amz-Signature=[removed]"
        '": dial tcp 52.218.0.1:443: i/o timeout'
    )


def test_every_part_of_a_case_is_cleaned() -> None:
    """Requests, refusals, statements and keys of later versions are cleaned like answers."""
    secret = {"environment": [{"name": "A", "value": SECRET}]}
    case = Case(
        records={"ecs:RunTask": (Record(request=secret, answer=secret, later=secret),)},
        failures=(Failure(operation="ecs:RunTask", request=secret, error="X", message=f"https://a:{SECRET}@b"),),
        statements=(Statement(question="dns", answer=f"password={SECRET}"),),
        later=secret,
    )

    cleaned = case_without_secrets(case)

    assert SECRET not in cleaned.model_dump_json()
    assert cleaned.model_extra == {"later": {"environment": [{"name": "A", "value": "[removed]"}]}}
    assert SECRET in case.model_dump_json()


@given(JSON, st.text())
def test_any_answer_can_be_cleaned_and_cleaning_again_changes_nothing(value: Any, name: str) -> None:  # noqa: ANN401
    """Whatever AWS or a person put in, cleaning works, keeps the names, and is done once."""
    answer = {name: value, "environment": value, "CloudTrailEvent": json.dumps(value)}

    cleaned = without_secrets("ecs:DescribeTasks", answer)

    assert without_secrets("ecs:DescribeTasks", cleaned) == cleaned
    assert cleaned.keys() == answer.keys()


@given(st.text(max_size=60).map(lambda end: f"https://a:b@c/?token=1&password=2 {end} Bearer abcdefgh123456789 "))
def test_cleaning_a_message_twice_is_cleaning_it_once(message: str) -> None:
    """What is left after cleaning is not taken for a secret."""
    once = without_secrets("ecs:DescribeTasks", {"reason": message})

    assert without_secrets("ecs:DescribeTasks", once) == once
