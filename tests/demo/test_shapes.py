"""The answers in the built-in cases have AWS's own shape: nothing invented, nothing left out that AWS always gives."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from botocore.session import get_session

from fargate_doctor.demo import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from botocore.model import OperationModel

    from fargate_doctor.case.model import JsonObject, Record

NAMES = catalogue.names()

# What AWS gives with every such resource, whatever its state, by the shape's name in AWS's model.
ALWAYS = {
    "ec2.Vpc": "VpcId CidrBlock CidrBlockAssociationSet DhcpOptionsId InstanceTenancy IsDefault OwnerId State",
    "ec2.Subnet": "SubnetId SubnetArn VpcId OwnerId State AvailabilityZone AvailabilityZoneId AvailableIpAddressCount"
    " AssignIpv6AddressOnCreation DefaultForAz EnableDns64 Ipv6CidrBlockAssociationSet Ipv6Native MapPublicIpOnLaunch"
    " PrivateDnsNameOptionsOnLaunch",
    "ec2.RouteTable": "RouteTableId VpcId OwnerId Associations PropagatingVgws Routes Tags",
    "ec2.RouteTableAssociation": "Main RouteTableAssociationId RouteTableId AssociationState",
    "ec2.Route": "Origin State",
    "ec2.NetworkAcl": "NetworkAclId VpcId OwnerId Associations Entries IsDefault Tags",
    "ec2.NetworkAclAssociation": "NetworkAclAssociationId NetworkAclId SubnetId",
    "ec2.NetworkAclEntry": "Egress Protocol RuleAction RuleNumber",
    "ec2.SecurityGroup": "GroupId GroupName Description VpcId OwnerId SecurityGroupArn IpPermissions"
    " IpPermissionsEgress",
    "ec2.IpPermission": "IpProtocol IpRanges Ipv6Ranges PrefixListIds UserIdGroupPairs",
    "ec2.VpcEndpoint": "VpcEndpointId VpcEndpointType VpcId ServiceName State OwnerId PolicyDocument RouteTableIds"
    " SubnetIds Groups NetworkInterfaceIds DnsEntries PrivateDnsEnabled RequesterManaged CreationTimestamp",
    "ec2.NatGateway": "NatGatewayId VpcId State CreateTime ConnectivityType NatGatewayAddresses",
    "ec2.NatGatewayAddress": "AllocationId AssociationId IsPrimary NetworkInterfaceId PrivateIp PublicIp Status",
    "ec2.InternetGateway": "InternetGatewayId OwnerId Attachments",
    "ec2.EgressOnlyInternetGateway": "EgressOnlyInternetGatewayId Attachments",
    "ec2.NetworkInterface": "NetworkInterfaceId VpcId SubnetId OwnerId AvailabilityZone Description Groups"
    " InterfaceType Ipv6Addresses MacAddress PrivateIpAddresses RequesterManaged SourceDestCheck Status TagSet",
    "ec2.DhcpOptions": "DhcpOptionsId OwnerId DhcpConfigurations",
    "ec2.PrefixList": "PrefixListId PrefixListName Cidrs",
    "ecs.Task": "taskArn clusterArn taskDefinitionArn attachments attributes availabilityZone containers cpu createdAt"
    " desiredStatus enableExecuteCommand group healthStatus lastStatus launchType memory overrides platformVersion"
    " platformFamily startedBy tags version ephemeralStorage connectivity connectivityAt",
    "ecs.Container": "containerArn taskArn name image lastStatus networkBindings networkInterfaces healthStatus cpu",
    "ecs.TaskDefinition": "taskDefinitionArn containerDefinitions family networkMode revision volumes status"
    " requiresAttributes placementConstraints compatibilities requiresCompatibilities cpu memory registeredAt"
    " registeredBy",
    "ecs.Service": "serviceArn serviceName clusterArn loadBalancers serviceRegistries status desiredCount runningCount"
    " pendingCount launchType platformVersion taskDefinition deploymentConfiguration deployments events createdAt"
    " networkConfiguration schedulingStrategy deploymentController createdBy enableExecuteCommand",
    "ecs.Deployment": "id status taskDefinition desiredCount pendingCount runningCount failedTasks createdAt updatedAt"
    " launchType platformVersion networkConfiguration rolloutState rolloutStateReason",
    "elbv2.TargetGroup": "TargetGroupArn TargetGroupName Protocol Port VpcId HealthCheckEnabled TargetType"
    " LoadBalancerArns IpAddressType",
    "elbv2.LoadBalancer": "LoadBalancerArn DNSName LoadBalancerName Scheme VpcId State Type AvailabilityZones"
    " IpAddressType",
    "iam.Role": "Path RoleName RoleId Arn CreateDate AssumeRolePolicyDocument MaxSessionDuration",
    "iam.EvaluationResult": "EvalActionName EvalResourceName EvalDecision MatchedStatements MissingContextValues",
    "cloudtrail.Event": "EventId EventName EventTime EventSource Username ReadOnly CloudTrailEvent Resources",
}
_POLICY = "policyDocumentType"
"""A text on the wire, which botocore takes apart."""

EC2_ID = re.compile(r"[a-z-]+-0[0-9a-f]{16}")
_ID_MEMBER = re.compile(r"(?:VpcId|SubnetId|GroupId|RouteTableId|NetworkAclId|NatGatewayId|NetworkInterfaceId)")


def _records(name: str) -> Iterator[tuple[str, Record]]:
    for operation, records in catalogue.open_demo(name).records.items():
        for record in records:
            yield operation, record


@cache
def _model(operation: str) -> OperationModel:
    service, _, name = operation.partition(":")
    return get_session().get_service_model(service).operation_model(name)


def _unknown_members(value: Any, shape: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - JSON, and botocore's shapes
    """Yield every member that AWS's model does not have, and every value of another type."""
    if shape is None:
        yield path
    elif shape.name == _POLICY and isinstance(value, dict):
        return
    elif shape.type_name == "structure":
        for name, member in value.items():
            yield from _unknown_members(member, shape.members.get(name), f"{path}.{name}")
    elif shape.type_name == "list":
        for each in value:
            yield from _unknown_members(each, shape.member, f"{path}[]")
    elif shape.type_name == "map":
        for name, member in value.items():
            yield from _unknown_members(member, shape.value, f"{path}.{name}")
    elif not _is_of_type(value, shape.type_name):
        yield f"{path}: {value!r} is no {shape.type_name}"


def _is_of_type(value: object, name: str) -> bool:
    if name == "timestamp":
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    if name in {"integer", "long"}:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, bool if name == "boolean" else str)


def _structures(value: Any, shape: Any, service: str) -> Iterator[tuple[str, JsonObject]]:  # noqa: ANN401
    if shape.type_name == "structure":
        yield f"{service}.{shape.name}", value
        for name, member in value.items():
            yield from _structures(member, shape.members[name], service)
    elif shape.type_name == "list":
        for each in value:
            yield from _structures(each, shape.member, service)


def _all_structures(name: str) -> Iterator[tuple[str, JsonObject]]:
    for operation, record in _records(name):
        shape = _model(operation).output_shape
        if shape is not None:
            yield from _structures(record.answer, shape, operation.partition(":")[0])


@pytest.mark.parametrize("name", NAMES)
def test_every_member_is_one_of_aws(name: str) -> None:
    """Each key of each answer and request is a member of AWS's shape, and its value is of that member's type."""
    invented = [
        member
        for operation, record in _records(name)
        for value, shape in (
            (record.answer, _model(operation).output_shape),
            (record.request, _model(operation).input_shape),
        )
        for member in _unknown_members(value, shape, operation)
        if not member.endswith(("StartTime", "EndTime"))
    ]

    assert invented == []


@pytest.mark.parametrize("name", NAMES)
def test_no_member_that_aws_always_gives_is_left_out(name: str) -> None:
    """A resource is complete, so that whoever reads the case sees what AWS shows."""
    lacking = [
        f"{shape}.{member}"
        for shape, value in _all_structures(name)
        for member in ALWAYS.get(shape, "").split()
        if member not in value
    ]

    assert lacking == []


def test_every_shape_that_has_to_be_complete_occurs() -> None:
    """The table above names shapes that the cases really hold."""
    held = {shape for name in NAMES for shape, _ in _all_structures(name)}

    assert set(ALWAYS) <= held


@pytest.mark.parametrize("name", NAMES)
def test_ids_have_the_form_of_ec2(name: str) -> None:
    """An id is its kind and seventeen hexadecimal digits."""
    ids = {
        value
        for _, structure in _all_structures(name)
        for member, value in structure.items()
        if _ID_MEMBER.fullmatch(member) and value != "local"
    }

    assert ids
    assert [each for each in ids if not EC2_ID.fullmatch(each)] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_says_what_was_asked_where_and_when(name: str) -> None:
    """A record has its request, its Region and its time, none after the collection ended."""
    case = catalogue.open_demo(name)
    told = [record for _, record in _records(name)]

    assert all(each.request is not None and each.region == case.region for each in told)
    assert all(each.at and case.collected_at and each.at <= case.collected_at for each in told)
