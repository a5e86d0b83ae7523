"""Terraform and CloudFormation text: what comes from AWS's answers stays a string in both."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from fargate_doctor.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_INDENT: Final = "  "


class Expression(str):
    """Terraform that is not a string: a reference such as `aws_eip.nat.id`."""

    __slots__ = ()


class Nested(dict[str, object]):
    """A block inside a Terraform resource."""


def terraform(kind: str, name: str, arguments: Mapping[str, object]) -> str:
    """Return one Terraform resource; an argument that is None is left out."""
    label = re.sub(r"^(?=\d|$)", "_", re.sub(r"\W", "_", name))
    return "\n".join([f'resource "{kind}" "{label}" {{', *_arguments(arguments, _INDENT), "}"])


def cloudformation(name: str, kind: str, properties: Mapping[str, object]) -> str:
    """Return one CloudFormation resource as YAML; a property that is None is left out."""
    shown = [f"    {key}: {json.dumps(_printable(value))}" for key, value in properties.items() if value is not None]
    label = re.sub(r"[^A-Za-z0-9]", "", name)
    return "\n".join([f"{label}:", f"  Type: {kind}", "  Properties:", *shown])


def _arguments(arguments: Mapping[str, object], indent: str) -> Iterator[str]:
    given = {key: value for key, value in arguments.items() if value is not None}
    width = max((len(key) for key, value in given.items() if not isinstance(value, Nested)), default=0)
    for key, value in given.items():
        if isinstance(value, Nested):
            yield f"{indent}{key} {{"
            yield from _arguments(value, indent + _INDENT)
            yield f"{indent}}}"
        else:
            yield f"{indent}{key:<{width}} = {_literal(value)}"


def _literal(value: object) -> str:
    if isinstance(value, Expression):
        return value
    if isinstance(value, str):
        return json.dumps(printable(value), ensure_ascii=False).replace("${", "$${").replace("%{", "%%{")
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(_literal(each) for each in value)}]"
    return json.dumps(value)


def _printable(value: object) -> object:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {str(key): _printable(each) for key, each in value.items()}
    return [_printable(each) for each in value] if isinstance(value, (list, tuple)) else value
