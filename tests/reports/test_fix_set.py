"""What to do all at once stands in every report, and only where several things have to be mended."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from fargate_doctor.demo.catalogue import open_demo
from fargate_doctor.doctor import diagnose_task
from fargate_doctor.model.snapshot import Snapshot
from fargate_doctor.reports.as_json import to_json
from fargate_doctor.reports.as_markdown import to_markdown
from fargate_doctor.reports.as_text import to_text
from fargate_doctor.reports.report import Report

if TYPE_CHECKING:
    from fargate_doctor.text import Language


def report_of(name: str, *, proves: bool = True) -> Report:
    """Return the report of a built-in case."""
    snapshot = Snapshot.of(open_demo(name))
    diagnosis = diagnose_task(snapshot, proves=proves)
    return Report(diagnosis, snapshot, "demo", datetime(2026, 10, 6, 4, tzinfo=UTC))


def test_two_blockers_have_a_set_that_is_proven_together() -> None:
    """Each member names the finding that offers it, in the order in which to carry them out."""
    written = json.loads(to_json(report_of("two-blockers"), "en"))

    assert written["fix_set"]["proven"] is True
    assert written["fix_set"]["recommendations"] == ["open-egress", "public-subnet-and-address"]
    assert [each["finding"] for each in written["fix_set"]["members"]] == ["sg.egress-blocked", "route.blackhole"]
    offered = {one["id"] for finding in written["findings"] for one in finding["recommendations"]}
    assert set(written["fix_set"]["recommendations"]) <= offered


@pytest.mark.parametrize("name", ["no-route", "healthy", "not-permitted", "out-of-memory"])
def test_elsewhere_there_is_none(name: str) -> None:
    """One finding has its own choices, and nothing needs no set."""
    assert json.loads(to_json(report_of(name), "en"))["fix_set"] is None


def test_without_proofs_there_is_no_set() -> None:
    """Nothing was tried, so nothing is said."""
    assert json.loads(to_json(report_of("two-blockers", proves=False), "en"))["fix_set"] is None


@pytest.mark.parametrize(("language", "title"), [("en", "All at once"), ("es", "Todo a la vez")])
def test_people_read_it_as_well(language: Language, title: str) -> None:
    """In text and in Markdown, in both languages."""
    report = report_of("two-blockers")

    assert title in to_text(report, language)
    assert title in to_markdown(report, language)
    assert title not in to_text(report_of("no-route"), language)
