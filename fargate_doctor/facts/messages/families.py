"""All families in the order in which they are tried: what failed inside before what reports it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.messages.api_refusals import BLOCKED, REFUSED, TASK_SIZE
from fargate_doctor.facts.messages.containers import (
    CONTAINER_START,
    ESSENTIAL_EXIT,
    OUT_OF_MEMORY,
    RUNTIME_TROUBLE,
    START_FAILED,
)
from fargate_doctor.facts.messages.image_pull import IMAGE_PULL, MISSING_LOCALLY
from fargate_doctor.facts.messages.initialization import ENVIRONMENT_FILES, PULL_LOGIN, REGISTRY_AUTH, SECRETS_FETCH
from fargate_doctor.facts.messages.interfaces import AWSVPC_MISSING, ENI_PROVISIONING, NAMED_IN_LAUNCH
from fargate_doctor.facts.messages.load_balancing import CONTAINER_HEALTH, ELB_CONFIG, ELB_HEALTH, ELB_NAMED_WRONGLY
from fargate_doctor.facts.messages.log_drivers import LOGGING_INIT
from fargate_doctor.facts.messages.placing import CAPACITY, PLACEMENT, SPOT, UNPLACED, UNPLACED_BY_ERROR
from fargate_doctor.facts.messages.roles import CALLER, IAM_ROLE, NO_EXECUTION_ROLE
from fargate_doctor.facts.messages.service_life import DEPLOYMENT, PLATFORM, ROUTINE, USER_STOP
from fargate_doctor.facts.messages.volumes import EFS_MOUNT, OTHER_VOLUME

if TYPE_CHECKING:
    from fargate_doctor.facts.messages.rule import Family

FAMILIES: Final[tuple[Family, ...]] = (
    ROUTINE,
    NO_EXECUTION_ROLE,
    ENVIRONMENT_FILES,
    REGISTRY_AUTH,
    PULL_LOGIN,
    LOGGING_INIT,
    SECRETS_FETCH,
    EFS_MOUNT,
    OUT_OF_MEMORY,
    IMAGE_PULL,
    OTHER_VOLUME,
    ELB_CONFIG,
    ELB_HEALTH,
    CONTAINER_HEALTH,
    ELB_NAMED_WRONGLY,
    BLOCKED,
    TASK_SIZE,
    IAM_ROLE,
    ENI_PROVISIONING,
    NAMED_IN_LAUNCH,
    AWSVPC_MISSING,
    SPOT,
    RUNTIME_TROUBLE,
    CONTAINER_START,
    MISSING_LOCALLY,
    CAPACITY,
    PLACEMENT,
    UNPLACED_BY_ERROR,
    DEPLOYMENT,
    USER_STOP,
    PLATFORM,
    CALLER,
    REFUSED,
    START_FAILED,
    ESSENTIAL_EXIT,
    UNPLACED,
)
