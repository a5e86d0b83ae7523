"""Are the environment files that the task names where it looks for them, and of a form that ECS takes?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from fargate_doctor.case.redaction import redact
from fargate_doctor.checks.access.environment_files import environment_files_there
from tests.checks.naming import INIT, Naming
from tests.properties.cases import told_by
from tests.remedies.cli import parse

LOCATION, LISTING = "s3:GetBucketLocation", "s3:ListObjectsV2"
BUCKET, KEY = "shop-settings", "production/web.env"
OTHER = "production/mail.env"
_DOWNLOAD = f"{INIT}failed to download env files: file download command: non empty error stream: "
SAID_GONE = f"{_DOWNLOAD}failed to download file: NoSuchKey: The specified key does not exist. status code: 404"
SAID_DENIED = f"{_DOWNLOAD}failed to download file: AccessDenied: Access Denied status code: 403"
TIMED_OUT = f"{_DOWNLOAD}RequestCanceled: request context canceled caused by: context deadline exceeded"
OLD = {"platformVersion": "1.3.0", "platformFamily": "Linux"}
RUNNING = {"lastStatus": "RUNNING", "startedAt": "2026-10-06T03:00:00Z"}

Asked = tuple[str, dict[str, Any], dict[str, Any]]


def located(region: str | None = "eu-west-1") -> Asked:
    """Return what S3 says of the bucket's Region."""
    return LOCATION, {"Bucket": BUCKET}, {"LocationConstraint": region}


def listed(*keys: str, prefix: str = KEY) -> Asked:
    """Return what S3 says where it was asked for the first object of a prefix."""
    contents = {"Contents": [{"Key": each, "Size": 12} for each in keys]} if keys else {}
    answer = {"Name": BUCKET, "Prefix": prefix, "MaxKeys": 1, "IsTruncated": bool(keys), **contents}
    return LISTING, {"Bucket": BUCKET, "Prefix": prefix, "MaxKeys": 1}, answer


def naming(*answers: Asked, files: tuple[tuple[str, str], ...] = ((KEY, "s3"),), **more: Any) -> Naming:  # noqa: ANN401
    """Return a task that names environment files by key and type."""
    named = [{"value": each if ":" in each else f"arn:aws:s3:::{BUCKET}/{each}", "type": kind} for each, kind in files]
    return Naming(container={"environmentFiles": named}, answers=answers, **more)


def without_bucket(**more: Any) -> Naming:  # noqa: ANN401 - the fields of a naming
    """Return a task whose bucket S3 does not know."""
    return naming(failures=((LOCATION, {"Bucket": BUCKET}, "NoSuchBucket"),), **more)


@pytest.mark.parametrize(
    ("task", "verdict", "finding"),
    [
        pytest.param(naming(located(), listed(KEY)), "pass", None, id="there"),
        pytest.param(naming(listed(KEY)), "pass", None, id="there, Region of the bucket unread"),
        pytest.param(naming(located(), listed(f"{KEY}.bak")), "fail", "envfile.not-found", id="a longer name"),
        pytest.param(naming(located(), listed()), "fail", "envfile.not-found", id="nothing"),
        pytest.param(without_bucket(), "fail", "envfile.not-found", id="no bucket"),
        pytest.param(
            naming(failures=((LISTING, {"Bucket": BUCKET, "Prefix": KEY}, "AccessDenied"),)),
            "unknown",
            None,
            id="denied",
        ),
        pytest.param(naming(), "unknown", None, id="not asked"),
        pytest.param(naming(listed(KEY), files=((KEY, "ssm"),)), "fail", "envfile.invalid", id="type"),
        pytest.param(naming(files=(("production/web.txt", "s3"),)), "fail", "envfile.invalid", id="ending"),
        pytest.param(naming(files=(("s3://shop/web.env", "s3"),)), "fail", "envfile.invalid", id="no ARN"),
        pytest.param(naming(files=(("arn:aws:s3:::shop-settings", "s3"),)), "fail", "envfile.invalid", id="no key"),
        pytest.param(naming(listed(KEY), task=OLD), "fail", "envfile.invalid", id="old platform"),
        pytest.param(
            naming(listed(KEY), task={"platformFamily": "Windows_Server_2022_Core", "platformVersion": "1.0.0"}),
            "fail",
            "envfile.invalid",
            id="Windows",
        ),
        pytest.param(naming(task=RUNNING), "pass", None, id="a running task had it"),
        pytest.param(naming(files=()), "not_applicable", None, id="none named"),
    ],
)
def test_whether_it_is_there(task: Naming, verdict: str, finding: str | None) -> None:
    answer = task.answer(environment_files_there)

    assert answer.verdict == verdict
    assert {each.kind.id for each in answer.raised} == ({finding} if finding else set())


@pytest.mark.parametrize(
    ("task", "level"),
    [
        pytest.param(naming(listed()), "root_cause", id="waiting"),
        pytest.param(naming(listed(), said=SAID_GONE), "root_cause", id="said so"),
        pytest.param(naming(listed(), said=SAID_DENIED), "root_cause", id="S3 denies what is not there"),
        pytest.param(naming(listed(), said=TIMED_OUT), "contributing", id="a time-out is not explained by it"),
        pytest.param(naming(listed(), task=RUNNING), "contributing", id="running"),
    ],
)
def test_how_grave_it_is(task: Naming, level: str) -> None:
    assert task.finding("envfile.not-found").level == level


def test_a_message_about_one_file_blames_no_other() -> None:
    said = SAID_GONE.replace("failed to download file", f"failed to download {BUCKET}/{OTHER}")
    task = naming(listed(), listed(prefix=OTHER), files=((KEY, "s3"), (OTHER, "s3")), said=said)

    levels = {each.resources[0].id: each.level for each in task.diagnosis().findings if each.id == "envfile.not-found"}

    assert levels == {f"{BUCKET}/{KEY}": "contributing", f"{BUCKET}/{OTHER}": "root_cause"}


def test_how_sure_it_is() -> None:
    """Confirmed it is certain; what is there now makes the statement no more than possible."""
    assert naming(listed(), said=SAID_GONE).finding("envfile.not-found").confidence == "certain"
    assert naming(listed(KEY), said=SAID_GONE).finding("envfile.not-found").confidence == "possible"


@pytest.mark.parametrize(
    ("task", "identifier", "remedy", "proven"),
    [
        (naming(located(), listed()), "envfile.not-found", "put-environment-file", True),
        (naming(listed(KEY), files=((KEY, "ssm"),)), "envfile.invalid", "name-environment-file", True),
        (naming(files=(("production/web.txt", "s3"),)), "envfile.invalid", "name-environment-file", None),
        (naming(located(), listed(KEY), task=OLD), "envfile.invalid", "newer-platform-version", True),
    ],
)
def test_remedies(task: Naming, identifier: str, remedy: str, proven: bool | None) -> None:  # noqa: FBT001 - what is expected
    choices = {each.remedy.id: each for each in task.finding(identifier).recommendations}

    assert choices[remedy].proven is proven
    for choice in choices.values():
        assert choice.remedy.references
        for command in (*choice.remedy.commands, *choice.remedy.undo):
            parse(command)


WHOLE = (
    naming(located(), listed()),
    naming(located(), listed(f"{KEY}.bak"), said=SAID_GONE),
    naming(located(None), listed(KEY), said=SAID_GONE),
    without_bucket(),
    naming(files=(("production/web.txt", "s3"),)),
    naming(listed(KEY), files=((KEY, "ssm"),)),
)


@pytest.mark.parametrize("task", WHOLE)
def test_redaction_changes_nothing(task: Naming) -> None:
    case = task.case()

    assert told_by(redact(case, bytes(range(32)))) == told_by(case)


@pytest.mark.parametrize("less", [LOCATION, LISTING, "ecs:DescribeTaskDefinition"])
@pytest.mark.parametrize("whole", WHOLE)
def test_knowing_less_blames_nothing_else(whole: Naming, less: str) -> None:
    assert whole.without(less).roots() <= whole.roots()
    assert whole.refused(less).roots() <= replace(whole, said=whole.said).roots()
