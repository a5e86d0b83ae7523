"""What ECS says when a start fails, in both of its dialects: the agent's own words, and whole sentences.

The addresses outside the VPC are documentation addresses, except for S3, whose prefix list is real.
"""

from __future__ import annotations

from datetime import timedelta

from tests.lab.names import IMAGE, ROLE, SECRET
from tests.lab.state import ACCOUNT, REGION
from tests.lab.stopped_task import Stop

ECR_API = f"api.ecr.{REGION}.amazonaws.com"
REGISTRY = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com"
LAYERS = f"prod-{REGION}-starport-layer-bucket.s3.{REGION}.amazonaws.com"
PUBLIC_ADDRESS, PUBLIC_ADDRESS_S3 = "203.0.113.27", "52.217.4.20"
_INIT = "ResourceInitializationError: "
_AUTH = f"{_INIT}unable to pull secrets or registry auth: "
_RETRIEVE = "execution resource retrieval failed: unable to retrieve "
_SEND = "RequestError: send request failed caused by: Post"
_CHECK = "Please check your task network configuration."
_USER = f"User: arn:aws:sts::{ACCOUNT}:assumed-role/{ROLE}/0f9be3c1d2a74c6ab1"


def login_timed_out(address: str = PUBLIC_ADDRESS, port: int = 443) -> Stop:
    """Say that the login to ECR got no answer, in the agent's words."""
    return Stop(
        f"{_AUTH}{_RETRIEVE}ecr registry auth: service call has been retried 3 time(s): "
        f'{_SEND} "https://{ECR_API}/": dial tcp {address}:{port}: i/o timeout. {_CHECK}'
    )


def login_connection_issue() -> Stop:
    """Say that the login to ECR got no answer, in a sentence that names no address."""
    return Stop(
        f"{_AUTH}The task cannot pull registry authentication from Amazon ECR: There is a connection issue between "
        "the task and Amazon ECR. Check your task network configuration."
    )


def login_old_platform(address: str = PUBLIC_ADDRESS) -> Stop:
    """Say that the login to ECR got no answer, as platform 1.3.0 put it."""
    said = (
        f'CannotPullECRContainerError: {_SEND} "https://{ECR_API}/": dial tcp {address}:443: '
        "net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)"
    )
    return Stop(said, container_reason=said)


def login_lookup_failed(name_server: str, answer: str = "i/o timeout") -> Stop:
    """Say that the name of the ECR API did not resolve."""
    asked = f"read udp 10.20.10.4:41873->{name_server}:53: " if answer == "i/o timeout" else ""
    return Stop(
        f"{_AUTH}{_RETRIEVE}ecr registry auth: service call has been retried 3 time(s): "
        f'{_SEND} "https://{ECR_API}/": dial tcp: lookup {ECR_API} on {name_server}:53: {asked}{answer}. {_CHECK}'
    )


def login_refused_by_endpoint() -> Stop:
    """Say that the policy of the endpoint refused the login."""
    return Stop(
        f"{_AUTH}{_RETRIEVE}ecr registry auth: service call has been retried 1 time(s): AccessDeniedException: "
        f"{_USER} is not authorized to perform: ecr:GetAuthorizationToken on resource: * because no VPC endpoint "
        "policy allows the ecr:GetAuthorizationToken action status code: 400"
    )


def login_refused_by_role() -> Stop:
    """Say that the execution role may not log in."""
    return Stop(
        f"{_AUTH}{_RETRIEVE}ecr registry auth: service call has been retried 1 time(s): AccessDeniedException: "
        f"{_USER} is not authorized to perform: ecr:GetAuthorizationToken on resource: * because no identity-based "
        "policy allows the ecr:GetAuthorizationToken action status code: 400"
    )


def secret_timed_out(address: str = PUBLIC_ADDRESS) -> Stop:
    """Say that Secrets Manager did not answer, in the agent's words."""
    host = f"secretsmanager.{REGION}.amazonaws.com"
    return Stop(
        f"{_AUTH}{_RETRIEVE}secret from asm: service call has been retried 5 time(s): failed to fetch secret "
        f"{SECRET} from secrets manager: RequestCanceled: request context canceled caused by: context deadline "
        f'exceeded: Post "https://{host}/": dial tcp {address}:443: i/o timeout. {_CHECK}'
    )


def secret_connection_issue() -> Stop:
    """Say that Secrets Manager did not answer, in a sentence."""
    return Stop(
        f"{_AUTH}unable to retrieve secret from asm: There is a connection issue between the task and AWS Secrets "
        f"Manager. Check your task network configuration. failed to fetch secret {SECRET} from secrets manager: "
        "operation error Secrets Manager: GetSecretValue, https response error StatusCode: 0, context deadline "
        "exceeded"
    )


def layer_timed_out(address: str = PUBLIC_ADDRESS_S3) -> Stop:
    """Say that a layer in S3 could not be had; login and manifest were."""
    path = "a1b2c3-123456789012-4d5e6f/9a8b7c"
    return _pull(
        "ref pull has been retried 5 time(s): failed to copy: httpReadSeeker: failed open: failed to do request: "
        f'Get "https://{LAYERS}/{path}": dial tcp {address}:443: i/o timeout'
    )


def layer_forbidden() -> Stop:
    """Say that S3 was reached and refused the layer."""
    return _pull(
        "ref pull has been retried 1 time(s): failed to copy: httpReadSeeker: failed open: unexpected status code "
        f"https://{LAYERS}/a1b2c3-123456789012-4d5e6f/9a8b7c: 403 Forbidden"
    )


def pull_connection_issue(image: str = IMAGE, error: str = "") -> Stop:
    """Say that the registry did not answer, in a sentence."""
    host = image.partition("/")[0]
    said = (
        f"The task cannot pull {image} from the registry {host}. There is a connection issue between the task and "
        "the registry. Check your task network configuration."
    )
    return _pull(f"{said} : {error}" if error else said)


def image_not_found() -> Stop:
    """Say that the registry has no such image."""
    return _pull(f"pull image manifest has been retried 1 time(s): failed to resolve ref {IMAGE}: {IMAGE}: not found")


def logs_timed_out(address: str = PUBLIC_ADDRESS) -> Stop:
    """Say that CloudWatch Logs did not answer, in the agent's words; the image was already there."""
    return Stop(
        f"{_INIT}failed to validate logger args: create stream has been retried 1 times: failed to create "
        f'Cloudwatch log stream: {_SEND} "https://logs.{REGION}.amazonaws.com/": dial tcp {address}:443: '
        "i/o timeout : exit status 1",
        phase="start",
    )


def logs_connection_issue() -> Stop:
    """Say that CloudWatch Logs did not answer, in a sentence."""
    return Stop(
        f"{_INIT}failed to validate logger args: The task cannot find the Amazon CloudWatch log group defined in "
        "the task definition. There is a connection issue between the task and Amazon CloudWatch. Check your "
        "network configuration. : signal: killed",
        phase="start",
    )


def stopped_by_user() -> Stop:
    """Say that somebody called StopTask."""
    return Stop(
        "Task stopped by user: making room for the migration",
        code="UserInitiated",
        phase="run",
        exit_code=143,
        lasted=timedelta(hours=5),
    )


def program_failed() -> Stop:
    """Say that the program ended by itself, with an error."""
    return Stop(
        "Essential container in task exited",
        code="EssentialContainerExited",
        phase="run",
        exit_code=1,
        lasted=timedelta(minutes=7),
    )


def out_of_memory() -> Stop:
    """Say that the container took more memory than it may have."""
    return Stop(
        "Essential container in task exited",
        code="EssentialContainerExited",
        phase="run",
        container_reason="OutOfMemoryError: Container killed due to memory usage",
        exit_code=137,
        lasted=timedelta(minutes=50),
    )


def _pull(text: str) -> Stop:
    said = f"CannotPullContainerError: {text}"
    return Stop(said, phase="pull", container_reason=said)
