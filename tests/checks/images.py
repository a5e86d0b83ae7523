"""A task that pulls one image of ECR, and what ECR says of it; healthy until a test breaks it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from fargate_doctor.case.model import Failure, Record
from fargate_doctor.checks import all_checks
from fargate_doctor.diagnosis.engine import ask, diagnose
from fargate_doctor.facts.task_facts import TaskFacts
from fargate_doctor.model.snapshot import Snapshot
from tests.remedies.account import Account
from tests.remedies.names import ACCOUNT, DEFINITION_ARN, NOW, REGION, TASK_ARN

if TYPE_CHECKING:
    from fargate_doctor.case.model import Case
    from fargate_doctor.diagnosis.check import Answer, Check
    from fargate_doctor.diagnosis.model import Diagnosis

HOST: Final = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com"
OTHER_ACCOUNT: Final = "999988887777"
OTHER_HOST: Final = f"{OTHER_ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com"
IMAGE: Final = f"{HOST}/shop:1"
DIGEST: Final = "sha256:" + "a1" * 32
OLD_DIGEST: Final = "sha256:" + "b2" * 32
ROLE: Final = f"arn:aws:iam::{ACCOUNT}:role/execution"
INDEX: Final = "application/vnd.oci.image.index.v1+json"
SINGLE: Final = "application/vnd.oci.image.manifest.v1+json"
GIB: Final = 1024**3

IMAGES: Final = "ecr:DescribeImages"
MANIFEST: Final = "ecr:BatchGetImage"
POLICY: Final = "ecr:GetRepositoryPolicy"
RULES: Final = "ecr:DescribePullThroughCacheRules"

PENDING: Final[dict[str, Any]] = {
    "lastStatus": "PENDING",
    "stopCode": None,
    "stoppedReason": None,
    "stoppedAt": None,
    "containers": [{"name": "app", "lastStatus": "PENDING"}],
}
RUNNING: Final[dict[str, Any]] = {
    **PENDING,
    "lastStatus": "RUNNING",
    "pullStoppedAt": "2026-03-10T10:00:40+00:00",
    "startedAt": "2026-03-10T10:01:00+00:00",
    "containers": [{"name": "app", "lastStatus": "RUNNING", "imageDigest": DIGEST}],
}


def says(text: str) -> dict[str, Any]:
    """Return a task that stopped with a message."""
    return {"stoppedReason": text, "pullStartedAt": "2026-03-10T10:00:30+00:00"}


NOT_FOUND: Final = says(f"CannotPullContainerError: failed to resolve ref {IMAGE}: {IMAGE}: not found")
TIMED_OUT: Final = says(
    f'CannotPullContainerError: failed to do request: Head "https://{HOST}/v2/shop/manifests/1": dial tcp '
    "10.0.11.50:443: i/o timeout"
)


def index(*platforms: str) -> str:
    """Return an image index for platforms as `linux/amd64`, with an attestation as builders add it."""
    entries = [dict(zip(("os", "architecture", "os.version"), each.split("/"), strict=False)) for each in platforms]
    entries.append({"os": "unknown", "architecture": "unknown"})
    return json.dumps({"schemaVersion": 2, "mediaType": INDEX, "manifests": [{"platform": each} for each in entries]})


@dataclass
class Pull:
    """A task and its image. `absent` are the tags and digests that ECR says it lacks, or the error for all of them."""

    image: str = IMAGE
    task: dict[str, Any] = field(default_factory=lambda: dict(PENDING))
    detail: dict[str, Any] | None = field(default_factory=dict)
    absent: tuple[str, ...] = ()
    error: str = "ImageNotFoundException"
    region: str | None = None
    manifest: str | None = None
    policy: str | None = None
    no_policy: bool = False
    rules: list[dict[str, Any]] | None = None
    definition: dict[str, Any] = field(default_factory=dict)
    container: dict[str, Any] = field(default_factory=dict)
    beside: list[dict[str, Any]] = field(default_factory=list)
    refused: tuple[str, ...] = ()
    behind_endpoints: bool = False
    no_way_out: bool = False
    unread: set[str] = field(default_factory=set)
    is_alone: bool = False

    def case(self) -> Case:
        """Return what reading the account gives."""
        account = Account(image=self.image, task=self.task, unread=self.unread, is_alone=self.is_alone)
        if self.no_way_out:
            account.set_default("rtb-0private")
        if self.behind_endpoints:
            account.behind_endpoints()
        account.more_records |= self._records()
        if "ecs:DescribeTaskDefinition" not in self.unread:
            account.more_records["ecs:DescribeTaskDefinition"] = (self._defined(account),)
        account.failures = tuple(self._failures())
        return account.case()

    def facts(self) -> TaskFacts:
        """Return the facts of the task."""
        snapshot = Snapshot.of(self.case())
        return TaskFacts(snapshot, snapshot.tasks.require(TASK_ARN))

    def answer(self, check: Check) -> Answer:
        """Return what a check answers."""
        return ask(check, self.facts())

    def diagnosis(self) -> Diagnosis:
        """Return the whole diagnosis, its remedies tried."""
        return diagnose(self.facts(), all_checks())

    def levels(self) -> dict[str, str]:
        """Return the level of each finding about images."""
        return {each.id: each.level for each in self.diagnosis().findings if each.id.startswith("image.")}

    def roots(self) -> set[str]:
        """Return the ids of the root causes."""
        return {each.id for each in self.diagnosis().root_causes}

    @property
    def repository(self) -> str:
        """Return the name of the repository in its registry."""
        return self.image.partition("/")[2].partition("@")[0].partition(":")[0]

    @property
    def registry(self) -> str:
        """Return the account of the registry."""
        return self.image.partition(".")[0]

    def _records(self) -> dict[str, tuple[Record, ...]]:
        named = {"repositoryName": self.repository, "registryId": self.registry}
        records: dict[str, list[dict[str, Any]]] = {IMAGES: [], MANIFEST: [], POLICY: [], RULES: []}
        if self.detail is not None:
            shown = {"imageDigest": DIGEST, "imageTags": ["1"], "imageSizeInBytes": GIB // 8, **self.detail}
            records[IMAGES].append({"imageDetails": [{"imageManifestMediaType": SINGLE, **named, **shown}]})
        if self.manifest is not None:
            image = {**named, "imageId": {"imageDigest": DIGEST}, "imageManifest": self.manifest}
            records[MANIFEST].append({"images": [image], "failures": []})
        if self.policy is not None:
            records[POLICY].append({**named, "policyText": self.policy})
        if self.rules is not None:
            records[RULES].append({"pullThroughCacheRules": self.rules})
        requests = {RULES: {"registryId": ACCOUNT}}
        return {
            operation: tuple(
                Record(request=requests.get(operation, {}), answer=each, region=self.region, at=NOW) for each in answers
            )
            for operation, answers in records.items()
            if answers
        }

    def _defined(self, account: Account) -> Record:
        described = account._definition() | self.definition
        described["containerDefinitions"] = [
            described["containerDefinitions"][0] | self.container,
            *self.beside,
        ]
        return Record(request={"taskDefinition": DEFINITION_ARN}, answer={"taskDefinition": described}, at=NOW)

    def _failures(self) -> list[Failure]:
        named = {"registryId": self.registry, "repositoryName": self.repository}
        said = [
            Failure(
                operation=IMAGES,
                request={**named, "imageIds": [{"imageDigest" if ":" in each else "imageTag": each}]},
                region=self.region,
                error=self.error,
                message="",
                at=NOW,
            )
            for each in self.absent
        ]
        if self.no_policy:
            error = "RepositoryPolicyNotFoundException"
            said.append(Failure(operation=POLICY, request=named, region=self.region, error=error, message="", at=NOW))
        refused = (Failure(operation=each, error="AccessDeniedException", message="", at=NOW) for each in self.refused)
        return [*said, *refused]
