"""`fargate-doctor demo`: the built-in cases, without AWS and without a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from fargate_doctor.demo import catalogue
from fargate_doctor.reports.schemas import published_schema

if TYPE_CHECKING:
    from tests.cli.conftest import CommandLine


def test_the_cases_are_listed(command: CommandLine) -> None:
    """One line each: name and title, in the chosen language."""
    ended = command("demo", "--list", "--lang", "es")

    assert ended.code == 0
    assert [line.split()[0] for line in ended.out.splitlines()] == list(catalogue.names())
    assert all(catalogue.title(name).es in ended.out for name in catalogue.names())


@pytest.mark.parametrize(("form", "language"), [("text", "es"), ("markdown", "en")])
@pytest.mark.parametrize("name", catalogue.names())
def test_each_case_is_printed_on_a_pipe(command: CommandLine, name: str, form: str, language: str) -> None:
    """With exit code 0, whatever is wrong in it."""
    ended = command("demo", name, "--format", form, "--lang", language)

    assert (ended.code, ended.err) == (0, "")
    assert ended.out


@pytest.mark.parametrize("name", catalogue.names())
def test_each_case_fits_the_schema(command: CommandLine, name: str) -> None:
    """As JSON it is a diagnosis."""
    document = command("demo", name, "--format", "json").json

    assert list(Draft202012Validator(published_schema("diagnosis-1")).iter_errors(document)) == []


def test_the_text_is_that_of_diagnose(command: CommandLine) -> None:
    """A pipe gets what `diagnose --format text` prints."""
    assert command("demo").out == command("demo", "--format", "text").out


def test_json_says_that_it_is_a_built_in_case(command: CommandLine) -> None:
    """The source is neither AWS nor a file."""
    assert command("demo", "--format", "json").json["source"]["kind"] == "demo"


def test_an_unknown_case_is_an_error_that_names_those_there_are(command: CommandLine) -> None:
    """Two sentences, exit code 2."""
    ended = command("demo", "no-rout")

    assert ended.code == 2
    assert "no-route" in ended.err
    assert len(ended.err.splitlines()) == 2
