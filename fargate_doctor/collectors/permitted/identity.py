"""What is read of IAM roles: who may assume them, and what they may do."""

from __future__ import annotations

from typing import Final

from fargate_doctor.collectors.permitted.operation import Permitted, read

PERMITTED: Final[tuple[Permitted, ...]] = (
    read(
        "iam:GetRole",
        "Tells whether the task's roles exist, and whether ECS may assume them.",
        "Indica si los roles de la tarea existen y si ECS puede asumirlos.",
    ),
    read(
        "iam:SimulatePrincipalPolicy",
        "Asks IAM whether the roles may do what the task needs. It only evaluates; nothing is done.",
        "Pregunta a IAM si los roles pueden hacer lo que la tarea necesita. Solo evalúa; no hace nada.",
    ),
    read(
        "iam:ListAttachedRolePolicies",
        "Where the simulation is refused: finds the managed policies of the roles.",
        "Cuando se deniega la simulación: encuentra las políticas administradas de los roles.",
    ),
    read(
        "iam:ListRolePolicies",
        "Where the simulation is refused: finds the inline policies of the roles.",
        "Cuando se deniega la simulación: encuentra las políticas insertadas de los roles.",
    ),
    read(
        "iam:GetRolePolicy",
        "Where the simulation is refused: reads an inline policy of a role.",
        "Cuando se deniega la simulación: lee una política insertada de un rol.",
    ),
    read(
        "iam:GetPolicy",
        "Where the simulation is refused: tells which version of a managed policy is in force.",
        "Cuando se deniega la simulación: indica qué versión de una política administrada está en vigor.",
    ),
    read(
        "s3:GetBucketPolicy",
        "Where a role may not read an environment file: tells whether the policy of its bucket allows it.",
        "Si un rol no puede leer un archivo de entorno: indica si la política de su bucket lo permite.",
    ),
    read(
        "iam:GetPolicyVersion",
        "Where the simulation is refused: reads that version.",
        "Cuando se deniega la simulación: lee esa versión.",
    ),
)
