"""What ECS is asked for."""

from __future__ import annotations

from typing import Final

from fargate_doctor.collectors.permitted.operation import Permitted, read

PERMITTED: Final[tuple[Permitted, ...]] = (
    read("ecs:ListClusters", "Offers the clusters to choose from.", "Ofrece los clústeres para elegir."),
    read(
        "ecs:ListTasks",
        "Finds the running and stopped tasks of a cluster or service.",
        "Encuentra las tareas en ejecución y detenidas de un clúster o servicio.",
    ),
    read(
        "ecs:DescribeTasks",
        "Reads why the task stopped, when, and in which subnet.",
        "Lee por qué se detuvo la tarea, cuándo y en qué subred.",
    ),
    read(
        "ecs:DescribeTaskDefinition",
        "Reads what the task needs: images, secrets, logs, volumes, roles.",
        "Lee lo que la tarea necesita: imágenes, secretos, registros, volúmenes y roles.",
    ),
    read(
        "ecs:DescribeServices",
        "Reads the service's events, deployments and network configuration.",
        "Lee los eventos, los despliegues y la configuración de red del servicio.",
    ),
    read(
        "ecs:DescribeTaskSets",
        "Reads the network configuration of a task set that started the task.",
        "Lee la configuración de red del conjunto de tareas que inició la tarea.",
    ),
    read(
        "ecs:ListServiceDeployments",
        "Finds the earlier deployment that started the task.",
        "Encuentra el despliegue anterior que inició la tarea.",
    ),
    read(
        "ecs:DescribeServiceRevisions",
        "Reads the network configuration of that earlier deployment.",
        "Lee la configuración de red de ese despliegue anterior.",
    ),
    read(
        "ecs:ListAccountSettings",
        "Tells whether tasks may get IPv6 addresses (dualStackIPv6).",
        "Indica si las tareas pueden recibir direcciones IPv6 (dualStackIPv6).",
    ),
)
