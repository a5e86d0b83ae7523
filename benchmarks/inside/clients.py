"""Makes the clients of one diagnosis, as the app does while the user reads, and ends when they are there."""

from __future__ import annotations

import os

from benchmarks.inside import as_the_command_begins

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
    as_the_command_begins()
    from fargate_doctor.collectors.session import open_session  # noqa: PLC0415 - it is measured too

    os.environ |= {"AWS_ACCESS_KEY_ID": "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY": "x", "AWS_CONFIG_FILE": os.devnull}
    session = open_session(region="eu-west-1")
    for service in SERVICES:
        session.client(service)
    os._exit(0)


if __name__ == "__main__":
    main()
