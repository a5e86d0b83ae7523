"""A flow log that was exported as text has its part in a case."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from fargate_doctor.case.read import read_case, read_sources
from fargate_doctor.errors import UnreadableInput

if TYPE_CHECKING:
    from pathlib import Path

HEADING = "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action"
RECORD = "2 111122223333 eni-0a1b2c3d4e5f60718 10.0.1.5 52.1.2.3 40001 443 6 1 40 1700000000 1700000060 REJECT OK"
_OPERATION = "logs:FilterLogEvents"


@pytest.mark.parametrize(
    "data",
    [
        RECORD.encode(),
        f"{RECORD}\r\n".encode(),
        f"2026-11-24T03:04:05.000Z {RECORD}\n".encode(),
        gzip.compress(f"{RECORD}\n".encode(), mtime=0),
    ],
)
def test_plain_records_are_read(tmp_path: Path, data: bytes) -> None:
    """Records alone, as CloudWatch Logs exports them, and zipped."""
    file = tmp_path / "flow.log"
    file.write_bytes(data)

    (record,) = read_case(file).records[_OPERATION]

    assert record.answer == {"events": [{"message": RECORD}]}


def test_a_heading_becomes_the_format(tmp_path: Path) -> None:
    """The files that S3 delivers say which field is which."""
    file = tmp_path / "flow.log.gz"
    file.write_bytes(gzip.compress(f"{HEADING} log-status\n{RECORD}\n{RECORD}\n".encode()))

    (record,) = read_case(file).records[_OPERATION]

    assert record.answer["LogFormat"].startswith("${version} ${account-id} ${interface-id} ${srcaddr}")
    assert len(record.answer["events"]) == 2


def test_in_a_folder_it_is_found_among_the_answers(tmp_path: Path) -> None:
    """The file lies beside the answers of the AWS CLI."""
    (tmp_path / "vpcs.json").write_text('{"Vpcs": []}', encoding="utf-8")
    (tmp_path / "flow.log.gz").write_bytes(gzip.compress(f"{HEADING}\n".encode()))

    reading = read_sources(tmp_path)

    assert set(reading.case.records) == {"ec2:DescribeVpcs", _OPERATION}
    assert reading.unrecognised == ()


@pytest.mark.parametrize("data", [b"hello", b"\x1f\x8bbroken", b"srcaddr only\n", b"2 111122223333 REJECT OK"])
def test_other_text_is_refused_as_before(tmp_path: Path, data: bytes) -> None:
    """What only resembles a flow log is none."""
    file = tmp_path / "notes.txt"
    file.write_bytes(data)

    with pytest.raises(UnreadableInput):
        read_case(file)
