"""Zones in which Fargate does not run every task, by zone id: names of zones differ between accounts.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AWS_Fargate-Regions.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from fargate_doctor.facts.platform import OsFamily

_FOR_ALL: Final = {
    "usw1": frozenset({"usw1-az1", "usw1-az3"}),
    "apne1": frozenset({"apne1-az1", "apne1-az2", "apne1-az4"}),
    "cnn1": frozenset({"cnn1-az1", "cnn1-az2"}),
}
_FOR_WINDOWS: Final = {
    **_FOR_ALL,
    "use1": frozenset({f"use1-az{number}" for number in (1, 2, 4, 5, 6)}),
    "cac1": frozenset({"cac1-az1", "cac1-az2"}),
}


def zones_with_fargate(zone_id: str, family: OsFamily) -> frozenset[str] | None:
    """Return the zone ids of the Region of `zone_id` that Fargate runs in; None where AWS names no exception."""
    region = zone_id.rpartition("-")[0]
    return (_FOR_WINDOWS if family == "windows" else _FOR_ALL).get(region)


def has_fargate(zone_id: str, family: OsFamily) -> bool:
    """Tell whether Fargate runs tasks of an operating system in a zone."""
    zones = zones_with_fargate(zone_id, family)
    return zones is None or zone_id in zones
