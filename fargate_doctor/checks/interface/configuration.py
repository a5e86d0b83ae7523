"""Can the network configuration of the launch be met?

Why it matters: subnets and security groups must exist, be of one VPC, and be no more than ECS takes.
How we know: the configuration of the service, deployment, task set or RunTask call that launched the task, and the
subnets and groups that it names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.checks.stop.statements.of_placing import (
    GROUP_MISSING,
    OTHER_VPC,
    SUBNET_MISSING,
    TOO_MANY_GROUPS,
    TOO_MANY_SUBNETS,
)
from fargate_doctor.diagnosis.check import Raised, ResourceName, check, fails, passes
from fargate_doctor.facts.fact import NotKnown
from fargate_doctor.facts.interface_made import interface_made
from fargate_doctor.facts.named_resources import named_in
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.check import Answer, FindingKind
    from fargate_doctor.facts.named_resources import Named
    from fargate_doctor.facts.network_configuration import FoundConfiguration
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.filtering import SecurityGroup
    from fargate_doctor.model.vpc import Subnet

_DOCS = (
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
)
_MOST_SUBNETS: Final = 16
_MOST_GROUPS: Final = 5

_TOO_MANY = Text(en="It names {count}; ECS takes {most}.", es="Indica {count}; ECS admite {most}.")
_NAMES_GONE = Text(en="It names {named}, which no longer exists.", es="Indica {named}, que ya no existe.")
_SUBNETS_APART = Text(
    en="Its subnets are of {vpcs}; all of them must be of one VPC.",
    es="Sus subredes son de {vpcs}; todas deben ser de una misma VPC.",
)
_GROUP_APART = Text(
    en="Security group {group} is of {other}, the subnets are of {vpc}. A group that is shared with or associated to "
    "the VPC could be meant; AWS does not list ECS for associated ones.",
    es="El grupo de seguridad {group} es de {other}; las subredes, de {vpc}. Podría ser un grupo compartido con la VPC "
    "o asociado a ella; AWS no incluye ECS entre los servicios que admiten los asociados.",
)
_WAS_MET = Text(
    en="The task got its network interface, so its configuration could be met.",
    es="La tarea obtuvo su interfaz de red, así que su configuración se pudo cumplir.",
)
_CAN_BE_MET = Text(
    en="Its subnets and security groups exist and are of one VPC.",
    es="Sus subredes y grupos de seguridad existen y son de una misma VPC.",
)


@check(
    id="interface.configuration",
    under="interface",
    order=30,
    label=Text(en="Network configuration", es="Configuración de red"),
    question=Text(
        en="Can the network configuration of the launch be met?",
        es="¿Se puede cumplir la configuración de red del lanzamiento?",
    ),
    otherwise=Text(
        en="Where a subnet or a group is gone or of another VPC, no interface can be made.",
        es="Si una subred o un grupo ya no existe o es de otra VPC, no se puede crear ninguna interfaz.",
    ),
    reads=("ecs:DescribeServices", "ec2:DescribeSubnets", "ec2:DescribeSecurityGroups"),
    docs=_DOCS,
    findings=(TOO_MANY_SUBNETS, TOO_MANY_GROUPS, SUBNET_MISSING, GROUP_MISSING, OTHER_VPC),
)
def configuration(facts: TaskFacts) -> Answer:
    """Answer for the whole configuration; what was not read is no matter where the task got its interface."""
    made = interface_made(facts)
    found = facts.placement.configuration
    if isinstance(found, NotKnown):
        if not made:
            found.require()
        return passes(_WAS_MET, *made)
    subnets = named_in(facts.snapshot.subnets, found.awsvpc.subnets, "Subnets")
    groups = named_in(facts.snapshot.security_groups, found.awsvpc.security_groups, "SecurityGroups")
    broken = (*_too_many(facts, found), *_gone(facts, found, subnets, groups), *_apart(facts, found, subnets, groups))
    if broken:
        return fails(broken[0].detail, *broken)
    if made:
        return passes(_WAS_MET, *made)
    if subnets.missing or groups.missing:
        raise Unanswered(*subnets.missing, *groups.missing)
    return passes(_CAN_BE_MET, found.cite("subnets"), found.cite("securityGroups"))


def _too_many(facts: TaskFacts, found: FoundConfiguration) -> Iterator[Raised]:
    for kind, named, member, most in (
        (TOO_MANY_SUBNETS, found.awsvpc.subnets, "subnets", _MOST_SUBNETS),
        (TOO_MANY_GROUPS, found.awsvpc.security_groups, "securityGroups", _MOST_GROUPS),
    ):
        if len(named) > most:
            yield _raised(facts, kind, _TOO_MANY.fill(count=len(named), most=most), named, found.cite(member))


def _gone(
    facts: TaskFacts, found: FoundConfiguration, subnets: Named[Subnet], groups: Named[SecurityGroup]
) -> Iterator[Raised]:
    for kind, gone, member in (
        (SUBNET_MISSING, subnets.gone, "subnets"),
        (GROUP_MISSING, groups.gone, "securityGroups"),
    ):
        if gone:
            detail = _NAMES_GONE.fill(named=enumeration(list(gone)))
            yield _raised(facts, kind, detail, tuple(gone), found.cite(member), *gone.values())


def _apart(
    facts: TaskFacts, found: FoundConfiguration, subnets: Named[Subnet], groups: Named[SecurityGroup]
) -> Iterator[Raised]:
    present = tuple(each for each in subnets.shown if each.vpc_id)
    vpcs = list(dict.fromkeys(each.vpc_id for each in present))
    if len(vpcs) > 1:
        named, detail = tuple(each.subnet_id for each in present), _SUBNETS_APART.fill(vpcs=enumeration(vpcs))
        yield _raised(facts, OTHER_VPC, detail, named, found.cite("subnets"), *(each.cite("VpcId") for each in present))
        return
    for group in groups.shown:
        if vpcs and group.vpc_id and group.vpc_id not in vpcs:
            detail = _GROUP_APART.fill(group=group.group_id, other=group.vpc_id, vpc=vpcs[0])
            quoted = (found.cite("securityGroups"), group.cite("VpcId"), present[0].cite("VpcId"))
            yield _raised(facts, OTHER_VPC, detail, (group.group_id,), *quoted)


def _raised(facts: TaskFacts, kind: FindingKind, detail: Text, named: tuple[str, ...], *evidence: Evidence) -> Raised:
    return Raised(
        kind,
        detail,
        "notice" if interface_made(facts) else "blocker",
        resources=tuple(ResourceName("security-group" if each.startswith("sg-") else "subnet", each) for each in named),
        evidence=evidence,
        level="contributing",
        phase="eni",
    )
