"""Roles that are missing, that ECS may not take on, or that a caller may not pass."""

from __future__ import annotations

from typing import Final

from fargate_doctor.facts.messages.rule import Family, always, cause, words

IAM_ROLE: Final = Family(
    "iam_role",
    words(
        "service linked role",
        "service-linked role",
        "unable to assume the role",
        "unable to assume role",
        "unable to assume the configured",
        "unable to assume the execution role",
        "unable to assume the task role",
        "was unable to assume",
        "cannot assume the role",
        "failed to assume role",
        "role cannot be assumed",
        "trust relationship",
        "iam permissions policies",
        "iam:passrole",
        "role is not valid",
        "invalid role",
        "role does not exist",
        "role cannot be found",
        "role not found",
        "execution role arn",
        "executionrolearn",
        "taskrolearn",
        "sts:assumerole",
        "to have execution role",
        "role being passed",
    ),
    (
        cause(
            "access_denied",
            "iam:passrole",
            "permissions policies",
            "not authorized to perform: ecs:",
            without=("trust relationship has",),
        ),
    ),
    always("role_missing_or_untrusted"),
)

NO_EXECUTION_ROLE: Final = Family(
    "iam_role",
    words("requires task definition to have execution role"),
    (),
    always("role_missing_or_untrusted"),
)
"""A registration that is refused for want of an execution role, whatever that is wanted for."""

SERVICE_LINKED_ROLE: Final = words("service linked role", "service-linked role", "awsserviceroleforecs")
"""Words for the role under which ECS itself makes network interfaces."""

CALLER: Final = Family(
    "iam_role",
    words("not authorized to perform"),
    (),
    always("access_denied"),
)
"""A caller or role without permission, where nothing else tells what for."""
