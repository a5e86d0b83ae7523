"""Does the gateway endpoint that a route leads to carry it?

https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.paths.endpoint_policies import policy_of
from fargate_doctor.facts.paths.opaque_hops import opaque
from fargate_doctor.facts.paths.ruling import Place, Ruling, leaves_open, passes, refuses
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.branches import Branch
    from fargate_doctor.facts.paths.journey import Journey
    from fargate_doctor.facts.paths.traffic import Destination
    from fargate_doctor.model.filtering import VpcEndpoint

_UNKNOWN = Text(en="{endpoint} could not be read.", es="No se pudo leer {endpoint}.")
_NOT_AVAILABLE = Text(
    en="{endpoint} is in state {state}, not available.",
    es="{endpoint} está en estado {state}, no disponible.",
)
_NEW_STATE = Text(
    en="{endpoint} is in state {state}: whether it works then is not known.",
    es="{endpoint} está en estado {state}: no se sabe si así funciona.",
)
_NO_UDP = Text(
    en="{endpoint} is a gateway endpoint and carries no UDP.",
    es="{endpoint} es un punto de conexión de puerta de enlace y no transporta UDP.",
)
_CARRIES = Text(
    en="{endpoint}, a gateway endpoint for {service}, is available.",
    es="{endpoint}, un punto de conexión de puerta de enlace para {service}, está disponible.",
)

_UNUSABLE: Final = frozenset(
    {"pendingacceptance", "pending", "deleting", "deleted", "rejected", "failed", "expired", "partial"}
)
"""https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEndpoint.html"""


def through_gateway_endpoint(journey: Journey, branch: Branch) -> list[Ruling]:
    """Return what the endpoint behind a route says; firewalls and load balancers are not seen through."""
    journey.journal.took(branch.target)
    place = Place("vpc-endpoint", branch.target, "vpc-endpoint")
    try:
        endpoint = journey.topology.snapshot.endpoints.require(branch.target)
    except Unanswered as gap:
        return [leaves_open(place, _UNKNOWN.fill(endpoint=branch.target), missing=gap.missing)]
    unavailable = not_available(journey, endpoint, branch.to)
    if not endpoint.is_gateway:
        return [unavailable or opaque(branch.target, *branch.evidence)]
    if unavailable:
        return [unavailable]
    if journey.traffic.protocol == "udp":
        return [refuses(place, branch.to.addresses, _NO_UDP.fill(endpoint=endpoint.identifier))]
    because = _CARRIES.fill(endpoint=endpoint.identifier, service=endpoint.service_name)
    state = journey.topology.cite(endpoint, "State")
    return [passes(place, because, state), *policy_of(journey, endpoint, branch.to)]


def not_available(journey: Journey, endpoint: VpcEndpoint, to: Destination) -> Ruling | None:
    """Return the refusal of an endpoint that is not in use; a state that nobody knows says nothing."""
    if endpoint.is_available:
        return None
    place = Place("vpc-endpoint", endpoint.identifier, "vpc-endpoint")
    evidence = [journey.topology.cite(endpoint, "State")]
    if endpoint.last_error:
        evidence.append(journey.topology.cite(endpoint, "LastError"))
    words = {"endpoint": endpoint.identifier, "state": endpoint.state or "?"}
    if endpoint.state.lower() not in _UNUSABLE:
        return leaves_open(place, _NEW_STATE.fill(**words), *evidence)
    because = _NOT_AVAILABLE.fill(**words)
    return refuses(place, to.addresses, because, *evidence, finding="endpoint.not-available")
