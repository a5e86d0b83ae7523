"""Does the VPC answer names at all, and private names of endpoints?

Why it matters: with DNS support off nothing resolves; with DNS host names off the private names of endpoints are lost.
How we know: both attributes of the VPC are read, one call each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.diagnosis.check import LOST_NAMES, LOST_PACKETS, FindingKind, ResourceName, check, passes, unknown
from fargate_doctor.diagnosis.on_the_way import answer_on_the_way, at_one_resource
from fargate_doctor.facts.fact import Known
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.check import Answer
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Evidence

_DOCS = (
    "https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html",
    "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns-updating.html",
)

SUPPORT_DISABLED = FindingKind(
    id="dns.support-disabled",
    title=Text(
        en="DNS support is off in {resource}: the VPC resolver answers no name",
        es="La resolución de DNS está desactivada en {resource}: el solucionador de la VPC no responde a ningún nombre",
    ),
    place=0,
    docs=_DOCS,
    explains=LOST_NAMES,
    remedies=offered("names.enable_dns_support"),
)

HOSTNAMES_DISABLED = FindingKind(
    id="dns.hostnames-disabled",
    title=Text(
        en="DNS host names are off in {resource}, so endpoints are not found by their service's name",
        es="Los nombres de host de DNS están desactivados en {resource}, "
        "así que los puntos de conexión no se encuentran por el nombre de su servicio",
    ),
    place=1,
    docs=_DOCS,
    explains=LOST_PACKETS,
    remedies=offered("names.enable_dns_hostnames"),
)

_HEALTHY = Text(
    en="The DNS attributes of the VPC are as the names need them.",
    es="Los atributos de DNS de la VPC son los que los nombres necesitan.",
)
_OFF_AND_OPEN = Text(
    en="A DNS attribute of the VPC is off, and whether a name needs it cannot be told.",
    es="Un atributo de DNS de la VPC está desactivado, y no se puede saber si algún nombre lo necesita.",
)


@check(
    id="names.vpc-dns",
    under="names",
    order=10,
    label=Text(en="DNS of the VPC", es="DNS de la VPC"),
    question=Text(
        en="Does the VPC resolve names, including those of its endpoints?",
        es="¿Resuelve la VPC los nombres, incluidos los de sus puntos de conexión?",
    ),
    otherwise=Text(
        en="With DNS support off, every host name fails; with DNS host names off, private names of endpoints do.",
        es="Sin resolución de DNS falla todo nombre; sin nombres de host de DNS, los privados de los puntos "
        "de conexión.",
    ),
    reads=("ec2:DescribeVpcAttribute",),
    docs=_DOCS,
    findings=(SUPPORT_DISABLED, HOSTNAMES_DISABLED),
)
def vpc_dns(facts: TaskFacts) -> Answer:
    """Answer for all destinations at once; where no way stumbles over the attributes, they are as they should be."""
    findings = (SUPPORT_DISABLED, HOSTNAMES_DISABLED)
    answer = answer_on_the_way(facts, ("dns",), findings, healthy=_HEALTHY, of=frozenset({"vpc", "vpc-endpoint"}))
    if answer.verdict not in ("pass", "not_applicable"):
        vpc_id = facts.placement.vpc_id
        at = ResourceName("vpc", vpc_id.value) if isinstance(vpc_id, Known) else None
        return at_one_resource(answer, HOSTNAMES_DISABLED, at) if at else answer
    attributes = tuple(_attributes(facts))
    lost = [way for way in facts.known_walks if way.verdict == "unknown"]
    if lost and any(each.value is False for each in attributes):
        gaps = (each for way in lost if way.walk for hop in way.walk.hops for each in hop.missing)
        return unknown(_OFF_AND_OPEN, *dict.fromkeys(gaps), evidence=attributes)
    return passes(_HEALTHY, *attributes)


def _attributes(facts: TaskFacts) -> Iterator[Evidence]:
    vpc_id = facts.placement.vpc_id
    for each in facts.snapshot.vpc_attributes:
        if isinstance(vpc_id, Known) and each.vpc_id == vpc_id.value:
            yield each.cite("EnableDnsSupport.Value" if each.enable_dns_support else "EnableDnsHostnames.Value")
