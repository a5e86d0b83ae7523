"""Sets of whole numbers kept as spans: addresses and ports are both counted in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

Span = tuple[int, int]


@frozen
class Intervals:
    """A set of whole numbers; the spans are sorted, disjoint and include both ends."""

    spans: tuple[Span, ...] = ()

    @classmethod
    def of(cls, spans: Iterable[Span]) -> Intervals:
        """Return the set that some spans cover together, in whatever order they come."""
        merged: list[Span] = []
        for first, last in sorted(spans):
            if merged and first <= merged[-1][1] + 1:
                merged[-1] = (merged[-1][0], max(merged[-1][1], last))
            else:
                merged.append((first, last))
        return cls(tuple(merged))

    @classmethod
    def single(cls, number: int) -> Intervals:
        """Return the set of one number."""
        return cls(((number, number),))

    def __bool__(self) -> bool:
        return bool(self.spans)

    def __contains__(self, number: int) -> bool:
        place = bisect_right(self.spans, (number, number)) - 1
        return any(first <= number <= last for first, last in self.spans[max(place, 0) : place + 2])

    @property
    def only(self) -> int | None:
        """Return the number if there is exactly one."""
        if len(self.spans) == 1 and self.spans[0][0] == self.spans[0][1]:
            return self.spans[0][0]
        return None

    @property
    def size(self) -> int:
        """Return how many numbers there are."""
        return sum(last - first + 1 for first, last in self.spans)

    def __and__(self, other: Intervals) -> Intervals:
        if len(self.spans) == 1 and len(other.spans) == 1:
            first, last = max(self.spans[0][0], other.spans[0][0]), min(self.spans[0][1], other.spans[0][1])
            return Intervals(((first, last),)) if first <= last else NOTHING
        few, many = (self, other) if len(self.spans) <= len(other.spans) else (other, self)
        shared: list[Span] = []
        for first, last in few.spans:
            place = max(bisect_left(many.spans, (first, first)) - 1, 0)
            while place < len(many.spans) and many.spans[place][0] <= last:
                start, end = max(first, many.spans[place][0]), min(last, many.spans[place][1])
                if start <= end:
                    shared.append((start, end))
                place += 1
        return Intervals(tuple(shared))

    def __sub__(self, other: Intervals) -> Intervals:
        if not other.spans:
            return self
        if self.spans == other.spans:
            return NOTHING
        left: list[Span] = []
        taken, count = other.spans, len(other.spans)
        for first, last in self.spans:
            start = first
            place = max(bisect_left(taken, (first, first)) - 1, 0)
            while place < count and taken[place][0] <= last:
                begin, end = taken[place]
                if end >= start:
                    if begin > start:
                        left.append((start, begin - 1))
                    start = end + 1
                place += 1
            if start <= last:
                left.append((start, last))
        return Intervals(tuple(left))

    def __or__(self, other: Intervals) -> Intervals:
        if not other.spans:
            return self
        return Intervals.of(self.spans + other.spans) if self.spans else other

    def covers(self, other: Intervals) -> bool:
        """Tell whether every number of another set is in this one."""
        own, others = self.spans, other.spans
        if len(own) == 1 and others:
            return own[0][0] <= others[0][0] and others[-1][1] <= own[0][1]
        if own is others or own == others:
            return True
        return all(_holds(own, first, last) for first, last in others)

    def shifted(self, by: int) -> Intervals:
        """Return every number plus a distance."""
        return Intervals(tuple((first + by, last + by) for first, last in self.spans))


def _holds(spans: tuple[Span, ...], first: int, last: int) -> bool:
    """Tell whether spans hold one span whole; neighbours that touch count as one."""
    place = bisect_right(spans, first, key=lambda each: each[0]) - 1
    if place < 0:
        return False
    end = spans[place][1]
    while end < last and place + 1 < len(spans) and spans[place + 1][0] == end + 1:
        place += 1
        end = spans[place][1]
    return end >= last


NOTHING: Final = Intervals()


def union(sets: Iterable[Intervals]) -> Intervals:
    """Return all that is in any of some sets."""
    kept = [each for each in sets if each.spans]
    if not kept:
        return NOTHING
    return kept[0] if len(kept) == 1 else Intervals.of(span for each in kept for span in each.spans)
