"""A redactor for a case in which some names are known."""

from __future__ import annotations

from fargate_doctor.case.model import Case, Record
from fargate_doctor.case.redaction import redact

KEY = b"a key of the owner of this case."

NAMES = {
    "taskArn": "arn:aws:ecs:eu-west-1:444455556666:task/shop-prod/0f1e2d3c4b5a69788796a5b4c3d2e1f0",
    "cluster": "shop-prod",
    "serviceName": "storefront",
    "containerName": "web",
    "secret": "arn:aws:secretsmanager:eu-west-1:444455556666:secret:prod/db-credentials-aB3dE6",
    "image": "444455556666.dkr.ecr.eu-west-1.amazonaws.com/shop/web:v1.2",
    "address": "10.7.3.4",
    "hostname": "db.corp.internal",
}


def redacted_value(field: str, value: object, **others: object) -> object:
    """Return what a field becomes in a case that knows the names."""
    case = Case(records={"ecs:DescribeTasks": (Record(answer={"names": NAMES, **others, field: value}),)})
    return redact(case, KEY).records["ecs:DescribeTasks"][0].answer[field]


def redacted_name(value: str) -> str:
    """Return what a name becomes."""
    replaced = redacted_value("someName", value)
    assert isinstance(replaced, str)
    return replaced


def redacted_sentence(value: str) -> str:
    """Return what a stopped reason becomes."""
    replaced = redacted_value("stoppedReason", value)
    assert isinstance(replaced, str)
    return replaced
