"""Lines of flow logs are read by their format, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from fargate_doctor.facts.flow_records import DEFAULT_FORMAT, parse_line

_START = "2 111122223333 eni-0a1b2c3d4e5f60718"
_END = "6 3 180 1700000000 1700000060"


@pytest.mark.parametrize(
    ("message", "is_record"),
    [
        (f"{_START} 10.0.1.5 52.1.2.3 40001 443 {_END} REJECT OK", True),
        (f"{_START} 10.0.1.5 52.1.2.3 40001 443 {_END} ACCEPT OK", True),
        (f"{_START} 2001:db8::5 2001:db8::6 40001 443 {_END} REJECT OK", True),
        (f"{_START} - - - - - - - 1700000000 1700000060 - NODATA", False),
        (f"{_START} 10.0.1.5 52.1.2.3 40001 https {_END} REJECT OK", False),
        (f"{_START} ten 52.1.2.3 40001 443 {_END} REJECT OK", False),
        (f"{_START} 10.0.1.5 52.1.2.3 40001 443 {_END} DROP OK", False),
        (f"{_START} 10.0.1.5 52.1.2.3 40001 443 {_END} REJECT", False),
        ("", False),
    ],
)
def test_a_line_is_a_record_where_it_has_the_format(message: str, *, is_record: bool) -> None:
    """Both ends are addresses, ports are numbers, and the action is one of two."""
    assert (parse_line(message, DEFAULT_FORMAT) is not None) == is_record


def test_the_packets_own_addresses_are_kept_beside_those_of_the_interface() -> None:
    """A custom format has its fields in an order of its own, and what has no value is left out."""
    fields = ("action", "pkt-dstaddr", "srcaddr", "dstaddr", "reject-reason")

    assert parse_line("REJECT 52.1.2.3 10.0.1.5 10.0.9.9 -", fields) == {
        "action": "REJECT",
        "pkt-dstaddr": "52.1.2.3",
        "srcaddr": "10.0.1.5",
        "dstaddr": "10.0.9.9",
    }
