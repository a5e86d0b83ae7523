"""Reads what botocore raises, in this one place: absence, refusal, throttling, silence, or no credentials."""

from __future__ import annotations

from typing import Final, Literal

from botocore import exceptions

from fargate_doctor.case.credentials import without_credentials
from fargate_doctor.collectors.credentials import expired_credentials, is_about_credentials
from fargate_doctor.collectors.permissions import OperationNotPermitted
from fargate_doctor.frozen import frozen

Outcome = Literal["answered", "refused", "absent", "throttled", "failed", "cancelled"]

_DENIED: Final = frozenset({"403", "NotAuthorized", "AuthFailure", "OptInRequired", "SubscriptionRequiredException"})
_DENIED_STARTS: Final = ("AccessDenied", "Unauthorized", "AuthorizationError", "Forbidden")

# https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html, and EC2's own names.
_THROTTLED: Final = frozenset(
    {
        "EC2ThrottledException",
        "PriorRequestNotComplete",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestThrottledException",
        "SlowDown",
        "ThrottledException",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
    }
)

_INVALID_CREDENTIALS: Final = frozenset(
    {
        "ExpiredToken",
        "ExpiredTokenException",
        "IncompleteSignature",
        "InvalidAccessKeyId",
        "InvalidClientTokenId",
        "InvalidSignatureException",
        "MissingAuthenticationToken",
        "MissingAuthenticationTokenException",
        "RequestExpired",
        "RequestTimeTooSkewed",
        "SignatureDoesNotMatch",
        "TokenRefreshRequired",
        "UnrecognizedClientException",
    }
)

_FORBIDDEN: Final = 403

# What botocore and urllib say of an endpoint URL from the configuration.
_NO_URL: Final = ("Invalid endpoint", "Invalid IPv6 URL")

# A proxy may answer with a page of its own, and botocore quotes all of what it cannot read.
_LONGEST_MESSAGE: Final = 4000
_LONGEST_CODE: Final = 200

_NO_CONNECTION: Final = (
    exceptions.ConnectionError,
    exceptions.HTTPClientError,
    exceptions.InvalidRegionError,
)


@frozen
class Refusal:
    """A call without an answer: AWS's error code (or botocore's class name) and AWS's own message."""

    outcome: Outcome
    error: str
    message: str
    unreachable: bool = False


def read_refusal(error: Exception, profile: str | None = None) -> Refusal:
    """Return what `error` means; raise `NoCredentials` where no call of this run could be answered any more."""
    if isinstance(error, OperationNotPermitted):
        raise error
    if isinstance(error, exceptions.ClientError):
        return _read_client_error(error, profile)
    if is_about_credentials(error):
        raise expired_credentials(error, profile) from error
    return Refusal("failed", type(error).__name__, _words(str(error)), unreachable=_is_unreachable(error))


def _read_client_error(error: exceptions.ClientError, profile: str | None) -> Refusal:
    said = error.response.get("Error", {})
    code, message = str(said.get("Code", "Unknown"))[:_LONGEST_CODE], str(said.get("Message", ""))
    if code in _INVALID_CREDENTIALS or _is_unknown_key(code, message):
        raise expired_credentials(error, profile) from error
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode")
    return Refusal(_outcome(code, status), code, _words(message))


def _words(said: str) -> str:
    """Return what was said without credentials: AWS repeats the signed request where a signature is wrong."""
    return without_credentials(said[: 2 * _LONGEST_MESSAGE])[:_LONGEST_MESSAGE]


def _outcome(code: str, status: int | None) -> Outcome:
    if code in _THROTTLED:
        return "throttled"
    if means_absence(code):
        return "absent"
    if code in _DENIED or code.startswith(_DENIED_STARTS) or status == _FORBIDDEN:
        return "refused"
    return "failed"


def means_absence(code: str) -> bool:
    """Tell whether an error code is a fact about its request: what it names does not exist."""
    return code.endswith(("NotFound", "NotFoundException", "NotFoundFault")) or code.startswith("NoSuch")


def _is_unknown_key(code: str, message: str) -> bool:
    """EC2 says AuthFailure both for a key it does not know and for a resource it does not share."""
    return code == "AuthFailure" and "validate the provided access credentials" in message


def _is_unreachable(error: Exception) -> bool:
    if isinstance(error, _NO_CONNECTION):
        return True
    return isinstance(error, ValueError) and str(error).startswith(_NO_URL)
