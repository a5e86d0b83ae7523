"""`fargate-doctor policy` prints a policy that only reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.collectors.permissions import policy_document

if TYPE_CHECKING:
    from tests.cli.conftest import CommandLine


def test_the_policy_is_printed_as_json(command: CommandLine) -> None:
    """The document of the table, and nothing else."""
    ended = command("policy")

    assert ended.code == 0
    assert ended.json == policy_document()


def test_the_policy_only_reads(command: CommandLine) -> None:
    """Every action lists, describes, gets, filters, searches, looks up or simulates."""
    actions = [action for statement in command("policy").json["Statement"] for action in statement["Action"]]

    verbs = ("BatchGet", "Describe", "Filter", "List", "Get", "Lookup", "Search", "Simulate")
    assert all(action.partition(":")[2].startswith(verbs) for action in actions)
