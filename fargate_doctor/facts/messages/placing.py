"""Tasks that find no place: container instances, Fargate capacity, quotas, Spot.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html
"""

from __future__ import annotations

from typing import Final

from fargate_doctor.facts.messages.rule import Family, always, cannot_tell, cause, words

SPOT: Final = Family(
    "spot_interruption",
    words(
        "spot task was interrupted",
        "spotinterruption",
        "spot interruption",
        "spot instance interruption",
        "spot capacity was reclaimed",
        "spot task interrupted",
        "spot instance was interrupted",
        "spot instance termination",
    ),
    (),
    always("spot_reclaim"),
)

CAPACITY: Final = Family(
    "capacity",
    words(
        "capacity is unavailable",
        "reached the limit on",
        "above your limit",
        "exceeds limit",
        "exceeds the limit",
        "provisioning capacity limit",
        "limit was exceeded",
        "limitexceededexception",
        "limit exceeded",
        "servicequotaexceeded",
        "quota exceeded",
        "exceeded the quota",
        "exceed your quota",
        "vcpu limit",
        "concurrent task limit",
        "operations are being throttled",
        "throttlingexception",
        "rate exceeded",
        "requestlimitexceeded",
        "insufficient capacity",
        "insufficientcapacity",
        "capacity unavailable",
        "no capacity",
        "capacity is currently unavailable",
        "resource:fargate",
        "could not launch",
        "unable to launch instance",
        without=("no container instance", "container instances were found"),
    ),
    (
        cause("access_denied", "unable to launch instance", second=("unauthorizedoperation", "not authorized")),
        cause(
            "api_throttled",
            "being throttled",
            "throttlingexception",
            "rate exceeded",
            "rate limit exceeded",
            "requestlimitexceeded",
            "request limit exceeded",
        ),
        cause(
            "capacity_unavailable",
            "capacity is unavailable",
            "insufficient capacity",
            "insufficientcapacity",
            "capacity unavailable",
            "no capacity",
            "capacity is currently unavailable",
            "resource:fargate",
            "unfulfillablecapacity",
            "unable to fulfill capacity",
            "not have sufficient capacity",
        ),
        cause(
            "quota",
            "reached the limit",
            "above your limit",
            "exceeds limit",
            "exceeds the limit",
            "limit was exceeded",
            "limitexceeded",
            "limit exceeded",
            "quota",
            "vcpu limit",
            "vcpulimit",
            "task limit",
            "count exceeded",
            "countexceeded",
        ),
        cause("capacity_unavailable", "could not launch", confidence="likely", alternatives=("quota",)),
    ),
    cannot_tell("capacity_unavailable", "quota", "api_throttled"),
)

CODES: Final[dict[str, tuple[str, str]]] = {
    "agent": ("placement", "other"),
    "attribute": ("placement", "other"),
    "location": ("placement", "other"),
    "inactive": ("placement", "other"),
    "noactiveinstances": ("placement", "capacity_unavailable"),
    "emptycapacityprovider": ("placement", "capacity_unavailable"),
    "missing": ("other", "not_found"),
    "resource:eni": ("eni_provisioning", "eni_limit"),
    "resource:fargate": ("capacity", "capacity_unavailable"),
}
"""Failure reasons that are one code, squeezed; other `RESOURCE:…` lack that resource."""

PLACEMENT: Final = Family(
    "placement",
    words(
        "no container instance",
        "container instances were found",
        "closest matching container-instance",
        "container instance met all",
        "resource:cpu",
        "resource:memory",
        "resource:gpu",
        "resource:port",
        "placement constraint",
        "empty capacity provider",
        "no active instances",
        "compatible with the selected compute strategy",
        "waiting for amazon ecs agent",
        "distinctinstance",
        "ecs agent to start",
        "memberof",
        "capacity provider",
        "agent is disconnected",
        "agent disconnected",
        "missing an attribute",
        "requirescompatibilities",
        "requires compatibilities",
        "launch type and capacity provider",
        "launch_type",
    ),
    (
        cause(
            "other",
            "attribute",
            'error "agent"',
            "error agent",
            "ecs agent",
            "agent is disconnected",
            "agent disconnected",
            "agent connected",
            "placement constraint",
            "memberof",
            "distinctinstance",
            "selected compute strategy",
            "location",
        ),
        cause(
            "capacity_unavailable",
            "insufficient",
            "not enough",
            "container instances were found",
            "port required",
            "required by your task",
            "resource:",
            "empty capacity provider",
            "no active instances",
            "too many ports",
        ),
        cause("capacity_unavailable", "no container instance", confidence="likely", alternatives=("other",)),
        cause("other", "capacity provider", "compatibilities", "launch type", "launch_type", confidence="likely"),
    ),
    cannot_tell("capacity_unavailable", "other"),
)

UNPLACED_BY_ERROR: Final = Family(
    "placement", words("unable to place", second=("internal error",)), (), always("internal_error")
)

UNPLACED: Final = Family(
    "placement",
    words("unable to place"),
    (),
    cannot_tell("capacity_unavailable", "quota", "internal_error", "other"),
)
"""What a service says before a reason, when the reason itself tells nothing."""
