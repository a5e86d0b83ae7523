from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fargate_doctor.case.read import parse_case, read_case
from fargate_doctor.errors import FargateDoctorError, UnreadableInput
from tests.case.answers import tasks

SCHEMA = b'{"schema": "fargate-doctor/case/1"'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "there is nothing in it"),
        (b" \n\t", "there is nothing in it"),
        (b"\xef\xbb\xbf", "there is nothing in it"),
        (b'{"tasks": [\n  {"taskArn": ', "cut off, it ends too early at line 2, column 15"),
        (b'{"tasks": [{"taskArn": "arn:aws', "cut off"),
        (b'{"tasks": [}', "not valid JSON at line 1, column 12"),
        (b'{"tasks": []} trailing', "not valid JSON at line 1, column 15"),
        (
            b"An error occurred (AccessDenied) when calling",
            "begins with “An error occurred (AccessDenied) when calling”",
        ),
        (b"\x1b[31mred", "begins with “\u241b[31mred”"),
        (b"tasks:\n- taskArn: x", "begins with “tasks:”"),
        (b"caf\xe9", "byte 4 does not fit"),
        (b"\x1f\x8b\x08\x00\x00", "it is compressed and cannot be unpacked"),
        (b'{"a": NaN}', "“NaN” is not a number"),
        (b'{"a": -Infinity}', "“-Infinity” is not a number"),
        (b'{"a": 1e999}', "“1e999” is not a number"),
        (b'{"a": ' + b"9" * 5000 + b"}", "thousands of digits"),
        (b'{"a": 1, "b": 2, "a": 3}', "has the key “a” twice"),
        (b"[" * 100_000, "nested more deeply"),
        (b"[" * 200 + b"]" * 200, "nested more deeply"),
        (b'{"foo": 1, "b\\u0007ar": 2}', "an object with the keys foo, b\u2407ar"),
        (b'["a", "b"]', "a list of a string"),
        (b"{}", "an object that is empty"),
        (b"[]", "a list that is empty"),
        (b"42", "it holds a number"),
        (b"null", "it holds null"),
        (b"true", "it holds true or false"),
        (b'"' + b"x" * 500 + b'"', "it holds a string"),
        (
            b'{"schema": "fargate-doctor/case/2", "tool_version": "3.1.0"}',
            "fargate-doctor/case/2, which fargate-doctor 3.1.0 or later reads",
        ),
        (b'{"schema": "fargate-doctor/case/7", "tool_version": {}}', "which a newer fargate-doctor reads"),
        (b'{"schema": "fargate-doctor/diagnosis/1"}', "fargate-doctor/diagnosis/1, which is not a case file"),
        (b'{"schema": null}', "schema is null"),
        (SCHEMA + b', "records": []}', "at records the case has a list where an object belongs"),
        (
            SCHEMA + b', "records": {"ec2:DescribeVpcs": 5}}',
            "at records.ec2:DescribeVpcs the case has a number where a list",
        ),
        (
            SCHEMA + b', "records": {"ec2:DescribeVpcs": [5]}}',
            "records.ec2:DescribeVpcs[0] the case has a number where an object",
        ),
        (
            SCHEMA + b', "records": {"a:B": [{"answer": []}]}}',
            "records.a:B[0].answer the case has a list where an object",
        ),
        (
            SCHEMA + b', "records": {"a:B": [{"answer": {}, "at": 5}]}}',
            "at records.a:B[0].at the case has a number where a string",
        ),
        (SCHEMA + b', "failures": {}}', "at failures the case has an object where a list belongs"),
        (SCHEMA + b', "failures": [{"error": "X"}]}', "the case has no failures[0].operation"),
        (SCHEMA + b', "focus": []}', "at focus the case has a list where a string belongs"),
        (SCHEMA + b', "redacted": "perhaps"}', "at redacted the case has a string where true or false"),
    ],
)
def test_what_is_wrong_is_said(data: bytes, words: str) -> None:
    """Each kind of bad input has its own sentence, in both languages, and one that says what to do."""
    with pytest.raises(UnreadableInput) as caught:
        parse_case(data, "some.json")

    assert words in caught.value.happened.en
    assert caught.value.happened.en.startswith("Cannot read some.json: ")
    assert caught.value.happened.es.startswith("No se puede leer some.json: ")
    assert caught.value.happened.en.isprintable()
    assert caught.value.advice.en
    assert caught.value.advice.es
    assert len(caught.value.happened.en) < 400


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    """A path that leads nowhere is the user's first mistake."""
    with pytest.raises(UnreadableInput, match="it does not exist"):
        read_case(tmp_path / "nowhere.json")


@pytest.mark.parametrize("path", ["", "a\0b", "x" * 5000])
def test_a_path_that_cannot_be_one_is_said(path: str) -> None:
    """Nothing that is passed as a path ends in a traceback."""
    with pytest.raises(UnreadableInput):
        read_case(path)


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    """Hidden files do not fill a folder."""
    (tmp_path / ".DS_Store").write_bytes(b"x")

    with pytest.raises(UnreadableInput, match="no files in it"):
        read_case(tmp_path)


def test_a_folder_of_other_things_is_said(tmp_path: Path) -> None:
    """The files that were seen are named."""
    (tmp_path / "a.txt").write_text("notes")
    (tmp_path / "b.json").write_text('{"foo": 1}')

    with pytest.raises(UnreadableInput, match=r"it holds a\.txt, b\.json"):
        read_case(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_said(tmp_path: Path) -> None:
    """The system's refusal is told in words."""
    path = tmp_path / "case.json"
    path.write_text("{}")
    path.chmod(0)

    with pytest.raises(UnreadableInput, match="permission denied"):
        read_case(path)


def test_permission_denied_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same, as the system would say it to another user."""
    path = tmp_path / "case.json"
    path.write_text("{}")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)

    with pytest.raises(UnreadableInput, match="permission denied"):
        read_case(path)


@given(st.binary(max_size=400))
def test_no_bytes_lead_to_a_traceback(data: bytes) -> None:
    """Whatever is handed over, the answer is a case or a sentence."""
    _read_or_refuse(data)


@given(st.data())
def test_no_damage_leads_to_a_traceback(data: st.DataObject) -> None:
    """A file that was damaged anywhere is read or refused."""
    whole = json.dumps({"schema": "fargate-doctor/case/1", "records": {"ecs:DescribeTasks": [{"answer": tasks()}]}})
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    damage = data.draw(st.text(alphabet='{}[]",:\\u0aN1e null\ud800', max_size=6))

    _read_or_refuse((whole[:start] + damage + whole[end:]).encode("utf-8", "surrogatepass"))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "records",
                        "failures",
                        "tasks",
                        "taskArn",
                        "detail",
                        "answer",
                        "request",
                        "events",
                        "Events",
                        "message",
                        "at",
                        "region",
                        "focus",
                        "a:B",
                    ]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_no_document_leads_to_a_traceback(document: object) -> None:
    """Known keys with unexpected values are read or refused."""
    _read_or_refuse(json.dumps(document).encode())
    if isinstance(document, dict):
        _read_or_refuse(json.dumps({"schema": "fargate-doctor/case/1", **document}).encode())


def _read_or_refuse(data: bytes) -> None:
    words = "read"
    try:
        parse_case(data, "some.json")
    except FargateDoctorError as error:
        words = error.happened.en + error.happened.es

    assert words.isprintable()
