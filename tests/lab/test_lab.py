"""Does the lab answer as AWS does, where moto does not?"""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from tests.lab.account import Network
from tests.lab.layouts import BehindEndpoints, BehindNat, DualStack, Ipv6Only, Public
from tests.lab.mending.trail import add_event
from tests.lab.messages import login_timed_out
from tests.lab.stopped_task import Stop

if TYPE_CHECKING:
    from tests.lab.scenario import Target
    from tests.lab.server import Lab


def described(lab: Lab, target: Target) -> dict[str, Any]:
    """Return the task as DescribeTasks shows it."""
    answer = lab.client("ecs").describe_tasks(cluster=target.cluster, tasks=[target.task_arn])
    task: dict[str, Any] = answer["tasks"][0]
    return task


def details(task: dict[str, Any]) -> dict[str, str]:
    """Return the details of a task's attachment by their names."""
    return {each["name"]: each["value"] for each in task["attachments"][0]["details"]}


def test_pages_ec2_answers(lab: Lab) -> None:
    """A list that is longer than a page comes in pages, and its token leads on."""
    network = Network(lab)
    subnets = {network.subnet(number) for number in range(7)}
    own = [{"Name": "vpc-id", "Values": [network.vpc_id]}]

    first = network.ec2.describe_subnets(Filters=own, MaxResults=5)
    second = network.ec2.describe_subnets(Filters=own, MaxResults=5, NextToken=first["NextToken"])

    assert len(first["Subnets"]) == 5
    assert {each["SubnetId"] for each in first["Subnets"] + second["Subnets"]} == subnets
    assert "NextToken" not in second


def test_small_pages_reach_every_list(lab: Lab) -> None:
    """A page size set in the lab cuts every list, also where the caller asks for no size."""
    network = Network(lab)
    for number in range(3):
        network.group(f"group-{number}")
    lab.state.page_size = 2

    pages = list(network.ec2.get_paginator("describe_security_groups").paginate())

    assert all(len(page["SecurityGroups"]) <= 2 for page in pages)
    assert len(pages) > 1


@pytest.mark.parametrize(
    ("service", "method", "request_of", "code"),
    [
        ("ec2", "describe_route_tables", {"MaxResults": 200}, "InvalidParameterValue"),
        (
            "ec2",
            "describe_network_interfaces",
            {"MaxResults": 5, "NetworkInterfaceIds": ["eni-0123456789abcdef0"]},
            "InvalidParameterCombination",
        ),
        ("ecs", "describe_tasks", {"tasks": ["f" * 32] * 101}, "InvalidParameterException"),
        ("ecs", "describe_services", {"services": ["web"] * 11}, "InvalidParameterException"),
    ],
)
def test_refuses_more_than_aws_takes(
    lab: Lab, service: str, method: str, request_of: dict[str, Any], code: str
) -> None:
    """Too large a page, ids beside a page size, and too many ids at once are refused."""
    lab.client("ecs").create_cluster(clusterName="default")

    with pytest.raises(ClientError) as refused:
        getattr(lab.client(service), method)(**request_of)

    assert refused.value.response["Error"]["Code"] == code


def test_interface_address_lies_in_its_subnet(lab: Lab) -> None:
    """Every private address is one of its subnet, and every public one is public."""
    layout = BehindNat(lab)
    layout.workload().runs()

    interfaces = layout.network.ec2.describe_network_interfaces()["NetworkInterfaces"]
    ranges = {each["SubnetId"]: each["CidrBlock"] for each in layout.network.ec2.describe_subnets()["Subnets"]}

    assert interfaces
    for interface in interfaces:
        assert ip_address(interface["PrivateIpAddress"]) in ip_network(ranges[interface["SubnetId"]])
    address = layout.network.ec2.describe_nat_gateways()["NatGateways"][0]["NatGatewayAddresses"][0]
    assert not ip_address(address["PublicIp"]).is_loopback


def test_interfaces_have_kinds_and_groups(lab: Lab) -> None:
    """An endpoint's interface carries the endpoint's groups, a NAT gateway's carries none."""
    layout = BehindNat(lab)
    group = layout.network.group("endpoint")
    layout.network.interface_endpoint("logs", [layout.private], group)

    interfaces = layout.network.ec2.describe_network_interfaces()["NetworkInterfaces"]
    groups = {each["InterfaceType"]: [held["GroupId"] for held in each["Groups"]] for each in interfaces}

    assert groups == {"vpc_endpoint": [group], "nat_gateway": []}


def test_task_interface_is_named_after_its_attachment(lab: Lab) -> None:
    """The interface of a running task says whose it is."""
    layout = Public(lab)
    task = described(lab, layout.workload().runs())

    found = layout.network.ec2.describe_network_interfaces(NetworkInterfaceIds=[details(task)["networkInterfaceId"]])[
        "NetworkInterfaces"
    ][0]

    assert found["Description"].endswith(f":attachment/{task['attachments'][0]['id']}")
    assert found["Association"]["PublicIp"].startswith("198.51.100.")
    assert "InstanceId" not in found["Attachment"]


def test_stopped_task_keeps_its_record_and_loses_its_interface(lab: Lab) -> None:
    """A stopped task says where it was, why and when it ended; its interface is gone."""
    layout = BehindNat(lab)
    stop = login_timed_out()
    task = described(lab, layout.workload().fails(stop))

    assert task["stopCode"] == "TaskFailedToStart"
    assert task["stoppedReason"] == stop.reason
    assert task["createdAt"] < task["connectivityAt"] < task["stoppedAt"]
    assert "pullStartedAt" not in task
    assert details(task)["subnetId"] == layout.private
    with pytest.raises(ClientError, match=r"InvalidNetworkInterfaceID\.NotFound"):
        layout.network.ec2.describe_network_interfaces(NetworkInterfaceIds=[details(task)["networkInterfaceId"]])


def test_task_that_never_got_an_interface_names_none(lab: Lab) -> None:
    """A task that failed while it was provisioned has a subnet and no interface."""
    stop = Stop("Timeout waiting for network interface provisioning to complete.", phase="provisioning")
    task = described(lab, BehindNat(lab).workload().fails(stop))

    assert set(details(task)) == {"subnetId"}
    assert "connectivityAt" not in task


def test_looking_at_a_task_does_not_move_it(lab: Lab) -> None:
    """A running task is still running after it was looked at twice."""
    target = BehindNat(lab).workload().runs()

    assert [described(lab, target)["lastStatus"] for _ in range(2)] == ["RUNNING", "RUNNING"]


def test_unknown_task_is_missing(lab: Lab) -> None:
    """An id that ECS does not know in that cluster comes back as a failure."""
    target = BehindNat(lab).workload().runs()
    lab.client("ecs").create_cluster(clusterName="prod2")

    failures = lab.client("ecs").describe_tasks(cluster="prod2", tasks=[target.task_arn])["failures"]

    assert failures == [{"arn": target.task_arn, "reason": "MISSING"}]


def test_lists_tasks_of_exactly_one_cluster(lab: Lab) -> None:
    """Cluster, service, launch type and desired status select; the cluster's name is no prefix."""
    layout = BehindNat(lab)
    target = layout.workload(cluster="prod2").fails(login_timed_out())
    ecs = lab.client("ecs")
    ecs.create_cluster(clusterName="prod")

    def listed(**wanted: str) -> list[str]:
        arns: list[str] = ecs.list_tasks(**wanted)["taskArns"]
        return arns

    assert listed(cluster="prod", desiredStatus="STOPPED") == []
    assert listed(cluster="prod2") == []
    assert listed(cluster="prod2", desiredStatus="STOPPED", serviceName="web") == [target.task_arn]
    assert listed(cluster="prod2", desiredStatus="STOPPED", serviceName="other") == []
    assert listed(cluster="prod2", desiredStatus="STOPPED", launchType="EC2") == []


def test_task_runs_where_dns_host_names_are_off(lab: Lab) -> None:
    """A task whose VPC has no DNS host names has no private DNS name, and runs all the same."""
    layout = BehindNat(lab)
    layout.network.set_dns(hostnames=False)

    assert "privateDnsName" not in details(described(lab, layout.workload().runs()))


def test_route_to_a_deleted_nat_gateway_is_a_blackhole(lab: Lab) -> None:
    """When the NAT gateway goes, its route stays and leads nowhere."""
    layout = BehindNat(lab)
    ec2 = layout.network.ec2
    ec2.delete_nat_gateway(NatGatewayId=layout.nat)

    routes = ec2.describe_route_tables(RouteTableIds=[layout.private_table])["RouteTables"][0]["Routes"]

    assert {route["State"] for route in routes if "NatGatewayId" in route} == {"blackhole"}
    assert ec2.describe_nat_gateways()["NatGateways"][0]["State"] == "deleted"
    assert ec2.describe_network_interfaces()["NetworkInterfaces"] == []


def test_private_dns_gives_an_endpoint_the_name_of_its_service(lab: Lab) -> None:
    """The service's own name is among an endpoint's names exactly where private DNS is on."""
    layout = BehindEndpoints(lab, ("ecr.api", "logs"), without_private_dns=["logs"])
    endpoints = layout.network.ec2.describe_vpc_endpoints()["VpcEndpoints"]
    names = {name["DnsName"] for each in endpoints for name in each["DnsEntries"]}

    assert "api.ecr.eu-central-1.amazonaws.com" in names
    assert "logs.eu-central-1.amazonaws.com" not in names


def test_new_vpc_resolves_by_amazon(lab: Lab) -> None:
    """A new VPC has an option set of its own account, with Amazon's resolver."""
    network = Network(lab)
    options = network.ec2.describe_vpcs(VpcIds=[network.vpc_id])["Vpcs"][0]["DhcpOptionsId"]
    described_set = network.ec2.describe_dhcp_options(DhcpOptionsIds=[options])["DhcpOptions"][0]

    assert {"Key": "domain-name-servers", "Values": [{"Value": "AmazonProvidedDNS"}]} in described_set[
        "DhcpConfigurations"
    ]


def test_default_acl_of_an_ipv6_vpc_admits_ipv6(lab: Lab) -> None:
    """Every ACL ends in refusals; the default one lets both families through before them."""
    network = Network(lab, ipv6=True)
    own = [{"Name": "vpc-id", "Values": [network.vpc_id]}]
    entries = network.ec2.describe_network_acls(Filters=own)["NetworkAcls"][0]["Entries"]

    assert {(each["RuleNumber"], each["RuleAction"]) for each in entries} == {
        (100, "allow"),
        (101, "allow"),
        (32767, "deny"),
        (32768, "deny"),
    }


def test_state_of_an_ipv6_block_is_a_word(lab: Lab) -> None:
    """The block of a subnet is associated."""
    layout = Ipv6Only(lab)
    subnet = layout.network.ec2.describe_subnets(SubnetIds=[layout.subnet])["Subnets"][0]

    assert subnet["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlockState"] == {"State": "associated"}
    assert subnet["Ipv6Native"] is True
    assert "CidrBlock" not in subnet


@pytest.mark.parametrize("value", ["enabled", "disabled"])
def test_task_has_ipv6_only_where_it_is_wanted(lab: Lab, value: str) -> None:
    """On a dual-stack subnet the account setting decides."""
    lab.client("ecs").put_account_setting_default(name="dualStackIPv6", value=value)
    task = described(lab, DualStack(lab).workload().runs())
    addresses = task["containers"][0]["networkInterfaces"][0]

    assert ("ipv6Address" in addresses) is (value == "enabled")


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
