"""Random networks: each list of the small network replaced by something AWS would accept, often broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.facts.paths.network import (
    ECR_API,
    LAYERS,
    Item,
    Network,
    acl,
    endpoint,
    entry,
    gateway_endpoint,
    group,
    interface,
    open_acl,
    route,
    rule,
    table,
)
from tests.facts.paths.transit import ACCOUNT, associated, egress_vpc, transit_route

if TYPE_CHECKING:
    from random import Random

BLOCKS = (
    "0.0.0.0/0",
    "0.0.0.0/0",
    "0.0.0.0/1",
    "128.0.0.0/1",
    "10.0.0.0/8",
    "10.0.0.0/16",
    "10.0.1.0/24",
    "10.0.1.0/25",
    "10.0.2.0/24",
    "10.0.9.0/24",
    "10.1.0.0/16",
    "52.0.0.0/8",
    "52.218.0.0/16",
    "93.184.0.0/16",
    "93.184.216.34/32",
    "172.16.0.0/12",
)
IPV6_BLOCKS = ("::/0", "::/0", "2000::/3", "2606:2800::/32", "2600:1::/56", "2600:1:0:2::/64", "fd00::/8")
PORTS = ((443, 443), (53, 53), (0, 65535), (1024, 65535), (32768, 60999), (32768, 45000), (80, 443), (1024, 5000))
PROTOCOLS = ("tcp", "tcp", "udp", "-1")
NUMBERS = {"tcp": "6", "udp": "17", "-1": "-1"}
TARGETS = (
    "igw-1",
    "nat-1",
    "nat-1",
    "nat-2",
    "nat-3",
    "tgw-1",
    "tgw-1",
    "tgw-2",
    "vgw-1",
    "vpce-fw",
    "pcx-1",
    "pcx-2",
    "eigw-1",
    "nat-gone",
)
IPV6_TARGETS = ("igw-1", "eigw-1", "eigw-1", "tgw-1", "nat-1", "vpce-fw")
GROUPS = ("sg-task", "sg-more", "sg-far", "sg-peer")
ADDRESSES = (
    "93.184.216.34",
    "52.218.0.9",
    "52.9.9.9",
    "200.1.1.1",
    "10.0.1.9",
    "10.0.2.7",
    "10.0.2.99",
    "10.1.1.9",
    "10.1.1.99",
    "172.16.0.1",
    "192.0.2.1",
    "2606:2800::1",
    "2600:1:0:2::7",
    "fd00::1",
    "64:ff9b::5db8:d822",
)
HOSTS = (ECR_API, LAYERS, "registry-1.docker.io", "logs.eu-west-1.amazonaws.com", "ecr.eu-west-1.api.aws")


def random_network(chance: Random) -> Network:
    """Return a network that may be broken anywhere."""
    net = Network()
    _groups(net, chance)
    _acls(net, chance)
    _gateways(net, chance)
    _peer(net, chance)
    _transit(net, chance)
    _tables(net, chance)
    _endpoints(net, chance)
    _names(net, chance)
    return net


def random_question(chance: Random) -> dict[str, object]:
    """Return a flow to one address."""
    protocol = chance.choice(("tcp", "tcp", "tcp", "udp", "icmp"))
    port = None if protocol == "icmp" else chance.choice((443, 443, 443, 53, 80, 5432))
    return {"address": chance.choice(ADDRESSES), "protocol": protocol, "port": port}


def random_name(chance: Random) -> dict[str, object]:
    """Return a flow to a host."""
    needed = frozenset(chance.sample(("ecr.api", "ecr.dkr", "logs", "s3"), k=chance.randint(0, 4)))
    return {"host": chance.choice(HOSTS), "needed_services": needed, "ip_version": chance.choice((4, 4, 4, 6))}


def _rule(chance: Random) -> Item:
    far = [chance.choice(BLOCKS) for _ in range(chance.randint(0, 2))]
    far += [chance.choice(IPV6_BLOCKS) for _ in range(chance.randint(0, 1))]
    if chance.random() < 0.3:
        far.append(chance.choice((*GROUPS, "pl-s3", "pl-own", "pl-unread")))
    protocol = chance.choice(PROTOCOLS)
    if chance.random() < 0.1:
        return rule(*far, ports=chance.choice(((-1, -1), (8, -1), (8, 0), (0, 0))), protocol="icmp")
    return rule(*far, ports=None if protocol == "-1" else chance.choice(PORTS), protocol=protocol)


def _groups(net: Network, chance: Random) -> None:
    for name in GROUPS:
        generous = [rule("0.0.0.0/0", "::/0")] if chance.random() < 0.6 else []
        egress = generous + [_rule(chance) for _ in range(chance.randint(0, 3))]
        ingress = ([rule("10.0.0.0/8")] if chance.random() < 0.5 else []) + [_rule(chance) for _ in range(2)]
        net.put("SecurityGroups", group(name, egress=egress, ingress=ingress))
    held = chance.sample(("sg-task", "sg-more"), k=chance.randint(1, 2))
    public = {"public": "54.1.2.3"} if chance.random() < 0.4 else {}
    ipv6 = chance.choice(("2600:1:0:1::5", "2600:1:0:1::5", None))
    net.put("NetworkInterfaces", interface("eni-task", "10.0.1.5", "subnet-task", tuple(held), ipv6=ipv6, **public))
    net.put("NetworkInterfaces", interface("eni-near", "10.0.1.9", "subnet-task", ("sg-far",)))
    net.put("NetworkInterfaces", interface("eni-far", "10.0.2.7", "subnet-far", ("sg-far",), ipv6="2600:1:0:2::7"))
    net.put("PrefixLists", {"PrefixListId": "pl-own", "PrefixListName": "own", "Cidrs": chance.sample(BLOCKS, k=3)})


def _entry(chance: Random, number: int) -> Item:
    protocol = chance.choice(PROTOCOLS)
    ports = None if protocol == "-1" else chance.choice(PORTS)
    cidr = chance.choice(BLOCKS if chance.random() < 0.8 else IPV6_BLOCKS)
    action = "allow" if chance.random() < 0.6 else "deny"
    more: Item = {"Protocol": NUMBERS[protocol]}
    if chance.random() < 0.1:
        version = "58" if ":" in cidr else "1"
        more = {"Protocol": version, "IcmpTypeCode": {"Type": chance.choice((-1, 0, 8, 128, 129)), "Code": -1}}
        ports = None
    return entry(number, action, cidr, ports, **more)


def _acls(net: Network, chance: Random) -> None:
    for name in ("task", "far", "public", "peer"):
        vpc = "vpc-2" if name == "peer" else "vpc-1"
        if chance.random() < 0.5:
            net.put("NetworkAcls", open_acl(f"acl-{name}", f"subnet-{name}", vpc=vpc))
            continue
        ways = []
        for _ in range(2):
            numbers = chance.sample(range(50, 200), k=chance.randint(0, 4))
            last = [entry(300, "allow", "0.0.0.0/0"), entry(301, "allow", "::/0")] if chance.random() < 0.7 else []
            ways.append([_entry(chance, number) for number in numbers] + last)
        net.put("NetworkAcls", acl(f"acl-{name}", (f"subnet-{name}",), egress=ways[0], ingress=ways[1], vpc=vpc))


def _gateways(net: Network, chance: Random) -> None:
    for name in ("nat-1", "nat-2", "nat-3"):
        nat: Item = {"NatGatewayId": name, "VpcId": "vpc-1", "SubnetId": "subnet-public", "State": "available"}
        nat["NatGatewayAddresses"] = [{"PublicIp": "54.9.9.9", "Status": "succeeded"}]
        if chance.random() < 0.3:
            nat["State"] = chance.choice(("pending", "failed", "deleted"))
        if chance.random() < 0.2:
            nat |= {
                "SubnetId": None,
                "AvailabilityMode": "regional",
                "RouteTableId": chance.choice(("rtb-public", "rtb-main")),
            }
        if chance.random() < 0.2:
            nat["ConnectivityType"] = "private"
        net.put("NatGateways", nat)
    if chance.random() < 0.15:
        net.change("InternetGateways", "igw-1", Attachments=[])
    if chance.random() < 0.15:
        net.drop("EgressOnlyInternetGateways", "eigw-1")
    for name in ("tgw-1", "tgw-2"):
        if chance.random() < 0.7:
            attachment: Item = {"TransitGatewayAttachmentId": f"a-{name}", "TransitGatewayId": name, "VpcId": "vpc-1"}
            attachment["State"] = chance.choice(("available", "available", "deleting"))
            attachment["SubnetIds"] = chance.sample(("subnet-task", "subnet-far", "subnet-public"), k=2)
            net.put("TransitGatewayVpcAttachments", attachment)
    net.block_mode = chance.choice(("off", "off", "off", "block-ingress", "block-bidirectional"))
    if chance.random() < 0.4:
        resource = chance.choice(("subnet/subnet-task", "subnet/subnet-public", "vpc/vpc-1"))
        exclusion = {
            "ExclusionId": "x-1",
            "ResourceArn": f"arn:aws:ec2:eu-west-1:1:{resource}",
            "State": "create-complete",
        }
        mode = chance.choice(("allow-bidirectional", "allow-egress"))
        net.put("VpcBlockPublicAccessExclusions", {**exclusion, "InternetGatewayExclusionMode": mode})


def _transit(net: Network, chance: Random) -> None:
    """Let transit gateways show their own routes, and one of them lead to a VPC that leads out."""
    egress_vpc(net, back=chance.choice(("10.0.0.0/16", "10.0.0.0/16", "10.0.1.0/24", "10.0.2.0/24")))
    if chance.random() < 0.2:
        net.change("NatGateways", "nat-out", State="failed")
    if chance.random() < 0.2:
        leads = (route("0.0.0.0/1", "nat-out"),)
        net.routes(*leads, table_id="rtb-attached")
    for name, attachment in (("tgw-1", "a-tgw-1"), ("tgw-2", "a-tgw-2"), ("tgw-1", "tgw-attach-out")):
        if chance.random() < 0.7:
            owner = chance.choice((ACCOUNT, ACCOUNT, ACCOUNT, "999999999999"))
            routes = _transit_routes(chance, to_egress=attachment == "a-tgw-1")
            associated(*routes, attachment=attachment, gateway=name, owner=owner)(net)


def _transit_routes(chance: Random, *, to_egress: bool) -> list[Item]:
    routes = []
    blocks = sorted({*chance.sample(BLOCKS, k=chance.randint(0, 3)), *(("0.0.0.0/0",) if to_egress else ())})
    for block in blocks:
        kind = chance.choice(("static", "propagated"))
        egress = transit_route(block, "tgw-attach-out", "vpc-out", Type=kind)
        back = transit_route(block, "a-tgw-1", "vpc-1", Type=kind)
        vpn = transit_route(block, "tgw-attach-vpn", "vpn-1", Type=kind)
        routes.append(chance.choice((egress, egress, vpn, transit_route(block)) if to_egress else (back, back, vpn)))
    if not to_egress and chance.random() < 0.7:
        routes = [each for each in routes if each["DestinationCidrBlock"] != "10.0.0.0/16"]
        routes.append(transit_route("10.0.0.0/16", "a-tgw-1", "vpc-1"))
    return routes


def _peer(net: Network, chance: Random) -> None:
    net.put("Vpcs", {"VpcId": "vpc-2", "CidrBlock": "10.1.0.0/16", "OwnerId": "123456789012"})
    net.put("Subnets", {"SubnetId": "subnet-peer", "VpcId": "vpc-2", "CidrBlock": "10.1.1.0/24"})
    net.put("NetworkInterfaces", interface("eni-peer", "10.1.1.9", "subnet-peer", ("sg-peer",), vpc="vpc-2"))
    back = chance.choice(("10.0.0.0/16", "10.0.1.0/24", "10.0.2.0/24"))
    net.put("RouteTables", table("rtb-peer", route(back, "pcx-1"), main=True, vpc="vpc-2"))
    sides = {"RequesterVpcInfo": {"VpcId": "vpc-1"}, "AccepterVpcInfo": {"VpcId": "vpc-2"}}
    state = chance.choice(("active", "active", "active", "pending-acceptance"))
    net.put("VpcPeeringConnections", {"VpcPeeringConnectionId": "pcx-1", "Status": {"Code": state}, **sides})


def _tables(net: Network, chance: Random) -> None:
    for name in ("task", "public", "main"):
        destinations = chance.sample(sorted(set(BLOCKS) - {"10.0.0.0/16"}), k=chance.randint(0, 4))
        if chance.random() < 0.7 and "0.0.0.0/0" not in destinations:
            destinations.append("0.0.0.0/0")
        routes = [route(each, chance.choice(TARGETS)) for each in destinations]
        if chance.random() < 0.6:
            routes = [{**each, **_towards("igw-1")} if name == "public" else each for each in routes]
        if chance.random() < 0.2:
            routes.append(route(chance.choice(BLOCKS), "vgw-1", Origin="EnableVgwRoutePropagation"))
        if chance.random() < 0.15:
            routes.append(route(chance.choice(("pl-own", "pl-own", "pl-unread")), chance.choice(TARGETS)))
        routes += [route(each, chance.choice(IPV6_TARGETS)) for each in chance.sample(sorted(set(IPV6_BLOCKS)), k=2)]
        if chance.random() < 0.3:
            routes.append(route("64:ff9b::/96", "nat-1"))
        for each in routes:
            if chance.random() < 0.08:
                each["State"] = "blackhole"
        net.routes(*_without_clashes(routes), table_id=f"rtb-{name}")


def _towards(target: str) -> Item:
    cleared = dict.fromkeys(
        ("NatGatewayId", "TransitGatewayId", "VpcPeeringConnectionId", "EgressOnlyInternetGatewayId")
    )
    return {**cleared, "GatewayId": target}


def _without_clashes(routes: list[Item]) -> list[Item]:
    """Leave out what AWS would refuse: the local block again, and one destination twice by hand."""
    kept: dict[tuple[object, ...], Item] = {}
    for each in routes:
        destination = [each.get(f"Destination{kind}") for kind in ("CidrBlock", "Ipv6CidrBlock", "PrefixListId")]
        if "10.0.0.0/16" not in destination and "2600:1::/56" not in destination:
            kept[(*destination, each["Origin"])] = each
    return list(kept.values())


def _endpoints(net: Network, chance: Random) -> None:
    for service in ("ecr.api", "logs", "sqs", "s3"):
        if chance.random() < 0.25:
            made = endpoint(service, subnets=tuple(chance.sample(("subnet-task", "subnet-far", "subnet-public"), k=2)))
            made["Groups"] = [{"GroupId": "sg-far"}]
            made["PrivateDnsEnabled"] = chance.random() < 0.7
            made["State"] = chance.choice(("available", "available", "available", "pending"))
            net.put("VpcEndpoints", made)
    if chance.random() < 0.8:
        kept: Item = {
            "VpcEndpointType": "GatewayLoadBalancer",
            "ServiceName": "com.amazonaws.vpce.eu-west-1.vpce-svc-1",
        }
        state = chance.choice(("available", "available", "failed"))
        net.put("VpcEndpoints", endpoint("fw", subnets=("subnet-far",), State=state, **kept))
    if chance.random() < 0.4:
        tables = chance.choice(((), ("rtb-task",), ("rtb-task", "rtb-public"), ("rtb-public",)))
        net.put("VpcEndpoints", gateway_endpoint(*tables))
        for name in tables:
            routes = net.lists["RouteTables"][name]["Routes"]
            net.change("RouteTables", name, Routes=[*routes, route("pl-s3", "vpce-gateway")])


def _names(net: Network, chance: Random) -> None:
    for name in net.attributes:
        net.attributes[name] = chance.random() < 0.85
    if chance.random() < 0.3:
        net.name_servers(*chance.sample(("10.0.2.7", "9.9.9.9", "172.16.0.1", "10.0.0.2"), k=chance.randint(1, 2)))
