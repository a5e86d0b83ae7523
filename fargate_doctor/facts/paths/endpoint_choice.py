"""Does the name lead to an interface endpoint, to public addresses, or can nobody tell?

Private DNS: https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.service_names import AwsService, service_of
from fargate_doctor.frozen import frozen
from fargate_doctor.model.evidence import Unanswered

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.journey import Journey
    from fargate_doctor.facts.paths.name_servers import NameServers
    from fargate_doctor.model.evidence import Confidence, Evidence, Missing
    from fargate_doctor.model.filtering import VpcEndpoint


@frozen
class Passed:
    """An interface endpoint that serves the destination but that the name does not lead to, and why."""

    endpoint: VpcEndpoint
    finding: str
    evidence: tuple[Evidence, ...] = ()
    rule_supports: Confidence = "certain"
    is_for_premises_only: bool = False


@frozen
class Ways:
    """Where a name may lead: an endpoint, public addresses, an endpoint nobody saw. More than one only if `missing`."""

    endpoint: VpcEndpoint | None = None
    public: bool = False
    unseen: bool = False
    passed: Passed | None = None
    missing: tuple[Missing, ...] = ()


def ways_to(journey: Journey, host: str, servers: NameServers) -> Ways:
    """Return where an AWS service's name may lead."""
    service = service_of(host)
    if service is None or not service.can_have_endpoint:
        return Ways(public=True)
    try:
        vpc_id = journey.departure.vpc_id
    except Unanswered as gap:
        return Ways(public=True, unseen=True, missing=gap.missing)
    serving = interface_endpoints_for(journey, vpc_id, service)
    private = next((each for each in serving if _has_private_name(each, service, host, journey.traffic.version)), None)
    if private:
        return _by_private_name(journey, vpc_id, private, servers)
    passed = _passed_by(journey, serving)
    try:
        journey.topology.shows_all_endpoints(vpc_id)
    except Unanswered as gap:
        return Ways(public=True, unseen=True, passed=passed, missing=gap.missing)
    return Ways(public=True, passed=passed)


def interface_endpoints_for(journey: Journey, vpc_id: str, service: AwsService) -> list[VpcEndpoint]:
    """Return the interface endpoints of a VPC for a service, those in use first."""
    found = [
        each
        for each in journey.topology.endpoints(vpc_id)
        if each.is_interface and service.is_served_by(each.service_name, each.service_region)
    ]
    return sorted(found, key=lambda each: not each.is_available)


def _by_private_name(journey: Journey, vpc_id: str, endpoint: VpcEndpoint, servers: NameServers) -> Ways:
    if servers.knowledge == "unread":
        return Ways(endpoint=endpoint, public=True, missing=servers.missing)
    if servers.knowledge == "public":
        return Ways(public=True, passed=Passed(endpoint, "dns.custom-servers", servers.evidence, "likely"))
    try:
        hostnames = journey.topology.attribute(vpc_id, "enableDnsHostnames")
    except Unanswered as gap:
        return Ways(endpoint=endpoint, public=True, missing=gap.missing)
    if hostnames.is_on:
        return Ways(endpoint=endpoint)
    evidence = journey.topology.cite(hostnames, "EnableDnsHostnames.Value")
    return Ways(public=True, passed=Passed(endpoint, "dns.hostnames-disabled", (evidence,)))


def _passed_by(journey: Journey, serving: list[VpcEndpoint]) -> Passed | None:
    silent = next((each for each in serving if not each.private_dns_enabled), None)
    finding = "endpoint.private-dns-disabled"
    if silent:
        return Passed(silent, finding, (journey.topology.cite(silent, "PrivateDnsEnabled"),))
    for_premises = next((each for each in serving if _is_for_premises_only(each)), None)
    if for_premises is None:
        return None
    field = "DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint"
    return Passed(for_premises, finding, (journey.topology.cite(for_premises, field),), is_for_premises_only=True)


def _is_for_premises_only(endpoint: VpcEndpoint) -> bool:
    """Tell whether only what asks through an inbound resolver endpoint, from on premises, gets the private names.

    https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html
    """
    return bool(endpoint.dns_options and endpoint.dns_options.private_dns_only_for_inbound_resolver_endpoint)


def _has_private_name(endpoint: VpcEndpoint, service: AwsService, host: str, version: int) -> bool:
    if not endpoint.private_dns_enabled or not _answers(endpoint, version):
        return False
    if _is_for_premises_only(endpoint):
        return False
    names = [each.dns_name.lower() for each in endpoint.dns_entries]
    private = [name for name in names if name and not name.rstrip(".").endswith(_OWN_NAMES)]
    if private:
        return any(_is_name_of(name, host.lower()) for name in private)
    return not service.dual_stack or (
        not service.name.startswith("ecr.") and (endpoint.ip_address_type or "").lower() in ("dualstack", "ipv6")
    )


_OWN_NAMES = (".vpce.amazonaws.com", ".vpce.amazonaws.com.cn", ".vpce.amazonaws.eu")


def _answers(endpoint: VpcEndpoint, version: int) -> bool:
    """Tell whether an endpoint has addresses of an IP version; IPv4 where AWS says nothing."""
    kind = (endpoint.ip_address_type or "ipv4").lower()
    return kind in ("dualstack", "ipv4" if version == 4 else "ipv6")  # noqa: PLR2004 - IP version


def _is_name_of(entry: str, host: str) -> bool:
    name = entry.rstrip(".").replace("\\052", "*").removeprefix("*.")
    return host == name or host.endswith(f".{name}")
