from __future__ import annotations

from typing import Any

import pytest

from fargate_doctor.case.model import Case, Record, Statement
from fargate_doctor.facts.fact import Known, NotKnown
from fargate_doctor.facts.ipv6 import Ipv6Conditions, ipv6_conditions, ipv6_wanted
from fargate_doctor.facts.placement import placement_of
from fargate_doctor.facts.reported import symptom_of
from fargate_doctor.model.snapshot import Snapshot
from tests.facts.fargate_tasks import CLUSTER_ARN, SERVICE_ARN, attachment, definition, event, snapshot, task

BLOCK = [{"Ipv6CidrBlock": "2001:db8::/56", "Ipv6CidrBlockState": {"State": "associated"}}]
VPC = {"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16", "Ipv6CidrBlockAssociationSet": BLOCK}
SUBNET = {
    "SubnetId": "subnet-1",
    "VpcId": "vpc-1",
    "CidrBlock": "10.0.1.0/24",
    "Ipv6CidrBlockAssociationSet": BLOCK,
    "AssignIpv6AddressOnCreation": True,
}
SETTING = {
    "name": "dualStackIPv6",
    "value": "enabled",
    "principalArn": "arn:aws:iam::123456789012:root",
}
ONLY_IPV4 = {"name": "web", "networkInterfaces": [{"privateIpv4Address": "10.0.1.7"}]}
HERE: dict[str, Any] = {"attachments": [attachment(subnetId="subnet-1")], "containers": [ONLY_IPV4]}


def account(
    vpc: dict[str, Any] | None = None,
    subnet: dict[str, Any] | None = None,
    setting: dict[str, Any] | None = None,
    **more: Any,  # noqa: ANN401 - further answers
) -> Snapshot:
    return snapshot(
        ec2__DescribeVpcs={"Vpcs": [{**VPC, **(vpc or {})}]},
        ec2__DescribeSubnets={"Subnets": [{**SUBNET, **(subnet or {})}]},
        ecs__ListAccountSettings={"settings": [{**SETTING, **(setting or {})}]},
        **more,
    )


def conditions(seen: Snapshot, **members: Any) -> Ipv6Conditions:  # noqa: ANN401 - members of AWS's JSON
    launched = task(**{**HERE, **members})
    return ipv6_conditions(seen, launched, placement_of(seen, launched))


def value(fact: Known[bool] | NotKnown) -> bool | None:
    return fact.value if isinstance(fact, Known) else None


def test_all_conditions_hold() -> None:
    assert conditions(account()).all_hold is True


@pytest.mark.parametrize(
    ("seen", "members", "broken"),
    [
        (account(vpc={"Ipv6CidrBlockAssociationSet": []}), {}, "vpc"),
        (account(subnet={"Ipv6CidrBlockAssociationSet": []}), {}, "subnet"),
        (account(subnet={"AssignIpv6AddressOnCreation": False}), {}, "auto_assign"),
        (account(setting={"value": "disabled"}), {}, "setting"),
        (account(), {"platformVersion": "1.3.0"}, "platform"),
    ],
)
def test_each_condition_can_be_missing(seen: Snapshot, members: dict[str, Any], broken: str) -> None:
    found = conditions(seen, **members)

    assert {name: value(getattr(found, name)) for name in ("vpc", "subnet", "auto_assign", "setting", "platform")} == {
        **dict.fromkeys(("vpc", "subnet", "auto_assign", "setting", "platform"), True),
        broken: False,
    }
    assert found.all_hold is False


def test_block_that_is_going_does_not_count() -> None:
    going = [{"Ipv6CidrBlock": "2001:db8::/56", "Ipv6CidrBlockState": {"State": "disassociated"}}]

    assert value(conditions(account(vpc={"Ipv6CidrBlockAssociationSet": going})).vpc) is False


def test_subnet_with_ipv6_alone_always_assigns() -> None:
    found = conditions(account(subnet={"Ipv6Native": True, "AssignIpv6AddressOnCreation": False}))

    assert value(found.auto_assign) is True


@pytest.mark.parametrize(
    ("principal", "owner"),
    [("arn:aws:iam::123456789012:root", "account-default"), ("arn:aws:iam::123456789012:role/reader", "caller")],
)
def test_setting_of_somebody_else_is_likely_at_most(principal: str, owner: str) -> None:
    found = conditions(account(setting={"principalArn": principal}))

    assert found.setting_of == owner
    assert isinstance(found.setting, Known)
    assert found.setting.supports == "likely"


def test_setting_that_was_not_asked_for_is_unknown() -> None:
    found = conditions(snapshot())

    assert isinstance(found.setting, NotKnown)
    assert found.setting.missing[0].operation == "ecs:ListAccountSettings"
    assert found.all_hold is None


def test_user_tells_the_setting() -> None:
    case = Case(statements=(Statement(question="ipv6.account-setting-off", answer="disabled"),))

    found = conditions(Snapshot.of(case))

    assert value(found.setting) is False
    assert found.setting_of == "user-statement"


LATER, EARLIER = "2026-03-10T11:00:00Z", "2026-03-10T09:00:00Z"


@pytest.mark.parametrize(
    ("name", "parameters", "condition"),
    [
        (
            "ModifySubnetAttribute",
            {"subnetId": "subnet-1", "assignIpv6AddressOnCreation": {"value": True}},
            "auto_assign",
        ),
        ("ModifySubnetAttribute", {"subnetId": "subnet-1", "assignIpv6AddressOnCreation": {"value": False}}, None),
        ("ModifySubnetAttribute", {"subnetId": "subnet-2", "assignIpv6AddressOnCreation": {"value": True}}, None),
        ("AssociateSubnetCidrBlock", {"subnetId": "subnet-1", "ipv6CidrBlock": "2001:db8::/64"}, "subnet"),
        (
            "AssociateSubnetCidrBlock",
            {"AssociateSubnetCidrBlockRequest": {"SubnetId": "subnet-1", "Ipv6CidrBlock": "2001:db8::/64"}},
            "subnet",
        ),
        ("AssociateVpcCidrBlock", {"vpcId": "vpc-1", "amazonProvidedIpv6CidrBlock": True}, "vpc"),
        ("AssociateVpcCidrBlock", {"vpcId": "vpc-1", "cidrBlock": "10.1.0.0/16"}, None),
        (
            "AssociateVpcCidrBlock",
            {"vpcId": "vpc-1", "cidrBlock": "10.1.0.0/16", "amazonProvidedIpv6CidrBlock": {"value": False}},
            None,
        ),
        ("PutAccountSettingDefault", {"name": "dualStackIPv6", "value": "enabled"}, "setting"),
        ("PutAccountSetting", {"name": "dualStackIPv6", "value": "disabled"}, None),
        ("PutAccountSetting", {"name": "awsvpcTrunking", "value": "enabled"}, None),
    ],
)
def test_change_after_launch_is_recognised(name: str, parameters: dict[str, Any], condition: str | None) -> None:
    seen = account(cloudtrail__LookupEvents={"Events": [event(name, LATER, {"requestParameters": parameters})]})

    found = conditions(seen)

    assert [each.condition for each in found.changes_after_launch] == ([condition] if condition else [])
    last = found.last_change_after_launch
    assert (last.condition if last else None) == condition


def test_change_before_launch_explains_nothing() -> None:
    parameters = {"requestParameters": {"name": "dualStackIPv6", "value": "enabled"}}
    seen = account(cloudtrail__LookupEvents={"Events": [event("PutAccountSetting", EARLIER, parameters)]})

    assert conditions(seen).last_change_after_launch is None


def wanted(
    seen: Snapshot, members: dict[str, Any] | None = None, *, image: str = "nginx", expects: bool = False
) -> str | None:
    launched = task(**(members or {}))
    asked = definition({"name": "web", "image": image})
    wish = ipv6_wanted(seen, launched, Known(asked), symptom_of(launched), placement_of(seen, launched), expects)
    return wish.reason if wish else None


def test_nothing_wants_ipv6_on_an_ordinary_subnet() -> None:
    assert wanted(account(), HERE) is None


def test_expectation_and_statement_want_it() -> None:
    stated = Snapshot.of(Case(statements=(Statement(question="ipv6.wanted", answer="yes"),)))

    assert wanted(snapshot(), expects=True) == "expected"
    assert wanted(stated) == "stated"


def test_ipv6_destination_in_the_message_wants_it() -> None:
    reason = "CannotPullContainerError: dial tcp [2001:db8::1]:443: connect: network is unreachable"

    assert wanted(snapshot(), {"stoppedReason": reason}) == "message"


def test_subnet_without_ipv4_wants_it() -> None:
    seen = account(subnet={"Ipv6Native": True, "CidrBlock": None})

    assert wanted(seen, {"attachments": [attachment(subnetId="subnet-1")]}) == "subnet"


def test_ipv6_target_group_wants_it() -> None:
    group = {"TargetGroupArn": "arn:tg", "TargetType": "ip", "IpAddressType": "ipv6"}
    service = {
        "serviceArn": SERVICE_ARN,
        "serviceName": "web",
        "clusterArn": CLUSTER_ARN,
        "loadBalancers": [{"targetGroupArn": "arn:tg"}],
    }
    seen = account(elbv2__DescribeTargetGroups={"TargetGroups": [group]}, ecs__DescribeServices={"services": [service]})

    assert wanted(seen, HERE) == "target-group"


@pytest.mark.parametrize(
    ("routes", "reason"),
    [
        ([{"DestinationIpv6CidrBlock": "::/0", "EgressOnlyInternetGatewayId": "eigw-1"}], "dual-stack-name"),
        (
            [
                {"DestinationIpv6CidrBlock": "::/0", "EgressOnlyInternetGatewayId": "eigw-1"},
                {"DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": "nat-1"},
            ],
            None,
        ),
        ([{"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local"}], None),
    ],
)
def test_dual_stack_name_wants_it_where_ipv4_leads_nowhere(routes: list[dict[str, Any]], reason: str | None) -> None:
    table = {
        "RouteTableId": "rtb-1",
        "VpcId": "vpc-1",
        "Associations": [{"SubnetId": "subnet-1"}],
        "Routes": routes,
    }
    seen = account(ec2__DescribeRouteTables=[Record(request={}, answer={"RouteTables": [table]})])

    assert wanted(seen, HERE, image="123456789012.dkr-ecr.eu-west-1.on.aws/web:1") == reason
