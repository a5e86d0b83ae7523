"""Words that speak of a refusal: by a key, an endpoint's policy, a role that cannot be taken on, a permission."""

from __future__ import annotations

from typing import Final

from fargate_doctor.facts.messages.rule import Cause, cause

KMS: Final = cause(
    "kms_denied",
    "access to kms is not allowed",
    "ciphertext refers to a customer master key",
    "ciphertext refers to a kms key",
    "kms:decrypt",
    "kms:generatedatakey",
    "kms.accessdenied",
    "kmsaccessdenied",
    "kms exception",
    "kms error",
    "kms key is not",
    "kmsinvalidstate",
)

ENDPOINT_POLICY: Final = cause("endpoint_policy_denied", "vpc endpoint policy", "endpoint policy allows")

ROLE: Final = cause(
    "role_missing_or_untrusted",
    "unable to assume",
    "cannot assume",
    "could not be assumed",
    "cannot be assumed",
    "failed to assume",
    "sts:assumerole",
    "is not authorized to assume",
    "nocredentialproviders",
    "no valid providers in chain",
    "failed to refresh cached credentials",
    "unable to get credentials",
    "execution role is missing",
    "requires task definition to have execution role",
    "credentials id not found",
)

PERMISSION: Final = cause(
    "access_denied",
    "accessdenied",
    "access denied exception",
    "not authorized to perform",
    "unauthorizedoperation",
    "unauthorizedexception",
    "authorizationerror",
    "403 forbidden",
    "status code: 403",
    "status code 403",
    "(403)",
    "api error forbidden",
    "401 unauthorized",
    "status code: 401",
    "(401)",
    "explicit deny",
    "no identity-based policy allows",
    "no resource-based policy allows",
    "not have permission",
    "insufficient permissions",
    "signaturedoesnotmatch",
    "unrecognizedclient",
    "security token included in the request is",
)

THROTTLED: Final = cause(
    "api_throttled",
    "throttlingexception",
    "throttled",
    "throttling",
    "rate exceeded",
    "requestlimitexceeded",
    "request limit exceeded",
    "rate limit exceeded",
    "toomanyrequestsexception",
    "slowdown",
)

SERVER_ERROR: Final = cause(
    "internal_error",
    "500 internal server error",
    "502 bad gateway",
    "503 service unavailable",
    "504 gateway time",
    "internalserverexception",
    "internalserviceerror",
    "serverexception",
    "serviceunavailable",
    "status code: 500",
    "status code: 503",
    confidence="likely",
)

REFUSAL: Final[tuple[Cause, ...]] = (KMS, ENDPOINT_POLICY, ROLE, PERMISSION)
