"""`fargate-doctor checks` lists every question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.checks import all_checks

if TYPE_CHECKING:
    from tests.cli.conftest import CommandLine


def test_every_question_is_listed(command: CommandLine) -> None:
    """With its id, what it reads and its documentation."""
    ended = command("checks")

    assert ended.code == 0
    assert all(f"[{check.id}]" in ended.out for check in all_checks())
    assert "https://docs.aws.amazon.com/" in ended.out


def test_the_list_as_json(command: CommandLine) -> None:
    """In the order of the walk."""
    listed = command("checks", "--format", "json", "--lang", "es").json

    assert [each["id"] for each in listed] == [check.id for check in all_checks()]
    assert [each["question"] for each in listed] == [check.question.es for check in all_checks()]
