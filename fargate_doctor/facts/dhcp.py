"""Was the VPC given another DHCP option set after the task had taken its own?

A task keeps the set that it got with its network interface; no API shows which that was.
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from fargate_doctor.facts.arns import parse_arn
from fargate_doctor.facts.fact import NotKnown
from fargate_doctor.facts.lookups import gap_in_lookups, missing_because
from fargate_doctor.facts.trail import cite_parameter
from fargate_doctor.frozen import frozen
from fargate_doctor.model.evidence import Missing, Unanswered

if TYPE_CHECKING:
    from datetime import datetime

    from fargate_doctor.facts.fact import Known
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.history import TrailEvent
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.task import Task
    from fargate_doctor.model.vpc import DhcpOptions

Outcome = Literal["changed_after_start", "indeterminate", "not_changed", "unknown"]

CHANGE: Final = "AssociateDhcpOptions"
OPTIONS_THAT_MATTER: Final = ("domain-name-servers", "domain-name", "ntp-servers")

_NO_SET: Final = "default"
"""The id that stands for having no option set."""


@frozen
class DhcpChange:
    """What became of the option set of a task's VPC while the task lived.

    `differs` tells whether the set that the task has and the new one differ in what matters, None where one of them
    cannot be read; `options` are those that do. `missing` is why an outcome, or that, is not known.
    """

    outcome: Outcome
    event: TrailEvent | None = None
    old_id: str | None = None
    new_id: str | None = None
    old: DhcpOptions | None = None
    new: DhcpOptions | None = None
    differs: bool | None = None
    options: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[Missing, ...] = ()


@frozen
class _Change:
    at: datetime
    event: TrailEvent

    @property
    def set_id(self) -> str | None:
        named = self.event.parameter("dhcpOptionsId")
        return named if isinstance(named, str) and named else None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        members = (cite_parameter(self.event, "vpcId"), cite_parameter(self.event, "dhcpOptionsId"))
        return (self.event.cite("EventTime"), *members)


@frozen
class _Life:
    """The task from its creation to its end, and the changes of its VPC, the oldest first."""

    task: Task
    created: datetime
    changes: tuple[_Change, ...]

    @property
    def before(self) -> tuple[_Change, ...]:
        return tuple(each for each in self.changes if each.at < self.created)

    @property
    def meanwhile(self) -> tuple[_Change, ...]:
        """Return the changes while the task was being started, when it may have got either set."""
        started = self.task.started_at or self.task.stopped_at
        return tuple(each for each in self._since_creation if started is None or each.at <= started)

    @property
    def after(self) -> tuple[_Change, ...]:
        started = self.task.started_at
        return tuple(each for each in self._since_creation if started is not None and each.at > started)

    @property
    def _since_creation(self) -> tuple[_Change, ...]:
        stopped = self.task.stopped_at
        since = (each for each in self.changes if each.at >= self.created)
        return tuple(each for each in since if stopped is None or each.at <= stopped)


def dhcp_change_of(snapshot: Snapshot, task: Task, vpc_id: Known[str] | NotKnown) -> DhcpChange:
    """Return whether the VPC of a task was given another option set after the task had started."""
    if isinstance(vpc_id, NotKnown):
        return DhcpChange("unknown", missing=vpc_id.missing)
    if task.created_at is None:
        return DhcpChange("unknown", missing=(_untold(),))
    life = _Life(task, task.created_at, _changes(snapshot, vpc_id.value))
    if life.after:
        return _changed(snapshot, life, vpc_id)
    if life.meanwhile:
        return _indeterminate(life, vpc_id)
    missing = _gap(snapshot, life, vpc_id.value)
    if missing:
        return DhcpChange("unknown", evidence=vpc_id.evidence, missing=missing)
    return DhcpChange("not_changed", evidence=(*vpc_id.evidence, task.cite("createdAt"), _nothing_found(snapshot)))


def _changes(snapshot: Snapshot, vpc_id: str) -> tuple[_Change, ...]:
    """Return the associations of this VPC that AWS carried out, the oldest first."""
    of_name = [each for each in snapshot.events if each.event_name == CHANGE and each.succeeded]
    found = [
        _Change(each.event_time, each) for each in of_name if each.event_time and each.parameter("vpcId") == vpc_id
    ]
    return tuple(sorted(found, key=lambda each: each.at))


def _changed(snapshot: Snapshot, life: _Life, vpc_id: Known[str]) -> DhcpChange:
    last = life.after[-1]
    old_id, old_evidence = _set_before(life)
    new, missing_new = _read(snapshot, last.set_id)
    old, missing_old = _read(snapshot, old_id)
    differs, options = _compare(old_id, last.set_id, old, new)
    shown = [each.cite("DhcpConfigurations") for each in (old, new) if each is not None]
    return DhcpChange(
        outcome="changed_after_start",
        event=last.event,
        old_id=old_id,
        new_id=last.set_id,
        old=old,
        new=new,
        differs=differs,
        options=options,
        evidence=(*vpc_id.evidence, *last.evidence, life.task.cite("startedAt"), *old_evidence, *shown),
        missing=() if differs is not None else (missing_new or missing_old or (missing_because("NotFound"),)),
    )


def _indeterminate(life: _Life, vpc_id: Known[str]) -> DhcpChange:
    last = life.meanwhile[-1]
    times = ("createdAt", "startedAt") if life.task.started_at else ("createdAt",)
    return DhcpChange(
        outcome="indeterminate",
        event=last.event,
        new_id=last.set_id,
        evidence=(*vpc_id.evidence, *last.evidence, *(life.task.cite(each) for each in times)),
        missing=(_untold(),),
    )


def _set_before(life: _Life) -> tuple[str | None, tuple[Evidence, ...]]:
    """Return the set that the task got, if the events tell: one that was given while it started makes it unsure."""
    if not life.before:
        return None, ()
    possible = (life.before[-1], *life.meanwhile)
    named = {each.set_id for each in possible}
    quoted = tuple(evidence for each in possible for evidence in each.evidence)
    return (named.pop(), quoted) if len(named) == 1 else (None, quoted)


def _read(snapshot: Snapshot, identifier: str | None) -> tuple[DhcpOptions | None, tuple[Missing, ...]]:
    if identifier is None or identifier == _NO_SET:
        return None, ()
    try:
        return snapshot.dhcp_options.require(identifier), ()
    except Unanswered as gap:
        return None, gap.missing


def _compare(
    old_id: str | None, new_id: str | None, old: DhcpOptions | None, new: DhcpOptions | None
) -> tuple[bool | None, tuple[str, ...]]:
    if old_id is not None and old_id == new_id:
        return False, ()
    if not _is_readable(old_id, old) or not _is_readable(new_id, new):
        return None, ()
    options = tuple(name for name in OPTIONS_THAT_MATTER if _values(old, name) != _values(new, name))
    return bool(options), options


def _is_readable(identifier: str | None, shown: DhcpOptions | None) -> bool:
    return identifier == _NO_SET or shown is not None


def _values(options: DhcpOptions | None, name: str) -> tuple[str, ...]:
    return options.values_of(name) if options else ()


def _gap(snapshot: Snapshot, life: _Life, vpc_id: str) -> tuple[Missing, ...]:
    if _is_shared(snapshot, life.task, vpc_id):
        return (missing_because("OtherAccount"),)
    return gap_in_lookups(snapshot, CHANGE, life.created, life.task.stopped_at)


def _is_shared(snapshot: Snapshot, task: Task, vpc_id: str) -> bool:
    """Tell whether another account owns the VPC: then the events are in that account's trail."""
    arn = parse_arn(task.task_arn)
    account = arn.account if arn else snapshot.account
    vpc = snapshot.vpcs.by_id.get(vpc_id)
    return bool(vpc and vpc.owner_id and account and vpc.owner_id != account)


def _nothing_found(snapshot: Snapshot) -> Evidence:
    return snapshot.events.cite_absence(CHANGE, "Events").model_copy(update={"supports": "certain"})


def _untold() -> Missing:
    return Missing(operation="ecs:DescribeTasks", error="NotFound", action="ecs:DescribeTasks")
