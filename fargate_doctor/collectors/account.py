"""What holds for the whole account or Region, and needs nothing to be asked."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from fargate_doctor.collectors.calls import Calls

# https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcBlockPublicAccessOptions.html
NOTHING_BLOCKED: Final = "off"


async def ask_account(calls: Calls) -> None:
    """Ask who we are, and for the account setting that gives tasks IPv6 addresses."""
    # The value that applies, not only one set explicitly; the botocore enum of names lacks this one.
    # https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListAccountSettings.html
    setting = {"name": "dualStackIPv6", "effectiveSettings": True}
    caller, _ = await asyncio.gather(calls.ask("sts:GetCallerIdentity"), calls.ask("ecs:ListAccountSettings", setting))
    if caller:
        calls.recorder.name_owner(str(caller.get("Arn", "")))


async def ask_region(calls: Calls) -> None:
    """Ask for what cannot be filtered by VPC, and is little: Block Public Access, DHCP, prefix lists.

    All DHCP option sets are asked for, because a set that the VPC had before tells what running tasks still use.
    """
    await asyncio.gather(
        _ask_block_public_access(calls),
        calls.ask("ec2:DescribeDhcpOptions"),
        calls.ask("ec2:DescribePrefixLists"),
    )


async def ask_exclusions(calls: Calls) -> None:
    """Ask what Block Public Access leaves out; it matters only where something is blocked."""
    await calls.ask("ec2:DescribeVpcBlockPublicAccessExclusions")


async def _ask_block_public_access(calls: Calls) -> None:
    answer = await calls.ask("ec2:DescribeVpcBlockPublicAccessOptions")
    options = (answer or {}).get("VpcBlockPublicAccessOptions") or {}
    if str(options.get("InternetGatewayBlockMode", "")).lower() != NOTHING_BLOCKED:
        await ask_exclusions(calls)
