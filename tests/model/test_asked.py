"""Answers that do not say what they are about are told by what was asked, and by where."""

from __future__ import annotations

from typing import Any

import pytest

from fargate_doctor.case.model import Case, Failure, Record
from fargate_doctor.case.unplaced import unplaced_answers
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.model.snapshot import Snapshot

ACCOUNT = "111122223333"
GROUPS, SECRET, LISTING = "logs:DescribeLogGroups", "secretsmanager:DescribeSecret", "s3:ListObjectsV2"
KEY_ARN = f"arn:aws:kms:eu-west-1:{ACCOUNT}:key/0a1b2c3d-1111-4222-8333-444455556666"
KEY = {"KeyMetadata": {"KeyId": "k", "Arn": KEY_ARN, "KeyState": "Enabled"}}


def snapshot(*failures: Failure, **records: Any) -> Snapshot:  # noqa: ANN401 - operations with their records
    named = {operation.replace("__", ":"): tuple(each) for operation, each in records.items()}
    return Snapshot.of(Case(region="eu-west-1", account=ACCOUNT, partition="aws", records=named, failures=failures))


def group(name: str, region: str = "eu-west-1") -> str:
    return f"arn:aws:logs:{region}:{ACCOUNT}:log-group:{name}"


def test_one_name_in_two_regions() -> None:
    """What one Region lacks another may have."""
    asked = {"logGroupNamePrefix": "/web"}
    here = Record(request=asked, answer={"logGroups": []}, region="eu-west-1")
    there = Record(request=asked, answer={"logGroups": [{"logGroupName": "/web"}]}, region="eu-north-1")

    table = snapshot(logs__DescribeLogGroups=[here, there]).log_groups

    assert table.find(group("/web")) is None
    assert table.find(group("/web", "eu-north-1")) is not None
    with pytest.raises(Unanswered):
        table.find(group("/web", "us-east-1"))


@pytest.mark.parametrize(
    ("request_", "answer", "is_known"),
    [
        ({"logGroupNamePrefix": "/web"}, {"logGroups": [{"logGroupName": "/web2"}]}, True),
        ({"logGroupNamePrefix": "/web"}, {"logGroups": [{"logGroupName": "/web2"}], "nextToken": "more"}, True),
        ({"logGroupNamePrefix": "/web", "nextToken": "later"}, {"logGroups": []}, False),
        ({"logGroupNamePrefix": "/we"}, {"logGroups": []}, False),
        ({"logGroupNamePattern": "web"}, {"logGroups": []}, False),
        (None, {"logGroups": [{"logGroupName": "/web2"}]}, False),
        ({"logGroupNamePrefix": "/web"}, {"logGroups": "broken"}, False),
        ({"logGroupNamePrefix": "/web"}, {"logGroups": [7]}, False),
        ({"logGroupNamePrefix": 7}, {"logGroups": []}, False),
    ],
)
def test_what_proves_that_there_is_none(
    request_: dict[str, Any] | None,
    answer: dict[str, Any],
    is_known: bool,  # noqa: FBT001 - one column of the table
) -> None:
    table = snapshot(logs__DescribeLogGroups=[Record(request=request_, answer=answer)]).log_groups

    if is_known:
        assert table.find(group("/web")) is None
    else:
        with pytest.raises(Unanswered):
            table.find(group("/web"))


def test_a_secret_answers_to_what_it_was_asked_by() -> None:
    """By its ARN, without the end of it, and by its name; one that was not asked for is not known."""
    arn = f"arn:aws:secretsmanager:eu-west-1:{ACCOUNT}:secret:shop/db-Ab12Cd"
    shown = Record(request={"SecretId": arn[:-7]}, answer={"ARN": arn, "Name": "shop/db"})

    table = snapshot(secretsmanager__DescribeSecret=[shown]).secrets
    secret = table.require(arn[:-7])

    assert all(secret.is_called(each) for each in (arn, arn[:-7], "shop/db"))
    assert not secret.is_called("shop")
    with pytest.raises(Unanswered):
        table.find(arn.replace("shop", "other"))


def test_an_absence_is_one_of_what_was_asked() -> None:
    said = Failure(operation=SECRET, request={"SecretId": "a"}, error="ResourceNotFoundException")

    table = snapshot(said).secrets

    assert table.find("a") is None
    with pytest.raises(Unanswered):
        table.find("b")


@pytest.mark.parametrize(
    ("contents", "is_there"), [([{"Key": "a.env"}], True), ([{"Key": "a.env.bak"}], False), (None, False)]
)
def test_objects_of_a_prefix(contents: list[dict[str, str]] | None, is_there: bool) -> None:  # noqa: FBT001 - one column
    answer = {"Name": "shop", "IsTruncated": True, "NextContinuationToken": "x"}
    shown = Record(
        request={"Bucket": "shop", "Prefix": "a.env"}, answer=answer | ({"Contents": contents} if contents else {})
    )

    assert (snapshot(s3__ListObjectsV2=[shown]).stored_objects.find("shop/a.env") is not None) is is_there


@pytest.mark.parametrize(("keys", "is_placed"), [(1, True), (0, False), (2, False)])
def test_a_policy_without_its_request_is_of_the_only_key(keys: int, is_placed: bool) -> None:  # noqa: FBT001 - one column
    """With another candidate, or none, it is nobody's, and said to be."""
    described = [
        Record(answer={"KeyMetadata": {**KEY["KeyMetadata"], "Arn": f"{KEY_ARN}{number or ''}"}})
        for number in range(keys)
    ]
    policy = Record(answer={"Policy": "{}", "PolicyName": "default"})
    records = {"kms:DescribeKey": tuple(described), "kms:GetKeyPolicy": (policy,)}
    case = Case(region="eu-west-1", account=ACCOUNT, records=records)

    assert (KEY_ARN in Snapshot.of(case).key_policies.by_id) is is_placed
    assert unplaced_answers(case) == (() if is_placed else ("kms:GetKeyPolicy",))
