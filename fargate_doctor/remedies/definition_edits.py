"""Task definitions with a part of one container or volume changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.task_definition import ContainerDefinition, TaskDefinition, Volume

_STEP: Final = re.compile(r"\[(\d+)\]")


def with_container(
    definition: TaskDefinition, container: ContainerDefinition, **members: object
) -> tuple[ContainerDefinition, ...]:
    """Return the containers of a definition, one of them with some members changed."""
    return tuple(
        each.model_copy(update=members) if each is container else each for each in definition.container_definitions
    )


def with_reference(definition: TaskDefinition, named: Evidence, value: str) -> tuple[ContainerDefinition, ...]:
    """Return the containers with another reference to a secret in the place that a quotation names."""
    places = [int(each) for each in _STEP.findall(named.field)]
    container = definition.container_definitions[places[0]]
    if "repositoryCredentials" in named.field and container.repository_credentials:
        credentials = container.repository_credentials.model_copy(update={"credentials_parameter": value})
        return with_container(definition, container, repository_credentials=credentials)
    if "secretOptions" in named.field and container.log_configuration:
        logging = container.log_configuration
        secrets = _replaced(logging.secret_options, places[1], value_from=value)
        changed = logging.model_copy(update={"secret_options": secrets})
        return with_container(definition, container, log_configuration=changed)
    return with_container(definition, container, secrets=_replaced(container.secrets, places[1], value_from=value))


def with_volume(definition: TaskDefinition, named: Evidence, **members: object) -> tuple[Volume, ...]:
    """Return the volumes with some members of an EFS configuration changed, in the place that a quotation names."""
    place = int(_STEP.findall(named.field)[0])
    volume = definition.volumes[place]
    mounted = volume.efs_volume_configuration
    if mounted is None:
        return definition.volumes
    changed = mounted.model_copy(update=members)
    return _replaced(definition.volumes, place, efs_volume_configuration=changed)


def _replaced(items: tuple[Any, ...], place: int, **members: object) -> tuple[Any, ...]:
    changed = items[place].model_copy(update=members)
    return (*items[:place], changed, *items[place + 1 :])
