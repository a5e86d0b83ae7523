"""CloudTrail's own records, as it delivers them to S3 and to EventBridge, in the form in which LookupEvents gives them.

https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from fargate_doctor.case.model import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fargate_doctor.case.model import JsonObject


def trail_events_in(document: JsonObject) -> list[JsonObject]:
    """Return CloudTrail's records in a document: a log file of them, or one alone."""
    listed = document.get("Records")
    if isinstance(listed, list):
        return [each for each in listed if is_trail_event(each)]
    return [document] if is_trail_event(document) else []


def is_trail_event(value: Any) -> bool:  # noqa: ANN401 - any JSON value
    """Tell whether this is a record of CloudTrail."""
    return isinstance(value, dict) and all(isinstance(value.get(key), str) for key in ("eventVersion", "eventName"))


def looked_up(events: Sequence[JsonObject]) -> tuple[str, Record]:
    """Return the records as an answer of LookupEvents; what was looked up is not known, so it proves no absence."""
    return "cloudtrail:LookupEvents", Record(answer={"Events": [_as_looked_up(each) for each in events]})


def _as_looked_up(event: JsonObject) -> JsonObject:
    named = {
        "EventId": event.get("eventID"),
        "EventName": event["eventName"],
        "EventTime": event.get("eventTime"),
        "EventSource": event.get("eventSource"),
        "CloudTrailEvent": json.dumps(event, separators=(",", ":"), ensure_ascii=False),
    }
    return {key: value for key, value in named.items() if value is not None}
