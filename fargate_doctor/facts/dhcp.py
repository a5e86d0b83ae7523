"""Whether a task still has the DHCP options that its VPC hands out now.

A running Fargate task never picks up a new option set; only a new task gets it. Nothing in AWS shows which set a task
received, so the time of the change in CloudTrail is held against the task's own times.
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal

from fargate_doctor.facts.trail import cite_parameter
from fargate_doctor.model.evidence import Missing, Unanswered

if TYPE_CHECKING:
    from datetime import datetime

    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.history import TrailEvent
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.task import Task
    from fargate_doctor.model.vpc import DhcpOptions

Outcome = Literal["changed", "equal", "during-start", "unchanged", "not-started", "unknown"]

ASSOCIATE: Final = "AssociateDhcpOptions"
WHAT_A_TASK_USES: Final = ("domain-name-servers", "domain-name", "ntp-servers")

_TRAIL: Final = "cloudtrail:LookupEvents"
_KEPT_BY_CLOUDTRAIL: Final = timedelta(days=90)
_LAG: Final = timedelta(minutes=15)
"""How much earlier than the collection a look-up may end and still count as reaching it."""


@dataclass(frozen=True, slots=True)
class DhcpChange:
    """What became of the option set while the task ran.

    `options` are those that differ; None where the sets cannot be compared any more. `old_id` is None where no event
    shows which set the task received.
    """

    outcome: Outcome
    event: TrailEvent | None = None
    old_id: str | None = None
    new_id: str | None = None
    options: tuple[str, ...] | None = None
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[Missing, ...] = ()


def dhcp_change_of(snapshot: Snapshot, task: Task, vpc_id: str) -> DhcpChange:
    """Return what CloudTrail shows about the option set of a VPC during the life of a task."""
    if task.started_at is None or task.created_at is None:
        return DhcpChange("not-started", evidence=(task.cite("startedAt"),))
    dated = _associations(snapshot, vpc_id, until=task.stopped_at)
    after = [event for when, event in dated if when > task.started_at]
    during = [event for when, event in dated if task.created_at <= when <= task.started_at]
    before = [event for when, event in dated if when < task.created_at]
    if after:
        return _compared(snapshot, task, after[-1], candidates=[*before[-1:], *during])
    if during:
        return DhcpChange("during-start", during[-1], None, _set_of(during[-1]), None, _times(task, during[-1]))
    return _nothing_found(snapshot, task, vpc_id)


def _associations(snapshot: Snapshot, vpc_id: str, until: datetime | None) -> list[tuple[datetime, TrailEvent]]:
    """Return the changes of a VPC's option set that were carried out, oldest first."""
    dated = [
        (event.event_time, event)
        for event in snapshot.events
        if event.event_name == ASSOCIATE and event.succeeded and event.parameter("vpcId") == vpc_id
        if event.event_time is not None and (until is None or event.event_time <= until)
    ]
    return sorted(dated, key=lambda pair: pair[0])


def _compared(snapshot: Snapshot, task: Task, newest: TrailEvent, candidates: list[TrailEvent]) -> DhcpChange:
    """Compare the newest set with every set that the task may have received."""
    received = [_set_of(event) for event in candidates]
    old_id = received[-1] if received else None
    quoted = (*_times(task, newest), *(cite_parameter(event, "dhcpOptionsId") for event in candidates))
    new_set = _readable(snapshot, _set_of(newest))
    old_sets = [_readable(snapshot, each) for each in received]
    if new_set is None or not old_sets or any(each is None for each in old_sets):
        same = bool(received) and all(each == _set_of(newest) for each in received)
        outcome: Outcome = "equal" if same else "changed"
        return DhcpChange(outcome, newest, old_id, _set_of(newest), () if same else None, quoted)
    differing = [_differing(each, new_set) for each in old_sets if each is not None]
    shown = tuple(each.cite("DhcpConfigurations") for each in (*old_sets, new_set) if each is not None)
    if not any(differing):
        return DhcpChange("equal", newest, old_id, _set_of(newest), (), quoted + shown)
    options = differing[-1] if all(differing) else None
    return DhcpChange("changed", newest, old_id, _set_of(newest), options, quoted + shown)


def _differing(old: DhcpOptions, new: DhcpOptions) -> tuple[str, ...]:
    return tuple(option for option in WHAT_A_TASK_USES if old.values_of(option) != new.values_of(option))


def _readable(snapshot: Snapshot, options_id: str | None) -> DhcpOptions | None:
    if options_id is None:
        return None
    try:
        return snapshot.dhcp_options.find(options_id)
    except Unanswered:
        return None


def _set_of(event: TrailEvent) -> str | None:
    named = event.parameter("dhcpOptionsId")
    return named if isinstance(named, str) else None


def _times(task: Task, event: TrailEvent) -> tuple[Evidence, ...]:
    return (task.cite("startedAt"), event.cite("EventTime"), cite_parameter(event, "dhcpOptionsId"))


def _nothing_found(snapshot: Snapshot, task: Task, vpc_id: str) -> DhcpChange:
    reason = _why_absence_proves_nothing(snapshot, task, vpc_id)
    if reason:
        return DhcpChange("unknown", evidence=(task.cite("startedAt"),), missing=reason)
    searched = snapshot.events.cite_absence(vpc_id, f"Events[EventName={ASSOCIATE}]")
    return DhcpChange("unchanged", evidence=(task.cite("startedAt"), searched))


def _why_absence_proves_nothing(snapshot: Snapshot, task: Task, vpc_id: str) -> tuple[Missing, ...]:
    created, ends = task.created_at, task.stopped_at or snapshot.now
    if created is None or ends is None:
        return snapshot.events.missing
    if snapshot.now is not None and created < snapshot.now - _KEPT_BY_CLOUDTRAIL:
        return (Missing(operation=_TRAIL, error="OlderThan90Days", action=_TRAIL),)
    vpc = snapshot.vpcs.by_id.get(vpc_id)
    if vpc is not None and vpc.owner_id and snapshot.account and vpc.owner_id != snapshot.account:
        return (Missing(operation=_TRAIL, error="TrailOfVpcOwner", action=_TRAIL),)
    named = [each for each in snapshot.event_lookups if each.event_name == ASSOCIATE]
    reaching = [
        each
        for each in named
        if (each.start is None or each.start <= created) and (each.end is None or each.end >= ends - _LAG)
    ]
    if any(each.is_complete for each in reaching):
        return ()
    if reaching:
        return (Missing(operation=_TRAIL, error="CutShort", action=_TRAIL),)
    return snapshot.events.missing
