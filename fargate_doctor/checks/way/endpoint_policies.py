"""Do the policies of the endpoints allow what the task asks for?

Why it matters: a policy on an endpoint refuses requests that the network would carry; the task reports a denial.
How we know: the policy of each endpoint on the way is evaluated for the actions, the resources and the role.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fargate_doctor.diagnosis.check import FindingKind, check
from fargate_doctor.diagnosis.on_the_way import answer_on_the_way
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Answer
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS = (
    "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
)

POLICY_DENIED = FindingKind(
    id="endpoint.policy-denied",
    title=Text(
        en="The policy of endpoint {resource} refuses what the task asks of {destinations}",
        es="La política del punto de conexión {resource} rechaza lo que la tarea pide a {destinations}",
    ),
    place=60,
    docs=_DOCS,
    explains=frozenset({"access_denied", "endpoint_policy_denied", "ambiguous"}),
    remedies=offered("endpoints.mend_endpoint_policy"),
)


@check(
    id="way.endpoint-policies",
    under="way",
    order=70,
    label=Text(en="Endpoint policies", es="Políticas de puntos de conexión"),
    question=Text(
        en="Do the endpoint policies allow what the task asks for?",
        es="¿Permiten las políticas de los puntos de conexión lo que la tarea pide?",
    ),
    otherwise=Text(
        en="A policy that leaves out an action or a resource turns the request down with an access denial.",
        es="Una política que omite una acción o un recurso rechaza la solicitud con un acceso denegado.",
    ),
    reads=("ec2:DescribeVpcEndpoints",),
    docs=_DOCS,
    findings=(POLICY_DENIED,),
)
def endpoint_policies(facts: TaskFacts) -> Answer:
    """Answer for all destinations at once."""
    return answer_on_the_way(
        facts,
        ("endpoint-policy",),
        (_as_far_as_the_words_allow(facts),),
        healthy=Text(
            en="The policies allow the actions and resources that the start needs.",
            es="Las políticas permiten las acciones y los recursos que el arranque necesita.",
        ),
    )


def _as_far_as_the_words_allow(facts: TaskFacts) -> FindingKind:
    """Return the finding; it explains nothing where AWS says that an identity-based policy was missing."""
    message = facts.symptom.message
    if message and "identity-based polic" in message.text.lower():
        return replace(POLICY_DENIED, explains=frozenset())
    return POLICY_DENIED
