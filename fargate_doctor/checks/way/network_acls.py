"""Do the network ACLs on the way let requests and answers through?

Why it matters: network ACLs are stateless, so the answer needs a rule of its own for the ephemeral ports.
How we know: the entries of the ACL of each subnet on the way are read in order, in both directions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.diagnosis.check import FindingKind, check
from fargate_doctor.diagnosis.on_the_way import answer_on_the_way
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Answer
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS = (
    "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html",
    "https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html",
)

EGRESS_BLOCKED = FindingKind(
    id="nacl.egress-blocked",
    title=Text(
        en="Network ACL {resource} refuses the requests to {destinations}",
        es="La ACL de red {resource} rechaza las solicitudes hacia {destinations}",
    ),
    place=20,
    docs=_DOCS,
    remedies=offered("filters.open_network_acl"),
)

RETURN_BLOCKED = FindingKind(
    id="nacl.return-blocked",
    title=Text(
        en="Network ACL {resource} refuses the answers from {destinations}",
        es="La ACL de red {resource} rechaza las respuestas de {destinations}",
    ),
    place=21,
    docs=_DOCS,
    remedies=offered("filters.open_network_acl"),
)


@check(
    id="way.network-acls",
    under="way",
    order=20,
    label=Text(en="Network ACLs", es="ACL de red"),
    question=Text(
        en="Do the network ACLs on the way let requests out and answers back?",
        es="¿Dejan las ACL de red del camino salir las solicitudes y volver las respuestas?",
    ),
    otherwise=Text(
        en="A network ACL is stateless: one refused direction is enough to lose every connection.",
        es="Una ACL de red no guarda estado: basta una dirección rechazada para perder todas las conexiones.",
    ),
    reads=("ec2:DescribeNetworkAcls",),
    docs=_DOCS,
    findings=(EGRESS_BLOCKED, RETURN_BLOCKED),
)
def network_acls(facts: TaskFacts) -> Answer:
    """Answer for all destinations at once."""
    return answer_on_the_way(
        facts,
        ("network-acl",),
        (EGRESS_BLOCKED, RETURN_BLOCKED),
        healthy=Text(
            en="Every ACL on the way admits the requests and their answers on the ephemeral ports.",
            es="Cada ACL del camino admite las solicitudes y sus respuestas en los puertos efímeros.",
        ),
    )
