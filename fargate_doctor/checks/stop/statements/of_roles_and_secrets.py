"""What messages say of roles, permissions, secrets and environment files."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from fargate_doctor.checks.stop.statements.statement import kind, said
from fargate_doctor.facts.messages.rule import words
from fargate_doctor.remedies import offered

_START: Final = "resource-initialization-error"
_ROLE: Final = "task_execution_IAM_role"
_FETCHED: Final = ("secrets_fetch", "registry_auth")
_BY_EXECUTION_ROLE: Final = (*_FETCHED, "logging_init", "other")
_WHOSE_POLICY: Final = words(
    "identity-based policy", "permissions boundary", "service control policy", "session policy"
)

EXECUTION_ROLE_DENIED: Final = kind(
    "iam.execution-role-denied",
    "The task's execution role lacks a permission",
    "Al rol de ejecución de la tarea le falta un permiso",
    _ROLE,
)
EXECUTION_ROLE_REFUSED: Final = replace(
    EXECUTION_ROLE_DENIED, refuted_by=("secret.policy-denied", "secret.kms-denied", "endpoint.policy-denied")
)
"""The same statement, where the message does not say whose policy refuses; a policy that is read to refuse says it."""

EXECUTION_ROLE_TRUST: Final = kind(
    "iam.execution-role-trust",
    "ECS cannot assume the task's role",
    "ECS no puede asumir el rol de la tarea",
    _ROLE,
    yields_to=("iam.execution-role-missing",),
)
TASK_ROLE_TRUST: Final = kind(
    "iam.task-role-trust",
    "ECS cannot assume the task's role",
    "ECS no puede asumir el rol de la tarea",
    "task-iam-roles",
)
"""The same statement, where the role that it names is the task role."""

EXECUTION_ROLE_MISSING: Final = kind(
    "iam.execution-role-missing",
    "The task needs an execution role, and its definition names none",
    "La tarea necesita un rol de ejecución y su definición no indica ninguno",
    _ROLE,
)
CALLER_DENIED: Final = kind(
    "iam.caller-denied",
    "Whoever launches the task lacks a permission",
    "A quien lanza la tarea le falta un permiso",
    _ROLE,
    remedies=offered("refused_callers.look_up_launch"),
)
LINKED_ROLE_MISSING: Final = kind(
    "iam.service-linked-role-missing",
    "The service-linked role AWSServiceRoleForECS is missing, without which ECS cannot make network interfaces",
    "Falta el rol vinculado al servicio AWSServiceRoleForECS, sin el cual ECS no puede crear interfaces de red",
    "using-service-linked-roles-for-clusters",
    explains=frozenset({"role_missing_or_untrusted", "access_denied", "ambiguous"}),
    place=3,
    remedies=offered("service_linked_role.create_service_linked_role"),
)
SECRET_NOT_FOUND: Final = kind(
    "secret.not-found",
    "A secret or parameter that the task names is not there",
    "Un secreto o parámetro que nombra la tarea no existe",
    _START,
    remedies=offered("told_alone.name_json_key"),
)
SECRET_INVALID: Final = kind(
    "secret.invalid",
    "A secret or its reference has the wrong form",
    "Un secreto o su referencia tiene una forma incorrecta",
    _START,
)
SECRET_KMS_DENIED: Final = kind(
    "secret.kms-denied",
    "The key of a secret refuses to decrypt it for the task",
    "La clave de un secreto se niega a descifrarlo para la tarea",
    _START,
)
SECRET_POLICY_DENIED: Final = kind(
    "secret.policy-denied",
    "The resource policy of a secret refuses the execution role",
    "La política de recursos de un secreto rechaza al rol de ejecución",
    _START,
    yields_to=("iam.execution-role-denied",),
)
ENVIRONMENT_FILE_MISSING: Final = kind(
    "envfile.not-found",
    "An environment file that the task names is not there",
    "Un archivo de entorno que nombra la tarea no existe",
    "use-environment-file",
)
ENVIRONMENT_FILE_INVALID: Final = kind(
    "envfile.invalid",
    "An environment file cannot be used as one",
    "Un archivo de entorno no se puede usar como tal",
    "use-environment-file",
)

STATEMENTS: Final = (
    said(
        LINKED_ROLE_MISSING,
        "role_missing_or_untrusted",
        of=("iam_role", "elb_config", "eni_provisioning", "placement", "other"),
        words=words("service linked role", "service-linked role", "awsserviceroleforecs", "validate the listeners"),
    ),
    said(
        EXECUTION_ROLE_MISSING,
        "role_missing_or_untrusted",
        of=("iam_role", *_BY_EXECUTION_ROLE),
        words=words("to have execution role", "execution role is missing"),
    ),
    said(
        EXECUTION_ROLE_TRUST,
        "role_missing_or_untrusted",
        of=("iam_role", "image_pull", *_BY_EXECUTION_ROLE),
    ),
    said(
        SECRET_POLICY_DENIED,
        "access_denied",
        of=_FETCHED,
        words=words("resource-based policy", second=("secretsmanager", "secrets manager", "asm", "ssm:")),
    ),
    said(EXECUTION_ROLE_DENIED, "access_denied", of=_BY_EXECUTION_ROLE, words=_WHOSE_POLICY),
    said(EXECUTION_ROLE_REFUSED, "access_denied", of=_BY_EXECUTION_ROLE),
    said(CALLER_DENIED, "access_denied", of=("iam_role", "elb_config")),
    said(SECRET_NOT_FOUND, "not_found", of=_FETCHED),
    said(SECRET_INVALID, "invalid_reference", of=_FETCHED),
    said(SECRET_KMS_DENIED, "kms_denied", of=_BY_EXECUTION_ROLE),
)

OF_ENVIRONMENT_FILES: Final = (
    said(ENVIRONMENT_FILE_MISSING, "not_found", of=("other",)),
    said(ENVIRONMENT_FILE_INVALID, "invalid_reference", of=("other",)),
)
"""What only messages about environment files say; other messages without a family say something else."""
