"""The names in the account of these tests."""

from __future__ import annotations

REGION = "eu-west-1"
ACCOUNT = "123456789012"
VPC = "vpc-0a"
PRIVATE, PRIVATE_ELSEWHERE, PUBLIC = "subnet-0private", "subnet-0private2", "subnet-0public"
PRIVATE_TABLE, PUBLIC_TABLE = "rtb-0private", "rtb-0public"
INTERNET_GATEWAY, NAT_GATEWAY = "igw-0a", "nat-0a"
TASK_GROUP, ENDPOINT_GROUP = "sg-0task", "sg-0endpoints"
ACL, PUBLIC_ACL = "acl-0private", "acl-0public"
S3_LIST = "pl-0s3"
INTERFACE = "eni-0task"
CLUSTER, SERVICE = "shop", "web"
TASK_ID = "0123456789abcdef0123456789abcdef"
TASK_ARN = f"arn:aws:ecs:{REGION}:{ACCOUNT}:task/{CLUSTER}/{TASK_ID}"
SERVICE_ARN = f"arn:aws:ecs:{REGION}:{ACCOUNT}:service/{CLUSTER}/{SERVICE}"
CLUSTER_ARN = f"arn:aws:ecs:{REGION}:{ACCOUNT}:cluster/{CLUSTER}"
DEFINITION_ARN = f"arn:aws:ecs:{REGION}:{ACCOUNT}:task-definition/web:7"
SECRET_ARN = f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:db-AbCdEf"
MESSAGE = (
    "ResourceInitializationError: unable to pull secrets or registry auth: The task cannot pull registry auth from "
    "Amazon ECR: There is a connection issue between the task and Amazon ECR. Check your task network configuration."
)
NOW = "2026-03-10T12:00:00+00:00"
ANYWHERE = "0.0.0.0/0"
