"""Buckets of S3 and whether they hold an object: names alone, never what is in it.

https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
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

LOCATION: Final = "s3:GetBucketLocation"
LISTING: Final = "s3:ListObjectsV2"
_BUCKET: Final = "Bucket"
_FIRST: Final = {"": "us-east-1", "EU": "eu-west-1"}
"""https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html"""


class Bucket(Quotable):
    """https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html"""

    type_name: ClassVar[str] = "bucket"

    asked: str = Field(default="", alias=ASKED)
    location_constraint: str = ""

    @property
    def identifier(self) -> str:
        """Return the name of the bucket."""
        return self.asked

    @property
    def region(self) -> str:
        """Return the Region of the bucket."""
        return _FIRST.get(self.location_constraint, self.location_constraint)


class StoredObject(Quotable):
    """https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html"""

    type_name: ClassVar[str] = "object"

    asked: str = Field(default="", alias=ASKED)
    key: str = ""

    @property
    def identifier(self) -> str:
        """Return bucket and key, as an ARN of S3 ends."""
        return self.asked


def read_buckets(case: Case) -> Table[Bucket]:
    """Return the buckets by their names."""
    placed = with_only_subject(case, LOCATION, _BUCKET, buckets_of_files(case))
    return read_asked(placed, Bucket, Asking(LOCATION, _bucket, _location))


def read_stored_objects(case: Case) -> Table[StoredObject]:
    """Return the objects by bucket and key; where an answer does not name its bucket, by the only one there is.

    Keys are listed in their order, so that an object whose whole key is the prefix asked for comes first.
    """
    ends = ("IsTruncated", "NextContinuationToken")
    return read_asked(_named_buckets(case), StoredObject, Asking(LISTING, _prefix, _objects, ends=ends))


def _named_buckets(case: Case) -> Case:
    placed = with_only_subject(case, LISTING, _BUCKET, buckets_of_files(case))
    named = (
        record
        if record.request is None or record.answer.get("Name")
        else record.model_copy(update={"answer": {**record.answer, "Name": record.request.get(_BUCKET)}})
        for record in placed.records.get(LISTING, ())
    )
    return placed.model_copy(update={"records": {**placed.records, LISTING: tuple(named)}})


def _bucket(request: JsonObject, _: Place) -> Iterable[str]:
    return text(request.get(_BUCKET))


def _location(answer: JsonObject, _: Place, names: tuple[str, ...]) -> Iterator[JsonObject]:
    if names:
        yield {**answer, ASKED: names[0]}


def _prefix(request: JsonObject, _: Place) -> Iterator[str]:
    if not request.get("ContinuationToken") and not request.get("StartAfter") and not request.get("Delimiter"):
        yield from (f"{request[_BUCKET]}/{each}" for each in text(request.get("Prefix")))


def _objects(answer: JsonObject, _: Place, names: tuple[str, ...]) -> Iterator[JsonObject]:
    bucket = answer.get("Name") or (names[0].partition("/")[0] if names else "")
    for each in answer.get("Contents") or ():
        yield {**each, ASKED: f"{bucket}/{each['Key']}"}
