"""Network interfaces: what kind they are, whose they are, which groups and addresses they carry."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.lab.mending.registry import afterwards
from tests.lab.state import ACCOUNT, REGION

if TYPE_CHECKING:
    from datetime import datetime

    from tests.lab.state import State
    from tests.lab.wire import Answer, Call

_FARGATE_ACCOUNT = "578734482556"


@afterwards("ec2:CreateNatGateway")
def nat_gateway_interface(state: State, _: Call, answer: Answer) -> Answer:
    """Give the interface of a NAT gateway a kind of its own, and no security group."""
    gateway = answer["NatGateway"]["NatGatewayId"]
    state.ec2.nat_gateways[gateway]._created_at = _long_ago(state)
    interface = state.ec2.nat_gateways[gateway]._eni
    interface.interface_type = "nat_gateway"
    interface.description = f"Interface for NAT Gateway {gateway}"
    interface._group_set, interface.status = [], "in-use"
    _belongs_to_aws(interface)
    return answer


@afterwards("ec2:DeleteNatGateway")
def nat_gateway_interface_goes(state: State, call: Call, answer: Answer) -> Answer:
    """Take the interface of a NAT gateway away with it."""
    state.ec2.enis.pop(state.ec2.nat_gateways[call.parameters["NatGatewayId"]]._eni.id, None)
    return answer


@afterwards("ec2:CreateVpcEndpoint")
def endpoint_interfaces(state: State, _: Call, answer: Answer) -> Answer:
    """Give the interfaces of an endpoint the endpoint's groups, not the default group of the VPC."""
    endpoint = state.ec2.vpc_end_points[answer["VpcEndpoint"]["VpcEndpointId"]]
    endpoint.creation_timestamp = _long_ago(state)
    groups = [state.ec2.get_security_group_from_id(each) for each in endpoint.security_group_ids]
    for identifier in endpoint.network_interface_ids:
        interface = state.ec2.enis[identifier]
        interface.interface_type = "vpc_endpoint"
        interface.description = f"VPC Endpoint Interface {endpoint.id}"
        interface.status = "in-use"
        if groups:
            interface._group_set = groups
        _belongs_to_aws(interface)
    endpoint.security_group_ids = endpoint.security_group_ids or _groups_of_interfaces(state, endpoint)
    return answer


@afterwards("ec2:DescribeNetworkInterfaces")
def attachments(state: State, _: Call, answer: Answer) -> Answer:
    """Attach an interface that AWS made for a task to a machine that is not the customer's."""
    for interface in answer["NetworkInterfaces"]:
        interface.update(state.interfaces.get(interface["NetworkInterfaceId"], {}))
        if "Association" in interface:
            dashed = interface["Association"]["PublicIp"].replace(".", "-")
            interface["Association"]["PublicDnsName"] = f"ec2-{dashed}.{REGION}.compute.amazonaws.com"
        if not interface.get("PrivateIpAddress"):
            interface.pop("PrivateIpAddress", None)
            interface["PrivateIpAddresses"] = []
    return answer


def attached_to_task(state: State, interface: Any, attachment: str) -> None:  # noqa: ANN401 - moto has no types
    """Let an interface be one that ECS made for a task."""
    interface.description = attachment
    interface.status = "in-use"
    state.interfaces[interface.id] = {
        "RequesterManaged": True,
        "Attachment": {
            "AttachTime": state.now - timedelta(days=1),
            "AttachmentId": f"eni-attach-{interface.id.removeprefix('eni-')}",
            "DeleteOnTermination": False,
            "DeviceIndex": 1,
            "InstanceOwnerId": _FARGATE_ACCOUNT,
            "Status": "attached",
        },
    }


def delete_interface(state: State, identifier: str) -> None:
    """Let an interface be gone, as that of a stopped task is."""
    state.interfaces.pop(identifier, None)
    state.ec2.enis.pop(identifier, None)


def _long_ago(state: State) -> datetime:
    """Date the network before its tasks, naive as moto's own dates."""
    return (state.now - timedelta(days=2)).replace(tzinfo=None)


def _belongs_to_aws(interface: Any) -> None:  # noqa: ANN401 - moto has no types
    interface.requester_managed = True
    interface.requester_id = ACCOUNT


def _groups_of_interfaces(state: State, endpoint: Any) -> list[str]:  # noqa: ANN401 - moto has no types
    held = (each.id for own in endpoint.network_interface_ids for each in state.ec2.enis[own]._group_set)
    return list(dict.fromkeys(held))
