"""Answers as the AWS CLI saves them, of one small account."""

from __future__ import annotations

from typing import Any

ACCOUNT = "444455556666"
REGION = "eu-west-1"
TASK = f"arn:aws:ecs:{REGION}:{ACCOUNT}:task/shop-prod/0f1e2d3c4b5a69788796a5b4c3d2e1f0"


def tasks(*arns: str) -> dict[str, Any]:
    """Return what DescribeTasks answers for these tasks."""
    return {
        "tasks": [
            {
                "taskArn": arn,
                "clusterArn": f"arn:aws:ecs:{REGION}:{ACCOUNT}:cluster/shop-prod",
                "lastStatus": "STOPPED",
                "stoppedReason": "Essential container in task exited",
                "containers": [],
            }
            for arn in arns or (TASK,)
        ],
        "failures": [],
    }


def subnets(zone: str = "eu-west-1b", subnet: str = "subnet-0aa11bb22cc33dd44") -> dict[str, Any]:
    """Return what DescribeSubnets answers for one subnet."""
    return {"Subnets": [{"SubnetId": subnet, "AvailabilityZone": zone, "CidrBlock": "10.7.16.0/20"}]}


def event(arn: str = TASK, status: str = "STOPPED", time: str = "2026-03-04T05:06:07Z") -> dict[str, Any]:
    """Return the event that EventBridge carries when a task changes its state."""
    return {
        "version": "0",
        "id": "9bcdac79-b31f-4d3d-9410-fbd727c29fab",
        "detail-type": "ECS Task State Change",
        "source": "aws.ecs",
        "account": ACCOUNT,
        "time": time,
        "region": REGION,
        "resources": [arn],
        "detail": {"taskArn": arn, "lastStatus": status, "version": 5},
    }
