"""What messages say of network interfaces, of the network configuration of a launch, and of capacity."""

from __future__ import annotations

from typing import Final

from fargate_doctor.checks.stop.statements.statement import kind, said
from fargate_doctor.facts.messages.rule import words
from fargate_doctor.remedies import offered

_FAILED: Final = "failed-to-start-error"
_NETWORKING: Final = "fargate-task-networking"
_EVENTS: Final = "service-event-messages-list"
_AWSVPC: Final = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html"

_INTERFACE: Final = ("eni_provisioning",)
_NAMED_WRONGLY: Final = "security_group_or_subnet_missing"
_BEHIND_A_WRONG_NAME: Final = frozenset({_NAMED_WRONGLY, "ambiguous"})
_KNOWN_BEHIND_A_TIMEOUT: Final = (
    "eni.subnet-addresses-exhausted",
    "iam.service-linked-role-missing",
    "config.subnet-missing",
    "config.security-group-missing",
    "config.vpc-mismatch",
    "capacity.zone-unsupported",
)

ADDRESSES_EXHAUSTED: Final = kind(
    "eni.subnet-addresses-exhausted",
    "The subnet had no free address for the task",
    "La subred no tenía ninguna dirección libre para la tarea",
    _FAILED,
    explains=frozenset({"subnet_ip_exhausted", "ambiguous"}),
    place=1,
    remedies=offered("launch_places.launch_in_other_subnets"),
)
INTERFACE_LIMIT: Final = kind(
    "eni.limit-reached",
    "The quota of network interfaces was reached",
    "Se alcanzó la cuota de interfaces de red",
    _FAILED,
    "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html",
    remedies=offered("interface_limits.free_interfaces"),
)
PROVISIONING_TIMEOUT: Final = kind(
    "eni.provisioning-timeout",
    "ECS waited in vain for the task's network interface to be made",
    "ECS esperó en vano a que se creara la interfaz de red de la tarea",
    "internal-error",
    yields_to=_KNOWN_BEHIND_A_TIMEOUT,
    remedies=offered("interface_limits.launch_once_more"),
)
TAG_POLICY: Final = kind(
    "eni.tag-policy",
    "A tag policy of the organization refused the tags of the task's network interface",
    "Una política de etiquetas de la organización rechazó las etiquetas de la interfaz de red de la tarea",
    "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_tag-policies-enforcement.html",
    remedies=offered("told_alone.carry_required_tags"),
)
INTERFACE_DENIED: Final = kind(
    "eni.access-denied",
    "Amazon EC2 refused ECS the task's network interface",
    "Amazon EC2 denegó a ECS la interfaz de red de la tarea",
    _FAILED,
    yields_to=("iam.service-linked-role-missing",),
    remedies=offered("refused_callers.look_up_interface"),
)
TOO_MANY_SUBNETS: Final = kind(
    "config.too-many-subnets",
    "The network configuration names more than 16 subnets",
    "La configuración de red indica más de 16 subredes",
    _AWSVPC,
    explains=_BEHIND_A_WRONG_NAME,
    place=2,
    remedies=offered("launch_places.name_fewer"),
)
TOO_MANY_GROUPS: Final = kind(
    "config.too-many-security-groups",
    "The network configuration names more than five security groups",
    "La configuración de red indica más de cinco grupos de seguridad",
    _AWSVPC,
    explains=_BEHIND_A_WRONG_NAME,
    place=2,
    remedies=offered("launch_places.name_fewer"),
)
SUBNET_MISSING: Final = kind(
    "config.subnet-missing",
    "A subnet of the network configuration does not exist",
    "Una subred de la configuración de red no existe",
    _NETWORKING,
    explains=_BEHIND_A_WRONG_NAME,
    place=2,
    remedies=offered("launch_places.name_what_exists"),
)
GROUP_MISSING: Final = kind(
    "config.security-group-missing",
    "A security group of the network configuration does not exist",
    "Un grupo de seguridad de la configuración de red no existe",
    _NETWORKING,
    explains=_BEHIND_A_WRONG_NAME,
    place=2,
    remedies=offered("launch_places.name_what_exists"),
)
OTHER_VPC: Final = kind(
    "config.vpc-mismatch",
    "The subnets and security groups of the network configuration are not all of one VPC",
    "Las subredes y los grupos de seguridad de la configuración de red no son todos de una misma VPC",
    _NETWORKING,
    explains=_BEHIND_A_WRONG_NAME,
    place=2,
    remedies=offered("launch_places.name_what_exists"),
)
UNFIT_DEFINITION: Final = kind(
    "config.incompatible",
    "The task definition does not fit the launch type, the capacity provider or the platform version",
    "La definición de tarea no encaja con el tipo de lanzamiento, el proveedor de capacidad o la versión de la "
    "plataforma",
    _FAILED,
    remedies=offered("fitting_definitions.name_what_fits"),
)
TASK_SIZE: Final = kind(
    "config.task-size",
    "Fargate offers no task of this CPU and memory, or its containers ask for more than the task has",
    "Fargate no ofrece tareas con esta CPU y memoria, o sus contenedores piden más de lo que tiene la tarea",
    "fargate-tasks-services",
    place=5,
    remedies=offered("fitting_definitions.give_fitting_size"),
)
CONTAINER_INSTANCES: Final = kind(
    "placement.container-instances",
    "No container instance could take the task: it was not sent to Fargate",
    "Ninguna instancia de contenedor pudo alojar la tarea: no se envió a Fargate",
    "api_failures_messages",
)
UNAVAILABLE: Final = kind(
    "capacity.unavailable",
    "Fargate had no capacity at that time in that zone",
    "Fargate no tenía capacidad en ese momento en esa zona",
    _EVENTS,
    yields_to=("capacity.zone-unsupported",),
    remedies=offered("capacity.find_capacity"),
)
QUOTA: Final = kind(
    "capacity.quota",
    "A Fargate quota of the account was reached",
    "Se alcanzó una cuota de Fargate de la cuenta",
    _EVENTS,
    remedies=offered("capacity.raise_quota"),
)
SPOT: Final = kind(
    "capacity.spot-interrupted",
    "Fargate Spot took the capacity back",
    "Fargate Spot recuperó la capacidad",
    "spot-interruption-errors",
    remedies=offered("capacity.outlast_interruptions"),
)
BLOCKED: Final = kind(
    "account.blocked",
    "AWS has blocked the account",
    "AWS ha bloqueado la cuenta",
    _EVENTS,
)

STATEMENTS: Final = (
    said(ADDRESSES_EXHAUSTED, "subnet_ip_exhausted", of=_INTERFACE, clears_network=False),
    said(INTERFACE_LIMIT, "eni_limit", of=_INTERFACE, clears_network=False),
    said(
        TAG_POLICY,
        "access_denied",
        of=_INTERFACE,
        words=words("tagpolicyviolation", "tag policy"),
        clears_network=False,
    ),
    said(INTERFACE_DENIED, "access_denied", of=_INTERFACE, clears_network=False),
    said(
        TOO_MANY_SUBNETS,
        _NAMED_WRONGLY,
        of=_INTERFACE,
        words=words("subnets", second=("at most", "too many", "more than", "maximum")),
        clears_network=False,
    ),
    said(
        TOO_MANY_GROUPS,
        _NAMED_WRONGLY,
        "eni_limit",
        of=_INTERFACE,
        words=words("security groups", "securitygroups", second=("at most", "too many", "more than", "maximum")),
        clears_network=False,
    ),
    said(
        OTHER_VPC,
        _NAMED_WRONGLY,
        of=("eni_provisioning", "elb_config"),
        words=words(
            "belong to",
            "same vpc",
            "same network",
            "different vpc",
            "different network",
            "multiple vpc",
            "target group vpc",
            "not in the vpc",
            "within the vpc",
            "outside the vpc",
        ),
        clears_network=False,
    ),
    said(
        GROUP_MISSING,
        _NAMED_WRONGLY,
        of=_INTERFACE,
        words=words("security group", "securitygroup", "invalidgroup", "sg-"),
        clears_network=False,
    ),
    said(SUBNET_MISSING, _NAMED_WRONGLY, of=_INTERFACE, words=words("subnet"), clears_network=False),
    said(
        PROVISIONING_TIMEOUT,
        "ambiguous",
        of=_INTERFACE,
        words=words("timeout", "timed out"),
        clears_network=False,
        at_least="likely",
    ),
    said(UNAVAILABLE, "capacity_unavailable", of=("capacity", "eni_provisioning")),
    said(QUOTA, "quota", of=("capacity",)),
    said(SPOT, "spot_reclaim", of=("spot_interruption",)),
    said(
        UNFIT_DEFINITION,
        "other",
        of=("placement", "platform", "eni_provisioning"),
        words=words(
            "compute strategy",
            "compatibilities",
            "incompatib",
            "required capabilities",
            "must be provided",
            "platformunknown",
            "does not support",
        ),
    ),
    said(CONTAINER_INSTANCES, "capacity_unavailable", of=("placement",)),
    said(TASK_SIZE, "task_size_config", of=("other",)),
    said(BLOCKED, "other", of=("other",), words=words("blocked", "suspended")),
)
