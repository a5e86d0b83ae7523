"""What in a case names somebody, and what of it is left in its redacted form.

What is looked for is told apart from AWS's own words by botocore's models, not by the redaction itself.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import botocore.session

from fargate_doctor.case.write import dump_case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.case.model import Case

SERVICES = ("ec2", "ecs", "elbv2", "iam", "ecr", "efs", "logs", "secretsmanager", "ssm", "cloudtrail", "route53", "sts")

NAME = re.compile(
    r"(?P<account>(?<!\d)\d{12}(?!\d))"
    r"|(?P<id>\b[a-z]+(?:-[a-z]+)*-(?=[0-9a-f]*\d)[0-9a-f]{8,17}\b)"
    r"|(?P<uuid>\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|\b[0-9a-f]{32}\b)"
    r"|(?P<arn>\barn:aws:[a-z0-9-]*:[a-z0-9-]*:\d{12}:[^\s\"',)]+)"
    r"|(?P<mac>\b[0-9a-f]{2}(?::[0-9a-f]{2}){5}\b)"
)
OWN = re.compile(
    r"(?:^|\.)(?:tags|Tags)\.(?:[kK]ey|[vV]alue)$|\.serviceName$|(?:[cC]luster|[gG]roup|[rR]ole|[pP]olicy|[cC]ontainer"
    r"|[rR]epository|[uU]ser|LoadBalancer|TargetGroup)Name$|\.(?:family|awslogs-group|awslogs-stream-prefix|userName)$"
    r"|(?:containers|containerDefinitions|volumes|secrets|environment)\.name$|SecurityGroups\.Description$"
)
WORD = re.compile(r"[A-Za-z0-9][\w-]*")
OF_AWS = {"default", "AWSServiceRoleForECS", "default VPC security group"}


def strings(value: Any, place: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any JSON value
    """Yield every string of a document with its place, and of the JSON inside its strings."""
    if isinstance(value, dict):
        for name, member in value.items():
            yield from strings(member, f"{place}.{name}")
    elif isinstance(value, list):
        for item in value:
            yield from strings(item, place)
    elif isinstance(value, str):
        if value.startswith(("{", "[")):
            try:
                yield from strings(json.loads(value), place)
            except ValueError:
                yield place, value
        else:
            yield place, value


@cache
def words_of_aws() -> frozenset[str]:
    """Return every word that AWS's own models use for a value or a field."""
    session = botocore.session.get_session()
    words: set[str] = set()
    for service in SERVICES:
        model = session.get_service_model(service)
        words.update(model.operation_names)
        for name in model.shape_names:
            shape = model.shape_for(name)
            words.update(getattr(shape, "enum", ()) or ())
            words.update(getattr(shape, "members", ()) or ())
    return frozenset(part.lower() for word in words for part in (word, *WORD.findall(word)))


def names_in(case: Case) -> set[str]:
    """Return what names somebody: ids, accounts, ARNs anywhere, and whatever stands in fields for names and tags."""
    named: set[str] = set()
    for place, text in strings(json.loads(dump_case(case))):
        named.update(found[0] for found in NAME.finditer(text) if ":aws:policy/" not in found[0])
        if OWN.search(place):
            named.update((text, *WORD.findall(text)))
    public = {each for each in named if each.startswith("pl-") or len(each) <= 3}
    return {each for each in named - public - OF_AWS if each.lower() not in words_of_aws()}


def survivors(case: Case, redacted: Case) -> set[str]:
    """Return which names of a case stand in its redacted form as they were.

    A name that is an ordinary word may stand in a sentence of AWS, where it is no name.
    """
    left: set[str] = set()
    for place, text in strings(json.loads(dump_case(redacted))):
        left.update(found[0] for found in NAME.finditer(text))
        words = (text, *WORD.findall(text))
        left.update(words if OWN.search(place) else (word for word in words if not word.isalpha()))
    return names_in(case) & left
