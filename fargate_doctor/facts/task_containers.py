"""The containers of a task, each beside what it was asked to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.exit_codes import SAYS_LITTLE
from fargate_doctor.facts.fact import Known
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.task import Container
    from fargate_doctor.model.task_definition import ContainerDefinition, TaskDefinition

OUT_OF_MEMORY = ("outofmemory", "out of memory", "oom-killed", "oomkilled", "killed due to memory")
"""Words by which ECS says that a container was killed for its memory."""


@frozen
class TaskContainer:
    """A container of a task; `asked` is None where the task definition was not read or has no such container."""

    index: int
    container: Container
    facts: TaskFacts
    asked: ContainerDefinition | None

    @property
    def name(self) -> str:
        """Return its name."""
        return self.container.name

    @property
    def is_essential(self) -> bool:
        """Tell whether the task ends with it; what is not known is taken for essential, as ECS does by default."""
        return self.asked is None or self.asked.essential

    @property
    def is_surely_essential(self) -> bool:
        """Tell whether it is known that the task ends with it: its definition says so, or there is no other."""
        return self.asked.essential if self.asked else len(self.facts.task.containers) == 1

    @property
    def is_unhealthy(self) -> bool:
        """Tell whether ECS found it unhealthy."""
        return (self.container.health_status or "").upper() == "UNHEALTHY"

    @property
    def is_said_to_lack_memory(self) -> bool:
        """Tell whether ECS says in words that it was killed for its memory."""
        reason = (self.container.reason or "").lower()
        return any(words in reason for words in OUT_OF_MEMORY)

    def cite(self, *members: str) -> tuple[Evidence, ...]:
        """Return quotations of members of the container in the task record."""
        return tuple(self.facts.task.cite(f"containers[{self.index}].{each}") for each in members)

    def cite_asked(self, *members: str) -> tuple[Evidence, ...]:
        """Return quotations of members of the container in the task definition; none where it was not read."""
        definition = definition_read(self.facts)
        if definition is None or self.asked is None:
            return ()
        index = definition.container_definitions.index(self.asked)
        return tuple(definition.cite(f"containerDefinitions[{index}].{each}") for each in members)


def definition_read(facts: TaskFacts) -> TaskDefinition | None:
    """Return the task definition, None where it was not read."""
    return facts.definition.value if isinstance(facts.definition, Known) else None


def containers_of(facts: TaskFacts) -> tuple[TaskContainer, ...]:
    """Return the containers of the task in ECS's order."""
    definition = definition_read(facts)
    asked = {each.name: each for each in definition.container_definitions} if definition else {}
    return tuple(
        TaskContainer(index, each, facts, asked.get(each.name)) for index, each in enumerate(facts.task.containers)
    )


def ended_first(facts: TaskFacts) -> TaskContainer | None:
    """Return the container whose end most likely ended the task: an essential one that nobody else ended.

    When an essential container ends, ECS ends the others, so that their codes tell nothing.
    """
    ended = [each for each in containers_of(facts) if each.container.exit_code is not None]
    essential = [each for each in ended if each.is_essential] or ended
    telling = [each for each in essential if each.container.exit_code not in SAYS_LITTLE]
    well = [each for each in essential if each.container.exit_code == 0]
    return next(iter((*telling, *well, *essential)), None)
