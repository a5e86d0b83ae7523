"""What was chosen in the app the last time; the settings, which the user writes, count for more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from fargate_doctor.storage.files import private_folder, put
from fargate_doctor.storage.places import state_folder
from fargate_doctor.text import Language

if TYPE_CHECKING:
    from pathlib import Path


class Choices(BaseModel):
    """The choices; None where nothing was chosen."""

    model_config = ConfigDict(frozen=True)

    language: Language | None = None
    theme: str | None = None


def load_choices() -> Choices:
    """Return what was chosen the last time; nothing where that cannot be read."""
    try:
        return Choices.model_validate_json(_file().read_bytes())
    except (OSError, ValidationError, ValueError, RecursionError):
        return Choices()


def save_choices(choices: Choices) -> bool:
    """Keep the choices for the next time, and say whether that was possible."""
    try:
        private_folder(state_folder())
        put(_file(), f"{choices.model_dump_json(exclude_none=True)}\n".encode())
    except (OSError, ValueError):
        return False
    return True


def _file() -> Path:
    return state_folder() / "choices.json"
