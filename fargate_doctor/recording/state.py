"""What a recording remembers between rounds and between runs: one small file, replaced whole."""

from __future__ import annotations

import json
import re
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Any, Final

from fargate_doctor.errors import UsageError
from fargate_doctor.storage import write_file
from fargate_doctor.storage.files import in_words, private_folder
from fargate_doctor.storage.locks import InUse, locked
from fargate_doctor.storage.places import state_folder
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCHEMA: Final = "fargate-doctor/recording/1"
_MOST_TOLD: Final = 1000
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9._-]+")

_RECORDED_ALREADY: Final = Text(
    en="Another run on this computer records {name} already.",
    es="Otra ejecución en este equipo ya graba {name}.",
)
_STOP_IT: Final = Text(
    en="Stop that one first; a recording goes on where it was.",
    es="Detenga antes la otra; una grabación continúa donde estaba.",
)


@dataclass(slots=True)
class State:
    """What is known of one cluster or service.

    `recorded` are the tasks that a case was kept of, by ARN, with the time; `files` the cases, oldest first, with their
    size in bytes; `told` the causes that the hook was told; `interfaces` what was seen of living tasks.
    """

    recorded: dict[str, str] = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    interfaces: dict[str, dict[str, Any]] = field(default_factory=dict)

    def tell(self, cause: str) -> None:
        """Remember that a cause was told; the oldest of very many are forgotten."""
        self.told = [*self.told, cause][-_MOST_TOLD:]


def state_file(region: str, cluster: str, service: str | None, profile: str | None = None) -> Path:
    """Return where the state of one recording is kept; accounts are told apart by the profiles that lead to them."""
    name = "_".join(_UNSAFE.sub("-", each) for each in (region, cluster, service or "") if each)
    account = f"{_UNSAFE.sub('-', profile)}@" if profile else ""
    return state_folder() / "recordings" / f"{account}{name}.json"


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keep every other run from following the same. Raises `UsageError` where one does, and `NotWritten`."""
    lock = path.with_suffix(".lock")
    with ExitStack() as held:
        try:
            with in_words(lock):
                held.enter_context(locked(lock, waits=False))
        except InUse as error:
            raise UsageError(_RECORDED_ALREADY.fill(name=path.stem), _STOP_IT) from error
        yield


def load_state(path: Path) -> State:
    """Return the state of an earlier run; an empty one where there is none, or none that can be read."""
    try:
        kept = json.loads(path.read_bytes())
        if kept.pop("schema") != SCHEMA:
            return State()
        known = {each.name for each in fields(State)}
        return _checked(State(**{name: value for name, value in kept.items() if name in known}))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return State()


def save_state(path: Path, state: State) -> None:
    """Write the state, all of it or nothing. Raises `NotWritten`."""
    with in_words(path):
        private_folder(path.parent)
    write_file(path, json.dumps({"schema": SCHEMA, **asdict(state)}, indent=1).encode())


def _checked(state: State) -> State:
    forms = (dict, dict, list, dict)
    if not all(isinstance(getattr(state, each.name), form) for each, form in zip(fields(State), forms, strict=True)):
        return State()
    return state
