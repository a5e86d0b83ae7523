"""Is there an execution role, may ECS assume it, and may it do what the start needs?"""

from __future__ import annotations

import json
from typing import Any

import pytest

from fargate_doctor.case.model import Record
from fargate_doctor.checks import all_checks
from fargate_doctor.checks.access.execution_role import (
    execution_role,
    execution_role_permissions,
    execution_role_trust,
)
from fargate_doctor.diagnosis.engine import ask, diagnose
from fargate_doctor.diagnosis.weighing import confidence_of
from tests.checks.role_world import (
    ALL,
    ELSEWHERE,
    HERE,
    LAYER,
    LETS_IN,
    LOGIN,
    NEEDED,
    NEEDED_ELSEWHERE,
    PULL,
    PUT,
    ROLE,
    RUNNING,
    SIMULATE,
    TASK_ROLE,
    World,
    statement,
    trust,
    under,
)
from tests.remedies.names import ACCOUNT, NOW, REGION, SECRET_ARN

REFUSED_LOGIN = (
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable "
    "to retrieve ecr registry auth: service call has been retried 1 time(s): AccessDeniedException: User: "
    f"arn:aws:sts::{ACCOUNT}:assumed-role/execution/0f9be3c1d2a74c6ab1 is not authorized to perform: {LOGIN} on "
    f"resource: * {{because}} status code: 400"
)
BY_IDENTITY = f"because no identity-based policy allows the {LOGIN} action"
BY_SCP = "with an explicit deny in a service control policy"
NOT_ASSUMED = (
    "ECS was unable to assume the role '{role}' that was provided for this task. Please verify that the role being "
    "passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role."
)


@pytest.mark.parametrize(
    ("world", "verdict"),
    [
        pytest.param(World(), "pass", id="set"),
        pytest.param(World(definition={"executionRoleArn": None}), "fail", id="none set, a private image of ECR"),
        pytest.param(
            World(definition={"executionRoleArn": None}, task={"overrides": {"executionRoleArn": ROLE}}),
            "pass",
            id="set at the launch",
        ),
        pytest.param(
            World(definition={"executionRoleArn": None}, container={"image": "nginx", "logConfiguration": None}),
            "not_applicable",
            id="none needed",
        ),
        pytest.param(
            World(definition={"executionRoleArn": None}, container={"image": "nginx"}), "fail", id="only logs need it"
        ),
    ],
)
def test_an_execution_role_is_set_where_one_is_needed(world: World, verdict: str) -> None:
    assert world.answer(execution_role).verdict == verdict


@pytest.mark.parametrize(
    ("world", "verdict"),
    [
        pytest.param(World(), "pass", id="trusted"),
        pytest.param(World(trusts=trust(["lambda.amazonaws.com", "ecs-tasks.amazonaws.com"])), "pass", id="one of two"),
        pytest.param(World(trusts=trust("ecs.amazonaws.com")), "fail", id="ECS itself is not its tasks"),
        pytest.param(World(trusts=trust("ec2.amazonaws.com")), "fail", id="another service"),
        pytest.param(World(trusts=trust(Action="sts:TagSession")), "fail", id="another action"),
        pytest.param(World(trusts=trust(Effect="Deny")), "fail", id="denied"),
        pytest.param(World(trusts=under(StringEquals={"aws:SourceAccount": ACCOUNT})), "pass", id="own account"),
        pytest.param(World(trusts=under(StringEquals={"aws:SourceAccount": "1"})), "fail", id="another account"),
        pytest.param(World(trusts=under(ArnLike={"aws:SourceArn": HERE})), "pass", id="own Region and account"),
        pytest.param(
            World(trusts=under(ArnLike={"aws:SourceArn": HERE.replace(REGION, "ap-south-1")})),
            "fail",
            id="other Region",
        ),
        pytest.param(
            World(trusts=under(ArnLike={"aws:SourceArn": f"{HERE[:-1]}cluster/x"})), "unknown", id="one cluster"
        ),
        pytest.param(World(trusts=under(StringEquals={"sts:ExternalId": "x"})), "unknown", id="a key nobody knows"),
        pytest.param(World(gone=True), "fail", id="gone"),
        pytest.param(World(role={"Arn": f"arn:aws:iam::{ACCOUNT}:role/apps/execution"}), "fail", id="another path"),
        pytest.param(World(trusts=None), "unknown", id="unread"),
        pytest.param(World(trusts=None, task=RUNNING), "pass", id="unread, but the task started"),
        pytest.param(World(trusts=trust("ec2.amazonaws.com"), task=RUNNING), "fail", id="it started, and now it fails"),
        pytest.param(
            World(definition={"executionRoleArn": "arn:aws:iam::999988887777:role/execution"}),
            "unknown",
            id="elsewhere",
        ),
        pytest.param(World(definition={"executionRoleArn": None}), "not_applicable", id="no role"),
    ],
)
def test_ecs_may_assume_the_execution_role(world: World, verdict: str) -> None:
    assert world.answer(execution_role_trust).verdict == verdict


@pytest.mark.parametrize(
    ("world", "verdict"),
    [
        pytest.param(World(), "pass", id="simulated"),
        pytest.param(World({LOGIN: "implicitDeny"}), "fail", id="simulated, one lacks"),
        pytest.param(World({PULL: "explicitDeny"}), "fail", id="simulated, denied"),
        pytest.param(World({LOGIN: "somethingNew"}), "unknown", id="a decision nobody knows"),
        pytest.param(World(detail={"MissingContextValues": ["aws:SourceVpc"]}), "unknown", id="a key is missing"),
        pytest.param(World(None), "unknown", id="nothing read"),
        pytest.param(World(None, task=RUNNING), "pass", id="nothing read, but the task started"),
        pytest.param(World({PUT: "implicitDeny"}, task=RUNNING), "fail", id="it started, and now it lacks something"),
        pytest.param(World(None, inline=ALL), "pass", id="read"),
        pytest.param(World(None, inline=statement("Allow", "ecr:*", "logs:*")), "pass", id="read, by wildcards"),
        pytest.param(World(None, inline=statement("Allow", "s3:*")), "fail", id="read, lacking"),
        pytest.param(World(None, inline=ALL, trusts=None), "unknown", id="read, but for a boundary"),
        pytest.param(World(None, inline=ALL, attached=statement("Deny", PUT)), "fail", id="denied by another"),
        pytest.param(World(None, inline=statement("Allow", LOGIN), attached=ALL), "pass", id="two together"),
        pytest.param(World(None, inline=ALL, boundary=statement("Allow", "ecr:*")), "fail", id="limited"),
        pytest.param(World(None, inline=ALL, boundary=ALL), "pass", id="within its limit"),
        pytest.param(
            World(None, inline=statement("Allow", "*", Condition={"StringEquals": {"aws:SourceVpce": "vpce-1"}})),
            "unknown",
            id="under a condition",
        ),
        pytest.param(
            World(None, inline=statement("Allow", "*", Condition={"Bool": {"aws:SecureTransport": "true"}})),
            "pass",
            id="under a condition that always holds",
        ),
        pytest.param(World({PULL: "implicitDeny"}, repository_policy=LETS_IN), "pass", id="let in by the repository"),
        pytest.param(World({PULL: "implicitDeny"}, repository_policy="unread"), "unknown", id="repository unread"),
        pytest.param(World({PULL: "explicitDeny"}, repository_policy=LETS_IN), "fail", id="a denial is final"),
        pytest.param(World({}, inline=statement("Allow", "s3:*")), "pass", id="both, and the simulation counts"),
        pytest.param(World(None, gone=True), "not_applicable", id="no role"),
        pytest.param(
            World(
                {PULL: "implicitDeny", LAYER: "implicitDeny"},
                container={"image": ELSEWHERE},
                needed=NEEDED_ELSEWHERE,
                detail={"EvalDecisionDetails": {"IAM Policy": "allowed", "Resource Policy": "implicitDeny"}},
            ),
            "pass",
            id="of another account, and the role's own part is there",
        ),
        pytest.param(
            World(
                {PULL: "implicitDeny"},
                container={"image": ELSEWHERE},
                needed=NEEDED_ELSEWHERE,
                detail={"EvalDecisionDetails": {"IAM Policy": "implicitDeny"}},
            ),
            "fail",
            id="of another account, and the role's own part is not there",
        ),
        pytest.param(
            World({PULL: "implicitDeny"}, container={"image": ELSEWHERE}, needed=NEEDED_ELSEWHERE),
            "unknown",
            id="of another account, and nothing tells both parts apart",
        ),
    ],
)
def test_the_execution_role_may_do_what_the_start_needs(world: World, verdict: str) -> None:
    assert world.answer(execution_role_permissions).verdict == verdict


@pytest.mark.parametrize(
    ("task", "level"),
    [
        pytest.param({}, "root_cause", id="pending"),
        pytest.param(RUNNING, "contributing", id="running"),
        pytest.param({"stoppedReason": None}, "root_cause", id="without a word"),
    ],
)
def test_what_is_lacking_counts_by_what_the_task_did(task: dict[str, Any], level: str) -> None:
    assert World({LOGIN: "implicitDeny"}, task=task).levels(execution_role_permissions) == {
        "iam.execution-role-denied": level
    }


def stopped(reason: str) -> dict[str, Any]:
    return {
        "lastStatus": "STOPPED",
        "stopCode": "TaskFailedToStart",
        "stoppedReason": reason,
        "stoppedAt": "2026-03-10T10:05:00+00:00",
    }


TIMED_OUT = (
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable "
    "to retrieve ecr registry auth: service call has been retried 3 time(s): RequestError: send request failed caused "
    f'by: Post "https://api.ecr.{REGION}.amazonaws.com/": dial tcp 203.0.113.27:443: i/o timeout'
)


@pytest.mark.parametrize(
    ("said", "lacking", "level"),
    [
        pytest.param(REFUSED_LOGIN.format(because=BY_IDENTITY), LOGIN, "root_cause", id="the action that is named"),
        pytest.param(REFUSED_LOGIN.format(because=BY_IDENTITY), PULL, "contributing", id="another action"),
        pytest.param(REFUSED_LOGIN.format(because=BY_SCP), LOGIN, "contributing", id="a policy of the organization"),
        pytest.param(TIMED_OUT, LOGIN, "contributing", id="no answer from the network"),
        pytest.param(
            REFUSED_LOGIN.format(because=BY_IDENTITY).replace("role/execution/", "role/other/"),
            LOGIN,
            "contributing",
            id="another role",
        ),
    ],
)
def test_a_message_is_explained_only_by_what_it_is_about(said: str, lacking: str, level: str) -> None:
    levels = World({lacking: "implicitDeny"}, task=stopped(said)).levels(execution_role_permissions)

    assert levels == {"iam.execution-role-denied": level}


@pytest.mark.parametrize(
    ("role", "level"), [(ROLE, "root_cause"), (TASK_ROLE, "contributing")], ids=["this role", "the other role"]
)
def test_a_role_that_cannot_be_assumed_is_the_one_that_is_named(role: str, level: str) -> None:
    world = World(trusts=trust("ec2.amazonaws.com"), task=stopped(NOT_ASSUMED.format(role=role)))

    assert world.levels(execution_role_trust) == {"iam.execution-role-trust": level}


def test_an_execution_role_that_nobody_needs_stops_nothing() -> None:
    """It is said, and not blamed: the image is public, and nothing is sent to CloudWatch Logs."""
    world = World(gone=True, container={"image": "nginx", "logConfiguration": None})

    assert world.levels(execution_role_trust) == {"iam.execution-role-trust": "warning"}


def test_no_execution_role_explains_a_refused_pull_and_a_refused_start() -> None:
    """It is the root of both, in whichever phase the message came."""
    without = {"executionRoleArn": None}
    image = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/shop:1"
    pull = f"CannotPullContainerError: failed to resolve ref {image}: 403 Forbidden"

    for said in (pull, "Fargate requires task definition to have execution role ARN to support ECR images."):
        levels = World(definition=without, task=stopped(said)).levels(execution_role)
        assert levels == {"iam.execution-role-missing": "root_cause"}


def test_a_message_without_credentials_is_explained_by_the_role_that_is_not_set() -> None:
    """Nobody is told to mend the trust of a role that there is none of."""
    said = (
        "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: "
        "unable to retrieve ecr registry auth: NoCredentialProviders: no valid providers in chain"
    )
    facts = World(definition={"executionRoleArn": None}, task=stopped(said)).facts()

    diagnosis = diagnose(facts, all_checks(), proves=False)

    assert [each.id for each in diagnosis.main_causes] == ["iam.execution-role-missing"]


def test_what_the_message_states_is_contradicted_only_by_what_was_tested() -> None:
    """A role that may log in speaks against a message that says it may not, unless that speaks of other policies."""

    def contradicted(because: str, **world: Any) -> frozenset[str]:  # noqa: ANN401 - what differs
        said = REFUSED_LOGIN.format(because=because)
        return World(task=stopped(said), **world).answer(execution_role_permissions).contradicts

    assert contradicted(BY_IDENTITY) == {"iam.execution-role-denied"}
    assert contradicted(BY_SCP) == frozenset()
    assert contradicted(BY_IDENTITY, simulated=None) == frozenset()


def test_the_answer_says_who_was_tested_how_and_what_is_out_of_sight() -> None:
    """In both languages: the role's ARN, simulation or reading, and the policies that nobody can read."""
    simulated = World().answer(execution_role_permissions).because
    read = World(None, inline=ALL).answer(execution_role_permissions).because

    for said in (simulated.en, simulated.es, read.en, read.es):
        assert ROLE in said
    assert "simulation" in simulated.en
    assert "leyendo sus políticas" in read.es
    assert "Service control policies" in read.en
    assert "Resource control" not in read.en
    assert "resource control policies" in simulated.en


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        ({"OrganizationsDecisionDetail": {"AllowedByOrganizations": False}}, "service control policy"),
        ({"PermissionsBoundaryDecisionDetail": {"AllowedByPermissionsBoundary": False}}, "permissions boundary"),
        ({}, "None of its policies"),
    ],
)
def test_why_it_is_not_allowed_is_said(detail: dict[str, Any], words: str) -> None:
    """What the organization or a boundary refuses is not mended by a policy of the role."""
    facts = World({LOGIN: "implicitDeny"}, detail=detail).facts()
    (raised,) = ask(execution_role_permissions, facts).raised

    remedies = raised.kind.remedies(facts, raised) if raised.kind.remedies else ()

    assert remedies
    assert words in raised.detail.en
    assert any("put-role-policy" in command for each in remedies for command in each.commands) == (detail == {})


def test_a_disagreement_is_said() -> None:
    """The simulation counts, and that the policies say otherwise is not hidden."""
    answer = World(inline=statement("Allow", "s3:*")).answer(execution_role_permissions)

    assert "the simulation counts" in answer.because.en


def test_a_simulation_of_other_policies_is_none_of_the_role() -> None:
    """A recorded what-if with policies of its own decides nothing."""
    request = {"PolicySourceArn": ROLE, "PolicyInputList": ["{}"]}
    results = {"EvaluationResults": [{"EvalActionName": LOGIN, "EvalResourceName": "*", "EvalDecision": "allowed"}]}
    world = World(None, records={SIMULATE: (Record(request=request, answer=results, at=NOW),)})

    assert world.answer(execution_role_permissions).verdict == "unknown"


FILE = "arn:aws:s3:::settings/prod/web.env"
FILES = ((("s3:GetObject"), FILE), ("s3:GetBucketLocation", FILE.partition("/")[0]))


def filling(policy: dict[str, Any] | None, *, unread: bool = False) -> World:
    world = World(
        {"s3:GetObject": "implicitDeny"},
        container={"environmentFiles": [{"type": "s3", "value": FILE}]},
        needed=(*NEEDED, *FILES),
    )
    asked, answer = {"Bucket": "settings"}, {"Policy": json.dumps(policy)}
    if not unread:
        world.records = {"s3:GetBucketPolicy": (Record(request=asked, answer=answer, at=NOW),)}
    return world


@pytest.mark.parametrize(
    ("world", "verdict"),
    [
        (filling({"Statement": {"Effect": "Allow", "Principal": {"AWS": ROLE}, "Action": "s3:*"}}), "pass"),
        (filling({"Statement": {"Effect": "Allow", "Principal": {"AWS": TASK_ROLE}, "Action": "s3:*"}}), "fail"),
        (filling(None, unread=True), "unknown"),
    ],
    ids=["let in by the bucket", "the bucket lets in another", "bucket unread"],
)
def test_an_environment_file_may_be_opened_by_its_bucket(world: World, verdict: str) -> None:
    assert world.answer(execution_role_permissions).verdict == verdict


def test_a_secret_named_without_its_end_is_left_open() -> None:
    """Policies speak of the six characters at the end, so a simulated refusal of the shorter name proves nothing."""
    short = SECRET_ARN.rpartition("-")[0]
    fetch = ("secretsmanager:GetSecretValue", short)
    world = World(
        {fetch[0]: "implicitDeny"},
        container={"secrets": [{"name": "DB", "valueFrom": short}]},
        needed=(*NEEDED, fetch),
    )

    assert world.answer(execution_role_permissions).verdict == "unknown"


def test_confidence_is_that_of_what_was_read() -> None:
    facts = World({LOGIN: "implicitDeny"}).facts()
    (raised,) = ask(execution_role_permissions, facts).raised

    assert confidence_of(raised, facts) in ("certain", "likely")
