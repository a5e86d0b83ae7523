"""Does the lab show tasks as ECS does, where moto does not?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from tests.lab.layouts import BehindNat, DualStack, Public
from tests.lab.messages import login_timed_out
from tests.lab.stopped_task import Stop

if TYPE_CHECKING:
    from tests.lab.scenario import Target
    from tests.lab.server import Lab


def described(lab: Lab, target: Target) -> dict[str, Any]:
    """Return the task as DescribeTasks shows it."""
    answer = lab.client("ecs").describe_tasks(cluster=target.cluster, tasks=[target.task_arn])
    task: dict[str, Any] = answer["tasks"][0]
    return task


def details(task: dict[str, Any]) -> dict[str, str]:
    """Return the details of a task's attachment by their names."""
    return {each["name"]: each["value"] for each in task["attachments"][0]["details"]}


def test_task_interface_is_named_after_its_attachment(lab: Lab) -> None:
    """The interface of a running task says whose it is."""
    layout = Public(lab)
    task = described(lab, layout.workload().runs())

    found = layout.network.ec2.describe_network_interfaces(NetworkInterfaceIds=[details(task)["networkInterfaceId"]])[
        "NetworkInterfaces"
    ][0]

    assert found["Description"].endswith(f":attachment/{task['attachments'][0]['id']}")
    assert found["Association"]["PublicIp"].startswith("198.51.100.")
    assert "InstanceId" not in found["Attachment"]


def test_stopped_task_keeps_its_record_and_loses_its_interface(lab: Lab) -> None:
    """A stopped task says where it was, why and when it ended; its interface is gone."""
    layout = BehindNat(lab)
    stop = login_timed_out()
    task = described(lab, layout.workload().fails(stop))

    assert task["stopCode"] == "TaskFailedToStart"
    assert task["stoppedReason"] == stop.reason
    assert task["createdAt"] < task["connectivityAt"] < task["stoppedAt"]
    assert "pullStartedAt" not in task
    assert details(task)["subnetId"] == layout.private
    with pytest.raises(ClientError, match=r"InvalidNetworkInterfaceID\.NotFound"):
        layout.network.ec2.describe_network_interfaces(NetworkInterfaceIds=[details(task)["networkInterfaceId"]])


def test_task_that_never_got_an_interface_names_none(lab: Lab) -> None:
    """A task that failed while it was provisioned has a subnet and no interface."""
    stop = Stop("Timeout waiting for network interface provisioning to complete.", phase="provisioning")
    task = described(lab, BehindNat(lab).workload().fails(stop))

    assert set(details(task)) == {"subnetId"}
    assert "connectivityAt" not in task


def test_looking_at_a_task_does_not_move_it(lab: Lab) -> None:
    """A running task is still running after it was looked at twice."""
    target = BehindNat(lab).workload().runs()

    assert [described(lab, target)["lastStatus"] for _ in range(2)] == ["RUNNING", "RUNNING"]


def test_unknown_task_is_missing(lab: Lab) -> None:
    """An id that ECS does not know in that cluster comes back as a failure."""
    target = BehindNat(lab).workload().runs()
    lab.client("ecs").create_cluster(clusterName="prod2")

    failures = lab.client("ecs").describe_tasks(cluster="prod2", tasks=[target.task_arn])["failures"]

    assert failures == [{"arn": target.task_arn, "reason": "MISSING"}]


def test_lists_tasks_of_exactly_one_cluster(lab: Lab) -> None:
    """Cluster, service, launch type and desired status select; the cluster's name is no prefix."""
    layout = BehindNat(lab)
    target = layout.workload(cluster="prod2").fails(login_timed_out())
    ecs = lab.client("ecs")
    ecs.create_cluster(clusterName="prod")

    def listed(**wanted: str) -> list[str]:
        arns: list[str] = ecs.list_tasks(**wanted)["taskArns"]
        return arns

    assert listed(cluster="prod", desiredStatus="STOPPED") == []
    assert listed(cluster="prod2") == []
    assert listed(cluster="prod2", desiredStatus="STOPPED", serviceName="web") == [target.task_arn]
    assert listed(cluster="prod2", desiredStatus="STOPPED", serviceName="other") == []
    assert listed(cluster="prod2", desiredStatus="STOPPED", launchType="EC2") == []


def test_task_runs_where_dns_host_names_are_off(lab: Lab) -> None:
    """A task whose VPC has no DNS host names has no private DNS name, and runs all the same."""
    layout = BehindNat(lab)
    layout.network.set_dns(hostnames=False)

    assert "privateDnsName" not in details(described(lab, layout.workload().runs()))


@pytest.mark.parametrize("value", ["enabled", "disabled"])
def test_task_has_ipv6_only_where_it_is_wanted(lab: Lab, value: str) -> None:
    """On a dual-stack subnet the account setting decides."""
    lab.client("ecs").put_account_setting_default(name="dualStackIPv6", value=value)
    task = described(lab, DualStack(lab).workload().runs())
    addresses = task["containers"][0]["networkInterfaces"][0]

    assert ("ipv6Address" in addresses) is (value == "enabled")
