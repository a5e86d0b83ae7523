"""Rows of the truth table: a network changed in one way, a flow, and what AWS's pages say becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from fargate_doctor.facts.paths.flow import Permission
from tests.facts.paths.network import (
    ALL,
    ECR_API,
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

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.facts.paths.hop import Verdict, Walk

PUBLIC = {"address": "93.184.216.34"}
API = {"host": ECR_API}
NEEDED = frozenset({"ecr.api", "ecr.dkr", "s3", "logs"})


class Row(NamedTuple):
    """One line of the table: `finds` are the findings of hops that fail or fail in part."""

    name: str
    change: Callable[[Network], object]
    flow: dict[str, Any]
    verdict: Verdict
    finds: frozenset[str] = frozenset()


def row(name: str, change: Callable[[Network], object], flow: dict[str, Any], verdict: Verdict, *finds: str) -> Row:
    return Row(name, change, flow, verdict, frozenset(finds))


def healthy(_: Network) -> None:
    """Change nothing."""


def with_endpoint(*services: str, **more: Any) -> Callable[[Network], Network]:  # noqa: ANN401 - fields of the endpoint
    return lambda net: net.put("VpcEndpoints", *(endpoint(each, **more) for each in services))


def isolated(*services: str, **more: Any) -> Callable[[Network], Network]:  # noqa: ANN401
    return lambda net: with_endpoint(*services, **more)(net).routes()


def task_acl(egress: list[dict[str, Any]], ingress: list[dict[str, Any]]) -> Callable[[Network], Network]:
    return lambda net: net.put("NetworkAcls", acl("acl-task", ("subnet-task",), egress=egress, ingress=ingress))


def nat_acl(egress: list[dict[str, Any]], ingress: list[dict[str, Any]]) -> Callable[[Network], Network]:
    return lambda net: net.put("NetworkAcls", acl("acl-public", ("subnet-public",), egress=egress, ingress=ingress))


def far_acl(egress: list[dict[str, Any]], ingress: list[dict[str, Any]]) -> Callable[[Network], Network]:
    return lambda net: with_endpoint("ecr.api")(net).put(
        "NetworkAcls", acl("acl-far", ("subnet-far",), egress=egress, ingress=ingress)
    )


def egress(*rules: dict[str, Any]) -> Callable[[Network], Network]:
    return lambda net: net.put("SecurityGroups", group("sg-task", egress=list(rules)))


def routes(*given: dict[str, Any]) -> Callable[[Network], Network]:
    return lambda net: net.routes(*given)


def nat_routes(*given: dict[str, Any]) -> Callable[[Network], Network]:
    return lambda net: net.routes(*given, table_id="rtb-public")


def nat(**fields: Any) -> Callable[[Network], Network]:  # noqa: ANN401 - fields of the gateway
    return lambda net: net.change("NatGateways", "nat-1", **fields)


def refuse(*operations: str) -> Callable[[Network], Network]:
    return lambda net: net.refuse(*operations)


def both(*changes: Callable[[Network], object]) -> Callable[[Network], None]:
    def change(net: Network) -> None:
        for each in changes:
            each(net)

    return change


def public_task(net: Network) -> None:
    net.routes(route("0.0.0.0/0", "igw-1"), route("::/0", "igw-1"))
    net.change("NetworkInterfaces", "eni-task", Association={"PublicIp": "54.1.2.3"})


def attribute(name: str, value: bool) -> Callable[[Network], object]:  # noqa: FBT001
    return lambda net: net.attributes.__setitem__(name, value)


def states(**facts: Any) -> Callable[[Network], object]:  # noqa: ANN401
    return lambda net: net.stated.update(facts)


def neighbour(**more: Any) -> Callable[[Network], Network]:  # noqa: ANN401
    def change(net: Network) -> Network:
        net.put("SecurityGroups", group("sg-db", egress=[], ingress=[rule("10.0.1.0/24", ports=(5432, 5432))]))
        return net.put("NetworkInterfaces", interface("eni-db", "10.0.2.7", "subnet-far", ("sg-db",), **more))

    return change


def published(far: str) -> Callable[[Network], None]:
    def change(net: Network) -> None:
        net.put("SecurityGroups", group("sg-web", egress=[], ingress=[rule(far, ports=(443, 443))]))
        net.put("NetworkInterfaces", interface("eni-web", "10.0.2.8", "subnet-far", ("sg-web",), public="54.5.5.5"))

    return change


def peered(net: Network) -> None:
    net.put("Vpcs", {"VpcId": "vpc-2", "CidrBlock": "10.1.0.0/16", "OwnerId": "123456789012"})
    net.put("Subnets", {"SubnetId": "subnet-peer", "VpcId": "vpc-2", "CidrBlock": "10.1.1.0/24"})
    net.put("NetworkAcls", open_acl("acl-peer", "subnet-peer", vpc="vpc-2"))
    net.put("RouteTables", table("rtb-peer", route("10.0.0.0/16", "pcx-1"), main=True, vpc="vpc-2"))
    net.put("SecurityGroups", group("sg-peer", egress=[], ingress=[rule("10.0.0.0/16", ports=(443, 443))], vpc="vpc-2"))
    net.put("NetworkInterfaces", interface("eni-peer", "10.1.1.9", "subnet-peer", ("sg-peer",), vpc="vpc-2"))
    sides = {"RequesterVpcInfo": {"VpcId": "vpc-1"}, "AccepterVpcInfo": {"VpcId": "vpc-2"}}
    net.put("VpcPeeringConnections", {"VpcPeeringConnectionId": "pcx-1", "Status": {"Code": "active"}, **sides})
    net.routes(route("10.1.0.0/16", "pcx-1"))


def transit(state: str = "available", subnets: tuple[str, ...] = ("subnet-task",)) -> Callable[[Network], None]:
    def change(net: Network) -> None:
        attachment = {"TransitGatewayAttachmentId": "tgw-attach-1", "TransitGatewayId": "tgw-1", "VpcId": "vpc-1"}
        net.put("TransitGatewayVpcAttachments", {**attachment, "State": state, "SubnetIds": list(subnets)})
        net.routes(route("0.0.0.0/0", "tgw-1"))

    return change


def ipv6_only(net: Network) -> None:
    net.stated.update(private_ipv4=None)
    net.change("Subnets", "subnet-task", Ipv6Native=True, EnableDns64=True)
    net.routes(route("::/0", "eigw-1"), route("64:ff9b::/96", "nat-1"))


def s3_gateway(*tables: str, **more: Any) -> Callable[[Network], Network]:  # noqa: ANN401
    def change(net: Network) -> Network:
        net.put("VpcEndpoints", gateway_endpoint(*tables, **more))
        return net.routes(*([route("pl-s3", "vpce-gateway")] if "rtb-task" in tables else []))

    return change


def zone(name: str, **more: Any) -> Callable[[Network], Network]:  # noqa: ANN401
    return lambda net: net.put("HostedZoneSummaries", {"HostedZoneId": "Z1", "Name": name, **more})


def forwards(domain: str, kind: str = "FORWARD") -> Callable[[Network], None]:
    def change(net: Network) -> None:
        net.put("ResolverRuleAssociations", {"Id": "rslvr-a", "ResolverRuleId": "rslvr-rr-1", "VPCId": "vpc-1"})
        net.put("ResolverRules", {"Id": "rslvr-rr-1", "DomainName": domain, "RuleType": kind})

    return change


def blocked(mode: str, *exclusions: dict[str, str]) -> Callable[[Network], None]:
    def change(net: Network) -> None:
        net.block_mode = mode
        for number, each in enumerate(exclusions):
            net.put(
                "VpcBlockPublicAccessExclusions", {"ExclusionId": f"x-{number}", "State": "create-complete", **each}
            )

    return change


def excluded(resource: str, mode: str = "allow-bidirectional") -> dict[str, str]:
    arn = f"arn:aws:ec2:eu-west-1:123456789012:{resource.partition('-')[0]}/{resource}"
    return {"ResourceArn": arn, "InternetGatewayExclusionMode": mode}


def appliance(**more: Any) -> Callable[[Network], None]:  # noqa: ANN401
    def change(net: Network) -> None:
        net.put("SecurityGroups", group("sg-nat", egress=[rule(*ALL)], ingress=[rule("10.0.0.0/16")]))
        given = {"public": "54.7.7.7", "SourceDestCheck": False, **more}
        net.put("NetworkInterfaces", interface("eni-nat", "10.0.9.8", "subnet-public", ("sg-nat",), **given))
        net.routes(route("0.0.0.0/0", "eni-nat"))

    return change


HTTPS = rule("0.0.0.0/0", ports=(443, 443))
OUT, IN = entry(100, "allow", "0.0.0.0/0"), entry(100, "allow", "0.0.0.0/0")
EPHEMERAL = entry(100, "allow", "0.0.0.0/0", (1024, 65535))
PORT = entry(100, "allow", "0.0.0.0/0", (443, 443))
ALLOW_NOTHING = '{"Statement": []}'
READS = {"permissions": ("ecr:GetAuthorizationToken",)}


def fare(line: Row) -> tuple[Verdict, frozenset[str], str]:
    """Return what the walker says of a row: verdict, findings, and the hops for whoever has to look."""
    network = Network()
    line.change(network)
    walk = network.walk(**_question(line.flow))
    return walk.verdict, frozenset(hop.finding for hop in walk.broken if hop.finding), _story(walk)


def _question(flow: dict[str, Any]) -> dict[str, Any]:
    permissions = tuple(Permission(action=each, resource="*") for each in flow.get("permissions", ()))
    return {**flow, "permissions": permissions}


def _story(walk: Walk) -> str:
    return "\n".join(f"{hop.kind} {hop.id} {hop.verdict} {hop.finding}: {hop.because.en}" for hop in walk.hops)
