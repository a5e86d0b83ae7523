from __future__ import annotations

from typing import Any

import pytest

from fargate_doctor.facts.reported import phase_by_times, symptom_of
from tests.facts.fargate_tasks import attachment, task

LAYERS = "prod-eu-west-1-starport-layer-bucket.s3.eu-west-1.amazonaws.com"
AT = "2026-03-10T10:05:00Z"
INTERFACE = [attachment(networkInterfaceId="eni-1", subnetId="subnet-1")]
RESOURCE = "ResourceInitializationError: unable to pull secrets or registry auth"


@pytest.mark.parametrize(
    ("reason", "family", "phase", "purposes"),
    [
        (RESOURCE, "secrets_fetch", "secrets", {"ecr-api", "secrets", "ssm"}),
        (f"{RESOURCE}: unable to retrieve ecr registry auth", "registry_auth", "secrets", {"ecr-api"}),
        (f"{RESOURCE}: unable to retrieve secret from asm", "secrets_fetch", "secrets", {"secrets"}),
        (f"{RESOURCE}: unable to retrieve secrets from ssm", "secrets_fetch", "secrets", {"ssm"}),
        (
            "CannotPullContainerError: pull image manifest has been retried 2 time(s)",
            "image_pull",
            "image",
            {"ecr-registry", "image-layers", "registry"},
        ),
        (
            'CannotPullContainerError: Get "https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/v2/": i/o timeout',
            "image_pull",
            "image",
            {"ecr-registry"},
        ),
        (
            f'CannotPullContainerError: Get "https://{LAYERS}/a": dial tcp 198.51.100.7:443: i/o timeout',
            "image_pull",
            "image",
            {"image-layers"},
        ),
        (
            'CannotPullContainerError: failed to resolve ref "docker.io/library/nginx:1": failed to do request',
            "image_pull",
            "image",
            {"registry"},
        ),
        ("CannotPullContainerError: no space left on device", "image_pull", "image", set()),
        (
            "ResourceInitializationError: failed to validate logger args: context deadline exceeded",
            "logging_init",
            "logs",
            {"logs"},
        ),
        (
            "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes",
            "volume_mount",
            "volumes",
            {"efs"},
        ),
        (
            "ResourceInitializationError: failed to download env files: context deadline exceeded",
            "other",
            "secrets",
            {"s3"},
        ),
        ("Timeout waiting for network interface provisioning to complete.", "eni_provisioning", "eni", set()),
        ("Task failed ELB health checks in (target-group arn)", "elb_health", "health", set()),
        ("Scaling activity initiated by (deployment ecs-svc/1)", "deployment", None, set()),
    ],
)
def test_message_tells_phase_and_purposes(reason: str, family: str, phase: str | None, purposes: set[str]) -> None:
    symptom = symptom_of(task(stoppedReason=reason, attachments=INTERFACE))

    assert (symptom.family, symptom.phase) == (family, phase)
    assert set(symptom.purposes) == purposes


def test_specific_container_reason_beats_a_bare_exit() -> None:
    symptom = symptom_of(
        task(
            stopCode="EssentialContainerExited",
            stoppedReason="Essential container in task exited",
            startedAt=AT,
            containers=[
                {"name": "side", "exitCode": 0},
                {"name": "web", "exitCode": 137, "reason": "OutOfMemoryError: Container killed due to memory usage"},
            ],
        )
    )

    assert (symptom.family, symptom.cause, symptom.where) == ("out_of_memory", "oom", "containerReason")
    assert [each.field for each in symptom.evidence] == ["containers[1].reason", "containers[1].exitCode", "stopCode"]


@pytest.mark.parametrize(
    ("codes", "cause", "confidence"),
    [
        ((0, 1), "app_exit", "likely"),
        ((143, 1), "app_exit", "likely"),
        ((137, 0), "ambiguous", "possible"),
        ((0,), "app_exit", "possible"),
        ((137,), "ambiguous", "possible"),
        ((143,), "ambiguous", "possible"),
        ((None,), "ambiguous", "possible"),
    ],
)
def test_exit_code_is_a_hint(codes: tuple[int | None, ...], cause: str, confidence: str) -> None:
    """A code that points at the program is its own exit; 137 without a word about memory stays open."""
    symptom = symptom_of(
        task(
            stopCode="EssentialContainerExited",
            stoppedReason="Essential container in task exited",
            startedAt=AT,
            containers=[{"name": str(place), "exitCode": code} for place, code in enumerate(codes)],
        )
    )

    assert symptom.message is not None
    assert (symptom.cause, symptom.message.confidence) == (cause, confidence)
    assert symptom.phase == "health"


def test_a_reason_with_a_code_beats_one_without() -> None:
    """Of two reasons that say that a container ended, the one that says with which code is taken."""
    symptom = symptom_of(
        task(
            stopCode="EssentialContainerExited",
            stoppedReason="Essential container in task exited",
            startedAt=AT,
            containers=[{"name": "web", "reason": "web exited with code 3"}],
        )
    )

    assert (symptom.cause, symptom.where) == ("app_exit", "containerReason")


def test_a_container_that_tells_more_than_the_task_is_heard() -> None:
    """Environment files have no family of their own; where only a container speaks of them, that is what is told."""
    said = "ResourceInitializationError: failed to download env files: context deadline exceeded"
    symptom = symptom_of(
        task(
            stopCode="TaskFailedToStart",
            stoppedReason="Task failed to start",
            containers=[{"name": "app", "reason": said}],
        )
    )

    assert (symptom.cause, symptom.where) == ("network_timeout", "containerReason")
    assert symptom.purposes == {"s3"}


def test_what_a_user_wrote_is_no_message_of_ecs() -> None:
    symptom = symptom_of(task(stopCode="UserInitiated", stoppedReason="too many timeouts pulling images, retiring"))

    assert (symptom.family, symptom.cause, symptom.phase) == ("user_stop", "user_initiated", None)


def test_living_task_without_a_word_has_no_message() -> None:
    assert symptom_of(task(lastStatus="PENDING")).message is None


@pytest.mark.parametrize(
    ("members", "phase"),
    [
        ({}, "eni"),
        ({"attachments": INTERFACE}, "secrets"),
        ({"attachments": INTERFACE, "pullStartedAt": AT}, "image"),
        ({"attachments": INTERFACE, "pullStartedAt": AT, "pullStoppedAt": AT}, "start"),
        ({"attachments": INTERFACE, "startedAt": AT}, "health"),
        ({"createdAt": None}, None),
    ],
)
def test_times_tell_where_a_silent_task_broke_off(members: dict[str, Any], phase: str | None) -> None:
    silent = task(**members)

    assert phase_by_times(silent) == phase
    symptom = symptom_of(silent)
    assert symptom.phase == phase
    assert symptom.cause == "ambiguous"


def test_network_is_allowed_where_the_words_leave_it_open() -> None:
    open_words = symptom_of(task(stoppedReason=RESOURCE, attachments=INTERFACE))

    assert open_words.allows_network
    assert not open_words.blames_network
