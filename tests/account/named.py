"""What task definitions name beside images: secrets and log groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.account.endpoints import Endpoints
from tests.account.store import FOUNDED, written

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject


class Named(Endpoints):
    """The secrets and log groups of an account."""

    def secret(self, name: str) -> str:
        """Add a secret with the AWS managed key, and return its ARN."""
        arn = self.arn("secretsmanager", f"secret:{name}-{self.ids.digits(6, 'secret', name)}")
        described = {
            "ARN": arn,
            "Name": name,
            "LastChangedDate": written(FOUNDED),
            "VersionIdsToStages": {self.ids.uuid("secret version", name): ["AWSCURRENT"]},
            "CreatedDate": written(FOUNDED),
        }
        self.hold("secretsmanager:DescribeSecret", described)
        return arn

    def described_secret(self, arn: str) -> JsonObject:
        """Return what Secrets Manager says of a secret, to be changed in place."""
        return next(each for each in self.held["secretsmanager:DescribeSecret"] if each["ARN"] == arn)

    def add_log_group(self, name: str) -> JsonObject:
        """Add a log group."""
        arn = self.arn("logs", f"log-group:{name}")
        return self.hold(
            "logs:DescribeLogGroups",
            {
                "logGroupName": name,
                "creationTime": int(FOUNDED.timestamp() * 1000),
                "retentionInDays": 30,
                "metricFilterCount": 0,
                "arn": f"{arn}:*",
                "storedBytes": 0,
                "logGroupClass": "STANDARD",
                "logGroupArn": arn,
            },
        )
