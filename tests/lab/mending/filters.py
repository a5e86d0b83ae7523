"""Network ACLs and security groups: the lines that AWS adds by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.lab.mending.registry import afterwards
from tests.lab.state import ACCOUNT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.lab.state import State
    from tests.lab.wire import Answer, Call

_IPV4, _IPV6 = ("CidrBlock", "0.0.0.0/0"), ("Ipv6CidrBlock", "::/0")
_LAST, _LAST_IPV6, _FIRST_IPV6 = 32767, 32768, 101


@afterwards("ec2:DescribeNetworkAcls")
def last_lines(state: State, _: Call, answer: Answer) -> Answer:
    """Every ACL ends in a refusal, and has lines for IPv6 where its VPC has IPv6; the default one allows that too."""
    for acl in answer["NetworkAcls"]:
        has_ipv6 = bool(state.ec2.vpcs[acl["VpcId"]].get_cidr_block_association_set(ipv6=True))
        known = {(entry["RuleNumber"], entry["Egress"]) for entry in acl["Entries"]}
        added = (each for each in _own_lines(acl, ipv6=has_ipv6) if (each["RuleNumber"], each["Egress"]) not in known)
        acl["Entries"].extend(added)
    return answer


@afterwards("ec2:DescribeSecurityGroups")
def default_group_admits_itself(_: State, __: Call, answer: Answer) -> Answer:
    """Let the default group of a VPC admit its own members."""
    for group in answer["SecurityGroups"]:
        if group["GroupName"] == "default" and not group["IpPermissions"]:
            itself = {"GroupId": group["GroupId"], "UserId": ACCOUNT}
            group["IpPermissions"] = [
                {
                    "IpProtocol": "-1",
                    "UserIdGroupPairs": [itself],
                    "IpRanges": [],
                    "Ipv6Ranges": [],
                    "PrefixListIds": [],
                }
            ]
    return answer


def _own_lines(acl: dict[str, Any], *, ipv6: bool) -> Iterator[dict[str, Any]]:
    for egress in (True, False):
        yield _line(_LAST, _IPV4, "deny", egress=egress)
        if ipv6:
            yield _line(_LAST_IPV6, _IPV6, "deny", egress=egress)
        if ipv6 and acl["IsDefault"]:
            yield _line(_FIRST_IPV6, _IPV6, "allow", egress=egress)


def _line(number: int, block: tuple[str, str], action: str, *, egress: bool) -> dict[str, Any]:
    return {"RuleNumber": number, block[0]: block[1], "RuleAction": action, "Egress": egress, "Protocol": "-1"}
