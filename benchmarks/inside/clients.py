"""Makes the clients of one diagnosis, as the app does while the user reads."""

from __future__ import annotations

import os

from fargate_doctor.collectors.session import open_session

SERVICES = (
    "ecs",
    "sts",
    "ec2",
    "elbv2",
    "ecr",
    "iam",
    "logs",
    "secretsmanager",
    "route53",
    "route53resolver",
    "cloudtrail",
)
"""What one task with a load balancer, a secret and a repository needs."""


def main() -> None:
    """Make them from one session."""
    os.environ |= {"AWS_ACCESS_KEY_ID": "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY": "x", "AWS_CONFIG_FILE": os.devnull}
    session = open_session(region="eu-west-1")
    for service in SERVICES:
        session.client(service)


if __name__ == "__main__":
    main()
