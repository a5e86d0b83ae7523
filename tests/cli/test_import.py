"""`fargate-doctor import`: what goes in, what comes out, and what is said beside it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine


def test_a_folder_of_answers_becomes_a_case(command: CommandLine, no_route: Path, tmp_path: Path) -> None:
    """The case is diagnosed like the one that its answers were taken from; other files are named."""
    records = json.loads(no_route.read_text(encoding="utf-8"))["records"]
    folder = tmp_path / "answers"
    folder.mkdir()
    for number, (operation, answers) in enumerate(records.items()):
        for place, each in enumerate(answers if isinstance(answers, list) else [{"answer": answers}]):
            envelope = {"operation": operation, **each}
            (folder / f"{number}-{place}").write_text(json.dumps(envelope), encoding="utf-8")
    (folder / "notes.txt").write_text("Notes", encoding="utf-8")
    output = tmp_path / "case.json"

    ended = command("import", folder, "-o", output)

    assert ended.code == 0
    assert ended.out == ""
    assert "Skipped" in ended.err
    assert "notes.txt" in ended.err
    assert "1 tasks" in ended.err
    before = command("diagnose", "--case", no_route, "--format", "json").json
    after = command("diagnose", "--case", output, "--format", "json").json
    assert [(each["id"], each["level"]) for each in after["findings"]] == [
        (each["id"], each["level"]) for each in before["findings"]
    ]
    assert command("diagnose", "--case", folder, "--format", "json").json["findings"] == after["findings"]


def test_what_has_no_place_is_said(command: CommandLine, tmp_path: Path) -> None:
    """An answer that does not say what it is about is kept and not used."""
    (tmp_path / "a.json").write_text(json.dumps({"Entries": [{"Cidr": "10.0.0.0/8"}]}), encoding="utf-8")

    ended = command("import", tmp_path / "a.json", "-o", "-")

    assert "ec2:GetManagedPrefixListEntries does not say what it is about" in ended.err
    assert "There is no task in it" in ended.err
    assert "ec2:GetManagedPrefixListEntries" in json.loads(ended.out)["records"]


def test_names_are_masked_on_request(command: CommandLine, no_route: Path) -> None:
    """By default an import keeps what it was given: it stays on its owner's disk."""
    plain = command("import", no_route, "-o", "-").json
    masked = command("import", no_route, "-o", "-", "--redact").json

    assert plain["redacted"] is False
    assert masked["redacted"] is True
    assert plain["focus"] != masked["focus"]


def test_standard_input_is_a_place(command: CommandLine) -> None:
    """A pipe from the AWS CLI needs no file."""
    ended = command("import", "-", "-o", "-", stdin=json.dumps({"Subnets": []}))

    assert list(ended.json["records"]) == ["ec2:DescribeSubnets"]


def test_wrong_usage_is_said(command: CommandLine, tmp_path: Path) -> None:
    """Nothing is written where nothing was recognised, and each mistake has its sentence."""
    (tmp_path / "notes").write_text("Notes", encoding="utf-8")
    output = tmp_path / "case.json"

    for arguments, words in (
        ((), "nothing to import"),
        ((tmp_path / "notes",), "no file to write"),
        ((tmp_path / "notes", "-o", output), "not JSON"),
        ((tmp_path / "gone", "-o", output), "does not exist"),
        (("--script",), "has to know what it is for"),
        (("--script", "x", "--task", "a"), "takes no files"),
        (("--script", "--cluster", "a'; rm -rf x", "--task", "0123456789abcdef"), "is no name that AWS gives"),
    ):
        ended = command("import", *arguments)

        assert (ended.code, words in ended.err) == (2, True), ended.err
    assert not output.exists()


def test_the_script_is_plain_and_read_only(command: CommandLine) -> None:
    """It names the task, asks nothing but reads, and is said in the user's language."""
    task = "arn:aws:ecs:eu-west-1:111122223333:task/prod/0123456789abcdef0123456789abcdef"

    english = command("import", "--script", "--task", task).out
    spanish = command("import", "--script", "--task", task, "--lang", "es").out

    assert english.startswith("#!/bin/sh\n")
    assert f"TASK={task}\n" in english
    assert "CLUSTER=prod\n" in english
    assert "REGION=eu-west-1\n" in english
    assert "Recopila" in spanish
