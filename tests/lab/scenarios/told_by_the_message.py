"""What only the message tells: the network is sound, the words name the cause, and a task that runs has none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.lab.layouts import BehindNat
from tests.lab.scenario import NOTHING, Scenario, Target
from tests.lab.scenarios.network_ids import NETWORK
from tests.lab.stopped_task import Stop

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.lab.server import Lab

_HUB: Final = "acme/private-tool:2.1"
_ON_REQUEST: Final = "UserInitiated"
_BY_THE_SERVICE: Final = "ServiceSchedulerInitiated"


def _told(stop: Stop, image: str | None = None) -> Callable[[Lab, bool], Target]:
    def arrange(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
        layout = BehindNat(lab)
        workload = layout.workload(image=image) if image else layout.workload()
        return workload.fails(stop) if broken else workload.runs()

    return arrange


def _root(name: str, identifier: str, broken: str, stop: Stop, image: str | None = None) -> Scenario:
    return Scenario(name, broken, _told(stop, image), frozenset({identifier}), never=NETWORK - {identifier})


def _stopped(name: str, identifier: str, broken: str, stop: Stop) -> Scenario:
    return Scenario(name, broken, _told(stop), NOTHING, frozenset({identifier}), never=NETWORK)


SCENARIOS = (
    _root(
        "told-pull-denied",
        "image.access-denied",
        "the registry says that the image may not be pulled, or is not there",
        Stop(
            f"CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref "
            f"docker.io/{_HUB}: pull access denied, repository does not exist or may require authorization: server "
            "message: insufficient_scope: authorization failed",
            phase="pull",
        ),
        _HUB,
    ),
    _root(
        "told-certificate",
        "registry.tls",
        "the registry's certificate is signed by nobody known",
        Stop(
            "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref "
            "registry.acme.example/tool:7: failed to do request: Head "
            '"https://registry.acme.example/v2/tool/manifests/7": tls: failed to verify certificate: x509: certificate '
            "signed by unknown authority",
            phase="pull",
        ),
        "registry.acme.example/tool:7",
    ),
    _root(
        "told-refused",
        "registry.refused",
        "nobody listens where the registry should be",
        Stop(
            "CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref "
            "registry.acme.example/tool:7: failed to do request: Head "
            '"https://registry.acme.example/v2/tool/manifests/7": dial tcp 198.51.100.20:443: connect: connection '
            "refused",
            phase="pull",
        ),
        "registry.acme.example/tool:7",
    ),
    _root(
        "told-no-capacity",
        "capacity.unavailable",
        "Fargate has no capacity in that zone",
        Stop(
            "Capacity is unavailable at this time. Please try again later or in a different availability zone",
            phase="provisioning",
        ),
    ),
    _root(
        "told-quota",
        "capacity.quota",
        "the account's vCPU quota is used up",
        Stop("You've reached the limit on the number of vCPUs you can run concurrently", phase="provisioning"),
    ),
    _stopped(
        "told-by-user",
        "task.stopped-by-user",
        "nothing: somebody stopped the task",
        Stop("Task stopped by user", _ON_REQUEST, "run"),
    ),
    _stopped(
        "told-scaled-in",
        "task.stopped-by-service",
        "nothing: the service was scaled in",
        Stop("Scaling activity initiated by (deployment ecs-svc/4310582734910582734)", _BY_THE_SERVICE, "run"),
    ),
    _stopped(
        "told-retired",
        "task.platform-retired",
        "nothing: the platform revision of the task was retired",
        Stop(
            "ECS is performing maintenance on the underlying infrastructure hosting the task.",
            _BY_THE_SERVICE,
            "run",
        ),
    ),
    _stopped(
        "told-internal-error",
        "task.internal-error",
        "nothing here: ECS failed inside",
        Stop("InternalError: Internal server error", "TaskFailedToStart", "login"),
    ),
)
