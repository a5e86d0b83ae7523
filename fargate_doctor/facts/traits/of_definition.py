"""What a task was asked to be: revision, images, names of variables and secrets, roles, platform. Never a value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.traits.model import Trait, Value
from fargate_doctor.model.evidence import Missing, Unanswered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.task_definition import ContainerDefinition, TaskDefinition

    _Shown = Callable[[ContainerDefinition], tuple[str, ...]]


def _revision(facts: TaskFacts) -> Value:
    return Value((_last(facts.task.task_definition_arn),), (), (facts.task.cite("taskDefinitionArn"),))


def _platform(facts: TaskFacts) -> Value:
    task = facts.task
    likeness = tuple(filter(None, (task.platform_family, task.platform_version)))
    return Value(likeness, (), (task.cite("platformFamily"), task.cite("platformVersion")))


def _launch(facts: TaskFacts) -> Value:
    task = facts.task
    kind = task.capacity_provider_name or task.launch_type or ""
    return Value((kind,) if kind else (), (), (task.cite("launchType"), task.cite("capacityProviderName")))


def _size(facts: TaskFacts) -> Value:
    task = facts.task
    parts = tuple(f"{name} {value}" for name, value in (("cpu", task.cpu), ("memory", task.memory)) if value)
    return Value(parts, (), (task.cite("cpu"), task.cite("memory")))


def _images(facts: TaskFacts) -> Value:
    return _of_containers(facts, "image", lambda each: (f"{each.name}: {each.image}",))


def _digests(facts: TaskFacts) -> Value:
    """Return what the tags stood for when the images were pulled."""
    task = facts.task
    shown = tuple(f"{each.name}: {each.image_digest}" for each in task.containers if each.image_digest)
    if not shown:
        raise Unanswered(Missing(operation="ecs:DescribeTasks", error="NotFound", action="ecs:DescribeTasks"))
    evidence = tuple(
        task.cite(f"containers[{index}].imageDigest") for index, each in enumerate(task.containers) if each.image_digest
    )
    return Value(shown, (), evidence)


def _environment(facts: TaskFacts) -> Value:
    return _of_containers(facts, "environment", lambda each: tuple(one.name for one in each.environment))


def _secrets(facts: TaskFacts) -> Value:
    return _of_containers(facts, "secrets", lambda each: tuple(one.name for one in each.secrets))


def _files(facts: TaskFacts) -> Value:
    return _of_containers(
        facts, "environmentFiles", lambda each: tuple(_last(one.value) for one in each.environment_files)
    )


def _logs(facts: TaskFacts) -> Value:
    def shown(container: ContainerDefinition) -> tuple[str, ...]:
        configuration = container.log_configuration
        return (f"{container.name}: {configuration.log_driver}",) if configuration else ()

    return _of_containers(facts, "logConfiguration", shown)


def _volumes(facts: TaskFacts) -> Value:
    definition = _definition(facts)
    shown = tuple(f"{each.name}: {'EFS' if each.efs_volume_configuration else 'local'}" for each in definition.volumes)
    ids = tuple(
        each.efs_volume_configuration.file_system_id for each in definition.volumes if each.efs_volume_configuration
    )
    return Value(shown, ids, (definition.cite("volumes"),))


def _execution_role(facts: TaskFacts) -> Value:
    definition = _definition(facts)
    return Value(_role(definition.execution_role_arn), (), (definition.cite("executionRoleArn"),))


def _task_role(facts: TaskFacts) -> Value:
    definition = _definition(facts)
    return Value(_role(definition.task_role_arn), (), (definition.cite("taskRoleArn"),))


def _architecture(facts: TaskFacts) -> Value:
    definition = _definition(facts)
    platform = definition.runtime_platform
    shown = (platform.cpu_architecture, platform.operating_system_family) if platform else ()
    return Value(tuple(filter(None, shown)), (), (definition.cite("runtimePlatform"),))


def _definition(facts: TaskFacts) -> TaskDefinition:
    return facts.definition.require().value


def _of_containers(facts: TaskFacts, member: str, shown: _Shown) -> Value:
    definition = _definition(facts)
    found = [(index, shown(each)) for index, each in enumerate(definition.container_definitions)]
    evidence = tuple(_names_only(definition, index, member) for index, values in found if values)
    return Value(tuple(sorted({one for _, values in found for one in values})), (), evidence)


def _names_only(definition: TaskDefinition, index: int, member: str) -> Evidence:
    """Return the quotation of a member of a container, without anything but names where values could stand."""
    quoted = definition.cite(f"containerDefinitions[{index}].{member}")
    if member != "environment" or not isinstance(quoted.value, list):
        return quoted
    return quoted.model_copy(update={"value": [each.get("name") for each in quoted.value if isinstance(each, dict)]})


def _role(arn: str | None) -> tuple[str, ...]:
    return (_last(arn),) if arn else ()


def _last(name: str) -> str:
    return name.rpartition("/")[2]


OF_DEFINITION: Final = (
    Trait("definition", Text(en="task definition", es="definición de tarea"), ("needs", "access"), _revision),
    Trait("image", Text(en="images", es="imágenes"), ("needs", "access", "health"), _images),
    Trait("digest", Text(en="image digests", es="resúmenes de imagen"), ("access", "health"), _digests),
    Trait(
        "architecture", Text(en="operating system and processor", es="sistema y procesador"), ("access",), _architecture
    ),
    Trait("size", Text(en="size", es="tamaño"), ("health",), _size),
    Trait("platform", Text(en="platform version", es="versión de la plataforma"), ("carrier", "ipv6"), _platform),
    Trait("launch", Text(en="capacity", es="capacidad"), ("interface",), _launch),
    Trait("execution-role", Text(en="execution role", es="rol de ejecución"), ("access",), _execution_role),
    Trait("task-role", Text(en="task role", es="rol de la tarea"), ("access",), _task_role),
    Trait("secrets", Text(en="names of secrets", es="nombres de secretos"), ("needs", "access"), _secrets),
    Trait(
        "environment",
        Text(en="names of environment variables", es="nombres de variables de entorno"),
        ("health",),
        _environment,
    ),
    Trait("files", Text(en="environment files", es="archivos de entorno"), ("needs", "access"), _files),
    Trait("logs", Text(en="log drivers", es="controladores de registro"), ("needs",), _logs),
    Trait(
        "volumes",
        Text(en="volumes", es="volúmenes"),
        ("needs", "way.file-systems", "carrier"),
        _volumes,
        names_matter=True,
    ),
)
"""The traits of what was asked for."""
