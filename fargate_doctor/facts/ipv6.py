"""Whether a task should have IPv6, whether it has it, and when what it takes was changed.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.network_configuration import service_of_task
from fargate_doctor.facts.stated import stated
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.history import TrailEvent
    from fargate_doctor.model.routing import RouteTable

WANTED: Final = "ipv6.wanted"
"""The question that a user may have answered: `yes` or `no`."""

SETTING: Final = "dualStackIPv6"


@dataclass(frozen=True, slots=True)
class Wish:
    """Why a task should have IPv6, and what shows it; nothing does where the user only wished it."""

    because: Text
    evidence: tuple[Evidence, ...] = ()


def wish_for_ipv6(facts: TaskFacts) -> Wish | None:
    """Return why the task should have IPv6; None where nothing speaks of it."""
    return next(_wishes(facts), None)


def _wishes(facts: TaskFacts) -> Iterator[Wish]:
    if facts.expects_ipv6:
        yield Wish(Text(en="You said that the task should have IPv6.", es="Usted indicó que la tarea debe tener IPv6."))
    answered = stated(facts.snapshot, WANTED)
    if answered and answered.value == "yes":
        yield Wish(
            Text(en="You said that the task should have IPv6.", es="Usted indicó que la tarea debe tener IPv6."),
            answered.evidence,
        )
    message = facts.symptom.message
    if message and message.extracted.address and ":" in message.extracted.address:
        yield Wish(
            Text(
                en="The message is about the IPv6 address {address}.",
                es="El mensaje trata de la dirección IPv6 {address}.",
            ).fill(address=message.extracted.address),
            facts.symptom.evidence,
        )
    if facts.placement.has_only_ipv6:
        subnet = facts.placement.subnet
        yield Wish(
            Text(en="The task has no IPv4 address at all.", es="La tarea no tiene ninguna dirección IPv4."),
            (subnet.cite("Ipv6Native"),) if subnet else facts.placement.sender.private_ipv4.require().evidence,
        )
    yield from _of_target_group(facts)
    yield from _of_name(facts)


def _of_target_group(facts: TaskFacts) -> Iterator[Wish]:
    service = service_of_task(facts.snapshot, facts.task)
    for each in service.load_balancers if service else ():
        group = facts.snapshot.target_groups.by_id.get(each.target_group_arn or "")
        if group and group.ip_address_type.lower() == "ipv6":
            yield Wish(
                Text(
                    en="Target group {group} of its service takes IPv6 targets.",
                    es="El grupo de destino {group} de su servicio toma destinos IPv6.",
                ).fill(group=group.target_group_name or group.target_group_arn),
                (group.cite("IpAddressType"),),
            )


def _of_name(facts: TaskFacts) -> Iterator[Wish]:
    """Return a wish where a dual-stack name can be reached over IPv6 alone: no way over IPv4, and a route for IPv6."""
    if not has_ipv6_route(facts):
        return
    try:
        walks = facts.walks
    except Unanswered:
        return
    for way in walks:
        if way.ip_version == 4 and 6 in way.need.ip_versions and way.verdict == "fail":  # noqa: PLR2004 - IP versions
            yield Wish(
                Text(
                    en="{host} answers over IPv6 too, and there is no way to it over IPv4.",
                    es="{host} responde también por IPv6, y no hay camino hasta él por IPv4.",
                ).fill(host=way.need.host),
                way.need.evidence,
            )


def has_ipv6_route(facts: TaskFacts) -> bool:
    """Tell whether the route table of the task's subnet is seen to lead IPv6 out of the VPC."""
    return any(
        route.destination_ipv6_cidr_block == "::/0" and route.target.startswith(("igw-", "eigw-"))
        for table in effective_route_tables(facts)
        for route in table.routes
    )


def effective_route_tables(facts: TaskFacts) -> Iterator[RouteTable]:
    """Return the route table that serves the task's subnet, if the case shows it."""
    try:
        subnet, vpc = facts.placement.subnet_id.require().value, facts.placement.vpc_id.require().value
        tables = facts.snapshot.route_tables.within(vpc)
    except Unanswered:
        return
    own = [table for table in tables if subnet in table.subnet_ids]
    yield from own or [table for table in tables if table.is_main]


@dataclass(frozen=True, slots=True)
class Standing:
    """How the questions about IPv6 stand: who wishes it, and the address the task has (None: it has none).

    `is_cause` tells whether a missing condition can be behind this task's trouble, rather than behind a wish that
    something else has overtaken.
    """

    wish: Wish | None
    address: str | None
    is_dual_stack: bool
    is_cause: bool

    @property
    def arises(self) -> bool:
        """Tell whether the conditions are worth asking about: IPv6 is wished, or its subnet could give it."""
        return self.wish is not None or self.is_dual_stack


def standing_of(facts: TaskFacts) -> Standing:
    """Return how the questions about IPv6 stand; raises `Unanswered` where the task's address cannot be known."""
    wish = wish_for_ipv6(facts)
    subnet = facts.placement.subnet
    is_dual_stack = bool(subnet and subnet.ipv6_blocks and subnet.cidr_block)
    address = facts.sender.ipv6.require().value if wish or is_dual_stack else None
    return Standing(wish, address, is_dual_stack, is_cause=wish is not None and _could_be_behind(facts))


def _could_be_behind(facts: TaskFacts) -> bool:
    """Tell whether the task's trouble is open to this cause: it runs or waits, or its message speaks of reaching."""
    if facts.expects_ipv6 or stated(facts.snapshot, WANTED) or not facts.task.is_stopped:
        return True
    symptom = facts.symptom
    return symptom.blames_network or symptom.allows_network or symptom.family in ("elb_health", "elb_config")


@dataclass(frozen=True, slots=True)
class LateChange:
    """A condition that was brought about after the task was created."""

    event: TrailEvent
    evidence: tuple[Evidence, ...]


def late_changes(facts: TaskFacts) -> tuple[LateChange, ...]:
    """Return what was done for IPv6 after the task was created, oldest first, as far as CloudTrail was looked up."""
    created = facts.task.created_at
    if created is None:
        return ()
    subnet, vpc = facts.placement.subnet_id.require().value, facts.placement.vpc_id.require().value
    found = [
        LateChange(event, (event.cite("EventName"), event.cite("EventTime"), facts.task.cite("createdAt")))
        for event in sorted(facts.snapshot.events, key=lambda each: (str(each.event_time), each.event_id))
        if event.succeeded and event.event_time and event.event_time > created and _brings_ipv6(event, subnet, vpc)
    ]
    return tuple(found)


def _brings_ipv6(event: TrailEvent, subnet: str, vpc: str) -> bool:
    match event.event_name:
        case "ModifySubnetAttribute":
            turned_on = event.parameter("assignIpv6AddressOnCreation") is True
            return event.parameter("subnetId") == subnet and turned_on
        case "AssociateSubnetCidrBlock":
            return event.parameter("subnetId") == subnet and bool(event.parameter("ipv6CidrBlock"))
        case "AssociateVpcCidrBlock":
            asked = event.parameter("amazonProvidedIpv6CidrBlock") or event.parameter("ipv6CidrBlock")
            return event.parameter("vpcId") == vpc and bool(asked or event.parameter("ipv6IpamPoolId"))
        case "PutAccountSetting" | "PutAccountSettingDefault":
            return event.parameter("name") == SETTING and event.parameter("value") in ("enabled", "on")
        case _:
            return False
