"""Where each mend says which operation it is for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from tests.lab.state import State
from tests.lab.wire import Answer, Call, Refusal

Instead = Callable[[State, Call], Answer]
Afterwards = Callable[[State, Call, Answer], Answer]

INSTEAD: dict[str, Instead] = {}
AFTERWARDS: defaultdict[str, list[Afterwards]] = defaultdict(list)


class Refused(Exception):
    """AWS would refuse this request."""

    def __init__(self, code: str, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.refusal = Refusal(code, message, status)


def instead(*operations: str) -> Callable[[Instead], Instead]:
    """Answer these operations without asking moto."""

    def register(mend: Instead) -> Instead:
        INSTEAD.update(dict.fromkeys(operations, mend))
        return mend

    return register


def afterwards(*operations: str) -> Callable[[Afterwards], Afterwards]:
    """Correct what moto answered, or what it did."""

    def register(mend: Afterwards) -> Afterwards:
        for operation in operations:
            AFTERWARDS[operation].append(mend)
        return mend

    return register
