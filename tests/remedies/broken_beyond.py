"""Accounts whose trouble lies beyond the VPC's own tables: at a transit gateway, at DNS Firewall."""

from __future__ import annotations

from fargate_doctor.case.model import Record
from tests.remedies.account import Account
from tests.remedies.names import ACCOUNT, PRIVATE, PRIVATE_TABLE, VPC

_GATEWAY, _TABLE, _ATTACHMENT = "tgw-0a", "tgw-rtb-0a", "tgw-attach-0a"


def _behind_transit_gateway(*routes: dict[str, object]) -> Account:
    account = Account()
    account.set_default(PRIVATE_TABLE, TransitGatewayId=_GATEWAY)
    attached = {"TransitGatewayAttachmentId": _ATTACHMENT, "TransitGatewayId": _GATEWAY, "State": "available"}
    account.answers["ec2:DescribeTransitGatewayVpcAttachments"] = {
        "TransitGatewayVpcAttachments": [{**attached, "VpcId": VPC, "SubnetIds": [PRIVATE]}]
    }
    association = {"TransitGatewayRouteTableId": _TABLE, "State": "associated"}
    account.answers["ec2:DescribeTransitGatewayAttachments"] = {
        "TransitGatewayAttachments": [{**attached, "TransitGatewayOwnerId": ACCOUNT, "Association": association}]
    }
    searched = {"TransitGatewayRouteTableId": _TABLE, "Filters": [{"Name": "state", "Values": ["active", "blackhole"]}]}
    account.more_records["ec2:SearchTransitGatewayRoutes"] = (
        Record(request=searched, answer={"Routes": list(routes), "AdditionalRoutesAvailable": False}),
    )
    return account


def transit_gateway_without_route() -> Account:
    """Let the default route lead to a transit gateway whose own table leads nowhere."""
    return _behind_transit_gateway()


def transit_gateway_that_drops() -> Account:
    """Let the default route lead to a transit gateway whose own table drops everything."""
    return _behind_transit_gateway({"DestinationCidrBlock": "0.0.0.0/0", "Type": "static", "State": "blackhole"})


def blocking_firewall() -> Account:
    """Let DNS Firewall block every name."""
    account = Account()
    group = {"FirewallRuleGroupId": "rslvr-frg-0a", "VpcId": VPC}
    association = {**group, "Id": "rslvr-frgassoc-0a", "Priority": 101, "Status": "COMPLETE"}
    account.answers["route53resolver:ListFirewallRuleGroupAssociations"] = {
        "FirewallRuleGroupAssociations": [association]
    }
    rule = {"FirewallRuleGroupId": "rslvr-frg-0a", "FirewallDomainListId": "rslvr-fdl-0a", "Action": "BLOCK"}
    account.more_records["route53resolver:ListFirewallRules"] = (
        Record(request={"FirewallRuleGroupId": "rslvr-frg-0a"}, answer={"FirewallRules": [{**rule, "Priority": 10}]}),
    )
    account.more_records["route53resolver:ListFirewallDomains"] = (
        Record(request={"FirewallDomainListId": "rslvr-fdl-0a"}, answer={"Domains": ["*"]}),
    )
    return account


BROKEN_BEYOND = (transit_gateway_without_route, transit_gateway_that_drops, blocking_firewall)
