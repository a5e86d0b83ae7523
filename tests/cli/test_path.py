"""`fargate-doctor path`: one flow, and one flow a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from fargate_doctor.cli import flows

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine, Ended

ECR = "api.ecr.eu-west-1.amazonaws.com"


@pytest.mark.parametrize(
    ("case", "to", "expected"),
    [
        ("no_route", ECR, (1, "✗ fail")),
        ("healthy", ECR, (0, "✓ pass")),
        ("healthy", "10.0.1.99:5432", (3, "? unknown")),
    ],
)
def test_the_verdict_is_the_exit_code(
    command: CommandLine, request: pytest.FixtureRequest, case: str, to: str, expected: tuple[int, str]
) -> None:
    """Pass is 0, fail 1, unknown 3, each with mark and word."""
    ended = command("path", "--case", request.getfixturevalue(case), "--to", to)

    assert ended.code == expected[0]
    assert expected[1] in ended.out
    assert ended.err == ""


def test_a_flow_as_json(command: CommandLine, no_route: Path) -> None:
    """The same as a document."""
    ended = command("path", no_route, "--to", f"{ECR}:443", "--format", "json")

    assert ended.code == 1
    assert ended.json["verdict"] == "fail"
    assert [hop["finding"] for hop in ended.json["hops"] if hop["verdict"] == "fail"] == ["route.none"]


@pytest.mark.parametrize(
    "start",
    [
        "0123456789abcdef0123456789abcdef",
        "arn:aws:ecs:eu-west-1:123456789012:task/shop/0123456789abcdef0123456789abcdef",
        "10.0.1.20",
        "eni-0a1b2c3d4e5f60001",
    ],
)
@pytest.mark.parametrize("case", ["no_route", "healthy"])
def test_a_flow_starts_at_a_task_an_interface_or_an_address(
    command: CommandLine, request: pytest.FixtureRequest, case: str, start: str
) -> None:
    """Also where the interface is gone and only the task remembers it."""
    ended = command("path", "--case", request.getfixturevalue(case), "--from", start, "--to", "203.0.113.5")

    assert ended.code in (0, 1)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--to", "a b"],
        ["--to", "1.2.3.4:99999"],
        ["--to", "1.2.3.4", "--protocol", "gre"],
        ["--to", "1.2.3.4", "--from", "eni-0fff"],
        ["--to", "1.2.3.4", "--from", "10.9.9.9"],
        ["--to", "1.2.3.4", "--task", "nope"],
    ],
)
def test_an_end_that_makes_no_sense_is_an_error(command: CommandLine, no_route: Path, arguments: list[str]) -> None:
    """Exit code 2 with two sentences."""
    ended = command("path", "--case", no_route, *arguments)

    assert (ended.code, ended.out) == (2, "")
    assert len(ended.err.splitlines()) == 2


def test_a_network_without_a_task_is_enough(command: CommandLine, healthy: Path, tmp_path: Path) -> None:
    """A folder of raw AWS answers, whatever the files are called, with nothing of ECS in it."""
    folder = _network_of(healthy, tmp_path / "answers")

    ended = command("path", "--case", folder, "--from", "10.0.1.20", "--to", "203.0.113.5:443")

    assert ended.code == 0
    assert "PASS" not in ended.err


def test_without_a_task_the_start_must_be_named(command: CommandLine, healthy: Path, tmp_path: Path) -> None:
    """There is nothing to start from by default."""
    folder = _network_of(healthy, tmp_path / "answers")

    ended = command("path", "--case", folder, "--to", "203.0.113.5:443")

    assert ended.code == 2
    assert "--from" in ended.err


def test_flows_are_answered_line_by_line(command: CommandLine, healthy: Path) -> None:
    """Each answer stands on the line of its question; bad lines do not end the run."""
    lines = [
        '{"id": "a", "from": "10.0.1.20", "to": "203.0.113.5", "port": 443, "protocol": "tcp"}',
        "no JSON",
        "",
        "[1]",
        '{"id": 4, "to": 7}',
        '{"id": 5, "to": "203.0.113.5", "port": true}',
        '{"id": 6, "to": "203.0.113.5", "protocol": "gre"}',
        '{"id": 7, "to": "203.0.113.5", "from": "eni-0fff"}',
        '{"id": 8, "to": "203.0.113.5", "port": 70000}',
        '{"id": 9, "to": "[2001:db8::1]:443"}',
        '{"to": "203.0.113.5"}',
        '{"id": {"n": 11}, "to": "10.0.1.77", "protocol": "ICMP"}',
        '{"id": 12, "to": "' + "x" * 100_000 + '"}',
        "[" * 100_000,
    ]

    ended = _answers(command, healthy, lines)

    answers = [json.loads(line) for line in ended.out.splitlines()]
    assert ended.code == 0
    assert len(answers) == len(lines)
    assert [each.get("id") for each in answers] == ["a", None, None, None, 4, 5, 6, 7, 8, 9, None, {"n": 11}, 12, None]
    assert ["error" in each for each in answers] == [number in {1, 2, 3, 4, 5, 6, 7, 8, 12, 13} for number in range(14)]
    assert answers[0]["verdict"] == "pass"
    assert set(answers[0]["hops"][0]) == {"kind", "id", "verdict", "because"}
    assert answers[9]["verdict"] == "fail"


def test_the_case_and_the_flows_cannot_both_come_from_standard_input(command: CommandLine) -> None:
    """One stream has one content."""
    ended = command("path", "--case", "-", "--jsonl")

    assert ended.code == 2


def test_ten_thousand_flows_are_answered_by_one_model(
    command: CommandLine, healthy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The case is read once for all of them."""
    made: list[object] = []
    read = flows.Flows.__init__

    def count(*given: Any) -> None:  # noqa: ANN401 - passed on as it comes
        made.append(given)
        read(*given)

    monkeypatch.setattr(flows.Flows, "__init__", count)
    lines = [json.dumps({"id": n, "to": f"198.51.{n % 250}.{n % 99}", "port": 1 + n % 999}) for n in range(10_000)]

    ended = _answers(command, healthy, lines)

    assert len(ended.out.splitlines()) == 10_000
    assert len(made) == 1


def _answers(command: CommandLine, case: Path, lines: list[str]) -> Ended:
    return command("path", "--case", case, "--jsonl", stdin="\n".join(lines) + "\n")


def _network_of(case: Path, folder: Path) -> Path:
    folder.mkdir()
    records: dict[str, Any] = json.loads(case.read_bytes())["records"]
    network = ((name, entry) for name, entries in records.items() for entry in entries if name.startswith("ec2:"))
    for number, (_, entry) in enumerate(network):
        (folder / f"{number}.txt").write_text(json.dumps(entry["answer"]))
    return folder
