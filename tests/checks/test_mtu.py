"""Does the task hear of it when a frame was too large?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from fargate_doctor.checks.way.mtu import mtu
from tests.account import messages
from tests.account.filtering import allow
from tests.account.stop import Stop
from tests.checks.asking import Stopped, answer_of, both, levels_of

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject

_LAYERS = "prod-eu-west-1-starport-layer-bucket.s3.eu-west-1.amazonaws.com"


def icmp(number: int, block: str = "0.0.0.0/0", action: str = "allow", protocol: str = "1", **kind: int) -> JsonObject:
    """Return an inbound entry for ICMP; `Type` and `Code` narrow it."""
    member = "Ipv6CidrBlock" if ":" in block else "CidrBlock"
    entry: JsonObject = {
        member: block,
        "Egress": False,
        "Protocol": protocol,
        "RuleAction": action,
        "RuleNumber": number,
    }
    return {**entry, "IcmpTypeCode": kind} if kind else entry


def with_acl(*entries: JsonObject, of_nat: tuple[JsonObject, ...] | None = None, **stopped: Any) -> Stopped:  # noqa: ANN401
    """Return a task behind an ACL that lets TCP through and these entries; the NAT gateway's is open unless told."""
    case = Stopped(**stopped)
    account, network = case.account, case.network
    tcp = [allow(100, "0.0.0.0/0", (0, 65535), egress=True), allow(100, "0.0.0.0/0", (1024, 65535), egress=False)]
    account.held["ec2:DescribeNetworkAcls"].clear()
    account.add_acl(network.vpc, "tasks", *network.task_subnets, entries=[*tcp, *entries])
    nat = None if of_nat is None else [*tcp, allow(90, "10.20.0.0/16", (443, 443), egress=False), *of_nat]
    if network.public_subnets != network.task_subnets:
        account.add_acl(network.vpc, "public", *network.public_subnets, entries=nat)
    return case


@pytest.mark.parametrize(
    ("entries", "verdict"),
    [
        ((), "fail"),
        ((icmp(110),), "pass"),
        ((icmp(110, Type=-1, Code=-1),), "pass"),
        ((icmp(110, Type=3, Code=-1),), "pass"),
        ((icmp(110, Type=3, Code=4),), "pass"),
        ((icmp(110, protocol="-1"),), "pass"),
        ((icmp(110, Type=3, Code=1),), "fail"),
        ((icmp(110, Type=8, Code=-1),), "fail"),
        ((icmp(105, action="deny"), icmp(110, Type=3, Code=4)), "fail"),
        ((icmp(110, Type=3, Code=4), icmp(120, action="deny")), "pass"),
        ((icmp(110, "10.0.0.0/8"),), "fail"),
        ((icmp(110, "0.0.0.0/1"),), "unknown"),
        ((icmp(110, protocol="58", block="::/0"),), "fail"),
    ],
)
def test_the_acl_of_the_task_decides(entries: tuple[JsonObject, ...], verdict: str) -> None:
    """The first entry that matches ICMP type 3 code 4 from the internet says whether the notice gets in."""
    assert answer_of(mtu, with_acl(*entries)).verdict == verdict


def test_the_acl_of_the_nat_gateway_decides_too() -> None:
    """Where the notice gets no further than the NAT gateway's subnet, that ACL is named."""
    answer = answer_of(mtu, with_acl(icmp(110), of_nat=()))

    assert answer.verdict == "fail"
    (raised,) = answer.raised
    assert raised.detail.en.count(raised.resources[0].id) == 1
    assert "1500" in raised.detail.en
    assert "Small requests" in both(answer)[0]
    assert "tramas" in both(answer)[1]


def test_open_acls_let_the_notice_in() -> None:
    """ACLs as AWS makes them admit everything."""
    assert answer_of(mtu, Stopped()).verdict == "pass"


def test_unread_acls_are_unknown() -> None:
    """Without the ACLs nobody can tell, and the operation is named."""
    case = Stopped()
    case.account.refused.add("ec2:DescribeNetworkAcls")

    answer = answer_of(mtu, case)

    assert answer.verdict == "unknown"
    assert {each.operation for each in answer.missing} == {"ec2:DescribeNetworkAcls"}


def test_an_old_platform_sends_no_jumbo_frames() -> None:
    """Linux 1.3.0 never sends a frame that is too large."""
    case = with_acl()
    case.task["platformVersion"] = "1.3.0"

    assert answer_of(mtu, case).verdict == "not_applicable"


def test_a_way_that_stays_in_the_vpc_is_never_too_narrow() -> None:
    """Behind interface endpoints alone, no gateway carries smaller frames."""
    assert answer_of(mtu, Stopped("isolated")).verdict == "not_applicable"


def test_a_public_task_needs_the_notice_as_well() -> None:
    """An internet gateway carries 1500 bytes."""
    case = with_acl(network="public")
    case.task["attachments"][0]["status"] = "DELETED"
    services = case.account.held["ecs:DescribeServices"]
    for each in (services[0], services[0]["deployments"][0]):
        each["networkConfiguration"]["awsvpcConfiguration"]["assignPublicIp"] = "ENABLED"

    assert answer_of(mtu, case).verdict == "fail"


@pytest.mark.parametrize(
    ("entries", "verdict"),
    [
        ((), "fail"),
        ((icmp(120, "::/0", protocol="58", Type=2, Code=0),), "pass"),
        ((icmp(120, "::/0", protocol="58", Type=128, Code=0),), "fail"),
        ((icmp(120, Type=3, Code=4),), "fail"),
    ],
)
def test_ipv6_has_a_notice_of_its_own(entries: tuple[JsonObject, ...], verdict: str) -> None:
    """Over an egress-only gateway the notice is ICMPv6 type 2, whatever the entries for IPv4 say."""
    image = "111122223333.dkr-ecr.eu-west-1.on.aws/web:1"
    tcp = [allow(130, "::/0", (0, 65535), egress=True), allow(130, "::/0", (1024, 65535), egress=False)]
    case = with_acl(icmp(110), *tcp, *entries, ipv6="2001:db8:1a20:5c0a::47", image=image)

    answer = answer_of(mtu, case)

    assert answer.verdict == verdict
    assert all("ICMPv6 type 2" in raised.detail.en for raised in answer.raised)


@pytest.mark.parametrize(
    ("end", "level"),
    [
        ("read tcp 10.20.10.47:43122->52.218.84.35:443: i/o timeout", "contributing"),
        ("net/http: TLS handshake timeout", "contributing"),
        ("dial tcp 52.218.84.35:443: i/o timeout", "warning"),
    ],
)
def test_only_a_transfer_that_hangs_makes_it_more_than_a_warning(end: str, level: str) -> None:
    """A connection that stood and then gave nothing is what a lost notice looks like; one that never stood is not."""
    said = f'CannotPullContainerError: failed to copy: httpReadSeeker: failed open: Get "https://{_LAYERS}/a": {end}'

    assert levels_of(mtu, with_acl(stop=Stop(said, phase="image"))) == {"path.mtu": level}


def test_a_message_about_something_else_leaves_a_warning() -> None:
    """A full disk has nothing to do with frames."""
    account = Stopped().account

    assert levels_of(mtu, with_acl(stop=messages.image_not_found(account, "web", "2"))) == {"path.mtu": "warning"}
