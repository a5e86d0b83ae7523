"""Endpoints that are missing, not ready, closed, without private DNS, not associated, or with too narrow a policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.lab.layouts import FOR_PULLING, BehindEndpoints, BehindNat
from tests.lab.messages import (
    layer_forbidden,
    layer_timed_out,
    login_connection_issue,
    login_refused_by_endpoint,
    login_timed_out,
    logs_connection_issue,
    secret_connection_issue,
)
from tests.lab.rules import tcp
from tests.lab.scenario import Scenario, Target

if TYPE_CHECKING:
    from tests.lab.server import Lab

_KEY = "ec2:DescribeVpcEndpoints"


def _without(lab: Lab, service: str, broken: bool) -> BehindEndpoints:  # noqa: FBT001 - broken or its healthy twin
    services = dict.fromkeys((*FOR_PULLING, service))
    if broken:
        services.pop(service)
    return BehindEndpoints(lab, services)


def _no_ecr_api(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    return _without(lab, "ecr.api", broken).workload().fails(login_timed_out())


def _no_logs(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    return _without(lab, "logs", broken).workload().fails(logs_connection_issue())


def _no_secrets_manager(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = _without(lab, "secretsmanager", broken)
    return layout.workload(secrets=True).fails(secret_connection_issue())


def _no_s3(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    return BehindEndpoints(lab, s3=not broken).workload().fails(layer_timed_out())


def _not_ready(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindEndpoints(lab)
    if broken:
        lab.state.ec2.vpc_end_points[layout.endpoints["ecr.api"]].state = "pendingAcceptance"
    return layout.workload().fails(login_connection_issue())


def _closed(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindEndpoints(lab)
    if broken:
        layout.network.ec2.revoke_security_group_ingress(
            GroupId=layout.endpoint_group, IpPermissions=[tcp(443, cidr=str(layout.network.cidr))]
        )
    return layout.workload().fails(login_timed_out(layout.address("ecr.api")))


def _closed_beside_nat(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    network = layout.network
    admitted = [] if broken else [tcp(443, group=network.task_group)]
    group = network.group("endpoint", ingress=admitted)
    endpoint = network.interface_endpoint("ecr.api", [layout.private], group)
    return layout.workload().fails(login_timed_out(network.endpoint_address(endpoint)))


def _no_private_dns(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindEndpoints(lab, without_private_dns=["ecr.api"] if broken else [])
    return layout.workload().fails(login_timed_out())


def _other_table(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindEndpoints(lab, s3=False)
    layout.network.s3_endpoint(layout.endpoint_table if broken else layout.private_table)
    return layout.workload().fails(layer_timed_out())


def _allow(actions: list[str], resource: str = "*") -> dict[str, Any]:
    statement = {"Effect": "Allow", "Principal": "*", "Action": actions, "Resource": resource}
    return {"Version": "2012-10-17", "Statement": [statement]}


def _policy_without_login(lab: Lab, _: bool) -> Target:  # noqa: FBT001 - it has no twin
    layout = BehindEndpoints(lab, policies={"ecr.api": _allow(["ecr:BatchGetImage"])})
    return layout.workload().fails(login_refused_by_endpoint())


def _policy_without_layers(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    own_bucket = _allow(["s3:GetObject"], "arn:aws:s3:::web-assets/*")
    layout = BehindEndpoints(lab, policies={"s3": own_bucket} if broken else None)
    return layout.workload().fails(layer_forbidden())


SCENARIOS = (
    Scenario(
        "endpoint-missing-ecr-api",
        "the isolated VPC has endpoints for images and layers, and none for the ECR API",
        _no_ecr_api,
        frozenset({"endpoint.missing"}),
        key_operation=_KEY,
    ),
    Scenario(
        "endpoint-missing-logs",
        "the isolated VPC has no endpoint for CloudWatch Logs",
        _no_logs,
        frozenset({"endpoint.missing"}),
        key_operation=_KEY,
    ),
    Scenario(
        "endpoint-missing-secretsmanager",
        "the isolated VPC has no endpoint for Secrets Manager",
        _no_secrets_manager,
        frozenset({"endpoint.missing"}),
        key_operation=_KEY,
    ),
    Scenario(
        "endpoint-missing-s3",
        "the isolated VPC has no endpoint for S3, where the layers are",
        _no_s3,
        frozenset({"endpoint.missing"}),
        key_operation=_KEY,
    ),
    Scenario(
        "endpoint-not-available",
        "the endpoint of the ECR API waits to be accepted",
        _not_ready,
        frozenset({"endpoint.not-available"}),
        key_operation=_KEY,
    ),
    Scenario(
        "endpoint-sg-blocked",
        "the endpoints' security group admits nobody",
        _closed,
        frozenset({"endpoint.sg-blocked"}),
        key_operation="ec2:DescribeSecurityGroups",
    ),
    Scenario(
        "endpoint-sg-blocked-beside-nat",
        "private DNS leads to an endpoint that admits nobody, though there is a NAT gateway",
        _closed_beside_nat,
        frozenset({"endpoint.sg-blocked"}),
        key_operation="ec2:DescribeSecurityGroups",
    ),
    Scenario(
        "endpoint-private-dns-disabled",
        "the endpoint of the ECR API has its private DNS off, and there is no other way",
        _no_private_dns,
        frozenset({"endpoint.private-dns-disabled"}),
        key_operation=_KEY,
    ),
    Scenario(
        "endpoint-not-associated",
        "the gateway endpoint for S3 is associated with another route table",
        _other_table,
        frozenset({"endpoint.not-associated"}),
        key_operation=_KEY,
    ),
    Scenario(
        "endpoint-policy-login",
        "the policy of the ECR API's endpoint does not allow the login, and the message says so",
        _policy_without_login,
        frozenset({"endpoint.policy-denied"}),
        key_operation=_KEY,
        carried=frozenset({"endpoint.policy-denied"}),
        has_twin=False,
    ),
    Scenario(
        "endpoint-policy-layers",
        "the policy of the S3 endpoint allows one bucket, and not that of the layers",
        _policy_without_layers,
        frozenset({"endpoint.policy-denied"}),
        key_operation=_KEY,
        carried=frozenset({"image.access-denied"}),
    ),
)
