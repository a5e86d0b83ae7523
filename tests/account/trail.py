"""What CloudTrail remembers of an account."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.account.store import written
from tests.account.tasks import Tasks

if TYPE_CHECKING:
    from datetime import datetime

    from fargate_doctor.case.model import JsonObject

_EXAMPLE_KEY = "ASIAIOSFODNN7EXAMPLE"
_RESOURCES = {
    "vpcId": "AWS::EC2::VPC",
    "dhcpOptionsId": "AWS::EC2::DHCPOptions",
    "subnetId": "AWS::EC2::Subnet",
}


class Trail(Tasks):
    """The management events of an account."""

    def add_trail_event(
        self, name: str, at: datetime, parameters: dict[str, Any], *, source: str = "ec2", error: str | None = None
    ) -> JsonObject:
        """Add an event: a call that somebody made, with its request parameters; `error` where AWS refused it."""
        identifier = self.ids.uuid("event", name, written(at))
        second = at.replace(microsecond=0)
        return self.hold(
            "cloudtrail:LookupEvents",
            {
                "EventId": identifier,
                "EventName": name,
                "ReadOnly": "false",
                "AccessKeyId": _EXAMPLE_KEY,
                "EventTime": written(second),
                "EventSource": f"{source}.amazonaws.com",
                "Username": "network-pipeline",
                "Resources": [
                    {"ResourceType": kind, "ResourceName": parameters[member]}
                    for member, kind in _RESOURCES.items()
                    if member in parameters
                ],
                "CloudTrailEvent": json.dumps(
                    self._body(name, identifier, second, parameters, source, error), separators=(",", ":")
                ),
            },
        )

    def _body(  # noqa: PLR0913, PLR0917 - the parts of an event
        self, name: str, identifier: str, at: datetime, parameters: dict[str, Any], source: str, error: str | None
    ) -> JsonObject:
        body: JsonObject = {
            "eventVersion": "1.11",
            "userIdentity": {
                "type": "AssumedRole",
                "principalId": "AROAEXAMPLEPIPELINE00:network-pipeline",
                "arn": f"arn:aws:sts::{self.number}:assumed-role/NetworkDeploy/network-pipeline",
                "accountId": self.number,
                "accessKeyId": _EXAMPLE_KEY,
            },
            "eventTime": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "eventSource": f"{source}.amazonaws.com",
            "eventName": name,
            "awsRegion": self.region,
            "sourceIPAddress": "203.0.113.77",
            "userAgent": "APN/1.0 HashiCorp/1.0 Terraform/1.9.8",
        }
        if error:
            body["errorCode"] = error
        return body | {
            "requestParameters": parameters,
            "responseElements": None if error else {"requestId": self.ids.uuid("request", identifier), "_return": True},
            "requestID": self.ids.uuid("request", identifier),
            "eventID": identifier,
            "readOnly": False,
            "eventType": "AwsApiCall",
            "managementEvent": True,
            "recipientAccountId": self.number,
            "eventCategory": "Management",
        }
