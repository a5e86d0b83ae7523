"""Condition blocks, as far as they can be judged without being AWS.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

from fargate_doctor.facts.policies.wildcards import matches, may_match

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.facts.policies.request import PolicyRequest

Judgement = Literal["true", "false", "unknown"]

_ANYTHING: Final = "*"


def _equal(pattern: str, value: str) -> bool:
    return pattern == value


def _equal_in_any_case(pattern: str, value: str) -> bool:
    return pattern.lower() == value.lower()


def _like(pattern: str, value: str) -> bool:
    return matches(pattern, value)


_POSITIVE: Final[dict[str, Callable[[str, str], bool]]] = {
    "stringequals": _equal,
    "stringequalsignorecase": _equal_in_any_case,
    "stringlike": _like,
    "arnequals": _like,
    "arnlike": _like,
    "bool": _equal_in_any_case,
}
_NEGATIVE: Final[dict[str, Callable[[str, str], bool]]] = {
    "stringnotequals": _equal,
    "stringnotequalsignorecase": _equal_in_any_case,
    "stringnotlike": _like,
    "arnnotequals": _like,
    "arnnotlike": _like,
}


def judge(block: Any, request: PolicyRequest) -> Judgement:  # noqa: ANN401 - whatever the policy holds
    """Return whether a condition block holds: all of its operators and keys must."""
    if not isinstance(block, dict):
        return "unknown"
    answers: set[Judgement] = set()
    for operator, keys in block.items():
        if not isinstance(keys, dict):
            return "unknown"
        answers.update(_judge_key(str(operator), str(key), values, request) for key, values in keys.items())
    return "false" if "false" in answers else "unknown" if "unknown" in answers else "true"


def _judge_key(operator: str, key: str, values: Any, request: PolicyRequest) -> Judgement:  # noqa: ANN401
    patterns = _texts(values)
    name = operator.lower()
    if patterns is None or name.startswith(("forallvalues:", "foranyvalue:")):
        return "unknown"
    value, start = request.value_of(key), request.start_of(key)
    if value is None:
        return "unknown" if start is None else _judge_start(name.removesuffix("ifexists"), patterns, start)
    if name == "null":
        return _truth("true" not in [each.lower() for each in patterns])
    name = name.removesuffix("ifexists")
    if name in _POSITIVE:
        return _truth(any(_POSITIVE[name](pattern, value) for pattern in patterns))
    if name in _NEGATIVE:
        return _truth(not any(_NEGATIVE[name](pattern, value) for pattern in patterns))
    return "unknown"


def _judge_start(operator: str, patterns: list[str], start: str) -> Judgement:
    """Return whether a condition holds for whatever begins like this: for all of it, for none, or it is open."""
    globs = operator in ("stringlike", "stringnotlike") or operator.startswith("arn")
    is_among = globs and any(matches(each, f"{start}{_ANYTHING}") for each in patterns)
    may_be = any(may_match(each, start) if globs else each.startswith(start) for each in patterns)
    if operator in _POSITIVE:
        return "true" if is_among else "unknown" if may_be else "false"
    if operator in _NEGATIVE:
        return "false" if is_among else "unknown" if may_be else "true"
    return "unknown"


def _truth(holds: bool) -> Judgement:  # noqa: FBT001 - what is translated
    return "true" if holds else "false"


def _texts(values: Any) -> list[str] | None:  # noqa: ANN401
    listed = values if isinstance(values, list) else [values]
    texts = [str(each).lower() if isinstance(each, bool) else each for each in listed]
    return [each for each in texts if isinstance(each, str)] if all(isinstance(each, str) for each in texts) else None
