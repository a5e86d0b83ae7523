"""Policies of buckets, which alone may let in a role of the same account.

https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from pydantic import Field

from fargate_doctor.case.unplaced import buckets_of_files
from fargate_doctor.model.asked import ASKED, Asking, Place, read_asked, text, with_only_subject
from fargate_doctor.model.shape import Quotable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fargate_doctor.case.model import Case, JsonObject
    from fargate_doctor.model.table import Table

_OPERATION: Final = "s3:GetBucketPolicy"


class BucketPolicy(Quotable):
    """https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html"""

    type_name: ClassVar[str] = "bucket"

    asked: str = Field(default="", alias=ASKED)
    policy: str = ""

    @property
    def identifier(self) -> str:
        """Return the name of the bucket."""
        return self.asked


def read_bucket_policies(case: Case) -> Table[BucketPolicy]:
    """Return the policies by the names of their buckets; an answer without its request is the only bucket's."""
    placed = with_only_subject(case, _OPERATION, "Bucket", buckets_of_files(case))
    return read_asked(placed, BucketPolicy, Asking(_OPERATION, _bucket, _policy))


def _bucket(request: JsonObject, _: Place) -> Iterable[str]:
    return text(request.get("Bucket"))


def _policy(answer: JsonObject, _: Place, names: tuple[str, ...]) -> Iterator[JsonObject]:
    if names:
        yield {**answer, ASKED: names[0]}
