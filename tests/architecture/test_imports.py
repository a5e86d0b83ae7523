"""What is slow to import is imported only where it is needed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

CASE = Path(__file__).parents[1] / "cli" / "cases" / "no-route.json"

PROBE = """
import json, sys
from fargate_doctor.cli.run import run
code = run(sys.argv[1:])
slow = {"boto3", "botocore", "textual", "rich"} & set(sys.modules)
print(json.dumps({"code": code, "slow": sorted(slow)}), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["--version"],
        ["--help"],
        ["diagnose", "--help"],
        ["policy"],
        ["checks"],
        ["demo"],
        ["diagnose", "--case", str(CASE)],
        ["diagnose", "--case", str(CASE), "--format", "json"],
        ["path", "--case", str(CASE), "--to", "203.0.113.5"],
        [str(CASE)],
    ],
    ids=" ".join,
)
def test_neither_boto3_nor_textual_is_imported(arguments: list[str]) -> None:
    """Commands that ask no AWS and show no app import neither."""
    ended = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", PROBE, *arguments], capture_output=True, text=True, check=True
    )

    assert json.loads(ended.stderr.splitlines()[-1])["slow"] == []
