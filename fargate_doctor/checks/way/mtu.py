"""Do the network ACLs let in the notice that a frame was too large?

Why it matters: the task sends frames of up to 9001 bytes and gateways carry smaller ones. Who drops a large frame says
so by ICMP; where an ACL drops that notice, small requests work and large transfers hang.
How we know: the ACLs of the task's subnet and of the NAT gateway's are read for ICMP type 3 code 4, or ICMPv6 type 2.
https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/network_mtu.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.diagnosis.check import (
    Answer,
    FindingKind,
    Raised,
    ResourceName,
    check,
    does_not_apply,
    fails,
    passes,
    unknown,
)
from fargate_doctor.diagnosis.weighing import is_reported
from fargate_doctor.facts.mtu import JUMBO_FRAME, narrowings_of, transfer_stalled
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.levels import Level
    from fargate_doctor.facts.mtu import Admission, Narrowing
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS = (
    "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/network_mtu.html",
    "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html",
)

MTU = FindingKind(
    id="path.mtu",
    title=Text(
        en="Network ACL {resource} drops the notices that a frame was too large",
        es="La ACL de red {resource} descarta los avisos de que una trama era demasiado grande",
    ),
    at_most="contributing",
    place=25,
    docs=_DOCS,
    remedies=offered("notices.let_notices_in"),
)

_NO_JUMBO_FRAMES = Text(
    en="This platform version sends no jumbo frames.", es="Esta versión de la plataforma no envía tramas gigantes."
)
_NOTHING_NARROWER = Text(
    en="No way that was followed leads over a gateway that carries smaller frames than the task sends.",
    es="Ningún camino seguido pasa por una puerta de enlace con tramas menores que las que envía la tarea.",
)
_LET_IN = Text(
    en="The notice that a frame was too large gets back through every network ACL on the way.",
    es="El aviso de que una trama era demasiado grande vuelve a través de cada ACL de red del camino.",
)
_DROPPED = Text(
    en="The task sends frames of up to {sent} bytes, {gateway} carries up to {limit}, and {acl} lets no {notice} into "
    "{subnet}. Small requests then work while large transfers may hang. An inbound rule for {notice} fixes it.",
    es="La tarea envía tramas de hasta {sent} bytes, {gateway} transporta hasta {limit}, y {acl} no deja entrar "
    "{notice} en {subnet}. Así las solicitudes pequeñas funcionan y las transferencias grandes pueden quedarse "
    "colgadas. Lo arregla una regla de entrada para {notice}.",
)
_IN_PART = Text(
    en="{acl} lets {notice} into {subnet} from some public addresses only.",
    es="{acl} solo deja entrar {notice} en {subnet} desde algunas direcciones públicas.",
)
_NOT_READ = Text(
    en="The network ACLs that the notice has to pass were not all read.",
    es="No se leyeron todas las ACL de red que el aviso debe atravesar.",
)
_NOTICES = {
    4: Text(en="ICMP type 3 code 4", es="ICMP de tipo 3 y código 4"),
    6: Text(en="ICMPv6 type 2", es="ICMPv6 de tipo 2"),
}


@check(
    id="way.mtu",
    under="way",
    order=90,
    label=Text(en="Frame sizes", es="Tamaño de las tramas"),
    question=Text(
        en="Does the task hear of it when a frame was too large?",
        es="¿Se entera la tarea cuando una trama era demasiado grande?",
    ),
    otherwise=Text(
        en="Where the notice is dropped, large transfers hang although every connection can be opened.",
        es="Si el aviso se descarta, las transferencias grandes se cuelgan aunque cada conexión se pueda abrir.",
    ),
    reads=("ec2:DescribeNetworkAcls", "ec2:DescribeRouteTables", "ec2:DescribeNatGateways"),
    docs=_DOCS,
    findings=(MTU,),
    about="advice",
)
def mtu(facts: TaskFacts) -> Answer:
    """Answer for all ways that leave over a narrower gateway."""
    if not facts.platform.supports_jumbo_frames:
        return does_not_apply(_NO_JUMBO_FRAMES, *facts.platform.evidence)
    narrowings = narrowings_of(facts)
    if not narrowings:
        return does_not_apply(_NOTHING_NARROWER)
    asked = [(each, admission) for each in narrowings for admission in each.admissions]
    if refused := {one.acl_id: (each, one) for each, one in asked if one.admits == "none"}:
        raised = tuple(_raised(facts, each, one) for each, one in refused.values())
        return fails(raised[0].detail, *raised)
    if missing := tuple(gap for each in narrowings for gap in each.missing):
        return unknown(_NOT_READ, *missing)
    if partly := [one for _, one in asked if one.admits == "part"]:
        first = partly[0]
        because = _IN_PART.fill(acl=first.acl_id, subnet=first.subnet_id, notice=_NOTICES[first.version])
        return unknown(because, evidence=first.evidence)
    return passes(_LET_IN, *(evidence for _, one in asked for evidence in one.evidence))


def _raised(facts: TaskFacts, narrowing: Narrowing, admission: Admission) -> Raised:
    detail = _DROPPED.fill(
        sent=JUMBO_FRAME,
        gateway=narrowing.gateway_id,
        limit=narrowing.limit,
        acl=admission.acl_id,
        subnet=admission.subnet_id,
        notice=_NOTICES[admission.version],
    )
    return Raised(
        MTU,
        detail,
        "notice",
        {"resource": admission.acl_id},
        (ResourceName("network-acl", admission.acl_id),),
        (*admission.evidence, *facts.platform.evidence),
        blocks=narrowing.ways,
        level=_level(facts, narrowing),
    )


def _level(facts: TaskFacts, narrowing: Narrowing) -> Level:
    """Return more than a warning only where the message tells of such a transfer, over one of these ways."""
    is_told = transfer_stalled(facts.symptom) and any(is_reported(way.need, facts) for way in narrowing.ways)
    return "contributing" if is_told else "warning"
