"""Healthy networks that Fargate tasks commonly live in: public, behind a NAT gateway, behind endpoints, with IPv6."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.lab.account import Network
from tests.lab.rules import ANYWHERE_IPV6, tcp
from tests.lab.workload import Workload

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.lab.server import Lab

FOR_PULLING = ("ecr.api", "ecr.dkr", "logs")


class Public:
    """A subnet with a route to the internet gateway; tasks have public addresses."""

    def __init__(self, lab: Lab, *, ipv6: bool = False) -> None:
        self.lab = lab
        self.network = Network(lab, ipv6=ipv6)
        self.public = self.network.subnet(0)
        self.public_table = self.network.table(self.public)
        self.gateway = self.network.internet_gateway()
        self.network.route(self.public_table, self.gateway)
        self.task_subnet = self.public

    def workload(self, **differing: Any) -> Workload:  # noqa: ANN401 - the fields of a workload
        """Return a service in this network."""
        here = {"subnets": [self.task_subnet], "groups": [self.network.task_group]}
        return Workload(self.lab, **here | self._usual() | differing)

    def _usual(self) -> dict[str, Any]:
        return {"public_address": True}


class BehindNat(Public):
    """Private subnets in two zones whose way out is a NAT gateway in a public subnet."""

    def __init__(
        self, lab: Lab, *, ipv6: bool = False, subnets_with_ipv6: bool = False, connectivity: str = "public"
    ) -> None:
        super().__init__(lab, ipv6=ipv6)
        self.private = self.network.subnet(10, ipv6=subnets_with_ipv6)
        self.private_elsewhere = self.network.subnet(11, zone=1, ipv6=subnets_with_ipv6)
        self.private_table = self.network.table(self.private, self.private_elsewhere)
        self.nat = self.network.nat_gateway(self.public, connectivity)
        self.network.route(self.private_table, self.nat)
        self.task_subnet = self.private

    def _usual(self) -> dict[str, Any]:
        return {}


class BehindEndpoints:
    """Private subnets without any way out: everything a task needs is reached through endpoints."""

    def __init__(
        self,
        lab: Lab,
        services: Iterable[str] = FOR_PULLING,
        *,
        s3: bool = True,
        policies: dict[str, dict[str, Any]] | None = None,
        without_private_dns: Iterable[str] = (),
    ) -> None:
        self.lab = lab
        self.network = Network(lab)
        self.private = self.network.subnet(10)
        self.endpoint_subnet = self.network.subnet(20)
        self.private_table = self.network.table(self.private)
        self.endpoint_table = self.network.table(self.endpoint_subnet)
        https = tcp(443, cidr=str(self.network.cidr))
        self.endpoint_group = self.network.group("endpoints", ingress=[https])
        self.policies = policies or {}
        self.endpoints = {each: self._endpoint(each, each not in without_private_dns) for each in services}
        if s3:
            self.endpoints["s3"] = self.network.s3_endpoint(self.private_table, policy=self.policies.get("s3"))

    def workload(self, **differing: Any) -> Workload:  # noqa: ANN401 - the fields of a workload
        """Return a service in this network."""
        return Workload(self.lab, [self.private], [self.network.task_group], **differing)

    def address(self, service: str) -> str:
        """Return the address to which the names of a service resolve."""
        return self.network.endpoint_address(self.endpoints[service])

    def _endpoint(self, service: str, private_dns: bool) -> str:  # noqa: FBT001 - private
        return self.network.interface_endpoint(
            service,
            [self.endpoint_subnet],
            self.endpoint_group,
            private_dns=private_dns,
            policy=self.policies.get(service),
        )


class DualStack(BehindNat):
    """IPv4 leaves by a NAT gateway, IPv6 by an egress-only internet gateway; the service has IPv6 targets."""

    def __init__(self, lab: Lab, *, ipv6: bool = True, subnets: bool = True) -> None:
        super().__init__(lab, ipv6=ipv6, subnets_with_ipv6=ipv6 and subnets)
        if ipv6:
            self.network.route(self.private_table, self.network.egress_only_gateway(), ANYWHERE_IPV6)

    def _usual(self) -> dict[str, Any]:
        created = self.lab.client("elbv2").create_target_group(
            Name="web-ipv6",
            Protocol="HTTP",
            Port=8080,
            VpcId=self.network.vpc_id,
            TargetType="ip",
            IpAddressType="ipv6",
        )
        return {"target_group": created["TargetGroups"][0]["TargetGroupArn"]}


class Ipv6Only:
    """A subnet without IPv4, whose way out is an egress-only internet gateway."""

    def __init__(self, lab: Lab, *, way_out: bool = True) -> None:
        self.lab = lab
        self.network = Network(lab, ipv6=True)
        self.subnet = self.network.ipv6_only_subnet(30)
        self.table = self.network.table(self.subnet)
        gateway = self.network.egress_only_gateway()
        if way_out:
            self.network.route(self.table, gateway, ANYWHERE_IPV6)

    def workload(self, **differing: Any) -> Workload:  # noqa: ANN401 - the fields of a workload
        """Return a service in this network; it writes no logs, so that only the image is in question."""
        return Workload(self.lab, [self.subnet], [self.network.task_group], **{"logs": False} | differing)
