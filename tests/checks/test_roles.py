"""Is there an execution role, may ECS assume the roles, and may they do what is done under them?"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from fargate_doctor.case.model import Failure, Record
from fargate_doctor.checks.access.execution_role import (
    execution_role,
    execution_role_permissions,
    execution_role_trust,
)
from fargate_doctor.checks.access.task_role import task_role_permissions, task_role_trust
from fargate_doctor.diagnosis.engine import ask
from fargate_doctor.diagnosis.weighing import confidence_of, level_of
from fargate_doctor.facts.task_facts import TaskFacts
from fargate_doctor.model.snapshot import Snapshot
from tests.remedies.account import Account
from tests.remedies.names import ACCOUNT, NOW, REGION, SECRET_ARN, TASK_ARN

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Answer, Check

ROLE = f"arn:aws:iam::{ACCOUNT}:role/execution"
TASK_ROLE = f"arn:aws:iam::{ACCOUNT}:role/work"
REPOSITORY = f"arn:aws:ecr:{REGION}:{ACCOUNT}:repository/shop"
GROUP = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/shop"
STREAMS = f"{GROUP}:log-stream:app/app/*"
LOGIN, PULL, LAYER = "ecr:GetAuthorizationToken", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"
STREAM, PUT = "logs:CreateLogStream", "logs:PutLogEvents"
NEEDED = ((LOGIN, "*"), (PULL, REPOSITORY), (LAYER, REPOSITORY), (STREAM, STREAMS), (PUT, STREAMS))
SIMULATE = "iam:SimulatePrincipalPolicy"
PENDING = {"lastStatus": "PENDING", "stopCode": None, "stoppedReason": None, "stoppedAt": None}
RUNNING = {**PENDING, "lastStatus": "RUNNING", "startedAt": "2026-03-10T10:01:00+00:00"}
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


def trust(principal: Any = "ecs-tasks.amazonaws.com", **more: Any) -> dict[str, Any]:  # noqa: ANN401 - any element of a statement
    statement = {"Effect": "Allow", "Principal": {"Service": principal}, "Action": "sts:AssumeRole", **more}
    return {"Version": "2012-10-17", "Statement": [statement]}


def statement(effect: str, *actions: str, on: Any = "*", **more: Any) -> dict[str, Any]:  # noqa: ANN401 - the same
    return {"Version": "2012-10-17", "Statement": [{"Effect": effect, "Action": actions, "Resource": on, **more}]}


ALL = statement("Allow", *(action for action, _ in NEEDED))


@dataclass
class World:
    """A task with its roles. `simulated` are the pairs that are decided otherwise than allowed; None asked nothing."""

    simulated: dict[str, str] | None = field(default_factory=dict)
    detail: dict[str, Any] = field(default_factory=dict)
    trusts: dict[str, Any] | None = field(default_factory=trust)
    role: dict[str, Any] = field(default_factory=dict)
    inline: dict[str, Any] | None = None
    attached: dict[str, Any] | None = None
    boundary: Any = None
    repository_policy: Any = "none"
    definition: dict[str, Any] = field(default_factory=dict)
    container: dict[str, Any] = field(default_factory=dict)
    task: dict[str, Any] = field(default_factory=dict)
    needed: tuple[tuple[str, str], ...] = NEEDED
    of: str = ROLE
    gone: bool = False
    records: dict[str, tuple[Record, ...]] = field(default_factory=dict)

    def facts(self) -> TaskFacts:
        """Return the facts of the task."""
        account = Account(task={**PENDING, **self.task})
        snapshot = Snapshot.of(self._case(account))
        return TaskFacts(snapshot, snapshot.tasks.require(TASK_ARN))

    def answer(self, check: Check) -> Answer:
        """Return what a check answers."""
        return ask(check, self.facts())

    def levels(self, check: Check) -> dict[str, str]:
        """Return the level of each finding that a check raises."""
        facts = self.facts()
        return {one.kind.id: level_of(one, facts) for one in ask(check, facts).raised}

    def _case(self, account: Account) -> Any:  # noqa: ANN401 - a case
        described = account._definition()
        described["containerDefinitions"][0].update(self.container)
        given = {**described, **self.definition}
        defined = {"taskDefinition": {name: value for name, value in given.items() if value is not None}}
        account.more_records = {
            "ecs:DescribeTaskDefinition": (Record(request={}, answer=defined, at=NOW),),
            **{name: tuple(held) for name, held in self._of_roles().items()},
            **self.records,
        }
        return account.case().model_copy(update={"failures": tuple(self._failures())})

    def _of_roles(self) -> dict[str, list[Record]]:
        name = self.of.rpartition("/")[2]
        records: dict[str, list[Record]] = {}

        def add(operation: str, request: dict[str, Any], answer: dict[str, Any]) -> None:
            records.setdefault(operation, []).append(Record(request=request, answer=answer, at=NOW))

        if self.trusts is not None and not self.gone:
            limit = {"PermissionsBoundary": {"PermissionsBoundaryArn": "arn:b"}} if self.boundary else {}
            role = {"RoleName": name, "Arn": self.of, "AssumeRolePolicyDocument": self.trusts, **limit, **self.role}
            add("iam:GetRole", {"RoleName": name}, {"Role": role})
        if self.simulated is not None:
            add(SIMULATE, {"PolicySourceArn": self.of}, {"EvaluationResults": [*self._decisions()]})
        if self.inline is not None:
            add("iam:ListRolePolicies", {"RoleName": name}, {"PolicyNames": ["own"]})
            own = {"RoleName": name, "PolicyName": "own"}
            add("iam:GetRolePolicy", own, {**own, "PolicyDocument": self.inline})
            add("iam:ListAttachedRolePolicies", {"RoleName": name}, {"AttachedPolicies": self._attached()})
        for arn, document in (("arn:p", self.attached), ("arn:b", self.boundary)):
            if document is not None:
                add("iam:GetPolicy", {"PolicyArn": arn}, {"Policy": {"Arn": arn, "DefaultVersionId": "v3"}})
                version = {"VersionId": "v3", "Document": document}
                add("iam:GetPolicyVersion", {"PolicyArn": arn, "VersionId": "v3"}, {"PolicyVersion": version})
        if self.repository_policy not in ("none", "unread"):
            said = {"repositoryName": "shop", "registryId": ACCOUNT, "policyText": json.dumps(self.repository_policy)}
            add("ecr:GetRepositoryPolicy", {"registryId": ACCOUNT, "repositoryName": "shop"}, said)
        return records

    def _attached(self) -> list[dict[str, str]]:
        return [{"PolicyName": "p", "PolicyArn": "arn:p"}] if self.attached is not None else []

    def _decisions(self) -> Any:  # noqa: ANN401 - answers of AWS
        for action, resource in self.needed:
            decision = (self.simulated or {}).get(action, "allowed")
            told = self.detail if decision != "allowed" or "MissingContextValues" in self.detail else {}
            if resource == "*":
                yield {"EvalActionName": action, "EvalResourceName": "*", "EvalDecision": decision, **told}
            else:
                specific = {"EvalResourceName": resource, "EvalResourceDecision": decision, **told}
                listed = {"EvalResourceName": "arn:${Partition}:x", "EvalDecision": decision}
                yield {"EvalActionName": action, **listed, "ResourceSpecificResults": [specific]}

    def _failures(self) -> Any:  # noqa: ANN401 - failures of calls
        if self.gone:
            name = self.of.rpartition("/")[2]
            yield Failure(operation="iam:GetRole", request={"RoleName": name}, error="NoSuchEntity", message="", at=NOW)
        if self.repository_policy == "none":
            asked = {"registryId": ACCOUNT, "repositoryName": "shop"}
            error = "RepositoryPolicyNotFoundException"
            yield Failure(operation="ecr:GetRepositoryPolicy", request=asked, error=error, message="", at=NOW)


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


HERE = f"arn:aws:ecs:{REGION}:{ACCOUNT}:*"


def under(**condition: Any) -> dict[str, Any]:  # noqa: ANN401 - any condition
    return trust(Condition=condition)


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


OTHER_ACCOUNT = "999988887777.dkr.ecr.eu-west-1.amazonaws.com/shop:1"
ELSEWHERE = OTHER_ACCOUNT.replace("eu-west-1", REGION)
NOT_HERE = REPOSITORY.replace(ACCOUNT, "999988887777")
NEEDED_ELSEWHERE = tuple((each[0], each[1].replace(REPOSITORY, NOT_HERE)) for each in NEEDED)
LETS_IN = {
    "Statement": {"Effect": "Allow", "Principal": {"AWS": ROLE}, "Action": ["ecr:BatchGetImage", LAYER]},
}


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


CHANNELS = tuple(
    (f"ssmmessages:{name}", "*")
    for name in ("CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel")
)
WITH_TASK_ROLE = {"taskRoleArn": TASK_ROLE}
EXEC = {**RUNNING, "enableExecuteCommand": True}


def working(**world: Any) -> World:  # noqa: ANN401 - what differs
    given = {"definition": WITH_TASK_ROLE, "of": TASK_ROLE, "needed": CHANNELS, "task": EXEC, **world}
    return World(**given)


@pytest.mark.parametrize(
    ("world", "verdict", "levels"),
    [
        (working(), "pass", {}),
        (working(simulated={CHANNELS[0][0]: "implicitDeny"}), "fail", {"iam.task-role-denied": "warning"}),
        (working(task=PENDING), "not_applicable", {}),
        (working(definition={}), "fail", {"iam.task-role-denied": "warning"}),
        (working(simulated=None), "pass", {}),
        (working(simulated=None, task={**EXEC, **PENDING, "startedAt": None}), "unknown", {}),
    ],
    ids=["allowed", "lacking", "nothing to do", "no task role", "unread, but it runs", "unread"],
)
def test_the_task_role_may_do_what_is_done_under_it(world: World, verdict: str, levels: dict[str, str]) -> None:
    """ECS Exec works under the task role; without it a task starts all the same."""
    assert world.answer(task_role_permissions).verdict == verdict
    assert world.levels(task_role_permissions) == levels


FILE_SYSTEM = "fs-0123456789abcdef0"
MOUNT = ("elasticfilesystem:ClientMount", f"arn:aws:elasticfilesystem:{REGION}:{ACCOUNT}:file-system/{FILE_SYSTEM}")


def mounting(policy: dict[str, Any] | None, *, unread: bool = False, iam: str = "ENABLED") -> World:
    configured = {"fileSystemId": FILE_SYSTEM, "authorizationConfig": {"iam": iam}, "transitEncryption": "ENABLED"}
    volumes = [{"name": "shared", "efsVolumeConfiguration": configured}]
    request = {"FileSystemId": FILE_SYSTEM}
    answer = {**request, "Policy": json.dumps(policy)}
    operation = "efs:DescribeFileSystemPolicy"
    world = working(
        definition={**WITH_TASK_ROLE, "volumes": volumes},
        needed=(MOUNT,),
        simulated={MOUNT[0]: "implicitDeny"},
        task=PENDING,
    )
    if policy is not None and not unread:
        world.records = {operation: (Record(request=request, answer=answer, at=NOW),)}
    return world


ONLY_OTHERS = {
    "Statement": {"Effect": "Allow", "Principal": {"AWS": ROLE}, "Action": "elasticfilesystem:ClientMount"},
}


@pytest.mark.parametrize(
    ("world", "verdict"),
    [
        (mounting(ONLY_OTHERS), "fail"),
        (mounting({"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*"}}), "pass"),
        (mounting(None, unread=True), "unknown"),
        (mounting(ONLY_OTHERS, iam="DISABLED"), "not_applicable"),
    ],
    ids=["lets in others alone", "lets in everybody", "unread", "does not look at roles"],
)
def test_a_file_system_that_looks_at_roles(world: World, verdict: str) -> None:
    """Role or file system policy may allow it; a file system policy that nobody read may be the one that does."""
    assert world.answer(task_role_permissions).verdict == verdict


@pytest.mark.parametrize(
    ("world", "verdict"),
    [
        (working(), "pass"),
        (working(trusts=trust("ec2.amazonaws.com")), "fail"),
        (working(gone=True, simulated=None), "fail"),
        (World(), "not_applicable"),
    ],
    ids=["trusted", "untrusted", "gone", "none set"],
)
def test_ecs_may_assume_the_task_role(world: World, verdict: str) -> None:
    assert world.answer(task_role_trust).verdict == verdict


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
