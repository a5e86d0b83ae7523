from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fargate_doctor.facts.messages import classify
from fargate_doctor.facts.symptom import Extracted

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.facts.symptom import Where

PULL = "CannotPullContainerError: "
INIT = "ResourceInitializationError: "
FETCH = f"{INIT}unable to pull secrets or registry auth: execution resource retrieval failed: "
ASM = f"{FETCH}unable to retrieve secret from asm: service call has been retried 1 time(s): "
SSM = f"{FETCH}unable to retrieve secrets from ssm: service call has been retried 1 time(s): "
LOGIN = f"{FETCH}unable to retrieve ecr registry auth: service call has been retried 3 time(s): "
LOGGER = f"{INIT}failed to validate logger args: create stream has been retried 1 times: "
EFS = f"{INIT}failed to invoke EFS utils commands to set up EFS volumes: stderr: "
ENI = "Unexpected EC2 error while attempting to Create Network Interface in subnet 'subnet-0aa': "
START = "CannotStartContainerError: Error response from daemon: "
UNPLACED = "service shop was unable to place a task. Reason: "
NO_INSTANCE = "service shop was unable to place a task because no container instance met all of its requirements. "
REGISTRY = "111122223333.dkr.ecr.eu-west-1.amazonaws.com"

MESSAGES: tuple[tuple[str, str, str], ...] = (
    # Secrets and parameters
    ("secrets_fetch", "not_found", ASM + "retrieved secret from Secrets Manager did not contain json key user"),
    ("secrets_fetch", "not_found", ASM + "ResourceNotFoundException: Secrets Manager can't find the secret value"),
    ("secrets_fetch", "not_found", SSM + "invalid parameters: /shop/key"),
    ("secrets_fetch", "kms_denied", ASM + "AccessDeniedException: Access to KMS is not allowed status code: 400"),
    ("secrets_fetch", "access_denied", SSM + "AccessDeniedException: not authorized to perform: ssm:GetParameters"),
    ("secrets_fetch", "api_throttled", SSM + "ThrottlingException: Rate exceeded"),
    ("secrets_fetch", "invalid_reference", ASM + "unexpected ARN format with parameters"),
    ("secrets_fetch", "invalid_reference", SSM + 'ValidationException: Parameter name can\'t be prefixed with "ssm"'),
    ("secrets_fetch", "network_timeout", ASM + "RequestCanceled: request con"),
    ("secrets_fetch", "network_timeout", (f"{INIT}The task can't pull secrets from AWS Systems Manager Parameter Store."
     " There is a connection issue between the task and AWS Systems Manager.")),
    ("secrets_fetch", "connection_refused", ASM + "Post: dial tcp 10.1.1.1:443: connect: connection refused"),
    ("secrets_fetch", "tls_error", ASM + "send request failed: x509: certificate signed by unknown authority"),
    ("secrets_fetch", "dns_failure", SSM + "lookup ssm.eu-west-1.amazonaws.com on 10.0.0.2:53: read udp: i/o timeout"),
    ("secrets_fetch", "ambiguous", ASM + "failed to fetch secret arn:aws:secretsmanager:eu-w"),
    # Registry login
    ("registry_auth", "network_timeout", ("The task cannot pull registry authentication from Amazon ECR. There is a "
     "connection issue between the task and Amazon ECR.")),
    ("registry_auth", "dns_failure", LOGIN + "dial tcp: lookup api.ecr.eu-west-1.amazonaws.com on 10.0.0.2:53"),
    ("registry_auth", "access_denied", LOGIN + "AccessDeniedExcep"),
    ("registry_auth", "endpoint_policy_denied", LOGIN + "AccessDeniedException: not authorized to perform: "
     "ecr:GetAuthorizationToken because no VPC endpoint policy allows the action"),
    ("registry_auth", "role_missing_or_untrusted", LOGIN + "NoCredentialProviders: no valid providers in chain"),
    ("registry_auth", "not_found", f"{FETCH}unable to retrieve registry auth from asm: ResourceNotFoundException"),
    # Images
    ("image_pull", "not_found", f"{PULL}failed to resolve ref {REGISTRY}/app:v2: {REGISTRY}/app:v2: not found"),
    ("image_pull", "not_found", f"{PULL}API error (404): manifest for shop/web:9 not found"),
    ("image_pull", "access_denied", f"{PULL}Get https://{REGISTRY}/v2/app/manifests/1: no basic auth credentials"),
    ("image_pull", "access_denied", (f"{PULL}pull access denied, repository does not exist or may require login: "
     "denied: User: x is not authorized to perform: ecr:BatchGetImage")),
    ("image_pull", "ambiguous", f"{PULL}Check if image exists and role 'r' has permissions. pull access denied for x"),
    ("image_pull", "rate_limited", f"{PULL}httpReadSeeker: unexpected status code: 429 Too Many Requests"),
    ("image_pull", "architecture_mismatch", f"{PULL}no matching manifest for linux/arm64 in the manifest list entries"),
    ("image_pull", "invalid_reference", f"{PULL}invalid reference format: repository name must be lowercase"),
    ("image_pull", "invalid_reference", "CannotPullECRContainerError: Invalid parameter at 'registryIds'"),
    ("image_pull", "disk_full", f"{PULL}failed to copy: write /var/lib/x: no space left on dev"),
    ("image_pull", "tls_error", f"{PULL}Get https://reg.corp/v2/: http: server gave HTTP response to HTTPS client"),
    ("image_pull", "network_timeout", f"{PULL}Get https://registry-1.docker.io/v2/: net/http: TLS handshake timeout"),
    ("image_pull", "network_timeout", f"{PULL}dial tcp [2600:1f18::1]:443: connect: network is unreachable"),
    ("image_pull", "internal_error", f"{PULL}unexpected status code [manifests 1]: 503 Service Unavailable"),
    ("image_pull", "ambiguous", f"{PULL}The task cannot pull {REGISTRY}/app:1 from the registry {REGISTRY}/app:1."),
    # Log drivers
    ("logging_init", "not_found", LOGGER + "ResourceNotFoundException: The specified log group does not ex"),
    ("logging_init", "network_timeout", LOGGER + "Post: dial tcp 198.51.100.4:443: i/o timeout : exit status 1"),
    ("logging_init", "access_denied", LOGGER + "not authorized to perform: logs:CreateLogGroup on resource: x"),
    ("logging_init", "log_driver_config", START + "unknown log opt 'awslogs-colour' for awslogs log driver"),
    ("logging_init", "ambiguous", f"{INIT}failed to validate logger args: : signal: killed"),
    # Volumes
    ("volume_mount", "efs_mount_network", EFS + "b'mount.nfs4: Connection reset by peer'"),
    ("volume_mount", "efs_mount_access", EFS + "b'mount.nfs4: access denied by server while mounting 127.0.0.1:/'"),
    ("volume_mount", "efs_dns", EFS + 'Failed to resolve "fs-0aa.efs.eu-west-1.amazonaws.com"'),
    ("volume_mount", "ambiguous", EFS + ": unsuccessful EFS utils command execution; code: 1"),
    ("volume_mount", "network_timeout", "CannotCreateVolumeError: unable to copy contents: context deadline exceeded"),
    # Network interfaces
    ("eni_provisioning", "subnet_ip_exhausted", ENI + "InsufficientFreeAddressesInSubnet"),
    ("eni_provisioning", "access_denied", ENI + "AuthFailure"),
    ("eni_provisioning", "eni_limit", ENI + "NetworkInterfaceLimitExceeded"),
    ("eni_provisioning", "api_throttled", "Rate limit exceeded while preparing network interface to be attached"),
    ("eni_provisioning", "security_group_or_subnet_missing", ("InvalidParameterException: Error retrieving subnet "
     "information for [subnet-0aa]: does not exist")),
    ("eni_provisioning", "ambiguous", "STOPPED (Timeout waiting for network interface provisioning)"),
    # Containers
    ("container_start", "architecture_mismatch", "exec /usr/local/bin/run: exec format error"),
    ("container_start", "bad_command", START + 'OCI runtime create failed: exec: "npm": executable file not found'),
    ("container_start", "other", START + 'invalid mount config for type "bind": bind source path does not exist: /d'),
    ("container_start", "ambiguous", "ContainerRuntimeTimeoutError: Could not transition to running; timed out"),
    ("out_of_memory", "oom", START + "unable to start container process: container init was OOM-killed"),
    ("essential_exit", "app_exit", "Essential container in task exited - exit code: 3"),
    ("essential_exit", "ambiguous", "Exit Code 137"),
    # Health and load balancers
    ("container_health", "unhealthy_container", "(service shop) (task 0aa) failed container health checks."),
    ("elb_health", "unhealthy_target", "(service shop) (port 80) is unhealthy in (target-group x) due to [404]"),
    ("elb_config", "not_found", "task set (x) is not healthy in target-group (y) due to TARGET GROUP IS NOT FOUND"),
    ("elb_config", "other", "The target group with targetGroupArn x does not have an associated load balancer."),
    ("elb_config", "role_missing_or_untrusted", "Unable to assume role and validate the listeners configured"),
    # Capacity and placement
    ("capacity", "capacity_unavailable", UNPLACED + "Capacity is unavailable at this time. Please try again later"),
    ("capacity", "quota", UNPLACED + "You've reached the limit on the number of vCPUs you can run concurrently"),
    ("capacity", "api_throttled", "ThrottlingException: Rate exceeded"),
    ("spot_interruption", "spot_reclaim", "Your Spot Task was interrupted."),
    ("placement", "capacity_unavailable", "RESOURCE:MEMORY"),
    ("placement", "other", "LOCATION"),
    ("placement", "other", NO_INSTANCE + "The closest matching container-instance x doesn't have the agent connected."),
    ("placement", "capacity_unavailable", NO_INSTANCE + "The closest matching instance x has insufficient CPU"),
    ("placement", "ambiguous", UNPLACED),
    # Roles
    ("iam_role", "role_missing_or_untrusted", "ECS was unable to assume the role 'arn' that was provided"),
    ("iam_role", "access_denied", "AccessDeniedException: not authorized to perform: iam:PassRole on resource: x"),
    # Services, users, platform
    ("deployment", "scale_in_or_deploy", "Scaling activity initiated by (deployment ecs-svc/1)"),
    ("deployment", "scale_in_or_deploy", "(service shop) has stopped 1 running tasks: (task 0aa)."),
    ("deployment", "other", "(service shop) has reached a steady state."),
    ("deployment", "ambiguous", "(service shop) (deployment ecs-svc/1) deployment failed: tasks failed to start."),
    ("user_stop", "user_initiated", "Task stopped by user"),
    ("platform", "other", "Host EC2 (instance i-0aa) stopped."),
    ("platform", "internal_error", "CannotStopContainerError: failed sending SIGTERM to container: timeout"),
    # Whatever has no family
    ("other", "task_size_config", "ClientException: Invalid 'cpu' setting for task."),
    ("other", "access_denied", f"{INIT}failed to download env files: AccessDenied: status code: 403"),
    ("other", "not_found", "ClusterNotFoundException: Cluster not found."),
    ("other", "other", ""),
)  # fmt: skip


@pytest.mark.parametrize(("family", "cause", "text"), MESSAGES)
def test_form_of_words_tells_family_and_cause(family: str, cause: str, text: str) -> None:
    message = classify(text)

    assert (message.family, message.cause) == (family, cause)


@pytest.mark.parametrize(("family", "cause", "text"), MESSAGES)
def test_ambiguous_is_never_certain_and_names_its_candidates(family: str, cause: str, text: str) -> None:
    message = classify(text)

    if cause == "ambiguous":
        assert message.confidence == "possible"
        assert message.alternatives
    assert message.cause not in message.alternatives
    assert message.family == family


def wrapped(text: str) -> str:
    """Return a message as a terminal wraps it, in the middle of words and indented."""
    return "\n          ".join(text[place : place + 41] for place in range(0, len(text), 41))


@pytest.mark.parametrize(
    "paste",
    [
        wrapped,
        lambda text: f"Stopped reason\n{text}",
        lambda text: f"Status reason | {text}",
        lambda text: f"停止理由: {text}",
        lambda text: f"**`{text}`**",
        lambda text: f'  "{text.upper()}"  ',
        lambda text: text.replace("'", "\u2019"),
    ],
    ids=["hard wraps", "console label", "table", "another language", "markdown", "capitals", "curly quotes"],
)
@pytest.mark.parametrize(("family", "cause", "text"), [row for row in MESSAGES if row[2]])
def test_paste_makes_no_difference(family: str, cause: str, text: str, paste: Callable[[str], str]) -> None:
    message = classify(paste(text))

    assert (message.family, message.cause) == (family, cause)


def test_inner_failure_beats_what_reports_it() -> None:
    inner = f"{PULL}dial tcp 198.51.100.4:443: i/o timeout"

    for text in (f"Task failed to start - {inner}", UNPLACED + inner, f"Essential container in task exited - {inner}"):
        assert (classify(text).family, classify(text).cause) == ("image_pull", "network_timeout")


@pytest.mark.parametrize(
    ("text", "where", "stop_code", "family", "cause"),
    [
        ("rolled over, pull timed out", "stoppedReason", "UserInitiated", "user_stop", "user_initiated"),
        ("", "stoppedReason", "SpotInterruption", "spot_interruption", "spot_reclaim"),
        ("", "stoppedReason", "EssentialContainerExited", "essential_exit", "ambiguous"),
        ("", "stoppedReason", "NewCode", "other", "other"),
        ("Request timed out", "serviceEvent", None, "elb_health", "unhealthy_target"),
        ("dial tcp: lookup api.ecr.eu-west-1.amazonaws.com: no such host", None, None, "registry_auth", "dns_failure"),
        ('Post "https://logs.eu-west-1.amazonaws.com/": i/o timeout', None, None, "logging_init", "network_timeout"),
    ],
)
def test_context_tells_what_words_leave_open(
    text: str, where: Where | None, stop_code: str | None, family: str, cause: str
) -> None:
    message = classify(text, where=where, stop_code=stop_code)

    assert (message.family, message.cause) == (family, cause)


@pytest.mark.parametrize(
    ("text", "extracted"),
    [
        (
            (
                f'{LOGIN}RequestError: send request failed caused by: Post "https://api.ecr.eu-west-1.amazonaws.com/": '
                "dial tcp 198.51.100.4:443: i/o timeout"
            ),
            Extracted(host="api.ecr.eu-west-1.amazonaws.com", address="198.51.100.4", port=443, retries=3),
        ),
        (
            (
                f"{SSM}dial tcp: lookup ssm.eu-west-1.amazonaws.com on 10.0.0.2:53: read udp 10.0.1.5:40000"
                "->10.0.0.2:53: i/o timeout"
            ),
            Extracted(host="ssm.eu-west-1.amazonaws.com", name_server="10.0.0.2", retries=1),
        ),
        (
            "lookup logs.eu-west-1.amazonaws.com on [fd00:ec2::253]:53: no such host",
            Extracted(host="logs.eu-west-1.amazonaws.com", name_server="fd00:ec2::253"),
        ),
        (
            f"{PULL}read tcp 10.0.1.5:40000->198.51.100.4:443: read: connection reset by peer",
            Extracted(address="198.51.100.4", port=443),
        ),
        (f"{PULL}dial tcp [2001:db8::1]:443: i/o timeout", Extracted(address="2001:db8::1", port=443)),
        (
            f"{PULL}Get https://registry.corp:5000/v2/: i/o timeout",
            Extracted(host="registry.corp", port=5000),
        ),
        (f"{LOGIN}Post https://api.ecr....", Extracted(retries=3)),
        (
            (
                "AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/shop-exec/0aa is not authorized "
                "to perform: logs:CreateLogStream on resource: arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/shop."
            ),
            Extracted(
                action="logs:CreateLogStream",
                resource="arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/shop",
                role="shop-exec",
            ),
        ),
        (
            "operation error Secrets Manager: GetSecretValue, api error AccessDeniedException",
            Extracted(action="secretsmanager:GetSecretValue"),
        ),
        (
            "ECS was unable to assume the role 'arn:aws:iam::111122223333:role/shop-exec' that was provided",
            Extracted(role="arn:aws:iam::111122223333:role/shop-exec"),
        ),
        (
            f'{PULL}failed to resolve ref "docker.io/library/redis:6": not found',
            Extracted(host="docker.io", resource="docker.io/library/redis:6"),
        ),
        (f"{ENI}AuthFailure subnet-0123456789abcdef0", Extracted(resource="subnet-0123456789abcdef0")),
        ("Essential container in task exited, exit code: 139", Extracted(exit_code=139)),
        ('{"exitCode": 3}', Extracted(exit_code=3)),
    ],
)
def test_what_the_words_name_is_taken_out(text: str, extracted: Extracted) -> None:
    assert classify(text).extracted == extracted


@given(st.text(max_size=2_000), st.sampled_from([None, "UserInitiated", "TaskFailedToStart", "x"]))
def test_any_text_is_answered_the_same_twice(text: str, stop_code: str | None) -> None:
    assert classify(text, stop_code=stop_code) == classify(text, stop_code=stop_code)


@given(st.sampled_from([row[2] for row in MESSAGES]), st.integers(0, 400), st.sampled_from(["", "...", "…"]))
def test_cut_off_message_is_answered_and_never_sure_of_what_is_gone(text: str, kept: int, ending: str) -> None:
    """A message that was cut off is never ambiguous and certain at once."""
    message = classify(text[:kept] + ending)

    assert message.confidence != "certain" or message.cause != "ambiguous"


_MEGABYTES = """
import resource
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
from fargate_doctor.facts.messages import classify
units = "a", "a.", "https://", "lookup ", "arn:aws:", "exited with ", "\\0", "[", "1", "failed to resolve ref ", "exec:"
for unit in units:
    classify(unit * (1_000_000 // len(unit)))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
def test_a_megabyte_of_each_kind_is_answered() -> None:
    """A rule whose work grew faster than its text would need hours, and would be ended for it."""
    ended = subprocess.run([sys.executable, "-c", _MEGABYTES], capture_output=True, text=True, check=False)  # noqa: S603

    assert (ended.returncode, ended.stderr) == (0, "")
