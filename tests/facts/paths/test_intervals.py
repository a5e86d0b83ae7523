"""Sets of numbers behave like sets of numbers."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from fargate_doctor.facts.paths.intervals import Intervals, union

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 12)).map(lambda it: (it[0], it[0] + it[1])), max_size=6)


def _numbers(spans: Intervals) -> set[int]:
    return {number for first, last in spans.spans for number in range(first, last + 1)}


@given(SPANS, SPANS)
def test_operations_are_those_of_sets(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> None:
    left, right = Intervals.of(one), Intervals.of(other)

    assert _numbers(left & right) == _numbers(left) & _numbers(right)
    assert _numbers(left - right) == _numbers(left) - _numbers(right)
    assert _numbers(left | right) == _numbers(left) | _numbers(right)
    assert _numbers(union([left, right])) == _numbers(left) | _numbers(right)
    assert left.covers(right) == (_numbers(right) <= _numbers(left))
    assert all((number in left) == (number in _numbers(left)) for number in range(80))
    assert left.size == len(_numbers(left))
    assert bool(left) == bool(_numbers(left))


@given(SPANS)
def test_spans_are_sorted_and_apart(spans: list[tuple[int, int]]) -> None:
    kept = Intervals.of(spans).spans

    assert all(before[1] + 1 < after[0] for before, after in itertools.pairwise(kept))


@given(st.integers(0, 100), st.integers(-50, 50))
def test_one_number_is_known_as_one(number: int, by: int) -> None:
    assert Intervals.single(number).only == number
    assert Intervals.single(number).shifted(by).only == number + by
    assert Intervals.of([(number, number + 1)]).only is None
