"""What holds for every case, whatever is in it."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fargate_doctor.case.redaction import redact
from fargate_doctor.doctor import diagnose_task
from fargate_doctor.errors import UnknownTask
from fargate_doctor.model.snapshot import Snapshot
from fargate_doctor.reports.as_json import to_json
from fargate_doctor.reports.report import Report
from tests.properties.cases import CASES, TASK, diagnosis_of, places_of, refused, roots_of, told_by, without
from tests.properties.random_accounts import random_case

if TYPE_CHECKING:
    from fargate_doctor.case.model import Case

KEY = bytes(range(32))
NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)

seeds = st.integers(min_value=0, max_value=2**32)
at_random = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("name", CASES)
def test_knowing_one_answer_less_adds_no_root_cause(name: str) -> None:
    """Without any one answer but the task's own, whether never asked or refused, no other cause is concluded."""
    case = CASES[name]
    known = roots_of(case)

    added = {
        (how.__name__, place): more
        for how in (without, refused)
        for place in places_of(case)
        if (more := roots_of(how(case, [place])) - known)
    }
    assert added == {}


@at_random
@given(seed=seeds, random=st.randoms(use_true_random=False))
def test_knowing_less_adds_no_root_cause(seed: int, random: Random) -> None:
    """Without any number of answers, no other cause is concluded."""
    case = random_case(seed)
    lost = _some(case, random)

    assert roots_of(without(case, lost)) <= roots_of(case)
    assert roots_of(refused(case, lost)) <= roots_of(case)


@at_random
@given(seed=seeds, random=st.randoms(use_true_random=False))
def test_any_part_of_a_case_can_be_diagnosed(seed: int, random: Random) -> None:
    """With its task a case has a diagnosis, however little else there is; without, it says that it has none."""
    case = random_case(seed)
    part = without(case, _some(case, random))

    diagnosis = diagnosis_of(part)

    assert diagnosis.steps
    with pytest.raises(UnknownTask):
        diagnosis_of(without(part, [(TASK, 0)]))


@pytest.mark.parametrize("name", CASES)
def test_the_same_case_has_the_same_diagnosis(name: str) -> None:
    """Nothing but the case decides: every finding, answer, quotation, way and proof is equal."""
    assert _whole(CASES[name]) == _whole(CASES[name].model_copy(deep=True))


@pytest.mark.parametrize("name", CASES)
def test_redaction_changes_no_finding_and_no_verdict(name: str) -> None:
    """A redacted case tells the same, with other names."""
    assert told_by(redact(CASES[name], KEY)) == told_by(CASES[name])


@pytest.mark.parametrize("name", CASES)
def test_the_order_of_records_does_not_matter(name: str) -> None:
    """Operations, and the answers of one operation, may come in any order."""
    case, random = CASES[name], Random(name)  # noqa: S311 - the same order in every run

    assert told_by(_shuffled(case, random)) == told_by(case)


@pytest.mark.parametrize("name", CASES)
def test_the_order_within_answers_does_not_matter(name: str) -> None:
    """AWS promises no order of the resources that it lists."""
    case, random = CASES[name], Random(name)  # noqa: S311 - the same order in every run

    assert told_by(_shuffled_within(case, random)) == told_by(case)


def _some(case: Case, random: Random) -> list[tuple[str, int]]:
    places = places_of(case)
    return random.sample(places, random.randint(1, len(places)))


def _shuffled(case: Case, random: Random) -> Case:
    operations = random.sample(list(case.records), len(case.records))
    records = {each: tuple(random.sample(case.records[each], len(case.records[each]))) for each in operations}
    return case.model_copy(update={"records": records})


def _shuffled_within(case: Case, random: Random) -> Case:
    records = {
        operation: tuple(
            each.model_copy(update={"answer": {name: _mixed(value, random) for name, value in each.answer.items()}})
            for each in held
        )
        for operation, held in case.records.items()
    }
    return case.model_copy(update={"records": records})


def _mixed(value: object, random: Random) -> object:
    return random.sample(value, len(value)) if isinstance(value, list) else value


def _whole(case: Case) -> str:
    """Return the whole document of a diagnosis, proofs and commands included."""
    snapshot = Snapshot.of(case)
    return to_json(Report(diagnose_task(snapshot), snapshot, "case", NOW), "en")
