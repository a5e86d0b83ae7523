"""Does Fargate run tasks in the zone of the subnet?

Why it matters: in a few zones there is no Fargate; ECS then reports an internal error, or no capacity.
How we know: the zone id of the subnet, since names of zones differ between accounts, and AWS's list of zones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.diagnosis.check import FindingKind, Raised, ResourceName, check, fails, passes, unknown
from fargate_doctor.facts.fargate_zones import has_fargate, zones_with_fargate
from fargate_doctor.facts.interface_made import interface_made
from fargate_doctor.facts.launch_places import launch_subnets, read_subnets
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Answer
    from fargate_doctor.facts.launch_places import LaunchSubnet
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.vpc import Subnet

_DOCS = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AWS_Fargate-Regions.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html",
)

UNSUPPORTED = FindingKind(
    id="capacity.zone-unsupported",
    title=Text(
        en="Fargate does not run such tasks in the zone of {resource}",
        es="Fargate no ejecuta tareas así en la zona de {resource}",
    ),
    place=4,
    docs=_DOCS,
    explains=frozenset({"internal_error", "capacity_unavailable", "ambiguous"}),
    remedies=offered("launch_places.launch_in_other_subnets"),
)

_NOT_THERE = Text(
    en="{subnet} is in zone {zone}. In this Region Fargate runs such tasks in {zones} alone.",
    es="{subnet} está en la zona {zone}. En esta región Fargate solo ejecuta tareas así en {zones}.",
)
_THERE = Text(
    en="AWS names no zone of these subnets as one without Fargate.",
    es="AWS no incluye ninguna zona de estas subredes entre las que no tienen Fargate.",
)
_RAN_THERE = Text(
    en="Fargate made the task's network interface there.", es="Fargate creó allí la interfaz de red de la tarea."
)
_NO_ZONE = Text(en="The answer names no zone id.", es="La respuesta no indica ningún id de zona.")


@check(
    id="interface.zone",
    under="interface",
    order=40,
    label=Text(en="Zone", es="Zona"),
    question=Text(
        en="Does Fargate run tasks in the zone of the subnet?", es="¿Ejecuta Fargate tareas en la zona de la subred?"
    ),
    otherwise=Text(
        en="In a zone without Fargate no task starts, whatever is tried.",
        es="En una zona sin Fargate no arranca ninguna tarea, se intente lo que se intente.",
    ),
    reads=("ec2:DescribeSubnets",),
    docs=_DOCS,
    findings=(UNSUPPORTED,),
)
def zone(facts: TaskFacts) -> Answer:
    """Answer for the task's own subnet, else for all that the launch may take."""
    made = interface_made(facts)
    if made:
        return passes(_RAN_THERE, *made)
    launched = launch_subnets(facts)
    subnets = read_subnets(facts, launched)
    family = facts.platform.family
    without = [
        each for each in subnets if each.availability_zone_id and not has_fargate(each.availability_zone_id, family)
    ]
    if without:
        return _unsupported(facts, launched, subnets, without)
    quoted = tuple(each.cite("AvailabilityZoneId") for each in subnets)
    if not all(each.availability_zone_id for each in subnets):
        return unknown(_NO_ZONE, *facts.snapshot.subnets.missing, evidence=quoted)
    if not subnets:
        raise Unanswered(*facts.snapshot.subnets.missing)
    return passes(_THERE, *quoted)


def _unsupported(
    facts: TaskFacts, launched: tuple[LaunchSubnet, ...], subnets: tuple[Subnet, ...], without: list[Subnet]
) -> Answer:
    first = without[0]
    zones = zones_with_fargate(first.availability_zone_id or "", facts.platform.family) or frozenset()
    detail = _NOT_THERE.fill(
        subnet=enumeration([each.subnet_id for each in without]),
        zone=enumeration(sorted({each.availability_zone_id or "?" for each in without})),
        zones=enumeration(sorted(zones)),
    )
    raised = Raised(
        UNSUPPORTED,
        detail,
        blanks={"resource": enumeration([each.subnet_id for each in without])},
        resources=tuple(ResourceName(each.type_name, each.subnet_id) for each in without),
        evidence=(*launched[0].named_by[:1], *(each.cite("AvailabilityZoneId") for each in without)),
        supports="likely" if len(without) == len(subnets) else "possible",
        phase="eni",
    )
    return fails(detail, raised)
