from __future__ import annotations

import pytest

from tests.case.redaction.redacting import NAMES, redacted_name, redacted_sentence, redacted_value

STOREFRONT = redacted_name("storefront")
TASK = redacted_name(NAMES["taskArn"])


@pytest.mark.parametrize(
    "sentence",
    [
        "Essential container in task exited",
        "OutOfMemoryError: Container killed due to memory usage",
        "Timeout waiting for network interface provisioning to complete.",
        (
            "CannotPullContainerError: ref pull has been retried 1 time(s): failed to copy: httpReadSeeker: failed"
            " open: failed to do request: net/http: TLS handshake timeout"
        ),
        (
            "ResourceInitializationError: unable to pull secrets or registry auth: The task cannot pull registry auth"
            " from Amazon ECR: There is a connection issue between the task and Amazon ECR. Check your task network"
            ' configuration. RequestError: send request failed caused by: Post "https://api.ecr.eu-west-1.amazonaws.com/'
            '": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting'
            " headers)"
        ),
        "dial tcp: lookup api.ecr.eu-west-1.amazonaws.com on 169.254.169.253:53: no such host",
        "no matching manifest for linux/arm64/v8 in the manifest list entries",
        (
            "toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and"
            " upgrading: https://www.docker.com/increase-rate-limit"
        ),
        "Capacity is unavailable at this time. Please try again later or in a different availability zone",
        "write /var/lib/docker/tmp/GetImageBlob102484030: no space left on device",
        "not authorized to perform: ecr:GetAuthorizationToken because no identity-based policy allows the action",
        "You've reached the limit on the number of vCPUs you can run concurrently",
        "exec /usr/local/bin/docker-entrypoint.sh: exec format error",
        "Scaling activity initiated by deployment: see https://docs.aws.amazon.com/AmazonECS/latest/x.html",
    ],
)
def test_wording_of_aws_is_not_touched(sentence: str) -> None:
    """Without a name in it, a sentence is what it was."""
    assert redacted_sentence(sentence) == sentence


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("(service storefront) is unhealthy", f"(service {STOREFRONT}) is unhealthy"),
        ("service storefront was unable to place a task.", f"service {STOREFRONT} was unable to place a task."),
        ("Failed storefront.", f"Failed {STOREFRONT}."),
        (f"task {NAMES['taskArn']}.", f"task {TASK}."),
        ("cut off at storefr", f"cut off at {STOREFRONT[:7]}"),
        ("cut off at storefr...", f"cut off at {STOREFRONT[:7]}..."),
        (f"cut off at {NAMES['taskArn'][:-20]}", f"cut off at {TASK[:-20]}"),
        ("dial tcp 10.7.3.4:443: i/o timeout", f"dial tcp {redacted_name('10.7.3.4')}:443: i/o timeout"),
        ("host db.corp.internal", f"host {redacted_name('db.corp.internal')}"),
        ("for 444455556666,", f"for {redacted_name('444455556666')},"),
        ("pull shop/web:v1.2", f"pull {redacted_name('shop/web:v1.2')}"),
    ],
)
def test_names_that_the_case_knows_are_masked(sentence: str, expected: str) -> None:
    """They become what they are elsewhere, whole or cut off."""
    assert redacted_sentence(sentence) == expected


def test_an_address_that_is_cut_off_is_masked_as_far_as_it_goes() -> None:
    """The octets that are left are those of the address that stands for it."""
    expected = ".".join(redacted_name("10.7.3.4").split(".")[:3])

    assert redacted_sentence("dial tcp 10.7.3") == f"dial tcp {expected}"


@pytest.mark.parametrize(
    "sentence",
    [
        "(service zanzibar) was unable to place a task",
        "service zanzibar has reached a steady state.",
        "failed to resolve ref docker.io/zanzibar/web:v1: not found",
        'exec: "zanzibar": executable file not found in $PATH',
        "stat /app/zanzibar: no such file or directory",
        "lookup zanzibar.corp on 10.0.0.2:53",
        "secret arn:aws:secretsmanager:eu-west-1:444455556666:secret:zanzibar-aB3dE6 from",
        "zanzibar-web-7 failed",
        "Get https://registry.zanzibar.example/v2/zanzibar/manifests/1",
        "fs-0a1b2c3d.efs.eu-west-1.amazonaws.com:/zanzibar",
        "User: arn:aws:sts::444455556666:assumed-role/Admin/zanzibar@zanzibar.com is not authorized",
    ],
)
def test_names_that_only_a_sentence_tells_are_masked(sentence: str) -> None:
    """They are known by where they stand or by how they are put together."""
    assert "zanzibar" not in redacted_sentence(sentence)
    assert "444455556666" not in redacted_sentence(sentence)


def test_a_tag_does_not_tear_a_sentence_apart() -> None:
    """A plain word in a tag or a description is no name to look for."""
    tags = [{"key": "purpose", "value": "quixotic"}]

    assert redacted_value("stoppedReason", "a quixotic failure", tags=tags) == "a quixotic failure"
