"""Load balancers: health checks that fail, targets and target groups that do not fit.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshoot-service-load-balancers.html
"""

from __future__ import annotations

from typing import Final

from fargate_doctor.facts.messages.rule import Family, always, cause, words

ELB_CONFIG: Final = Family(
    "elb_config",
    words(
        "target group is not found",
        "target is not found",
        "failed to register targets",
        "failed to deregister targets",
        "unable to register targets",
        "failed to describe target",
        "failed to register instances",
        "failed to deregister instances",
        "targetgroupnotfound",
        "target group not found",
        "loadbalancernotfound",
        "load balancer not found",
        "associated load balancer",
        "validate the listeners",
        "validate the specified targetgroup",
        "listener rule",
        "invalid target group",
        "target group with targetgrouparn",
        "has target type",
        "target type instance",
        "classic load balancer",
        "did not have a container port",
        "does not have a container port",
        "not in the target group vpc",
        "is not in target group",
        "target group does not",
        "target group doesn't",
        "load balancer does not",
        "loadbalancers should",
        "load balancers can",
        "load balancer container",
    ),
    (
        cause("role_missing_or_untrusted", "unable to assume", "unable to be assumed"),
        cause("access_denied", "not authorized", "accessdenied", "access denied"),
        cause("api_throttled", "throttl", "rate exceeded"),
        cause(
            "security_group_or_subnet_missing",
            "target group vpc",
            "not in the vpc",
            "same vpc",
            "outside the vpc",
            "within the vpc",
            "different vpc",
        ),
        cause("not_found", "not found", "notfound", "does not exist", "not exist"),
        cause("quota", "toomanytargets", "too many targets", "limit"),
    ),
    always("other", "likely"),
)

ELB_NAMED_WRONGLY: Final = Family(
    "elb_config",
    words(
        "target group",
        "targetgroup",
        "load balancer",
        "loadbalancer",
        "listener",
        second=("invalidparameter", "clientexception", "does not exist", "not exist", "not valid"),
    ),
    ELB_CONFIG.causes,
    ELB_CONFIG.otherwise,
)
"""A refusal of the API that names a load balancer or one of its parts."""

ELB_HEALTH: Final = Family(
    "elb_health",
    words(
        "failed elb health check",
        "elb health check",
        "health checks failed with these codes",
        "unhealthythreshold",
        "is unhealthy in (target",
        "is unhealthy in target",
        "is unhealthy in (elb",
        "is unhealthy in elb",
        "unhealthy in (target-group",
        "is not healthy in target",
        "is not healthy in (target",
        "failed load balancer health check",
        "load balancer health check",
        "target group health check",
        "target.failedhealthchecks",
        "target.timeout",
        "target.responsecodemismatch",
        "due to (reason health checks failed",
        "failing target health",
        "failed alb health check",
        "failed nlb health check",
        "registered targets are unhealthy",
    ),
    (),
    always("unhealthy_target"),
)

CONTAINER_HEALTH: Final = Family(
    "container_health",
    words(
        "container health check",
        "failed health checks",
        "container is unhealthy",
        "containers are unhealthy",
        "healthstatus: unhealthy",
        "failed health check",
        "health check failure",
        "dependency container is unhealthy",
        "container became unhealthy",
    ),
    (),
    always("unhealthy_container"),
)
