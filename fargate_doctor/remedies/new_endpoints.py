"""New VPC endpoints for one task: an interface endpoint per service, a gateway endpoint for S3.

https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.service_names import host_of
from fargate_doctor.model.filtering import DnsEntry, VpcEndpoint
from fargate_doctor.model.routing import PrefixList, Route
from fargate_doctor.model.vpc import Group, NetworkInterface
from fargate_doctor.remedies.addresses import free_ipv4
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.sharing import sharing_table, sharing_vpc
from fargate_doctor.remedies.snippets import cloudformation, terraform
from fargate_doctor.remedies.standpoint import TABLE
from fargate_doctor.remedies.step import Step
from fargate_doctor.remedies.tables import effective_table
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from fargate_doctor.facts.service_names import AwsService
    from fargate_doctor.model.routing import RouteTable
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.vpc import Subnet
    from fargate_doctor.remedies.endpoint_group import EndpointGroup
    from fargate_doctor.remedies.standpoint import Standpoint
    from fargate_doctor.remedies.step import Change

EVERYTHING_ALLOWED: Final = '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}'

_SOME_OF_S3: Final = "52.216.0.0/15"

_CHECK_NAME: Final = Text(
    en="Outside the commercial Regions some endpoint services have other prefixes; look their names up first with "
    "`aws ec2 describe-vpc-endpoint-services`.",
    es="Fuera de las regiones comerciales, algunos servicios de punto de conexión llevan otros prefijos; consulte "
    "antes sus nombres con `aws ec2 describe-vpc-endpoint-services`.",
)
_S3_CUT: Final = Text(
    en="Open connections to S3 from the subnets of {tables} are cut when the route of the endpoint appears.",
    es="Al aparecer la ruta del punto de conexión se cortan las conexiones abiertas a S3 desde las subredes de "
    "{tables}.",
)
_NAMES_MOVE: Final = Text(
    en="Everything in {vpc} then reaches {services} through the endpoints, and needs their security groups to "
    "admit it.",
    es="Todo lo que hay en {vpc} llega entonces a {services} por los puntos de conexión y necesita que sus grupos "
    "de seguridad lo admitan.",
)


def service_name(service: AwsService) -> str:
    """Return the name of an endpoint service."""
    return f"com.amazonaws.{service.region}.{service.endpoint_name}"


def interface_endpoint(standpoint: Standpoint, service: AwsService, group: EndpointGroup) -> Step:
    """Return the step that makes an interface endpoint with private DNS, in one subnet per zone of the task."""
    name, subnets = service_name(service), subnet_per_zone(standpoint)
    away = service.region if service.region != standpoint.region else None
    placeholder = f"<ENDPOINT_ID_OF_{service.endpoint_name.upper().replace('.', '_').replace('-', '_')}>"
    return Step(
        commands=(
            aws(
                "ec2",
                "create-vpc-endpoint",
                standpoint.region,
                vpc_endpoint_type="Interface",
                vpc_id=standpoint.vpc_id,
                service_name=name,
                service_region=away,
                subnet_ids=subnets,
                security_group_ids=(group.shown,),
                private_dns_enabled=True,
            ),
        ),
        undo=(aws("ec2", "delete-vpc-endpoints", standpoint.region, vpc_endpoint_ids=(placeholder,)),),
        terraform=terraform(
            "aws_vpc_endpoint",
            service.endpoint_name,
            {
                "vpc_endpoint_type": "Interface",
                "vpc_id": standpoint.vpc_id,
                "service_name": name,
                "service_region": away,
                "subnet_ids": list(subnets),
                "security_group_ids": [group.terraform],
                "private_dns_enabled": True,
            },
        ),
        cloudformation=cloudformation(
            f"Endpoint{service.endpoint_name}",
            "AWS::EC2::VPCEndpoint",
            {
                "VpcEndpointType": "Interface",
                "VpcId": standpoint.vpc_id,
                "ServiceName": name,
                "ServiceRegion": away,
                "SubnetIds": list(subnets),
                "SecurityGroupIds": [group.cloudformation],
                "PrivateDnsEnabled": True,
            },
        ),
        notes=() if standpoint.partition in ("aws", "aws-us-gov") else (_CHECK_NAME,),
        change=_with_interface_endpoint(standpoint, service, group.id),
    )


def s3_gateway_endpoint(standpoint: Standpoint, service: AwsService) -> Step:
    """Return the step that makes a gateway endpoint for S3 on the route tables of the task's subnets."""
    name, tables = service_name(service), route_tables(standpoint)
    table_ids = tuple(each.route_table_id for each in tables) or (TABLE,)
    given = {"VpcEndpointType": "Gateway", "VpcId": standpoint.vpc_id, "ServiceName": name}
    sharing = tuple(
        said for each in tables for said in sharing_table(standpoint.snapshot, each, *standpoint.subnet_ids)
    )
    return Step(
        commands=(
            aws(
                "ec2",
                "create-vpc-endpoint",
                standpoint.region,
                vpc_endpoint_type="Gateway",
                vpc_id=standpoint.vpc_id,
                service_name=name,
                route_table_ids=table_ids,
            ),
        ),
        undo=(aws("ec2", "delete-vpc-endpoints", standpoint.region, vpc_endpoint_ids=("<ENDPOINT_ID_OF_S3>",)),),
        terraform=terraform(
            "aws_vpc_endpoint",
            "s3",
            {
                "vpc_endpoint_type": "Gateway",
                "vpc_id": standpoint.vpc_id,
                "service_name": name,
                "route_table_ids": list(table_ids),
            },
        ),
        cloudformation=cloudformation(
            "EndpointS3", "AWS::EC2::VPCEndpoint", {**given, "RouteTableIds": list(table_ids)}
        ),
        affects=(*sharing, _S3_CUT.fill(tables=enumeration(table_ids))),
        change=_with_gateway_endpoint(standpoint, name, tables) if tables else None,
    )


def moving_names(standpoint: Standpoint, names: tuple[str, ...]) -> tuple[Text, ...]:
    """Return whom private DNS of new endpoints concerns."""
    if not names:
        return ()
    moved = _NAMES_MOVE.fill(vpc=standpoint.vpc_id, services=enumeration(names))
    return (moved, *sharing_vpc(standpoint.snapshot, standpoint.vpc_id))


def subnet_per_zone(standpoint: Standpoint) -> tuple[str, ...]:
    """Return the subnets of the task, one per zone: AWS takes no second one."""
    zones: dict[str, str] = {}
    for subnet_id in standpoint.subnet_ids or (standpoint.subnet_id,):
        subnet = standpoint.snapshot.subnets.by_id.get(subnet_id)
        zones.setdefault((subnet.availability_zone if subnet else None) or subnet_id, subnet_id)
    return tuple(zones.values())


def route_tables(standpoint: Standpoint) -> tuple[RouteTable, ...]:
    """Return the route tables of the task's subnets, that of its own first."""
    found = [
        effective_table(standpoint.snapshot, each, standpoint.vpc_id)
        for each in standpoint.subnet_ids or (standpoint.subnet_id,)
    ]
    return tuple({each.route_table_id: each for each in found if each}.values())


def endpoint_interfaces(
    snapshot: Snapshot, endpoint_id: str, subnets: tuple[Subnet, ...], group_ids: tuple[str, ...]
) -> tuple[NetworkInterface, ...]:
    """Return the interfaces that a new endpoint gets in some subnets."""
    return tuple(
        NetworkInterface(
            network_interface_id=f"eni-proposed-{endpoint_id}-{each.subnet_id}",
            vpc_id=each.vpc_id,
            subnet_id=each.subnet_id,
            availability_zone=each.availability_zone,
            groups=tuple(Group(group_id=group_id) for group_id in group_ids),
            private_ip_address=free_ipv4(snapshot, each),
            interface_type="vpc_endpoint",
            status="in-use",
        )
        for each in subnets
    )


def _with_interface_endpoint(standpoint: Standpoint, service: AwsService, group_id: str) -> Change | None:
    known = standpoint.snapshot.subnets.by_id
    subnets = tuple(known[each] for each in subnet_per_zone(standpoint) if each in known)
    if not subnets:
        return None
    endpoint_id = f"vpce-proposed-{service.endpoint_name}"

    def change(snapshot: Snapshot) -> Snapshot:
        interfaces = endpoint_interfaces(snapshot, endpoint_id, subnets, (group_id,))
        endpoint = VpcEndpoint(
            vpc_endpoint_id=endpoint_id,
            vpc_endpoint_type="Interface",
            vpc_id=standpoint.vpc_id,
            service_name=service_name(service),
            service_region=service.region,
            state="available",
            private_dns_enabled=True,
            subnet_ids=tuple(each.subnet_id for each in subnets),
            groups=(Group(group_id=group_id),),
            network_interface_ids=tuple(each.network_interface_id for each in interfaces),
            dns_entries=(DnsEntry(dns_name=host_of(service.name, service.region, service.partition)),),
            ip_address_type="ipv4",
            policy_document=EVERYTHING_ALLOWED,
        )
        for each in interfaces:
            snapshot = snapshot.with_resource("network_interfaces", each, each.vpc_id)
        return snapshot.with_resource("endpoints", endpoint, endpoint.vpc_id)

    return change


def _with_gateway_endpoint(standpoint: Standpoint, name: str, tables: tuple[RouteTable, ...]) -> Change:
    endpoint = VpcEndpoint(
        vpc_endpoint_id="vpce-proposed-s3",
        vpc_endpoint_type="Gateway",
        vpc_id=standpoint.vpc_id,
        service_name=name,
        state="available",
        route_table_ids=tuple(each.route_table_id for each in tables),
        policy_document=EVERYTHING_ALLOWED,
    )

    def change(snapshot: Snapshot) -> Snapshot:
        changed = snapshot.with_resource("endpoints", endpoint, endpoint.vpc_id)
        return with_endpoint_routes(changed, endpoint, endpoint.route_table_ids)

    return change


def with_endpoint_routes(snapshot: Snapshot, endpoint: VpcEndpoint, table_ids: tuple[str, ...]) -> Snapshot:
    """Return the model after AWS has put the route of a gateway endpoint into some tables."""
    snapshot, list_id = _with_prefix_list(snapshot, endpoint.service_name)
    route = Route(
        destination_prefix_list_id=list_id,
        gateway_id=endpoint.vpc_endpoint_id,
        state="active",
        origin="CreateRoute",
    )
    for table_id in table_ids:
        table = snapshot.route_tables.by_id.get(table_id)
        if table is not None and not any(each.destination == route.destination for each in table.routes):
            with_route = table.model_copy(update={"routes": (*table.routes, route)})
            snapshot = snapshot.with_resource("route_tables", with_route)
    return snapshot


def _with_prefix_list(snapshot: Snapshot, name: str) -> tuple[Snapshot, str]:
    """Return the model with the addresses of a service, for which one block stands in where they were not read."""
    listed = next((each for each in snapshot.prefix_lists if each.prefix_list_name == name), None)
    if listed is not None and listed.cidrs is not None:
        return snapshot, listed.prefix_list_id
    list_id = listed.prefix_list_id if listed else "pl-proposed"
    stand_in = PrefixList(prefix_list_id=list_id, prefix_list_name=name, cidrs=(_SOME_OF_S3,))
    return snapshot.with_resource("prefix_lists", stand_in), list_id
