from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from fargate_doctor import __version__
from fargate_doctor.collectors.session import current_region, open_session, profiles
from fargate_doctor.errors import EndpointUnreachable, NoCredentials, NoRegion

if TYPE_CHECKING:
    from pathlib import Path

_SSO_PROFILE = """
[profile production]
region = eu-central-1
sso_session = company
sso_account_id = 111122223333
sso_role_name = ReadOnly
[sso-session company]
sso_region = eu-central-1
sso_start_url = https://company.awsapps.com/start
"""


def test_a_session_is_opened_from_the_environment(keys: None) -> None:  # noqa: ARG001
    """Keys and Region of the environment are enough."""
    session = open_session()

    assert (session.region, session.partition, session.profile) == ("eu-west-1", "aws", None)


def test_the_region_is_taken_in_the_order_of_the_aws_cli(
    keys: None,  # noqa: ARG001
    aws_configuration: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Argument, AWS_REGION, AWS_DEFAULT_REGION, profile."""
    aws_configuration.write_text("[default]\nregion = sa-east-1\n")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-west-2")

    assert open_session(region="ap-south-1").region == "ap-south-1"
    assert open_session().region == current_region() == "eu-west-1"
    monkeypatch.delenv("AWS_REGION")
    assert open_session().region == current_region() == "us-west-2"
    monkeypatch.delenv("AWS_DEFAULT_REGION")
    assert open_session().region == current_region() == "sa-east-1"


def test_a_profile_is_honoured(aws_configuration: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """AWS_PROFILE and the argument choose credentials and Region of that profile."""
    aws_configuration.write_text(
        "[profile shop]\nregion = cn-north-1\naws_access_key_id = a\naws_secret_access_key = b\n"
    )

    named = open_session(profile="shop")
    monkeypatch.setenv("AWS_PROFILE", "shop")

    assert (named.region, named.partition, named.profile) == ("cn-north-1", "aws-cn", "shop")
    assert open_session().profile == "shop"
    assert profiles() == ("shop",)


def test_without_a_region_it_says_what_to_set(monkeypatch: pytest.MonkeyPatch, keys: None) -> None:  # noqa: ARG001
    """No Region is an error of its own, with its advice in both languages."""
    monkeypatch.delenv("AWS_REGION")

    with pytest.raises(NoRegion) as raised:
        open_session()

    assert "--region" in raised.value.advice.en
    assert "--region" in raised.value.advice.es
    assert current_region() is None


def test_without_credentials_it_says_how_to_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """No credentials anywhere is known before the first call."""
    monkeypatch.setenv("AWS_REGION", "eu-west-1")

    with pytest.raises(NoCredentials) as raised:
        open_session()

    assert "aws sso login" in raised.value.advice.en
    assert raised.value.exit_code == 4


@pytest.mark.parametrize("by_environment", [True, False])
def test_an_unknown_profile_is_named_with_those_there_are(
    aws_configuration: Path,
    monkeypatch: pytest.MonkeyPatch,
    by_environment: bool,  # noqa: FBT001
) -> None:
    """A misspelt profile is shown beside the right ones."""
    aws_configuration.write_text("[profile staging]\nregion = eu-west-1\n")
    if by_environment:
        monkeypatch.setenv("AWS_PROFILE", "stagin")

    with pytest.raises(NoCredentials) as raised:
        open_session(profile=None if by_environment else "stagin", region="eu-west-1")

    assert "stagin" in raised.value.happened.en
    assert "staging" in raised.value.advice.en


def test_an_sso_sign_in_that_is_over_names_the_exact_command(aws_configuration: Path) -> None:
    """A profile of IAM Identity Center without a token says how to get one."""
    aws_configuration.write_text(_SSO_PROFILE)

    with pytest.raises(NoCredentials) as raised:
        open_session(profile="production")

    assert "`aws sso login --profile production`" in raised.value.advice.en
    assert "`aws sso login --profile production`" in raised.value.advice.es


def test_a_configuration_that_cannot_be_read_is_told(aws_configuration: Path) -> None:
    """A broken file is no traceback."""
    aws_configuration.write_text("this is no configuration")

    with pytest.raises(NoCredentials):
        open_session(region="eu-west-1")
    assert profiles() == ()
    assert current_region() is None


def test_an_endpoint_that_is_no_url_is_told(keys: None) -> None:  # noqa: ARG001
    """The scheme is missing most often."""
    with pytest.raises(EndpointUnreachable, match="localhost:5000"):
        open_session(endpoint_url="localhost:5000")


def test_endpoints_of_the_configuration_are_honoured(keys: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    """AWS_ENDPOINT_URL holds for all services, its form with a service's name for that one, the argument for all."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://localhost:1")
    monkeypatch.setenv("AWS_ENDPOINT_URL_EC2", "http://localhost:2")

    session = open_session()
    overridden = open_session(endpoint_url="http://localhost:3")

    assert session.client("ecs").meta.endpoint_url == "http://localhost:1"
    assert session.client("ec2").meta.endpoint_url == "http://localhost:2"
    assert overridden.client("ec2").meta.endpoint_url == "http://localhost:3"


def test_clients_are_made_once_and_as_agreed(keys: None) -> None:  # noqa: ARG001
    """One client a service, whichever thread asks; bounded attempts and times; the tool names itself."""
    session = open_session()

    with ThreadPoolExecutor(8) as pool:
        clients = list(pool.map(session.client, ["sts"] * 8))

    config = clients[0].meta.config
    assert len(set(map(id, clients))) == 1
    assert config.retries == {"mode": "adaptive", "total_max_attempts": 3}
    assert (config.connect_timeout, config.read_timeout) == (5, 15)
    assert config.max_pool_connections >= 16
    assert config.user_agent_extra == f"fargate-doctor/{__version__}"


def test_another_region_of_the_same_account(keys: None) -> None:  # noqa: ARG001
    """A session leads to other Regions with the same credentials."""
    session = open_session()

    assert session.in_region("eu-west-1") is session
    assert session.in_region("us-gov-west-1").partition == "aws-us-gov"
    assert session.in_region("us-east-1").client("ecs").meta.region_name == "us-east-1"
    assert session.client("ecs").meta.region_name == "eu-west-1"
