"""What ECS says of a task that stopped, in both of its dialects: the agent's words, and whole sentences.

What belongs to the account has documentation addresses; AWS's own services have the public ones that DNS might give.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from tests.account.stop import Stop

if TYPE_CHECKING:
    from tests.account.account import Account

ECR_ADDRESS: Final = "52.95.122.6"
_LOGIN: Final = "ResourceInitializationError: unable to pull secrets or registry auth: "
_RETRIEVE: Final = "execution resource retrieval failed: unable to retrieve "
_CHECK: Final = "Please check your task network configuration."


def login_timed_out(account: Account, address: str = ECR_ADDRESS) -> Stop:
    """Say in the agent's words that the login to ECR got no answer; a private address is that of an endpoint."""
    return Stop(
        f"{_LOGIN}{_RETRIEVE}ecr registry auth: service call has been retried 3 time(s): RequestError: send request "
        f'failed caused by: Post "https://api.ecr.{account.region}.amazonaws.com/": dial tcp {address}:443: '
        f"i/o timeout. {_CHECK}"
    )


def login_connection_issue() -> Stop:
    """Say in a sentence that the login to ECR got no answer."""
    return Stop(
        f"{_LOGIN}The task cannot pull registry authentication from Amazon ECR: There is a connection issue between "
        "the task and Amazon ECR. Check your task network configuration. RequestError: send request failed"
    )


def health_checks_failed() -> Stop:
    """Say that the service stopped the task because its target failed."""
    said = "Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:eu-west-1)"
    return Stop(said, code="ServiceSchedulerInitiated", phase="run", exit_code=143)


def login_denied(account: Account, role: str) -> Stop:
    """Say that the execution role may not log in to ECR."""
    user = f"arn:aws:sts::{account.number}:assumed-role/{role}/{account.ids.digits(32, 'session')}"
    return Stop(
        f"{_LOGIN}{_RETRIEVE}ecr registry auth: service call has been retried 1 time(s): AccessDeniedException: "
        f"User: {user} is not authorized to perform: ecr:GetAuthorizationToken on resource: * because no "
        "identity-based policy allows the ecr:GetAuthorizationToken action status code: 400, request id: "
        f"{account.ids.uuid('login request')}",
        lasted=timedelta(seconds=31),
    )


def secret_timed_out(secret: str) -> Stop:
    """Say in the agent's words that Secrets Manager got no answer through."""
    return Stop(
        f"{_LOGIN}{_RETRIEVE}secret from asm: service call has been retried 5 time(s): failed to fetch secret {secret} "
        "from secrets manager: RequestCanceled: request context canceled caused by: context deadline exceeded. "
        f"{_CHECK}",
        lasted=timedelta(minutes=3, seconds=5),
    )


def log_group_missing() -> Stop:
    """Say that CloudWatch Logs has no such group."""
    return Stop(
        "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed "
        "to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist. : exit "
        "status 1",
        phase="start",
    )


def hub_timed_out(repository: str, tag: str) -> Stop:
    """Say in the agent's words that Docker Hub got no answer through."""
    said = (
        "CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref "
        f"docker.io/{repository}:{tag}: failed to do request: Head "
        f'"https://registry-1.docker.io/v2/{repository}/manifests/{tag}": dial tcp 44.208.254.194:443: i/o timeout'
    )
    return Stop(said, phase="image", container_reason=said)


def layers_timed_out(account: Account) -> Stop:
    """Say in the agent's words that a layer in S3 could not be had, though login and manifest could."""
    bucket = f"prod-{account.region}-starport-layer-bucket.s3.{account.region}.amazonaws.com"
    path = f"{account.ids.digits(6, 'layer')}-{account.number}-{account.ids.uuid('layer')}"
    said = (
        "CannotPullContainerError: ref pull has been retried 5 time(s): failed to copy: httpReadSeeker: failed open: "
        f'failed to do request: Get "https://{bucket}/{path}": dial tcp 52.218.84.35:443: i/o timeout'
    )
    return Stop(said, phase="image", container_reason=said, lasted=timedelta(minutes=5, seconds=18))


def image_not_found(account: Account, repository: str, tag: str) -> Stop:
    """Say that the registry has no such image."""
    image = f"{account.registry()}/{repository}:{tag}"
    said = (
        f"CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref {image}: "
        f"{image}: not found"
    )
    return Stop(said, phase="image", container_reason=said, lasted=timedelta(seconds=36))


def lookup_timed_out(account: Account, server: str, own: str) -> Stop:
    """Say that a name server did not answer; `own` is the address of the task."""
    host = f"api.ecr.{account.region}.amazonaws.com"
    return Stop(
        f"{_LOGIN}{_RETRIEVE}ecr registry auth: service call has been retried 3 time(s): RequestError: send request "
        f'failed caused by: Post "https://{host}/": dial tcp: lookup {host} on {server}:53: read udp '
        f"{own}:38211->{server}:53: i/o timeout. {_CHECK}"
    )


def out_of_memory() -> Stop:
    """Say that the container took more memory than it may have."""
    return Stop(
        "Essential container in task exited",
        code="EssentialContainerExited",
        phase="run",
        container_reason="OutOfMemoryError: Container killed due to memory usage",
        exit_code=137,
        lasted=timedelta(minutes=7),
    )


def stopped_by_user() -> Stop:
    """Say that somebody called StopTask."""
    return Stop(
        "Task stopped by user: replaced by hand",
        code="UserInitiated",
        phase="run",
        exit_code=143,
        lasted=timedelta(minutes=6),
    )
