"""What the user wrote into the settings file. What makes no sense there is explained and never stops the tool."""

from __future__ import annotations

import re
import tomllib
from dataclasses import field, replace
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from fargate_doctor.frozen import frozen
from fargate_doctor.storage.places import config_folder
from fargate_doctor.storage.settings_words import EXPECTED, NO_SUCH, reason_of
from fargate_doctor.storage.toml_lines import line_of
from fargate_doctor.text import Language, Text, printable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pydantic_core import ErrorDetails

_PROBLEM: Final = Text(
    en="Settings in {path}, line {line}: {reason}. {instead}",
    es="Ajustes en {path}, línea {line}: {reason}. {instead}",
)
_DEFAULT: Final = Text(en="The default is used instead.", es="Se usa el valor predeterminado.")
_NO_EFFECT: Final = Text(en="It has no effect.", es="No tiene efecto.")
_AT_LINE: Final = re.compile(r"\(at (?:line (?P<line>\d+), column \d+|end of document)\)")
_MOST_PROBLEMS: Final = 50

Keys = tuple[tuple[str, tuple[str, ...]], ...]
"""Actions, by id, with the keys that the user gave them, in the order of the file."""


def _keys_of(value: object) -> object:
    return tuple(value.items()) if isinstance(value, dict) else value


class Watch(BaseModel):
    """How a list of tasks is watched. `hook` is a command, which is given the new failures as JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    seconds: int = Field(default=15, ge=5, le=3600)
    bell: bool = True
    hook: str | None = None


class Settings(BaseModel):
    """What the user wrote; None where nothing was."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    language: Language | None = None
    theme: str | None = None
    profile: str | None = None
    region: str | None = None
    ascii: bool | None = None
    watch: Watch = Watch()
    keys: Annotated[Keys, BeforeValidator(_keys_of)] = ()


@frozen
class LoadedSettings:
    """The settings that hold, and what was wrong with the file, if anything was."""

    settings: Settings
    problems: tuple[Text, ...] = ()
    text: str = field(default="", repr=False, compare=False)

    def with_problem(self, place: tuple[str, ...], reason: Text, *, is_unknown: bool = False) -> LoadedSettings:
        """Return the settings with one more place that makes no sense."""
        sentence = _explain(settings_file(), line_of(self.text, place), reason, is_unknown=is_unknown)
        return replace(self, problems=(*self.problems, sentence))


def settings_file() -> Path:
    """Return where the settings are read from; the file need not exist."""
    return config_folder() / "settings.toml"


def load_settings() -> LoadedSettings:
    """Return the settings; a value that makes no sense is left out and explained."""
    path = settings_file()
    try:
        text = path.read_text(encoding="utf-8-sig")
        return _settings_in(tomllib.loads(text), text, path)
    except FileNotFoundError:
        return LoadedSettings(Settings())
    except tomllib.TOMLDecodeError as error:
        return _without(path, *_where(str(error), text))
    except UnicodeDecodeError:
        return _without(path, 1, Text(en="this is not UTF-8 text", es="esto no es texto UTF-8"))
    except OSError:
        return _without(path, 1, Text(en="the file cannot be read", es="el archivo no se puede leer"))
    except (ValueError, RecursionError):
        return _without(path, 1, Text(en="this is more than settings hold", es="esto no cabe en unos ajustes"))


def _settings_in(values: dict[str, Any], text: str, path: Path) -> LoadedSettings:
    rest: dict[str, Any] = {**values}
    if isinstance(values.get("keys"), dict):
        rest["keys"] = dict(_by_action(values["keys"]))
    problems: list[tuple[int, Text]] = []
    for _ in range(_MOST_PROBLEMS):
        try:
            return LoadedSettings(Settings.model_validate(rest), _in_order(problems), text)
        except ValidationError as error:
            wrong = error.errors(include_url=False)[0]
            place = _place(wrong, rest)
            line, is_unknown = line_of(text, place), wrong["type"] == "extra_forbidden"
            problems.append((line, _explain(path, line, _reason(wrong, place), is_unknown=is_unknown)))
            _leave_out(rest, place)
    return LoadedSettings(Settings(), _in_order(problems), text)


def _in_order(problems: list[tuple[int, Text]]) -> tuple[Text, ...]:
    return tuple(sentence for _, sentence in sorted(problems, key=lambda each: each[0]))


def _by_action(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the keys by action; `walk.next` without quotes is a table in a table to TOML."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _by_action(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", tuple(value) if isinstance(value, list) else (value,)


def _place(wrong: ErrorDetails, values: dict[str, Any]) -> tuple[str, ...]:
    """Return which setting is wrong: its table and name, or its name alone."""
    table, *inside = wrong["loc"]
    if table == "keys" and inside:
        return "keys", list(values["keys"])[int(inside[0])]
    return tuple(str(each) for each in wrong["loc"][:2])


def _reason(wrong: ErrorDetails, place: tuple[str, ...]) -> Text:
    name = printable(place[-1])
    if wrong["type"] == "extra_forbidden":
        known = Watch.model_fields if place[0] == "watch" else Settings.model_fields
        return reason_of(NO_SUCH, name, known)
    return EXPECTED["a key" if place[0] == "keys" and place[1:] else ".".join(place)].fill(name=name)


def _leave_out(values: dict[str, Any], place: tuple[str, ...]) -> None:
    table, *inside = place
    if inside:
        values[table] = {name: value for name, value in values[table].items() if name != inside[0]}
    else:
        del values[table]


def _where(said: str, text: str) -> tuple[int, Text]:
    found = _AT_LINE.search(said)
    line = int(found["line"]) if found and found["line"] else max(len(text.splitlines()), 1)
    words = printable(_AT_LINE.sub("", said).strip())
    return line, Text(en="this is not TOML ({said})", es="esto no es TOML ({said})").fill(said=words)


def _without(path: Path, line: int, reason: Text) -> LoadedSettings:
    return LoadedSettings(Settings(), (_explain(path, line, reason),))


def _explain(path: Path, line: int, reason: Text, *, is_unknown: bool = False) -> Text:
    instead = _NO_EFFECT if is_unknown else _DEFAULT
    return _PROBLEM.fill(path=printable(str(path)), line=line, reason=reason, instead=instead)
