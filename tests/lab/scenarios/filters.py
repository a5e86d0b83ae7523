"""Security groups and network ACLs that refuse what the task needs, or its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.lab.layouts import BehindEndpoints, BehindNat
from tests.lab.mending.trail import add_event
from tests.lab.messages import (
    layer_timed_out,
    login_connection_issue,
    login_timed_out,
    logs_timed_out,
    pull_connection_issue,
)
from tests.lab.rules import acl_entry, tcp
from tests.lab.scenario import Scenario, Target
from tests.lab.stopped_task import stop_task

if TYPE_CHECKING:
    from tests.lab.server import Lab

_ALL_IN, _ALL_OUT = acl_entry(egress=False), acl_entry(egress=True)
_HTTPS = (443, 443)


def _no_egress(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    if broken:
        layout.network.set_egress(layout.network.task_group)
    return layout.workload().fails(login_connection_issue())


def _wrong_port(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    layout.network.set_egress(layout.network.task_group, tcp(80 if broken else 443, cidr="0.0.0.0/0"))
    return layout.workload().fails(login_timed_out())


def _endpoints_but_not_s3(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindEndpoints(lab)
    network = layout.network
    rules = [tcp(443, group=layout.endpoint_group)]
    if not broken:
        rules.append(tcp(443, prefix_list=network.s3_prefix_list()))
    network.set_egress(network.task_group, *rules)
    return layout.workload().fails(layer_timed_out())


def _no_egress_standalone(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    if broken:
        layout.network.set_egress(layout.network.task_group)
    workload = layout.workload()
    task = workload.launch_alone()
    stop_task(lab, task, login_timed_out())
    add_event(
        lab.state,
        "RunTask",
        lab.state.tasks[task]["createdAt"],
        {
            "cluster": workload.cluster,
            "taskDefinition": workload.definition,
            "launchType": "FARGATE",
            "startedBy": "nightly-job",
            "networkConfiguration": workload.network_configuration,
        },
        {"tasks": [{"taskArn": task, "clusterArn": lab.state.tasks[task]["clusterArn"]}], "failures": []},
        source="ecs.amazonaws.com",
    )
    return Target(task, workload.cluster)


def _acl_request(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    refusals = [acl_entry(egress=True, ports=_HTTPS, allow=False)] if broken else []
    layout.network.acl(layout.private, *refusals, _ALL_IN, _ALL_OUT)
    return layout.workload().fails(login_timed_out())


def _acl_answer(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    only_https = acl_entry(egress=False, ports=_HTTPS)
    layout.network.acl(layout.private, only_https if broken else _ALL_IN, _ALL_OUT)
    return layout.workload().fails(login_connection_issue())


def _acl_answer_at_nat(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    only_https = acl_entry(egress=False, ports=_HTTPS)
    layout.network.acl(layout.public, only_https if broken else _ALL_IN, _ALL_OUT)
    return layout.workload().fails(pull_connection_issue())


def _acl_answer_at_endpoint(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindEndpoints(lab)
    only_https = acl_entry(egress=True, ports=_HTTPS)
    layout.network.acl(layout.endpoint_subnet, _ALL_IN, only_https if broken else _ALL_OUT)
    return layout.workload().fails(logs_timed_out(layout.address("logs")))


SCENARIOS = (
    Scenario(
        "sg-no-egress",
        "the task's security group has no egress rule",
        _no_egress,
        frozenset({"sg.egress-blocked"}),
        key_operation="ec2:DescribeSecurityGroups",
    ),
    Scenario(
        "sg-wrong-port",
        "the task's security group lets out port 80 only",
        _wrong_port,
        frozenset({"sg.egress-blocked"}),
        key_operation="ec2:DescribeSecurityGroups",
    ),
    Scenario(
        "sg-not-s3",
        "the task's security group lets it reach the endpoints, and not the prefix list of S3",
        _endpoints_but_not_s3,
        frozenset({"sg.egress-blocked"}),
        key_operation="ec2:DescribeSecurityGroups",
    ),
    Scenario(
        "sg-no-egress-standalone",
        "a task without a service, whose groups only CloudTrail still knows, may send nothing",
        _no_egress_standalone,
        frozenset({"sg.egress-blocked"}),
        key_operation="cloudtrail:LookupEvents",
    ),
    Scenario(
        "nacl-request",
        "the network ACL of the task's subnet refuses port 443 on the way out",
        _acl_request,
        frozenset({"nacl.egress-blocked"}),
        key_operation="ec2:DescribeNetworkAcls",
    ),
    Scenario(
        "nacl-answer",
        "the network ACL of the task's subnet admits port 443, and so no answer",
        _acl_answer,
        frozenset({"nacl.return-blocked"}),
        key_operation="ec2:DescribeNetworkAcls",
    ),
    Scenario(
        "nacl-answer-nat",
        "the network ACL of the NAT gateway's subnet admits no answer from the internet",
        _acl_answer_at_nat,
        frozenset({"nacl.return-blocked"}),
        key_operation="ec2:DescribeNetworkAcls",
    ),
    Scenario(
        "nacl-answer-endpoint",
        "the network ACL of the endpoint's subnet lets no answer out",
        _acl_answer_at_endpoint,
        frozenset({"nacl.return-blocked"}),
        key_operation="ec2:DescribeNetworkAcls",
    ),
)
