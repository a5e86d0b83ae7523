"""An entry that lets the notices of frames that were too large into a subnet.

https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/network_mtu.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from fargate_doctor.remedies.acl_rules import LAST, NO_NUMBER, number_before
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.sharing import sharing_acl
from fargate_doctor.remedies.standpoint import Standpoint
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.remedies.tables import EVERYWHERE
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.paths.flow import IpVersion
    from fargate_doctor.facts.task_facts import TaskFacts

_FRAMES: Final = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/network_mtu.html"
_ENTRIES: Final = "https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html"
_TITLE: Final = Text(
    en="Let the notices of too large frames through {acl}",
    es="Dejar pasar por {acl} los avisos de tramas demasiado grandes",
)
_DETAIL: Final = Text(
    en="Nothing but these notices is let in. It takes effect at once, also for running tasks.",
    es="No se deja entrar nada más que estos avisos. Surte efecto al momento, también en las tareas en ejecución.",
)
_NOTICES: Final[dict[IpVersion, dict[str, Any]]] = {
    4: {"protocol": "1", "icmp_type_code": {"Type": 3, "Code": 4}, "cidr_block": EVERYWHERE[4]},
    6: {"protocol": "58", "icmp_type_code": {"Type": 2, "Code": -1}, "ipv6_cidr_block": EVERYWHERE[6]},
}


def let_notices_in(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return the entries for every ACL that drops the notices, for each IP version of the ways that need them."""
    return tuple(_let_in(Standpoint(facts), raised))


def _let_in(here: Standpoint, raised: Raised) -> Iterator[Remedy]:
    for each in raised.resources:
        acl = here.snapshot.network_acls.by_id.get(each.id)
        if acl is None:
            continue
        number = number_before(acl, LAST, egress=False) or NO_NUMBER
        where: dict[str, Any] = {"network_acl_id": acl.network_acl_id, "ingress": True, "rule_number": number}
        version = raised.blocks[0].ip_version if raised.blocks else 4
        step = Step(
            commands=(
                aws("ec2", "create-network-acl-entry", here.region, **where, rule_action="allow", **_NOTICES[version]),
            ),
            undo=(aws("ec2", "delete-network-acl-entry", here.region, **where),),
            affects=sharing_acl(acl),
            change=None,
        )
        title = _TITLE.fill(acl=printable(acl.network_acl_id))
        yield remedy("let-notices-in", title, _DETAIL, step, references=(_FRAMES, _ENTRIES))
