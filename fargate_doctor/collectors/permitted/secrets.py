"""What is read of secrets, parameters and their keys: that they are there and whom they admit, never their values."""

from __future__ import annotations

from typing import Final

from fargate_doctor.collectors.permitted.operation import Permitted, read

PERMITTED: Final[tuple[Permitted, ...]] = (
    read(
        "secretsmanager:DescribeSecret",
        "Tells whether a secret exists, with which versions and key; never its value.",
        "Indica si existe un secreto, con qué versiones y clave; nunca su valor.",
    ),
    read(
        "secretsmanager:GetResourcePolicy",
        "Shows whom the secret's own policy admits.",
        "Muestra a quién admite la política del propio secreto.",
    ),
    read(
        "ssm:DescribeParameters",
        "Tells whether a parameter exists, and with which key; never its value.",
        "Indica si existe un parámetro y con qué clave; nunca su valor.",
    ),
    read(
        "kms:DescribeKey",
        "Tells whether the key of a secret is enabled.",
        "Indica si la clave de un secreto está habilitada.",
    ),
    read(
        "kms:GetKeyPolicy",
        "Shows who may decrypt with that key.",
        "Muestra quién puede descifrar con esa clave.",
    ),
)
