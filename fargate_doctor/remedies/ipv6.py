"""The conditions for IPv6, each with what turns it on, and the way out over IPv6. Only new tasks pick them up.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
"""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from typing import TYPE_CHECKING, Final

from fargate_doctor.remedies.by_ipv6 import ways_by_gateway
from fargate_doctor.remedies.ipv6_blocks import auto_assign, block_for_subnet, block_for_vpc
from fargate_doctor.remedies.ipv6_names import dual_stack_images, through_nat64
from fargate_doctor.remedies.ipv6_settings import for_everyone, for_principal
from fargate_doctor.remedies.next_task import has_all_for_ipv6, with_ipv6_if_all_holds
from fargate_doctor.remedies.standpoint import Standpoint
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.remedies.tables import EVERYWHERE
from fargate_doctor.remedies.tasks_anew import new_tasks
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.task_facts import TaskFacts

_NETWORKING: Final = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html"
_SETTINGS: Final = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html"
_MIGRATE: Final = "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-migrate-ipv6.html"
_PLATFORM: Final = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html"

_ONLY_NEW: Final = Text(
    en="Only tasks launched afterwards get an IPv6 address; for IPv6 to leave the VPC, the route table needs a route "
    "for ::/0 besides.",
    es="Solo obtienen una dirección IPv6 las tareas que se lancen después; para que el IPv6 salga de la VPC, la tabla "
    "de enrutamiento necesita además una ruta para ::/0.",
)
_PRINCIPAL_TITLE: Final = Text(
    en="Turn on dualStackIPv6 for the principal that launches the task",
    es="Activar dualStackIPv6 para la entidad principal que lanza la tarea",
)
_PRINCIPAL: Final = Text(
    en="That principal runs this itself, or root does; federated users take root's setting. The console cannot change "
    "it.",
    es="Lo ejecuta esa misma entidad principal, o el usuario raíz; los usuarios federados toman el ajuste del usuario "
    "raíz. La "
    "consola no puede cambiarlo.",
)
_DEFAULT_TITLE: Final = Text(
    en="Turn on dualStackIPv6 as the default of the account",
    es="Activar dualStackIPv6 como valor predeterminado de la cuenta",
)
_DEFAULT: Final = Text(
    en="It applies to every principal that has no setting of its own, in this Region alone.",
    es="Se aplica a toda entidad principal que no tenga un ajuste propio, solo en esta región.",
)
_VPC_TITLE: Final = Text(en="Give {vpc} an IPv6 block", es="Dar a {vpc} un bloque IPv6")
_VPC: Final = Text(
    en="Amazon provides a /56; nothing in the VPC uses it until a subnet takes a part of it.",
    es="Amazon proporciona un /56; nada de la VPC lo usa hasta que una subred toma una parte.",
)
_SUBNET_TITLE: Final = Text(en="Give subnet {subnet} an IPv6 block", es="Dar a la subred {subnet} un bloque IPv6")
_SUBNET: Final = Text(
    en="A subnet takes a /64 of the VPC's block. IPv4 stays as it is.",
    es="Una subred toma un /64 del bloque de la VPC. El IPv4 se queda como está.",
)
_ASSIGN_TITLE: Final = Text(
    en="Let subnet {subnet} assign IPv6 addresses to new interfaces",
    es="Hacer que la subred {subnet} asigne direcciones IPv6 a las interfaces nuevas",
)
_ASSIGN: Final = Text(
    en="Fargate asks for no IPv6 address of its own; the subnet has to give one.",
    es="Fargate no pide por sí mismo una dirección IPv6; tiene que darla la subred.",
)
_PLATFORM_TITLE: Final = Text(
    en="Launch on platform version {version}",
    es="Lanzar con la versión de la plataforma {version}",
)
_PLATFORM_DETAIL: Final = Text(
    en="From Linux 1.4.0 on, the registry login, secrets and logs leave through the task's own interface, so its "
    "subnet needs a way out for them too.",
    es="A partir de Linux 1.4.0, el inicio de sesión en el registro, los secretos y los registros salen por la "
    "interfaz de la propia tarea, así que su subred también necesita una salida para ellos.",
)


def enable_account_setting(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:  # noqa: ARG001 - one form for all
    """Return the change of the account setting: for the principal that launches, or for everyone."""
    here = Standpoint(facts)
    choices = (
        ("enable-dual-stack-for-principal", _PRINCIPAL_TITLE, _PRINCIPAL, for_principal(here)),
        ("enable-dual-stack-by-default", _DEFAULT_TITLE, _DEFAULT, for_everyone(here)),
    )
    return tuple(
        remedy(
            name,
            title,
            detail + _ONLY_NEW,
            step,
            *(_launched(here) if _is_last(here, step) else ()),
            needs_new_tasks=True,
            references=(_SETTINGS, _NETWORKING),
        )
        for name, title, detail, step in choices
    )


def enable_vpc_ipv6(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:  # noqa: ARG001 - one form for all
    """Return the change that gives the VPC an IPv6 block."""
    here = Standpoint(facts)
    return (_condition(here, "vpc-ipv6-block", _VPC_TITLE.fill(vpc=printable(here.vpc_id)), _VPC, block_for_vpc(here)),)


def enable_subnet_ipv6(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:  # noqa: ARG001 - one form for all
    """Return the change that gives the task's subnet an IPv6 block, and the VPC first where it has none."""
    here = Standpoint(facts)
    title = _SUBNET_TITLE.fill(subnet=printable(here.subnet_id))
    return (_condition(here, "subnet-ipv6-block", title, _SUBNET, block_for_vpc(here), block_for_subnet(here)),)


def enable_auto_assign(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:  # noqa: ARG001 - one form for all
    """Return the change that lets the subnet give out IPv6 addresses, with the blocks that it needs for that."""
    here = Standpoint(facts)
    title = _ASSIGN_TITLE.fill(subnet=printable(here.subnet_id))
    block = replace(block_for_subnet(here), terraform="")  # the snippet of the assignment says it too
    steps = (block_for_vpc(here), block, auto_assign(here))
    return (_condition(here, "assign-ipv6-addresses", title, _ASSIGN, *steps),)


def upgrade_platform(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:  # noqa: ARG001 - one form for all
    """Return new tasks on the newest platform version."""
    here = Standpoint(facts)
    version = "1.0.0" if facts.platform.family == "windows" else "1.4.0"
    return (
        remedy(
            "upgrade-platform-version",
            _PLATFORM_TITLE.fill(version=version),
            _PLATFORM_DETAIL + _ONLY_NEW,
            new_tasks(here, version),
            Step(change=with_ipv6_if_all_holds(here)),
            needs_new_tasks=True,
            references=(_PLATFORM, _NETWORKING),
        ),
    )


def add_ipv6_route(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:  # noqa: ARG001 - one form for all
    """Return the ways out over IPv6: an egress-only internet gateway, or the VPC's internet gateway."""
    return tuple(ways_by_gateway(Standpoint(facts), EVERYWHERE[6]))


def use_dual_stack_name(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return image names that answer over IPv6 too; and NAT64 for names that have none."""
    here = Standpoint(facts)
    return (*dual_stack_images(here, raised), *through_nat64(here))


def _condition(here: Standpoint, identifier: str, title: Text, detail: Text, *steps: Step) -> Remedy:
    return remedy(
        identifier,
        title,
        detail + _ONLY_NEW,
        *steps,
        *(_launched(here) if _is_last(here, *steps) else ()),
        needs_new_tasks=True,
        references=(_MIGRATE, _NETWORKING),
    )


def _is_last(here: Standpoint, *steps: Step) -> bool:
    """Tell whether nothing but new tasks is missing after some steps."""
    changes = [each.change for each in steps]
    snapshot = reduce(lambda changed, change: change(changed) if change else changed, changes, here.snapshot)
    return has_all_for_ipv6(here, snapshot, here.facts.task, if_setting_unread=True)


def _launched(here: Standpoint) -> tuple[Step, ...]:
    """Return what comes after the last condition: new tasks, which have IPv6 then."""
    return new_tasks(here), Step(change=with_ipv6_if_all_holds(here))
