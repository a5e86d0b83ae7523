"""Does a policy document allow a request, by itself?

An explicit deny wins, then an allow, else it is denied; what rests on a condition that cannot be judged is unknown:
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from fargate_doctor.facts.policies.conditions import Judgement, judge
from fargate_doctor.facts.policies.principals import speaks_of
from fargate_doctor.facts.policies.wildcards import VARIABLE, matches, with_variables
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.facts.policies.request import PolicyRequest

Answer = Literal["allowed", "denied", "unknown"]


@frozen
class Outcome:
    """What a policy says; `statement` is the place of the statement that decides, None where none does."""

    answer: Answer
    statement: int | None = None
    sid: str | None = None


def evaluate(document: str, request: PolicyRequest) -> Outcome:
    """Return what a policy document says about a request; one that cannot be read is unknown."""
    statements = _statements(document)
    if statements is None:
        return Outcome("unknown")
    applying = [(index, each, _applies(each, request)) for index, each in enumerate(statements)]
    return (
        _first(applying, "Deny", "true", "denied")
        or _first(applying, "Deny", "unknown", "unknown")
        or _first(applying, "Allow", "true", "allowed")
        or _first(applying, "Allow", "unknown", "unknown")
        or Outcome("denied")
    )


def evaluate_all(documents: Iterable[str | None], request: PolicyRequest) -> Outcome:
    """Return what several policies of one principal come to; None stands for one that nobody could read.

    An explicit deny in any of them wins, and one that could not be read may hold it.
    """
    outcomes = [evaluate(each, request) if each is not None else Outcome("unknown") for each in documents]
    denied = [each for each in outcomes if each.answer == "denied" and each.statement is not None]
    unknown = [each for each in outcomes if each.answer == "unknown"]
    allowed = [each for each in outcomes if each.answer == "allowed"]
    return next(iter((*denied, *unknown, *allowed)), Outcome("denied"))


def _first(
    applying: list[tuple[int, dict[str, Any], Judgement]], effect: str, applies: Judgement, answer: Answer
) -> Outcome | None:
    for index, statement, judged in applying:
        if statement.get("Effect") == effect and judged == applies:
            sid = statement.get("Sid")
            return Outcome(answer, index, sid if isinstance(sid, str) else None)
    return None


def _applies(statement: dict[str, Any], request: PolicyRequest) -> Judgement:
    judged = [
        _action(statement, request),
        _resource(statement, request),
        speaks_of(statement, request),
        judge(statement["Condition"], request) if "Condition" in statement else "true",
    ]
    return "false" if "false" in judged else "unknown" if "unknown" in judged else "true"


def _action(statement: dict[str, Any], request: PolicyRequest) -> Judgement:
    return _either(statement, ("Action", "NotAction"), request.action, request, ignore_case=True)


def _resource(statement: dict[str, Any], request: PolicyRequest) -> Judgement:
    """Return whether the resource is meant; `*` stands for none in particular and meets only `*`."""
    if "Resource" not in statement and "NotResource" not in statement:
        return "true"
    return _either(statement, ("Resource", "NotResource"), request.resource, request, ignore_case=False)


def _either(
    statement: dict[str, Any], names: tuple[str, str], value: str, request: PolicyRequest, *, ignore_case: bool
) -> Judgement:
    inclusive = names[0] in statement
    listed = texts(statement.get(names[0] if inclusive else names[1]))
    if listed is None:
        return "unknown"
    patterns = [with_variables(each, request.value_of) for each in listed]
    if any(matches(each, value, ignore_case=ignore_case) for each in patterns if VARIABLE not in each):
        return "true" if inclusive else "false"
    if any(VARIABLE in each or _is_inside(each, value) for each in patterns):
        return "unknown"
    return "false" if inclusive else "true"


def _is_inside(pattern: str, value: str) -> bool:
    """Tell whether a pattern covers a part of what is asked for, where that is a whole family: `bucket/*`."""
    family = value.removesuffix("*")
    return family not in ("", value) and pattern.startswith(family)


def texts(value: Any) -> list[str] | None:  # noqa: ANN401 - whatever the policy holds
    """Return a string or a list of strings as a list; None for anything else."""
    if isinstance(value, str):
        return [value]
    return value if isinstance(value, list) and all(isinstance(each, str) for each in value) else None


@lru_cache(maxsize=256)
def _statements(document: str) -> tuple[dict[str, Any], ...] | None:
    try:
        parsed = json.loads(document)
    except (ValueError, RecursionError):
        return None
    listed = parsed.get("Statement") if isinstance(parsed, dict) else None
    listed = [listed] if isinstance(listed, dict) else listed
    if not isinstance(listed, list) or not all(_is_statement(each) for each in listed):
        return None
    return tuple(listed)


def _is_statement(statement: Any) -> bool:  # noqa: ANN401 - whatever the policy holds
    return (
        isinstance(statement, dict)
        and statement.get("Effect") in ("Allow", "Deny")
        and ("Action" in statement) != ("NotAction" in statement)
        and not ("Resource" in statement and "NotResource" in statement)
        and not ("Principal" in statement and "NotPrincipal" in statement)
    )
