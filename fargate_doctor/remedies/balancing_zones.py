"""A load balancer in the task's zone, or tasks in the load balancer's zones.

https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-subnets.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.model.balancing import ZoneOfBalancer
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.launching import configuration, launch
from fargate_doctor.remedies.standpoint import Standpoint
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.remedies.tables import default_route, effective_table
from fargate_doctor.text import Text, enumeration, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.balancing import LoadBalancer
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.remedies.step import Change

_REFERENCES: Final = (
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-subnets.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshoot-service-load-balancers.html",
)
_SUBNET: Final = "<SUBNET_ID_IN_THE_ZONE>"
_ENABLE_TITLE: Final = Text(
    en="Enable {zone} for load balancer {balancer}", es="Habilitar {zone} en el balanceador de carga {balancer}"
)
_ENABLE: Final = Text(
    en="The command replaces the list of subnets, so it names those of today too; one subnet for each zone. A load "
    "balancer that faces the internet needs a subnet with a route to an internet gateway.",
    es="El comando sustituye la lista de subredes, por lo que nombra también las actuales; una subred por zona. Un "
    "balanceador con acceso desde Internet necesita una subred con ruta a una puerta de enlace de Internet.",
)
_MOVE_TITLE: Final = Text(
    en="Launch the tasks in {subnets}, in zones where the load balancer is enabled",
    es="Lanzar las tareas en {subnets}, en zonas donde el balanceador está habilitado",
)
_MOVE: Final = Text(
    en="Check that these subnets have the same way out.", es="Compruebe que estas subredes tienen la misma salida."
)


def enable_the_zone(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return the zone enabled for the load balancer, and tasks in zones that are."""
    here = Standpoint(facts)
    zone = next((each.id for each in raised.resources if each.type == "availability-zone"), "")
    named = [
        here.snapshot.load_balancers.by_id.get(each.id) for each in raised.resources if each.type == "load-balancer"
    ]
    return tuple(each for balancer in named if balancer for each in _choices(here, balancer, zone))


def _choices(here: Standpoint, balancer: LoadBalancer, zone: str) -> Iterator[Remedy]:
    subnet = _subnet_for(here, balancer, zone)
    present = tuple(each.subnet_id for each in balancer.availability_zones if each.subnet_id)
    arn = balancer.load_balancer_arn
    enabling = Step(
        commands=(
            aws("elbv2", "set-subnets", here.region, load_balancer_arn=arn, subnets=(*present, subnet or _SUBNET)),
        ),
        undo=(aws("elbv2", "set-subnets", here.region, load_balancer_arn=arn, subnets=present),),
        change=_with_zone(balancer, zone, subnet) if subnet else None,
    )
    title = _ENABLE_TITLE.fill(zone=zone, balancer=printable(balancer.name))
    yield remedy("enable-zone-of-load-balancer", title, _ENABLE, enabling, references=_REFERENCES)
    known = (here.snapshot.subnets.by_id.get(each) for each in here.subnet_ids)
    inside = [each for each in known if each and each.availability_zone in balancer.zone_names]
    if inside:
        ids = tuple(each.subnet_id for each in inside)
        yield remedy(
            "launch-in-enabled-zones",
            _MOVE_TITLE.fill(subnets=enumeration(ids)),
            _MOVE,
            launch(here, configuration(here, subnets=ids), inside[0]),
            needs_new_tasks=True,
            references=_REFERENCES,
        )


def _subnet_for(here: Standpoint, balancer: LoadBalancer, zone: str) -> str | None:
    """Return a subnet of the zone that suits: public for a load balancer that faces the internet, else the task's."""
    inside = [
        each for each in here.snapshot.subnets if each.vpc_id == balancer.vpc_id and each.availability_zone == zone
    ]
    if balancer.scheme != "internet-facing":
        ids = [each.subnet_id for each in inside]
        return here.subnet_id if here.subnet_id in ids else next(iter(sorted(ids)), None)
    public = (each.subnet_id for each in inside if _is_public(here.snapshot, each.subnet_id, each.vpc_id))
    return min(public, default=None)


def _is_public(snapshot: Snapshot, subnet_id: str, vpc_id: str) -> bool:
    route = default_route(effective_table(snapshot, subnet_id, vpc_id), 4)
    return route is not None and route.target.startswith("igw-")


def _with_zone(balancer: LoadBalancer, zone: str, subnet: str) -> Change:
    def change(snapshot: Snapshot) -> Snapshot:
        present = snapshot.load_balancers.by_id.get(balancer.load_balancer_arn, balancer)
        zones = (*present.availability_zones, ZoneOfBalancer(zone_name=zone, subnet_id=subnet))
        return snapshot.with_resource("load_balancers", present.model_copy(update={"availability_zones": zones}))

    return change
