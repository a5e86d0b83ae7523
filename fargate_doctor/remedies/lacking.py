"""Exactly which endpoints a task needs and its VPC does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.service_names import service_of
from fargate_doctor.frozen import frozen
from fargate_doctor.model.evidence import Unanswered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.facts.need import Need, NeedWalk
    from fargate_doctor.facts.service_names import AwsService
    from fargate_doctor.remedies.standpoint import Standpoint

_NO_WAY: Final = frozenset(
    {
        "route.none",
        "route.blackhole",
        "route.igw-without-public-ip",
        "endpoint.missing",
        "nat.not-available",
        "nat.no-internet-route",
        "nat.private",
        "gateway.not-attached",
    }
)
_GONE: Final = frozenset({"deleted", "deleting", "rejected", "failed", "expired"})
_NEVER: Final = frozenset({"ecs", "ecs-agent", "ecs-telemetry"})


@frozen
class Lacking:
    """Services without an endpoint: `interfaces` want an interface endpoint each, `s3` a gateway endpoint."""

    interfaces: tuple[AwsService, ...]
    s3: AwsService | None

    @property
    def names(self) -> tuple[str, ...]:
        """Return how the endpoint services end, S3 last."""
        return tuple(each.endpoint_name for each in (*self.interfaces, *((self.s3,) if self.s3 else ())))


def lacking_endpoints(standpoint: Standpoint, raised: Raised) -> Lacking | None:
    """Return what a task lacks; None where a destination of the finding cannot be served by an endpoint."""
    if any(_served(standpoint, each.need) is None or each.ip_version != 4 for each in raised.blocks):  # noqa: PLR2004 - IP version
        return None
    wanted = dict.fromkeys(
        service
        for each in (*raised.blocks, *_without_way(standpoint))
        if (service := _served(standpoint, each.need)) and not _has_endpoint(standpoint, service)
    )
    if not wanted:
        return None
    own = [each for each in wanted if each.name == "s3"]
    return Lacking(tuple(each for each in wanted if each.name != "s3"), own[0] if own else None)


def _without_way(standpoint: Standpoint) -> Iterable[NeedWalk]:
    """Return every way of the task that is broken for want of a way out."""
    try:
        walks = standpoint.facts.walks
    except Unanswered:
        return ()
    return tuple(
        each
        for each in walks
        if each.walk and each.ip_version == 4 and any(hop.finding in _NO_WAY for hop in each.walk.broken)  # noqa: PLR2004 - IP version
    )


def _served(standpoint: Standpoint, need: Need) -> AwsService | None:
    """Return the service behind a need that an endpoint in this VPC could serve; S3 only in its own Region."""
    service = service_of(need.host) if need.carried_by == "task-eni" else None
    if service is None or need.service is None or not service.can_have_endpoint or service.name in _NEVER:
        return None
    if service.name == "s3" and service.region != standpoint.region:
        return None
    return _plain(service)


def _plain(service: AwsService) -> AwsService:
    """Return a service without what does not matter to its endpoint: which account and bucket, which name of it."""
    return type(service)(service.name, service.region, service.partition, fips=service.fips)


def _has_endpoint(standpoint: Standpoint, service: AwsService) -> bool:
    return any(
        service.is_served_by(each.service_name, each.service_region)
        for each in standpoint.snapshot.endpoints
        if each.vpc_id == standpoint.vpc_id and each.state.lower() not in _GONE
    )
