"""A task by itself, and a check made for a test: enough to see how the engine weighs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fargate_doctor.case.model import Case
from fargate_doctor.diagnosis.check import Answer, Check, FindingKind, Raised, fails
from fargate_doctor.facts.need import Need, NeedWalk
from fargate_doctor.facts.paths.flow import Flow
from fargate_doctor.facts.paths.hop import Hop, Walk
from fargate_doctor.facts.task_facts import TaskFacts
from fargate_doctor.model.snapshot import Snapshot
from fargate_doctor.text import verbatim

if TYPE_CHECKING:
    from fargate_doctor.facts.phases import Purpose
    from fargate_doctor.model.evidence import Missing

ARN = "arn:aws:ecs:eu-west-1:111122223333:task/prod/0123456789abcdef0123456789abcdef"

LOGIN_TIMED_OUT = (
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: "
    "unable to retrieve ecr registry auth: service call has been retried 3 time(s): RequestError: send request failed "
    'caused by: Post "https://api.ecr.eu-west-1.amazonaws.com/": dial tcp 52.94.5.1:443: i/o timeout'
)


def facts_of(**task: Any) -> TaskFacts:  # noqa: ANN401 - members of a task as AWS gives them
    """Return the facts of a case that holds one task and nothing else."""
    described = {"taskArn": ARN, "launchType": "FARGATE", "lastStatus": "STOPPED", **task}
    case = Case.model_validate({"records": {"ecs:DescribeTasks": [{"answer": {"tasks": [described]}}]}})
    snapshot = Snapshot.of(case)
    return TaskFacts(snapshot, snapshot.tasks.require(ARN))


def way_to(purpose: Purpose, host: str, facts: TaskFacts, *unread: Missing) -> NeedWalk:
    """Return a way that fails at its route table."""
    hop = Hop("route-table", "rtb-1", "route-table", "fail", verbatim("no route"), "route.none")
    return NeedWalk(Need(purpose, host), 4, Walk(Flow(facts.sender, host=host), (hop,), unread))


def raising(*raised: Raised) -> Check:
    """Return a check that raises what it is told to."""

    def answer(_: TaskFacts) -> Answer:
        return fails(verbatim("so it is"), *raised)

    kinds: tuple[FindingKind, ...] = tuple(each.kind for each in raised)
    return Check("t.check", "way", 1, verbatim("t"), verbatim("?"), verbatim("!"), (), (), kinds, "need", answer)
