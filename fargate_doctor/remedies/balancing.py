"""Rules that let a load balancer reach the task: groups of both ends, and network ACLs of both subnets.

https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.balancing.reach import approaches
from fargate_doctor.facts.balancing.registration import target_groups_of
from fargate_doctor.facts.fact import Known
from fargate_doctor.facts.paths.flow import NAT_EPHEMERAL_PORTS, Ports
from fargate_doctor.model.balancing import name_in_arn
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.remedies.acl_openings import openings_for
from fargate_doctor.remedies.crossings import Crossing
from fargate_doctor.remedies.group_rules import Opening, admit
from fargate_doctor.remedies.standpoint import GROUP, Standpoint
from fargate_doctor.remedies.step import remedy
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.balancing.reach import Approach
    from fargate_doctor.facts.paths.flow import IpVersion
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.filtering import SecurityGroup
    from fargate_doctor.remedies.step import Step

_REFERENCES: Final = (
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html",
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-register-targets.html",
)
_TITLE: Final = Text(
    en="Let load balancer {balancer} reach the tasks on port {port}",
    es="Dejar que el balanceador de carga {balancer} llegue a las tareas por el puerto {port}",
)
_DETAIL: Final = Text(
    en="It takes effect at once, also for tasks that run.",
    es="Surte efecto al momento, también en las tareas en ejecución.",
)
_STATELESS: Final = Text(
    en="A network ACL keeps no state, so answers to the load balancer need a rule for ports 1024 to 65535.",
    es="Una ACL de red no guarda estado, así que las respuestas al balanceador necesitan una regla para los puertos "
    "1024 a 65535.",
)


def let_the_balancer_in(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return the rules that every hop which refuses the load balancer lacks, as one remedy."""
    here = Standpoint(facts)
    blamed = {each.id for each in raised.resources}
    try:
        pairs = [pair for pair in target_groups_of(facts) if pair[1].target_group_arn in blamed]
        ways = [
            each
            for registration, group in pairs
            for arn in group.load_balancer_arns
            if arn in blamed
            for each in approaches(facts, registration, group, arn)
            if each.broken
        ]
    except Unanswered:
        return ()
    steps = tuple(_steps(here, ways))
    if not steps:
        return ()
    balancer = next((each.id for each in raised.resources if each.type == "load-balancer"), "")
    title = _TITLE.fill(balancer=printable(name_in_arn(balancer)), port=ways[0].port)
    crosses = any(hop.kind == "network-acl" for each in ways for hop in each.broken)
    detail = _DETAIL + _STATELESS if crosses else _DETAIL
    return (remedy("let-load-balancer-reach-tasks", title, detail, *steps, references=_REFERENCES),)


def _steps(here: Standpoint, ways: list[Approach]) -> Iterator[Step]:
    refusing = {hop.kind for each in ways for hop in each.broken}
    if "destination" in refusing:
        openings = tuple(dict.fromkeys(_opening_in(here, each) for each in ways))
        yield admit(here, _group(here, here.group_ids[0] if here.group_ids else GROUP), *openings)
    if "security-group" in refusing:
        task_group = here.group_ids[0] if here.group_ids else GROUP
        for group_id, port in dict.fromkeys((_groups_of(each)[0], each.port) for each in ways if _groups_of(each)):
            opening = Opening("tcp", port, "group", task_group)
            yield admit(here, _group(here, group_id), opening, direction="egress")
    if "network-acl" in refusing:
        wanted = (crossing for each in ways for crossing in _crossings(here, each))
        yield from openings_for(here, wanted).steps


def _opening_in(here: Standpoint, way: Approach) -> Opening:
    """Return the rule that admits a node: by the load balancer's group, else by the block of the node's subnet."""
    groups = _groups_of(way)
    if groups:
        return Opening("tcp", way.port, "group", groups[0])
    version = _version(way)
    block = _block(here, _subnet_of(way), version)
    return Opening("tcp", way.port, "ipv4" if version == 4 else "ipv6", block)  # noqa: PLR2004 - IP version


def _crossings(here: Standpoint, way: Approach) -> Iterator[Crossing]:
    far, near = _subnet_of(way), here.subnet_id
    if far == near:
        return
    version, port = _version(way), Ports(way.port, way.port)
    to_task, to_node = _block(here, near, version), _block(here, far, version)
    yield Crossing(far, egress=True, block=to_task, ports=port, protocol="tcp", version=version)
    yield Crossing(far, egress=False, block=to_task, ports=NAT_EPHEMERAL_PORTS, protocol="tcp", version=version)
    yield Crossing(near, egress=False, block=to_node, ports=port, protocol="tcp", version=version)
    yield Crossing(near, egress=True, block=to_node, ports=NAT_EPHEMERAL_PORTS, protocol="tcp", version=version)


def _groups_of(way: Approach) -> tuple[str, ...]:
    held = way.node.sender.group_ids
    return held.value if isinstance(held, Known) else ()


def _subnet_of(way: Approach) -> str:
    subnet = way.node.sender.subnet_id
    return subnet.value if isinstance(subnet, Known) else ""


def _version(way: Approach) -> IpVersion:
    return 6 if ":" in way.address else 4


def _block(here: Standpoint, subnet_id: str, version: IpVersion) -> str:
    subnet = here.snapshot.subnets.by_id.get(subnet_id)
    blocks = () if subnet is None else (subnet.cidr_block,) if version == 4 else subnet.ipv6_blocks  # noqa: PLR2004 - IP version
    return next((each for each in blocks if each), "0.0.0.0/0" if version == 4 else "::/0")  # noqa: PLR2004 - IP version


def _group(here: Standpoint, group_id: str) -> SecurityGroup | str:
    return here.snapshot.security_groups.by_id.get(group_id) or group_id
