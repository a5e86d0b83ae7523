"""Written by hand from AWS's pages: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html"""

from __future__ import annotations

import pytest

from tests.facts.paths.network import LAYERS, group, rule
from tests.facts.paths.rows import API, HTTPS, PUBLIC, Row, both, egress, fare, row, states

ROWS = [
    row("no outbound rule at all", egress(), API, "fail", "sg.egress-blocked"),
    row("the right port is enough", egress(HTTPS), API, "pass"),
    row("another port does not help", egress(rule("0.0.0.0/0", ports=(80, 80))), API, "fail", "sg.egress-blocked"),
    row("a range of ports that holds it", egress(rule("0.0.0.0/0", ports=(400, 500))), API, "pass"),
    row(
        "another protocol does not help",
        egress(rule("0.0.0.0/0", ports=(443, 443), protocol="udp")),
        API,
        "fail",
        "sg.egress-blocked",
    ),
    row("a protocol by its number", egress(rule("0.0.0.0/0", ports=(443, 443), protocol="6")), API, "pass"),
    row(
        "a rule for part of the internet",
        egress(rule("52.0.0.0/8", ports=(443, 443))),
        API,
        "unknown",
        "sg.egress-blocked",
    ),
    row("two rules that cover the internet together", egress(rule("0.0.0.0/1"), rule("128.0.0.0/1")), API, "pass"),
    row("only private space is open", egress(rule("10.0.0.0/8")), API, "fail", "sg.egress-blocked"),
    row(
        "only S3 is open, and ECR is not in S3",
        egress(rule("pl-s3", ports=(443, 443))),
        API,
        "fail",
        "sg.egress-blocked",
    ),
    row("S3's list opens S3", egress(rule("pl-s3", ports=(443, 443))), {"host": LAYERS}, "pass"),
    row(
        "a rule for IPv4 says nothing about IPv6",
        egress(HTTPS),
        {"address": "2606:2800::1"},
        "fail",
        "sg.egress-blocked",
    ),
    row(
        "ICMP needs a rule of its own",
        egress(HTTPS),
        {**PUBLIC, "protocol": "icmp", "port": None},
        "fail",
        "sg.egress-blocked",
    ),
    row(
        "an ICMP rule admits an echo",
        egress(rule("0.0.0.0/0", ports=(8, -1), protocol="icmp")),
        {**PUBLIC, "protocol": "icmp", "port": None},
        "pass",
    ),
    row(
        "a reference to a group says nothing about the internet",
        egress(rule("sg-endpoint", ports=(443, 443))),
        API,
        "fail",
        "sg.egress-blocked",
    ),
    row(
        "several groups allow together",
        both(
            egress(rule("10.0.0.0/8")),
            states(group_ids=("sg-task", "sg-more")),
            lambda net: net.put("SecurityGroups", group("sg-more", egress=[HTTPS])),
        ),
        API,
        "pass",
    ),
    row("a group that is gone leaves it open", states(group_ids=("sg-task", "sg-gone")), API, "pass"),
    row(
        "a group that is gone may have been the one",
        both(egress(), states(group_ids=("sg-task", "sg-gone"))),
        API,
        "unknown",
    ),
    row("the groups are not known", states(group_ids=...), API, "unknown"),
    row("a prefix list nobody read may be the one", egress(rule("pl-unread", ports=(443, 443))), API, "unknown"),
]


@pytest.mark.parametrize("line", [pytest.param(each, id=each.name) for each in ROWS])
def test_a_flow_fares_as_awss_pages_say(line: Row) -> None:
    verdict, findings, story = fare(line)

    assert (verdict, findings) == (line.verdict, line.finds), story
