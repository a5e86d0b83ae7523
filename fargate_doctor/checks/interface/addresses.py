"""Has the subnet a free address for the task?

Why it matters: every task takes an address of its subnet; without one EC2 makes no network interface.
How we know: the subnet tells how many addresses are free. That is the number now, not when the task was launched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.checks.stop.statements.of_placing import ADDRESSES_EXHAUSTED
from fargate_doctor.diagnosis.check import Raised, ResourceName, check, fails, passes, unknown
from fargate_doctor.facts.interface_made import interface_made
from fargate_doctor.facts.launch_places import launch_subnets, read_subnets
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Answer, Relevance
    from fargate_doctor.facts.launch_places import LaunchSubnet
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.vpc import Subnet

_DOCS = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
    "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Subnet.html",
)

_NONE_FREE = Text(
    en="{subnets} had no free address when it was read.",
    es="{subnets} no tenía ninguna dirección libre cuando se consultó.",
)
_SOME_LEFT = Text(
    en="{others} still has some, so a launch fails only where ECS chooses the full subnet.",
    es="{others} aún tiene alguna, así que un lanzamiento solo falla si ECS elige la subred llena.",
)
_FREE = Text(en="{subnets} has free addresses now: {count}.", es="{subnets} tiene ahora direcciones libres: {count}.")
_NOT_THEN = Text(
    en="How many there were when the task was launched, nobody can read any more.",
    es="Cuántas había cuando se lanzó la tarea ya no se puede consultar.",
)
_GOT_ONE = Text(en="The task got its address.", es="La tarea recibió su dirección.")
_NOT_SHOWN = Text(
    en="The answer does not say how many addresses are free.",
    es="La respuesta no dice cuántas direcciones hay libres.",
)


@check(
    id="interface.addresses",
    under="interface",
    order=20,
    label=Text(en="Free addresses", es="Direcciones libres"),
    question=Text(en="Has the subnet a free address for the task?", es="¿Tiene la subred una dirección libre?"),
    otherwise=Text(
        en="Without a free address no network interface can be made.",
        es="Sin una dirección libre no se puede crear ninguna interfaz de red.",
    ),
    reads=("ec2:DescribeSubnets",),
    docs=_DOCS,
    findings=(ADDRESSES_EXHAUSTED,),
)
def addresses(facts: TaskFacts) -> Answer:
    """Answer for the task's own subnet, else for all that the launch may take."""
    made = interface_made(facts)
    try:
        launched = launch_subnets(facts)
        subnets = tuple(each for each in read_subnets(facts, launched) if not each.ipv6_native)
    except Unanswered:
        if made:
            return passes(_GOT_ONE, *made)
        raise
    full = [each for each in subnets if each.available_ip_address_count == 0]
    if full:
        return _full(facts, launched, subnets, full)
    counted = [each for each in subnets if each.available_ip_address_count is not None]
    quoted = tuple(each.cite("AvailableIpAddressCount") for each in counted)
    if made or not subnets:
        return passes(_GOT_ONE, *(made or quoted))
    if len(counted) < len(subnets):
        return unknown(_NOT_SHOWN, *facts.snapshot.subnets.missing, evidence=quoted)
    free = sum(each.available_ip_address_count or 0 for each in counted)
    because = _FREE.fill(subnets=_named(counted), count=free)
    return passes(because + _NOT_THEN if _is_stated(facts) else because, *quoted)


def _full(
    facts: TaskFacts, launched: tuple[LaunchSubnet, ...], subnets: tuple[Subnet, ...], full: list[Subnet]
) -> Answer:
    left = [each for each in subnets if each not in full]
    detail = _NONE_FREE.fill(subnets=_named(full))
    if left:
        detail += _SOME_LEFT.fill(others=_named(left))
    named_by = tuple(each for one in launched for each in one.named_by)
    raised = Raised(
        ADDRESSES_EXHAUSTED,
        detail,
        _relevance(facts),
        resources=tuple(ResourceName(each.type_name, each.subnet_id) for each in full),
        evidence=(*named_by[:1], *(each.cite("AvailableIpAddressCount") for each in full)),
        partial=bool(left) and not _is_stated(facts),
        supports="likely",
        level="contributing",
        phase="eni",
    )
    return fails(detail, raised)


def _relevance(facts: TaskFacts) -> Relevance:
    if _is_stated(facts):
        return "cause"
    return "notice" if interface_made(facts) else "blocker"


def _is_stated(facts: TaskFacts) -> bool:
    return facts.symptom.cause == "subnet_ip_exhausted"


def _named(subnets: list[Subnet]) -> Text:
    return enumeration([each.subnet_id for each in subnets])
