"""What mends a role: the smallest policy, the trust that lacks, a role anew, each proven on the model."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from fargate_doctor.case.model import Record
from fargate_doctor.checks import all_checks
from fargate_doctor.diagnosis.engine import diagnose
from tests.checks.role_world import (
    ALL,
    CHANNELS,
    LAYER,
    LOGIN,
    PULL,
    PUT,
    REPOSITORY,
    ROLE,
    STREAM,
    World,
    statement,
    trust,
    working,
)
from tests.remedies.cli import parse
from tests.remedies.names import ACCOUNT, NOW, REGION

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.model import Recommendation

_GROUP = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/shop:*"


def choices(world: World, identifier: str) -> dict[str, Recommendation]:
    """Return the recommendations of one finding, each tried on the model, after parsing their commands."""
    found = next(each for each in diagnose(world.facts(), all_checks()).findings if each.id == identifier)
    for each in found.recommendations:
        for command in (*each.remedy.commands, *each.remedy.undo):
            parse(command)
    return {each.remedy.id: each for each in found.recommendations}


def put(choice: Recommendation) -> list[dict[str, Any]]:
    """Return the statements that a choice writes into the role."""
    command = next(parse(each) for each in choice.remedy.commands if "put-role-policy" in each)
    statements: list[dict[str, Any]] = command["policy-document"]["Statement"]
    return statements


def test_the_policy_holds_exactly_what_is_lacking() -> None:
    """One statement for each set of resources; log streams are granted with their group."""
    lacking = dict.fromkeys((LOGIN, PULL, LAYER, STREAM, PUT), "implicitDeny")
    found = choices(World(lacking), "iam.execution-role-denied")

    assert put(found["allow-what-is-lacking"]) == [
        {"Effect": "Allow", "Action": [LOGIN], "Resource": "*"},
        {"Effect": "Allow", "Action": [PULL, LAYER], "Resource": REPOSITORY},
        {"Effect": "Allow", "Action": [STREAM, PUT], "Resource": _GROUP},
    ]
    assert [each.proven for each in found.values()] == [True, True]


_NO_GROUP = Record(request={"logGroupNamePrefix": "/shop"}, answer={"logGroups": []}, region=REGION, at=NOW)


@pytest.mark.parametrize(
    ("groups", "roots"),
    [([], {"iam.execution-role-denied"}), ([{"logGroupName": "/shop"}], set()), (None, set())],
    ids=["absent", "there already", "unread"],
)
def test_a_log_group_is_made_only_where_it_lacks(groups: list[dict[str, str]] | None, roots: set[str]) -> None:
    """The driver asks for the stream first: who may not make groups is held up only where there is none."""
    options = {"awslogs-group": "/shop", "awslogs-region": REGION, "awslogs-stream-prefix": "app"}
    options["awslogs-create-group"] = "true"
    group = ("logs:CreateLogGroup", f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/shop:log-stream:")
    read: dict[str, tuple[Record, ...]] = {}
    if groups is not None:
        read["logs:DescribeLogGroups"] = (_NO_GROUP.model_copy(update={"answer": {"logGroups": groups}}),)
    world = World(
        {group[0]: "implicitDeny"},
        container={"logConfiguration": {"logDriver": "awslogs", "options": options}},
        needed=(*World().needed, group),
        records=read,
    )

    found = diagnose(world.facts(), all_checks()).root_causes

    assert {each.id for each in found} == roots


def test_awss_own_policy_is_offered_only_where_it_is_enough() -> None:
    """It knows nothing of secrets or new log groups."""
    options = {"awslogs-group": "/shop", "awslogs-stream-prefix": "app", "awslogs-create-group": "true"}
    group = ("logs:CreateLogGroup", f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/shop:log-stream:")
    world = World(
        {group[0]: "implicitDeny"},
        container={"logConfiguration": {"logDriver": "awslogs", "options": options}},
        needed=(*World().needed, group),
        records={"logs:DescribeLogGroups": (_NO_GROUP,)},
    )

    found = choices(world, "iam.execution-role-denied")

    assert list(found) == ["allow-what-is-lacking"]
    assert put(found["allow-what-is-lacking"]) == [
        {"Effect": "Allow", "Action": ["logs:CreateLogGroup"], "Resource": _GROUP}
    ]
    assert found["allow-what-is-lacking"].proven


def test_a_policy_that_was_read_is_kept() -> None:
    """The new one has a name of its own, is proven by reading, and its undo takes away no other."""
    world = World(None, inline=statement("Allow", LOGIN, PULL, LAYER))

    choice = choices(world, "iam.execution-role-denied")["allow-what-is-lacking"]

    undo = parse(choice.remedy.undo[0])
    assert (undo.operation, undo["policy-name"]) == ("delete-role-policy", "FargateTaskNeeds")
    assert choice.proven


@pytest.mark.parametrize(
    "world",
    [World({PUT: "explicitDeny"}), World(None, inline=ALL, boundary=statement("Allow", "ecr:*"))],
    ids=["denied", "limited"],
)
def test_what_stands_against_it_is_to_be_found(world: World) -> None:
    """No added permission helps there, so none is offered, and nothing is called proven."""
    found = choices(world, "iam.execution-role-denied")

    assert found
    assert not any("put-role-policy" in each for choice in found.values() for each in choice.remedy.commands)
    assert {choice.proven for choice in found.values()} == {None}


def test_the_other_trusted_ones_stay_trusted() -> None:
    """A statement is added; taking it back writes the policy as it was."""
    before = trust("ec2.amazonaws.com")
    choice = choices(World(trusts=before), "iam.execution-role-trust")["trust-ecs-tasks"]

    after = parse(choice.remedy.commands[0])["policy-document"]

    assert after["Statement"][0] == before["Statement"][0]
    assert after["Statement"][1]["Principal"] == {"Service": "ecs-tasks.amazonaws.com"}
    assert parse(choice.remedy.undo[0])["policy-document"] == before
    assert choice.proven


def test_a_role_that_is_gone_is_created_where_it_was() -> None:
    """With its path, its trust, and what the task needs; undone in the other order."""
    role = f"arn:aws:iam::{ACCOUNT}:role/apps/execution"
    world = World(None, gone=True, definition={"executionRoleArn": role})

    choice = choices(world, "iam.execution-role-trust")["create-role"]

    created = parse(choice.remedy.commands[0])
    assert (created["role-name"], created["path"]) == ("execution", "/apps/")
    assert [parse(each).operation for each in choice.remedy.undo] == ["delete-role-policy", "delete-role"]
    assert len(put(choice)) == 3
    assert choice.proven


def test_a_role_that_is_not_set_is_created_and_named() -> None:
    world = World(None, definition={"executionRoleArn": None})

    choice = choices(world, "iam.execution-role-missing")["create-execution-role"]

    operations = [parse(each).operation for each in choice.remedy.commands]
    assert operations[:2] == ["create-role", "put-role-policy"]
    assert "register-task-definition" in operations
    assert choice.proven
    assert choice.remedy.needs_new_tasks


def test_a_wrong_path_is_mended_in_the_definition() -> None:
    real = f"arn:aws:iam::{ACCOUNT}:role/apps/execution"
    choice = choices(World(role={"Arn": real}), "iam.execution-role-trust")["name-role-as-it-is"]

    assert real in choice.remedy.detail.en
    assert choice.proven


def test_the_task_role_is_given_what_exec_needs() -> None:
    lacking = dict.fromkeys((action for action, _ in CHANNELS), "implicitDeny")

    choice = choices(working(simulated=lacking), "iam.task-role-denied")["allow-what-is-lacking"]

    assert put(choice) == [{"Effect": "Allow", "Action": [action for action, _ in CHANNELS], "Resource": "*"}]
    assert parse(choice.remedy.commands[0])["role-name"] == "work"
    assert choice.proven


def test_what_else_uses_the_role_is_said() -> None:
    """Of the other task definitions in the case by name, of all else in general."""
    choice = choices(World({LOGIN: "implicitDeny"}), "iam.execution-role-denied")["allow-what-is-lacking"]

    assert any("Whatever else uses role execution" in each.en for each in choice.remedy.affects)
    assert json.dumps(ROLE)[1:-1] not in choice.remedy.title.en
