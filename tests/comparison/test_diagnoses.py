"""Two saved diagnoses side by side."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fargate_doctor.comparison import compare_diagnoses

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "evidence", "field", "value", "resource", "task"]), inner, max_size=3)
    ),
    max_leaves=6,
)


def _evidence(field: str, value: object) -> dict[str, Any]:
    return {"operation": "ec2:DescribeSubnets", "resource": "subnet-1", "field": field, "value": value}


def _diagnosis(verdict: str, *evidence: dict[str, Any]) -> dict[str, Any]:
    return {
        "task": {"arn": "arn:task", "platform_version": "1.4.0", "stopped_reason": verdict},
        "findings": [{"id": "subnet.note", "level": "info", "resources": [{"type": "subnet", "id": "subnet-1"}]}],
        "steps": [{"id": "way.routes", "verdict": verdict, "evidence": list(evidence)}],
    }


def test_a_field_that_both_quote_is_shown_with_the_verdict_that_rests_on_it() -> None:
    """It names the resource by its type, and how the tasks fared is told apart."""
    one = _diagnosis("fail", _evidence("State", "blackhole"))
    comparison = compare_diagnoses(one, _diagnosis("pass", _evidence("State", "active")))

    outcome, state = comparison.each
    assert outcome.changes[0].is_outcome
    assert state.changes[0].key == ("ec2:DescribeSubnets", "subnet", "subnet-1")
    assert [(each.field, each.before, each.after) for each in state.changes[0].fields] == [
        ("State", "blackhole", "active")
    ]
    assert [(each.about[1], each.before, each.after) for each in state.flips] == [("way.routes", "fail", "pass")]
    assert not comparison.is_tried


def test_what_only_one_quotes_is_no_difference_of_aws() -> None:
    """A finding that is gone takes its quotations with it."""
    comparison = compare_diagnoses(_diagnosis("fail", _evidence("State", "x")), _diagnosis("fail"))

    assert comparison.is_empty


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(JSON, JSON)
def test_whatever_stands_in_a_file_is_compared(one: Any, other: Any) -> None:  # noqa: ANN401 - any JSON value
    """Nothing in it can be wrong enough to end in an error."""
    first, second = ({"task": each, "findings": [each], "steps": [each]} for each in (one, other))

    assert compare_diagnoses(first, first).is_empty
    compare_diagnoses(first, second)
