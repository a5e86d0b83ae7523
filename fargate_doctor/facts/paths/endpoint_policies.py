"""Does the endpoint's policy let through what is asked for?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.paths.ruling import Place, Ruling, leaves_open, passes, refuses
from fargate_doctor.facts.policies import PolicyRequest, evaluate
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.journey import Journey
    from fargate_doctor.facts.paths.traffic import Destination
    from fargate_doctor.facts.policies import Outcome
    from fargate_doctor.model.filtering import VpcEndpoint

_ALLOWS = Text(
    en="The policy of {endpoint} allows {actions}.",
    es="La política de {endpoint} permite {actions}.",
)
_DENIES = Text(
    en="The policy of {endpoint} does not allow {actions}.",
    es="La política de {endpoint} no permite {actions}.",
)
_IN_DOUBT = Text(
    en="Whether the policy of {endpoint} allows {actions} depends on conditions that cannot be judged from here.",
    es="Que la política de {endpoint} permita {actions} depende de condiciones que desde aquí no se pueden juzgar.",
)


def policy_of(journey: Journey, endpoint: VpcEndpoint, to: Destination) -> list[Ruling]:
    """Return what the policy says about everything that is needed; nothing where nothing is asked."""
    if not journey.flow.permissions or endpoint.policy_document is None:
        return []
    place = Place("endpoint-policy", endpoint.identifier, "vpc-endpoint")
    outcomes = [
        (each.action, _outcome(journey, endpoint, each.action, each.resource)) for each in journey.flow.permissions
    ]
    evidence = journey.topology.cite(endpoint, "PolicyDocument")
    denied = [action for action, outcome in outcomes if outcome.answer == "denied"]
    doubtful = [action for action, outcome in outcomes if outcome.answer == "unknown"]
    if denied:
        because = _DENIES.fill(endpoint=endpoint.identifier, actions=enumeration(denied))
        return [refuses(place, to.addresses, because, evidence, finding="endpoint.policy-denied")]
    if doubtful:
        because = _IN_DOUBT.fill(endpoint=endpoint.identifier, actions=enumeration(doubtful))
        return [leaves_open(place, because, evidence)]
    actions = enumeration([action for action, _ in outcomes])
    return [passes(place, _ALLOWS.fill(endpoint=endpoint.identifier, actions=actions), evidence)]


def _outcome(journey: Journey, endpoint: VpcEndpoint, action: str, resource: str) -> Outcome:
    context = (("aws:SourceVpce", endpoint.identifier), ("aws:SourceVpc", endpoint.vpc_id))
    request = PolicyRequest(action=action, resource=resource, principal=journey.flow.principal, context=context)
    return evaluate(endpoint.policy_document or "", request)
