"""Does the shell script collect what the tool itself would, in an account behind a real endpoint?"""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from fargate_doctor.collectors.permissions import PERMITTED
from fargate_doctor.collectors.shell_script import shell_script
from fargate_doctor.collectors.target import TaskTarget
from tests.lab.aws_cli import AwsCli
from tests.lab.scenarios import all_scenarios, some_scenarios
from tests.lab.test_scenarios import essence
from tests.lab.tool import Tool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.lab.server import Lab

NOT_IN_THE_SCRIPT = {
    "ecs:ListClusters",  # a person names the cluster
}
SCENARIOS = {scenario.name: scenario for scenario in all_scenarios()}


@pytest.fixture(scope="module")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AwsCli]:
    cli = AwsCli(tmp_path_factory.mktemp("aws"))
    yield cli
    cli.stop()


@pytest.mark.parametrize("name", [each.name for each in some_scenarios()])
def test_the_script_collects_what_the_tool_does(name: str, lab: Lab, aws: AwsCli, tmp_path: Path) -> None:
    """The case that is imported from the script's folder, and gzip of it, is diagnosed as the account itself is."""
    tool = Tool(lab, tmp_path)
    target = SCENARIOS[name].build(lab)
    live = tool.run("diagnose", target.task_arn, "--format", "json")
    script = tool.run("import", "--script", "--task", target.task_arn).output
    lab.freeze()

    ran = aws.run_script(script, tmp_path, lab.environment)
    case, zipped = tmp_path / "case.json", tmp_path / "case.json.gz"
    imported = tool.run("import", str(tmp_path / "answers"), "-o", str(case))
    zipped.write_bytes(gzip.compress(case.read_bytes()))

    assert (ran.returncode, lab.writes()) == (0, [])
    assert imported.exit_code == 0
    assert "Skipped" not in imported.errors
    assert essence(tool.run("diagnose", "--case", str(zipped), "--format", "json")) == essence(live)


def test_the_script_asks_what_the_collectors_ask() -> None:
    """Every operation of a diagnosis is in the script, and nothing else is."""
    script = shell_script(TaskTarget("prod", "0123456789abcdef"), None, "en")
    asked = set(re.findall(r"\b[a-z0-9]+:[A-Z]\w+(?= ')", script))

    assert asked == {each.operation for each in PERMITTED if not each.on_request} - NOT_IN_THE_SCRIPT


def test_a_refusal_is_kept_with_its_action(lab: Lab, aws: AwsCli, tmp_path: Path) -> None:
    """The script goes on, and the case says what was refused and what would lift it."""
    tool = Tool(lab, tmp_path)
    target = SCENARIOS["route-none"].build(lab)
    lab.deny("ec2:DescribeRouteTables")
    script = tool.run("import", "--script", "--task", target.task_arn).output

    ran = aws.run_script(script, tmp_path, lab.environment)
    offline = tool.run("diagnose", "--case", str(tmp_path / "answers"), "--format", "json")

    assert ran.returncode == 0
    missing = {each["operation"]: each["action"] for each in offline.diagnosis["missing"]}
    assert missing["ec2:DescribeRouteTables"] == "ec2:DescribeRouteTables"
    assert essence(offline) == essence(tool.run("diagnose", target.task_arn, "--format", "json"))


@pytest.mark.parametrize("shell", ["dash", "bash", "busybox"])
def test_the_script_is_plain_shell(shell: str, tmp_path: Path) -> None:
    """Every shell that calls itself one can read it."""
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    script = tmp_path / "collect.sh"
    script.write_text(shell_script(TaskTarget("prod", None, "web"), "eu-west-1", "es"), encoding="utf-8")
    command = [shell, *(["sh"] if shell == "busybox" else []), "-n", str(script)]

    assert subprocess.run(command, check=False).returncode == 0  # noqa: S603 - a shell that reads and runs nothing
