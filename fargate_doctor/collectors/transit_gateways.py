"""How transit gateways go on: their attachments, their own routes, and a VPC that leads out for others.

Only a gateway of this account shows its routes. A VPC behind it is read where the gateway sends the internet there.
https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-nat-igw.html
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from fargate_doctor.collectors.filters import ask_filtered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.collectors.calls import Calls

_IN_FORCE: Final = [{"Name": "state", "Values": ["active", "blackhole"]}]
_INTERNET: Final = frozenset({"0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1"})
_OF_EGRESS_VPC: Final = (
    "ec2:DescribeSubnets",
    "ec2:DescribeRouteTables",
    "ec2:DescribeNetworkAcls",
    "ec2:DescribeNatGateways",
)


async def ask_transit_gateways(calls: Calls, gateways: list[str], vpcs: list[str]) -> None:
    """Ask how these gateways are attached, what they do with packets of the VPCs, and what takes them out."""
    _, attachments = await asyncio.gather(
        ask_filtered(calls, "ec2:DescribeTransitGatewayVpcAttachments", "transit-gateway-id", gateways),
        ask_filtered(calls, "ec2:DescribeTransitGatewayAttachments", "transit-gateway-id", gateways),
    )
    own = [each for each in attachments if each.get("ResourceId") in vpcs]
    answers = await asyncio.gather(*(_search(calls, table) for table in _tables_of(own)))
    routes = [route for answer in answers if answer for route in answer.get("Routes", ())]
    behind = {_attachment_behind(route) for route in routes if route.get("DestinationCidrBlock") in _INTERNET}
    beyond = [each for each in attachments if each.get("TransitGatewayAttachmentId") in behind and _is_own(each)]
    others = sorted({str(each["ResourceId"]) for each in beyond} - set(vpcs))
    await asyncio.gather(
        *(_search(calls, table) for table in _tables_of(beyond)),
        *(ask_filtered(calls, operation, "vpc-id", others) for operation in _OF_EGRESS_VPC),
        ask_filtered(calls, "ec2:DescribeInternetGateways", "attachment.vpc-id", others),
    )


async def _search(calls: Calls, table: str) -> JsonObject | None:
    request: JsonObject = {"TransitGatewayRouteTableId": table, "Filters": _IN_FORCE}
    return await calls.ask("ec2:SearchTransitGatewayRoutes", request)


def _tables_of(attachments: Iterable[JsonObject]) -> list[str]:
    """Return the route tables that AWS names; it names none of a gateway that another account owns."""
    associations = [each.get("Association") or {} for each in attachments]
    named = (each.get("TransitGatewayRouteTableId") for each in associations)
    return sorted({str(each) for each in named if each})


def _attachment_behind(route: JsonObject) -> str:
    targets = route.get("TransitGatewayAttachments") or []
    return str(targets[0].get("TransitGatewayAttachmentId", "")) if len(targets) == 1 else ""


def _is_own(attachment: JsonObject) -> bool:
    """Tell whether the VPC of an attachment belongs to the account that owns the gateway."""
    same_owner = attachment.get("ResourceOwnerId") == attachment.get("TransitGatewayOwnerId")
    return attachment.get("ResourceType") == "vpc" and same_owner
