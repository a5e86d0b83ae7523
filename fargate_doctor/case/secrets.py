"""Takes out what must never be written: values of variables, secrets, tokens, credentials.

Names and ARNs stay. It looks at shapes, not at operations alone, because the same container definition comes
from ECS, from CloudTrail as JSON in a string, and from an event that somebody pasted.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from fargate_doctor.case.credentials import REMOVED, is_secret_flag, names_a_secret, without_credentials

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.case.model import Case, Failure, JsonObject, Record, Statement

_ALWAYS_SECRET: Final = frozenset(
    {
        "accesskey",
        "accesskeyid",
        "apikey",
        "authorizationtoken",
        "authtoken",
        "clientsecret",
        "customergatewayconfiguration",
        "keymaterial",
        "masteruserpassword",
        "passwd",
        "password",
        "passworddata",
        "plaintext",
        "presharedkey",
        "privatekey",
        "samlassertion",
        "secretaccesskey",
        "secretbinary",
        "secretkey",
        "secretstring",
        "securitytoken",
        "sessiontoken",
        "tokenvalue",
        "userdata",
        "webidentitytoken",
    }
)

_VARIABLES: Final = frozenset({"environment", "env"})
_OPTION_MAPS: Final = frozenset({"options", "driveropts"})
_COMMANDS: Final = frozenset({"command", "entrypoint"})
_PARAMETER_TYPES: Final = frozenset({"String", "StringList", "SecureString"})


def without_secrets(operation: str, answer: JsonObject) -> JsonObject:
    """Return the answer with every secret value replaced; the answer given is left as it is."""
    if operation.startswith("ssm:GetParameter"):
        answer = _blank_values(answer)
    cleaned: JsonObject = _clean(answer)
    return cleaned


def case_without_secrets(case: Case) -> Case:
    """Return the case with every secret value replaced, in answers, requests, refusals and statements."""
    return case.model_copy(
        update={
            **_clean_extra(case),
            "records": {
                operation: tuple(_clean_record(operation, record) for record in records)
                for operation, records in case.records.items()
            },
            "failures": tuple(_clean_failure(failure) for failure in case.failures),
            "statements": tuple(_clean_statement(statement) for statement in case.statements),
        }
    )


def _clean_record(operation: str, record: Record) -> Record:
    answer = without_secrets(operation, record.answer)
    return record.model_copy(update={**_clean_extra(record), "request": _clean(record.request), "answer": answer})


def _clean_failure(failure: Failure) -> Failure:
    message = without_credentials(failure.message)
    return failure.model_copy(update={**_clean_extra(failure), "request": _clean(failure.request), "message": message})


def _clean_statement(statement: Statement) -> Statement:
    return statement.model_copy(update={**_clean_extra(statement), "answer": without_credentials(statement.answer)})


def _clean_extra(part: Case | Record | Failure | Statement) -> JsonObject:
    return {name: _clean_member(name, value) for name, value in (part.model_extra or {}).items()}


def _clean(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, str):
        return _clean_string(value)
    if isinstance(value, dict):
        return _clean_object(value)
    if isinstance(value, list):
        cleaned = [_clean(item) for item in value]
        return cleaned if any(one is not other for one, other in zip(cleaned, value, strict=True)) else value
    return value


def _clean_object(value: JsonObject) -> JsonObject:
    changed: JsonObject = {}
    for name, member in value.items():
        cleaned_member = _clean_member(name, member)
        if cleaned_member is not member:
            changed[name] = cleaned_member
    cleaned = {**value, **changed} if changed else value
    kind = cleaned.get("Type")
    if "Value" in cleaned and isinstance(kind, str) and kind in _PARAMETER_TYPES:
        return {**cleaned, "Value": REMOVED}
    return cleaned


def _clean_member(name: str, value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, str) and name == "CloudTrailEvent":
        return _clean_json(value, otherwise=_removed)
    plain = _plain(name)
    if plain in _ALWAYS_SECRET:
        return _blank(value)
    if plain in _VARIABLES:
        return _clean(_without_variable_values(value))
    if plain in _OPTION_MAPS and isinstance(value, dict):
        return {option: _clean_option(option, setting) for option, setting in value.items()}
    if plain in _COMMANDS and isinstance(value, list):
        return _clean_command(value)
    return _clean(value)


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    return name.lower().replace("_", "").replace("-", "")


def _without_variable_values(environment: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(environment, dict):
        return _blank(environment)
    if not isinstance(environment, list):
        return environment
    return [_blank_values(variable) if isinstance(variable, dict) else _blank(variable) for variable in environment]


def _clean_option(name: str, setting: Any) -> Any:  # noqa: ANN401 - any JSON value
    if names_a_secret(name):
        return _blank(setting)
    if name.lower() in {"header", "headers"} and isinstance(setting, str):
        header = setting.split(maxsplit=1)[0] if setting.split() else ""
        return REMOVED if names_a_secret(header) or "key" in header.lower() or "auth" in header.lower() else setting
    return _clean(setting)


def _clean_command(words: list[Any]) -> list[Any]:
    follows_flag = (False, *(isinstance(word, str) and is_secret_flag(word) for word in words))
    return [_blank(word) if is_value else _clean(word) for word, is_value in zip(words, follows_flag, strict=False)]


def _clean_string(value: str) -> str:
    if value[:1] in {"{", "["} and value[-1:] in {"}", "]"} and len(value) > 2:  # noqa: PLR2004 - not empty
        return _clean_json(value, otherwise=without_credentials)
    return without_credentials(value)


def _clean_json(text: str, *, otherwise: Callable[[str], str]) -> str:
    """Clean JSON that is kept as a string; what is no JSON is left to `otherwise`."""
    try:
        value = json.loads(text, parse_constant=_refuse_constant)
        if not isinstance(value, dict | list):
            return otherwise(text)
        cleaned = _clean(value)
    except (ValueError, RecursionError):
        return otherwise(text)
    return text if cleaned == value else json.dumps(cleaned, separators=(",", ":"), ensure_ascii=False)


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _blank_values(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, dict):
        return {
            name: _blank(member) if name.lower() == "value" else _blank_values(member) for name, member in value.items()
        }
    return [_blank_values(item) for item in value] if isinstance(value, list) else value


def _blank(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, dict):
        return {name: _blank(member) for name, member in value.items()}
    if isinstance(value, list):
        return [_blank(item) for item in value]
    return value if value is None or isinstance(value, bool) else REMOVED


def _removed(_: str) -> str:
    return REMOVED
