"""Health checks that the program can pass: more time to start, a path that answers, what the load balancer sees.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-healthcheck.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.balancing.registration import target_groups_of
from fargate_doctor.facts.balancing.timing import timing_of
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.standpoint import Standpoint
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.balancing.timing import Timing
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.balancing import TargetGroup

_REFERENCES: Final = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-healthcheck.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshoot-service-load-balancers.html",
)
_PATH: Final = "<PATH_THAT_ANSWERS_WITH_SUCCESS>"
_MORE: Final = 120
_GRACE_TITLE: Final = Text(
    en="Let health checks count only {seconds} s after a task started",
    es="Tener en cuenta las comprobaciones solo {seconds} s después de arrancar una tarea",
)
_GRACE: Final = Text(
    en="The grace period spares a program that is slow to start. It does not help one that never answers. A task that "
    "is broken is then kept longer, too.",
    es="El período de gracia protege a un programa que tarda en arrancar. No ayuda a uno que nunca responde. También "
    "una tarea averiada se mantiene entonces más tiempo.",
)
_PATH_TITLE: Final = Text(
    en="Let health checks of {name} ask a path that answers with success",
    es="Hacer que las comprobaciones de {name} pidan una ruta que responda con éxito",
)
_PATH_DETAIL: Final = Text(
    en="The path has to answer without a login and without a redirect, unless the matcher takes that code. It takes "
    "effect at once, for every target of the group.",
    es="La ruta debe responder sin inicio de sesión ni redirección, salvo que la comprobación acepte ese código. Surte "
    "efecto al momento, para todos los destinos del grupo.",
)
_LOOK_TITLE: Final = Text(
    en="Watch what the load balancer says of {name}", es="Observar qué dice el balanceador de carga de {name}"
)
_LOOK: Final = Text(
    en="The reason of a target stands there only while its task runs: look while the service starts the next one.",
    es="El motivo de un destino solo consta mientras su tarea se ejecuta: mírelo mientras el servicio inicia la "
    "siguiente.",
)


def mend_health_check(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return what may let the task pass, by what is known of its failure; the model cannot show whether it does."""
    blamed = {each.id for each in raised.resources}
    try:
        pairs = [pair for pair in target_groups_of(facts) if pair[1].target_group_arn in blamed]
    except Unanswered:
        return ()
    here = Standpoint(facts)
    reasons = {each.value for each in raised.evidence if each.field == "TargetHealth.Reason"}
    return tuple(
        one
        for registration, group in pairs
        for one in _choices(here, group, timing_of(facts, registration, group), reasons)
    )


def _choices(here: Standpoint, group: TargetGroup, timing: Timing, reasons: set[object]) -> Iterator[Remedy]:
    if timing.ended_soon_after_grace or (timing.start_period or 0) > timing.grace:
        yield _longer_grace(here, timing)
    if "Target.ResponseCodeMismatch" in reasons and group.health_check_path:
        yield _other_path(here, group)
    watch = aws("elbv2", "describe-target-health", here.region, target_group_arn=group.target_group_arn)
    title = _LOOK_TITLE.fill(name=printable(group.name))
    yield remedy("watch-target-health", title, _LOOK, Step((watch,), change=None), references=_REFERENCES)


def _longer_grace(here: Standpoint, timing: Timing) -> Remedy:
    seconds = max(timing.grace + _MORE, timing.start_period or 0)

    def update(grace: int) -> str:
        return aws(
            "ecs",
            "update-service",
            here.region,
            cluster=here.cluster,
            service=printable(here.service_name or ""),
            health_check_grace_period_seconds=grace,
        )

    step = Step((update(seconds),), (update(timing.grace),), change=None)
    return remedy("lengthen-grace-period", _GRACE_TITLE.fill(seconds=seconds), _GRACE, step, references=_REFERENCES)


def _other_path(here: Standpoint, group: TargetGroup) -> Remedy:
    def modify(path: str) -> str:
        return aws(
            "elbv2",
            "modify-target-group",
            here.region,
            target_group_arn=group.target_group_arn,
            health_check_path=path,
        )

    step = Step((modify(_PATH),), (modify(group.health_check_path or "/"),), change=None)
    title = _PATH_TITLE.fill(name=printable(group.name))
    return remedy("check-path-that-answers", title, _PATH_DETAIL, step, references=_REFERENCES)
