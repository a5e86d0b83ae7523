"""One trait of a task: what it is like, by which names, and what says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.frozen import frozen
from fargate_doctor.model.evidence import Missing, Unanswered

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.text import Text


@frozen
class Value:
    """What a trait is. `likeness` holds wherever the task runs; `names` are ids, which mean something in one VPC."""

    likeness: tuple[str, ...]
    names: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@frozen
class Trait:
    """A trait and how it is read; `bears_on` are questions, or stages of the walk with all of theirs.

    `read` raises `Unanswered` where nobody could look. Two that are alike and not the same differ only where
    `names_matter`.
    """

    id: str
    label: Text
    bears_on: tuple[str, ...]
    read: Callable[[TaskFacts], Value]
    names_matter: bool = False


def value_of(trait: Trait, facts: TaskFacts) -> Value | tuple[Missing, ...]:
    """Return a trait of a task, or why it is not known."""
    try:
        return trait.read(facts)
    except Unanswered as gap:
        return gap.missing
