"""Network interfaces that were not made or not attached, and subnets or groups that a launch names wrongly.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/failed-to-start-error.html
"""

from __future__ import annotations

from typing import Final

from fargate_doctor.facts.messages.rule import Family, cannot_tell, cause, words

_NAMED_WRONGLY: Final = "security_group_or_subnet_missing"
_BEHIND_A_TIMEOUT: Final = ("internal_error", "api_throttled", "subnet_ip_exhausted", "eni_limit")

_CAUSES: Final = (
    cause(
        "subnet_ip_exhausted",
        "insufficientfreeaddresses",
        "insufficient free addresses",
        "enough free addresses",
        "enough ip addresses",
        "no free ip",
        "no available ip",
        "insufficient ip",
        "free ip addresses",
    ),
    cause(
        "eni_limit",
        "resource:eni",
        "unused device index",
        "networkinterfacelimitexceeded",
        "network interface limit",
        "maximum number of network interfaces",
        "attachmentlimitexceeded",
        "eni limit",
        "eni quota",
        "securitygroupsperinterface",
        "limit for network interfaces",
    ),
    cause(
        _NAMED_WRONGLY,
        "invalidsubnet",
        "invalidgroup",
        "invalidsecuritygroup",
        "invalid subnet",
        "invalid security group",
        "securitygroupnotfound",
        "subnetnotfound",
        "error retrieving subnet",
        "error retrieving security group",
        "error retrieving securitygroup",
        "does not belong to",
        "belong to different",
        "same vpc",
        "different vpc",
        "different network",
    ),
    cause(
        _NAMED_WRONGLY,
        "subnet",
        "security group",
        "securitygroup",
        second=(
            "does not exist",
            "do not exist",
            "not found",
            "not valid",
            "at most",
            "can not be blank",
            "is invalid",
        ),
    ),
    cause("api_throttled", "rate limit exceeded", "requestlimitexceeded", "throttl", "rate exceeded"),
    cause("access_denied", "authfailure", "unauthorizedoperation", "not authorized", "accessdenied", "access denied"),
    cause("access_denied", "tagpolicyviolation", "tag policy", confidence="likely", alternatives=("other",)),
    cause("capacity_unavailable", "insufficientcapacity", "insufficient capacity"),
    cause(
        "ambiguous",
        "timeout",
        "timed out",
        second=("provision",),
        confidence="possible",
        alternatives=_BEHIND_A_TIMEOUT,
    ),
    cause(
        "internal_error",
        "netplugin failed",
        "cni setup",
        "cni plugin",
        "eni plugin",
        "network namespace",
        "failed to configure eni",
        "failed to setup regular eni",
        "attach network interface to instance",
        "unable to get device",
        "hardware address",
        "ipam",
        "internal error",
        "internalerror",
        "internal failure",
        confidence="likely",
    ),
    cause(
        "ambiguous",
        "timeout",
        "timed out",
        confidence="possible",
        alternatives=_BEHIND_A_TIMEOUT,
    ),
)

ENI_PROVISIONING: Final = Family(
    "eni_provisioning",
    words(
        "network interface",
        "networkinterface",
        "unexpected ec2 error",
        "insufficientfreeaddresses",
        "insufficient free addresses",
        "resource:eni",
        "unused device index",
        "failed to configure eni",
        "eni plugin",
        "eni provision",
        "eni attachment",
        "regular eni",
        "network namespace",
        "cni setup",
        "cni plugin",
        "invalidsubnetid",
        "invalidgroup.notfound",
        "invalidsecuritygroupid",
        "error retrieving subnet",
        "error retrieving security group",
    ),
    _CAUSES,
    cannot_tell("subnet_ip_exhausted", "access_denied", "eni_limit", "internal_error"),
)

NAMED_IN_LAUNCH: Final = Family(
    "eni_provisioning",
    words(
        "subnet",
        "security group",
        "securitygroup",
        second=("invalidparameter", "clientexception", "invalidrequest", "does not exist", "not exist", "not valid"),
        without=("target group", "target-group", "load balancer"),
    ),
    (*_CAUSES[:2], cause(_NAMED_WRONGLY, "")),
    cannot_tell(_NAMED_WRONGLY),
)
"""A refusal of the API that names a subnet or a security group."""

AWSVPC_MISSING: Final = Family(
    "eni_provisioning",
    words("network configuration", "awsvpcconfiguration", second=("must be provided", "not supported", "not valid")),
    (),
    cause("other", "", confidence="likely"),
)
