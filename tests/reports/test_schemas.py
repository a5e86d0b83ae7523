"""The published JSON Schemas are those of the models, and what is written fits them."""

import pytest
from jsonschema import Draft202012Validator

from fargate_doctor.reports.schemas import SCHEMA_NAMES, generated_schema, generated_text, published_schema


@pytest.mark.parametrize("name", SCHEMA_NAMES)
def test_the_published_schema_is_that_of_the_models(name: str) -> None:
    """Whoever changes a model publishes its schema anew."""
    assert published_schema(name) == generated_schema(name)


@pytest.mark.parametrize("name", SCHEMA_NAMES)
def test_the_published_schema_is_a_schema(name: str) -> None:
    """A validator takes it."""
    Draft202012Validator.check_schema(published_schema(name))


def test_a_schema_is_written_as_it_is_read() -> None:
    """The text that is published ends in a line feed."""
    assert generated_text("case-1").endswith("}\n")


@pytest.mark.parametrize(
    "case",
    [
        {},
        {"records": {"ec2:DescribeSubnets": {"Subnets": []}}},
        {"records": {"ec2:DescribeSubnets": [{"request": None, "answer": {"Subnets": []}}]}, "later": 1},
        {"schema": "fargate-doctor/case/1", "focus": None, "failures": [{"operation": "ec2:X", "error": "No"}]},
    ],
)
def test_whatever_is_a_case_fits_its_schema(case: dict[str, object]) -> None:
    """The short form and keys of later versions are cases as well."""
    assert Draft202012Validator(published_schema("case-1")).is_valid(case)


@pytest.mark.parametrize("case", [{"schema": "fargate-doctor/case/2"}, {"records": []}, {"failures": [{}]}])
def test_what_is_no_case_does_not_fit(case: dict[str, object]) -> None:
    """Another schema and wrong types are refused."""
    assert not Draft202012Validator(published_schema("case-1")).is_valid(case)
