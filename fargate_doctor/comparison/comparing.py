"""Compares two cases: every difference, and for each which verdict of the first case it would change by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.comparison.applying import with_changes
from fargate_doctor.comparison.changes import changes_between
from fargate_doctor.comparison.pairing import with_ids_of
from fargate_doctor.comparison.resources import operations_of, resources_of
from fargate_doctor.comparison.verdicts import flips_between, verdicts_of
from fargate_doctor.doctor import find_task
from fargate_doctor.errors import FargateDoctorError
from fargate_doctor.frozen import frozen
from fargate_doctor.model.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fargate_doctor.case.model import Case
    from fargate_doctor.comparison.changes import Change
    from fargate_doctor.comparison.resources import Key, Resource
    from fargate_doctor.comparison.verdicts import Flip, Verdicts

_MOST_TRIED: Final = 200


@frozen
class Explained:
    """Changes, and what making them alone would change in the diagnosis of the first case."""

    changes: tuple[Change, ...]
    flips: tuple[Flip, ...]


@frozen
class Comparison:
    """Two cases side by side.

    `tasks` are the ARNs that were compared. `flips` is how the diagnoses differ. `each` has one entry for each
    change; `together` the smallest set of changes found to bring what no single one does; `only_in_one` the
    operations that cannot be compared, because one case has no answer of them. Where the changes could not be made
    and tried, `is_tried` is false, and the flips beside a change are those that rest on it.
    """

    tasks: tuple[str | None, str | None]
    flips: tuple[Flip, ...]
    each: tuple[Explained, ...]
    together: tuple[Explained, ...]
    only_in_one: tuple[str, ...]
    is_tried: bool = True

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing differs."""
        return not self.each and not self.flips and not self.only_in_one


def compare(one: Case, other: Case, task: str | None = None) -> Comparison:
    """Return what differs between two cases; `task` names the task where a case holds several.

    Tasks in two VPCs are compared as if they were in one: what plays the same part there has the id of the first.
    """
    tasks = _task_of(one, task), _task_of(other, task)
    other = with_ids_of(one, other, tasks)
    before, after = resources_of(one, tasks[0]), resources_of(other, tasks[1])
    asked = operations_of(one), operations_of(other)
    changes = tuple(changes_between(before, after, asked[0] & asked[1]))
    standing = verdicts_of(one, tasks[0])
    flips = flips_between(standing, verdicts_of(other, tasks[1]))
    trial = _Trial(one, tasks[0], standing, shares_network=_share_a_vpc(before, after))
    tried = tuple(
        Explained((change,), trial.flips_of((change,)) if place < _MOST_TRIED else ())
        for place, change in enumerate(changes)
    )
    return Comparison(tasks, flips, tried, _together(flips, tried, trial), tuple(sorted(asked[0] ^ asked[1])))


class _Trial:
    """Makes changes in the first case and asks every question again."""

    def __init__(self, case: Case, task: str | None, standing: Verdicts, *, shares_network: bool) -> None:
        self._shares_network = shares_network
        self._case = case
        self._task = task
        self._standing = standing

    def flips_of(self, changes: tuple[Change, ...]) -> tuple[Flip, ...]:
        causes = tuple(each for each in changes if self._can_be_made(each))
        if not causes or not self._standing:
            return ()
        return flips_between(self._standing, verdicts_of(with_changes(self._case, causes), self._task))

    def _can_be_made(self, change: Change) -> bool:
        """Tell whether a change means something by itself; a part of another network does not."""
        return not change.is_outcome and (self._shares_network or change.how == "changed")


def _share_a_vpc(one: Mapping[Key, Resource], other: Mapping[Key, Resource]) -> bool:
    vpcs = [{key for key in side if key[0] == "ec2:DescribeVpcs"} for side in (one, other)]
    return bool(vpcs[0] & vpcs[1]) or not all(vpcs)


def _together(flips: tuple[Flip, ...], tried: tuple[Explained, ...], trial: _Trial) -> tuple[Explained, ...]:
    """Return the fewest changes found that bring the findings which no change brings alone."""
    alone = {flip for each in tried for flip in each.flips}
    open_flips = {flip for flip in flips if flip.is_of_a_finding} - alone
    causes = tuple(each.changes[0] for each in tried[:_MOST_TRIED] if not each.changes[0].is_outcome)
    reached = open_flips & set(trial.flips_of(causes)) if open_flips and len(causes) > 1 else set()
    if not reached:
        return ()
    for change in causes:
        fewer = tuple(each for each in causes if each is not change)
        if reached <= set(trial.flips_of(fewer)):
            causes = fewer
    return (Explained(causes, trial.flips_of(causes)),)


def _task_of(case: Case, task: str | None) -> str | None:
    try:
        return find_task(Snapshot.of(case), task).task_arn
    except FargateDoctorError:
        return None
