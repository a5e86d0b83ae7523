"""Where the log drivers of a task send what its containers write.

https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from fargate_doctor.facts.arns import Arn
from fargate_doctor.facts.paths.flow import Permission
from fargate_doctor.model.evidence import Unanswered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.facts.need import Need
    from fargate_doctor.facts.needing import Needing
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.task_definition import ContainerDefinition, LogConfiguration

_HOST_OF_PLUGIN: Final = {
    "cloudwatch": "logs",
    "cloudwatch_logs": "logs",
    "firehose": "firehose",
    "kinesis_firehose": "firehose",
    "kinesis": "kinesis",
    "kinesis_streams": "kinesis",
}
_ENDPOINT_OF_HOST: Final = {"logs": "logs", "firehose": "kinesis-firehose", "kinesis": "kinesis-streams"}
_DONE_BY_PLUGIN: Final = {
    "logs": ("log_group_name", ("CreateLogStream", "PutLogEvents"), "log-group:{}:log-stream:*"),
    "firehose": ("delivery_stream", ("PutRecordBatch",), "deliverystream/{}"),
    "kinesis": ("stream", ("PutRecords",), "stream/{}"),
}
"""Which option names what is written to, and how: https://docs.fluentbit.io/manual/pipeline/outputs"""

_PLAIN_PORTS: Final = {"http": 80, "https": 443}
_PORT_OF_PLUGIN: Final = {
    "es": 9200,
    "forward": 24224,
    "http": 80,
    "loki": 3100,
    "opensearch": 9200,
    "splunk": 8088,
}
"""Where Fluent Bit's outputs send unless told otherwise: https://docs.fluentbit.io/manual/pipeline/outputs"""

_OVER_UDP: Final = frozenset({"gelf", "syslog", "statsd"})
_HOST: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+")
_LAST_PORT: Final = 65535


def log_needs(needing: Needing) -> Iterator[Need]:
    """Return the destinations of all log drivers, as far as their options plainly name them."""
    for index, container in enumerate(needing.definition.container_definitions):
        logging = container.log_configuration
        if logging is None:
            continue
        path = f"containerDefinitions[{index}].logConfiguration.options"
        driver = logging.log_driver.lower()
        if driver == "awslogs":
            yield _of_awslogs(needing, container, logging, path)
        elif driver == "splunk":
            yield from _of_splunk(needing, logging, path)
        elif driver == "awsfirelens":
            yield from _of_log_router(needing, logging, path)


def _of_awslogs(needing: Needing, container: ContainerDefinition, logging: LogConfiguration, path: str) -> Need:
    region = _option(logging, "awslogs-region") or needing.region
    return needing.service(
        "logs",
        "logs",
        needing.definition.cite(path),
        region=region,
        permissions=_permissions(needing, container, logging, region),
    )


def _permissions(
    needing: Needing, container: ContainerDefinition, logging: LogConfiguration, region: str
) -> tuple[Permission, ...]:
    """Return what the driver asks for, on the log stream as CloudWatch Logs names it when it refuses."""
    group = _option(logging, "awslogs-group")
    if group is None:
        return ()
    prefix = _option(logging, "awslogs-stream-prefix") or ""
    name = f"{prefix}/{container.name}/{needing.task.task_id}" if prefix else needing.task.task_id
    stream = str(Arn(needing.partition, "logs", region, needing.account, f"log-group:{group}:log-stream:{name}"))
    asked = [Permission("logs:CreateLogStream", stream), Permission("logs:PutLogEvents", stream)]
    if (_option(logging, "awslogs-create-group") or "").lower() == "true" and _is_made(needing, group, region):
        whole = str(Arn(needing.partition, "logs", region, needing.account, f"log-group:{group}:log-stream:"))
        asked.insert(0, Permission("logs:CreateLogGroup", whole))
    return tuple(asked)


def _is_made(needing: Needing, group: str, region: str) -> bool:
    """Tell whether the driver has to make a group: it asks for the stream first, and for the group where that lacks.

    Where nobody looked, what the message says counts.
    """
    name = str(Arn(needing.partition, "logs", region, needing.account, f"log-group:{group}"))
    try:
        return needing.snapshot.log_groups.find(name) is None
    except Unanswered:
        said = (needing.task.stopped_reason, *(each.reason for each in needing.task.containers))
        return any("CreateLogGroup" in each for each in said if each)


def _of_splunk(needing: Needing, logging: LogConfiguration, path: str) -> Iterator[Need]:
    address = _host_and_port(_option(logging, "splunk-url") or "")
    if address:
        host, port = address
        yield needing.need("logs", host, needing.definition.cite(path), port=port, role="none")


def _of_log_router(needing: Needing, logging: LogConfiguration, path: str) -> Iterator[Need]:
    """Return where a FireLens output goes, as far as its options name it; a task starts without reaching it."""
    plugin = (_option(logging, "name") or _option(logging, "@type") or "").lower()
    named = needing.definition.cite(path)
    destination = _of_aws_plugin(needing, plugin, logging, named) or _of_other_plugin(needing, plugin, logging, named)
    if destination:
        yield replace(destination, stops_start=False)


def _of_aws_plugin(needing: Needing, plugin: str, logging: LogConfiguration, named: Evidence) -> Need | None:
    """Return the AWS service of an output, which works under the task role."""
    region, bucket = _option(logging, "region"), _option(logging, "bucket") or _option(logging, "s3_bucket")
    service = _HOST_OF_PLUGIN.get(plugin)
    if region is None or _option(logging, "endpoint"):
        return None
    if plugin == "s3" and bucket:
        return needing.service("logs", "s3", named, region=region, bucket=bucket, role="task")
    if service is None:
        return None
    permissions = _of_plugin(needing, service, logging, region)
    destination = needing.service("logs", service, named, region=region, role="task", permissions=permissions)
    return replace(destination, service=_ENDPOINT_OF_HOST[service])


def _of_plugin(needing: Needing, service: str, logging: LogConfiguration, region: str) -> tuple[Permission, ...]:
    """Return what an output does to what its options plainly name."""
    member, actions, form = _DONE_BY_PLUGIN[service]
    name = _option(logging, member)
    if name is None or "$" in name:
        return ()
    resource = str(Arn(needing.partition, service, region, needing.account, form.format(name)))
    return tuple(Permission(f"{service}:{action}", resource) for action in actions)


def _of_other_plugin(needing: Needing, plugin: str, logging: LogConfiguration, named: Evidence) -> Need | None:
    """Return the host of an output, where the port is named too or the plugin has one of its own."""
    host, port = _option(logging, "host") or "", _option(logging, "port") or str(_PORT_OF_PLUGIN.get(plugin, ""))
    if plugin in _OVER_UDP or not _HOST.fullmatch(host) or not port.isdecimal() or not 0 < int(port) <= _LAST_PORT:
        return None
    return needing.need("logs", host.lower(), named, port=int(port), role="none")


def _option(logging: LogConfiguration, name: str) -> str | None:
    return next((value for key, value in logging.options.items() if key.lower() == name and value), None)


def _host_and_port(url: str) -> tuple[str, int] | None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if not parts.hostname or parts.scheme not in _PLAIN_PORTS:
        return None
    return parts.hostname, port or _PLAIN_PORTS[parts.scheme]
