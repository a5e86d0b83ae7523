"""The execution role and the task role of a task, as the task was launched with them.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-ecs-iam-role-overview.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from fargate_doctor.facts.arns import Arn, parse_arn
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Evidence

RoleKind = Literal["execution", "task"]

SERVICE_LINKED: Final = "AWSServiceRoleForECS"
"""The role in an account by which ECS itself makes network interfaces and registers targets."""


@frozen
class TaskRole:
    """A role that a task has; `named` quotes what names it. Only roles of `task_account` can be read."""

    kind: RoleKind
    arn: str
    named: Evidence
    task_account: str
    region: str

    @property
    def name(self) -> str:
        """Return its name, without its path."""
        return self.arn.rpartition("/")[2]

    @property
    def is_own(self) -> bool:
        """Tell whether it is a role of the account that the task runs in."""
        arn = parse_arn(self.arn)
        return arn is not None and arn.account == self.task_account


def role_of(facts: TaskFacts, kind: RoleKind) -> TaskRole | None:
    """Return a role of a task, None where none is set; raises `Unanswered` without the task definition."""
    definition, task = facts.definition.require().value, facts.task
    launched = task.overrides.execution_role_arn if kind == "execution" else task.overrides.task_role_arn
    defined = definition.execution_role_arn if kind == "execution" else definition.task_role_arn
    member = f"{kind}RoleArn"
    written = launched or defined
    if not written:
        return None
    named = task.cite(f"overrides.{member}") if launched else definition.cite(member)
    whole = parse_arn(task.task_arn)
    account = whole.account if whole else facts.snapshot.account or ""
    region = whole.region if whole else facts.snapshot.region or ""
    partition = whole.partition if whole else facts.snapshot.partition
    arn = written if parse_arn(written) else str(Arn(partition, "iam", "", account, f"role/{written}"))
    return TaskRole(kind, arn, named, account, region)
