"""An independent judge of one packet: AWS's own words, linear scans, one address and one port at a time.

It shares no code with the walker and reads the answers as they came, so that one misunderstanding does not hide in two
places. It knows addresses only, no names.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

from tests.facts.paths.packet_filters import FAIL, PASS, UNKNOWN, Address, Filters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.facts.paths.network import Item, Network

PRIVATE = [
    ip_network(each)
    for each in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
]
TASK_PORTS, NAT_PORTS = (32768, 60999), (1024, 65535)


def is_public(address: Address) -> bool:
    if isinstance(address, IPv6Address):
        return address in ip_network("2000::/3")
    return not any(address in each for each in PRIVATE)


class Judge:
    """Judges packets of the task in one network."""

    def __init__(self, net: Network, *, nobody_is_public: bool = False) -> None:
        self.net = net
        self.filters = Filters(net)
        self.nobody_is_public = nobody_is_public
        self.task = net.lists["NetworkInterfaces"]["eni-task"]

    def verdict(self, destination: str, protocol: str, port: int | None) -> str:
        """Return pass, fail or unknown: one certain failure fails, else one doubt is a doubt."""
        marks = set(self._marks(ip_address(destination), protocol, port))
        return FAIL if FAIL in marks else UNKNOWN if UNKNOWN in marks else PASS

    def _marks(self, far: Address, protocol: str, port: int | None) -> Iterable[str]:
        source = self._source(far.version)
        if source is None:
            yield FAIL
            source = ip_address("10.0.1.1" if far.version == 4 else "2600:1:0:1::1")
        route = self._route("subnet-task", far)
        yield self._groups_out(far, protocol, port, route)
        if not self._in_subnet(far, "subnet-task"):
            yield self.filters.acl("subnet-task", far, protocol, request=port, egress=True)
            yield self.filters.acl("subnet-task", far, protocol, answers=TASK_PORTS, egress=False)
        if isinstance(route, str):
            yield route
            return
        yield from self._target(route, far, source, protocol, port)

    def _source(self, version: int) -> Address | None:
        if version == 4:
            return ip_address(self.task["PrivateIpAddress"])
        found = self.task["Ipv6Addresses"]
        return ip_address(found[0]["Ipv6Address"]) if found else None

    def _in_subnet(self, far: Address, subnet_id: str) -> bool:
        subnet = self.net.lists["Subnets"][subnet_id]
        blocks = [
            subnet["CidrBlock"],
            *(each["Ipv6CidrBlock"] for each in subnet.get("Ipv6CidrBlockAssociationSet", ())),
        ]
        return any(far in ip_network(each) for each in blocks)

    # Routes

    def _table(self, subnet_id: str, vpc: str = "vpc-1") -> Item:
        tables = [each for each in self.net.lists["RouteTables"].values() if each["VpcId"] == vpc]
        for each in tables:
            if any(it.get("SubnetId") == subnet_id for it in each["Associations"]):
                return each
        return next(each for each in tables if any(it.get("Main") for it in each["Associations"]))

    def _route(self, subnet_id: str, far: Address, vpc: str = "vpc-1") -> Item | str:
        return self._best(self._table(subnet_id, vpc), far)

    def _best(self, table: Item, far: Address) -> Item | str:
        """Return the route that is taken, or the verdict where there is none or nobody can tell."""
        found: list[tuple[int, int, Item]] = []
        unread: list[Item] = []
        for route in table["Routes"]:
            listed = route.get("DestinationPrefixListId")
            rank = 1 if listed else 2 if route.get("Origin") == "EnableVgwRoutePropagation" else 0
            if listed and listed not in self.net.lists["PrefixLists"]:
                unread.append(route)
                continue
            blocks = self.net.lists["PrefixLists"][listed]["Cidrs"] if listed else [self._block(route)]
            for block in blocks:
                network = ip_network(block)
                if network.version == far.version and far in network:
                    found.append((network.prefixlen, rank, route))
        found.sort(key=lambda each: (-each[0], each[1]))
        best = found[0][2] if found else None
        if any(best is None or _target(each) != _target(best) for each in unread):
            return UNKNOWN
        if best is None:
            return FAIL
        if found[0][1] == 1 and len({_target(each[2]) for each in found if each[1] == 1}) > 1:
            return UNKNOWN
        same = [each for each in found if each[:2] == found[0][:2]]
        if len({_target(each[2]) for each in same}) > 1:
            return UNKNOWN
        return FAIL if best["State"] == "blackhole" else best

    def _block(self, route: Item) -> str:
        return str(route.get("DestinationCidrBlock") or route.get("DestinationIpv6CidrBlock"))

    def _target(self, route: Item, far: Address, source: Address, protocol: str, port: int | None) -> Iterable[str]:
        target = _target(route)
        if target == "local":
            yield from self._arrive("vpc-1", far, source, protocol, port)
        elif target.startswith("igw-"):
            yield from self._internet_gateway(target, far, source)
        elif target.startswith("eigw-"):
            yield from self._egress_only(target, far, source)
        elif target.startswith("nat-"):
            yield from self._nat(target, far, source, protocol, port)
        elif target.startswith("tgw-"):
            yield from self._transit(target, far, "subnet-task", source, protocol, port)
        elif target.startswith("pcx-"):
            yield from self._peering(target, far, source, protocol, port)
        elif target == "vpce-gateway":
            yield FAIL if protocol == "udp" else PASS
        elif target == "vpce-fw":
            yield from self._firewall(far, source, protocol, port)
        else:
            yield UNKNOWN

    # Gateways

    def _firewall(self, far: Address, source: Address, protocol: str, port: int | None) -> Iterable[str]:
        """Judge a firewall's endpoint: what it lets through is unknown, what happens to that afterwards is not."""
        endpoint = self.net.lists["VpcEndpoints"].get("vpce-fw")
        if endpoint is None:
            yield UNKNOWN
            return
        yield UNKNOWN if endpoint["State"] == "available" else FAIL
        if endpoint["State"] != "available" or not is_public(far):
            return
        yield self.filters.acl("subnet-far", source, protocol, request=port, egress=False)
        yield self.filters.acl("subnet-far", source, protocol, answers=TASK_PORTS, egress=True)
        route = self._route("subnet-far", far)
        if isinstance(route, str):
            yield route
        elif _target(route) == "vpce-fw":
            yield FAIL
        elif _target(route).startswith(("nat-", "igw-", "eigw-")):
            yield from self._target(route, far, source, protocol, port)

    def _internet_gateway(self, target: str, far: Address, source: Address) -> Iterable[str]:
        yield self._attached(target)
        yield PASS if is_public(far) else FAIL
        if far.version == 4:
            yield PASS if self.task.get("Association") else FAIL
        else:
            yield PASS if is_public(source) else FAIL
        yield self._public_access("subnet-task", two_way=True)

    def _egress_only(self, target: str, far: Address, source: Address) -> Iterable[str]:
        if far.version == 4:
            yield FAIL
            return
        yield PASS if target in self.net.lists["EgressOnlyInternetGateways"] else FAIL
        yield PASS if is_public(far) and is_public(source) else FAIL
        yield self._public_access("subnet-task", two_way=False)

    def _attached(self, target: str, vpc: str = "vpc-1") -> str:
        gateway = self.net.lists["InternetGateways"].get(target)
        attached = [each["VpcId"] for each in gateway["Attachments"]] if gateway else []
        return PASS if vpc in attached else FAIL

    def _public_access(self, subnet_id: str, *, two_way: bool, vpc: str = "vpc-1") -> str:
        mode = self.net.block_mode
        for each in self.net.lists["VpcBlockPublicAccessExclusions"].values():
            if each["ResourceArn"].endswith((f"/{subnet_id}", f"/{vpc}")) and mode != "off":
                mode = "off" if each["InternetGatewayExclusionMode"] == "allow-bidirectional" else "block-ingress"
        return FAIL if mode == "block-bidirectional" or (mode == "block-ingress" and two_way) else PASS

    def _transit(  # noqa: PLR0913, PLR0917 - the five-tuple of a packet and where it comes from
        self, target: str, far: Address, subnet: str, source: Address | None, protocol: str, port: int | None
    ) -> Iterable[str]:
        """Judge a transit gateway; without a source, which is then a translated one, its answers are not followed."""
        own = self._attachment(target, "vpc-1")
        zone = self.net.lists["Subnets"][subnet]["AvailabilityZone"]
        if own is None or own["State"] != "available" or zone not in self._zones(own):
            yield FAIL
            return
        route = self._transit_route(own, far)
        if isinstance(route, str):
            yield route
            return
        leads_to = route["TransitGatewayAttachments"][0]["ResourceId"]
        if leads_to != "vpc-out" or far.version == 6 or not is_public(far) or source is None:
            yield UNKNOWN
            return
        yield from self._central(target, own, far, source, protocol, port)

    def _attachment(self, target: str, vpc: str) -> Item | None:
        for each in self.net.lists["TransitGatewayVpcAttachments"].values():
            if each["TransitGatewayId"] == target and each["VpcId"] == vpc:
                return each
        return None

    def _zones(self, attachment: Item) -> set[str]:
        return {self.net.lists["Subnets"][each]["AvailabilityZone"] for each in attachment["SubnetIds"]}

    def _transit_route(self, attachment: Item, far: Address) -> Item | str:
        """Return the route that the gateway takes for what comes in by an attachment, or the verdict without one."""
        kept = self.net.lists["TransitGatewayAttachments"].get(attachment["TransitGatewayAttachmentId"])
        if kept is None or kept["TransitGatewayOwnerId"] != "123456789012":
            return UNKNOWN
        routes = self.net.transit_routes.get(kept["Association"]["TransitGatewayRouteTableId"])
        if routes is None:
            return UNKNOWN
        found = [each for each in routes if _covers(each, far)]
        if not found:
            return FAIL
        best = max(found, key=lambda each: (_length(each), each["Type"] == "static"))
        return FAIL if best["State"] == "blackhole" else best

    def _central(  # noqa: PLR0913, PLR0917 - the five-tuple of a packet and how it came
        self, target: str, own: Item, far: Address, source: Address, protocol: str, port: int | None
    ) -> Iterable[str]:
        """Judge a VPC that leads out for others: its ACLs, its NAT gateway, and the way back."""
        for subnet in own["SubnetIds"]:
            if subnet != "subnet-task":
                yield self._doubt(self.filters.acl(subnet, source, protocol, request=port, egress=False))
                yield self._doubt(self.filters.acl(subnet, source, protocol, answers=TASK_PORTS, egress=True))
        there = self._attachment(target, "vpc-out")
        if there is None or there["State"] != "available":
            yield FAIL
            return
        route = self._best(self._table("subnet-attached", "vpc-out"), far)
        if isinstance(route, str) or not _target(route).startswith("nat-"):
            yield route if isinstance(route, str) else UNKNOWN
            return
        yield from self._central_nat(_target(route), far, source, protocol, port)
        back = self._best(self._table("subnet-out", "vpc-out"), source)
        yield back if isinstance(back, str) else PASS if _target(back) == target else FAIL
        answer = self._transit_route(there, source)
        if isinstance(answer, str):
            yield answer
            return
        by = answer["TransitGatewayAttachments"][0]["TransitGatewayAttachmentId"]
        yield PASS if by == own["TransitGatewayAttachmentId"] else FAIL

    def _central_nat(self, name: str, far: Address, source: Address, protocol: str, port: int | None) -> Iterable[str]:
        if self.net.lists["NatGateways"][name]["State"] != "available":
            yield FAIL
            return
        yield self.filters.acl("subnet-out", source, protocol, request=port, egress=False)
        yield self.filters.acl("subnet-out", source, protocol, answers=TASK_PORTS, egress=True)
        yield self.filters.acl("subnet-out", far, protocol, request=port, egress=True)
        yield self.filters.acl("subnet-out", far, protocol, answers=NAT_PORTS, egress=False)
        onward = self._best(self._table("subnet-out", "vpc-out"), far)
        if isinstance(onward, str):
            yield onward
            return
        yield self._attached(_target(onward), "vpc-out") if _target(onward).startswith("igw-") else UNKNOWN
        yield self._public_access("subnet-out", two_way=False, vpc="vpc-out")

    def _doubt(self, verdict: str) -> str:
        return PASS if verdict == PASS else UNKNOWN

    def _nat(self, target: str, far: Address, source: Address, protocol: str, port: int | None) -> Iterable[str]:
        nat = self.net.lists["NatGateways"].get(target)
        if nat is None or nat["State"] != "available":
            yield FAIL
            return
        inner = far
        if isinstance(far, IPv6Address):
            if far not in ip_network("64:ff9b::/96"):
                yield FAIL
                return
            inner = IPv4Address(int(far) & 0xFFFFFFFF)
        subnet = nat.get("SubnetId")
        if subnet:
            yield self.filters.acl(subnet, source, protocol, request=port, egress=False)
            yield self.filters.acl(subnet, source, protocol, answers=TASK_PORTS, egress=True)
            yield self.filters.acl(subnet, inner, protocol, request=port, egress=True)
            yield self.filters.acl(subnet, inner, protocol, answers=NAT_PORTS, egress=False)
        table = self._table(subnet) if subnet else self.net.lists["RouteTables"][nat["RouteTableId"]]
        yield from self._behind_nat(nat, target, self._best(table, inner), inner, protocol)

    def _behind_nat(self, nat: Item, target: str, route: Item | str, inner: Address, protocol: str) -> Iterable[str]:
        if isinstance(route, str):
            yield route
            return
        onward, is_private = _target(route), nat.get("ConnectivityType") == "private"
        if onward == target or (is_private and onward.startswith("igw-")):
            yield FAIL
        elif onward.startswith("igw-"):
            yield self._attached(onward)
            yield PASS if is_public(inner) else FAIL
            yield self._public_access(nat.get("SubnetId") or "none", two_way=False)
        elif onward == "vpce-gateway":
            yield FAIL if protocol == "udp" else PASS
        elif onward == "vpce-fw":
            endpoint = self.net.lists["VpcEndpoints"].get(onward, {"State": "available"})
            yield UNKNOWN if endpoint["State"] == "available" else FAIL
        elif onward.startswith("tgw-") and nat.get("SubnetId"):
            yield from self._transit(onward, inner, nat["SubnetId"], None, protocol, None)
        else:
            yield UNKNOWN

    # The far end

    def _holder(self, vpc: str, far: Address) -> Item | None:
        for each in self.net.lists["NetworkInterfaces"].values():
            held = [each["PrivateIpAddress"], *(it["Ipv6Address"] for it in each["Ipv6Addresses"])]
            if each["VpcId"] == vpc and any(ip_address(it) == far for it in held):
                return each
        return None

    def _arrive(self, vpc: str, far: Address, source: Address, protocol: str, port: int | None) -> Iterable[str]:
        holder = self._holder(vpc, far)
        if holder is None:
            yield UNKNOWN
            return
        if holder["SubnetId"] != "subnet-task":
            yield self.filters.acl(holder["SubnetId"], source, protocol, request=port, egress=False)
            yield self.filters.acl(holder["SubnetId"], source, protocol, answers=TASK_PORTS, egress=True)
        own = {each["GroupId"] for each in self.task["Groups"]}
        yield self.filters.admitted(
            [each["GroupId"] for each in holder["Groups"]], "IpPermissions", source, protocol, port, own
        )

    def _peering(self, target: str, far: Address, source: Address, protocol: str, port: int | None) -> Iterable[str]:
        peering = self.net.lists["VpcPeeringConnections"].get(target)
        if peering is None or peering["Status"]["Code"] != "active" or far not in ip_network("10.1.0.0/16"):
            yield FAIL
            return
        yield from self._arrive("vpc-2", far, source, protocol, port)
        holder = self._holder("vpc-2", far)
        if holder:
            back = self._route(holder["SubnetId"], source, "vpc-2")
            yield back if isinstance(back, str) else PASS if _target(back) == target else FAIL

    # Security groups

    def _groups_out(self, far: Address, protocol: str, port: int | None, route: Item | str) -> str:
        holder = self._holder("vpc-1", far)
        target = "" if isinstance(route, str) else _target(route)
        if holder is None and target == "pcx-1":
            holder = self._holder("vpc-2", far)
        far_groups = {each["GroupId"] for each in holder["Groups"]} if holder else None
        if holder is None and is_public(far) and (self.nobody_is_public or self._leaves(route, target)):
            far_groups = set()
        groups = [each["GroupId"] for each in self.task["Groups"]]
        return self.filters.admitted(groups, "IpPermissionsEgress", far, protocol, port, far_groups)

    def _leaves(self, route: Item | str, target: str) -> bool:
        return route == FAIL or not (route == UNKNOWN or target == "local" or target.startswith("pcx-"))


def _target(route: Item) -> str:
    kinds = ("GatewayId", "NatGatewayId", "TransitGatewayId", "VpcPeeringConnectionId", "EgressOnlyInternetGatewayId")
    return next((str(route[each]) for each in kinds if route.get(each)), "")


def _covers(route: Item, far: Address) -> bool:
    network = ip_network(route["DestinationCidrBlock"])
    return network.version == far.version and far in network


def _length(route: Item) -> int:
    return ip_network(route["DestinationCidrBlock"]).prefixlen
