"""An answer that is taken away leaves its questions open: no all-clear, no new cause, and the gap is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fargate_doctor.demo import catalogue
from fargate_doctor.doctor import diagnose_task
from fargate_doctor.model.snapshot import Snapshot

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.model import Diagnosis


def without(name: str, *operations: str) -> Diagnosis:
    """Return the diagnosis of a built-in case from which some answers were taken away."""
    case = catalogue.open_demo(name)
    kept = {operation: records for operation, records in case.records.items() if operation not in operations}
    assert len(kept) == len(case.records) - len(operations)
    return diagnose_task(Snapshot.of(case.model_copy(update={"records": kept})), proves=False)


def named(diagnosis: Diagnosis) -> set[str]:
    return {gap.missing.operation for gap in diagnosis.gaps}


@pytest.mark.parametrize(
    ("name", "operation", "step"),
    [
        ("dhcp-changed", "ec2:DescribeDhcpOptions", "changes.dhcp"),
        ("ipv6-without-auto-assign", "elbv2:DescribeTargetGroups", "ipv6.wanted"),
        ("nat-without-internet", "ec2:DescribeNatGateways", "way.network-acls"),
        ("nat-without-internet", "ec2:DescribeNatGateways", "way.gateways"),
        ("no-route", "ec2:DescribeRouteTables", "way.gateways"),
        ("endpoint-refuses", "ec2:DescribeVpcEndpoints", "way.endpoints"),
    ],
)
def test_the_question_stays_open_and_nothing_is_blamed(name: str, operation: str, step: str) -> None:
    diagnosis = without(name, operation)

    asked = diagnosis.step(step)
    assert asked is not None
    assert asked.verdict == "unknown"
    assert (diagnosis.status, diagnosis.root_causes) == ("undetermined", ())
    assert operation in named(diagnosis)


@pytest.mark.parametrize(
    "operation", ["route53resolver:ListFirewallRuleGroupAssociations", "route53:ListHostedZonesByVPC"]
)
def test_what_could_refuse_a_way_and_was_not_read_is_named(operation: str) -> None:
    diagnosis = without("healthy", operation)

    assert operation in named(diagnosis)


def test_all_that_the_network_needs_is_named_where_nothing_of_it_was_read() -> None:
    case = catalogue.open_demo("no-route")
    ec2 = tuple(each for each in case.records if each.startswith("ec2:"))

    diagnosis = without("no-route", *ec2)

    assert diagnosis.root_causes == ()
    assert {
        "ec2:DescribeSubnets",
        "ec2:DescribeRouteTables",
        "ec2:DescribeNetworkAcls",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeVpcEndpoints",
        "ec2:DescribeVpcAttribute",
        "ec2:DescribeNatGateways",
        "ec2:DescribeInternetGateways",
    } <= named(diagnosis)
