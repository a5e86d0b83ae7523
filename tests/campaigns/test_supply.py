"""What is shipped can be built again, bit by bit, out of what is pinned and free to use; and the report adds up."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement

from tests.campaigns.report import table_of

ROOT: Final = Path(__file__).parents[2]
PINNED: Final = ROOT / ".ci" / "requirements.txt"
_BUILT: Final = ("fargate_doctor", "README.md", "LICENSE", "pyproject.toml")
_ACCEPTED: Final = frozenset(
    {
        # They may be used, changed and passed on where their notice is kept.
        "BSD",
        "BSD License",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CNRI-Python",
        "MIT",
        "MIT License",
        "MIT-0",
        "PSF-2.0",
        "Public Domain",
        "Python Software Foundation License",
        # The same, and whoever contributed grants their patents.
        "Apache Software License",
        "Apache-2.0",
        # Only changes of its own files are to be published, and none of them is changed here.
        "MPL-2.0",
        "Mozilla Public License 2.0 (MPL 2.0)",
    }
)
_ACCEPTED_OF_ONE: Final = {
    # It covers a mode for Emacs in the source distribution; the wheel that is pinned does not hold it.
    "docutils": frozenset({"GNU General Public License (GPL)"}),
}
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


def _pins() -> dict[str, str]:
    """Return the version of each pinned distribution; a line that pins none, or none by its hash, is an error."""
    lines = [line for line in PINNED.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    pins = [re.fullmatch(r"([a-z0-9-]+)==([0-9a-z.!+]+)(?: --hash=sha256:[0-9a-f]{64})+", line) for line in lines]
    versions = {pin[1]: pin[2] for pin in pins if pin}
    assert len(versions) == len(lines), [line for line, pin in zip(lines, pins, strict=True) if not pin]
    return versions


def _licences(name: str, version: str) -> frozenset[str]:
    """Return every licence that a distribution names; none where this version of it is not installed here."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return frozenset()
    if told["Version"] != version:
        return frozenset()
    if expression := " ".join(told.get_all("License-Expression", [])):
        return frozenset(re.findall(r"[^\s()]+", re.sub(r"\b(AND|OR|WITH)\b", " ", expression)))
    classified = [each for each in told.get_all("Classifier", []) if each.startswith("License ::")]
    named = [each.rpartition(" :: ")[2] for each in classified] or told.get_all("License", ["none is named"])
    return frozenset(named)


def test_everything_that_ci_installs_is_pinned_with_its_hash() -> None:
    """Each distribution once, in one version; all that the project names are among them, in a version it allows."""
    pins = _pins()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = (
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["dev"],
    )

    named = [Requirement(each) for each in wanted]
    assert {each.name.lower() for each in named} <= set(pins)
    assert [each.name for each in named if not each.specifier.contains(pins[each.name.lower()])] == []


def test_no_licence_of_what_is_pinned_forbids_its_use() -> None:
    """Each licence that a pinned distribution names is accepted above; CI has all of them installed."""
    refused = {
        name: licences - _ACCEPTED - _ACCEPTED_OF_ONE.get(name, frozenset())
        for name, version in _pins().items()
        if (licences := _licences(name, version))
    }

    assert {name: licences for name, licences in refused.items() if licences} == {}


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
