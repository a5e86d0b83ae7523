"""`fargate-doctor explain`: a message, an id, or one message a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from fargate_doctor.checks import all_checks

if TYPE_CHECKING:
    from tests.cli.conftest import CommandLine

TIMEOUT = "CannotPullContainerError: failed to do request: dial tcp 52.94.5.1:443: i/o timeout"
KEYS = {"family", "cause", "confidence", "alternatives", "extracted", "summary"}


def test_a_message_is_explained(command: CommandLine) -> None:
    """What failed and why, in the chosen language."""
    ended = command("explain", TIMEOUT)

    assert ended.code == 0
    assert "image_pull · network_timeout" in ended.out


def test_a_message_as_json(command: CommandLine) -> None:
    """The keys of contract §5."""
    ended = command("explain", TIMEOUT, "--format", "json")

    assert set(ended.json) == KEYS
    assert ended.json["extracted"]["address"] == "52.94.5.1"


def test_lines_are_answered_on_their_lines(command: CommandLine) -> None:
    """Bad lines by an error, and the run goes on."""
    lines = [
        json.dumps({"id": "m1", "text": TIMEOUT, "where": "containerReason"}),
        "",
        "null",
        '{"id": 3}',
        '{"text": 1}',
    ]

    ended = command("explain", "--jsonl", stdin="\n".join([*lines, json.dumps({"text": ""})]))

    answers = [json.loads(line) for line in ended.out.splitlines()]
    assert ended.code == 0
    assert [each.get("id") for each in answers] == ["m1", None, None, 3, None, None]
    assert ["error" in each for each in answers] == [False, True, True, True, True, False]
    assert set(answers[0]) == {"id", *KEYS}


def test_every_finding_and_question_is_documented(command: CommandLine) -> None:
    """An argument that is exactly an id is looked up."""
    kinds = {kind.id for check in all_checks() for kind in check.findings}

    for identifier in ("route.none", next(iter(all_checks())).id):
        ended = command("explain", identifier, "--format", "json")
        assert ended.json["id"] == identifier
        assert ended.json["kind"] == ("finding" if identifier in kinds else "check")


def test_nothing_to_explain_is_an_error(command: CommandLine) -> None:
    """Two sentences."""
    ended = command("explain")

    assert ended.code == 2
    assert len(ended.err.splitlines()) == 2


def test_no_finding_shows_a_blank(command: CommandLine) -> None:
    """Words stand where only a finding that was raised has a name, and the gravest level is said."""
    for kind in {kind.id: kind for check in all_checks() for kind in check.findings}.values():
        for language in ("en", "es"):
            ended = command("explain", kind.id, "--lang", language)
            assert "{" not in ended.out
    assert "has no route to its destinations" in command("explain", "route.none").out
    warning = next(kind.id for check in all_checks() for kind in check.findings if kind.at_most == "warning")
    assert "At most it is a warning." in command("explain", warning).out


def test_a_finding_names_every_question_that_may_end_in_it(command: CommandLine) -> None:
    """The message may state it, and what was read may show it."""
    found = command("explain", "image.not-found", "--format", "json").json

    assert {"stop.stated-cause", "access.image"} <= set(found["questions"])
    assert len(found["references"]) == len(set(found["references"])) > 1


@pytest.mark.parametrize(
    ("message", "suspected", "spared"),
    [
        ("CannotPullContainerError: dial tcp: lookup api on 10.0.0.2:53: no such host", "dns.support-disabled", "lb."),
        ("CannotPullContainerError: dial tcp 52.94.5.1:443: i/o timeout", "route.none", "dns.support-disabled"),
        ("CannotPullContainerError: pull access denied", "iam.execution-role-denied", "iam.task-role-denied"),
        ("Task failed ELB health checks in (target-group arn:x)", "lb.sg-blocked", "route.none"),
    ],
)
def test_what_may_be_behind_a_message_is_named(command: CommandLine, message: str, suspected: str, spared: str) -> None:
    """Only findings that the words and the family allow, each with its id."""
    said = command("explain", message).out

    assert f"- {suspected}: " in said
    assert f"- {spared}" not in said


def test_what_a_message_states_is_named_by_its_id(command: CommandLine) -> None:
    said = command("explain", "OutOfMemoryError: Container killed due to memory usage", "--lang", "es").out

    assert "Lo dice con palabras" in said
    assert "container.out-of-memory: " in said
