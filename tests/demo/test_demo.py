"""Each built-in case shows what it says it shows."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from fargate_doctor.case.model import SCHEMA, Statement
from fargate_doctor.demo import catalogue
from fargate_doctor.doctor import diagnose_task
from fargate_doctor.errors import UnreadableInput
from fargate_doctor.model.reading import is_refusal
from fargate_doctor.model.snapshot import Snapshot
from tests.account.demos.every import DEMOS
from tests.account.write_demo import FOLDER, content_of

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.levels import Status
    from fargate_doctor.diagnosis.model import Diagnosis

# Written by hand from what each case describes; see tests/account/demos for how each is broken.
EXPECTED: dict[str, tuple[Status, set[str]]] = {
    "no-route": ("cause_found", {"route.none"}),
    "public-without-address": ("cause_found", {"route.igw-without-public-ip"}),
    "nat-without-internet": ("cause_found", {"nat.no-internet-route"}),
    "two-blockers": ("cause_found", {"route.blackhole", "sg.egress-blocked"}),
    "endpoint-missing": ("cause_found", {"endpoint.missing"}),
    "endpoint-refuses": ("cause_found", {"endpoint.sg-blocked"}),
    "acl-drops-answers": ("cause_found", {"nacl.return-blocked"}),
    "layers-out-of-reach": ("cause_found", {"endpoint.not-associated"}),
    "through-the-data-center": ("undetermined", set()),
    "dhcp-changed": ("cause_found", {"dhcp.change-not-applied"}),
    "ipv6-without-auto-assign": ("cause_found", {"ipv6.auto-assign-off"}),
    "ipv6-too-late": ("cause_found", {"ipv6.predates-change"}),
    "load-balancer-shut-out": ("cause_found", {"lb.sg-blocked", "lb.target-unhealthy"}),
    "healthy": ("no_problem_found", set()),
    "secret-deleted": ("cause_found", {"secret.not-found"}),
    "log-group-missing": ("cause_found", {"logs.group-missing"}),
    "image-tag-missing": ("cause_found", {"image.not-found"}),
    "role-may-not-log-in": ("cause_found", {"iam.execution-role-denied"}),
    "health-check-fails": ("cause_found", {"container.unhealthy"}),
    "initial-container-fails": ("cause_found", {"container.dependency"}),
    "out-of-memory": ("cause_found", {"container.out-of-memory"}),
    "not-permitted": ("undetermined", set()),
}

LIGHT = """
import sys
import fargate_doctor.demo.catalogue
slow = {"boto3", "botocore", "pydantic", "rich", "textual"} & set(sys.modules)
sys.exit(", ".join(sorted(slow)) or 0)
"""


def test_every_case_is_expected_to_show_something() -> None:
    """The table above names every built-in case, and no other."""
    assert set(EXPECTED) == set(catalogue.names())


@pytest.mark.parametrize(("name", "expected"), EXPECTED.items())
def test_a_case_has_exactly_the_root_causes_it_is_about(name: str, expected: tuple[Status, set[str]]) -> None:
    """Status and root causes are those of the description: nothing is overlooked, nothing else is blamed."""
    diagnosis = _diagnosis(name)

    assert (diagnosis.status, _roots(diagnosis)) == expected


@pytest.mark.parametrize("name", EXPECTED)
def test_a_question_is_open_only_where_the_case_is_about_that(name: str) -> None:
    """Everything was collected, so no question stays unknown, and nothing is named as missing."""
    diagnosis = _diagnosis(name)

    open_ = [each.check.id for each in diagnosis.steps if each.verdict == "unknown"]
    assert bool(open_) == (name in ("not-permitted", "through-the-data-center"))
    refused = {each.operation for each in catalogue.open_demo(name).failures if is_refusal(each)}
    assert {gap.missing.operation for gap in diagnosis.gaps} == refused


def test_a_way_that_nobody_sees_asks_the_user_and_goes_on_with_the_answer() -> None:
    """One case asks a question; what is answered settles it, marked as stated."""
    case = catalogue.open_demo("through-the-data-center")
    asked = [each.asks for each in _diagnosis("through-the-data-center").steps if each.asks]
    answered = case.model_copy(update={"statements": (Statement(question=asked[0].key, answer="yes"),)})
    after = diagnose_task(Snapshot.of(answered))

    assert len(asked) == 1
    gateways = after.step("way.gateways")
    assert gateways
    assert gateways.verdict == "pass"
    assert "stated" in {each.origin for each in gateways.evidence}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_case_is_the_one_that_is_built(name: str) -> None:
    """`python -m tests.account.write_demo` would write the very same file."""
    assert (FOLDER / f"{name}.json").read_bytes() == content_of(DEMOS[name])


@pytest.mark.parametrize("name", EXPECTED)
def test_a_case_is_a_case_file(name: str) -> None:
    """It says so, and the published schema agrees."""
    written = json.loads((FOLDER / f"{name}.json").read_bytes())
    schema = json.loads(files("fargate_doctor").joinpath("schemas", "case-1.json").read_bytes())

    assert written["schema"] == SCHEMA
    assert written["focus"]
    assert list(Draft202012Validator(schema).iter_errors(written)) == []


@pytest.mark.parametrize("name", EXPECTED)
def test_a_case_is_told_in_both_languages(name: str) -> None:
    """Title and summary are there in English and Spanish, and differ; a title fits beside the names in a terminal."""
    listed = next(each for each in catalogue.listed() if each.name == name)
    for words in (catalogue.title(name), listed.title, listed.summary):
        assert words.en.strip()
        assert words.es.strip()
        assert words.en != words.es
    assert max(len(catalogue.title(name).en), len(catalogue.title(name).es)) <= 56


def test_the_case_of_the_first_walk_comes_first() -> None:
    """Without a name, the private subnet without a route is shown; the others follow by name."""
    first, *others = catalogue.names()

    assert first == catalogue.FIRST == "no-route"
    assert others == sorted(others)
    assert catalogue.open_demo() == catalogue.open_demo("no-route")


def test_a_case_that_is_not_there_is_refused_with_those_that_are() -> None:
    """A mistaken name is answered in words, with the right names."""
    with pytest.raises(UnreadableInput) as refused:
        catalogue.open_demo("../no-route")

    assert "../no-route" in refused.value.happened.en
    assert "public-without-address" in refused.value.advice.es


def test_cases_are_read_without_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening and diagnosing a case opens no socket."""
    monkeypatch.setattr(socket, "socket", _no_network)

    assert _diagnosis("no-route").status == "cause_found"


def test_listing_the_cases_imports_nothing_heavy() -> None:
    """Neither AWS's library nor the app nor the models of the case are needed for names and titles."""
    ended = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", LIGHT], capture_output=True, text=True, check=False
    )

    assert (ended.returncode, ended.stderr) == (0, "")


def _no_network(*_: object, **__: object) -> None:
    raise AssertionError


def _diagnosis(name: str) -> Diagnosis:
    return diagnose_task(Snapshot.of(catalogue.open_demo(name)), proves=False)


def _roots(diagnosis: Diagnosis) -> set[str]:
    return {each.id for each in diagnosis.findings if each.level == "root_cause"}
