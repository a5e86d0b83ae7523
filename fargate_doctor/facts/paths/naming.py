"""What a flow asks for as a set of addresses: one address, a service's public ones, or all of public space.

No name is resolved here: names of the case lead to the addresses of the case, AWS's names to AWS's public addresses,
other names anywhere in public space.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.mount_targets import Mounting, mounting_from
from fargate_doctor.facts.paths.addresses import EVERYTHING, PUBLIC, address_words, number_of
from fargate_doctor.facts.paths.intervals import Intervals, union
from fargate_doctor.facts.paths.traffic import Destination
from fargate_doctor.facts.service_names import service_of
from fargate_doctor.frozen import frozen
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import verbatim

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.flow import IpVersion
    from fargate_doctor.facts.paths.journey import Journey
    from fargate_doctor.facts.service_names import AwsService
    from fargate_doctor.model.filtering import VpcEndpoint
    from fargate_doctor.model.vpc import Subnet

_INSTANCE_NAME: Final = re.compile(r"^ip-(\d+)-(\d+)-(\d+)-(\d+)\.(?:ec2\.internal|[a-z0-9-]+\.compute\.internal)$")
_FILE_SYSTEM_NAME: Final = re.compile(
    r"^(?:[a-z0-9-]+\.)?(?P<id>fs-[0-9a-z]+)\.efs\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$"
)
_SERVICES_WITH_LISTS: Final = ("s3", "dynamodb")
PRIVATE: Final = "private"
INTERNET: Final = "internet"


@frozen
class Named:
    """A name of the case: the address it has, the endpoint whose own name it is, or a file system without either."""

    address: int | None = None
    endpoint: VpcEndpoint | None = None
    mounting: Mounting | None = None


def at_address(number: int, version: int) -> Destination:
    """Return one address as a destination."""
    is_public = number in PUBLIC[4 if version == 4 else 6]  # noqa: PLR2004 - IP version
    words = verbatim(address_words(number, 4 if version == 4 else 6))  # noqa: PLR2004
    return Destination(words, Intervals.single(number), service=None if is_public else PRIVATE)


def anywhere(journey: Journey, name: str) -> Destination:
    """Return a destination of which nothing is known."""
    everything = EVERYTHING[journey.traffic.version]
    return Destination(verbatim(name), everything, vague=(everything,))


def public_space(journey: Journey, host: str, version: int) -> Destination:
    """Return where the public addresses of a host are."""
    family = PUBLIC[4 if version == 4 else 6]  # noqa: PLR2004 - IP version
    service = service_of(host)
    words = verbatim(host)
    if service and service.name in _SERVICES_WITH_LISTS and version == 4 and _is_near(journey, service):  # noqa: PLR2004
        blocks = journey.topology.service_blocks(service.name, service.region, 4)
        if blocks:
            return Destination(words, blocks, service=service.name, is_space=True)
        missing = journey.topology.snapshot.prefix_lists.missing
        return Destination(words, family, (family,), missing, service.name, is_space=True)
    others = journey.topology.once(("others", version), lambda: family - union(_listed(journey, version)))
    name = f"{service.name}@{service.region}" if service else INTERNET
    return Destination(words, others, service=name, is_space=True)


def named_in_case(journey: Journey, host: str) -> Named | None:
    """Return what a name leads to where the case itself says so."""
    name = host.lower().rstrip(".")
    matched = _INSTANCE_NAME.match(name)
    if matched:
        numbered = number_of(".".join(matched.groups()))
        return Named(address=numbered.number) if numbered else None
    matched = _FILE_SYSTEM_NAME.match(name)
    if matched:
        return _mount_target(journey, matched["id"])
    return _endpoint_named(journey, name)


def _is_near(journey: Journey, service: AwsService) -> bool:
    """Prefix lists and gateway endpoints serve only the Region of the VPC."""
    region = journey.topology.snapshot.region
    return region is None or service.region == region


def _listed(journey: Journey, version: int) -> list[Intervals]:
    family: IpVersion = 4 if version == 4 else 6  # noqa: PLR2004 - IP version
    blocks = [journey.topology.blocks_of_list(each.identifier, family) for each in journey.topology.service_lists()]
    return [each for each in blocks if isinstance(each, Intervals)]


def _mount_target(journey: Journey, file_system_id: str) -> Named:
    """Return the mount target of the sender's own zone, with which the name of a file system answers."""
    try:
        subnet = journey.topology.subnet(journey.departure.subnet_id)
    except Unanswered as gap:
        return Named(mounting=Mounting(file_system_id, "", missing=gap.missing))
    mounting = mounting_from(journey.topology.snapshot, file_system_id, subnet)
    described = number_of(mounting.target.ip_address or "") if mounting.target else None
    if described:
        return Named(address=described.number)
    return Named(mounting=mounting) if mounting.is_absent else _seen_as_interface(journey, mounting, subnet)


def _seen_as_interface(journey: Journey, mounting: Mounting, subnet: Subnet) -> Named:
    """Return the mount target of the zone by the network interface that EFS made for it."""
    for each in journey.topology.snapshot.network_interfaces:
        is_target = each.description.startswith(f"EFS mount target for {mounting.file_system_id} ")
        numbered = number_of(each.private_ip_address or "")
        if is_target and each.availability_zone == subnet.availability_zone and numbered:
            return Named(address=numbered.number)
    return Named(mounting=mounting)


def _endpoint_named(journey: Journey, name: str) -> Named | None:
    if ".vpce." not in name:
        return None
    for each in journey.topology.snapshot.endpoints:
        if any(entry.dns_name.lower().rstrip(".") == name for entry in each.dns_entries):
            return Named(endpoint=each)
    return None
