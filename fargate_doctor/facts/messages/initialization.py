"""Registry login, secrets, parameters and environment files: what is fetched before the image.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html
"""

from __future__ import annotations

from typing import Final

from fargate_doctor.facts.messages.access_words import REFUSAL, SERVER_ERROR, THROTTLED
from fargate_doctor.facts.messages.network_words import NETWORK
from fargate_doctor.facts.messages.rule import Family, cannot_tell, cause, words

_MALFORMED: Final = cause(
    "invalid_reference",
    "invalid character",
    "looking for beginning of",
    "unexpected end of json",
    "cannot unmarshal",
    "unmarshal",
    "not valid json",
    "invalid json",
    "is not json",
    "not a json",
    "validationexception",
    "invalid name",
    "must be a valid name",
    "invalid arn",
    "malformed",
    "arn format",
    "invalid format",
    "unexpected format",
    "too many colons",
    "extract secret value",
    "invalidparameterexception",
    "invalidrequestexception",
    "invalidkeyid",
    "unsupported parameter",
)

_ABSENT: Final = cause(
    "not_found",
    "resourcenotfoundexception",
    "can't find the specified secret",
    "cannot find the specified secret",
    "parameternotfound",
    "invalid ssm parameters",
    "invalid parameters:",
    "did not contain json key",
    "does not contain json key",
    "not contain the json key",
    "json key not found",
    "missing json key",
    "staging label",
    "marked for deletion",
    "marked deleted",
    "scheduled for deletion",
    "can't perform this operation on the secret",
    "nosuchkey",
    "nosuchbucket",
    "404 not found",
    "status code: 404",
    "secret does not exist",
    "parameter does not exist",
    "not found in",
)

_PERHAPS_ABSENT: Final = cause(
    "not_found",
    "check whether the secret exists",
    "check whether the parameter exists",
    "check if the secret exists",
    confidence="likely",
    alternatives=("access_denied", "network_timeout"),
)

_KILLED: Final = cause(
    "ambiguous", "signal: killed", confidence="possible", alternatives=("network_timeout", "access_denied")
)

_CAUSES: Final = (
    *REFUSAL,
    _ABSENT,
    THROTTLED,
    _MALFORMED,
    *NETWORK,
    _PERHAPS_ABSENT,
    SERVER_ERROR,
    _KILLED,
)

ENVIRONMENT_FILES: Final = Family(
    "other",
    words(
        "env files",
        "environment files",
        "environment file",
        "environment variable files",
        "environment variables file",
        "envfile",
        "file download command",
    ),
    (
        *REFUSAL,
        cause("not_found", "nosuchkey", "nosuchbucket", "notfound", "404", "no such file", "does not exist"),
        THROTTLED,
        cause("invalid_reference", "invalid", "malformed", "parse", "not supported", "unsupported"),
        *NETWORK,
        SERVER_ERROR,
    ),
    cannot_tell("network_timeout", "access_denied", "not_found"),
)

REGISTRY_AUTH: Final = Family(
    "registry_auth",
    words(
        "retrieve ecr registry auth",
        "ecr registry auth",
        "retrieve registry auth",
        "pull registry auth",
        "registry auth from",
        "registry authentication",
        "registry credentials",
        "ecr:getauthorizationtoken",
        "getauthorizationtoken",
        "ecr authorization token",
        "ecr auth token",
        "private registry auth",
        "https://api.ecr.",
        "lookup api.ecr.",
        "repository credentials",
    ),
    (*REFUSAL, THROTTLED, _ABSENT, _MALFORMED, *NETWORK, SERVER_ERROR, _KILLED),
    cannot_tell("network_timeout", "access_denied", "role_missing_or_untrusted"),
)

PULL_LOGIN: Final = Family(
    "registry_auth",
    words("cannotpullecrcontainererror", without=("registryids", "registry id", "invalidparameterexception")),
    _CAUSES,
    cannot_tell("network_timeout", "access_denied", "role_missing_or_untrusted"),
)
"""The agent's own error for a login that failed before the pull."""

SECRETS_FETCH: Final = Family(
    "secrets_fetch",
    words(
        "secret from asm",
        "secrets from asm",
        "secrets from ssm",
        "secret from ssm",
        "parameters from ssm",
        "invalid ssm parameters",
        "unable to pull secrets",
        "can't pull secrets",
        "cannot pull secrets",
        "cannot pull the secret",
        "can't pull the secret",
        "pull the secret",
        "fetch secret",
        "fetching secret",
        "fetching parameters",
        "retrieve secret",
        "retrieve the secret",
        "extract secret value",
        "secrets manager can't find",
        "secretsmanager:getsecretvalue",
        "ssm:getparameter",
        "from secrets manager",
        "from aws secrets manager",
        "parameter store",
        "and aws secrets manager",
        "and secrets manager",
        "aws systems manager",
        "secretsmanager",
    ),
    _CAUSES,
    cannot_tell("network_timeout", "access_denied", "not_found", "kms_denied"),
)
