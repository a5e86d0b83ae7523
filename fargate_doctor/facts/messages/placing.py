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
        "could not launch",
        without=("no container instance", "container instances were found"),
    ),
    (
        cause(
            "api_throttled",
            "being throttled",
            "throttlingexception",
            "rate exceeded",
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
            "task limit",
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
}
"""Failure reasons that are one code, squeezed; other `RESOURCE:…` lack that resource."""

PLACEMENT: Final = Family(
    "placement",
    words(
        "unable to place",
        "no container instance",
        "container instances were found",
        "closest matching container-instance",
        "container instance met all",
        "resource:",
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
        cause("internal_error", "reason: internal error", "internal error", "internalerror"),
        cause(
            "capacity_unavailable",
            "insufficient",
            "not enough",
            "container instances were found",
            "container instance met all",
            "no container instance",
            "port required",
            "required by your task",
            "resource:",
            "empty capacity provider",
            "no active instances",
            "too many ports",
        ),
        cause("other", "capacity provider", "compatibilities", "launch type", "launch_type", confidence="likely"),
    ),
    cannot_tell("capacity_unavailable", "other"),
)
