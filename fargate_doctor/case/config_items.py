"""AWS Config's configuration items, as the answers that they carry the same data as.

They come in configuration history and snapshot files, from `get-resource-config-history`, `batch-get-resource-config`
and in events. An item shows one resource at one time, so it says nothing of what else there is.
https://github.com/awslabs/aws-config-resource-schema
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from fargate_doctor.case.config_shapes import (
    block_public_access,
    dhcp_options,
    ecs_service,
    ecs_task_definition,
    iam_role,
    in_ec2_words,
    managed_prefix_list,
    security_group,
)
from fargate_doctor.case.model import Record
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fargate_doctor.case.config_shapes import Carried
    from fargate_doctor.case.model import JsonObject

_LISTS: Final = ("configurationItems", "baseConfigurationItems")
_GONE: Final = frozenset({"ResourceDeleted", "ResourceDeletedNotRecorded", "ResourceNotRecorded"})


@frozen
class PassedOver:
    """An item that carries nothing that is read here."""

    resource_type: str


def config_items_in(document: JsonObject) -> Iterator[tuple[str, Record] | PassedOver]:
    """Yield what each configuration item in a document carries; nothing where it holds none."""
    for item in _items(document):
        yield from _carried(item)


def _items(document: JsonObject) -> Iterator[JsonObject]:
    for key in _LISTS:
        listed = document.get(key)
        yield from (each for each in listed if _is_item(each)) if isinstance(listed, list) else ()
    detail = document.get("detail")
    for holder in (document, detail if isinstance(detail, dict) else {}):
        inner = holder.get("configurationItem")
        if isinstance(inner, dict) and _is_item(inner):
            yield inner
    if _is_item(document):
        yield document


def _is_item(value: Any) -> bool:  # noqa: ANN401 - any JSON value
    return isinstance(value, dict) and isinstance(value.get("resourceType"), str) and "configuration" in value


def _carried(item: JsonObject) -> Iterator[tuple[str, Record] | PassedOver]:
    resource_type, configuration = str(item["resourceType"]), _configuration(item["configuration"])
    read = _READERS.get(resource_type)
    status = str(item.get("configurationItemStatus"))
    if read is None or not configuration or status in _GONE:
        yield PassedOver(resource_type)
        return
    for operation, request, answer in read(configuration):
        yield operation, Record(request=request, answer=answer, region=_region(item), at=_at(item))


def _configuration(value: Any) -> JsonObject:  # noqa: ANN401 - any JSON value
    """Return the configuration, which the API gives as JSON in a string and the files as an object."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return {}
    return value if isinstance(value, dict) else {}


def _region(item: JsonObject) -> str | None:
    region = item.get("awsRegion")
    return region if isinstance(region, str) and region != "global" else None


def _at(item: JsonObject) -> str | None:
    at = item.get("configurationItemCaptureTime")
    return at if isinstance(at, str) else None


def _listed(operation: str, list_name: str, parameter: str, id_key: str) -> Callable[[JsonObject], Iterator[Carried]]:
    """Return what puts one resource into the answer of the operation that lists its kind."""

    def read(configuration: JsonObject) -> Iterator[Carried]:
        resource = in_ec2_words(configuration)
        identifier = resource.get(id_key)
        if isinstance(identifier, str):
            yield operation, {parameter: [identifier]}, {list_name: [resource]}

    return read


_READERS: Final[dict[str, Callable[[JsonObject], Iterator[Carried]]]] = {
    "AWS::EC2::EgressOnlyInternetGateway": _listed(
        "ec2:DescribeEgressOnlyInternetGateways",
        "EgressOnlyInternetGateways",
        "EgressOnlyInternetGatewayIds",
        "EgressOnlyInternetGatewayId",
    ),
    "AWS::EC2::InternetGateway": _listed(
        "ec2:DescribeInternetGateways", "InternetGateways", "InternetGatewayIds", "InternetGatewayId"
    ),
    "AWS::EC2::NatGateway": _listed("ec2:DescribeNatGateways", "NatGateways", "NatGatewayIds", "NatGatewayId"),
    "AWS::EC2::NetworkAcl": _listed("ec2:DescribeNetworkAcls", "NetworkAcls", "NetworkAclIds", "NetworkAclId"),
    "AWS::EC2::NetworkInterface": _listed(
        "ec2:DescribeNetworkInterfaces", "NetworkInterfaces", "NetworkInterfaceIds", "NetworkInterfaceId"
    ),
    "AWS::EC2::RouteTable": _listed("ec2:DescribeRouteTables", "RouteTables", "RouteTableIds", "RouteTableId"),
    "AWS::EC2::Subnet": _listed("ec2:DescribeSubnets", "Subnets", "SubnetIds", "SubnetId"),
    "AWS::EC2::VPC": _listed("ec2:DescribeVpcs", "Vpcs", "VpcIds", "VpcId"),
    "AWS::EC2::VPCEndpoint": _listed("ec2:DescribeVpcEndpoints", "VpcEndpoints", "VpcEndpointIds", "VpcEndpointId"),
    "AWS::EC2::VPCPeeringConnection": _listed(
        "ec2:DescribeVpcPeeringConnections",
        "VpcPeeringConnections",
        "VpcPeeringConnectionIds",
        "VpcPeeringConnectionId",
    ),
    "AWS::EC2::SecurityGroup": security_group,
    "AWS::EC2::DHCPOptions": dhcp_options,
    "AWS::EC2::PrefixList": managed_prefix_list,
    "AWS::EC2::VPCBlockPublicAccessOptions": block_public_access,
    "AWS::ECS::Service": ecs_service,
    "AWS::ECS::TaskDefinition": ecs_task_definition,
    "AWS::IAM::Role": iam_role,
}
