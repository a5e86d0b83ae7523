"""What a case of the acceptance tables is, and how the commands answer it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from fargate_doctor.cli.run import run
from tests.acceptance.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import pytest

_EXIT_CODES: Final = {"no_problem_found": 0, "cause_found": 1, "undetermined": 3}
_PATH_CODES: Final = {"pass": 0, "fail": 1, "unknown": 3}


@dataclass(frozen=True, slots=True)
class Case:
    """One changed world and what must be said about it.

    `roots` are the ids of all root causes, `paths` flows with their verdicts (`8.8.8.8:53/udp fail`), `status` the
    status where no root cause is expected, `confidence` that of the first root cause where the rules decide it.
    """

    name: str
    why: str
    change: Callable[[World], object]
    roots: frozenset[str]
    paths: tuple[str, ...]
    status: str
    confidence: str
    wants_ipv6: bool

    def write(self, folder: Path) -> Path:
        """Write the case file."""
        world = World()
        self.change(world)
        place = folder / "case.json"
        place.write_text(json.dumps(world.case()), encoding="utf-8")
        return place


class Table:
    """Cases that stand in one file of tests."""

    def __init__(self) -> None:
        """Start without a case."""
        self.cases: list[Case] = []

    def case(  # noqa: PLR0913 - what may be expected
        self,
        why: str,
        roots: str = "",
        *,
        paths: str = "",
        status: str = "undetermined",
        confidence: str = "",
        wants_ipv6: bool = False,
    ) -> Callable[[Callable[[World], object]], Callable[[World], object]]:
        """Enter a change of the world as a case; lists are separated by blanks, flows by `;`."""

        def enter(change: Callable[[World], object]) -> Callable[[World], object]:
            name = getattr(change, "__name__", "case")
            flows = tuple(each.strip() for each in paths.split(";") if each.strip())
            found = frozenset(roots.split())
            entered = Case(name, why, change, found, flows, "cause_found" if found else status, confidence, wants_ipv6)
            self.cases.append(entered)
            return change

        return enter


def diagnosis_of(place: Path, capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:
    """Return what `diagnose` says of a case, after comparing its exit code with its status."""
    code = run(["diagnose", "--case", str(place), "--format", "json", *options])
    diagnosis: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert code == _EXIT_CODES[diagnosis["status"]]
    return diagnosis


def roots_of(diagnosis: dict[str, Any]) -> set[str]:
    """Return the ids of the root causes."""
    return {each["id"] for each in diagnosis["findings"] if each["level"] == "root_cause"}


def check_diagnosis(case: Case, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Compare root causes, status, exit code and confidence; then the same of the redacted export."""
    place = case.write(folder)
    options = ["--expect-ipv6"] if case.wants_ipv6 else []
    told = diagnosis_of(place, capsys, *options)
    assert roots_of(told) == case.roots, case.why
    assert told["status"] == case.status, case.why
    if case.confidence:
        assert told["findings"][0]["confidence"] == case.confidence, case.why
    redacted = folder / "redacted.json"
    assert run(["export", "--case", str(place), "-o", str(redacted)]) == 0
    capsys.readouterr()
    again = diagnosis_of(redacted, capsys, *options)
    assert [(each["id"], each["level"]) for each in again["findings"]] == [
        (each["id"], each["level"]) for each in told["findings"]
    ]
    assert {each["id"]: each["verdict"] for each in again["steps"]} == {
        each["id"]: each["verdict"] for each in told["steps"]
    }


def check_paths(case: Case, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Compare the verdict and the exit code of each flow."""
    place = case.write(folder)
    for flow in case.paths:
        to, expected = flow.rsplit(" ", 1)
        host, _, protocol = to.partition("/")
        asked = ["path", "--case", str(place), "--to", host, "--protocol", protocol or "tcp", "--format", "json"]
        code = run(asked)
        told = json.loads(capsys.readouterr().out)
        assert told["verdict"] == expected, (case.why, flow)
        assert code == _PATH_CODES[expected]


def cases_with_one_answer_less(whole: Path) -> Iterator[tuple[str, Path]]:
    """Write the case again and again, each time without what one operation answered; the task itself stays."""
    case = json.loads(whole.read_text(encoding="utf-8"))
    less = whole.with_name("less.json")
    for operation in case["records"]:
        if operation != "ecs:DescribeTasks":
            kept = {name: records for name, records in case["records"].items() if name != operation}
            less.write_text(json.dumps({**case, "records": kept}), encoding="utf-8")
            yield operation, less
