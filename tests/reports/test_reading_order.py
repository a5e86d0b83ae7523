"""What a report says first, says once, and leaves to the JSON form: it is read in a hurry."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import pytest

from fargate_doctor.demo.catalogue import names, open_demo
from fargate_doctor.doctor import diagnose_task
from fargate_doctor.model.snapshot import Snapshot
from fargate_doctor.reports.as_text import to_text
from fargate_doctor.reports.report import Report

LOOKS = "Run it to see more; it only reads:"
CHANGES = "Run it yourself; it changes AWS:"


@cache
def report_of(name: str) -> Report:
    snapshot = Snapshot.of(open_demo(name))
    return Report(diagnose_task(snapshot), snapshot, "demo", datetime(2026, 10, 6, tzinfo=UTC))


def lines_of(name: str) -> list[str]:
    return to_text(report_of(name), "en", width=1000).splitlines()


@pytest.mark.parametrize("name", names())
def test_every_command_says_whether_it_changes_anything(name: str) -> None:
    """What only reads is told from what changes AWS, and the tool runs neither."""
    lines = lines_of(name)

    labels = [line.strip() for line in lines if line.strip() in (LOOKS, CHANGES)]
    first = [lines[place + 1].split() for place, line in enumerate(lines) if line.strip() == LOOKS]
    offered = [one for each in report_of(name).diagnosis.findings for one in each.recommendations]
    assert all(words[3].startswith(("describe-", "get-", "list-", "wait")) for words in first)
    assert not offered or labels or not any(one.remedy.commands for one in offered)


def test_the_same_commands_are_printed_once() -> None:
    """Two findings that one rule mends show it once, and say so."""
    written = "\n".join(lines_of("endpoint-refuses"))

    assert written.count("aws ec2 authorize-security-group-ingress") == 2
    assert written.count("running them once mends both") == 2


def test_beside_a_root_cause_notices_are_brief() -> None:
    """What is only worth knowing comes without commands and quotations, unless it is all there is."""
    assert not [line for line in lines_of("no-route") if "create-flow-logs" in line]
    assert [line for line in lines_of("not-permitted") if "create-flow-logs" in line]


def test_what_is_missing_follows_the_verdict_where_nothing_is_determined() -> None:
    """The answers on which most questions wait come first."""
    lines = lines_of("not-permitted")

    assert lines.index("What is missing") < lines.index("Worth knowing")
    assert "DescribeRouteTables" in lines[lines.index("What is missing") + 2]
    verdict = lines[lines.index("Verdict [undetermined]") + 3]
    assert "ec2:DescribeRouteTables" in verdict


def test_where_to_look_next_stands_in_the_verdict() -> None:
    """A way that nobody sees through is named at once."""
    lines = lines_of("through-the-data-center")

    assert "Look next behind vgw-" in lines[lines.index("Verdict [undetermined]") + 3]


def test_the_same_way_is_drawn_once() -> None:
    """Destinations behind the same stations are named beside the first of them."""
    lines = lines_of("acl-drops-answers")

    assert len([line for line in lines if line.startswith("  ✗") and "· IPv4" in line]) == 1
    assert [line for line in lines if "The way is the same" in line and "auth.docker.io:443" in line]


def test_the_profile_is_named_before_the_commands() -> None:
    """Whoever asked with a profile runs the fixes with it."""
    written = to_text(replace(report_of("no-route"), profile="shop prod"), "en").splitlines()

    place = written.index("  $ export AWS_PROFILE='shop prod'")
    assert place < written.index("Root causes")
