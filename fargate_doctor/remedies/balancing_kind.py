"""A target group of type `ip` in the place of what cannot register tasks on Fargate.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.balancing.registration import registrations_of
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.sharing import replacing_tasks
from fargate_doctor.remedies.standpoint import Standpoint
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.balancing.registration import Registration
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.balancing import TargetGroup
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.remedies.step import Change

_REFERENCES: Final = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/update-service-parameters.html",
)
_GROUP: Final = "<ARN_OF_THE_NEW_TARGET_GROUP>"
_NAME: Final = "<NAME_OF_THE_NEW_TARGET_GROUP>"
_LISTENER: Final = "<ARN_OF_THE_LISTENER>"
_TITLE: Final = Text(
    en="Make a target group of type ip, and let the service register its tasks there",
    es="Crear un grupo de destino de tipo ip y hacer que el servicio registre en él sus tareas",
)
_DETAIL: Final = Text(
    en="A listener of an Application or a Network Load Balancer has to forward to the new target group before the "
    "service can use it. A Classic Load Balancer has to be replaced by one of these first.",
    es="Un agente de escucha de un balanceador de carga de aplicaciones o de red debe reenviar al nuevo grupo de "
    "destino antes de que el servicio pueda usarlo. Un balanceador clásico debe sustituirse antes por uno de estos.",
)


def use_ip_target_group(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return a new target group with the settings of the old one, and the service that uses it."""
    here = Standpoint(facts)
    blamed = {each.id for each in raised.resources}
    try:
        meant = [each for each in registrations_of(facts) if _names(each) & blamed]
    except Unanswered:
        return ()
    return tuple(
        remedy(
            "use-ip-target-group",
            _TITLE,
            _DETAIL,
            _making(here, each),
            needs_new_tasks=True,
            references=_REFERENCES,
        )
        for each in meant[:1]
    )


def _names(registration: Registration) -> set[str]:
    return {registration.target_group_arn, registration.balancer.load_balancer_name or ""} - {""}


def _making(here: Standpoint, registration: Registration) -> Step:
    old = here.snapshot.target_groups.by_id.get(registration.target_group_arn)
    balancer = registration.balancer
    line = {
        "targetGroupArn": _GROUP,
        "containerName": printable(balancer.container_name or "<CONTAINER>"),
        "containerPort": balancer.container_port or 0,
    }
    create = aws(
        "elbv2",
        "create-target-group",
        here.region,
        name=_NAME,
        target_type="ip",
        protocol=(old.protocol if old else None) or "HTTP",
        port=(old.port if old else None) or balancer.container_port or 80,
        vpc_id=here.vpc_id,
        health_check_path=old.health_check_path if old else None,
    )
    forward = aws(
        "elbv2",
        "modify-listener",
        here.region,
        listener_arn=_LISTENER,
        default_actions=[{"Type": "forward", "TargetGroupArn": _GROUP}],
    )
    service = printable(here.service_name or "")
    return Step(
        commands=(
            create,
            forward,
            aws("ecs", "update-service", here.region, cluster=here.cluster, service=service, load_balancers=[line]),
        ),
        undo=(aws("elbv2", "delete-target-group", here.region, target_group_arn=_GROUP),),
        affects=replacing_tasks(here.service_name),
        change=_with_new_group(registration, old) if old else None,
    )


def _with_new_group(registration: Registration, old: TargetGroup) -> Change:
    """Return the change on the model: a target group like the old one, but of type ip, on the service."""

    def change(snapshot: Snapshot) -> Snapshot:
        new = old.model_copy(update={"target_group_arn": _GROUP, "target_type": "ip"})
        service = snapshot.services.by_id.get(registration.service.identifier, registration.service)
        moved = registration.balancer.model_copy(update={"target_group_arn": _GROUP})
        lines = tuple(moved if each == registration.balancer else each for each in service.load_balancers)
        changed = snapshot.with_resource("target_groups", new, old.vpc_id or "")
        return changed.with_resource("services", service.model_copy(update={"load_balancers": lines}))

    return change
