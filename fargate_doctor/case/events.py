"""What a document holds: answers of AWS, in whatever they were wrapped when somebody saved them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from fargate_doctor.case.answers import operation_of
from fargate_doctor.case.config_items import PassedOver, config_items_in
from fargate_doctor.case.envelopes import in_envelope
from fargate_doctor.case.logged import event_in_row, logged_in
from fargate_doctor.case.model import Failure, Record
from fargate_doctor.case.trail_files import is_trail_event, looked_up, trail_events_in
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.case.model import JsonObject

    Recognised = tuple[str, Record] | Failure | Text
    """An operation with its answer, a call that failed, or what was understood and is of no use here."""

_TASK_EVENT: Final = "ECS Task State Change"
_DEEPEST: Final = 6

_SINGLE: Final = (
    ("taskArn", frozenset({"lastStatus", "containers", "taskDefinitionArn"}), "ecs:DescribeTasks", "tasks"),
    ("serviceArn", frozenset({"serviceName", "deployments"}), "ecs:DescribeServices", "services"),
)
_ONE_OF_EC2: Final = (
    ("NetworkInterfaceId", "PrivateIpAddress", "ec2:DescribeNetworkInterfaces", "NetworkInterfaces"),
    ("RouteTableId", "Routes", "ec2:DescribeRouteTables", "RouteTables"),
    ("NetworkAclId", "Entries", "ec2:DescribeNetworkAcls", "NetworkAcls"),
    ("GroupId", "IpPermissions", "ec2:DescribeSecurityGroups", "SecurityGroups"),
    ("VpcEndpointId", "ServiceName", "ec2:DescribeVpcEndpoints", "VpcEndpoints"),
    ("NatGatewayId", "State", "ec2:DescribeNatGateways", "NatGateways"),
    (
        "EgressOnlyInternetGatewayId",
        "Attachments",
        "ec2:DescribeEgressOnlyInternetGateways",
        "EgressOnlyInternetGateways",
    ),
    ("InternetGatewayId", "Attachments", "ec2:DescribeInternetGateways", "InternetGateways"),
    ("VpcPeeringConnectionId", "AccepterVpcInfo", "ec2:DescribeVpcPeeringConnections", "VpcPeeringConnections"),
    ("SubnetId", "CidrBlock", "ec2:DescribeSubnets", "Subnets"),
    ("DhcpOptionsId", "DhcpConfigurations", "ec2:DescribeDhcpOptions", "DhcpOptions"),
    ("VpcId", "CidrBlock", "ec2:DescribeVpcs", "Vpcs"),
)
"""One resource cut out of an answer with `--query`: its id, a member that tells it from others, and where it stood."""

_ONE_OF_OTHERS: Final = (
    ("TargetGroupArn", "TargetType", "elbv2:DescribeTargetGroups", "TargetGroups", "TargetGroupArns"),
    ("LoadBalancerArn", "Scheme", "elbv2:DescribeLoadBalancers", "LoadBalancers", "LoadBalancerArns"),
    ("repositoryName", "repositoryUri", "ecr:DescribeRepositories", "repositories", "repositoryNames"),
    ("FlowLogId", "ResourceId", "ec2:DescribeFlowLogs", "FlowLogs", "FlowLogIds"),
)
"""The same where the member of the request that names it is called otherwise."""

_WRAPPED: Final = (
    ("RoleName", "AssumeRolePolicyDocument", "iam:GetRole", "Role"),
    ("KeyId", "KeyManager", "kms:DescribeKey", "KeyMetadata"),
)
"""The same where the answer has one resource and no list."""

_OTHER_EVENT = Text(
    en="events “{kind}” ({count}): they hold no answer of AWS",
    es="eventos «{kind}» ({count}): no contienen ninguna respuesta de AWS",
)
_OTHER_ITEM = Text(
    en="AWS Config items of {kind} ({count}): deleted, or not needed here",
    es="elementos de AWS Config de {kind} ({count}): eliminados, o no hacen falta aquí",
)
_OTHER_MEMBER = Text(
    en="the member “{kind}” ({count}): it is not known here",
    es="el miembro «{kind}» ({count}): no se conoce aquí",
)


def recognised_in(document: object) -> Iterator[Recognised]:
    """Yield what a document holds; nothing where no part of it is known.

    What was recognised and carries nothing that is read here is yielded as a sentence, counted by its kind.
    """
    unused: Counter[tuple[Text, str]] = Counter()
    yield from _in(document, _DEEPEST, unused)
    for (sentence, kind), count in unused.items():
        yield sentence.fill(count=count, kind=kind)


def _in(document: object, depth: int, unused: Counter[tuple[Text, str]]) -> Iterator[tuple[str, Record] | Failure]:
    if depth <= 0:
        return
    if isinstance(document, list):
        for item in document:
            yield from _in(item, depth - 1, unused)
    elif isinstance(document, dict):
        yield from _in_object(document, depth, unused)


def _in_object(
    document: JsonObject, depth: int, unused: Counter[tuple[Text, str]]
) -> Iterator[tuple[str, Record] | Failure]:
    events, left = logged_in(document)
    if said := in_envelope(document):
        yield said
    elif isinstance(document.get("detail-type"), str) and isinstance(document.get("detail"), dict):
        yield from _in_event(document, unused)
    elif document.get("containerDefinitions"):
        yield "ecs:DescribeTaskDefinition", Record(answer={"taskDefinition": document})
    elif items := tuple(config_items_in(document)):
        yield from _counted(items, unused)
    elif trail := trail_events_in(document):
        yield looked_up(trail)
    elif events:
        yield from _in(events, depth - 1, unused)
        yield from _in(left, depth - 1, unused)
    elif row := event_in_row(document):
        yield from _in(row, depth - 1, unused)
    elif single := _single(document):
        yield single
    elif operation := operation_of(document):
        yield operation, Record(answer=document)
    else:
        yield from _in_members(document, depth, unused)


def _in_members(
    document: JsonObject, depth: int, unused: Counter[tuple[Text, str]]
) -> Iterator[tuple[str, Record] | Failure]:
    """Yield what stands under names that somebody gave: `{"mine": {"Subnets": […]}, "other": …}`."""
    members = {key: tuple(_in(value, depth - 2, unused)) for key, value in document.items() if value}
    if any(members.values()):
        unused.update((_OTHER_MEMBER, key) for key, found in members.items() if not found)
        for found in members.values():
            yield from found


def _in_event(event: JsonObject, unused: Counter[tuple[Text, str]]) -> Iterator[tuple[str, Record]]:
    """Yield what an event of EventBridge carries."""
    detail, kind = event["detail"], event["detail-type"]
    if kind == _TASK_EVENT:
        yield "ecs:DescribeTasks", _record_of_event(event)
    elif is_trail_event(detail):
        yield looked_up([detail])
    elif items := tuple(config_items_in(event)):
        yield from _counted(items, unused)
    else:
        unused[_OTHER_EVENT, kind] += 1


def _counted(
    items: tuple[tuple[str, Record] | PassedOver, ...], unused: Counter[tuple[Text, str]]
) -> Iterator[tuple[str, Record]]:
    for item in items:
        if isinstance(item, PassedOver):
            unused[_OTHER_ITEM, item.resource_type] += 1
        else:
            yield item


def _record_of_event(event: JsonObject) -> Record:
    return Record(
        answer={"tasks": [event["detail"]], "failures": []},
        region=_text_or_none(event.get("region")),
        at=_text_or_none(event.get("time")),
    )


def _single(document: JsonObject) -> tuple[str, Record] | None:
    for key, others, operation, list_name in _SINGLE:
        if isinstance(document.get(key), str) and not others.isdisjoint(document):
            return operation, Record(answer={list_name: [document], "failures": []})
    for key, other, operation, list_name in _ONE_OF_EC2:
        if isinstance(document.get(key), str) and other in document:
            return operation, Record(request={f"{key}s": [document[key]]}, answer={list_name: [document]})
    for key, other, operation, list_name, asked in _ONE_OF_OTHERS:
        if isinstance(document.get(key), str) and other in document:
            return operation, Record(request={asked: [document[key]]}, answer={list_name: [document]})
    for key, other, operation, member in _WRAPPED:
        if isinstance(document.get(key), str) and other in document:
            return operation, Record(request={key: document[key]}, answer={member: document})
    return None


def _text_or_none(value: Any) -> str | None:  # noqa: ANN401 - any JSON value
    return value if isinstance(value, str) else None
