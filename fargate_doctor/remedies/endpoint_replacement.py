"""An endpoint made again like the one that is not in use."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from fargate_doctor.remedies.changes import updating
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.new_endpoints import endpoint_interfaces
from fargate_doctor.remedies.snippets import cloudformation, terraform
from fargate_doctor.remedies.step import Step

if TYPE_CHECKING:
    from fargate_doctor.model.filtering import VpcEndpoint
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.remedies.standpoint import Standpoint
    from fargate_doctor.remedies.step import Change

NEW_ENDPOINT: Final = "<ID_OF_THE_NEW_ENDPOINT>"


def replacement(standpoint: Standpoint, endpoint: VpcEndpoint) -> Step:
    """Return the step that deletes an endpoint and makes one with the same service, subnets, groups and policy."""
    like = _like(endpoint)
    return Step(
        commands=(
            aws("ec2", "delete-vpc-endpoints", standpoint.region, vpc_endpoint_ids=(endpoint.vpc_endpoint_id,)),
            aws(
                "ec2",
                "create-vpc-endpoint",
                standpoint.region,
                vpc_endpoint_type=endpoint.vpc_endpoint_type,
                vpc_id=endpoint.vpc_id,
                service_name=endpoint.service_name,
                subnet_ids=endpoint.subnet_ids or None,
                security_group_ids=tuple(each.group_id for each in endpoint.groups) or None,
                route_table_ids=endpoint.route_table_ids or None,
                private_dns_enabled=endpoint.private_dns_enabled if endpoint.is_interface else None,
                policy_document=_policy(endpoint),
            ),
        ),
        undo=(aws("ec2", "delete-vpc-endpoints", standpoint.region, vpc_endpoint_ids=(NEW_ENDPOINT,)),),
        terraform=terraform(
            "aws_vpc_endpoint",
            endpoint.vpc_endpoint_id,
            {
                "vpc_endpoint_type": endpoint.vpc_endpoint_type,
                "vpc_id": endpoint.vpc_id,
                "service_name": endpoint.service_name,
                "subnet_ids": list(endpoint.subnet_ids) or None,
                "security_group_ids": [each.group_id for each in endpoint.groups] or None,
                "route_table_ids": list(endpoint.route_table_ids) or None,
                "private_dns_enabled": endpoint.private_dns_enabled if endpoint.is_interface else None,
            },
        ),
        cloudformation=cloudformation(f"{endpoint.vpc_endpoint_id}Again", "AWS::EC2::VPCEndpoint", like),
        change=_available(endpoint),
    )


def _like(endpoint: VpcEndpoint) -> dict[str, object]:
    return {
        "VpcEndpointType": endpoint.vpc_endpoint_type,
        "VpcId": endpoint.vpc_id,
        "ServiceName": endpoint.service_name,
        "SubnetIds": list(endpoint.subnet_ids) or None,
        "SecurityGroupIds": [each.group_id for each in endpoint.groups] or None,
        "RouteTableIds": list(endpoint.route_table_ids) or None,
        "PrivateDnsEnabled": endpoint.private_dns_enabled if endpoint.is_interface else None,
        "PolicyDocument": _policy(endpoint),
    }


def _policy(endpoint: VpcEndpoint) -> dict[str, object] | None:
    try:
        parsed = json.loads(endpoint.policy_document or "")
    except (ValueError, RecursionError):
        return None
    return parsed if isinstance(parsed, dict) else None


def _available(endpoint: VpcEndpoint) -> Change:
    """Return the change after which the endpoint is in use, with interfaces where the case shows none of its own."""

    def change(snapshot: Snapshot) -> Snapshot:
        known = snapshot.network_interfaces.by_id
        update: dict[str, object] = {"state": "available", "last_error": None, "failure_reason": None}
        if endpoint.is_interface and not any(each in known for each in endpoint.network_interface_ids):
            subnets = tuple(
                snapshot.subnets.by_id[each] for each in endpoint.subnet_ids if each in snapshot.subnets.by_id
            )
            groups = tuple(each.group_id for each in endpoint.groups)
            made = endpoint_interfaces(snapshot, endpoint.vpc_endpoint_id, subnets, groups)
            update["network_interface_ids"] = tuple(each.network_interface_id for each in made)
            for each in made:
                snapshot = snapshot.with_resource("network_interfaces", each, each.vpc_id)
        return updating("endpoints", endpoint, **update)(snapshot)

    return change
