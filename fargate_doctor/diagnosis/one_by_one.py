"""Questions about several things at once, such as the images of a task: one answer out of one for each."""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import TYPE_CHECKING, TypeVar

from fargate_doctor.diagnosis.check import Answer, not_collected
from fargate_doctor.model.evidence import Unanswered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")


def answer_one_by_one(things: Iterable[T], judge: Callable[[T], Answer]) -> Answer:
    """Return the answer for all: what fails for one is told before what is unknown of another, both before a pass.

    Raises `ValueError` where there is nothing to judge.
    """
    answers = [_judged(each, judge) for each in things]
    for verdict in ("fail", "unknown", "pass", "not_applicable"):
        told = [each for each in answers if each.verdict == verdict]
        if told:
            return _together(told, answers)
    raise ValueError(things)


def _judged(thing: T, judge: Callable[[T], Answer]) -> Answer:
    try:
        return judge(thing)
    except Unanswered as gap:
        return not_collected(gap)


def _together(told: list[Answer], answers: list[Answer]) -> Answer:
    aside = [each.because for each in answers if each.verdict == "not_applicable"]
    words = dict.fromkeys([told[0].because, *(aside if told[0].verdict == "pass" else ())])
    return Answer(
        told[0].verdict,
        reduce(add, words),
        tuple({(one.operation, one.resource, one.field): one for each in told for one in each.evidence}.values()),
        tuple(one for each in answers for one in each.raised),
        tuple(dict.fromkeys(gap for each in answers if each.verdict == "unknown" for gap in each.missing)),
        contradicts=frozenset(one for each in answers for one in each.contradicts),
    )
