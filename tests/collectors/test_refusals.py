from __future__ import annotations

import pytest
from botocore import exceptions
from botocore.parsers import ResponseParserError

from fargate_doctor.collectors.permissions import OperationNotPermitted
from fargate_doctor.collectors.refusals import read_refusal
from fargate_doctor.errors import NoCredentials


def _client_error(code: str, message: str = "said", status: int = 400) -> exceptions.ClientError:
    return exceptions.ClientError(
        {"Error": {"Code": code, "Message": message}, "ResponseMetadata": {"HTTPStatusCode": status}},  # type: ignore[typeddict-item]
        "DescribeSubnets",
    )


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        ("AccessDenied", "refused"),
        ("AccessDeniedException", "refused"),
        ("UnauthorizedOperation", "refused"),
        ("Client.UnauthorizedOperation", "failed"),
        ("OptInRequired", "refused"),
        ("AuthFailure", "refused"),
        ("ThrottlingException", "throttled"),
        ("Throttling", "throttled"),
        ("RequestLimitExceeded", "throttled"),
        ("TooManyRequestsException", "throttled"),
        ("InvalidSubnetID.NotFound", "absent"),
        ("InvalidNetworkInterfaceID.NotFound", "absent"),
        ("ClusterNotFoundException", "absent"),
        ("ServiceNotFoundException", "absent"),
        ("TargetGroupNotFound", "absent"),
        ("RepositoryNotFoundException", "absent"),
        ("ResourceNotFoundException", "absent"),
        ("NoSuchEntity", "absent"),
        ("NoSuchHostedZone", "absent"),
        ("InternalError", "failed"),
        ("InvalidParameterException", "failed"),
    ],
)
def test_aws_error_codes_are_told_apart(code: str, outcome: str) -> None:
    """Absence, refusal and throttling are different facts; the code itself is kept."""
    refusal = read_refusal(_client_error(code))

    assert (refusal.outcome, refusal.error, refusal.message) == (outcome, code, "said")


def test_a_403_of_any_name_is_a_refusal() -> None:
    """A gateway that answers 403 in words of its own refused all the same."""
    assert read_refusal(_client_error("403", status=403)).outcome == "refused"


@pytest.mark.parametrize(
    "code",
    ["ExpiredToken", "ExpiredTokenException", "InvalidClientTokenId", "UnrecognizedClientException", "RequestExpired"],
)
def test_credentials_that_are_no_longer_valid_end_the_run(code: str) -> None:
    """No other call could be answered, and the sentence says how to sign in with that profile."""
    with pytest.raises(NoCredentials) as raised:
        read_refusal(_client_error(code, status=403), "production")

    assert code in raised.value.happened.en
    assert "aws sso login --profile production" in raised.value.advice.en
    assert "aws sso login --profile production" in raised.value.advice.es


def test_an_unknown_access_key_in_ec2s_words_ends_the_run() -> None:
    """EC2 uses one code for a key it does not know and for what an account may not see."""
    said = "AWS was not able to validate the provided access credentials"

    with pytest.raises(NoCredentials):
        read_refusal(_client_error("AuthFailure", said, status=401))


@pytest.mark.parametrize(
    ("error", "name", "unreachable"),
    [
        (exceptions.EndpointConnectionError(endpoint_url="https://x"), "EndpointConnectionError", True),
        (exceptions.ConnectTimeoutError(endpoint_url="https://x"), "ConnectTimeoutError", True),
        (exceptions.ReadTimeoutError(endpoint_url="https://x"), "ReadTimeoutError", True),
        (exceptions.SSLError(endpoint_url="https://x", error=OSError("bad")), "SSLError", True),
        (ValueError("Invalid endpoint: x"), "ValueError", True),
        (ResponseParserError("not XML"), "ResponseParserError", False),
        (exceptions.ParamValidationError(report="bad"), "ParamValidationError", False),
        (KeyError("surprise"), "KeyError", False),
    ],
)
def test_what_is_no_answer_of_aws_is_recorded_by_its_name(
    error: Exception,
    name: str,
    unreachable: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """Silence, a broken answer and a bad request are kept, and never end the run."""
    refusal = read_refusal(error)

    assert (refusal.outcome, refusal.error, refusal.unreachable) == ("failed", name, unreachable)


def test_a_mistake_of_the_program_is_not_taken_for_a_refusal() -> None:
    """Asking outside the table is raised, so that no test can miss it."""
    with pytest.raises(OperationNotPermitted):
        read_refusal(OperationNotPermitted("x"))
