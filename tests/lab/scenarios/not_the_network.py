"""Controls: the network is sound, and the message says that it was something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.lab.layouts import BehindNat
from tests.lab.messages import (
    image_not_found,
    login_refused_by_role,
    out_of_memory,
    program_failed,
    stopped_by_user,
)
from tests.lab.scenario import NOTHING, Scenario, Target

if TYPE_CHECKING:
    from tests.lab.server import Lab


def _user_stop(lab: Lab, _: bool) -> Target:  # noqa: FBT001 - it has no twin
    return BehindNat(lab).workload().fails(stopped_by_user())


def _exit_code(lab: Lab, _: bool) -> Target:  # noqa: FBT001 - it has no twin
    return BehindNat(lab).workload().fails(program_failed())


def _out_of_memory(lab: Lab, _: bool) -> Target:  # noqa: FBT001 - it has no twin
    return BehindNat(lab).workload().fails(out_of_memory())


def _role_may_not_log_in(lab: Lab, _: bool) -> Target:  # noqa: FBT001 - it has no twin
    workload = BehindNat(lab).workload(allowed=("logs:CreateLogStream", "logs:PutLogEvents"))
    return workload.fails(login_refused_by_role())


def _no_such_tag(lab: Lab, _: bool) -> Target:  # noqa: FBT001 - it has no twin
    return BehindNat(lab).workload().fails(image_not_found())


SCENARIOS = (
    Scenario("stopped-by-user", "nothing: somebody stopped the task", _user_stop, NOTHING, has_twin=False),
    Scenario(
        "program-failed",
        "the program ends with exit code 1",
        _exit_code,
        frozenset({"container.app-exit"}),
        has_twin=False,
    ),
    Scenario(
        "out-of-memory",
        "the container takes more memory than it may have",
        _out_of_memory,
        frozenset({"container.out-of-memory"}),
        has_twin=False,
    ),
    Scenario(
        "execution-role-denied",
        "the execution role may not log in to ECR",
        _role_may_not_log_in,
        frozenset({"iam.execution-role-denied"}),
        has_twin=False,
    ),
    Scenario(
        "image-not-found",
        "the registry has no image with this tag",
        _no_such_tag,
        frozenset({"image.not-found"}),
        has_twin=False,
    ),
)
