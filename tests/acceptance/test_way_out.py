"""Routes, NAT gateways, transit gateways, endpoints, Block Public Access: each case changes one healthy network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.acceptance.parts import (
    ACCOUNT,
    CIDR,
    DEFAULT_GROUP,
    ENDPOINT_SUBNET,
    EVERYWHERE,
    IGW,
    LAYERS,
    LAYERS_TIMED_OUT,
    LOGIN,
    NAT,
    PUBLIC,
    PUBLIC_SUBNET,
    REGION,
    S3_LIST,
    TASK_SUBNET,
    TGW,
    VPC,
    policy,
    route,
    rule,
)
from tests.acceptance.scenario import (
    Case,
    Table,
    cases_with_one_answer_less,
    check_diagnosis,
    check_paths,
    diagnosis_of,
    roots_of,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.acceptance.parts import Json
    from tests.acceptance.world import World

ways = Table()


@ways.case("Every hop passes, so the message alone blames nothing.", paths="8.8.8.8 pass; 172.31.40.200 unknown")
def healthy(_: World) -> None:
    pass


@ways.case("The subnet uses the main table, which has no default route.", "route.none", paths=f"{LOGIN} fail")
def main_table_without_default(world: World) -> None:
    world.default_route()


@ways.case("Two halves are as good as one default route.", paths="8.8.8.8 pass; 200.1.1.1 pass")
def split_default(world: World) -> None:
    world.default_route()
    world.main["Routes"] += [route("0.0.0.0/1", NatGatewayId=NAT), route("128.0.0.0/1", NatGatewayId=NAT)]


@ways.case("A blackhole keeps its prefix, though the NAT gateway cannot be described any more.", "route.blackhole")
def blackhole(world: World) -> None:
    world.main["Routes"][1] = route(EVERYWHERE, state="blackhole", NatGatewayId=NAT)


@ways.case("An internet gateway translates public addresses only.", "route.igw-without-public-ip", paths="8.8.8.8 fail")
def gateway_without_address(world: World) -> None:
    world.default_route(GatewayId=IGW)


@ways.case("With a public address the same route works.", paths="8.8.8.8 pass; 10.1.2.3 fail; 198.51.100.7 pass")
def gateway_with_address(world: World) -> None:
    world.default_route(GatewayId=IGW)
    world.public_address = "ENABLED"


@ways.case("The route is active, the gateway is attached to nothing.", "gateway.not-attached", paths="8.8.8.8 fail")
def gateway_detached(world: World) -> None:
    gateway_with_address(world)
    world.gateways[0]["Attachments"] = []


@ways.case("A deleted NAT gateway is still shown for an hour.", "nat.not-available", confidence="certain")
def nat_deleted(world: World) -> None:
    world.nat["State"] = "deleted"


@ways.case("A NAT gateway needs a way out of its own.", "nat.no-internet-route", paths="8.8.8.8 fail")
def nat_in_private_subnet(world: World) -> None:
    world.public["Routes"].pop()


@ways.case("Without a table of its own the NAT gateway's subnet leads back to it.", "nat.no-internet-route")
def nat_on_main_table(world: World) -> None:
    world.tables.remove(world.public)


@ways.case("A private NAT gateway has no public side.", "nat.private", paths="8.8.8.8 fail")
def nat_private(world: World) -> None:
    world.nat["ConnectivityType"] = "private"
    del world.nat["NatGatewayAddresses"][0]["PublicIp"]


@ways.case("Behind a private NAT gateway a transit gateway may lead out.", paths="8.8.8.8 unknown")
def nat_private_then_transit(world: World) -> None:
    nat_private(world)
    world.public["Routes"][1] = route(EVERYWHERE, TransitGatewayId=TGW)
    world.attach_transit_gateway("available", TASK_SUBNET, PUBLIC_SUBNET)


def _regional(world: World, *onward: Json) -> None:
    del world.nat["SubnetId"]
    world.nat |= {"AvailabilityMode": "regional", "RouteTableId": PUBLIC}
    world.public["Associations"] = [{"Main": False, "GatewayId": NAT, "RouteTableId": PUBLIC}]
    world.public["Routes"][1:] = onward


@ways.case("A regional NAT gateway has a table instead of a subnet.", paths="8.8.8.8 pass")
def nat_regional(world: World) -> None:
    _regional(world, route(EVERYWHERE, GatewayId=IGW))


@ways.case("The table of a regional NAT gateway decides.", "nat.no-internet-route")
def nat_regional_without_way(world: World) -> None:
    _regional(world)


@ways.case("What lies behind a transit gateway cannot be seen.", paths="8.8.8.8 unknown")
def transit(world: World) -> None:
    world.default_route(TransitGatewayId=TGW)
    world.attach_transit_gateway("available", TASK_SUBNET)


@ways.case("An attachment serves only zones where it has a subnet.", "gateway.not-attached", paths="8.8.8.8 fail")
def transit_in_other_zone(world: World) -> None:
    world.default_route(TransitGatewayId=TGW)
    world.attach_transit_gateway("available", PUBLIC_SUBNET)


@ways.case("A way to 10/8 is no way out.", "route.none", paths="8.8.8.8 fail; 10.9.9.9 unknown")
def transit_for_private_space(world: World) -> None:
    world.default_route()
    world.main["Routes"].append(route("10.0.0.0/8", TransitGatewayId=TGW))
    world.attach_transit_gateway("available", TASK_SUBNET)


@ways.case("A prefix list of both halves is a default route.", paths="8.8.8.8 pass")
def default_by_list(world: World) -> None:
    world.default_route()
    world.main["Routes"].append(route("pl-0c00000000000001", NatGatewayId=NAT))
    world.entries["pl-0c00000000000001"] = ["0.0.0.0/1", "128.0.0.0/1"]


@ways.case("Blocks that nobody read may cover everything or nothing.", paths="8.8.8.8 unknown")
def default_by_unread_list(world: World) -> None:
    world.default_route()
    world.main["Routes"].append(route("pl-0c00000000000001", NatGatewayId=NAT))


@ways.case("Two lists with one prefix and two targets: AWS takes either.", paths="8.8.8.8 unknown")
def ambiguous_lists(world: World) -> None:
    default_by_unread_list(world)
    world.main["Routes"].append(route("pl-0c00000000000002", GatewayId=IGW))
    world.entries |= {"pl-0c00000000000001": [EVERYWHERE], "pl-0c00000000000002": [EVERYWHERE]}


@ways.case("For one prefix a static route beats a list and a propagated route.", paths="8.8.8.8 pass")
def static_first(world: World) -> None:
    world.main["Routes"].insert(0, route(EVERYWHERE, origin="EnableVgwRoutePropagation", GatewayId="vgw-0a1"))
    world.main["Routes"].append(route("pl-0c00000000000002", GatewayId=IGW))
    world.entries["pl-0c00000000000002"] = [EVERYWHERE]


@ways.case("Endpoints alone are enough.", paths=f"{LOGIN} pass; {LAYERS} pass; 8.8.8.8 fail")
def endpoints_only(world: World) -> None:
    world.only_endpoints()


@ways.case("Login needs ecr.api where other endpoints are all there is.", "endpoint.missing", confidence="certain")
def login_endpoint_missing(world: World) -> None:
    world.only_endpoints("ecr.dkr", "logs")


@ways.case("A gateway endpoint alone makes no private network.", "route.none")
def gateway_endpoint_only(world: World) -> None:
    world.default_route()
    world.s3_gateway()


@ways.case("An endpoint for what this task never uses does not count.", "route.none")
def unrelated_endpoint(world: World) -> None:
    world.default_route()
    world.endpoint("sqs")


@ways.case("Private DNS leads to the endpoint, NAT gateway or not.", "endpoint.sg-blocked", paths=f"{LOGIN} fail")
def endpoint_hijacks_nat(world: World) -> None:
    world.endpoint("ecr.api", Groups=[{"GroupId": DEFAULT_GROUP}])


@ways.case("The rules of several groups add up.", paths=f"{LOGIN} pass")
def endpoint_with_two_groups(world: World) -> None:
    world.endpoint_group["IpPermissions"] = [rule("tcp", "0-65535", "172.31.40.0/26")]
    world.endpoint("ecr.api", Groups=[{"GroupId": DEFAULT_GROUP}, {"GroupId": "sg-0a0000000000000e1"}])


@ways.case("The endpoint admits the first block of the VPC; the task lives in the second.", "endpoint.sg-blocked")
def second_block(world: World) -> None:
    more = {"CidrBlock": "100.64.8.0/22", "CidrBlockState": {"State": "associated"}}
    world.vpc["CidrBlockAssociationSet"].append(more)
    world.subnets[0]["CidrBlock"], world.address = "100.64.8.0/26", "100.64.8.17"
    for each in world.tables:
        each["Routes"].append(route("100.64.8.0/22", origin="CreateRouteTable", GatewayId="local"))
    world.only_endpoints()
    world.endpoint_group["IpPermissions"] = [rule("tcp", "443", CIDR)]


@ways.case("An endpoint with one zone serves the others.", paths=f"{LOGIN} pass")
def endpoint_in_other_zone(world: World) -> None:
    world.only_endpoints()
    for each in world.endpoints[:3]:
        each["SubnetIds"] = [ENDPOINT_SUBNET]


@ways.case("Without private DNS the name leads to public addresses.", "endpoint.private-dns-disabled")
def private_dns_off(world: World) -> None:
    world.only_endpoints("ecr.dkr", "logs")
    world.endpoint("ecr.api", PrivateDnsEnabled=False, DnsEntries=[])


@ways.case("With a NAT gateway an unused endpoint does no harm.", paths=f"{LOGIN} pass")
def private_dns_off_with_nat(world: World) -> None:
    world.endpoint("ecr.api", PrivateDnsEnabled=False, DnsEntries=[])


@ways.case("Private DNS needs both attributes of the VPC.", "dns.hostnames-disabled")
def host_names_off(world: World) -> None:
    world.only_endpoints()
    world.attributes["enableDnsHostnames"] = False


@ways.case("An endpoint that waits for acceptance serves nobody.", "endpoint.not-available")
def endpoint_pending(world: World) -> None:
    world.only_endpoints("ecr.dkr", "logs")
    world.endpoint("ecr.api", State="pendingAcceptance")


@ways.case("Layers come from S3, whose gateway serves another table.", "endpoint.not-associated", confidence="certain")
def s3_not_associated(world: World) -> None:
    world.default_route()
    for service in ("ecr.api", "ecr.dkr", "logs"):
        world.endpoint(service)
    world.s3_gateway(PUBLIC)
    world.pulling(LAYERS_TIMED_OUT)


@ways.case("A group that names only the endpoints' group keeps the layers out.", "sg.egress-blocked")
def group_without_s3(world: World) -> None:
    world.only_endpoints()
    world.group["IpPermissionsEgress"] = [rule("tcp", "443", "sg-0a0000000000000e1")]
    world.pulling(LAYERS_TIMED_OUT)


@ways.case("The prefix list of S3 in the group lets them in.", paths=f"{LAYERS} pass")
def group_with_s3(world: World) -> None:
    group_without_s3(world)
    world.group["IpPermissionsEgress"].append(rule("tcp", "443", S3_LIST))


@ways.case("AWS's own minimal policy is enough.", paths=f"{LAYERS} pass")
def minimal_policy(world: World) -> None:
    world.only_endpoints()
    bucket = f"arn:aws:s3:::prod-{REGION}-starport-layer-bucket/*"
    allowed = policy(Effect="Allow", Principal="*", Action=["s3:GetObject"], Resource=[bucket])
    world.endpoints[-1]["PolicyDocument"] = allowed
    world.pulling(LAYERS_TIMED_OUT)


@ways.case("Docker Hub has no endpoint, so no endpoint is missing.", "route.none", paths="registry-1.docker.io fail")
def docker_hub(world: World) -> None:
    world.only_endpoints()
    asked = (
        'Head "https://registry-1.docker.io/v2/library/nginx/manifests/1.27": dial tcp 54.227.20.253:443: i/o timeout'
    )
    world.pulling(f"CannotPullContainerError: pull image manifest has been retried 5 time(s): {asked}", "nginx:1.27")


@ways.case(
    "A secret lies in the Region of its ARN.", "endpoint.missing", paths="secretsmanager.eu-north-1.amazonaws.com fail"
)
def secret_elsewhere(world: World) -> None:
    world.only_endpoints()
    world.endpoint("secretsmanager")
    world.secrets = [f"arn:aws:secretsmanager:eu-north-1:{ACCOUNT}:secret:db-AbCdEf"]
    told = "unable to retrieve secret from asm: service call has been retried 5 time(s): context deadline exceeded"
    world.task["stoppedReason"] = f"ResourceInitializationError: unable to pull secrets or registry auth: {told}"


@ways.case("Bidirectional mode stops NAT traffic too.", "vpc.block-public-access", paths="8.8.8.8 fail")
def blocked(world: World) -> None:
    world.block("block-bidirectional")


@ways.case("Ingress mode lets NAT traffic out.", paths="8.8.8.8 pass")
def ingress_blocked(world: World) -> None:
    world.block("block-ingress")


@ways.case("Ingress mode stops a task on the internet gateway itself.", "vpc.block-public-access")
def ingress_blocked_at_gateway(world: World) -> None:
    gateway_with_address(world)
    world.block("block-ingress")


@ways.case("A deleted exclusion excludes nothing.", "vpc.block-public-access")
def exclusion_deleted(world: World) -> None:
    world.block("block-bidirectional")
    excluded = {"ExclusionId": "vpcbpa-exclude-0a1", "InternetGatewayExclusionMode": "allow-bidirectional"}
    excluded |= {"ResourceArn": f"arn:aws:ec2:{REGION}:{ACCOUNT}:vpc/{VPC}", "State": "delete-complete"}
    world.exclusions = [excluded]


@pytest.mark.parametrize("case", ways.cases, ids=lambda case: case.name)
def test_diagnosis(case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check_diagnosis(case, tmp_path, capsys)


@pytest.mark.parametrize("case", [each for each in ways.cases if each.paths], ids=lambda case: case.name)
def test_paths(case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check_paths(case, tmp_path, capsys)


@pytest.mark.parametrize("case", ways.cases[1:12:3], ids=lambda case: case.name)
def test_an_answer_less_never_adds_a_root_cause(case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = case.write(tmp_path)
    for operation, less in cases_with_one_answer_less(whole):
        told = diagnosis_of(less, capsys)
        assert roots_of(told) <= case.roots, operation
        assert told["status"] != "no_problem_found", operation
