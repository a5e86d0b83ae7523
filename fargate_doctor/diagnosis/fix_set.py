"""The smallest set of remedies that together mends all, proven together."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

from fargate_doctor.diagnosis.tree import in_order
from fargate_doctor.diagnosis.what_if import GRAVE, Model, Switch, apply, is_grave, key_of, switches_of
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fargate_doctor.diagnosis.check import Check
    from fargate_doctor.diagnosis.model import Diagnosis
    from fargate_doctor.diagnosis.what_if import FindingKey

_LARGEST_TRIED_WHOLE: Final = 3
_MOST_TRIED: Final = 60
"""How many sets of one size are tried at most; those that together cover the most findings come first."""

_LARGEST_BUILT: Final = 8


@frozen
class FixSet:
    """Remedies to carry out together, in order. `is_proven` only where the model was walked with all of them."""

    switches: tuple[Switch, ...]
    is_proven: bool


def fix_set_of(diagnosis: Diagnosis, checks: Iterable[Check]) -> FixSet | None:
    """Return what to do where more than one thing has to be mended; None where one remedy or none is asked for.

    Where no set is proven, the first choice of each finding stands for it, provided that each has one.
    """
    grave = tuple(each for each in diagnosis.findings if is_grave(each))
    if len(grave) < 2 or diagnosis.facts is None:  # noqa: PLR2004 - a set is for several
        return None
    found = smallest_set(diagnosis, checks)
    if found is not None:
        return FixSet(found, is_proven=True)
    chosen: list[Switch] = []
    switches = switches_of(diagnosis)
    for finding in grave:
        offered = [each for each in switches if key_of(finding) in map(key_of, each.findings)]
        if not offered:
            return None
        if not any(each is one for each in offered for one in chosen):
            chosen.append(offered[0])
    return FixSet(tuple(chosen), is_proven=False)


def smallest_set(diagnosis: Diagnosis, checks: Iterable[Check]) -> tuple[Switch, ...] | None:
    """Return the fewest remedies after which no root cause and nothing that would stop the task next is left.

    Sets of one to three are tried, then one is built up greedily; the same diagnosis gives the same set. None where
    nothing has to be mended, or no set that was tried mends all.
    """
    if diagnosis.facts is None:
        return None
    return _Search(diagnosis, Model(diagnosis.facts, in_order(checks))).smallest()


class _Search:
    def __init__(self, diagnosis: Diagnosis, model: Model) -> None:
        self._model = model
        self._grave = frozenset(key_of(each) for each in diagnosis.findings if is_grave(each))
        self._switches = tuple(
            each
            for each in switches_of(diagnosis)
            if each.can_be_tried and any(finding.level in GRAVE for finding in each.findings)
        )

    def smallest(self) -> tuple[Switch, ...] | None:
        if not self._grave or self._grave & self._model.only_stated:
            return None
        for size in range(1, _LARGEST_TRIED_WHOLE + 1):
            for chosen in self._candidates(size):
                if self._mends_all(chosen):
                    return chosen
        return self._built_up()

    def _candidates(self, size: int) -> Iterator[tuple[Switch, ...]]:
        """Return sets of one size, those first that by their findings cover all; alternatives are not combined."""
        every = [each for each in combinations(self._switches, size) if not _has_alternatives(each)]
        every.sort(key=lambda chosen: len(self._grave - self._covered(chosen)))
        return iter(every[:_MOST_TRIED])

    def _built_up(self) -> tuple[Switch, ...] | None:
        chosen: tuple[Switch, ...] = ()
        left = len(self._grave)
        while left and len(chosen) < _LARGEST_BUILT:
            tried = [
                (len(self._left((*chosen, each))), place)
                for place, each in enumerate(self._switches)
                if each not in chosen
            ]
            if not tried or min(tried)[0] >= left:
                return None
            left, place = min(tried)
            chosen = (*chosen, self._switches[place])
        return self._pruned(chosen) if self._mends_all(chosen) else None

    def _pruned(self, chosen: tuple[Switch, ...]) -> tuple[Switch, ...]:
        for each in chosen:
            rest = tuple(other for other in chosen if other is not each)
            if self._mends_all(rest):
                return self._pruned(rest)
        return chosen

    def _mends_all(self, chosen: tuple[Switch, ...]) -> bool:
        changed = apply(self._model.facts, (each.remedy for each in chosen))
        return not self._model.grave_after(changed) and self._model.is_sound(changed)

    def _left(self, chosen: tuple[Switch, ...]) -> frozenset[FindingKey]:
        return self._model.grave_after(apply(self._model.facts, (each.remedy for each in chosen)))

    def _covered(self, chosen: tuple[Switch, ...]) -> frozenset[FindingKey]:
        return frozenset(key_of(finding) for each in chosen for finding in each.findings)


def _has_alternatives(chosen: tuple[Switch, ...]) -> bool:
    """Tell whether two of a set are choices for exactly the same findings."""
    offered_for = [tuple(key_of(finding) for finding in each.findings) for each in chosen]
    return len(set(offered_for)) < len(offered_for)
