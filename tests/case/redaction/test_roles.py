"""What IAM answers about roles keeps its meaning: trust, policies, simulations, and the conditions in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from fargate_doctor.case.redaction import redact
from fargate_doctor.checks.access.execution_role import execution_role_permissions, execution_role_trust
from fargate_doctor.diagnosis.engine import ask
from fargate_doctor.facts.task_facts import TaskFacts
from fargate_doctor.model.snapshot import Snapshot
from tests.case.redaction.redacting import KEY
from tests.checks.role_world import (
    ELSEWHERE,
    GROUP,
    HERE,
    NEEDED_ELSEWHERE,
    PENDING,
    PULL,
    REPOSITORY,
    ROLE,
    World,
    statement,
    under,
)
from tests.remedies.account import Account

if TYPE_CHECKING:
    from fargate_doctor.case.model import Case

EVERYTHING = ("ecr:*", "logs:*")
OF_OWN_ACCOUNT = REPOSITORY.replace(REPOSITORY.split(":")[4], "${aws:PrincipalAccount}")


@pytest.mark.parametrize(
    "world",
    [
        World(),
        World({PULL: "implicitDeny"}),
        World(detail={"MissingContextValues": ["aws:SourceVpc", "aws:ResourceTag/team"]}),
        World(trusts=under(ArnLike={"aws:SourceArn": HERE})),
        World(trusts=under(ArnLike={"aws:SourceArn": HERE.replace(HERE.split(":")[4], "999988887777")})),
        World(role={"Arn": ROLE.replace("role/", "role/apps/")}),
        World(None, inline=statement("Allow", *EVERYTHING, on=[REPOSITORY, f"{GROUP}:*", "*"])),
        World(None, inline=statement("Allow", *EVERYTHING, on=["arn:aws:ecr:*:*:repository/*op", f"{GROUP}*", "*"])),
        World(None, inline=statement("Allow", *EVERYTHING, on=["arn:aws:ecr:*:*:repository/other*", GROUP])),
        World(None, inline=statement("Allow", *EVERYTHING), attached=statement("Deny", PULL, on=OF_OWN_ACCOUNT)),
        World(
            {PULL: "implicitDeny"},
            container={"image": ELSEWHERE},
            needed=NEEDED_ELSEWHERE,
            detail={"EvalDecisionDetails": {"IAM Policy": "implicitDeny"}},
        ),
    ],
    ids=lambda world: str(world)[:60],
)
def test_every_answer_about_a_role_stays(world: World) -> None:
    """The same verdicts with other names."""
    case = world._case(Account(task={**PENDING, **world.task}))

    assert verdicts(redact(case, KEY)) == verdicts(case)


def test_condition_keys_stay_and_tags_in_them_go() -> None:
    """A key of AWS names nobody; the key of a tag is its owner's word."""
    world = World(detail={"MissingContextValues": ["aws:SourceVpc", "aws:ResourceTag/team-storefront"]})
    case = redact(world._case(Account(task=PENDING)), KEY)

    written = case.model_dump_json()
    assert "aws:SourceVpc" in written
    assert "storefront" not in written


def verdicts(case: Case) -> list[Any]:
    """Return what both questions answer."""
    snapshot = Snapshot.of(case)
    (task,) = snapshot.tasks
    facts = TaskFacts(snapshot, task)
    answers = [ask(check, facts) for check in (execution_role_trust, execution_role_permissions)]
    return [(each.verdict, [one.kind.id for one in each.raised]) for each in answers]
