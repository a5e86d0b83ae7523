"""A fact with its quotations, or the reasons why it is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NoReturn, TypeVar

from fargate_doctor.frozen import frozen
from fargate_doctor.model.evidence import Confidence, Evidence, Missing, Unanswered, weakest

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


@frozen
class Known(Generic[T]):
    """A fact, and the quotations it rests on."""

    value: T
    evidence: tuple[Evidence, ...] = ()

    def require(self) -> Known[T]:
        """Return the fact itself."""
        return self

    @property
    def supports(self) -> Confidence:
        """Return the most that a conclusion resting on this fact may claim."""
        return weakest(*(each.supports for each in self.evidence))


@frozen
class NotKnown:
    """A fact that nobody could look up, and what was missing."""

    missing: tuple[Missing, ...]

    def require(self) -> NoReturn:
        """Raise `Unanswered` with what was missing."""
        raise Unanswered(*self.missing)


def known_or_not(question: Callable[[], Known[T]]) -> Known[T] | NotKnown:
    """Return the answer of a question, or why it cannot be answered."""
    try:
        return question()
    except Unanswered as gap:
        return NotKnown(gap.missing)
