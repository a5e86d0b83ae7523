"""Written by hand from AWS's pages: https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html"""

from __future__ import annotations

import pytest

from tests.facts.paths.network import entry
from tests.facts.paths.rows import API, EPHEMERAL, IN, OUT, PORT, PUBLIC, Row, fare, row, task_acl

ROWS = [
    row("the ACL denies the request", task_acl([], [IN]), API, "fail", "nacl.egress-blocked"),
    row("the ACL denies the answer", task_acl([OUT], []), API, "fail", "nacl.return-blocked"),
    row("443 out and ephemeral in is what a client needs", task_acl([PORT], [EPHEMERAL]), API, "pass"),
    row(
        "the published pair is the wrong way round for a client",
        task_acl([EPHEMERAL], [PORT]),
        API,
        "fail",
        "nacl.egress-blocked",
        "nacl.return-blocked",
    ),
    row(
        "a lower rule number decides",
        task_acl([entry(90, "deny", "0.0.0.0/0"), OUT], [IN]),
        API,
        "fail",
        "nacl.egress-blocked",
    ),
    row("a higher rule number comes too late", task_acl([OUT, entry(110, "deny", "0.0.0.0/0")], [IN]), API, "pass"),
    row(
        "part of the ephemeral ports",
        task_acl([OUT], [entry(100, "allow", "0.0.0.0/0", (32768, 40000))]),
        API,
        "unknown",
        "nacl.return-blocked",
    ),
    row(
        "ephemeral ports that the task never uses",
        task_acl([OUT], [entry(100, "allow", "0.0.0.0/0", (1024, 5000))]),
        API,
        "fail",
        "nacl.return-blocked",
    ),
    row(
        "part of the internet denied",
        task_acl([entry(90, "deny", "54.0.0.0/8"), OUT], [IN]),
        API,
        "unknown",
        "nacl.egress-blocked",
    ),
    row(
        "an address in the denied part",
        task_acl([entry(90, "deny", "93.0.0.0/8"), OUT], [IN]),
        PUBLIC,
        "fail",
        "nacl.egress-blocked",
    ),
    row(
        "IPv4 entries say nothing about IPv6",
        task_acl([OUT], [IN]),
        {"address": "2606:2800::1"},
        "fail",
        "nacl.egress-blocked",
        "nacl.return-blocked",
    ),
    row(
        "an action that is neither allow nor deny settles nothing",
        task_acl([entry(90, "observe", "0.0.0.0/0"), OUT], [IN]),
        API,
        "unknown",
    ),
    row(
        "UDP answers need UDP entries",
        task_acl([OUT], [EPHEMERAL]),
        {**PUBLIC, "protocol": "udp", "port": 53},
        "fail",
        "nacl.return-blocked",
    ),
]


@pytest.mark.parametrize("line", [pytest.param(each, id=each.name) for each in ROWS])
def test_a_flow_fares_as_awss_pages_say(line: Row) -> None:
    verdict, findings, story = fare(line)

    assert (verdict, findings) == (line.verdict, line.finds), story
