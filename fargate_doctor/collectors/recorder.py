"""Keeps what AWS answered and what it did not, and makes the case of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor import __version__
from fargate_doctor.case.credentials import without_credentials
from fargate_doctor.case.model import Case, Failure, Record
from fargate_doctor.collectors.permissions import permitted
from fargate_doctor.collectors.plain import canonical
from fargate_doctor.collectors.target import account_of, partition_of

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.collectors.refusals import Refusal


class Recorder:
    """The answers and failures of one run, in one Region."""

    def __init__(self, region: str, partition: str) -> None:
        self.region = region
        self.partition = partition
        self.account: str | None = None
        self.focus: str | None = None
        self._records: dict[str, list[Record]] = {}
        self._failures: list[Failure] = []

    def name_owner(self, arn: str) -> None:
        """Take account and partition from an ARN; they hold where nobody says who the caller is."""
        self.account = self.account or account_of(arn)
        self.partition = partition_of(arn) or self.partition

    def keep_answer(
        self, operation: str, request: JsonObject, answer: JsonObject, at: str, region: str | None = None
    ) -> None:
        """Keep an answer, given at `at` (RFC 3339)."""
        record = Record(request=request, answer=answer, region=region or self.region, at=at)
        self._records.setdefault(operation, []).append(record)

    def keep_refusal(
        self, operation: str, request: JsonObject, refusal: Refusal, at: str, region: str | None = None
    ) -> None:
        """Keep why there is no answer; a refusal also names the IAM action that would lift it."""
        self._failures.append(
            Failure(
                operation=operation,
                request=request,
                region=region or self.region,
                error=refusal.error,
                message=without_credentials(refusal.message),
                action=permitted(operation).action if refusal.outcome == "refused" else None,
                at=at,
            )
        )

    def to_case(self, collected_at: str) -> Case:
        """Return the case, its records and failures sorted by operation and request, whatever came first."""
        return Case(
            tool_version=__version__,
            collected_at=collected_at,
            region=self.region,
            account=self.account,
            partition=self.partition,
            focus=self.focus,
            records={
                operation: tuple(sorted(self._records[operation], key=lambda one: canonical(one.request)))
                for operation in sorted(self._records)
            },
            failures=tuple(sorted(self._failures, key=lambda one: (one.operation, canonical(one.request)))),
        )
