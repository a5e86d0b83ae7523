"""Network interfaces, each as its owner makes it: a task, a NAT gateway, an endpoint, a load balancer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.account.store import FOUNDED, written
from tests.account.vpcs import Vpcs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from fargate_doctor.case.model import JsonObject

_OWNER_OF_TASKS = "578734482556"


class Interfaces(Vpcs):
    """The network interfaces of an account."""

    def add_nat_interface(self, subnet: JsonObject, nat: str, address: str, public: str) -> JsonObject:
        """Add the interface of a NAT gateway, with its elastic address."""
        interface = self._add_interface(
            subnet,
            nat,
            address,
            groups=(),
            kind="nat_gateway",
            description=f"Interface for NAT Gateway {nat}",
            keeper="amazon-aws",
        )
        self.give_public_address(interface, public, allocated=True)
        interface["SourceDestCheck"] = False
        return interface

    def add_endpoint_interface(
        self, subnet: JsonObject, endpoint: str, address: str, groups: Sequence[JsonObject]
    ) -> JsonObject:
        """Add the interface of an endpoint in one subnet."""
        return self._add_interface(
            subnet,
            f"{endpoint}/{subnet['SubnetId']}",
            address,
            groups=groups,
            kind="vpc_endpoint",
            description=f"VPC Endpoint Interface {endpoint}",
            keeper="amazon-aws",
        )

    def add_resolver_interface(self, subnet: JsonObject, address: str, groups: Sequence[JsonObject]) -> JsonObject:
        """Add one address of a Route 53 Resolver inbound endpoint, which answers for names."""
        endpoint = f"rslvr-in-{self.ids.digits(17, 'resolver')}"
        return self._add_interface(
            subnet,
            f"{endpoint}/{subnet['SubnetId']}",
            address,
            groups=groups,
            kind="interface",
            description=f"Route 53 Resolver: {endpoint}:rni-{self.ids.digits(17, address)}",
            keeper="amazon-aws",
        )

    def add_balancer_interface(
        self, subnet: JsonObject, balancer: str, address: str | None, groups: Sequence[JsonObject]
    ) -> JsonObject:
        """Add the interface of an application load balancer in one subnet."""
        return self._add_interface(
            subnet,
            f"{balancer}/{subnet['SubnetId']}",
            address,
            groups=groups,
            kind="interface",
            description=f"ELB {balancer}",
            keeper="amazon-elb",
        )

    def add_task_interface(  # noqa: PLR0913, PLR0917 - what makes the interface of a task
        self,
        subnet: JsonObject,
        attachment: str,
        address: str | None,
        groups: Sequence[JsonObject],
        attached: datetime,
        ipv6: str | None = None,
    ) -> JsonObject:
        """Add the interface that Fargate manages for a task; `attachment` is the id of its attachment."""
        interface = self._add_interface(
            subnet,
            attachment,
            address,
            groups=groups,
            kind="interface",
            description=self.arn("ecs", f"attachment/{attachment}"),
            keeper=_OWNER_OF_TASKS,
            attached=attached,
        )
        if ipv6:
            interface["Ipv6Addresses"] = [{"Ipv6Address": ipv6, "IsPrimaryIpv6": False}]
            interface["Ipv6Address"] = ipv6
        return interface

    def give_public_address(self, interface: JsonObject, address: str, *, allocated: bool = False) -> None:
        """Associate a public IPv4 address; `allocated` makes it an elastic one."""
        dashed = address.replace(".", "-")
        association: dict[str, Any] = {
            "IpOwnerId": self.number if allocated else "amazon",
            "PublicDnsName": f"ec2-{dashed}.{self._domain('compute')}.amazonaws.com",
            "PublicIp": address,
        }
        if allocated:
            association["AllocationId"] = self.ids.of("eipalloc", address)
            association["AssociationId"] = self.ids.of("eipassoc", address)
        interface["Association"] = association
        interface["PrivateIpAddresses"][0]["Association"] = association

    def _add_interface(  # noqa: PLR0913 - what tells one interface from another
        self,
        subnet: JsonObject,
        name: str,
        address: str | None,
        *,
        groups: Sequence[JsonObject],
        kind: str,
        description: str,
        keeper: str,
        attached: datetime = FOUNDED,
    ) -> JsonObject:
        interface: JsonObject = {
            "Attachment": {
                "AttachTime": written(attached),
                "AttachmentId": self.ids.of("ela-attach" if keeper == "amazon-aws" else "eni-attach", name),
                "DeleteOnTermination": False,
                "DeviceIndex": 1,
                "NetworkCardIndex": 0,
                "InstanceOwnerId": keeper,
                "Status": "attached",
            },
            "AvailabilityZone": subnet["AvailabilityZone"],
            "Description": description,
            "Groups": [{"GroupId": each["GroupId"], "GroupName": each["GroupName"]} for each in groups],
            "InterfaceType": kind,
            "Ipv6Addresses": [],
            "MacAddress": self.ids.mac(name),
            "NetworkInterfaceId": self.ids.of("eni", name),
            "OwnerId": self.number,
            "PrivateIpAddresses": [],
            "RequesterId": keeper,
            "RequesterManaged": True,
            "SourceDestCheck": True,
            "Status": "in-use",
            "SubnetId": subnet["SubnetId"],
            "TagSet": [],
            "VpcId": subnet["VpcId"],
            "DenyAllIgwTraffic": False,
            "Ipv6Native": address is None,
        }
        if address:
            host = f"ip-{address.replace('.', '-')}.{self._domain('compute')}.internal"
            interface |= {"PrivateDnsName": host, "PrivateIpAddress": address}
            interface["PrivateIpAddresses"] = [{"Primary": True, "PrivateDnsName": host, "PrivateIpAddress": address}]
        return self.hold("ec2:DescribeNetworkInterfaces", interface)

    def _domain(self, word: str) -> str:
        if self.region == "us-east-1":
            return "ec2" if word == "compute" else word
        return f"{self.region}.{word}"
