"""Fixes as choices: pure changes of a snapshot, and the commands that would make them real.

What mends a finding is imported when that finding is there: most diagnoses need few of these modules.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.task_facts import TaskFacts


@frozen
class Offered:
    """What offers the remedies of a finding, by module and name within this package."""

    module: str
    name: str

    @property
    def function(self) -> Callable[[TaskFacts, Raised], tuple[Remedy, ...]]:
        """Return it, imported now."""
        module: Any = import_module(f"{__name__}.{self.module}")
        found: Callable[[TaskFacts, Raised], tuple[Remedy, ...]] = getattr(module, self.name)
        return found

    def __call__(self, facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
        """Return the remedies."""
        return self.function(facts, raised)


def offered(place: str) -> Offered:
    """Return what stands at a place of this package, `routes.add_route`."""
    return Offered(*place.split("."))
