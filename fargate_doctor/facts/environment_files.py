"""The environment files that a task definition names, in the form in which ECS takes them.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from fargate_doctor.facts.need import NeedWalk
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.task_definition import ContainerDefinition, TaskDefinition
    from fargate_doctor.model.task_definition import EnvironmentFile as Written

FileFault = Literal["type", "arn", "extension", "windows", "old-platform"]

_ARN: Final = re.compile(r"arn:[a-z-]+:s3:::(?P<bucket>[^/]+)/(?P<key>.+)", re.DOTALL)
_ENDING: Final = ".env"


@frozen
class EnvironmentFile:
    """One file as it is named; `place` is bucket and key, as an ARN ends. `named` quotes it."""

    container: str
    written: str
    type: str
    place: str
    named: Evidence
    type_named: Evidence
    fault: FileFault | None = None

    @property
    def bucket(self) -> str:
        """Return the bucket."""
        return self.place.partition("/")[0]

    @property
    def key(self) -> str:
        """Return the key of the object."""
        return self.place.partition("/")[2]

    def ways(self, facts: TaskFacts) -> tuple[NeedWalk, ...]:
        """Return the task's ways to the bucket."""
        return tuple(each for each in facts.walks if self.named in each.need.evidence)


def environment_files(facts: TaskFacts) -> tuple[EnvironmentFile, ...]:
    """Return every environment file of the task; raises `Unanswered` without the definition."""
    definition = facts.definition.require().value
    return tuple(
        _read(facts, definition, container, f"containerDefinitions[{index}].environmentFiles[{number}]", file)
        for index, container in enumerate(definition.container_definitions)
        for number, file in enumerate(container.environment_files)
    )


def _read(
    facts: TaskFacts, definition: TaskDefinition, container: ContainerDefinition, path: str, file: Written
) -> EnvironmentFile:
    found = _ARN.fullmatch(file.value)
    return EnvironmentFile(
        container=container.name,
        written=file.value,
        type=file.type,
        place=f"{found['bucket']}/{found['key']}" if found else "",
        named=definition.cite(f"{path}.value"),
        type_named=definition.cite(f"{path}.type"),
        fault=_fault(facts, file.value, file.type, is_arn=found is not None),
    )


def _fault(facts: TaskFacts, written: str, kind: str, *, is_arn: bool) -> FileFault | None:
    if facts.platform.family == "windows":
        return "windows"
    if facts.platform.is_before_one_interface:
        return "old-platform"
    if kind.lower() != "s3":
        return "type"
    if not is_arn:
        return "arn"
    return None if written.endswith(_ENDING) else "extension"
