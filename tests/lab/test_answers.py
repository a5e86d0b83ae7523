"""Does the lab answer what moto cannot, refuse as AWS does, and remember what it was asked?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from botocore.exceptions import ClientError

from tests.lab.account import Network
from tests.lab.mending.trail import add_event

if TYPE_CHECKING:
    from tests.lab.server import Lab


def test_account_settings_say_whose_they_are(lab: Lab) -> None:
    """The effective list is complete and names the principal; the other one has only what was put."""
    ecs = lab.client("ecs")
    ecs.put_account_setting(name="containerInsights", value="enabled")

    put = ecs.list_account_settings()["settings"]
    effective = {each["name"]: each for each in ecs.list_account_settings(effectiveSettings=True)["settings"]}

    assert [each["name"] for each in put] == ["containerInsights"]
    assert effective["dualStackIPv6"]["principalArn"].endswith(":root")
    assert effective["containerInsights"]["value"] == "enabled"


def test_trail_is_searched_by_attribute_and_time(lab: Lab) -> None:
    """Look-ups filter by one attribute and by time, newest first, in pages of fifty."""
    now = lab.state.now
    for minutes in range(60):
        at = now - timedelta(minutes=minutes + 1)
        add_event(lab.state, "AssociateDhcpOptions", at, {"vpcId": "vpc-1"}, resources=(("AWS::EC2::VPC", "vpc-1"),))
    add_event(lab.state, "RunTask", now - timedelta(minutes=5), {}, source="ecs.amazonaws.com")
    trail = lab.client("cloudtrail")
    named = [{"AttributeKey": "EventName", "AttributeValue": "AssociateDhcpOptions"}]

    page = trail.lookup_events(LookupAttributes=named)
    rest = trail.lookup_events(LookupAttributes=named, NextToken=page["NextToken"])
    recent = trail.lookup_events(LookupAttributes=named, StartTime=now - timedelta(minutes=3), EndTime=now)
    by_resource = [{"AttributeKey": "ResourceName", "AttributeValue": "vpc-2"}]

    assert (len(page["Events"]), len(rest["Events"])) == (50, 10)
    assert [event["EventTime"] for event in recent["Events"]] == [now - timedelta(minutes=n) for n in (1, 2, 3)]
    assert trail.lookup_events(LookupAttributes=by_resource)["Events"] == []


def test_operations_that_moto_lacks_are_answered(lab: Lab) -> None:
    """An account that has none of it says so."""
    ec2 = lab.client("ec2")
    options = ec2.describe_vpc_block_public_access_options()["VpcBlockPublicAccessOptions"]

    assert options["InternetGatewayBlockMode"] == "off"
    assert ec2.describe_vpc_block_public_access_exclusions()["VpcBlockPublicAccessExclusions"] == []
    assert lab.client("route53resolver").list_firewall_rule_group_associations()["FirewallRuleGroupAssociations"] == []
    assert lab.client("ecs").describe_service_revisions(serviceRevisionArns=["arn:aws:ecs:x"])["failures"]


def test_operation_without_an_answer_is_on_record(lab: Lab) -> None:
    """What neither moto nor the lab knows is an error that the lab remembers, not a page of HTML."""
    with pytest.raises(ClientError, match="NotAnsweredByTheLab"):
        lab.client("ec2").describe_ipam_policies()

    assert lab.state.unanswered == ["ec2:DescribeIpamPolicies"]


@pytest.mark.parametrize(
    ("operation", "code"),
    [
        ("ec2:DescribeRouteTables", "UnauthorizedOperation"),
        ("ecs:ListClusters", "AccessDeniedException"),
        ("elbv2:DescribeTargetGroups", "AccessDenied"),
        ("sts:GetCallerIdentity", "AccessDenied"),
    ],
)
def test_refusal_has_the_shape_of_its_service(lab: Lab, operation: str, code: str) -> None:
    """A denied operation raises a ClientError with the code of that family of services."""
    service, _, name = operation.partition(":")
    methods = lab.client(service).meta.method_to_api_mapping
    method = next(own for own, api in methods.items() if api == name)
    lab.deny(operation)

    with pytest.raises(ClientError) as refused:
        getattr(lab.client(service), method)()

    assert refused.value.response["Error"]["Code"] == code


def test_throttles_so_many_times(lab: Lab) -> None:
    """A throttled operation is refused as often as told, then answered."""
    lab.throttle("ec2:DescribeVpcs", 1)
    ec2 = lab.client("ec2")

    with pytest.raises(ClientError, match="RequestLimitExceeded"):
        ec2.describe_vpcs()
    assert ec2.describe_vpcs()["Vpcs"]


def test_answers_from_a_fixture(lab: Lab) -> None:
    """An operation can be answered with what a test says, and sees the request."""
    lab.answer(
        "ec2:DescribeNatGateways", lambda call: {"NatGateways": [{"VpcId": call.parameters["Filter"][0]["Name"]}]}
    )
    named = [{"Name": "vpc-id", "Values": ["vpc-1"]}]

    gateways = lab.client("ec2").describe_nat_gateways(Filter=named)["NatGateways"]

    assert gateways[0]["VpcId"] == "vpc-id"


def test_tells_reads_from_writes(lab: Lab) -> None:
    """After `freeze` the record holds what came since, and names what is no read."""
    network = Network(lab)
    lab.freeze()
    network.ec2.describe_vpcs()
    network.subnet(1)

    assert [each.operation for each in lab.calls] == ["ec2:DescribeVpcs", "ec2:CreateSubnet"]
    assert lab.writes() == ["ec2:CreateSubnet"]
