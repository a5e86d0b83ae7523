"""Would flow logs show what is refused?"""

from __future__ import annotations

from typing import Any

import pytest

from fargate_doctor.checks.advice.flow_logs import flow_logs
from tests.checks.asking import Stopped, answer_of, levels_of
from tests.checks.test_refused_packets import flow_log


def test_without_any_it_says_how_to_make_one() -> None:
    """The listing is empty: nothing that is refused leaves a trace."""
    case = Stopped()

    answer = answer_of(flow_logs, case)

    assert answer.verdict == "fail"
    assert answer.raised[0].resources[0].id == case.network.vpc["VpcId"]
    assert levels_of(flow_logs, case) == {"flowlogs.absent": "info"}


@pytest.mark.parametrize("place", ["vpc", "subnet", "interface"])
def test_one_of_the_vpc_the_subnet_or_the_interface_is_enough(place: str) -> None:
    """Each of the three covers the task."""
    case = Stopped()
    subnet = case.network.task_subnets[0]["SubnetId"]
    flow_log(case, ResourceId={"vpc": case.network.vpc["VpcId"], "subnet": subnet, "interface": case.interface}[place])

    assert answer_of(flow_logs, case).verdict == "pass"


def test_one_of_another_subnet_is_not() -> None:
    """A flow log of the neighbours covers the neighbours."""
    case = Stopped()
    flow_log(case, ResourceId=case.network.task_subnets[1]["SubnetId"])

    assert answer_of(flow_logs, case).verdict == "fail"


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({}, "/vpc/flow-logs"),
        ({"TrafficType": "ALL"}, "/vpc/flow-logs"),
        (
            {"LogGroupName": None, "LogDestinationType": "s3", "LogDestination": "arn:aws:s3:::logs"},
            "arn:aws:s3:::logs",
        ),
        ({"LogFormat": "${srcaddr} ${action}"}, "/vpc/flow-logs"),
    ],
)
def test_a_useful_one_says_where_it_writes(changes: dict[str, Any], place: str) -> None:
    """Whoever wants to read it knows where."""
    case = Stopped()
    flow_log(case, **changes)

    answer = answer_of(flow_logs, case)

    assert answer.verdict == "pass"
    assert place in answer.because.en
    assert place in answer.because.es


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"FlowLogStatus": "INACTIVE"}, "FlowLogStatus"),
        ({"DeliverLogsStatus": "FAILED", "DeliverLogsErrorMessage": "Access error"}, "DeliverLogsStatus"),
        ({"TrafficType": "ACCEPT"}, "TrafficType"),
        ({"LogFormat": "${srcaddr} ${dstaddr} ${bytes}"}, "LogFormat"),
    ],
)
def test_one_that_cannot_show_refusals_is_as_none(changes: dict[str, Any], field: str) -> None:
    """Inactive, failing, of accepted traffic alone, or without the action: it is named with its reason."""
    case = Stopped()
    flow_log(case, **changes)

    answer = answer_of(flow_logs, case)

    assert answer.verdict == "fail"
    assert [each.field for each in answer.evidence] == [field]
    assert "fl-0a1b2c3d4e5f60718" in answer.because.en


def test_unread_is_unknown() -> None:
    """Without the listing nobody can tell."""
    case = Stopped()
    case.account.refused.add("ec2:DescribeFlowLogs")

    answer = answer_of(flow_logs, case)

    assert answer.verdict == "unknown"
    assert {each.operation for each in answer.missing} == {"ec2:DescribeFlowLogs"}
