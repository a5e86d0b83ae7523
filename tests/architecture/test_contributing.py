"""The worked example of how a check is added does what its text says."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from fargate_doctor.case.read import read_case
from fargate_doctor.diagnosis.engine import ask
from fargate_doctor.facts.task_facts import TaskFacts
from fargate_doctor.model.snapshot import Snapshot

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Check

ROOT = Path(__file__).parents[2]
PAGE = ROOT / ".github" / "CONTRIBUTING.md"


@pytest.fixture
def example(monkeypatch: pytest.MonkeyPatch) -> Check:
    """Return the check that the page shows, as the module that it would be."""
    found = re.search(r"<!-- example: check -->\n```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    module = ModuleType("few_addresses")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    exec(compile(found[1], str(PAGE), "exec"), vars(module))  # noqa: S102 - the page's own words
    shown: Check = module.few_addresses
    return shown


def facts_with_addresses(count: int | None) -> TaskFacts:
    """Return a task whose subnet has so many free addresses; None where the subnet cannot be read."""
    case = read_case(ROOT / "fargate_doctor" / "demo" / "no-route.json")
    if count is None:
        case = case.model_copy(
            update={"records": {name: each for name, each in case.records.items() if name != "ec2:DescribeSubnets"}}
        )
    snapshot = Snapshot.of(case)
    facts = TaskFacts(snapshot, next(iter(snapshot.tasks)))
    if count is None:
        return facts
    subnet = snapshot.subnets.require(facts.placement.subnet_id.require().value)
    changed = subnet.model_copy(update={"available_ip_address_count": count})
    return replace(facts, snapshot=snapshot.with_resource("subnets", changed))


@pytest.mark.parametrize(("free", "verdict"), [(251, "pass"), (16, "pass"), (3, "fail"), (None, "unknown")])
def test_the_example_answers_as_it_says(example: Check, free: int | None, verdict: str) -> None:
    """It passes, fails, and does not know."""
    assert ask(example, facts_with_addresses(free)).verdict == verdict
