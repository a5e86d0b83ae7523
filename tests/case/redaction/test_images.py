"""What ECR answers keeps its meaning under redaction, and loses every name."""

from __future__ import annotations

import json

import pytest

from fargate_doctor.case.redaction import redact
from fargate_doctor.case.secrets import case_without_secrets
from fargate_doctor.case.write import dump_case
from fargate_doctor.doctor import diagnose_task
from fargate_doctor.model.snapshot import Snapshot
from tests.checks.images import (
    DIGEST,
    HOST,
    INDEX,
    NOT_FOUND,
    OLD_DIGEST,
    OTHER_HOST,
    PENDING,
    ROLE,
    RUNNING,
    Pull,
    index,
    says,
)

KEY = bytes(range(32))
LISTED = {"imageManifestMediaType": INDEX}
WINDOWS = {**PENDING, "platformFamily": "Windows_Server_2022_Core", "platformVersion": "1.0.0"}
BOUND = says(f"CannotPullContainerError: failed to resolve ref {HOST}/shop@{OLD_DIGEST}: not found")
POLICY = json.dumps(
    {"Statement": [{"Effect": "Allow", "Principal": {"AWS": f"{ROLE}*"}, "Action": ["ecr:BatchGetImage"]}]}
)


@pytest.mark.parametrize(
    "pull",
    [
        pytest.param(Pull(), id="stored"),
        pytest.param(Pull(detail=None, absent=("1",)), id="no such tag"),
        pytest.param(Pull(image=f"{HOST}/team/ordering:v1.2-rc.3", detail=None, absent=("v1.2-rc.3",)), id="odd tag"),
        pytest.param(Pull(task=NOT_FOUND), id="contradicted"),
        pytest.param(Pull(detail=None, absent=("1",), error="RepositoryNotFoundException", rules=[]), id="repository"),
        pytest.param(Pull(task=BOUND, absent=(OLD_DIGEST,)), id="bound digest in the message"),
        pytest.param(Pull(task=RUNNING, detail=None, absent=(DIGEST,)), id="bound digest of the container"),
        pytest.param(Pull(detail=LISTED, manifest=index("linux/arm64")), id="another processor"),
        pytest.param(Pull(detail=LISTED, manifest=index("linux/amd64", "linux/arm64")), id="the processor"),
        pytest.param(
            Pull(detail=LISTED, manifest=index("windows/amd64/10.0.17763.6189"), task=WINDOWS), id="another Windows"
        ),
        pytest.param(Pull(detail=LISTED, manifest=index("windows/amd64/10.0.20348.2582"), task=WINDOWS), id="Windows"),
        pytest.param(Pull(image=f"{OTHER_HOST}/shop:1", policy=POLICY), id="policy with a wildcard"),
        pytest.param(Pull(image=f"{OTHER_HOST}/shop:1", no_policy=True), id="no policy"),
        pytest.param(Pull(image=f"{HOST}/Shop:1", detail=None), id="malformed"),
        pytest.param(Pull(detail={"imageSizeInBytes": 22 * 1024**3}), id="too large"),
        pytest.param(Pull(image="ghcr.io/acme-payments/ledger:9", detail=None), id="of another registry"),
    ],
)
def test_the_diagnosis_stays_the_same(pull: Pull) -> None:
    case = pull.case()

    assert told(Snapshot.of(redact(case, KEY))) == told(Snapshot.of(case))


def told(snapshot: Snapshot) -> dict[str, object]:
    diagnosis = diagnose_task(snapshot, proves=False)
    return {
        "status": diagnosis.status,
        "findings": sorted((each.id, each.level, each.confidence) for each in diagnosis.findings),
        "steps": [(each.check.id, each.verdict) for each in diagnosis.steps],
    }


def test_names_in_a_manifest_are_replaced() -> None:
    """Annotations are the builder's own words; platforms are not."""
    listed = json.loads(index("linux/arm64"))
    listed["annotations"] = {"org.opencontainers.image.source": "https://git.acme-payments.example/ledger"}
    pull = Pull(image=f"{HOST}/acme-payments/ledger:1", detail=LISTED, manifest=json.dumps(listed))

    written = dump_case(redact(pull.case(), KEY)).decode()

    assert "acme-payments" not in written
    assert "ledger" not in written
    assert "arm64" in written


def test_variables_in_an_old_manifest_are_never_written() -> None:
    """A manifest of the first schema holds the image's configuration, with its environment variables."""
    built = {"config": {"Env": ["DATABASE_PASSWORD=hunter2", "STAGE=production"]}}
    manifest = {"schemaVersion": 1, "history": [{"v1Compatibility": json.dumps(built)}]}

    written = dump_case(case_without_secrets(Pull(manifest=json.dumps(manifest)).case())).decode()

    assert "hunter2" not in written
    assert "production" not in written
