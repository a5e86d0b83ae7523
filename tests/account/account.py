"""The account as a whole: all kinds of resources, and the case that reading it gives."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from fargate_doctor import __version__
from fargate_doctor.case.model import Case, Failure, Record
from fargate_doctor.case.secrets import case_without_secrets
from tests.account.absence import Absent
from tests.account.answers import answer_to
from tests.account.refusals import refusal
from tests.account.requests import Questions
from tests.account.store import BEGAN, written
from tests.account.trail import Trail

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject

_BETWEEN_CALLS = timedelta(milliseconds=37)


@dataclass
class Account(Trail):
    """An account of one Region. `zones` are the private zones by VPC, `internet_block_mode` is of the whole Region."""

    zones: dict[str, list[JsonObject]] = field(default_factory=dict)
    internet_block_mode: str = "off"

    def case(self) -> Case:
        """Return what reading the account for the task in focus gives; refused operations become failures."""
        task = next(each for each in self.held["ecs:DescribeTasks"] if each["taskArn"] == self.focus)
        records: dict[str, list[Record]] = {}
        failures: list[Failure] = []
        at = BEGAN
        for operation, request in Questions(self, task, BEGAN):
            at += _BETWEEN_CALLS
            if operation in self.refused:
                failures.append(refusal(operation, request, self.reader_arn, self.region, written(at)))
                continue
            try:
                answer = deepcopy(answer_to(self, operation, request))
            except Absent as absent:
                failures.append(absent.said(self, operation, request, written(at)))
                continue
            record = Record(request=request, answer=answer, region=self.region, at=written(at))
            records.setdefault(operation, []).append(record)
        case = Case(
            tool_version=__version__,
            collected_at=written(at + _BETWEEN_CALLS),
            region=self.region,
            account=self.number,
            partition="aws",
            focus=self.focus,
            records={name: tuple(sorted(records[name], key=_by_request)) for name in sorted(records)},
            failures=tuple(sorted(failures, key=lambda one: (one.operation, _canonical(one.request)))),
        )
        return case_without_secrets(case)


def _by_request(record: Record) -> str:
    return _canonical(record.request)


def _canonical(value: Any) -> str:  # noqa: ANN401 - any JSON value
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
