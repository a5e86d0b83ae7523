from __future__ import annotations

from typing import Any

import pytest

from fargate_doctor.case.model import Failure, Record
from fargate_doctor.facts.dhcp import dhcp_change_of
from fargate_doctor.facts.fact import Known, NotKnown
from fargate_doctor.model.evidence import Missing
from tests.facts.fargate_tasks import event, look_up, snapshot, task

CREATED, STARTED = "2026-03-10T10:00:00Z", "2026-03-10T10:02:00Z"
VPC: Known[str] | NotKnown = Known("vpc-1")
RUNNING = task(lastStatus="RUNNING", createdAt=CREATED, startedAt=STARTED)


def associated(at: str, options: str, vpc: str = "vpc-1", **body: Any) -> dict[str, Any]:  # noqa: ANN401 - AWS's JSON
    parameters = {"requestParameters": {"dhcpOptionsId": options, "vpcId": vpc}}
    return event("AssociateDhcpOptions", at, {**parameters, **body}, identifier=f"e-{at}-{options}")


def option_set(identifier: str, *servers: str) -> dict[str, Any]:
    values = [{"Value": each} for each in servers]
    return {
        "DhcpOptionsId": identifier,
        "DhcpConfigurations": [{"Key": "domain-name-servers", "Values": values}],
    }


def answers(events: list[dict[str, Any]], *sets: dict[str, Any], start: str = CREATED) -> dict[str, Any]:
    return {
        "cloudtrail__LookupEvents": [look_up("AssociateDhcpOptions", events, start)],
        "ec2__DescribeDhcpOptions": {"DhcpOptions": list(sets)},
    }


@pytest.mark.parametrize(
    ("sets", "differs", "options"),
    [
        ((option_set("dopt-a", "10.0.0.2"), option_set("dopt-b", "10.9.9.9")), True, ("domain-name-servers",)),
        ((option_set("dopt-a", "10.0.0.2"), option_set("dopt-b", "10.0.0.2")), False, ()),
        ((option_set("dopt-b", "10.9.9.9"),), None, ()),
    ],
)
def test_change_after_start_is_compared(
    sets: tuple[dict[str, Any], ...], *, differs: bool | None, options: tuple[str, ...]
) -> None:
    """A change after the start proves itself; whether it matters depends on whether both sets can be read."""
    events = [associated("2026-03-01T00:00:00Z", "dopt-a"), associated("2026-03-10T11:00:00Z", "dopt-b")]

    change = dhcp_change_of(snapshot(**answers(events, *sets)), RUNNING, VPC)

    assert change.outcome == "changed_after_start"
    assert (change.old_id, change.new_id) == ("dopt-a", "dopt-b")
    assert (change.differs, change.options) == (differs, options)
    assert bool(change.missing) is (differs is None)


def test_old_set_is_unknown_without_an_event_before() -> None:
    events = [associated("2026-03-10T11:00:00Z", "dopt-b")]

    change = dhcp_change_of(snapshot(**answers(events, option_set("dopt-b", "10.9.9.9"))), RUNNING, VPC)

    assert (change.outcome, change.old_id, change.differs) == ("changed_after_start", None, None)


def test_change_back_to_the_same_set_changes_nothing() -> None:
    events = [associated("2026-03-01T00:00:00Z", "dopt-a"), associated("2026-03-10T11:00:00Z", "dopt-a")]

    assert dhcp_change_of(snapshot(**answers(events)), RUNNING, VPC).differs is False


def test_having_no_set_is_compared_with_having_one() -> None:
    events = [associated("2026-03-01T00:00:00Z", "dopt-a"), associated("2026-03-10T11:00:00Z", "default")]

    change = dhcp_change_of(snapshot(**answers(events, option_set("dopt-a", "10.0.0.2"))), RUNNING, VPC)

    assert change.differs is True


def test_set_given_during_the_start_leaves_the_old_one_open() -> None:
    events = [
        associated("2026-03-01T00:00:00Z", "dopt-a"),
        associated("2026-03-10T10:01:00Z", "dopt-b"),
        associated("2026-03-10T11:00:00Z", "dopt-c"),
    ]

    change = dhcp_change_of(snapshot(**answers(events)), RUNNING, VPC)

    assert (change.outcome, change.old_id, change.differs) == ("changed_after_start", None, None)


def test_change_between_creation_and_start_is_indeterminate() -> None:
    change = dhcp_change_of(snapshot(**answers([associated("2026-03-10T10:01:00Z", "dopt-b")])), RUNNING, VPC)

    assert change.outcome == "indeterminate"


@pytest.mark.parametrize(
    "events",
    [
        [],
        [associated("2026-03-10T11:00:00Z", "dopt-b", vpc="vpc-2")],
        [associated("2026-03-10T11:00:00Z", "dopt-b", errorCode="UnauthorizedOperation")],
        [associated("2026-03-10T09:00:00Z", "dopt-b")],
    ],
)
def test_complete_look_up_without_such_an_event_proves_no_change(events: list[dict[str, Any]]) -> None:
    change = dhcp_change_of(snapshot(**answers(events)), RUNNING, VPC)

    assert change.outcome == "not_changed"
    assert change.evidence


def test_change_after_the_task_had_stopped_does_not_concern_it() -> None:
    stopped = task(createdAt=CREATED, startedAt=STARTED, stoppedAt="2026-03-10T10:30:00Z")

    change = dhcp_change_of(snapshot(**answers([associated("2026-03-10T11:00:00Z", "dopt-b")])), stopped, VPC)

    assert change.outcome == "not_changed"


@pytest.mark.parametrize(
    ("records", "error"),
    [
        ({}, "NotCollected"),
        ({"cloudtrail__LookupEvents": [Record(answer={"Events": []})]}, "NotCollected"),
        ({"cloudtrail__LookupEvents": [look_up("RunTask", [], CREATED)]}, "NotCollected"),
        ({"cloudtrail__LookupEvents": [look_up("AssociateDhcpOptions", [], CREATED, NextToken="n")]}, "CutShort"),
        ({"cloudtrail__LookupEvents": [look_up("AssociateDhcpOptions", [], "2026-03-10T11:00:00Z")]}, "NotCollected"),
        (
            {"cloudtrail__LookupEvents": [look_up("AssociateDhcpOptions", [], CREATED, "2026-03-10T10:30:00Z")]},
            "NotCollected",
        ),
        (
            {
                **answers([]),
                "ec2__DescribeVpcs": {"Vpcs": [{"VpcId": "vpc-1", "OwnerId": "999999999999"}]},
            },
            "OtherAccount",
        ),
    ],
)
def test_absence_proves_nothing_unless_all_was_looked_up(records: dict[str, Any], error: str) -> None:
    change = dhcp_change_of(snapshot(**records), RUNNING, VPC)

    assert change.outcome == "unknown"
    assert [each.error for each in change.missing] == [error]


def test_refusal_is_named() -> None:
    refused = Failure(operation="cloudtrail:LookupEvents", error="AccessDeniedException")

    change = dhcp_change_of(snapshot(refused), RUNNING, VPC)

    assert change.missing[0].error == "AccessDeniedException"


def test_task_older_than_the_trail_is_unknown_unless_a_change_shows_itself() -> None:
    old = task(lastStatus="RUNNING", createdAt="2025-11-01T00:00:00Z", startedAt="2025-11-01T00:02:00Z")
    quiet = snapshot(**answers([], start="2025-11-01T00:00:00Z"))
    loud = snapshot(**answers([associated("2026-03-10T11:00:00Z", "dopt-b")]))

    assert dhcp_change_of(quiet, old, VPC).missing[0].error == "OlderThan90Days"
    assert dhcp_change_of(loud, old, VPC).outcome == "changed_after_start"


def test_unknown_vpc_is_passed_on() -> None:
    missing = Missing(operation="ec2:DescribeSubnets", error="UnauthorizedOperation", action="ec2:DescribeSubnets")

    assert dhcp_change_of(snapshot(), RUNNING, NotKnown((missing,))).missing == (missing,)
