"""CloudTrail: moto has no look-ups. The lab's trail holds what a scenario says has happened."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.lab.mending.registry import Refused, instead
from tests.lab.state import ACCOUNT, CALLER, REGION

if TYPE_CHECKING:
    from tests.lab.state import State
    from tests.lab.wire import Answer, Call

_KEPT_FOR = timedelta(days=90)


@instead("cloudtrail:LookupEvents")
def lookup_events(state: State, call: Call) -> Answer:
    """Newest first, ninety days back, one attribute and a span of time at most."""
    attributes = call.parameters.get("LookupAttributes", [])
    if len(attributes) > 1:
        raise Refused("InvalidLookupAttributesException", "You can only use one lookup attribute at a time.")
    start = _aware(call.parameters.get("StartTime")) or state.now - _KEPT_FOR
    end = _aware(call.parameters.get("EndTime")) or datetime.now(UTC)
    found = [
        event
        for event in state.trail
        if max(start, state.now - _KEPT_FOR) <= event["EventTime"] <= end
        and all(_matches(event, each["AttributeKey"], each["AttributeValue"]) for each in attributes)
    ]
    return {"Events": sorted(found, key=lambda event: event["EventTime"], reverse=True)}


def add_event(  # noqa: PLR0913 - an event has that many parts
    state: State,
    name: str,
    at: datetime,
    request: dict[str, Any],
    response: dict[str, Any] | None = None,
    *,
    source: str = "ec2.amazonaws.com",
    error: str | None = None,
    resources: tuple[tuple[str, str], ...] = (),
) -> None:
    """Write an event into the trail, as if somebody had made the call; the record uses lowerCamelCase names."""
    identifier = str(uuid.uuid4())
    record = {
        "eventVersion": "1.10",
        "userIdentity": {"type": "AssumedRole", "arn": CALLER, "accountId": ACCOUNT},
        "eventTime": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "eventSource": source,
        "eventName": name,
        "awsRegion": REGION,
        "requestParameters": request,
        "responseElements": response or {"_return": True},
        "eventID": identifier,
        "readOnly": False,
        "eventType": "AwsApiCall",
        "managementEvent": True,
        "recipientAccountId": ACCOUNT,
        "eventCategory": "Management",
    }
    if error:
        record.update(errorCode=error, errorMessage="The request was refused.", responseElements=None)
    state.trail.append(
        {
            "EventId": identifier,
            "EventName": name,
            "ReadOnly": "false",
            "EventTime": at,
            "EventSource": source,
            "Username": CALLER.rpartition("/")[2],
            "Resources": [{"ResourceType": kind, "ResourceName": own} for kind, own in resources],
            "CloudTrailEvent": json.dumps(record),
        }
    )


def _matches(event: dict[str, Any], key: str, value: str) -> bool:
    if key == "ResourceName":
        return value in {each["ResourceName"] for each in event["Resources"]}
    if key == "ResourceType":
        return value in {each["ResourceType"] for each in event["Resources"]}
    return str(event.get(key)) == value


def _aware(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=moment.tzinfo or UTC) if moment else None
