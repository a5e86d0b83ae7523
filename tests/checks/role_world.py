"""A task with its roles, as IAM shows and judges them; a test says where its own differ."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fargate_doctor.case.model import Failure, Record
from fargate_doctor.diagnosis.engine import ask
from fargate_doctor.diagnosis.weighing import level_of
from fargate_doctor.facts.task_facts import TaskFacts
from fargate_doctor.model.snapshot import Snapshot
from tests.remedies.account import Account
from tests.remedies.names import ACCOUNT, NOW, REGION, TASK_ARN

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


HERE = f"arn:aws:ecs:{REGION}:{ACCOUNT}:*"


def under(**condition: Any) -> dict[str, Any]:  # noqa: ANN401 - any condition
    return trust(Condition=condition)


OTHER_ACCOUNT = "999988887777.dkr.ecr.eu-west-1.amazonaws.com/shop:1"
ELSEWHERE = OTHER_ACCOUNT.replace("eu-west-1", REGION)
NOT_HERE = REPOSITORY.replace(ACCOUNT, "999988887777")
NEEDED_ELSEWHERE = tuple((each[0], each[1].replace(REPOSITORY, NOT_HERE)) for each in NEEDED)
LETS_IN = {
    "Statement": {"Effect": "Allow", "Principal": {"AWS": ROLE}, "Action": ["ecr:BatchGetImage", LAYER]},
}


CHANNELS = tuple(
    (f"ssmmessages:{name}", "*")
    for name in ("CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel")
)
WITH_TASK_ROLE = {"taskRoleArn": TASK_ROLE}
EXEC = {**RUNNING, "enableExecuteCommand": True}


def working(**world: Any) -> World:  # noqa: ANN401 - what differs
    given = {"definition": WITH_TASK_ROLE, "of": TASK_ROLE, "needed": CHANNELS, "task": EXEC, **world}
    return World(**given)
