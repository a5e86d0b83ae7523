"""Does the policy of a repository let the execution role pull?"""

from __future__ import annotations

import json
from typing import Any

import pytest

from fargate_doctor.checks.access.repository_policy import repository_policy
from tests.checks.images import IMAGE, OTHER_ACCOUNT, OTHER_HOST, POLICY, ROLE, RUNNING, TIMED_OUT, Pull, says
from tests.remedies.cli import parse
from tests.remedies.names import ACCOUNT

SHARED = f"{OTHER_HOST}/shop:1"
PULL = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
DENIED = says(
    f"CannotPullContainerError: failed to resolve ref {IMAGE}: pull access denied: authorization failed: 403 Forbidden"
)


def policy(*statements: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def allow(who: object, actions: object = PULL, **more: object) -> dict[str, Any]:
    return {"Effect": "Allow", "Principal": {"AWS": who}, "Action": actions, **more}


def deny(who: object, actions: object = PULL, **more: object) -> dict[str, Any]:
    return {"Effect": "Deny", "Principal": {"AWS": who}, "Action": actions, **more}


def shared(*statements: dict[str, Any], **differing: Any) -> Pull:  # noqa: ANN401 - the fields of a pull
    return Pull(image=SHARED, **{"policy": policy(*statements)} | differing)


def own(*statements: dict[str, Any], **differing: Any) -> Pull:  # noqa: ANN401 - the fields of a pull
    return Pull(**{"policy": policy(*statements)} | differing)


IN_ORGANIZATION = {"Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-1234567890"}}}


@pytest.mark.parametrize(
    ("pull", "verdict"),
    [
        pytest.param(shared(allow(ROLE)), "pass", id="the role"),
        pytest.param(shared(allow(f"arn:aws:iam::{ACCOUNT}:root")), "pass", id="its account"),
        pytest.param(shared(allow(ACCOUNT)), "pass", id="its account by number"),
        pytest.param(shared(allow("*")), "pass", id="everybody"),
        pytest.param(shared(allow("*", "ecr:*")), "pass", id="every action"),
        pytest.param(shared(allow(f"{ROLE}-2")), "fail", id="another role"),
        pytest.param(shared(allow("777766665555")), "fail", id="another account"),
        pytest.param(shared(allow(ROLE, "ecr:BatchGetImage")), "fail", id="the manifest without the layers"),
        pytest.param(shared(allow(ROLE), deny("*", "ecr:GetDownloadUrlForLayer")), "fail", id="allowed and denied"),
        pytest.param(shared(), "fail", id="nothing allowed"),
        pytest.param(shared(allow("*", **IN_ORGANIZATION)), "unknown", id="a condition that nobody can judge"),
        pytest.param(Pull(image=SHARED, no_policy=True), "fail", id="no policy"),
        pytest.param(Pull(image=SHARED), "unknown", id="never asked"),
        pytest.param(Pull(image=SHARED, refused=(POLICY,)), "unknown", id="refused"),
        pytest.param(Pull(image=SHARED, task=RUNNING), "pass", id="proved by its own times"),
        pytest.param(shared(allow("777766665555"), task=RUNNING), "fail", id="withdrawn since it started"),
        pytest.param(own(), "pass", id="own account, nothing denied"),
        pytest.param(own(deny("*")), "fail", id="own account, denied"),
        pytest.param(own(deny(f"{ROLE}-2")), "pass", id="own account, another role denied"),
        pytest.param(own(deny("*", "ecr:PutImage")), "pass", id="own account, another action denied"),
        pytest.param(own(allow("*", **IN_ORGANIZATION)), "pass", id="own account, a condition on what is allowed"),
        pytest.param(own(deny("*", **IN_ORGANIZATION)), "unknown", id="own account, a condition on what is denied"),
        pytest.param(own(policy="no JSON"), "unknown", id="own account, unreadable"),
        pytest.param(Pull(no_policy=True), "pass", id="own account, no policy"),
        pytest.param(Pull(), "not_applicable", id="own account, nobody speaks of a denial"),
        pytest.param(Pull(task=DENIED), "unknown", id="own account, the message speaks of one"),
        pytest.param(Pull(image="nginx"), "not_applicable", id="of Docker Hub"),
    ],
)
def test_what_the_policy_says(pull: Pull, verdict: str) -> None:
    assert pull.answer(repository_policy).verdict == verdict


def test_a_waiting_task_is_kept_by_it() -> None:
    pull = shared(allow("777766665555"))
    (root,) = (each for each in pull.diagnosis().root_causes if each.id.startswith("image."))

    assert (root.id, root.confidence) == ("image.repository-policy-denied", "certain")
    assert OTHER_ACCOUNT in root.detail.en
    assert ROLE in root.detail.en


def test_the_registrys_refusal_is_explained_by_it() -> None:
    """`image.access-denied` stands alone only where nothing shows why."""
    explained = own(deny("*"), task=DENIED).diagnosis()

    assert [each.id for each in explained.main_causes] == ["image.repository-policy-denied"]
    assert own(task=DENIED).levels()["image.access-denied"] == "root_cause"


def test_a_time_out_is_not_explained_by_it() -> None:
    assert own(deny("*"), task=TIMED_OUT).levels() == {"image.repository-policy-denied": "contributing"}


def test_a_role_of_the_launch_goes_before_that_of_the_definition() -> None:
    launched = {"overrides": {"executionRoleArn": f"arn:aws:iam::{ACCOUNT}:role/other"}}
    pull = shared(allow(ROLE))
    pull.task = pull.task | launched

    assert pull.answer(repository_policy).verdict == "fail"


@pytest.mark.parametrize(
    ("pull", "remedy", "kept"),
    [
        (shared(allow("777766665555")), "allow-role-in-repository-policy", 2),
        (Pull(image=SHARED, no_policy=True), "allow-role-in-repository-policy", 1),
        (own(allow("*", "ecr:PutImage"), deny("*")), "except-role-from-repository-policy", 1),
    ],
)
def test_the_policy_is_mended_whole(pull: Pull, remedy: str, kept: int) -> None:
    """What was there is kept, what is needed is added, and the way back is told."""
    found = next(each for each in pull.diagnosis().findings if each.id == "image.repository-policy-denied")
    (choice,) = found.recommendations

    assert (choice.remedy.id, choice.proven) == (remedy, True)
    command = parse(choice.remedy.commands[0])
    assert len(command["policy-text"]["Statement"]) == kept
    assert command["registry-id"] == pull.registry
    parse(choice.remedy.undo[0])


@pytest.mark.parametrize("less", [Pull(image=SHARED), Pull(image=SHARED, policy="", no_policy=False)])
def test_knowing_less_blames_nothing_else(less: Pull) -> None:
    assert "image.repository-policy-denied" not in less.roots()
