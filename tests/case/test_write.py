from __future__ import annotations

import json
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from fargate_doctor.case.model import Case, Record
from fargate_doctor.case.read import parse_case
from fargate_doctor.case.secrets import without_secrets
from fargate_doctor.case.write import dump_case
from tests.case.answers import tasks

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


def test_a_case_file_can_be_read_by_a_person() -> None:
    """It is indented UTF-8, the schema first, the keys in the order of the contract."""
    case = Case(region="eu-west-1", records={"ecs:DescribeTasks": (Record(answer={"reason": "pérdida"}),)})

    text = dump_case(case).decode()

    assert text.startswith('{\n  "schema": "fargate-doctor/case/1",\n  "tool_version": null,\n')
    assert text.endswith("}\n")
    assert "pérdida" in text
    assert list(json.loads(text)) == [
        "schema",
        "tool_version",
        "collected_at",
        "region",
        "account",
        "partition",
        "redacted",
        "focus",
        "records",
        "failures",
        "statements",
    ]
    assert json.loads(text)["records"]["ecs:DescribeTasks"] == [
        {"request": None, "answer": {"reason": "pérdida"}, "region": None, "at": None}
    ]


def test_secrets_are_never_written() -> None:
    """Even a case that was never read but collected is cleaned on its way out."""
    answer = {"taskDefinition": {"containerDefinitions": [{"environment": [{"name": "A", "value": "hunter2"}]}]}}

    written = dump_case(Case(records={"ecs:DescribeTaskDefinition": (Record(answer=answer),)}))

    assert b"hunter2" not in written
    assert b"[removed]" in written


def test_a_cut_off_character_can_be_written() -> None:
    """UTF-8 cannot hold half a character, so it is replaced."""
    written = dump_case(Case(records={"a:B": (Record(answer={"message": "caf\ud83d"}),)}))

    assert json.loads(written)["records"]["a:B"][0]["answer"] == {"message": "caf\ufffd"}


@given(JSON, st.text(min_size=1))
def test_unknown_keys_survive_a_round_trip(value: Any, name: str) -> None:  # noqa: ANN401 - any JSON value
    """What was written is what was read, down to keys that this version does not know; secrets are not written."""
    assume(without_secrets("a:B", {name: value}) == {name: value})
    case = Case(
        records={"ecs:DescribeTasks": (Record(answer={**tasks(), "Later": {name: value}}, request={name: value}),)},
        later=[{name: value}],
    )

    written = dump_case(case)

    assert dump_case(parse_case(written, "x")) == written
    assert json.loads(written)["later"] == [{name: value}]
