"""How the questions about IPv6 stand for one task: who wishes it, whether it has it, what could be behind a lack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.ipv6 import Ipv6Conditions, ipv6_conditions
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from fargate_doctor.facts.ipv6_wish import Ipv6Wish
    from fargate_doctor.facts.task_facts import TaskFacts


@frozen
class Standing:
    """The wish for IPv6, the address the task has (None: it has none), and the conditions for one.

    `is_cause` tells whether a missing condition can be behind this task's trouble, rather than behind a wish that
    something else has overtaken.
    """

    wish: Ipv6Wish | None
    address: str | None
    is_dual_stack: bool
    is_cause: bool
    conditions: Ipv6Conditions

    @property
    def arises(self) -> bool:
        """Tell whether the conditions are worth asking about: IPv6 is wished, or its subnet could give it."""
        return self.wish is not None or self.is_dual_stack


def standing_of(facts: TaskFacts) -> Standing:
    """Return how the questions about IPv6 stand; raises `Unanswered` where the task's address cannot be known."""
    wish = facts.ipv6_wish
    subnet = facts.placement.subnet
    is_dual_stack = bool(subnet and subnet.ipv6_blocks and subnet.cidr_block)
    return Standing(
        wish=wish,
        address=facts.sender.ipv6.require().value if wish or is_dual_stack else None,
        is_dual_stack=is_dual_stack,
        is_cause=wish is not None and _could_be_behind(wish, facts),
        conditions=ipv6_conditions(facts.snapshot, facts.task, facts.placement),
    )


def _could_be_behind(wish: Ipv6Wish, facts: TaskFacts) -> bool:
    """Tell whether the task's trouble is open to this cause: it runs or waits, or its message speaks of reaching.

    Load balancers that want IPv6 targets say nothing about what the task itself could not reach.
    """
    if wish.reason in ("expected", "stated") or not facts.task.is_stopped:
        return True
    symptom = facts.symptom
    if wish.reason == "target-group":
        return symptom.family in ("elb_health", "elb_config")
    return symptom.blames_network or symptom.allows_network
