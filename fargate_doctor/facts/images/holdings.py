"""What ECR said that it holds of an image.

https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImages.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from fargate_doctor.frozen import frozen
from fargate_doctor.model.evidence import Evidence, Unanswered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.case.model import Failure
    from fargate_doctor.facts.image_names import ImageName
    from fargate_doctor.model.registry import ImageDetail
    from fargate_doctor.model.snapshot import Snapshot

State = Literal["stored", "archived", "image-absent", "repository-absent"]

_OF_REPOSITORY: Final = frozenset(
    {"ecr:DescribeImages", "ecr:DescribeRepositories", "ecr:BatchGetImage", "ecr:GetRepositoryPolicy"}
)
_NO_REPOSITORY: Final = "RepositoryNotFoundException"
_NO_IMAGE: Final = "ImageNotFoundException"


@frozen
class Holding:
    """Whether a registry holds an image; `image` is what it shows of it."""

    state: State
    evidence: tuple[Evidence, ...]
    image: ImageDetail | None = None
    at: str | None = None


def holding_of(snapshot: Snapshot, name: ImageName, reference: str) -> Holding:
    """Return what ECR said last of a tag or digest; raises `Unanswered` where nobody asked for it."""
    shown = next(_shown(snapshot, name, reference), None)
    said = max(_absences(snapshot, name, reference), key=lambda each: each.at or "", default=None)
    if shown and said and shown.at and said.at:
        return shown if shown.at >= said.at else said
    found = shown or said
    if found is None:
        raise Unanswered(*snapshot.images.missing)
    return found


def _shown(snapshot: Snapshot, name: ImageName, reference: str) -> Iterator[Holding]:
    for each in snapshot.images:
        is_here = each.registry_id in ("", name.account) and each.read_from.region in (None, name.region)
        if is_here and each.repository_name == name.repository and each.is_known_by(reference):
            state: State = "archived" if each.is_archived else "stored"
            field = "imageStatus" if each.is_archived else "imageDigest"
            yield Holding(state, (each.cite(field),), each, each.read_from.at)


def _absences(snapshot: Snapshot, name: ImageName, reference: str) -> Iterator[Holding]:
    for failure in snapshot.failures:
        if _is_of_repository(failure, name):
            if failure.error == _NO_REPOSITORY:
                yield Holding("repository-absent", (_quoted(failure, name.repository),), at=failure.at)
            elif failure.error == _NO_IMAGE and _asked_for(failure) == [reference]:
                yield Holding("image-absent", (_quoted(failure, f"{name.repository} {reference}"),), at=failure.at)


def _is_of_repository(failure: Failure, name: ImageName) -> bool:
    request = failure.request or {}
    if failure.operation not in _OF_REPOSITORY or failure.region not in (None, name.region):
        return False
    if request.get("registryId", name.account) != name.account:
        return False
    named = (request.get("repositoryName"), *(request.get("repositoryNames") or ()))
    return [each for each in named if each] == [name.repository]


def _asked_for(failure: Failure) -> list[object]:
    asked = (failure.request or {}).get("imageIds") or ()
    return [each.get("imageDigest") or each.get("imageTag") for each in asked if isinstance(each, dict)]


def _quoted(failure: Failure, resource: str) -> Evidence:
    """Return the quotation of AWS saying that something is not there."""
    return Evidence(
        operation=failure.operation,
        resource=resource,
        field="ErrorCode",
        value=failure.error,
        observed_at=failure.at,
    )
