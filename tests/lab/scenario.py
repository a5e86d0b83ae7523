"""What a scenario is: one thing that is broken, what must be found, and what must not be blamed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.lab.server import Lab

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Target:
    """The task to diagnose."""

    task_arn: str
    cluster: str


@dataclass(frozen=True)
class Scenario:
    """An account that is broken in one named way, and a healthy twin that differs in nothing else.

    `arrange` builds either of them. `expects` are the root causes that must be found, `raises` findings that are never
    one. `beside` may be root causes as well, because the contract lets them stand beside those. `never` must not be
    raised at any level. Without the answer of `key_operation` the cause cannot be known; `carried` are root causes that
    rest on other evidence, the message for example, and may still be named then.
    """

    name: str
    broken: str
    arrange: Callable[[Lab, bool], Target]
    expects: frozenset[str] = NOTHING
    raises: frozenset[str] = NOTHING
    beside: frozenset[str] = NOTHING
    never: frozenset[str] = NOTHING
    key_operation: str | None = None
    carried: frozenset[str] = NOTHING
    has_twin: bool = True

    def build(self, lab: Lab) -> Target:
        """Build the broken account."""
        return self.arrange(lab, True)  # noqa: FBT003 - the one flag there is

    def healthy(self, lab: Lab) -> Target:
        """Build the twin in which nothing is broken; the task still failed, with the same words."""
        return self.arrange(lab, False)  # noqa: FBT003 - the one flag there is
