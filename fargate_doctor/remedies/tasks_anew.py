"""New tasks in the place of old ones: started first, looked at, and only then the old ones stopped.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.launching import (
    NEW_TASK,
    configuration,
    force_new_deployment,
    launch_notes,
    run_task,
    stop_task,
)
from fargate_doctor.remedies.next_task import launched_anew
from fargate_doctor.remedies.sharing import replacing_tasks
from fargate_doctor.remedies.step import Step
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.remedies.standpoint import Standpoint

_ROLLING: Final = Text(
    en="ECS starts new tasks first and stops the old ones once the new ones are running, as far as the deployment "
    "configuration allows.",
    es="ECS inicia primero las tareas nuevas y detiene las antiguas cuando las nuevas están en pie, hasta donde lo "
    "permite la configuración de despliegue.",
)
_ONE_BY_ONE: Final = Text(
    en="Start a new task, check that it does its work, and stop the old one only then.",
    es="Inicie una tarea nueva, compruebe que cumple su función y solo entonces detenga la antigua.",
)


def new_tasks(standpoint: Standpoint, platform_version: str | None = None) -> Step:
    """Return the step that replaces the task, or all tasks of its service, by new ones."""
    service = standpoint.service_name
    before = standpoint.facts.task.platform_version
    renewed = {"platform_version": platform_version} if platform_version else {}
    if service is not None:
        return Step(
            commands=force_new_deployment(standpoint, service, platform_version),
            undo=force_new_deployment(standpoint, service, before)[:1] if platform_version and before else (),
            affects=replacing_tasks(service),
            notes=(_ROLLING,),
            change=launched_anew(standpoint, **renewed),
        )
    task = standpoint.facts.task
    wait = aws("ecs", "wait tasks-running", standpoint.region, cluster=standpoint.cluster, tasks=(NEW_TASK,))
    return Step(
        commands=(
            run_task(standpoint, configuration(standpoint), platform_version),
            wait,
            *(() if task.is_stopped else (stop_task(standpoint, task.task_id),)),
        ),
        undo=(stop_task(standpoint, NEW_TASK),),
        notes=(_ONE_BY_ONE, *launch_notes(standpoint)),
        change=launched_anew(standpoint, **renewed),
    )
