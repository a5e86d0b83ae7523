"""What AWS asks people to consider about the network of Fargate tasks, one question each."""

from __future__ import annotations

import pytest

from fargate_doctor.checks.advice.host_name import host_name
from fargate_doctor.checks.advice.managed_interface import managed_interface
from fargate_doctor.checks.carrier.traffic import traffic
from tests.account.demos.every import DEMOS
from tests.checks.asking import Stopped, answer_of, facts_of, levels_of


@pytest.mark.parametrize(
    ("support", "hostnames", "verdict"),
    [(True, True, "pass"), (True, False, "fail"), (False, True, "fail"), (False, False, "fail")],
)
def test_both_dns_attributes_give_the_task_its_host_name(support: bool, hostnames: bool, verdict: str) -> None:  # noqa: FBT001 - a table
    """With either attribute off the name is random, which is worth knowing and no more."""
    case = Stopped()
    case.account.set_attribute(case.network.vpc, "enableDnsSupport", on=support)
    case.account.set_attribute(case.network.vpc, "enableDnsHostnames", on=hostnames)

    assert answer_of(host_name, case).verdict == verdict
    assert levels_of(host_name, case) == ({} if verdict == "pass" else {"vpc.dns-hostname-random": "info"})


def test_the_host_name_is_unknown_where_the_attributes_were_refused() -> None:
    """A refusal is no attribute that is on."""
    case = Stopped()
    case.account.refused.add("ec2:DescribeVpcAttribute")

    answer = answer_of(host_name, case)

    assert (answer.verdict, {each.operation for each in answer.missing}) == ("unknown", {"ec2:DescribeVpcAttribute"})


def test_a_managed_interface_is_left_to_fargate() -> None:
    """While it exists it is said that only new tasks change it; nobody is told to detach it, or once it is gone."""
    running = facts_of(DEMOS["healthy"].build().case())

    answer = managed_interface.answer(running)

    assert (answer.verdict, [each.kind.id for each in answer.raised]) == ("pass", ["eni.managed"])
    assert "new tasks" in answer.because.en or "new tasks" in answer.raised[0].detail.en
    assert answer_of(managed_interface, Stopped()).verdict == "not_applicable"


@pytest.mark.parametrize(
    ("family", "version", "levels"),
    [
        ("Linux", "1.3.0", {"platform.fargate-eni": "info", "platform.version-old": "warning"}),
        ("Linux", "1.4.0", {}),
        ("Linux", "1.10.0", {}),
        ("Linux", "LATEST", {}),
        ("LINUX", "1.2.0", {"platform.fargate-eni": "info", "platform.version-old": "warning"}),
        ("Windows_Server_2022_Core", "1.0.0", {}),
    ],
)
def test_old_platforms_use_an_interface_of_fargate_for_part_of_the_traffic(
    family: str, version: str, levels: dict[str, str]
) -> None:
    """Versions are compared as numbers, Linux and Windows by themselves; what an upgrade needs is said."""
    case = Stopped()
    case.task.update(platformFamily=family, platformVersion=version)

    assert levels_of(traffic, case) == levels
    assert not levels or "1.4.0" in answer_of(traffic, case).because.es
