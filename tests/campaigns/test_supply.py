"""What is shipped can be built again, bit by bit, out of what is pinned; and the report adds up."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Final

from tests.campaigns.report import table_of

ROOT: Final = Path(__file__).parents[2]
PINNED: Final = ROOT / ".ci" / "requirements.txt"
_BUILT: Final = ("fargate_doctor", "README.md", "LICENSE", "pyproject.toml")
_BUILD: Final = "from hatchling.build import build_wheel; print(build_wheel('dist'))"


def _wheel(folder: Path, when: int) -> bytes:
    """Return the wheel built in a copy of the tree, whose files were all made at another time."""
    for name in _BUILT:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    for path in folder.rglob("*"):
        os.utime(path, (when, when))
    for cached in list(folder.rglob("__pycache__")):
        shutil.rmtree(cached)
    ended = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", _BUILD], cwd=folder, capture_output=True, text=True, check=True
    )
    return (folder / "dist" / ended.stdout.split()[-1]).read_bytes()


def test_the_wheel_is_the_same_wherever_and_whenever_it_is_built(tmp_path: Path) -> None:
    built = []
    for number, when in enumerate((1_600_000_000, 1_790_000_000)):
        folder = tmp_path / f"{'deep' * number}tree"
        folder.mkdir()
        built.append(hashlib.sha256(_wheel(folder, when)).hexdigest())

    assert built[0] == built[1]


def test_everything_that_ci_installs_is_pinned_with_its_hash() -> None:
    """Each distribution once; all that the project names are among them."""
    lines = [line for line in PINNED.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    pins = [re.fullmatch(r"([a-z0-9-]+)==(\S+) --hash=sha256:[0-9a-f]{64}", line) for line in lines]
    names = [pin[1] for pin in pins if pin]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = (
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["dev"],
    )

    assert all(pins)
    assert len(names) == len(set(names)) == len(lines)
    assert {re.split(r"[\[<>=!~ ]", each)[0].lower() for each in wanted} <= set(names)


def test_five_distributions_are_all_that_users_install_by_name() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    assert len(project["project"]["dependencies"]) <= 5


def test_the_report_adds_up_what_should_be_zero() -> None:
    lines = [
        '{"campaign": "a", "figures": {"inputs": 7}, "zero": {"failures": 0}}',
        '{"campaign": "b", "figures": {}, "zero": {"hangs": 2, "crashes": 1}}',
    ]

    report, total = table_of(lines)

    assert total == 3
    assert "| a | inputs 7 | failures 0 |" in report
