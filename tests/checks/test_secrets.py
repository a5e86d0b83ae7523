"""Do the secrets and parameters exist that the task names, and are they named as ECS reads them?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from fargate_doctor.case.redaction import redact
from fargate_doctor.checks.access.secrets import secrets
from tests.checks.naming import ACCOUNT, INIT, REGION, Naming
from tests.properties.cases import told_by
from tests.remedies.cli import parse

DESCRIBE, PARAMETERS = "secretsmanager:DescribeSecret", "ssm:DescribeParameters"
POLICY = "secretsmanager:GetResourcePolicy"
NAME = "shop/database"
SECRET = f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:{NAME}-Ab12Cd"
OTHER = f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:shop/mail-Ef34Gh"
ELSEWHERE = f"arn:aws:secretsmanager:eu-north-1:{ACCOUNT}:secret:{NAME}-Ab12Cd"
VERSION, OLD = "11111111-2222-4333-8444-555555555555", "99999999-2222-4333-8444-555555555555"
PARAMETER = f"arn:aws:ssm:{REGION}:{ACCOUNT}:parameter/shop/mail"
ABSENT = "ResourceNotFoundException"
ASM = (
    f"{INIT}unable to pull secrets or registry auth: execution resource retrieval failed: "
    "unable to retrieve secret from asm: "
)
SAID_GONE = f"{ASM}service call has been retried 1 time(s): {ABSENT}: Secrets Manager can't find the specified secret."
SAID_KEY = (
    f"{ASM}service call has been retried 1 time(s): retrieved secret from Secrets Manager did not contain json key user"
)
SAID_MALFORMED = f"{ASM}unexpected ARN format with parameters when trying to retrieve ASM secret"
SAID_NO_PARAMETER = (
    f"{INIT}unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets "
    "from ssm: service call has been retried 1 time(s): invalid ssm parameters: /shop/mail"
)
TIMED_OUT = (
    f"{ASM}service call has been retried 5 time(s): failed to fetch secret {SECRET} from secrets manager: "
    f"RequestCanceled: "
    f'request context canceled caused by: context deadline exceeded: Post "https://secretsmanager.{REGION}.amazonaws.com/"'
    ": dial tcp 203.0.113.27:443: i/o timeout. Please check your task network configuration."
)


def described(
    arn: str = SECRET,
    asked: str | None = None,
    **members: Any,  # noqa: ANN401 - members of AWS's JSON
) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """Return what Secrets Manager says of a secret."""
    answer = {"ARN": arn, "Name": NAME, "VersionIdsToStages": {VERSION: ["AWSCURRENT"]}, **members}
    return DESCRIBE, {"SecretId": asked or arn}, {key: value for key, value in answer.items() if value is not None}


def open_to_all(arn: str = SECRET) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """Return what Secrets Manager says of a secret without a policy."""
    return POLICY, {"SecretId": arn}, {"ARN": arn, "Name": NAME}


def listed(*names: str, region: str = REGION) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """Return what Systems Manager says where it was asked for two parameters."""
    asked = {"Key": "Name", "Option": "Equals", "Values": ["/shop/mail", "token", "/token"]}
    shown = [
        {"Name": each, "ARN": f"arn:aws:ssm:{region}:{ACCOUNT}:parameter/{each.lstrip('/')}", "Type": "String"}
        for each in names
    ]
    return PARAMETERS, {"ParameterFilters": [asked]}, {"Parameters": shown}


def naming(*written: str, said: str | None = None, **more: Any) -> Naming:  # noqa: ANN401
    """Return a task that names secrets so."""
    named = [{"name": f"SECRET_{number}", "valueFrom": each} for number, each in enumerate(written)]
    return Naming(said, {"secrets": named}, **more)


def gone(*written: str, said: str | None = None) -> Naming:
    """Return a task whose first secret Secrets Manager does not know."""
    asked = ":".join(written[0].split(":")[:7])
    return naming(*written, said=said, failures=((DESCRIBE, {"SecretId": asked}, ABSENT),))


@pytest.mark.parametrize(
    ("task", "verdict"),
    [
        pytest.param(naming(SECRET, answers=(described(),)), "pass", id="there"),
        pytest.param(naming(SECRET[:-7], answers=(described(asked=SECRET[:-7]),)), "pass", id="ARN without its end"),
        pytest.param(naming(f"{SECRET}:user::", answers=(described(),)), "pass", id="a key inside cannot be seen"),
        pytest.param(naming(f"{SECRET}::AWSCURRENT:", answers=(described(),)), "pass", id="current version by stage"),
        pytest.param(naming(f"{SECRET}:::{VERSION}", answers=(described(),)), "pass", id="a version by id"),
        pytest.param(
            naming(f"{SECRET}::AWSCURRENT:{VERSION}", answers=(described(),)), "pass", id="both, of one version"
        ),
        pytest.param(naming(f"{SECRET}:::{OLD}", answers=(described(),)), "unknown", id="a version without stages"),
        pytest.param(
            naming(f"{SECRET}::AWSPREVIOUS:{VERSION}", answers=(described(),)), "fail", id="both, of two versions"
        ),
        pytest.param(naming(f"{SECRET}::AWSPREVIOUS:", answers=(described(),)), "fail", id="no previous version"),
        pytest.param(naming(f"{SECRET}::blue:", answers=(described(),)), "fail", id="a stage that nobody set"),
        pytest.param(naming(SECRET, answers=(described(VersionIdsToStages=None),)), "fail", id="never got a value"),
        pytest.param(naming(SECRET, answers=(described(DeletedDate=f"{2026}-10-01T00:00:00Z"),)), "fail", id="deleted"),
        pytest.param(gone(SECRET), "fail", id="gone"),
        pytest.param(gone(ELSEWHERE), "fail", id="not in the Region that is named"),
        pytest.param(naming(SECRET), "unknown", id="nobody looked"),
        pytest.param(naming(SECRET).refused(DESCRIBE), "unknown", id="refused"),
        pytest.param(
            naming(SECRET, failures=((DESCRIBE, {"SecretId": SECRET}, "AccessDeniedException"),)),
            "unknown",
            id="denied",
        ),
        pytest.param(naming("/shop/mail", answers=(listed("/shop/mail"),)), "pass", id="a parameter in a path"),
        pytest.param(naming("token", answers=(listed("token"),)), "pass", id="a parameter by its bare name"),
        pytest.param(naming("/token", answers=(listed("/token"),)), "pass", id="the slash is not shown in the ARN"),
        pytest.param(naming(PARAMETER, answers=(listed("/shop/mail"),)), "pass", id="a parameter by ARN"),
        pytest.param(naming(f"{PARAMETER}:3", answers=(listed("/shop/mail"),)), "pass", id="a version of a parameter"),
        pytest.param(naming("/shop/mail", answers=(listed("token"),)), "fail", id="no such parameter"),
        pytest.param(naming("/shop/mail"), "unknown", id="parameters unread"),
        pytest.param(
            naming(PARAMETER.replace(REGION, "eu-north-1"), answers=(listed("/shop/mail"),)),
            "unknown",
            id="listed in another Region",
        ),
        pytest.param(
            naming(PARAMETER.replace(ACCOUNT, "444455556666")), "not_applicable", id="a parameter of another account"
        ),
        pytest.param(naming(), "not_applicable", id="nothing named"),
    ],
)
def test_whether_it_is_there(task: Naming, verdict: str) -> None:
    assert task.answer(secrets).verdict == verdict


@pytest.mark.parametrize(
    "written",
    [
        "",
        f"{SECRET}:user",
        f"{SECRET}:user:",
        f"{SECRET}:user:::",
        "arn:aws:secretsmanager:secret:shop",
        f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:{NAME}",
        f"arn:aws:s3:{REGION}:{ACCOUNT}:shop/secret",
        f"arn:aws:ssm:{REGION}:{ACCOUNT}:shop/mail",
        "shop/mail",
        "my secret",
        "{{resolve:ssm:token}}",
    ],
)
def test_forms_that_ecs_does_not_read(written: str) -> None:
    """They are wrong whatever else is known, and keep a waiting task from starting."""
    task = naming(written)

    assert task.answer(secrets).verdict == "fail"
    assert {each.kind.id for each in task.answer(secrets).raised} == {"secret.invalid"}
    assert "secret.invalid" in task.roots()


def test_old_platforms_fetch_whole_secrets_alone() -> None:
    old = {"platformVersion": "1.3.0", "platformFamily": "Linux"}
    answers = (described(),)

    assert naming(f"{SECRET}:user::", answers=answers, task=old).answer(secrets).verdict == "fail"
    assert naming(SECRET, answers=answers, task=old).answer(secrets).verdict == "pass"


@pytest.mark.parametrize(
    ("task", "level"),
    [
        pytest.param(gone(SECRET), "root_cause", id="waiting"),
        pytest.param(gone(SECRET, said=SAID_GONE), "root_cause", id="said so"),
        pytest.param(gone(SECRET, said=TIMED_OUT), "contributing", id="a time-out is not explained by it"),
        pytest.param(gone(SECRET, said="CannotPullContainerError: i/o timeout"), "contributing", id="another step"),
        pytest.param(
            replace(gone(SECRET), task={"lastStatus": "RUNNING", "startedAt": "2026-10-06T03:00:00Z"}),
            "contributing",
            id="running",
        ),
    ],
)
def test_how_grave_it_is(task: Naming, level: str) -> None:
    assert task.finding("secret.not-found").level == level


def test_a_time_out_leaves_the_network_to_be_looked_at() -> None:
    """The missing secret is told, and the time-out is not put down to it."""
    assert gone(SECRET, said=TIMED_OUT).roots() == set()


def test_a_message_about_one_secret_blames_no_other() -> None:
    said = f"{ASM}failed to fetch secret {OTHER} from secrets manager: {ABSENT}: Secrets Manager can't find it."
    task = gone(SECRET, OTHER, said=said)
    both = replace(task, failures=(*task.failures, (DESCRIBE, {"SecretId": OTHER}, ABSENT)))

    levels = {each.resources[0].id: each.level for each in both.diagnosis().findings if each.id == "secret.not-found"}

    assert levels == {SECRET: "contributing", OTHER: "root_cause"}


def test_what_the_message_says_and_what_was_read_is_one_finding() -> None:
    found = gone(SECRET, said=SAID_GONE).finding("secret.not-found")

    assert found.confidence == "certain"
    assert {each.operation for each in found.evidence} >= {DESCRIBE, "ecs:DescribeTasks", "ecs:DescribeTaskDefinition"}


def test_a_parameter_that_is_not_there_is_behind_its_message() -> None:
    task = naming("/shop/mail", answers=(listed("token"),), said=SAID_NO_PARAMETER)

    assert task.roots() == {"secret.not-found"}
    assert task.finding("secret.not-found").resources[0].id == PARAMETER


def test_a_secret_that_is_there_speaks_against_the_message() -> None:
    """The statement stays, less sure; where it speaks of a key inside the value, nothing speaks against it."""
    there = naming(SECRET, said=SAID_GONE, answers=(described(),)).finding("secret.not-found")
    inside = naming(f"{SECRET}:user::", said=SAID_KEY, answers=(described(),)).finding("secret.not-found")

    assert (there.level, there.confidence) == ("root_cause", "possible")
    assert (inside.level, inside.confidence) == ("root_cause", "certain")


def test_what_a_running_task_was_given_was_there() -> None:
    task = naming(SECRET, task={"lastStatus": "RUNNING", "startedAt": "2026-10-06T03:00:00Z"})

    assert task.answer(secrets).verdict == "pass"


def test_a_malformed_reference_is_behind_its_message() -> None:
    assert naming(f"{SECRET}:user", said=SAID_MALFORMED).roots() == {"secret.invalid"}


@pytest.mark.parametrize(
    ("task", "identifier", "remedy", "proven"),
    [
        (
            naming(SECRET, answers=(described(DeletedDate="2026-10-01T00:00:00Z"),)),
            "secret.not-found",
            "restore-secret",
            True,
        ),
        (naming(f"{SECRET}::blue:", answers=(described(),)), "secret.not-found", "move-version-stage", True),
        (naming(SECRET, answers=(described(VersionIdsToStages=None),)), "secret.not-found", "put-secret-value", True),
        (gone(SECRET), "secret.not-found", "make-secret", True),
        (naming("/shop/mail", answers=(listed(),)), "secret.not-found", "make-parameter", True),
        (naming(f"{SECRET}:user", answers=(described(),)), "secret.invalid", "correct-reference", True),
        (naming("shop/mail", answers=(listed("/shop/mail"),)), "secret.invalid", "correct-reference", True),
        (naming("arn:aws:secretsmanager:secret:shop"), "secret.invalid", "correct-reference", None),
    ],
)
def test_remedies(task: Naming, identifier: str, remedy: str, proven: bool | None) -> None:  # noqa: FBT001 - what is expected
    choices = {each.remedy.id: each for each in task.finding(identifier).recommendations}

    assert choices[remedy].proven is proven
    for choice in choices.values():
        assert choice.remedy.references
        for command in (*choice.remedy.commands, *choice.remedy.undo):
            parse(command)


@pytest.mark.parametrize(
    "task",
    [
        naming(f"{SECRET}:user::", f"{OTHER}::AWSCURRENT:", answers=(described(), described(OTHER))),
        naming(f"{SECRET}::AWSPREVIOUS:", answers=(described(),)),
        naming(SECRET[:-7], answers=(described(asked=SECRET[:-7]),)),
        gone(SECRET, said=SAID_GONE),
        naming("/shop/mail", "token", answers=(listed("/shop/mail"),), said=SAID_NO_PARAMETER),
        naming(f"{SECRET}:user"),
        naming("shop/mail"),
    ],
)
def test_redaction_changes_nothing(task: Naming) -> None:
    case = task.case()

    assert told_by(redact(case, bytes(range(32)))) == told_by(case)


@pytest.mark.parametrize("less", [DESCRIBE, PARAMETERS, POLICY, "ecs:DescribeTaskDefinition", "ec2:DescribeSubnets"])
@pytest.mark.parametrize(
    "whole",
    [
        gone(SECRET),
        gone(SECRET, said=SAID_GONE),
        naming(SECRET, said=SAID_GONE, answers=(described(), open_to_all())),
        naming("/shop/mail", answers=(listed("token"),)),
    ],
)
def test_knowing_less_blames_nothing_else(whole: Naming, less: str) -> None:
    assert whole.without(less).roots() <= whole.roots()
    assert whole.refused(less).roots() <= whole.roots()
