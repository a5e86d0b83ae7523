"""Are registries other than Amazon ECR asked with credentials?"""

from __future__ import annotations

from typing import Any

import pytest

from fargate_doctor.checks.access.repository_credentials import repository_credentials
from tests.checks.images import IMAGE, PENDING, RUNNING, Pull, says
from tests.remedies.cli import parse
from tests.remedies.names import ACCOUNT, REGION, SECRET_ARN

HUB = "grafana/grafana:11.2.0"
LIMIT = says(
    "CannotPullContainerError: pull image manifest has been retried 5 time(s): unexpected status code "
    "https://registry-1.docker.io/v2/grafana/grafana/manifests/11.2.0: 429 Too Many Requests - Server message: "
    "toomanyrequests: You have reached your unauthenticated pull rate limit"
)
REFUSED = says(
    f"CannotPullContainerError: pull access denied for {HUB}, repository does not exist or may require 'docker login'"
)
GIVEN = {"repositoryCredentials": {"credentialsParameter": SECRET_ARN}}


def hub(**differing: Any) -> Pull:  # noqa: ANN401 - the fields of a pull
    return Pull(**{"image": HUB, "detail": None} | differing)


@pytest.mark.parametrize(
    ("pull", "verdict"),
    [
        pytest.param(hub(task=LIMIT), "fail", id="limited, without credentials"),
        pytest.param(hub(task=REFUSED), "fail", id="refused, without credentials"),
        pytest.param(hub(task=LIMIT, container=GIVEN), "pass", id="limited, with credentials"),
        pytest.param(hub(task=PENDING), "not_applicable", id="nothing said"),
        pytest.param(hub(task=RUNNING), "not_applicable", id="running"),
        pytest.param(Pull(), "not_applicable", id="of ECR"),
        pytest.param(Pull(task=LIMIT), "not_applicable", id="of ECR, and limited"),
        pytest.param(hub(task=LIMIT, unread={"ecs:DescribeTaskDefinition"}), "unknown", id="no definition"),
    ],
)
def test_what_the_registry_said(pull: Pull, verdict: str) -> None:
    assert pull.answer(repository_credentials).verdict == verdict


@pytest.mark.parametrize(
    ("pull", "roots"),
    [
        (hub(task=LIMIT), {"image.rate-limited"}),
        (hub(task=LIMIT, container=GIVEN), {"image.rate-limited"}),
        (hub(task=LIMIT, unread={"ecs:DescribeTaskDefinition"}), {"image.rate-limited"}),
        (hub(task=REFUSED), {"image.access-denied"}),
        (hub(task=PENDING), set()),
    ],
)
def test_the_message_decides_what_is_to_blame(pull: Pull, roots: set[str]) -> None:
    """Credentials that are not given are no fault of their own: public images need none."""
    assert {each for each in pull.roots() if each.startswith("image.")} == roots


def test_a_limit_has_two_ways_out() -> None:
    """A cache in Amazon ECR, and credentials; both keep the image's own name."""
    found = next(each for each in hub(task=LIMIT).diagnosis().findings if each.id == "image.rate-limited")
    choices = {each.remedy.id: each for each in found.recommendations}

    assert list(choices) == ["give-registry-credentials", "cache-in-ecr"]
    assert choices["give-registry-credentials"].proven is True
    cached = choices["cache-in-ecr"].remedy
    assert f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/docker-hub/grafana/grafana:11.2.0" in cached.detail.en
    assert parse(cached.commands[0])["upstream-registry-url"] == "registry-1.docker.io"
    for choice in choices.values():
        for text in (choice.remedy.title, choice.remedy.detail):
            assert "{" not in text.en + text.es
        for command in (*choice.remedy.commands, *choice.remedy.undo):
            parse(command)


def test_no_secret_is_written_into_a_command() -> None:
    """The secret is made empty, and filled by who knows what belongs in it."""
    found = next(each for each in hub(task=LIMIT).diagnosis().findings if each.id == "image.rate-limited")
    commands = [command for each in found.recommendations for command in each.remedy.commands]

    assert not any("secret-string" in command for command in commands)


def test_an_image_of_ecr_beside_it_is_not_meant() -> None:
    pull = hub(task=LIMIT)

    assert IMAGE not in str(pull.diagnosis().findings)
