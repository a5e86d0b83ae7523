"""What services and users do to tasks, and what the platform does below them.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html
"""

from __future__ import annotations

from typing import Final

from fargate_doctor.facts.messages.rule import Family, always, cause, words

_REPLACED: Final = cause(
    "ambiguous",
    "unhealthy status",
    "due to unhealthy",
    confidence="possible",
    alternatives=("unhealthy_target", "unhealthy_container", "app_exit"),
)

ROUTINE: Final = Family(
    "deployment",
    words(
        "has reached a steady state",
        "running tasks: (task",
        "running task: (task",
        "tasks: (task",
        "tasks: task",
        "targets in (target-group",
        "targets in target-group",
        "instances in (elb",
        "instances from (elb",
        "begun draining",
        "scaling activity initiated",
        "deployment completed",
        "rolling back to",
        "tasks due to",
        without=("failed to", "unable to", "failed elb", "is unhealthy in", "could not launch"),
    ),
    (
        _REPLACED,
        cause(
            "scale_in_or_deploy",
            "deregistered",
            "has stopped",
            "stopped 1 ",
            "begun draining",
            "scaling activity",
            "rolling back",
            "rebalanc",
        ),
    ),
    always("other"),
)
"""What a service reports while nothing is wrong."""

DEPLOYMENT: Final = Family(
    "deployment",
    words(
        "consistently start tasks",
        "circuit breaker",
        "tasks failed to start",
        "deployment failed",
        "deployment rolled back",
        "rolled back",
        "roll back",
        "rollback",
        "minimumhealthypercent",
        "maximumpercent",
        "reach steady state",
        "scaling activity",
        "protected tasks",
        "unable to scale in",
        "deployment in progress",
        "waiting for ecs service",
        "waiting for the service",
        "timeout while waiting for state",
        "did not stabilize",
        "didn't stabilize",
        "failed to stabilize",
        "servicesstable",
        "(deployment ecs-svc/",
        "service deployment",
        "taskset",
        "task set",
        "unhealthy status",
        "rebalanc",
        "deployment",
    ),
    (
        cause(
            "ambiguous",
            "circuit breaker",
            "tasks failed to start",
            "consistently start",
            "stabilize",
            "servicesstable",
            "max attempts exceeded",
            "waiting for ecs service",
            "waiting for the service",
            "timeout while waiting for state",
            confidence="possible",
            alternatives=("app_exit", "unhealthy_target", "network_timeout"),
        ),
        _REPLACED,
        cause("other", "lifecycle hook", "alarm", "protected", "minimumhealthypercent", "maximumpercent"),
        cause("other", "invalidparameterexception", "clientexception", "deployment controller"),
        cause("scale_in_or_deploy", "scaling activity", "rolling back", "rebalanc", "new deployment"),
        cause(
            "ambiguous",
            "deployment failed",
            "failed deployment",
            confidence="possible",
            alternatives=("app_exit", "unhealthy_target", "network_timeout"),
        ),
    ),
    always("other", "likely"),
)

USER_STOP: Final = Family(
    "user_stop",
    words(
        "stopped by user",
        "by user",
        "userinitiated",
        "user initiated",
        "user-initiated",
        "manually stopped",
        "stopped manually",
        "stoptask",
        "stop-task",
        "stop task",
        "user requested",
        "requested by user",
        "cancelled by",
        "canceled by",
        "task stopped by",
        "terminated by user",
        "aborted by user",
    ),
    (),
    always("user_initiated"),
)

PLATFORM: Final = Family(
    "platform",
    words(
        "performing maintenance",
        "underlying infrastructure",
        "retire",
        "host ec2",
        "host instance",
        "instance terminated",
        "container instance",
        "required capabilities",
        "platform version",
        "platformtaskdefinitionincompatibility",
        "platformunknown",
        "platformversion",
        "platform does not",
        "requested platform",
        "ephemeralstorage",
        "ephemeral storage",
        "internalerror",
        "internal error",
        "internal server error",
        "serverexception",
        "service server error",
        "unexpected error",
        "an internal",
    ),
    (
        cause(
            "internal_error",
            "internalerror",
            "internal error",
            "internal server error",
            "serverexception",
            "server error",
            "an internal",
            confidence="likely",
        ),
        cause(
            "ambiguous",
            "ephemeralstorage provisioning",
            "ephemeral storage provisioning",
            confidence="possible",
            alternatives=("internal_error", "capacity_unavailable"),
        ),
    ),
    always("other"),
)
