"""What the user chose the last time. A file that makes no sense is explained and never stops the tool."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel, ConfigDict, ValidationError

from fargate_doctor.frozen import frozen
from fargate_doctor.storage.files import private_folder, put
from fargate_doctor.storage.places import config_folder
from fargate_doctor.text import Language, Text, printable

if TYPE_CHECKING:
    from pathlib import Path

_PROBLEM: Final = Text(
    en="Settings in {path}, line {line}: {reason}. The default is used instead.",
    es="Ajustes en {path}, línea {line}: {reason}. Se usa el valor predeterminado.",
)


class Settings(BaseModel):
    """The choices; None where nothing was chosen."""

    model_config = ConfigDict(frozen=True)

    language: Language | None = None
    profile: str | None = None
    region: str | None = None
    theme: str | None = None
    ascii: bool | None = None


@frozen
class LoadedSettings:
    """The settings that hold, and what was wrong with the file, if anything was."""

    settings: Settings
    problem: Text | None = None


def settings_file() -> Path:
    """Return where the settings are kept; the file need not exist."""
    return config_folder() / "settings.json"


def load_settings() -> LoadedSettings:
    """Return the saved settings; a value that makes no sense is left out and explained."""
    path = settings_file()
    try:
        text = path.read_text(encoding="utf-8-sig")
        return _settings_in(json.loads(text), text, path)
    except FileNotFoundError:
        return LoadedSettings(Settings())
    except json.JSONDecodeError as error:
        return _without(path, error.lineno, Text(en="this is not valid JSON", es="esto no es JSON válido"))
    except UnicodeDecodeError:
        return _without(path, 1, Text(en="this is not UTF-8 text", es="esto no es texto UTF-8"))
    except OSError:
        return _without(path, 1, Text(en="the file cannot be read", es="el archivo no se puede leer"))
    except (ValueError, RecursionError):
        return _without(path, 1, Text(en="this is more than settings hold", es="esto no cabe en unos ajustes"))


def save_settings(settings: Settings) -> bool:
    """Keep the settings for the next time, and say whether that was possible."""
    content = json.dumps(settings.model_dump(exclude_none=True), indent=2, ensure_ascii=False)
    try:
        private_folder(config_folder())
        put(settings_file(), f"{content}\n".encode())
    except (OSError, ValueError):
        return False
    return True


def _settings_in(values: Any, text: str, path: Path) -> LoadedSettings:  # noqa: ANN401 - any JSON value
    if not isinstance(values, dict):
        return _without(path, 1, Text(en="an object belongs here", es="aquí va un objeto"))
    try:
        return LoadedSettings(Settings.model_validate(values))
    except ValidationError as error:
        wrong = [str(each["loc"][0]) for each in error.errors(include_url=False)]
        rest = {key: value for key, value in values.items() if key not in wrong}
        return LoadedSettings(Settings.model_validate(rest), _problem_with(wrong[0], text, path))


def _problem_with(key: str, text: str, path: Path) -> Text:
    line = next((number for number, words in enumerate(text.splitlines(), 1) if f'"{key}"' in words), 1)
    reason = {"language": _LANGUAGES, "ascii": _NOT_A_TRUTH}.get(key, _NOT_TEXT)
    return _explain(path, line, reason.fill(key=key))


def _without(path: Path, line: int, reason: Text) -> LoadedSettings:
    return LoadedSettings(Settings(), _explain(path, line, reason))


def _explain(path: Path, line: int, reason: Text) -> Text:
    return _PROBLEM.fill(path=printable(str(path)), line=line, reason=reason)


_LANGUAGES: Final = Text(en="{key} is “en” or “es”", es="{key} es «en» o «es»")
_NOT_TEXT: Final = Text(en="{key} is a string", es="{key} es una cadena")
_NOT_A_TRUTH: Final = Text(en="{key} is true or false", es="{key} es true o false")
