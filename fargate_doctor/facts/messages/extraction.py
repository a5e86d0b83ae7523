"""What the words of a message name: host, address, port, action, resource, role, exit code, retries, name server."""

from __future__ import annotations

import re
from typing import Final

from fargate_doctor.facts.image_names import ImageName, parse_image_name
from fargate_doctor.facts.symptom import Extracted

_URL = re.compile(
    r"https?://([A-Za-z0-9][A-Za-z0-9.-]{0,253}|\[[0-9A-Fa-f:]{2,45}\])(?::(\d{1,5}))?(?=([/\"'\s,;)>]?))"
)
_LOOKUP = re.compile(r"\blookup ([A-Za-z0-9][A-Za-z0-9._-]{0,253})(?: on (\[[0-9A-Fa-f:.%]{2,60}\]|[0-9.]{7,15}):53)?")
_DIAL = re.compile(r"\b(?:tcp|udp)[46]? (\[[0-9A-Fa-f:.%]{2,60}\]|\d{1,3}(?:\.\d{1,3}){3}):(\d{1,5})(?!\d|->)")
_READ = re.compile(r"->(\[[0-9A-Fa-f:.%]{2,60}\]|\d{1,3}(?:\.\d{1,3}){3}):(\d{1,5})")
_NAMED_HOST = re.compile(
    r"(?<![A-Za-z0-9.:@_/-])"
    r"((?:[A-Za-z0-9-]{1,63}\.){1,8}"
    r"(?:amazonaws\.com\.cn|amazonaws\.com|api\.aws|on\.aws|ecr\.aws|docker\.io|ghcr\.io|quay\.io|gcr\.io|azurecr\.io))"
    r"(?![A-Za-z0-9-])"
)
_IMAGE = re.compile(
    r"(?:resolve ref(?:erence)?|access denied for|manifest for|cannot pull|can't pull|resolve image)"
    r"(?: the)?(?: image)? [\"']?([A-Za-z0-9][A-Za-z0-9._/:@+-]{1,400})"
)
_ACTION = re.compile(r"to perform:? ?([a-z0-9-]{2,40}:[A-Za-z]{2,80})")
_BARE_ACTION = re.compile(
    r"\b((?:ecr|secretsmanager|ssm|kms|logs|s3|ec2|iam|ecs|sts|elasticfilesystem):[A-Z][A-Za-z]{2,60})\b"
)
_OPERATION = re.compile(r"operation error ([A-Za-z ]{2,40}): ([A-Z][A-Za-z]{2,60})")
_ON_RESOURCE = re.compile(r"on resource:? ?[\"']?(arn:[^\s\"']{5,600}|\*)")
_ARN = re.compile(r"\barn:[a-z-]{2,20}:(?!sts|iam)[a-z0-9-]{2,40}:[^\s\"',]{2,600}")
_OF_ECS = re.compile(r"arn:[a-z-]{2,20}:ecs:")
"""Services, clusters and tasks: who says it, not what it is about."""
_RESOURCE_ID = re.compile(r"\b((?:subnet|sg|vpc|eni|fs|fsap|vpce)-[0-9a-f]{8,17})\b")
_ROLE_ARN = re.compile(r"arn:[a-z-]{2,20}:iam::[^:\s]{0,20}:role/[^\s\"',)]{1,300}")
_ASSUMED_ROLE = re.compile(r"assumed-role/([^/\s\"',]{1,100})")
_EXIT_CODE = re.compile(
    r"exit(?:ed)?[\s_\"-]{0,3}(?:with )?(?:exit )?code[\"']?\s{0,3}[:=]?\s{0,3}\(?(\d{1,3})\b", re.IGNORECASE
)
_EXITED = re.compile(r"exited (?:with (?:status )?)?\(?(\d{1,3})\b", re.IGNORECASE)
_RETRIED = re.compile(r"retried (\d{1,4}) time")
_ENDS: Final = ".,;:)]}'\""
_HIGHEST_PORT: Final = 65_535
_HIGHEST_EXIT_CODE: Final = 255

_SERVICE_PREFIXES: Final = {"secrets manager": "secretsmanager", "cloudwatch logs": "logs"}


def extract(line: str) -> Extracted:
    """Return what a message on one line names."""
    lookup = _LOOKUP.search(line) if "lookup" in line else None
    host, url_port = _host(line, lookup)
    address, port = _address(line)
    server = lookup[2].strip("[]") if lookup and lookup[2] else None
    return Extracted(
        host=host,
        address=None if address == server else address,
        port=url_port if address is None or address == server else port,
        action=_action(line),
        resource=_resource(line),
        role=_role(line),
        exit_code=_exit_code(line),
        retries=_number(_RETRIED, line, "retried"),
        name_server=server,
    )


def _host(line: str, lookup: re.Match[str] | None) -> tuple[str | None, int | None]:
    url = _URL.search(line) if "http" in line else None
    port = _port(url[2]) if url else None
    if lookup and "." in lookup[1] and not lookup[1].endswith("."):
        return lookup[1].lower(), port
    if url and _is_whole(url[1]):
        return url[1].strip("[]").lower(), port
    named = _NAMED_HOST.search(line) if "." in line else None
    if named:
        return named[1].lower(), port
    image = _image(line)
    return (image.host, image.port if image.port != 443 else None) if image else (None, port)  # noqa: PLR2004 - https


def _is_whole(host: str) -> bool:
    return not host.endswith((".", "-")) and ("." in host or host.startswith("["))


def _image(line: str) -> ImageName | None:
    named = _IMAGE.search(line)
    if named is None:
        return None
    image = parse_image_name(named[1].rstrip(_ENDS))
    return image if isinstance(image, ImageName) and ("/" in named[1] or image.kind != "docker-hub") else None


def _address(line: str) -> tuple[str | None, int | None]:
    dialled = _DIAL.search(line) if "tcp" in line or "udp" in line else None
    dialled = dialled or (_READ.search(line) if "->" in line else None)
    return (dialled[1].strip("[]"), _port(dialled[2])) if dialled else (None, None)


def _port(digits: str | None) -> int | None:
    return int(digits) if digits and int(digits) <= _HIGHEST_PORT else None


def _action(line: str) -> str | None:
    found = _ACTION.search(line) or (_BARE_ACTION.search(line) if ":" in line else None)
    if found:
        return found[1]
    operation = _OPERATION.search(line) if "operation error" in line else None
    if operation is None:
        return None
    service = operation[1].lower()
    return f"{_SERVICE_PREFIXES.get(service, service.replace(' ', ''))}:{operation[2]}"


def _resource(line: str) -> str | None:
    found = _ON_RESOURCE.search(line) if "on resource" in line else None
    if found:
        return found[1].rstrip(_ENDS) or None
    arns = [each[0].rstrip(_ENDS) for each in _ARN.finditer(line)] if "arn:" in line else []
    about = next((each for each in arns if not _OF_ECS.match(each)), None)
    if about:
        return about
    identifier = _RESOURCE_ID.search(line)
    if identifier:
        return identifier[1]
    image = _image(line)
    return image.written if image else next(iter(arns), None)


def _role(line: str) -> str | None:
    if "role/" not in line:
        return None
    arn = _ROLE_ARN.search(line)
    if arn:
        return arn[0].rstrip(_ENDS)
    assumed = _ASSUMED_ROLE.search(line)
    return assumed[1].rstrip(_ENDS) or None if assumed else None


def _exit_code(line: str) -> int | None:
    if "xit" not in line and "XIT" not in line:
        return None
    found = _EXIT_CODE.search(line) or _EXITED.search(line)
    return int(found[1]) if found and int(found[1]) <= _HIGHEST_EXIT_CODE else None


def _number(pattern: re.Pattern[str], line: str, hint: str) -> int | None:
    found = pattern.search(line) if hint in line else None
    return int(found[1]) if found else None
