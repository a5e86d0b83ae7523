"""What lies at the far end of a way: an endpoint, the addresses of S3, an interface of the VPC, or the internet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.paths.addresses import PUBLIC, number_of
from fargate_doctor.facts.service_names import service_of
from fargate_doctor.frozen import frozen
from fargate_doctor.remedies.tables import EVERYWHERE

if TYPE_CHECKING:
    from fargate_doctor.facts.need import NeedWalk
    from fargate_doctor.facts.paths.flow import IpVersion
    from fargate_doctor.model.filtering import VpcEndpoint
    from fargate_doctor.model.vpc import NetworkInterface
    from fargate_doctor.remedies.standpoint import Standpoint


@frozen
class FarEnd:
    """The far end as rules name it. `block` is what a rule by address says; `subnet_ids` are empty outside the VPC."""

    block: str
    group_ids: tuple[str, ...] = ()
    prefix_list_id: str | None = None
    subnet_ids: tuple[str, ...] = ()


def far_end(standpoint: Standpoint, way: NeedWalk) -> FarEnd:
    """Return the far end of a way, as private DNS, route table and interfaces of the case tell."""
    interfaces = _interfaces(standpoint, way)
    if interfaces:
        return FarEnd(
            block=_only_address(interfaces, way.ip_version) or _vpc_block(standpoint, way.ip_version),
            group_ids=tuple(dict.fromkeys(group for each in interfaces for group in each.group_ids)),
            subnet_ids=tuple(dict.fromkeys(each.subnet_id for each in interfaces if each.subnet_id)),
        )
    endpoint = serving_endpoint(standpoint, way)
    if endpoint is not None and endpoint.is_interface:
        groups = tuple(each.group_id for each in endpoint.groups)
        return FarEnd(_vpc_block(standpoint, way.ip_version), groups, subnet_ids=endpoint.subnet_ids)
    if endpoint is not None:
        return FarEnd(EVERYWHERE[way.ip_version], prefix_list_id=_prefix_list(standpoint, endpoint))
    return FarEnd(_private_block(way) or EVERYWHERE[way.ip_version])


def serving_endpoint(standpoint: Standpoint, way: NeedWalk) -> VpcEndpoint | None:
    """Return the endpoint that answers to the name of a way: by private DNS, or on the task's route table."""
    endpoints = tuple(each for each in standpoint.snapshot.endpoints if each.vpc_id == standpoint.vpc_id)
    service = service_of(way.need.host)
    if service is None or way.address:
        return None
    serving = [each for each in endpoints if service.is_served_by(each.service_name, each.service_region)]
    by_name = (each for each in serving if each.is_interface and each.private_dns_enabled)
    by_route = (each for each in serving if each.is_gateway and standpoint.table_id in each.route_table_ids)
    return next(by_name, None) or next(by_route, None)


def _interfaces(standpoint: Standpoint, way: NeedWalk) -> tuple[NetworkInterface, ...]:
    known = standpoint.snapshot.network_interfaces.by_id
    endpoint = serving_endpoint(standpoint, way)
    named = endpoint.network_interface_ids if endpoint and endpoint.is_interface else ()
    if not named and way.walk:
        named = tuple(hop.id for hop in way.walk.hops if hop.kind == "destination")
    found = tuple(known[each] for each in named if each in known)
    holder = standpoint.snapshot.holders_of_address.get(way.address or "")
    return found or ((holder,) if holder else ())


def _only_address(interfaces: tuple[NetworkInterface, ...], version: IpVersion) -> str | None:
    if len(interfaces) != 1:
        return None
    of_version = [each for each in interfaces[0].addresses if (":" in each) == (version == 6)]  # noqa: PLR2004 - IP version
    return f"{of_version[0]}/{32 if version == 4 else 128}" if of_version else None  # noqa: PLR2004 - IP version


def _vpc_block(standpoint: Standpoint, version: IpVersion) -> str:
    vpc = standpoint.snapshot.vpcs.by_id.get(standpoint.vpc_id)
    blocks = () if vpc is None else vpc.ipv4_blocks if version == 4 else vpc.ipv6_blocks  # noqa: PLR2004 - IP version
    return blocks[0] if len(blocks) == 1 else EVERYWHERE[version]


def _private_block(way: NeedWalk) -> str | None:
    numbered = number_of(way.address) if way.address else None
    if numbered is None or numbered.number in PUBLIC[numbered.version]:
        return None
    return f"{way.address}/{32 if numbered.version == 4 else 128}"  # noqa: PLR2004 - IP version


def _prefix_list(standpoint: Standpoint, endpoint: VpcEndpoint) -> str | None:
    routes = standpoint.table.routes if standpoint.table else ()
    by_route = (each.destination_prefix_list_id for each in routes if each.gateway_id == endpoint.vpc_endpoint_id)
    by_name = (
        each.prefix_list_id
        for each in standpoint.snapshot.prefix_lists
        if each.prefix_list_name == endpoint.service_name
    )
    return next(by_route, None) or next(by_name, None)
