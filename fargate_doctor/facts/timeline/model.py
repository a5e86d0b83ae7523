"""A line of time, frozen: what happened, in order, and what could not be read."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal

from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from datetime import datetime

    from fargate_doctor.model.evidence import Evidence, Missing
    from fargate_doctor.text import Text

HappeningKind = Literal["life", "failure", "service", "deployment", "change", "read"]
"""`life` is the task's own, `failure` what went wrong, `service` what ECS reported, `change` what somebody did."""

JUST_BEFORE: Final = timedelta(days=1)
"""How long before the first failure a change stands out."""


@frozen
class Happening:
    """One thing that happened. `by` is who did it, `touches` what of this task's it concerned.

    `stands_out` marks a change or a deployment in the day before the first failure that is known, or where none is
    known, since the task was created. It is near in time, which is no proof that it was the cause.
    """

    at: datetime
    kind: HappeningKind
    words: Text
    by: str = ""
    touches: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    stands_out: bool = False


@frozen
class Unread:
    """Happenings that nobody could look up, and why."""

    words: Text
    missing: tuple[Missing, ...] = ()


@frozen
class Timeline:
    """What happened, the earliest first. Times are told from `reference`, the stop or else the reading of the case.

    `failing_since` is the first failure that is known. `looked_up` are the names of events that CloudTrail was asked
    for: others may have happened.
    """

    happenings: tuple[Happening, ...]
    reference: datetime | None
    is_from_stop: bool
    failing_since: datetime | None
    unread: tuple[Unread, ...]
    looked_up: tuple[str, ...]
