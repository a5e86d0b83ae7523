from __future__ import annotations

from typing import TYPE_CHECKING, Any

import boto3
import pytest
from moto.server import ThreadedMotoServer

from fargate_doctor.collectors.gather import collect_task
from fargate_doctor.collectors.listing import collect_tasks, list_clusters
from fargate_doctor.collectors.session import open_session
from fargate_doctor.collectors.target import TaskTarget
from fargate_doctor.errors import NoCredentials

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_REGION = "eu-west-1"

# The server lacks these: EC2 answers with a page of HTML, as a broken proxy would.
_LACKING = {
    "ec2:DescribeVpcBlockPublicAccessOptions",
    "ec2:DescribeVpcBlockPublicAccessExclusions",
    "route53resolver:ListFirewallRuleGroupAssociations",
}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Return the URL of an AWS that answers over HTTP."""
    moto = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    moto.start()
    host, port = moto.get_host_and_port()
    yield f"http://{host}:{port}"
    moto.stop()


@pytest.fixture
def task(server: str, keys: None, monkeypatch: pytest.MonkeyPatch) -> str:  # noqa: ARG001
    """Return the ARN of a task that runs there; the endpoint comes from the environment, as a user sets it."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", server)
    ec2: Any = boto3.client("ec2", region_name=_REGION)
    ecs: Any = boto3.client("ecs", region_name=_REGION)
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": True})
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
    group = ec2.create_security_group(GroupName="web", Description="web", VpcId=vpc)["GroupId"]
    ecs.create_cluster(clusterName="shop")
    definition = ecs.register_task_definition(
        family="web",
        networkMode="awsvpc",
        requiresCompatibilities=["FARGATE"],
        containerDefinitions=[
            {
                "name": "web",
                "image": "nginx",
                "memory": 512,
                "environment": [{"name": "DB_PASSWORD", "value": "hunter2"}],
            }
        ],
    )["taskDefinition"]["taskDefinitionArn"]
    started = ecs.run_task(
        cluster="shop",
        taskDefinition=definition,
        launchType="FARGATE",
        networkConfiguration={"awsvpcConfiguration": {"subnets": [subnet], "securityGroups": [group]}},
    )
    return str(started["tasks"][0]["taskArn"])


def test_a_task_is_collected_over_http(task: str) -> None:
    """All protocols of AWS are spoken; what the server lacks is recorded, and secrets stay behind."""
    case = collect_task(open_session(), TaskTarget(task=task))

    assert case.focus == task
    assert (case.region, case.account) == (_REGION, "123456789012")
    assert {failure.operation for failure in case.failures} == _LACKING
    assert case.records["ec2:DescribeRouteTables"][0].answer["RouteTables"]
    assert case.records["route53:ListHostedZonesByVPC"]
    assert "hunter2" not in case.model_dump_json()
    assert "DB_PASSWORD" in case.model_dump_json()


def test_clusters_and_tasks_are_listed_over_http(task: str) -> None:
    """The lists of the start screens come over HTTP too."""
    session = open_session()

    (cluster,) = list_clusters(session)
    case = collect_tasks(session, cluster)

    listed = [each["taskArn"] for record in case.records["ecs:DescribeTasks"] for each in record.answer["tasks"]]
    assert task in listed


_ROLE = """
[profile base]
aws_access_key_id = a
aws_secret_access_key = b
[profile reader]
role_arn = arn:aws:iam::123456789012:role/reader
source_profile = base
"""


def test_a_role_is_assumed_though_that_call_is_not_in_the_table(
    task: str, aws_configuration: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Credentials are fetched as boto3 fetches them; only what uses them is held to the table."""
    aws_configuration.write_text(_ROLE)
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")

    case = collect_task(open_session(profile="reader"), TaskTarget(task=task))

    (caller,) = case.records["sts:GetCallerIdentity"]
    assert "assumed-role/reader" in caller.answer["Arn"]


def test_a_role_that_wants_a_code_never_asks_at_the_terminal(
    server: str,
    aws_configuration: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A screen would be broken by a prompt: whoever can ask passes the way to, and else the advice says how."""
    aws_configuration.write_text(f"{_ROLE}mfa_serial = arn:aws:iam::123456789012:mfa/on-call\n")
    monkeypatch.setenv("AWS_ENDPOINT_URL", server)
    monkeypatch.setenv("AWS_REGION", _REGION)
    asked: list[str] = []

    def ask_code(prompt: str) -> str:
        asked.append(prompt)
        return "123456"

    with pytest.raises(NoCredentials) as raised:
        open_session(profile="reader")
    open_session(profile="reader", ask_code=ask_code)

    assert "aws configure export-credentials --profile reader" in raised.value.advice.en
    assert len(asked) == 1
