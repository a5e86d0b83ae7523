"""Load balancers, their target groups, and how the targets in them do."""

from __future__ import annotations

from ipaddress import IPv6Network
from typing import TYPE_CHECKING

from tests.account.definitions import Definitions
from tests.account.filtering import tcp
from tests.account.store import FOUNDED, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fargate_doctor.case.model import JsonObject

_HOST = 60
"""The last number of a load balancer's addresses, where its subnets are of /24."""


class Balancers(Definitions):
    """The load balancers of an account."""

    def add_target_group(
        self,
        vpc: JsonObject,
        name: str = "web",
        *,
        port: int = 8080,
        addresses: str = "ipv4",
        kind: str = "application",
    ) -> JsonObject:
        """Add a target group, and a load balancer in every zone of the VPC that sends to it.

        `addresses` is `ipv4` or `ipv6`, `kind` is `application` or `network`; the latter has no security groups.
        """
        balancer = self._add_balancer(vpc, name, kind, dual_stack=addresses == "ipv6")
        is_http = kind == "application"
        return self.hold(
            "elbv2:DescribeTargetGroups",
            {
                "TargetGroupArn": self.arn(
                    "elasticloadbalancing", f"targetgroup/{name}/{self.ids.digits(16, 'target-group', name)}"
                ),
                "TargetGroupName": name,
                "Protocol": "HTTP" if is_http else "TCP",
                "Port": port,
                "VpcId": vpc["VpcId"],
                "HealthCheckProtocol": "HTTP",
                "HealthCheckPort": "traffic-port",
                "HealthCheckEnabled": True,
                "HealthCheckIntervalSeconds": 30,
                "HealthCheckTimeoutSeconds": 5,
                "HealthyThresholdCount": 5,
                "UnhealthyThresholdCount": 2,
                "HealthCheckPath": "/healthz",
                "Matcher": {"HttpCode": "200"},
                "LoadBalancerArns": [balancer["LoadBalancerArn"]],
                "TargetType": "ip",
                **({"ProtocolVersion": "HTTP1"} if is_http else {}),
                "IpAddressType": addresses,
            },
        )

    def register_target(  # noqa: PLR0913 - a target and how it does
        self,
        group: JsonObject,
        address: str,
        zone: str,
        *,
        port: int = 8080,
        state: str = "healthy",
        reason: str = "",
        description: str = "",
    ) -> JsonObject:
        """Register an address, and let the load balancer say how it does."""
        said = {"State": state, "Reason": reason, "Description": description}
        health = {name: word for name, word in said.items() if word}
        target = {"Id": address, "Port": port, "AvailabilityZone": zone}
        shown = {"Target": target, "HealthCheckPort": str(port), "TargetHealth": health}
        return self.hold("elbv2:DescribeTargetHealth", {"TargetGroupArn": group["TargetGroupArn"], "shown": shown})

    def _add_balancer(self, vpc: JsonObject, name: str, kind: str, *, dual_stack: bool) -> JsonObject:
        form = "app" if kind == "application" else "net"
        path = f"{form}/{name}/{self.ids.digits(16, 'balancer', name)}"
        subnets = self._one_for_each_zone(vpc)
        inbound = [tcp(443, "0.0.0.0/0")]
        groups = [self.add_group(vpc, f"{name}-alb", "Load balancer", inbound=inbound)] if form == "app" else []
        for subnet in subnets:
            self._add_node(subnet, path, groups, dual_stack=dual_stack)
        return self.hold(
            "elbv2:DescribeLoadBalancers",
            {
                "LoadBalancerArn": self.arn("elasticloadbalancing", f"loadbalancer/{path}"),
                "DNSName": f"{name}-{self.ids.decimals(10, 'balancer', name)}.{self.region}.elb.amazonaws.com",
                "CanonicalHostedZoneId": "Z32O12XQLNTSW2",
                "CreatedTime": written(FOUNDED),
                "LoadBalancerName": name,
                "Scheme": "internet-facing",
                "VpcId": vpc["VpcId"],
                "State": {"Code": "active"},
                "Type": kind,
                "AvailabilityZones": [
                    {"ZoneName": each["AvailabilityZone"], "SubnetId": each["SubnetId"], "LoadBalancerAddresses": []}
                    for each in subnets
                ],
                **({"SecurityGroups": [each["GroupId"] for each in groups]} if groups else {}),
                "IpAddressType": "dualstack" if dual_stack else "ipv4",
            },
        )

    def _one_for_each_zone(self, vpc: JsonObject) -> list[JsonObject]:
        own = [each for each in self.held["ec2:DescribeSubnets"] if each["VpcId"] == vpc["VpcId"]]
        by_zone = {each["AvailabilityZone"]: each for each in reversed(own)}
        return [by_zone[zone] for zone in sorted(by_zone)]

    def _add_node(self, subnet: JsonObject, path: str, groups: Sequence[JsonObject], *, dual_stack: bool) -> None:
        block = subnet.get("CidrBlock")
        address = f"{block.rpartition('.')[0]}.{_HOST}" if block else None
        interface = self.add_balancer_interface(subnet, path, address, groups)
        blocks = subnet.get("Ipv6CidrBlockAssociationSet") if dual_stack else None
        if blocks:
            own = str(IPv6Network(blocks[0]["Ipv6CidrBlock"])[_HOST])
            interface["Ipv6Addresses"] = [{"Ipv6Address": own, "IsPrimaryIpv6": False}]
