from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from fargate_doctor.doctor import diagnose_task
from fargate_doctor.facts.timeline.timeline import timeline_of
from fargate_doctor.model.snapshot import Snapshot
from tests.account import messages, networks
from tests.account.account import Account
from tests.account.demos.events import could_not_start

if TYPE_CHECKING:
    from fargate_doctor.facts.timeline.model import Happening, Timeline

LOOK_UPS = "cloudtrail:LookupEvents"


def stopped(account: Account, network: networks.Network | None = None) -> Timeline:
    """Return the line of time of a task that could not start."""
    network = network or networks.private_without_route(account)
    service = account.add_service(account.add_definition(), network.task_subnets, [network.group], failed=2)
    account.add_stopped(service, network.task_subnets[0], messages.login_timed_out(account))
    could_not_start(account, service)
    return read(account)


def read(account: Account) -> Timeline:
    """Return the line of time of the task in focus."""
    facts = diagnose_task(Snapshot.of(account.case()), proves=False).facts
    assert facts
    return timeline_of(facts)


def with_change(name: str, parameters: dict[str, Any], past: dict[str, float], error: str | None = None) -> Timeline:
    """Return the line of time of a task around which one call was made; ids may name what the network holds."""
    account = Account()
    network = networks.private_without_route(account)
    own = {"vpc": network.vpc["VpcId"], "subnet": network.task_subnets[0]["SubnetId"]}
    filled = {key: own.get(value, value) if isinstance(value, str) else value for key, value in parameters.items()}
    account.add_trail_event(name, account.ago(**past), filled, error=error)
    return stopped(account, network)


def changes(timeline: Timeline) -> list[Happening]:
    """Return what CloudTrail recorded."""
    return [each for each in timeline.happenings if each.kind == "change"]


def test_all_is_in_order_and_every_time_of_the_task_is_on_it() -> None:
    """The earliest first; each with the field that tells it."""
    timeline = stopped(Account())

    assert all(earlier.at <= later.at for earlier, later in pairwise(timeline.happenings))
    fields = {each.evidence[0].field for each in timeline.happenings if each.evidence}
    assert {"createdAt", "connectivityAt", "stoppingAt", "stoppedAt"} <= fields
    assert {"service", "deployment", "failure", "read"} <= {each.kind for each in timeline.happenings}


def test_times_are_told_from_the_stop_and_in_a_running_task_from_the_reading() -> None:
    """What one looks back from is named."""
    account = Account()
    network = networks.private_with_nat(account)
    service = account.add_service(account.add_definition(), network.task_subnets, [network.group], running=1)
    account.add_running(service, network.task_subnets[0], [network.group])
    running, failed = read(account), stopped(Account())

    assert not running.is_from_stop
    assert running.failing_since is None
    assert failed.is_from_stop
    assert failed.reference == failed.failing_since


def test_the_words_of_ecs_are_on_the_line_where_they_were_said() -> None:
    """The stop carries its reason, and trouble of the service is a failure too."""
    failures = [each for each in stopped(Account()).happenings if each.kind == "failure"]

    assert "unable to pull secrets" in failures[0].words.en
    assert "unable to consistently start" in failures[1].words.en


@pytest.mark.parametrize("past", [{"minutes": 30}, {"hours": 20}])
def test_a_change_in_the_day_before_the_first_failure_stands_out(past: dict[str, float]) -> None:
    """It names what is this task's, and who made it."""
    timeline = with_change("AssociateDhcpOptions", {"dhcpOptionsId": "default", "vpcId": "vpc"}, past)

    (change,) = changes(timeline)
    assert change.stands_out
    assert change.by == "network-pipeline"
    assert [each.startswith("vpc-") for each in change.touches] == [True]


@pytest.mark.parametrize(
    ("parameters", "error", "past"),
    [
        ({"dhcpOptionsId": "default", "vpcId": "vpc"}, None, {"days": 3}),
        ({"dhcpOptionsId": "default", "vpcId": "vpc"}, None, {"minutes": 1}),
        ({"dhcpOptionsId": "default", "vpcId": "vpc-0000aaaa1111bbbb2"}, None, {"minutes": 30}),
        ({"dhcpOptionsId": "default", "vpcId": "vpc"}, "Client.UnauthorizedOperation", {"minutes": 30}),
    ],
    ids=["long before", "after the failure", "of another VPC", "refused by AWS"],
)
def test_other_changes_do_not(parameters: dict[str, Any], error: str | None, past: dict[str, float]) -> None:
    """They are on the line, and nothing points at them."""
    (change,) = changes(with_change("AssociateDhcpOptions", parameters, past, error))

    assert not change.stands_out


def test_what_could_not_be_looked_up_is_said() -> None:
    """A refusal names its call; a look-up of some names says that it was only these."""
    refused, asked = stopped(Account(refused={LOOK_UPS})), stopped(Account())

    assert [each.missing[0].operation for each in refused.unread if each.missing] == [LOOK_UPS]
    assert asked.looked_up == ("AssociateDhcpOptions",)
    assert any("AssociateDhcpOptions" in each.words.en for each in asked.unread)


def test_a_service_that_was_not_read_is_said() -> None:
    """Its silence is not taken for peace."""
    timeline = stopped(Account(refused={"ecs:DescribeServices"}))

    assert [each.missing[0].operation for each in timeline.unread if each.missing] == ["ecs:DescribeServices"]
    assert "service" not in {each.kind for each in timeline.happenings}


def test_a_task_that_somebody_stopped_has_not_failed() -> None:
    """An order is part of its life."""
    account = Account()
    network = networks.private_with_nat(account)
    service = account.add_service(account.add_definition(), network.task_subnets, [network.group])
    account.add_stopped(service, network.task_subnets[0], messages.stopped_by_user())

    assert read(account).failing_since is None
