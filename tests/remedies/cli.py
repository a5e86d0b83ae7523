"""The AWS CLI as far as the remedies use it: commands taken apart as a POSIX shell and botocore's models would.

It reads no AWS CLI code; what the CLI adds to botocore's own names is listed here.
"""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import botocore.session
from botocore import xform_name

_MODEL_OF = {"route53resolver": "route53resolver", "s3api": "s3"}
_ADDED_BY_CLI = {"ingress", "egress", "query", "region", "cli-input-json"}


@dataclass(frozen=True)
class Command:
    """One command: service, operation, and its options by name; True for a flag, False for its `no-` form."""

    service: str
    operation: str
    options: dict[str, Any]

    def __getitem__(self, option: str) -> Any:  # noqa: ANN401 - whatever was given
        return self.options[option]

    def get(self, option: str) -> Any:  # noqa: ANN401 - whatever was given
        """Return an option, or None."""
        return self.options.get(option)


def parse(command: str) -> Command:
    """Return a command taken apart; fails where it is none of the AWS CLI's."""
    words = shlex.split(command.partition(" > ")[0])
    assert words[0] == "aws", command
    service, operation, rest = words[1], words[2], words[3:]
    if operation == "wait":
        operation, rest = f"wait {rest[0]}", rest[1:]
    options: dict[str, Any] = {}
    while rest:
        option, rest = rest[0], rest[1:]
        assert option.startswith("--"), command
        values = []
        while rest and not rest[0].startswith("--"):
            values.append(rest[0])
            rest = rest[1:]
        options[option[2:]] = _read(values)
    return _checked(Command(service, operation, options), command)


def _read(values: list[str]) -> Any:  # noqa: ANN401 - whatever was given
    read = [json.loads(each) if each[:1] in "[{" and each else each for each in values]
    if not read:
        return True
    return read[0] if len(read) == 1 else read


def _checked(command: Command, written: str) -> Command:
    """Fail where botocore's model has no such operation or option, or an option that is required is missing."""
    model = _model(command.service)
    if command.operation.startswith("wait "):
        waiters = botocore.session.get_session().get_waiter_model(command.service).waiter_names
        assert command.operation[5:] in {_dashed(each) for each in waiters}, written
        return command
    operations = {_dashed(each): each for each in model.operation_names}
    assert command.operation in operations, written
    shape = model.operation_model(operations[command.operation]).input_shape
    known = {_dashed(each) for each in shape.members}
    given = {each.removeprefix("no-") for each in command.options}
    assert given <= known | _ADDED_BY_CLI, (given - known, written)
    filled_in = {name for name, each in shape.members.items() if each.metadata.get("idempotencyToken")}
    required = {_dashed(each) for each in shape.required_members if each not in filled_in}
    assert "cli-input-json" in given or required - {"egress"} <= given, (required - given, written)
    assert "region" in command.options, written
    return command


@lru_cache
def _model(service: str) -> Any:  # noqa: ANN401 - botocore has no types
    return botocore.session.get_session().get_service_model(_MODEL_OF.get(service, service))


def _dashed(name: str) -> str:
    return re.sub(r"_", "-", xform_name(name))
