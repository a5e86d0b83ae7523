"""Does the lab give answers in pages, and refuse what is too much, as AWS does?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from tests.lab.account import Network

if TYPE_CHECKING:
    from tests.lab.server import Lab


def test_pages_ec2_answers(lab: Lab) -> None:
    """A list that is longer than a page comes in pages, and its token leads on."""
    network = Network(lab)
    subnets = {network.subnet(number) for number in range(7)}
    own = [{"Name": "vpc-id", "Values": [network.vpc_id]}]

    first = network.ec2.describe_subnets(Filters=own, MaxResults=5)
    second = network.ec2.describe_subnets(Filters=own, MaxResults=5, NextToken=first["NextToken"])

    assert len(first["Subnets"]) == 5
    assert {each["SubnetId"] for each in first["Subnets"] + second["Subnets"]} == subnets
    assert "NextToken" not in second


def test_small_pages_reach_every_list(lab: Lab) -> None:
    """A page size set in the lab cuts every list, also where the caller asks for no size."""
    network = Network(lab)
    for number in range(3):
        network.group(f"group-{number}")
    lab.state.page_size = 2

    pages = list(network.ec2.get_paginator("describe_security_groups").paginate())

    assert all(len(page["SecurityGroups"]) <= 2 for page in pages)
    assert len(pages) > 1


@pytest.mark.parametrize(
    ("service", "method", "request_of", "code"),
    [
        ("ec2", "describe_route_tables", {"MaxResults": 200}, "InvalidParameterValue"),
        (
            "ec2",
            "describe_network_interfaces",
            {"MaxResults": 5, "NetworkInterfaceIds": ["eni-0123456789abcdef0"]},
            "InvalidParameterCombination",
        ),
        ("ecs", "describe_tasks", {"tasks": ["f" * 32] * 101}, "InvalidParameterException"),
        ("ecs", "describe_services", {"services": ["web"] * 11}, "InvalidParameterException"),
    ],
)
def test_refuses_more_than_aws_takes(
    lab: Lab, service: str, method: str, request_of: dict[str, Any], code: str
) -> None:
    """Too large a page, ids beside a page size, and too many ids at once are refused."""
    lab.client("ecs").create_cluster(clusterName="default")

    with pytest.raises(ClientError) as refused:
        getattr(lab.client(service), method)(**request_of)

    assert refused.value.response["Error"]["Code"] == code
