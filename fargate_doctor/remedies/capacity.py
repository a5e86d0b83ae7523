"""Capacity: more zones, Fargate beside Fargate Spot, higher quotas.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.launch_places import launch_in_other_subnets
from fargate_doctor.remedies.quotas import SPOT_VCPUS, VCPUS, raising_quota
from fargate_doctor.remedies.sharing import replacing_tasks
from fargate_doctor.remedies.standpoint import Standpoint
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.task_facts import TaskFacts

_SPOT: Final = "FARGATE_SPOT"
_PROVIDERS: Final = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html"
_PROVIDER: Final = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html"

_BESIDE_TITLE: Final = Text(
    en="Keep some tasks on Fargate, and only the rest on Fargate Spot",
    es="Mantener algunas tareas en Fargate y solo el resto en Fargate Spot",
)
_BESIDE: Final = Text(
    en="`base` is how many tasks always run on Fargate, which is not interrupted; `weight` shares out the rest. ECS "
    "does not move to Fargate by itself when Spot is short.",
    es="`base` es el número de tareas que siempre se ejecutan en Fargate, que no se interrumpe; `weight` reparte el "
    "resto. ECS no pasa por sí mismo a Fargate cuando falta capacidad Spot.",
)


def find_capacity(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return subnets in other zones, and Fargate where only Spot was asked for."""
    elsewhere = (each for each in launch_in_other_subnets(facts, raised) if each.id == "launch-in-other-subnets")
    return (*_beside_spot(facts), *elsewhere)


def outlast_interruptions(facts: TaskFacts, _: Raised) -> tuple[Remedy, ...]:
    """Return a share of Fargate beside Spot."""
    return tuple(_beside_spot(facts))


def raise_quota(facts: TaskFacts, _: Raised) -> tuple[Remedy, ...]:
    """Return the request for more vCPUs, of Spot where the task is on Spot."""
    return (raising_quota(Standpoint(facts), SPOT_VCPUS if _is_on_spot(facts) else VCPUS),)


def _is_on_spot(facts: TaskFacts) -> bool:
    service = Standpoint(facts).service
    asked = service.capacity_provider_strategy if service else ()
    return facts.task.capacity_provider_name == _SPOT or any(each.capacity_provider == _SPOT for each in asked)


def _beside_spot(facts: TaskFacts) -> Iterator[Remedy]:
    here = Standpoint(facts)
    service = here.service_name
    if service is None or not _is_on_spot(facts):
        return
    before = here.service.capacity_provider_strategy if here.service else ()
    strategy: list[object] = [
        {"capacityProvider": "FARGATE", "base": 1, "weight": 1},
        {"capacityProvider": _SPOT, "weight": 1},
    ]
    held: list[object] = [each.model_dump(by_alias=True, exclude_none=True) for each in before]
    step = Step(
        commands=(_update(here, service, strategy),),
        undo=(_update(here, service, held),) if held else (),
        affects=replacing_tasks(service),
        change=None,
    )
    yield remedy(
        "keep-some-tasks-off-spot",
        _BESIDE_TITLE,
        _BESIDE,
        step,
        needs_new_tasks=True,
        references=(_PROVIDERS, _PROVIDER),
    )


def _update(here: Standpoint, service: str, strategy: list[object]) -> str:
    return aws(
        "ecs",
        "update-service",
        here.region,
        cluster=here.cluster,
        service=service,
        capacity_provider_strategy=strategy,
        force_new_deployment=True,
    )
