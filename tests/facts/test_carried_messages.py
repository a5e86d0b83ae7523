"""What carries a message says nothing by itself: records, tables, frames, and the names that people give to things."""

from __future__ import annotations

import html
import json
import textwrap
from typing import TYPE_CHECKING

import pytest

from fargate_doctor.facts.messages import classify

if TYPE_CHECKING:
    from collections.abc import Callable

REGISTRY = "444455556666.dkr.ecr.eu-north-1.amazonaws.com"
FETCH = (
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: "
    "unable to retrieve secrets from ssm: service call has been retried 2 time(s): "
)
TOLD: tuple[tuple[str, str, str], ...] = (
    ("image_pull", "not_found", f"CannotPullContainerError: failed to resolve ref {REGISTRY}/shop/api:v3: not found"),
    (
        "image_pull",
        "network_timeout",
        (
            f'CannotPullContainerError: failed to do request: Head "https://{REGISTRY}/v2/shop/manifests/v3": '
            "dial tcp 13.51.0.9:443: i/o timeout"
        ),
    ),
    ("secrets_fetch", "access_denied", f"{FETCH}AccessDeniedException: not authorized to perform: ssm:GetParameters"),
    (
        "eni_provisioning",
        "subnet_ip_exhausted",
        (
            "Unexpected EC2 error while attempting to Create Network Interface in subnet 'subnet-0aa11bb22cc33dd44': "
            "InsufficientFreeAddressesInSubnet"
        ),
    ),
    ("elb_health", "unhealthy_target", "Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:x"),
)


def _event(text: str) -> str:
    detail = {
        "stopCode": "TaskFailedToStart",
        "platformVersion": "1.4.0",
        "containers": [{"name": "retired", "reason": None}],
        "stoppedReason": text,
    }
    return json.dumps({"detail-type": "ECS Task State Change", "detail": detail})


def _table(text: str) -> str:
    rows = [text[place : place + 30] for place in range(0, len(text), 30)]
    beside = ["12          0aa11bb2,0cc33dd4,", *["0ee55ff6,0aa7"] * (len(rows) - 1)]
    return "\n".join(f"  {row:<30}  {' ' * 12 * bool(place)}{beside[place]}" for place, row in enumerate(rows))


@pytest.mark.parametrize(
    "carry",
    [
        _event,
        lambda text: json.dumps(_event(text)),
        lambda text: _event(text)[: _event(text).index(text[-8:]) + 8],
        lambda text: repr({"lastStatus": "STOPPED", "stoppedReason": text}),
        lambda text: "╷\n" + "\n".join(f"│ {row}" for row in textwrap.wrap(text, 60)) + "\n╵",
        lambda text: "\n".join(text[place : place + 41] for place in range(0, len(text), 41)),
        html.escape,
        lambda text: f"\x1b[31m{text}\x1b[0m",
        lambda text: text.replace(": ", ":\\n  "),
        _table,
    ],
    ids=["event", "escaped event", "cut event", "dictionary", "frame", "width", "entities", "colours", "\\n", "table"],
)
@pytest.mark.parametrize(("family", "cause", "text"), TOLD)
def test_what_carries_a_message_is_no_part_of_it(
    family: str, cause: str, text: str, carry: Callable[[str], str]
) -> None:
    """A record, an event cut off, a framed or tabulated console and escapes leave family and cause as they are."""
    message = classify(carry(text))

    assert (message.family, message.cause) == (family, cause)


@pytest.mark.parametrize("width", [24, 33, 47])
def test_what_a_line_of_fixed_width_cuts_is_read_whole(width: int) -> None:
    """Hosts, addresses and ids that a console cut in two are named as they were."""
    text = TOLD[1][2]

    found = classify("\n".join(text[place : place + width] for place in range(0, len(text), width))).extracted

    assert (found.host, found.address, found.port) == (REGISTRY, "13.51.0.9", 443)


def test_a_word_broken_at_its_hyphen_is_read_whole() -> None:
    wrapped = "\n".join(textwrap.wrap(TOLD[1][2], 66, break_long_words=False))

    assert "-\n" in wrapped
    assert classify(wrapped).extracted.host == REGISTRY


@pytest.mark.parametrize(
    ("codes", "cause", "telling"),
    [((0, 1, 137), "app_exit", 1), ((143, 2), "app_exit", 2), ((0, 137), "ambiguous", 137), ((0,), "app_exit", 0)],
)
def test_of_several_containers_the_one_that_ended_by_itself_tells(
    codes: tuple[int, ...], cause: str, telling: int
) -> None:
    """A container that was stopped because another one ended says nothing of why."""
    containers = [{"name": f"c{place}", "exitCode": code} for place, code in enumerate(codes)]
    record = {"stoppedReason": "Essential container in task exited", "containers": containers}

    message = classify(json.dumps(record))

    assert (message.family, message.cause, message.extracted.exit_code) == ("essential_exit", cause, telling)


@pytest.mark.parametrize(
    "name", ["awslogs", "firelens", "secretsmanager", "throttled", "not-found", "circuit-breaker", "x509", "retired"]
)
@pytest.mark.parametrize(
    ("family", "cause", "text"),
    [
        (
            "image_pull",
            "access_denied",
            (
                "CannotPullContainerError: failed to resolve ref {registry}/{name}/{name}:1: "
                "unexpected status from HEAD request to https://{registry}/v2/{name}/{name}/manifests/1: 403 Forbidden"
            ),
        ),
        (
            "image_pull",
            "network_timeout",
            (
                "CannotPullContainerError: failed to resolve ref docker.io/{name}/{name}:1: "
                "dial tcp 34.1.1.1:443: i/o timeout"
            ),
        ),
        ("secrets_fetch", "not_found", FETCH + "invalid ssm parameters: /{name}/{name}, {name}"),
        (
            "secrets_fetch",
            "access_denied",
            FETCH + "AccessDeniedException: User: arn:aws:sts::1:assumed-role/{name}/0a "
            "is not authorized to perform: ssm:GetParameters on resource: arn:aws:ssm:us-east-1:1:parameter/{name}",
        ),
        (
            "iam_role",
            "role_missing_or_untrusted",
            ("ECS was unable to assume the role 'arn:aws:iam::1:role/{name}' that was provided for this task."),
        ),
        (
            "elb_health",
            "unhealthy_target",
            (
                "(service {name}) (task 0aa) (port 80) is unhealthy in (target-group "
                "arn:aws:elasticloadbalancing:us-east-1:1:targetgroup/{name}/0aa) due to (reason Request timed out)"
            ),
        ),
        (
            "capacity",
            "quota",
            (
                "service {name} was unable to place a task. Reason: You've reached the limit on the "
                "number of vCPUs you can run concurrently"
            ),
        ),
        (
            "container_start",
            "bad_command",
            ('CannotStartContainerError: exec: "/{name}/{name}": stat /{name}: no such file or directory'),
        ),
    ],
)
def test_a_name_says_nothing(family: str, cause: str, text: str, name: str) -> None:
    """Images, secrets, roles, services and commands may be called after anything that ECS reports."""
    message = classify(text.format(name=name, registry=REGISTRY))

    assert (message.family, message.cause) == (family, cause)


@pytest.mark.parametrize(
    ("family", "cause", "text"),
    [
        ("capacity", "capacity_unavailable", "RESOURCE:FARGATE"),
        ("deployment", "ambiguous", 'Resource handler returned message: "Exceeded attempts to wait" (NotStabilized)'),
        ("other", "task_size_config", "ClientException: Invalid 'memory' setting for container 'web'."),
        (
            "capacity",
            "capacity_unavailable",
            ('{"eventName": "SERVICE_TASK_PLACEMENT_FAILURE", "reason": "RESOURCE:FARGATE"}'),
        ),
        ("placement", "other", "{'tasks': [], 'failures': [{'arn': 'x', 'reason': 'ATTRIBUTE'}]}"),
        (
            "capacity",
            "capacity_unavailable",
            (
                "service x was unable to place a task. Reason: ResourceInitializationError"
                ": Unable to launch instance(s) for capacity provider gpu. UnfulfillableCapacity: Unable "
                "to fulfill capacity"
            ),
        ),
        ("capacity", "quota", "Unable to launch instance(s) for capacity provider gpu. MaxSpotInstanceCountExceeded"),
        ("capacity", "access_denied", "Unable to launch instance(s) for capacity provider gpu. UnauthorizedOperation"),
        ("capacity", "ambiguous", "Unable to launch instance(s) for capacity provider gpu."),
        (
            "iam_role",
            "role_missing_or_untrusted",
            (
                "ClientException: Fargate requires task definition to have execution "
                "role ARN to support log driver awslogs."
            ),
        ),
        ("image_pull", "ambiguous", "DockerTimeoutError: Could not transition to pulled; timed out after waiting 2h"),
        ("image_pull", "not_found", "CannotPullContainerError: shop/web:v9 not found"),
        (
            "image_pull",
            "other",
            ("CannotPullContainerError: failed to unpack image: mismatched image rootfs and manifest layers"),
        ),
        (
            "container_start",
            "other",
            (
                "CannotStartContainerError: unable to start container process: error during "
                "container init: error creating device nodes: mknod /dev/null: errno 524"
            ),
        ),
        (
            "container_start",
            "ambiguous",
            ("CannotStartContainerError: unable to start container process: error during container init"),
        ),
        ("container_start", "ambiguous", "CannotStartContainerError: failed to create task: failed to create shim ta"),
        (
            "container_start",
            "disk_full",
            (
                "CannotCreateContainerError: devmapper: Thin Pool has 9 free data blocks "
                "which is less than minimum required 4449 free data blocks."
            ),
        ),
        (
            "volume_mount",
            "efs_dns",
            (
                'failed to invoke EFS utils commands: Failed to resolve "fs-0aa.efs.x" - User: x '
                "is not authorized to perform: elasticfilesystem:DescribeMountTargets"
            ),
        ),
        (
            "elb_config",
            "not_found",
            ("(service x) failed to describe target health on target-group tg with (error Target group 'y' not found)"),
        ),
        (
            "deployment",
            "other",
            (
                "InvalidParameterException: Unable to update services with a CODE_DEPLOY deployment "
                "controller. Use AWS CodeDeploy to trigger a new deployment."
            ),
        ),
        (
            "placement",
            "capacity_unavailable",
            (
                "no container instance met all of its requirements. The closest matching "
                "container-instance 0aa has insufficient"
            ),
        ),
        (
            "secrets_fetch",
            "not_found",
            FETCH + "InvalidRequestException: You can't perform this operation on the secret bec",
        ),
    ],
)
def test_rarer_words_are_known(family: str, cause: str, text: str) -> None:
    """Family and cause are those that the text alone supports; what is ambiguous is never certain."""
    message = classify(text)

    assert (message.family, message.cause) == (family, cause)
    assert cause != "ambiguous" or message.confidence == "possible"


def test_who_says_it_is_not_what_it_is_about() -> None:
    """The service in whose name a tool speaks is named only where nothing else is."""
    service = "arn:aws:ecs:eu-west-1:1:service/shop/web"
    told = f"Error: waiting for ECS Service ({service}): Create Network Interface in subnet 'subnet-0aa11bb22cc33dd44'"

    assert classify(told).extracted.resource == "subnet-0aa11bb22cc33dd44"
    assert classify(f"waiting for ECS Service ({service})").extracted.resource == service
