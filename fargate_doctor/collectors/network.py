"""Everything of the tasks' VPCs that decides whether traffic gets through."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from fargate_doctor.collectors.filters import ask_filtered
from fargate_doctor.collectors.flow_logs import describe_flow_logs
from fargate_doctor.collectors.names import ask_names
from fargate_doctor.collectors.references import ask_references
from fargate_doctor.collectors.subnets import find_vpcs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.collectors.calls import Calls

# A filter also keeps the listing of network interfaces from failing in large accounts.
# https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeNetworkInterfaces.html
_BY_VPC: Final = (
    "ec2:DescribeSubnets",
    "ec2:DescribeVpcs",
    "ec2:DescribeRouteTables",
    "ec2:DescribeNetworkAcls",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeVpcEndpoints",
    "ec2:DescribeNatGateways",
    "ec2:DescribeNetworkInterfaces",
)

# https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcAttribute.html - one at a time
_ATTRIBUTES: Final = ("enableDnsSupport", "enableDnsHostnames")


async def ask_network(calls: Calls, tasks: Sequence[JsonObject]) -> None:
    """Ask for the VPCs of the tasks and all that is in them, then for what only their routes and rules name."""
    vpcs = await find_vpcs(calls, tasks)
    await asyncio.gather(
        *(ask_filtered(calls, operation, "vpc-id", vpcs) for operation in _BY_VPC),
        *(
            calls.ask("ec2:DescribeVpcAttribute", {"VpcId": vpc, "Attribute": attribute})
            for vpc in vpcs
            for attribute in _ATTRIBUTES
        ),
        ask_filtered(calls, "ec2:DescribeInternetGateways", "attachment.vpc-id", vpcs),
        describe_flow_logs(calls, tasks, vpcs),
        ask_names(calls, vpcs),
        ask_references(calls, tasks, vpcs),
    )
