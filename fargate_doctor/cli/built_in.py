"""The built-in cases: case files in the package, each with a title and a summary in both languages."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import resources
from typing import TYPE_CHECKING, Final

from fargate_doctor.case.read import parse_case
from fargate_doctor.errors import UsageError
from fargate_doctor.text import Text, enumeration, printable, verbatim

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.resources.abc import Traversable

    from fargate_doctor.case.model import Case

_SUFFIX: Final = ".json"
_FIRST: Final = "no-route"


def built_in_names() -> tuple[str, ...]:
    """Return the names of the cases, the one that is shown without a name first."""
    names = sorted(each.name.removesuffix(_SUFFIX) for each in _folder().iterdir() if each.name.endswith(_SUFFIX))
    return tuple(sorted(names, key=lambda name: name != _FIRST))


def built_in_case(name: str | None = None) -> tuple[Text, Case]:
    """Return a case with its title; None takes the first. Raises `UsageError` where there is no such case."""
    names = built_in_names()
    chosen = names[0] if name is None else name
    if chosen not in names:
        raise _unknown(chosen, names)
    case = _read(chosen)
    return _title(case, chosen), case


def built_in_titles() -> dict[str, Text]:
    """Return each case's title by its name."""
    return {name: _title(_read(name), name) for name in built_in_names()}


def _folder() -> Traversable:
    return resources.files("fargate_doctor").joinpath("demo")


def _read(name: str) -> Case:
    return parse_case(_folder().joinpath(f"{name}{_SUFFIX}").read_bytes(), name)


def _title(case: Case, name: str) -> Text:
    title = (case.model_extra or {}).get("title")
    return Text(**title) if isinstance(title, dict) else verbatim(name)


def _unknown(name: str, names: Iterable[str]) -> UsageError:
    close = get_close_matches(name, names, n=3, cutoff=0.4) or list(names)
    return UsageError(
        Text(
            en="There is no built-in case named {name}.",
            es="No existe ningún caso incluido con el nombre {name}.",
        ).fill(name=printable(name)),
        Text(
            en="Try {close}; `fargate-doctor demo --list` lists all of them.",
            es="Pruebe con {close}; `fargate-doctor demo --list` los enumera todos.",
        ).fill(close=enumeration(close)),
    )
