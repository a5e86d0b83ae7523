"""One task beside another: what differs, and which answers differ with it. Nothing is said of what both share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.fact import Known
from fargate_doctor.facts.traits.model import Value, value_of
from fargate_doctor.facts.traits.of_definition import OF_DEFINITION
from fargate_doctor.facts.traits.of_network import OF_NETWORK
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.model import Diagnosis, Step
    from fargate_doctor.facts.paths.flow import IpVersion
    from fargate_doctor.facts.paths.hop import Verdict
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.facts.traits.model import Trait
    from fargate_doctor.model.evidence import Missing
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.task import Task

TRAITS: Final = (*OF_NETWORK, *OF_DEFINITION)
_ABOUT_ITSELF: Final = frozenset({"stop", "advice", "changes"})
"""Questions about what happened to a task, which differ by themselves between one that failed and one that runs."""


@frozen
class Answered:
    """A question, or a way, that ends otherwise in the two tasks. `id` is that of the question, or the destination."""

    id: str
    here: Verdict
    there: Verdict
    stage: str = ""
    ip_version: IpVersion | None = None

    @property
    def fails(self) -> bool:
        """Tell whether it fails in one of the two; what is only open may be open because it was not read."""
        return "fail" in (self.here, self.there)


@frozen
class Difference:
    """A trait that is not the same. `turns` are the answers that differ too, in the parts of the walk it bears on."""

    trait: Trait
    here: Value
    there: Value
    turns: tuple[Answered, ...]

    @property
    def only_by_name(self) -> bool:
        """Tell whether both are alike, and only not one and the same."""
        return self.here.likeness == self.there.likeness


@frozen
class Uncompared:
    """A trait that nobody could read of one of the two, or of both."""

    trait: Trait
    missing: tuple[Missing, ...]


@frozen
class Comparison:
    """One task beside another: `here` is the one under examination.

    The differences with which answers differ come first. `same` are the traits that both share.
    """

    here: TaskFacts
    there: TaskFacts
    differences: tuple[Difference, ...]
    same: tuple[Trait, ...]
    uncompared: tuple[Uncompared, ...]
    steps: tuple[Answered, ...]
    ways: tuple[Answered, ...]


def compare(here: Diagnosis, there: Diagnosis) -> Comparison:
    """Return what differs between two tasks, of one case or of two; raises `ValueError` for one without a task."""
    if here.facts is None or there.facts is None:
        raise ValueError
    steps = tuple(_steps(here, there))
    differences: list[Difference] = []
    same: list[Trait] = []
    uncompared: list[Uncompared] = []
    by_name = _is_one_vpc(here.facts, there.facts)
    for trait in TRAITS:
        one, other = value_of(trait, here.facts), value_of(trait, there.facts)
        if not isinstance(one, Value) or not isinstance(other, Value):
            missing = tuple(dict.fromkeys(each for value in (one, other) if isinstance(value, tuple) for each in value))
            uncompared.append(Uncompared(trait, missing))
        elif one.likeness == other.likeness and (one.names == other.names or not by_name or not trait.names_matter):
            same.append(trait)
        else:
            turns = tuple(each for each in steps if each.fails and {each.id, each.stage} & set(trait.bears_on))
            differences.append(Difference(trait, one, other, turns))
    return Comparison(
        here=here.facts,
        there=there.facts,
        differences=tuple(sorted(differences, key=lambda each: (not each.turns, each.only_by_name))),
        same=tuple(same),
        uncompared=tuple(uncompared),
        steps=steps,
        ways=tuple(_ways(here, there)),
    )


def counterparts(snapshot: Snapshot, task: Task) -> tuple[Task, ...]:
    """Return the tasks of a case that a task may be laid beside: of its service or family, the healthy ones first."""
    others = [each for each in snapshot.tasks if each.task_arn != task.task_arn and each.is_on_fargate]
    alike = [each for each in others if _is_alike(each, task)]
    return tuple(sorted(alike, key=lambda each: (_rank(each, task), each.task_arn)))


def is_healthy(task: Task) -> bool:
    """Tell whether ECS says that a task runs, and does not say that it is unhealthy."""
    return not task.is_stopped and task.last_status.upper() == "RUNNING" and task.health_status != "UNHEALTHY"


def _is_alike(one: Task, other: Task) -> bool:
    if one.service_name and one.service_name == other.service_name and one.cluster_arn == other.cluster_arn:
        return True
    return _family(one) == _family(other)


def _family(task: Task) -> str:
    return task.task_definition_arn.rpartition("/")[2].partition(":")[0]


def _rank(one: Task, other: Task) -> tuple[bool, bool]:
    return not is_healthy(one), one.service_name != other.service_name


def _is_one_vpc(here: TaskFacts, there: TaskFacts) -> bool:
    """Tell whether both lie in one VPC, so that other ids there are other things."""
    one, other = here.placement.vpc_id, there.placement.vpc_id
    return isinstance(one, Known) and isinstance(other, Known) and one.value == other.value


def _steps(here: Diagnosis, there: Diagnosis) -> Iterator[Answered]:
    others = {each.id: each for each in there.steps}
    for step in here.steps:
        other = others.get(step.id)
        if other and step.check.under not in _ABOUT_ITSELF and _differs(step, other):
            yield Answered(step.id, step.verdict, other.verdict, step.check.under)


def _differs(one: Step, other: Step) -> bool:
    """Tell whether one of them fails or is open where the other is not: what merely does not apply is no difference."""
    telling = {"fail", "unknown"}
    return one.verdict != other.verdict and bool(telling & {one.verdict, other.verdict})


def _ways(here: Diagnosis, there: Diagnosis) -> Iterator[Answered]:
    others = {(each.need.destination, each.ip_version): each.verdict for each in there.walks}
    for each in here.walks:
        key = (each.need.destination, each.ip_version)
        if key in others and others[key] != each.verdict:
            yield Answered(each.need.destination, each.verdict, others[key], "way", each.ip_version)
