"""Does anybody want this task to have IPv6? (contract §2, Level)"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from fargate_doctor.facts.fact import Known
from fargate_doctor.facts.image_names import ImageName, parse_image_name
from fargate_doctor.facts.network_configuration import service_of_task
from fargate_doctor.facts.statements import cite_statement
from fargate_doctor.frozen import frozen
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.fact import NotKnown
    from fargate_doctor.facts.placement import Placement
    from fargate_doctor.facts.symptom import Symptom
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.routing import Route, RouteTable
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.task import Task
    from fargate_doctor.model.task_definition import TaskDefinition

Reason = Literal["expected", "stated", "message", "subnet", "target-group", "dual-stack-name"]

WANTED_QUESTION: Final = "ipv6.wanted"

_YES: Final = frozenset({"yes", "y", "true", "sí", "si", "s", "pass"})
_DEFAULT_ROUTES: Final = ("0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1")
_WORDS: Final[dict[Reason, Text]] = {
    "expected": Text(en="You expect an IPv6 address.", es="Usted espera una dirección IPv6."),
    "stated": Text(en="You said that IPv6 is wanted.", es="Usted indicó que quiere IPv6."),
    "message": Text(en="The message speaks of an IPv6 destination.", es="El mensaje habla de un destino IPv6."),
    "subnet": Text(en="The task has no IPv4 at all.", es="La tarea no tiene IPv4 en absoluto."),
    "target-group": Text(
        en="A target group of the service takes IPv6 targets.",
        es="Un grupo de destino del servicio admite destinos IPv6.",
    ),
    "dual-stack-name": Text(
        en="The image has a dual-stack name, and the task can reach it over IPv6 alone.",
        es="La imagen tiene un nombre de doble pila y la tarea solo puede llegar a ella por IPv6.",
    ),
}


@frozen
class Ipv6Wish:
    """That IPv6 is wanted, why, and what shows it. A wish on the command line is no fact and caps nothing."""

    reason: Reason
    evidence: tuple[Evidence, ...] = ()

    @property
    def because(self) -> Text:
        """Return the reason in words."""
        return _WORDS[self.reason]


def ipv6_wanted(  # noqa: PLR0913, PLR0917 - all that can show a wish
    snapshot: Snapshot,
    task: Task,
    definition: Known[TaskDefinition] | NotKnown,
    symptom: Symptom,
    placement: Placement,
    expects_ipv6: bool,  # noqa: FBT001 - a fact about the user
) -> Ipv6Wish | None:
    """Return why IPv6 is wanted; None where nothing shows that it is."""
    if expects_ipv6:
        return Ipv6Wish("expected")
    if (snapshot.stated(WANTED_QUESTION) or "").strip().lower() in _YES:
        return Ipv6Wish("stated", (cite_statement(snapshot, WANTED_QUESTION),))
    address = symptom.message.extracted.address if symptom.message else None
    if address and ":" in address:
        return Ipv6Wish("message", symptom.evidence)
    if placement.has_only_ipv6:
        return Ipv6Wish("subnet", _of_subnet(placement))
    return _by_target_group(snapshot, task) or _by_image(snapshot, definition, placement)


def _of_subnet(placement: Placement) -> tuple[Evidence, ...]:
    if placement.subnet is not None:
        return (placement.subnet.cite("Ipv6Native"),)
    return placement.sender.ipv6.evidence if isinstance(placement.sender.ipv6, Known) else ()


def _by_target_group(snapshot: Snapshot, task: Task) -> Ipv6Wish | None:
    service = service_of_task(snapshot, task)
    for used in service.load_balancers if service else ():
        group = snapshot.target_groups.by_id.get(used.target_group_arn or "")
        if group is not None and group.ip_address_type.lower() == "ipv6":
            return Ipv6Wish("target-group", (group.cite("IpAddressType"),))
    return None


def _by_image(
    snapshot: Snapshot, definition: Known[TaskDefinition] | NotKnown, placement: Placement
) -> Ipv6Wish | None:
    if not isinstance(definition, Known):
        return None
    only_ipv6 = _shows_no_ipv4_way(snapshot, placement)
    if only_ipv6 is None:
        return None
    for index, container in enumerate(definition.value.container_definitions):
        image = parse_image_name(container.image)
        if isinstance(image, ImageName) and image.is_dual_stack:
            named = definition.value.cite(f"containerDefinitions[{index}].image")
            return Ipv6Wish("dual-stack-name", (named, *only_ipv6))
    return None


def _shows_no_ipv4_way(snapshot: Snapshot, placement: Placement) -> tuple[Evidence, ...] | None:
    """Return what shows that only IPv6 leads to a dual-stack name; None where IPv4 may lead there too.

    No VPC endpoint serves ECR's dual-stack names, so over IPv4 they need a default route.
    """
    if placement.has_only_ipv6:
        return placement.subnet_id.evidence if isinstance(placement.subnet_id, Known) else ()
    table = _table_of(snapshot, placement)
    if table is None:
        return None
    leads_out = [each for each in table.routes if each.state.lower() != "blackhole"]
    if any(_is_ipv4_default(each) for each in leads_out) or not any(
        each.destination_ipv6_cidr_block == "::/0" for each in leads_out
    ):
        return None
    return (table.cite("Routes"),)


def _is_ipv4_default(route: Route) -> bool:
    return route.destination_cidr_block in _DEFAULT_ROUTES or route.destination_prefix_list_id is not None


def _table_of(snapshot: Snapshot, placement: Placement) -> RouteTable | None:
    if not isinstance(placement.subnet_id, Known):
        return None
    tables = list(snapshot.route_tables)
    explicit = next((each for each in tables if placement.subnet_id.value in each.subnet_ids), None)
    if explicit is not None or not isinstance(placement.vpc_id, Known):
        return explicit
    if snapshot.route_tables.coverage.of_scope(placement.vpc_id.value) is None:
        return None
    return next((each for each in tables if each.is_main and each.vpc_id == placement.vpc_id.value), None)
