"""Requests that the ECS API refuses before there is a task."""

from __future__ import annotations

from typing import Final

from fargate_doctor.facts.messages.rule import Family, always, cause, words

TASK_SIZE: Final = Family(
    "other",
    words(
        "no fargate configuration exists",
        "invalid cpu or memory",
        "invalid 'cpu'",
        "invalid 'memory'",
        "invalid cpu",
        "invalid memory",
        "fargate requires that 'cpu'",
        "fargate requires that 'memory'",
        "fargate requires that cpu",
        "cpu value",
        "memory value",
        "cpu or memory value",
        "cpu and memory combination",
        "no matching fargate configuration",
        "not a valid combination",
        "at least one of 'memory' or 'memoryreservation'",
        "memory or memoryreservation",
        "'memory' setting",
        "'cpu' setting",
    ),
    (),
    always("task_size_config"),
)

BLOCKED: Final = Family(
    "other",
    words("account is blocked", "currently blocked", "blockedexception", "account has been blocked", "is suspended"),
    (),
    always("other"),
)

REFUSED: Final = Family(
    "other",
    words(
        "clientexception",
        "invalidparameterexception",
        "invalidrequest",
        "notfoundexception",
        "notactiveexception",
        "an error occurred (",
        "taskdefinition",
        "task definition",
        "cluster not found",
        "service not found",
    ),
    (
        cause("access_denied", "accessdenied", "not authorized"),
        cause(
            "not_found",
            "notfound",
            "not found",
            "unable to describe task definition",
            "does not exist",
            "missing",
        ),
    ),
    always("other", "likely"),
)
