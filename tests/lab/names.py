"""What the things in the account are called."""

from __future__ import annotations

from tests.lab.state import ACCOUNT, REGION

REPOSITORY, TAG = "web", "1.4.2"
DIGEST = "sha256:" + "4b" * 32
IMAGE = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/{REPOSITORY}:{TAG}"
DUAL_STACK_IMAGE = f"{ACCOUNT}.dkr-ecr.{REGION}.on.aws/{REPOSITORY}:{TAG}"
SECRET = f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:web/database-Ab12Cd"
LOG_GROUP = "/ecs/web"
ROLE = "web-execution"
