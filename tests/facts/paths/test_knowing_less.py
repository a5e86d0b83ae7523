"""Knowing less never concludes more: whatever answer is taken away, no failure is added and none changes its name."""

from __future__ import annotations

import os
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from fargate_doctor.case.model import Case, Record
from fargate_doctor.facts.paths.flow import Flow
from fargate_doctor.facts.paths.walker import Walker
from fargate_doctor.model.kinds import kinds_by_table
from fargate_doctor.model.snapshot import Snapshot
from tests.facts.paths.random_network import random_name, random_network, random_question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.facts.paths.flow import Sender
    from fargate_doctor.facts.paths.hop import Walk
    from fargate_doctor.model.reading import Kind

NETWORKS = int(os.environ.get("FARGATE_DOCTOR_RANDOM_NETWORKS", "30"))
BATCH = 10
NAMING_ONLY_REFUSES_WHEN_READ = "route53"
KINDS = {each.operation: each for each in kinds_by_table().values()}


@pytest.mark.parametrize("first", range(0, NETWORKS, BATCH))
def test_taking_an_answer_away_never_adds_a_failure(first: int) -> None:
    for seed in range(first, first + BATCH):
        chance = Random(seed)  # noqa: S311 - repeatable, not secret
        net = random_network(chance)
        sender = net.sender()
        whole = one_by_one(net.case()) if chance.random() < 0.5 else net.case()
        questions = [random_name(chance), random_name(chance), random_question(chance)]
        before = _walks(whole, sender, questions)
        for taken, less in poorer(whole):
            for question, known, walk in zip(questions, before, _walks(less, sender, questions), strict=True):
                context = f"seed {seed} {question} without {taken}\n{_story(known)}\n--\n{_story(walk)}"

                assert walk.verdict != "fail" or known.verdict == "fail", context
                assert _failures(walk) <= _failures(known), context


def poorer(case: Case) -> Iterator[tuple[str, Case]]:
    """Return the case without each of its answers in turn, and without each operation."""
    for operation, records in case.records.items():
        if operation.startswith(NAMING_ONLY_REFUSES_WHEN_READ):
            continue
        rest = {name: kept for name, kept in case.records.items() if name != operation}
        yield operation, case.model_copy(update={"records": rest})
        for place in range(len(records) if len(records) > 1 else 0):
            kept = records[:place] + records[place + 1 :]
            yield f"{operation}[{place}]", case.model_copy(update={"records": {**rest, operation: kept}})


def one_by_one(case: Case) -> Case:
    """Return the case as if every resource that can be named had been asked for by its id."""
    records = {}
    for operation, answers in case.records.items():
        kind = KINDS.get(operation)
        if kind is None or not kind.ids or len(answers) != 1 or operation.endswith("Exclusions"):
            records[operation] = answers
            continue
        ((member, items),) = answers[0].answer.items()
        records[operation] = tuple(_alone(kind, member, item) for item in items) or answers
    return case.model_copy(update={"records": records})


def _alone(kind: Kind[Any], member: str, item: dict[str, Any]) -> Record:
    identifier = kind.shape.model_validate(item).identifier
    return Record(request={kind.ids[0]: [identifier]}, answer={member: [item]})


def _walks(case: Case, sender: Sender, questions: list[dict[str, Any]]) -> list[Walk]:
    walker = Walker(Snapshot.of(case))
    return [walker.walk(Flow(sender, **each)) for each in questions]


def _failures(walk: Walk) -> set[str | None]:
    return {hop.finding for hop in walk.hops if hop.verdict == "fail"}


def _story(walk: Walk) -> str:
    return "\n".join(f"{hop.kind} {hop.id} {hop.verdict} {hop.finding}: {hop.because.en}" for hop in walk.hops)
