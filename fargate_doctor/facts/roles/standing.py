"""Whether a role exists, and whether ECS may assume it.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from fargate_doctor.facts.arns import parse_arn
from fargate_doctor.facts.policies import PolicyRequest, evaluate
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from fargate_doctor.facts.policies import Answer
    from fargate_doctor.facts.roles.role import TaskRole
    from fargate_doctor.model.evidence import Evidence, Missing
    from fargate_doctor.model.identity import Role
    from fargate_doctor.model.snapshot import Snapshot

ECS_TASKS: Final = "ecs-tasks.amazonaws.com"

State = Literal["trusted", "gone", "other-path", "untrusted", "conditions", "elsewhere"]


_STATE_OF: Final[dict[Answer, State]] = {"allowed": "trusted", "denied": "untrusted", "unknown": "conditions"}


@frozen
class Standing:
    """How a role stands with ECS.

    `other-path` is one whose ARN is not as it is written, `elsewhere` one of another account, `conditions` one whose
    trust rests on what cannot be judged. `role` is what was read.
    """

    state: State
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[Missing, ...] = ()
    role: Role | None = None


def standing_of(snapshot: Snapshot, role: TaskRole) -> Standing:
    """Return how a role stands with ECS; raises `Unanswered` where nobody could look."""
    if not role.is_own:
        return Standing("elsewhere", (role.named,))
    found = snapshot.roles.find(role.name)
    if found is None:
        absent = snapshot.roles.cite_absence(role.name, "Role", "NoSuchEntity")
        return Standing("gone", (role.named, absent))
    if found.arn and found.arn != role.arn:
        return Standing("other-path", (role.named, found.cite("Arn")), role=found)
    trust = found.cite("AssumeRolePolicyDocument")
    outcome = evaluate(found.assume_role_policy_document or "", assuming(role))
    return Standing(_STATE_OF[outcome.answer], (role.named, trust), role=found)


def assuming(role: TaskRole) -> PolicyRequest:
    """Return the request with which ECS takes on a role for a task.

    Its `aws:SourceArn` is something of ECS in the task's account and Region; which, AWS does not say.
    """
    arn = parse_arn(role.arn)
    partition = arn.partition if arn else "aws"
    return PolicyRequest(
        action="sts:AssumeRole",
        resource=role.arn,
        service=ECS_TASKS,
        context=(("aws:SourceAccount", role.task_account),),
        starts=(("aws:SourceArn", f"arn:{partition}:ecs:{role.region}:{role.task_account}:"),),
    )
