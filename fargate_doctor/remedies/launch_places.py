"""Other places for the tasks of a launch: subnets with free addresses, and only what exists and belongs together.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.fargate_zones import has_fargate
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.launching import configuration, launch
from fargate_doctor.remedies.standpoint import GROUP, SUBNET, Standpoint
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.remedies.tables import effective_table
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.vpc import Subnet

_NETWORKING: Final = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html"
_SUBNETS: Final = "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html"
_BLOCK: Final = "<NEW_ADDRESS_RANGE_OF_THE_VPC>"
_NEW_SUBNET: Final = "<ID_OF_THE_NEW_SUBNET>"

_OTHER_TITLE: Final = Text(
    en="Launch in subnets that can take the task: {subnets}",
    es="Lanzar en subredes que puedan alojar la tarea: {subnets}",
)
_OTHER: Final = Text(
    en="They have free addresses, stand in zones that Fargate runs in, and use the same route table, so the task's "
    "ways stay as they are.",
    es="Tienen direcciones libres, están en zonas con Fargate y usan la misma tabla de enrutamiento, así que los "
    "caminos de la tarea no cambian.",
)
_NEW_TITLE: Final = Text(
    en="Add a range of addresses to the VPC and make a subnet of it",
    es="Añadir un rango de direcciones a la VPC y crear en él una subred",
)
_NEW: Final = Text(
    en="A subnet cannot grow. Give the new one the route table of the old one, and name it in the configuration. Until "
    "then, addresses come free when tasks that nobody needs are stopped; the interfaces of Fargate tasks themselves "
    "belong to AWS and cannot be taken off.",
    es="Una subred no puede crecer. Asocie a la nueva la tabla de enrutamiento de la antigua e indíquela en la "
    "configuración. Hasta entonces se liberan direcciones al detener tareas que nadie necesita; las interfaces de las "
    "tareas de Fargate son de AWS y no se pueden desvincular.",
)
_EXISTING_TITLE: Final = Text(
    en="Name only subnets and security groups that exist in one VPC",
    es="Indicar solo subredes y grupos de seguridad que existan en una misma VPC",
)
_EXISTING: Final = Text(
    en="Name at least one subnet and one to five security groups of the same VPC.",
    es="Indique al menos una subred y de uno a cinco grupos de seguridad de la misma VPC.",
)


_FEWER_TITLE: Final = Text(
    en="Name at most {subnets} subnets and {groups} security groups",
    es="Indicar como mucho {subnets} subredes y {groups} grupos de seguridad",
)
_FEWER: Final = Text(
    en="Which of them to leave out is yours to say; the command keeps the first ones.",
    es="Cuáles quitar lo decide usted; el comando conserva las primeras.",
)
MOST_SUBNETS: Final = 16
MOST_GROUPS: Final = 5


def launch_in_other_subnets(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return a launch in other subnets of the VPC where there are fitting ones, else a new subnet."""
    here = Standpoint(facts)
    blamed = {each.id for each in raised.resources if each.type == "subnet"}
    return (*_in_existing(here, blamed), *_in_new(here, blamed))


def name_what_exists(facts: TaskFacts, _: Raised) -> tuple[Remedy, ...]:
    """Return a launch that names only what exists and is of one VPC."""
    here = Standpoint(facts)
    snapshot, known = here.snapshot, configuration(here)
    subnets = [each for each in snapshot.subnets if each.subnet_id in known.subnets]
    vpc = here.known_vpc_id or next((each.vpc_id for each in subnets), "")
    groups = [each for each in snapshot.security_groups if each.group_id in known.security_groups]
    kept = tuple(each.subnet_id for each in subnets if each.vpc_id == vpc)
    held = tuple(each.group_id for each in groups if each.vpc_id == vpc)
    wanted = configuration(here, subnets=kept or (SUBNET,), security_groups=held or (GROUP,))
    step = launch(here, wanted, snapshot.subnets.by_id.get(kept[0]) if kept else None)
    return (
        remedy("name-what-exists", _EXISTING_TITLE, _EXISTING, step, needs_new_tasks=True, references=(_NETWORKING,)),
    )


def name_fewer(facts: TaskFacts, _: Raised) -> tuple[Remedy, ...]:
    """Return a launch that names no more subnets and security groups than a task can have."""
    here = Standpoint(facts)
    known = configuration(here)
    subnets, groups = known.subnets[:MOST_SUBNETS], known.security_groups[:MOST_GROUPS]
    wanted = configuration(here, subnets=subnets or (SUBNET,), security_groups=groups or (GROUP,))
    title = _FEWER_TITLE.fill(subnets=MOST_SUBNETS, groups=MOST_GROUPS)
    step = launch(here, wanted, here.snapshot.subnets.by_id.get(subnets[0]) if subnets else None)
    return (remedy("name-fewer", title, _FEWER, step, needs_new_tasks=True, references=(_NETWORKING,)),)


def _in_existing(here: Standpoint, blamed: set[str]) -> Iterator[Remedy]:
    fitting = list(_fitting(here, blamed))
    if not fitting:
        return
    named = tuple(each.subnet_id for each in fitting)
    yield remedy(
        "launch-in-other-subnets",
        _OTHER_TITLE.fill(subnets=enumeration(named)),
        _OTHER,
        launch(here, configuration(here, subnets=named), fitting[0]),
        needs_new_tasks=True,
        references=(_NETWORKING,),
    )


def _fitting(here: Standpoint, blamed: set[str]) -> Iterator[Subnet]:
    """Yield the subnets of the VPC that can take the task and have the same way out, those already named first."""
    table = here.table
    family = here.facts.platform.family
    for each in sorted(here.snapshot.subnets, key=lambda one: (one.subnet_id not in here.subnet_ids, one.subnet_id)):
        if each.vpc_id != here.vpc_id or each.subnet_id in blamed or not each.available_ip_address_count:
            continue
        own = effective_table(here.snapshot, each.subnet_id, here.vpc_id)
        is_like_it = table is not None and own is not None and own.route_table_id == table.route_table_id
        is_served = each.availability_zone_id is None or has_fargate(each.availability_zone_id, family)
        if is_served and (is_like_it or each.subnet_id in here.subnet_ids):
            yield each


def _in_new(here: Standpoint, blamed: set[str]) -> Iterator[Remedy]:
    region = here.region
    before = [each for each in here.subnet_ids if each not in blamed or each == here.known_subnet_id]
    create = Step(
        commands=(
            aws("ec2", "associate-vpc-cidr-block", region, vpc_id=here.vpc_id, cidr_block=_BLOCK),
            aws("ec2", "create-subnet", region, vpc_id=here.vpc_id, cidr_block=_BLOCK, availability_zone=here.zone),
            aws("ec2", "associate-route-table", region, route_table_id=here.table_id, subnet_id=_NEW_SUBNET),
        ),
        undo=(aws("ec2", "delete-subnet", region, subnet_id=_NEW_SUBNET),),
        change=None,
    )
    wanted = configuration(here, subnets=tuple(dict.fromkeys((*before, _NEW_SUBNET))))
    yield remedy(
        "add-subnet",
        _NEW_TITLE,
        _NEW,
        create,
        launch(here, wanted),
        needs_new_tasks=True,
        references=(_SUBNETS, _NETWORKING),
    )
