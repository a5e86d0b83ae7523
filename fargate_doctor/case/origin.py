"""Where do these answers come from? Region, account and partition, read from ARNs, zones and owners.

What an answer names of another service or account (a secret of another region, the far side of a peering) says
nothing about where the answer was given, so only ARNs of the answering service count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from fargate_doctor.case.model import Record

_ARN = re.compile(r"arn:(?P<partition>aws[a-z-]*):(?P<service>[a-z0-9-]+):(?P<region>[a-z0-9-]*):(?P<account>\d{12})?:")
_REGION: Final = r"(?P<region>[a-z]{2,4}(?:-[a-z]+)+-\d)"
_ZONE = re.compile(rf"{_REGION}(?:-[a-z]+-\d)?[a-z]")
_ENDPOINT_SERVICE = re.compile(rf"(?:com|cn\.com)\.amazonaws\.{_REGION}\..+")
_ACCOUNT = re.compile(r"\d{12}")

_ARN_SERVICES: Final = {"elbv2": "elasticloadbalancing", "efs": "elasticfilesystem"}
_ACCOUNT_KEYS: Final = frozenset({"OwnerId", "registryId", "Account"})
_ZONE_KEYS: Final = frozenset({"AvailabilityZone", "ZoneName", "availabilityZone"})

_PARTITIONS: Final = {
    "cn": "aws-cn",
    "us-gov": "aws-us-gov",
    "us-iso": "aws-iso",
    "us-isob": "aws-iso-b",
    "us-isof": "aws-iso-f",
    "eu-isoe": "aws-iso-e",
    "eusc": "aws-eusc",
}


@frozen
class Origin:
    """Region, account and partition, each None where the answers do not say or do not agree."""

    region: str | None
    account: str | None
    partition: str | None


@dataclass(slots=True)
class _Witnesses:
    """What was read, each value once."""

    regions: set[str] = field(default_factory=set)
    accounts: set[str] = field(default_factory=set)
    partitions: set[str] = field(default_factory=set)

    def add(self, operation: str, record: Record) -> None:
        service = operation.partition(":")[0]
        arn_service = _ARN_SERVICES.get(service, service)
        if record.region:
            self.regions.add(record.region)
        for key, words in _strings(record.answer):
            self._add_words(arn_service, key, words)

    def _add_words(self, arn_service: str, key: str, words: str) -> None:
        if (arn := _ARN.match(words)) and arn["service"] == arn_service:
            self.partitions.add(arn["partition"])
            self.regions.update(filter(None, [arn["region"]]))
            self.accounts.update(filter(None, [arn["account"]]))
        elif key in _ZONE_KEYS and (zone := _ZONE.fullmatch(words)):
            self.regions.add(zone["region"])
        elif key == "ServiceName" and (service := _ENDPOINT_SERVICE.fullmatch(words)):
            self.regions.add(service["region"])
        elif key in _ACCOUNT_KEYS and _ACCOUNT.fullmatch(words):
            self.accounts.add(words)


def region_of(operation: str, record: Record) -> str | None:
    """Return the region in which one answer was given, where it shows."""
    witnesses = _Witnesses()
    witnesses.add(operation, record)
    return _only(witnesses.regions)


def origin_of(records: Mapping[str, Iterable[Record]]) -> Origin:
    """Return where a case comes from; what ECS answered outweighs what the network around it shows."""
    tasks, others = _Witnesses(), _Witnesses()
    for operation, answers in records.items():
        for record in answers:
            (tasks if operation.startswith("ecs:") else others).add(operation, record)
    region = _only(tasks.regions or others.regions)
    return Origin(
        region=region,
        account=_only(tasks.accounts or others.accounts),
        partition=_only(tasks.partitions or others.partitions) or (_partition_of(region) if region else None),
    )


def _partition_of(region: str) -> str:
    start = region.rpartition("-")[0].rpartition("-")[0]
    return _PARTITIONS.get(start, "aws")


def _only(values: set[str]) -> str | None:
    return next(iter(values)) if len(values) == 1 else None


def _strings(value: object) -> Iterator[tuple[str, str]]:
    """Yield every string with the key under which it stands."""
    waiting: list[tuple[str, object]] = [("", value)]
    while waiting:
        key, found = waiting.pop()
        if isinstance(found, str):
            yield key, found
        elif isinstance(found, dict):
            waiting.extend(found.items())
        elif isinstance(found, list):
            waiting.extend((key, item) for item in found)
