"""Which of several things of one kind a message speaks of, where it names any of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.facts.task_facts import TaskFacts


def names_another(facts: TaskFacts, own: Iterable[str], others: Iterable[str]) -> bool:
    """Tell whether the message names one of the others and none of one's own names."""
    return not names_any(facts, own) and names_any(facts, others)


def names_any(facts: TaskFacts, names: Iterable[str]) -> bool:
    """Tell whether the message has one of some names as a whole word."""
    message = facts.symptom.message
    return message is not None and any(_stands_in(each, message.text) for each in names if each)


def _stands_in(name: str, text: str) -> bool:
    return name in text and re.search(rf"(?<![\w/.-]){re.escape(name)}(?![\w/-])", text) is not None
