"""The forms in which a task, a service or a case may be named, in one sentence."""

from __future__ import annotations

from typing import Final

from fargate_doctor.text import Text

FORMS: Final = Text(
    en="Give a task ARN, a task id with its cluster, cluster/task-id, cluster/service, an ECS console URL, or the path"
    " of a case.",
    es="Indique el ARN de una tarea, un id de tarea con su clúster, clúster/id, clúster/servicio, una URL de la consola"
    " de ECS o la ruta de un caso.",
)
