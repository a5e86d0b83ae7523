"""Does the task have the IPv6 address that it should have?

Why it matters: most tasks need none; only where something wants IPv6 is a missing condition to blame.
How we know: the message, the addresses of the task, its target groups, the names it uses, or the user's word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.diagnosis.check import Answer, UserQuestion, check, does_not_apply, fails, passes
from fargate_doctor.facts.ipv6_standing import standing_of
from fargate_doctor.facts.ipv6_wish import WANTED_QUESTION
from fargate_doctor.facts.network_configuration import service_of_task
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Missing

_DOCS = ("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",)

_NOT_READ = Text(
    en="The task has no IPv6 address, and whether its load balancer wants one was not read.",
    es="La tarea no tiene dirección IPv6, y no se leyó si su balanceador de carga requiere una.",
)
_ASK = UserQuestion(
    key=WANTED_QUESTION,
    question=Text(en="Should this task have an IPv6 address?", es="¿Debería tener esta tarea una dirección IPv6?"),
    choices=(("yes", Text(en="Yes", es="Sí")), ("no", Text(en="No", es="No"))),
)


@check(
    id="ipv6.wanted",
    under="ipv6",
    order=10,
    label=Text(en="IPv6 wanted?", es="¿Se requiere IPv6?"),
    question=Text(
        en="Does the task have IPv6, or does nothing want it to?",
        es="¿Tiene la tarea IPv6, o nada requiere que lo tenga?",
    ),
    otherwise=Text(
        en="If IPv6 is wanted, every condition for it is asked in turn.",
        es="Si se requiere IPv6, se pregunta por turno cada una de sus condiciones.",
    ),
    reads=("ecs:DescribeTasks", "ec2:DescribeSubnets", "elbv2:DescribeTargetGroups"),
    docs=_DOCS,
    about="wish",
)
def wanted(facts: TaskFacts) -> Answer:
    """Answer from whatever wishes for IPv6."""
    standing = standing_of(facts)
    if not standing.arises:
        return does_not_apply(
            Text(
                en="Nothing wants IPv6 here, and the subnet has none to give.",
                es="Aquí nada requiere IPv6, y la subred no tiene ninguna que dar.",
            )
        )
    quoted = facts.sender.ipv6.require().evidence
    if standing.address:
        return passes(Text(en="It has {address}.", es="Tiene {address}.").fill(address=standing.address), *quoted)
    if standing.wish:
        lacks = Text(en="It has no IPv6 address.", es="No tiene ninguna dirección IPv6.")
        return fails(standing.wish.because + lacks, evidence=(*standing.wish.evidence, *quoted))
    unread = _unread_wishes(facts)
    if unread:
        return Answer("unknown", _NOT_READ, quoted, missing=unread, asks=_ASK)
    because = Text(
        en="The subnet is dual-stack and the task has no IPv6 address, but nothing wants it to have one.",
        es="La subred es de doble pila y la tarea no tiene dirección IPv6, pero nada requiere que la tenga.",
    )
    return Answer("pass", because, quoted, asks=_ASK)


def _unread_wishes(facts: TaskFacts) -> tuple[Missing, ...]:
    """Return why a load balancer of the service might want IPv6 without anybody having seen it."""
    if facts.task.service_name is None:
        return ()
    service = service_of_task(facts.snapshot, facts.task)
    if service is None:
        return facts.snapshot.services.missing
    groups = facts.snapshot.target_groups
    named = [each.target_group_arn for each in service.load_balancers if each.target_group_arn]
    return () if all(each in groups.by_id for each in named) else groups.missing
