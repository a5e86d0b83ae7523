"""One account per thing that may be broken, for what must hold of every remedy."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from fargate_doctor.case.model import Record
from tests.remedies.account import Account, interface, interface_endpoint
from tests.remedies.names import (
    ACCOUNT,
    ACL,
    ANYWHERE,
    DEFINITION_ARN,
    ENDPOINT_GROUP,
    INTERFACE,
    NOW,
    PRIVATE,
    PRIVATE_ELSEWHERE,
    PRIVATE_TABLE,
    PUBLIC,
    PUBLIC_ACL,
    PUBLIC_TABLE,
    REGION,
    TASK_ARN,
    TASK_GROUP,
    VPC,
)
from tests.remedies.shapes import entry, options, permission, route

if TYPE_CHECKING:
    from collections.abc import Callable

DENY_ALL = [entry(32767, egress=True, allow=False), entry(32767, egress=False, allow=False)]
_EVERYTHING = [permission(None, IpRanges=[{"CidrIp": ANYWHERE}], Ipv6Ranges=[{"CidrIpv6": "::/0"}])]


def no_route() -> Account:
    """Take the default route from the private table."""
    account = Account(secrets=True)
    account.set_default(PRIVATE_TABLE)
    return account


def no_public_address() -> Account:
    """Launch the task in the public subnet without a public address."""
    return Account(task_subnet=PUBLIC, subnets=[PUBLIC])


def dead_nat_gateway() -> Account:
    """Let the default route lead to a NAT gateway that is gone."""
    account = Account()
    account.set_default(PRIVATE_TABLE, NatGatewayId="nat-0gone")
    account.table(PRIVATE_TABLE)["Routes"][-1]["State"] = "blackhole"
    return account


def detached_gateway() -> Account:
    """Detach the internet gateway under a task with a public address."""
    account = Account(task_subnet=PUBLIC, subnets=[PUBLIC], assign_public_ip="ENABLED")
    account.table(PUBLIC_TABLE)["Routes"][-1]["State"] = "blackhole"
    account.answers["ec2:DescribeInternetGateways"]["InternetGateways"][0]["Attachments"] = []
    return account


def failed_nat_gateway() -> Account:
    """Let the only NAT gateway fail."""
    account = Account()
    account.answers["ec2:DescribeNatGateways"]["NatGateways"][0]["State"] = "failed"
    return account


def private_nat_gateway() -> Account:
    """Make the only NAT gateway a private one."""
    account = Account()
    account.answers["ec2:DescribeNatGateways"]["NatGateways"][0]["ConnectivityType"] = "private"
    return account


def nat_gateway_without_route() -> Account:
    """Take the default route from the subnet of the NAT gateway."""
    account = Account()
    account.set_default(PUBLIC_TABLE)
    return account


def missing_endpoints() -> Account:
    """Leave a closed VPC with endpoints for only a part of what the task needs."""
    account = no_route()
    account.set_endpoints(interface_endpoint("ecr.api"))
    return account


def no_egress() -> Account:
    """Take every egress rule from the task's group."""
    account = Account()
    account.group(TASK_GROUP)["IpPermissionsEgress"] = []
    return account


def no_egress_to_endpoints() -> Account:
    """Take every egress rule from the task's group in a VPC with endpoints."""
    account = Account().behind_endpoints()
    account.group(TASK_GROUP)["IpPermissionsEgress"] = []
    return account


def acl_of_task() -> Account:
    """Deny requests by an explicit rule of the task's ACL."""
    account = Account()
    account.acl(ACL)["Entries"].insert(0, entry(90, egress=True, allow=False, ports=(443, 443)))
    return account


def acl_of_nat_gateway() -> Account:
    """Deny everything in the ACL of the NAT gateway's subnet."""
    account = Account()
    account.acl(PUBLIC_ACL)["Entries"] = list(DENY_ALL)
    return account


def closed_endpoints() -> Account:
    """Take every ingress rule from the group of the endpoints."""
    account = Account().behind_endpoints()
    account.group(ENDPOINT_GROUP)["IpPermissions"] = []
    return account


def silent_endpoint() -> Account:
    """Turn private DNS of one endpoint off."""
    return Account().behind_endpoints(interface_endpoint("ecr.api", PrivateDnsEnabled=False))


def failed_endpoint() -> Account:
    """Let one endpoint fail."""
    return Account().behind_endpoints(interface_endpoint("ecr.api", State="failed"))


def unassociated_endpoint() -> Account:
    """Leave the task's table out of the gateway endpoint."""
    return Account().behind_endpoints(s3=())


def narrow_policy(**denies: str) -> Account:
    """Allow one action in the policy of an endpoint, or deny another."""
    statements = [{"Effect": "Allow", "Principal": "*", "Action": "ecr:Batch*", "Resource": "*"}]
    if denies:
        statements += [
            {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"},
            {"Effect": "Deny", "Principal": "*", "Resource": "*", **denies},
        ]
    policy = json.dumps({"Version": "2012-10-17", "Statement": statements})
    return Account().behind_endpoints(interface_endpoint("ecr.api", PolicyDocument=policy))


def no_dns_support() -> Account:
    """Turn DNS support of the VPC off."""
    account = Account()
    account.answers["$attributes"]["enableDnsSupport"]["EnableDnsSupport"]["Value"] = False
    return account


def no_dns_hostnames() -> Account:
    """Turn DNS host names of a VPC with endpoints off."""
    account = Account().behind_endpoints()
    account.answers["$attributes"]["enableDnsHostnames"]["EnableDnsHostnames"]["Value"] = False
    return account


def unreachable_name_server() -> Account:
    """Hand out a name server that the task's group does not let it reach."""
    account = Account()
    account.answers["ec2:DescribeDhcpOptions"] = {"DhcpOptions": [options("10.0.11.53")]}
    account.answers["ec2:DescribeVpcs"]["Vpcs"].append(
        {"VpcId": "vpc-0b", "CidrBlock": "10.1.0.0/16", "DhcpOptionsId": "dopt-0a", "OwnerId": ACCOUNT}
    )
    server = interface("eni-0dns", PRIVATE_ELSEWHERE, "10.0.11.53", ENDPOINT_GROUP)
    account.answers["ec2:DescribeNetworkInterfaces"]["NetworkInterfaces"].append(server)
    account.group(TASK_GROUP)["IpPermissionsEgress"] = [permission(443, IpRanges=[{"CidrIp": ANYWHERE}])]
    account.group(ENDPOINT_GROUP)["IpPermissions"] = [permission(None, IpRanges=[{"CidrIp": "10.0.0.0/16"}])]
    return account


def shadowing_zone() -> Account:
    """Associate a private zone of AWS's own domain."""
    account = Account()
    zone = {"HostedZoneId": "Z1", "Name": "amazonaws.com."}
    account.answers["route53:ListHostedZonesByVPC"] = {"HostedZoneSummaries": [zone]}
    return account


def shadowing_rule() -> Account:
    """Associate a resolver rule that forwards AWS's own domain."""
    account = Account()
    association = {"Id": "rslvr-rrassoc-1", "ResolverRuleId": "rslvr-rr-1", "VPCId": VPC, "Status": "COMPLETE"}
    rule = {
        "Id": "rslvr-rr-1",
        "DomainName": "amazonaws.com.",
        "RuleType": "FORWARD",
        "Status": "COMPLETE",
        "TargetIps": [{"Ip": "10.9.0.2"}],
    }
    account.answers["route53resolver:ListResolverRuleAssociations"] = {"ResolverRuleAssociations": [association]}
    account.answers["route53resolver:ListResolverRules"] = {"ResolverRules": [rule]}
    return account


def blocked_public_access(mode: str = "block-bidirectional", **more: str) -> Account:
    """Turn Block Public Access on over a NAT gateway."""
    account = Account()
    account.answers["ec2:DescribeVpcBlockPublicAccessOptions"] = {
        "VpcBlockPublicAccessOptions": {"InternetGatewayBlockMode": mode, **more}
    }
    return account


def running(*, setting: str = "enabled", vpc: bool = True, subnet: bool = True, assigns: bool = True) -> Account:
    """Let the task run without an IPv6 address, the conditions for one as they are told."""
    account = Account()
    principal = f"arn:aws:iam::{ACCOUNT}:root"
    account.answers["ecs:ListAccountSettings"] = {
        "settings": [{"name": "dualStackIPv6", "value": setting, "principalArn": principal}]
    }
    if vpc:
        account.answers["ec2:DescribeVpcs"]["Vpcs"][0]["Ipv6CidrBlockAssociationSet"] = [_block("2600:1f00:1:100::/56")]
    if subnet:
        account.subnet(PRIVATE)["Ipv6CidrBlockAssociationSet"] = [_block("2600:1f00:1:100::/64")]
    account.subnet(PRIVATE)["AssignIpv6AddressOnCreation"] = assigns
    account.answers["ec2:DescribeNetworkInterfaces"]["NetworkInterfaces"].append(
        interface(INTERFACE, PRIVATE, "10.0.10.9", TASK_GROUP)
    )
    account.expects_ipv6 = True
    account.task = {
        "lastStatus": "RUNNING",
        "stopCode": None,
        "stoppedReason": None,
        "stoppedAt": None,
        "pullStoppedAt": "2026-03-10T10:01:00+00:00",
        "startedAt": "2026-03-10T10:02:00+00:00",
        "containers": [
            {"name": "app", "lastStatus": "RUNNING", "networkInterfaces": [{"privateIpv4Address": "10.0.10.9"}]}
        ],
    }
    return account


def conditions_off() -> Account:
    """Let the task run where no condition for IPv6 holds."""
    return running(setting="disabled", vpc=False, subnet=False, assigns=False)


def old_platform() -> Account:
    """Let the task run on a platform version that knows no IPv6."""
    account = running()
    account.task["platformVersion"] = "1.3.0"
    return account


def launched_before_ipv6() -> Account:
    """Turn the subnet's assignment on only after the task was launched."""
    account = running()
    changed = {"subnetId": PRIVATE, "assignIpv6AddressOnCreation": {"value": True}}
    others = ("AssociateSubnetCidrBlock", "AssociateVpcCidrBlock", "PutAccountSetting", "PutAccountSettingDefault")
    account.more_records = {
        "cloudtrail:LookupEvents": (_look_up("ModifySubnetAttribute", changed), *(_look_up(each) for each in others))
    }
    return account


def launched_before_options() -> Account:
    """Associate another DHCP option set only after the task was launched."""
    account = running()
    account.expects_ipv6 = False
    old = {**options("10.0.0.99"), "DhcpOptionsId": "dopt-0old"}
    account.answers["ec2:DescribeDhcpOptions"]["DhcpOptions"].append(old)
    changed = {"vpcId": VPC, "dhcpOptionsId": "dopt-0a"}
    account.more_records = {"cloudtrail:LookupEvents": (_look_up("AssociateDhcpOptions", changed),)}
    return account


def only_ipv6(image: str = f"{ACCOUNT}.dkr-ecr.{REGION}.on.aws/shop:1") -> Account:
    """Launch the task in a subnet with IPv6 alone, everything but a route being open."""
    account = running()
    details = [
        {"name": "subnetId", "value": PRIVATE},
        {"name": "networkInterfaceId", "value": "eni-0six"},
        {"name": "privateIPv6Address", "value": "2600:1f00:1:100::9"},
    ]
    account.task = {
        "attachments": [{"id": "a1b2", "type": "ElasticNetworkInterface", "status": "DELETED", "details": details}]
    }
    account.image = image
    account.subnet(PRIVATE)["Ipv6Native"] = True
    del account.subnet(PRIVATE)["CidrBlock"]
    account.group(TASK_GROUP)["IpPermissionsEgress"] = _EVERYTHING
    for acl in (ACL, PUBLIC_ACL):
        account.acl(acl)["Entries"] += [_for_ipv6(entry(101, egress=each)) for each in (True, False)]
    return account


def only_ipv4_name() -> Account:
    """Let a task without IPv4 ask for its image by a name that answers over IPv4 alone."""
    account = only_ipv6(f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/shop:1")
    account.table(PRIVATE_TABLE)["Routes"].append(route("::/0", EgressOnlyInternetGatewayId="eigw-0a"))
    gateway = {"EgressOnlyInternetGatewayId": "eigw-0a", "Attachments": [{"VpcId": VPC, "State": "attached"}]}
    account.answers["ec2:DescribeEgressOnlyInternetGateways"] = {"EgressOnlyInternetGateways": [gateway]}
    return account


def standalone(account: Account) -> Account:
    """Launch the task by RunTask instead of a service."""
    configuration = {
        "awsvpcConfiguration": {
            "subnets": account.subnets,
            "securityGroups": [TASK_GROUP],
            "assignPublicIp": account.assign_public_ip,
        }
    }
    account.is_alone = True
    body = {
        "eventName": "RunTask",
        "requestParameters": {"networkConfiguration": configuration, "taskDefinition": DEFINITION_ARN},
        "responseElements": {"tasks": [{"taskArn": TASK_ARN}]},
    }
    event = {"EventId": "e2", "EventName": "RunTask", "EventTime": NOW, "CloudTrailEvent": json.dumps(body)}
    request = {"LookupAttributes": [{"AttributeKey": "EventName", "AttributeValue": "RunTask"}]}
    found = Record(request=request, answer={"Events": [event]}, at=NOW)
    known = account.more_records.get("cloudtrail:LookupEvents", ())
    account.more_records = {"cloudtrail:LookupEvents": (*known, found)}
    return account


BROKEN: tuple[Callable[[], Account], ...] = (
    no_route,
    no_public_address,
    dead_nat_gateway,
    detached_gateway,
    failed_nat_gateway,
    private_nat_gateway,
    nat_gateway_without_route,
    missing_endpoints,
    no_egress,
    no_egress_to_endpoints,
    acl_of_task,
    acl_of_nat_gateway,
    closed_endpoints,
    silent_endpoint,
    failed_endpoint,
    unassociated_endpoint,
    narrow_policy,
    no_dns_support,
    no_dns_hostnames,
    unreachable_name_server,
    shadowing_zone,
    shadowing_rule,
    blocked_public_access,
    conditions_off,
    old_platform,
    launched_before_ipv6,
    launched_before_options,
    only_ipv6,
    only_ipv4_name,
)


def _block(cidr: str) -> dict[str, Any]:
    return {"Ipv6CidrBlock": cidr, "Ipv6CidrBlockState": {"State": "associated"}}


def _for_ipv6(allowed: dict[str, Any]) -> dict[str, Any]:
    return {**allowed, "CidrBlock": None, "Ipv6CidrBlock": "::/0"}


def _look_up(name: str, parameters: dict[str, Any] | None = None) -> Record:
    body = json.dumps({"eventName": name, "requestParameters": parameters})
    event = {
        "EventId": f"e-{name}",
        "EventName": name,
        "EventTime": "2026-03-10T11:00:00+00:00",
        "CloudTrailEvent": body,
    }
    return Record(
        request={
            "LookupAttributes": [{"AttributeKey": "EventName", "AttributeValue": name}],
            "StartTime": "2026-03-10T09:00:00+00:00",
            "EndTime": NOW,
        },
        answer={"Events": [event] if parameters else []},
        at=NOW,
    )
