"""What `--to` may look like."""

from __future__ import annotations

import pytest

from fargate_doctor.errors import UsageError
from fargate_doctor.facts.paths.destinations import Asked, BadDestination, destination_for


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("example.com", Asked("example.com", None, 443, "tcp", 4)),
        ("Example.COM.", Asked("example.com", None, 443, "tcp", 4)),
        ("example.com:8443", Asked("example.com", None, 8443, "tcp", 4)),
        (" localhost ", Asked("localhost", None, 443, "tcp", 4)),
        ("_sip.example.com", Asked("_sip.example.com", None, 443, "tcp", 4)),
        ("192.0.2.7", Asked(None, "192.0.2.7", 443, "tcp", 4)),
        ("192.0.2.7:5432", Asked(None, "192.0.2.7", 5432, "tcp", 4)),
        ("2600::1", Asked(None, "2600::1", 443, "tcp", 6)),
        ("[2600::1]", Asked(None, "2600::1", 443, "tcp", 6)),
        ("[2600::1]:53", Asked(None, "2600::1", 53, "tcp", 6)),
    ],
)
def test_a_destination_is_a_host_or_an_address_with_a_port(written: str, asked: Asked) -> None:
    assert destination_for(written) == asked


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        ":443",
        "example.com:",
        "example.com:https",
        "example.com:0",
        "example.com:65536",
        "example.com:-1",
        "example.com:4٤3",
        "exa mple.com",
        "-example.com",
        "example..com",
        "300.1.1.1",
        "10.0.0.0/8",
        "192.0.2.7:443:443",
        "[2600::1",
        "[2600::1]443",
        "[example.com]:443",
        "[2600::1]:",
        "https://example.com",
        "a" * 254,
        "\x1b[31m",
    ],
)
def test_what_is_no_destination_is_refused_with_advice(written: str) -> None:
    with pytest.raises(BadDestination) as refused:
        destination_for(written)

    assert isinstance(refused.value, UsageError)
    assert "\x1b" not in refused.value.in_language("en")
    assert refused.value.in_language("en") != refused.value.in_language("es")


def test_a_port_given_apart_counts_where_the_words_name_none() -> None:
    assert destination_for("example.com", port=8443).port == 8443
    assert destination_for("example.com", port="8443").port == 8443
    assert destination_for("example.com:80", port=8443).port == 80


def test_icmp_has_no_port() -> None:
    assert destination_for("192.0.2.7", protocol="ICMP", port=443).port is None
    with pytest.raises(BadDestination):
        destination_for("192.0.2.7:443", protocol="icmp")


def test_a_protocol_is_one_of_three() -> None:
    assert destination_for("192.0.2.7", protocol="UDP").protocol == "udp"
    with pytest.raises(BadDestination):
        destination_for("192.0.2.7", protocol="sctp")
