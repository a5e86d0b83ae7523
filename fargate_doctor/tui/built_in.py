"""The built-in cases: case files that come with the package, each with a title and a summary in both languages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from fargate_doctor.case.read import parse_case
from fargate_doctor.errors import UnreadableInput
from fargate_doctor.text import Text, verbatim

if TYPE_CHECKING:
    from fargate_doctor.case.model import Case


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A built-in case as the list shows it."""

    name: str
    title: Text
    summary: Text


def built_ins() -> tuple[BuiltIn, ...]:
    """Return the built-in cases by name."""
    names = sorted(each.name for each in files("fargate_doctor").joinpath("demo").iterdir())
    return tuple(_read(name.removesuffix(".json")) for name in names if name.endswith(".json"))


def built_in_case(name: str) -> tuple[Case, Text]:
    """Return a built-in case and its title. Raises `UnreadableInput`."""
    if name not in {each.name for each in built_ins()}:
        raise UnreadableInput(
            Text(en="There is no built-in case {name}.", es="No hay ningún caso incluido {name}.").fill(name=name),
            Text(
                en="See which there are with `fargate-doctor demo --list`.",
                es="Vea cuáles hay con `fargate-doctor demo --list`.",
            ),
        )
    return parse_case(_bytes(name), f"{name}.json"), _read(name).title


def _read(name: str) -> BuiltIn:
    content = json.loads(_bytes(name))
    return BuiltIn(name, _text(content.get("title"), name), _text(content.get("summary"), ""))


def _bytes(name: str) -> bytes:
    return files("fargate_doctor").joinpath("demo", f"{name}.json").read_bytes()


def _text(written: Any, instead: str) -> Text:  # noqa: ANN401 - any JSON value
    if isinstance(written, dict):
        return Text(en=str(written.get("en", instead)), es=str(written.get("es", instead)))
    return verbatim(str(written) if written else instead)
