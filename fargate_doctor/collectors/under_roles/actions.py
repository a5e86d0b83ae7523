"""What a task definition makes the task's roles do: each action with the resource that it is done to.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html and
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fargate_doctor.case.model import JsonObject

Asked = tuple[str, str]
"""An action and the ARN of a resource, or `*` where the action knows no resource."""

ANY: Final = "*"
PULL: Final = "ecr:BatchGetImage"
DECRYPT: Final = "kms:Decrypt"
FETCH: Final = ("secretsmanager:GetSecretValue", "ssm:GetParameters")
OF_FILES: Final = ("s3:GetObject", "s3:GetBucketLocation")
_IMAGE: Final = re.compile(
    r"(?P<account>\d{12})\.(?:dkr\.ecr|dkr-ecr)(?:-fips)?\.(?P<region>[a-z0-9-]+)\.(?:on\.)?[a-z.]+(?::\d+)?/"
    r"(?P<repository>[a-z0-9._/-]+)(?::[\w.-]+)?(?:@[\w.:+-]+)?"
)
_CHANNELS: Final = ("CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel")
_OF_PLUGIN: Final = {
    "cloudwatch": ("logs", "log_group_name"),
    "cloudwatch_logs": ("logs", "log_group_name"),
    "firehose": ("firehose", "delivery_stream"),
    "kinesis_firehose": ("firehose", "delivery_stream"),
    "kinesis": ("kinesis", "stream"),
    "kinesis_streams": ("kinesis", "stream"),
}


class RoleActions:
    """The actions of one task; `arn` is that of its definition, which says partition, Region and account."""

    def __init__(self, arn: str, definition: JsonObject, task: JsonObject) -> None:
        _, self._partition, _, self._region, self._account, _ = arn.split(":", 5)
        self._definition = definition
        self._task = task

    def of_execution_role(self) -> Iterator[Asked]:
        """Return what ECS and its agent do under the execution role."""
        for container in self._definition.get("containerDefinitions", ()):
            yield from self._pull(str(container.get("image", "")))
            yield from self._secrets(container)
            yield from self._files(container)
            logging = container.get("logConfiguration") or {}
            if str(logging.get("logDriver", "")).lower() == "awslogs":
                yield from self._awslogs(container, _options(logging))

    def of_task_role(self) -> Iterator[Asked]:
        """Return what is done under the task role, as far as the definition tells."""
        if self._task.get("enableExecuteCommand"):
            yield from ((f"ssmmessages:{channel}", ANY) for channel in _CHANNELS)
        for volume in self._definition.get("volumes", ()):
            mounted = volume.get("efsVolumeConfiguration") or {}
            if (mounted.get("authorizationConfig") or {}).get("iam") == "ENABLED":
                file_system = f"file-system/{mounted.get('fileSystemId')}"
                yield "elasticfilesystem:ClientMount", self._arn("elasticfilesystem", file_system)
        for container in self._definition.get("containerDefinitions", ()):
            logging = container.get("logConfiguration") or {}
            if str(logging.get("logDriver", "")).lower() == "awsfirelens":
                yield from self._router(_options(logging))

    def _pull(self, image: str) -> Iterator[Asked]:
        found = _IMAGE.fullmatch(image)
        if found:
            repository = f"repository/{found['repository']}"
            arn = f"arn:{_partition_of(found['region'])}:ecr:{found['region']}:{found['account']}:{repository}"
            yield "ecr:GetAuthorizationToken", ANY
            yield PULL, arn
            yield "ecr:GetDownloadUrlForLayer", arn

    def _secrets(self, container: JsonObject) -> Iterator[Asked]:
        options = (container.get("logConfiguration") or {}).get("secretOptions", ())
        for each in (*container.get("secrets", ()), *options):
            yield from self._secret(str(each.get("valueFrom", "")), "ssm")
        credentials = (container.get("repositoryCredentials") or {}).get("credentialsParameter")
        if credentials:
            yield from self._secret(str(credentials), "secretsmanager")

    def _secret(self, written: str, service: str) -> Iterator[Asked]:
        if not written.startswith("arn:"):
            plain = f"parameter/{written.removeprefix('/')}" if service == "ssm" else f"secret:{written}"
            written = self._arn(service, plain)
        parts = written.split(":")
        if parts[2:3] == ["ssm"]:
            yield "ssm:GetParameters", written
        elif parts[2:3] == ["secretsmanager"]:
            yield "secretsmanager:GetSecretValue", ":".join(parts[:7])

    def _files(self, container: JsonObject) -> Iterator[Asked]:
        for each in container.get("environmentFiles", ()):
            start, slash, key = str(each.get("value", "")).partition("/")
            if slash and key and start.startswith("arn:"):
                yield OF_FILES[0], f"{start}/{key}"
                yield OF_FILES[1], start

    def _awslogs(self, container: JsonObject, options: dict[str, str]) -> Iterator[Asked]:
        group, region = options.get("awslogs-group"), options.get("awslogs-region") or self._region
        if not group:
            return
        prefix = options.get("awslogs-stream-prefix")
        stream = f"{prefix}/{container.get('name', '')}/{ANY}" if prefix else ANY
        start = f"log-group:{group}:log-stream:"
        yield "logs:CreateLogStream", self._arn("logs", start + stream, region)
        yield "logs:PutLogEvents", self._arn("logs", start + stream, region)
        if options.get("awslogs-create-group", "").lower() == "true":
            yield "logs:CreateLogGroup", self._arn("logs", start, region)

    def _router(self, options: dict[str, str]) -> Iterator[Asked]:
        service, member = _OF_PLUGIN.get(options.get("name", "").lower(), ("", ""))
        name, region = options.get(member), options.get("region")
        if not name or not region or options.get("endpoint") or "$" in name:
            return
        if service == "logs":
            stream = self._arn("logs", f"log-group:{name}:log-stream:{ANY}", region)
            yield from ((f"logs:{action}", stream) for action in ("CreateLogStream", "PutLogEvents"))
        elif service == "firehose":
            yield "firehose:PutRecordBatch", self._arn(service, f"deliverystream/{name}", region)
        else:
            yield "kinesis:PutRecords", self._arn(service, f"stream/{name}", region)

    def _arn(self, service: str, resource: str, region: str | None = None) -> str:
        return f"arn:{self._partition}:{service}:{region or self._region}:{self._account}:{resource}"


def context_of(pairs: Sequence[Asked], region: str) -> list[JsonObject]:
    """Return the condition keys whose values are known.

    TLS is used; where the resources are, if in one Region; through which store its key is asked, if there is one.
    """
    named = {arn.split(":")[3] for _, arn in pairs if arn != ANY}
    regions = {each or region for each in named} or {region}
    context = [_entry("aws:SecureTransport", "true", "boolean")]
    if len(regions) > 1:
        return context
    where = regions.pop()
    stores = {action.partition(":")[0] for action, _ in pairs if action in FETCH}
    if len(stores) == 1 and any(action == DECRYPT for action, _ in pairs):
        context.append(_entry("kms:ViaService", f"{stores.pop()}.{where}.amazonaws.com", "string"))
    return [*context, _entry("aws:RequestedRegion", where, "string")]


def _entry(key: str, value: str, kind: str) -> JsonObject:
    return {"ContextKeyName": key, "ContextKeyValues": [value], "ContextKeyType": kind}


def _options(logging: JsonObject) -> dict[str, str]:
    return {str(name).lower(): str(value) for name, value in (logging.get("options") or {}).items() if value}


def _partition_of(region: str) -> str:
    for start, partition in (("cn-", "aws-cn"), ("us-gov-", "aws-us-gov")):
        if region.startswith(start):
            return partition
    return "aws"
