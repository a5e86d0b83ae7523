"""The recipe for organizations: its template is sound, and what its task runs leaves the case of one place."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cfnlint.api import lint
from cfnlint.decode import cfn_yaml

from fargate_doctor.case.read import read_case
from tests.lab.scenarios import all_scenarios
from tests.lab.state import ACCOUNT, REGION

if TYPE_CHECKING:
    from tests.lab.server import Lab

TEMPLATE = Path(str(files("fargate_doctor"))) / "recipes" / "organization.yaml"
BUCKET = "cases"


def command_of_the_task() -> list[str]:
    """Return entry point and command of the recipe's container."""
    template: Any = cfn_yaml.load(str(TEMPLATE))
    container = template["Resources"]["Scan"]["Properties"]["ContainerDefinitions"][0]
    return [*container["EntryPoint"], *container["Command"]]


def test_the_template_has_no_fault() -> None:
    """cfn-lint, which also reads the state machine and the policies, has nothing against it."""
    assert [str(each) for each in lint(TEMPLATE.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("fails", [False, True])
def test_its_task_leaves_the_case_of_one_place(lab: Lab, tmp_path: Path, *, fails: bool) -> None:
    """A found cause is an answer and ends well; an account that cannot be asked is a failure, and says so."""
    scenario = next(each for each in all_scenarios() if each.name == "route-none")
    target = scenario.build(lab)
    lab.client("s3").create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
    if fails:
        lab.deny("ecs:ListClusters")
    environment = {
        **lab.environment,
        "HOME": str(tmp_path),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "CREDENTIAL_SOURCE": "Environment",
        "ROLE": f"arn:aws:iam::{ACCOUNT}:role/fargate-doctor-read",
        "PLACE_ACCOUNT": ACCOUNT,
        "PLACE_REGION": REGION,
        "RUN": "night",
        "BUCKET": BUCKET,
    }

    ended = subprocess.run(command_of_the_task(), env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - the recipe's own

    kept = lab.client("s3").list_objects_v2(Bucket=BUCKET, Prefix=f"night/{ACCOUNT}/{REGION}/")["Contents"]
    bodies = {
        each["Key"].rpartition("/")[2]: lab.client("s3").get_object(Bucket=BUCKET, Key=each["Key"])["Body"].read()
        for each in kept
    }
    lines = [json.loads(line) for line in bodies.pop("outcomes.jsonl").splitlines()]
    if fails:
        assert ended.returncode == 4
        assert bodies == {}
        assert [each["error"] for each in lines if each["line"] == "place"] != [None]
        return
    assert ended.returncode == 0, ended.stderr
    assert [each["arn"] for each in lines if each["line"] == "task"] == [target.task_arn]
    (case,) = bodies.values()
    (tmp_path / "case.json").write_bytes(case)
    assert read_case(str(tmp_path / "case.json")).account == ACCOUNT
