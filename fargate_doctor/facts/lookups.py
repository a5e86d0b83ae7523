"""How far a case looked back for changes of one kind, and what it would take to know more."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from fargate_doctor.model.evidence import Missing

if TYPE_CHECKING:
    from datetime import datetime

    from fargate_doctor.model.lookup import EventLookup
    from fargate_doctor.model.snapshot import Snapshot

KEPT_FOR: Final = timedelta(days=90)
"""https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html"""

_DELAY: Final = timedelta(minutes=15)
"""CloudTrail is late by minutes, so a look-up that ended shortly before the collection is no worse."""

_OPERATION: Final = "cloudtrail:LookupEvents"


def gap_in_lookups(snapshot: Snapshot, event_name: str, since: datetime, until: datetime | None) -> tuple[Missing, ...]:
    """Return why events of a name between two moments may exist that the case does not show; nothing if none may."""
    of_name = [each for each in snapshot.event_lookups if each.event_name == event_name]
    if not of_name:
        return snapshot.events.missing
    reaching = [each for each in of_name if _reaches(each, since, until or snapshot.now, snapshot.now)]
    if any(each.is_complete for each in reaching):
        return ()
    if reaching:
        return (missing_because("CutShort"),)
    is_too_old = snapshot.now is not None and snapshot.now - since > KEPT_FOR
    return (missing_because("OlderThan90Days" if is_too_old else "NotCollected"),)


def missing_because(error: str) -> Missing:
    """Return that events are missing for a reason of our own words."""
    return Missing(operation=_OPERATION, error=error, action=_OPERATION)


def _reaches(lookup: EventLookup, since: datetime, until: datetime | None, now: datetime | None) -> bool:
    if now is None or now - since > KEPT_FOR:
        return False
    begins_early = lookup.start is None or lookup.start <= since
    ends_late = lookup.end is None or until is None or lookup.end >= until - _DELAY
    return begins_early and ends_late
