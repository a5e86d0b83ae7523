"""The policy of an endpoint, with a statement more, or as AWS makes it by default.

https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from fargate_doctor.facts.policies import Outcome, PolicyRequest, evaluate
from fargate_doctor.frozen import frozen
from fargate_doctor.remedies.changes import updating
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.new_endpoints import EVERYTHING_ALLOWED
from fargate_doctor.remedies.snippets import cloudformation, terraform
from fargate_doctor.remedies.step import Step

if TYPE_CHECKING:
    from fargate_doctor.facts.need import NeedWalk
    from fargate_doctor.facts.paths.flow import Permission
    from fargate_doctor.model.filtering import VpcEndpoint
    from fargate_doctor.remedies.standpoint import Standpoint

_SID: Final = "FargateTaskStart"


@frozen
class AllowedInPolicy:
    """The step that adds a statement, and the actions that it allows."""

    step: Step
    actions: tuple[str, ...]


def allow_in_policy(
    standpoint: Standpoint, endpoint: VpcEndpoint, ways: tuple[NeedWalk, ...]
) -> AllowedInPolicy | None:
    """Return the statement that lets through what the ways need and the policy does not allow.

    None where the policy cannot be read, or where one of its own statements denies it: an allow would change nothing.
    """
    document = _parsed(endpoint.policy_document)
    judged = [(each, way, _judge(endpoint, way, each)) for way in ways for each in way.need.permissions]
    refused = [(each, way) for each, way, outcome in judged if outcome.answer == "denied"]
    denied = any(outcome.answer == "denied" and outcome.statement is not None for _, _, outcome in judged)
    if document is None or not refused or denied:
        return None
    statements = _statements(tuple(dict.fromkeys(each for each, _ in refused)))
    present = document.get("Statement", [])
    kept = present if isinstance(present, list) else [present]
    text = json.dumps({**document, "Statement": [*kept, *statements]})
    actions = tuple(dict.fromkeys(each.action for each, _ in refused))
    return AllowedInPolicy(_with_policy(standpoint, endpoint, text), actions)


def reset_policy(standpoint: Standpoint, endpoint: VpcEndpoint) -> Step:
    """Return the step that gives an endpoint the default policy."""
    step = _with_policy(standpoint, endpoint, EVERYTHING_ALLOWED)
    named = {"vpc_endpoint_id": endpoint.vpc_endpoint_id}
    return Step(
        commands=(aws("ec2", "modify-vpc-endpoint", standpoint.region, **named, reset_policy=True),),
        undo=step.undo,
        terraform=step.terraform,
        cloudformation=step.cloudformation,
        change=step.change,
    )


def _with_policy(standpoint: Standpoint, endpoint: VpcEndpoint, document: str) -> Step:
    named = {"vpc_endpoint_id": endpoint.vpc_endpoint_id}
    before = _parsed(endpoint.policy_document)
    undo = aws("ec2", "modify-vpc-endpoint", standpoint.region, **named, policy_document=before)
    parsed = json.loads(document)
    return Step(
        commands=(aws("ec2", "modify-vpc-endpoint", standpoint.region, **named, policy_document=parsed),),
        undo=(undo,) if before is not None else (),
        terraform=terraform(
            "aws_vpc_endpoint_policy",
            endpoint.vpc_endpoint_id,
            {"vpc_endpoint_id": endpoint.vpc_endpoint_id, "policy": document},
        ),
        cloudformation=cloudformation(
            endpoint.vpc_endpoint_id,
            "AWS::EC2::VPCEndpoint",
            {"VpcId": endpoint.vpc_id, "ServiceName": endpoint.service_name, "PolicyDocument": parsed},
        ),
        change=updating("endpoints", endpoint, policy_document=document),
    )


def _judge(endpoint: VpcEndpoint, way: NeedWalk, permission: Permission) -> Outcome:
    request = PolicyRequest(
        action=permission.action,
        resource=permission.resource,
        principal=way.need.principal,
        context=(("aws:SourceVpce", endpoint.vpc_endpoint_id), ("aws:SourceVpc", endpoint.vpc_id)),
    )
    return evaluate(endpoint.policy_document or "", request)


def _statements(permissions: tuple[Permission, ...]) -> list[dict[str, object]]:
    """Return one statement per resource, with all that is wanted of it."""
    by_resource: dict[str, list[str]] = {}
    for each in permissions:
        by_resource.setdefault(each.resource, []).append(each.action)
    return [
        {
            "Sid": f"{_SID}{number}" if number else _SID,
            "Effect": "Allow",
            "Principal": "*",
            "Action": actions,
            "Resource": resource,
        }
        for number, (resource, actions) in enumerate(by_resource.items())
    ]


def _parsed(document: str | None) -> dict[str, Any] | None:
    try:
        parsed = json.loads(document or "")
    except (ValueError, RecursionError):
        return None
    return parsed if isinstance(parsed, dict) else None
