"""Written by hand from AWS's pages: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall.html"""

from __future__ import annotations

import pytest

from tests.facts.paths.firewalls import dns_firewall, firewall_rule
from tests.facts.paths.network import ECR_API, Network
from tests.facts.paths.rows import API, PUBLIC, Row, both, fare, refuse, row, with_endpoint

SHADOWED = "dns.name-shadowed"
DUAL_STACK = {"host": "ecr.eu-west-1.api.aws", "ip_version": 6}

ROWS = [
    row("a rule that blocks the very name", dns_firewall(firewall_rule("BLOCK", ECR_API)), API, "fail", SHADOWED),
    row(
        "case and a last dot do not matter",
        dns_firewall(firewall_rule("BLOCK", f"{ECR_API.upper()}.")),
        API,
        "fail",
        SHADOWED,
    ),
    row("a star covers what is below", dns_firewall(firewall_rule("BLOCK", "*.amazonaws.com")), API, "fail", SHADOWED),
    row(
        "a star with a dot does not cover the domain itself",
        dns_firewall(firewall_rule("BLOCK", f"*.{ECR_API}")),
        API,
        "pass",
    ),
    row("a star alone covers every name", dns_firewall(firewall_rule("BLOCK", "*")), API, "fail", SHADOWED),
    row(
        "a domain without a star does not cover what is below",
        dns_firewall(firewall_rule("BLOCK", "amazonaws.com")),
        API,
        "pass",
    ),
    row("another name", dns_firewall(firewall_rule("BLOCK", "*.example.com", "example.org")), API, "pass"),
    row(
        "a rule that allows stands before one that blocks",
        dns_firewall(firewall_rule("ALLOW", "*.amazonaws.com", priority=1), firewall_rule("BLOCK", "*", priority=2)),
        API,
        "pass",
    ),
    row(
        "a rule that blocks stands before one that allows",
        dns_firewall(firewall_rule("ALLOW", "*.amazonaws.com", priority=9), firewall_rule("BLOCK", "*", priority=2)),
        API,
        "fail",
        SHADOWED,
    ),
    row(
        "a rule that only alerts lets the name through and ends the search",
        dns_firewall(firewall_rule("ALERT", ECR_API, priority=1), firewall_rule("BLOCK", "*", priority=2)),
        API,
        "pass",
    ),
    row(
        "the group that is asked first decides",
        dns_firewall(
            firewall_rule("BLOCK", "*", group="rslvr-frg-2"),
            firewall_rule("ALLOW", "*", group="rslvr-frg-1"),
            order=("rslvr-frg-2", "rslvr-frg-1"),
        ),
        API,
        "fail",
        SHADOWED,
    ),
    row(
        "the group that is asked first lets it through",
        dns_firewall(
            firewall_rule("BLOCK", "*", group="rslvr-frg-2"),
            firewall_rule("ALLOW", "*", group="rslvr-frg-1"),
            order=("rslvr-frg-1", "rslvr-frg-2"),
        ),
        API,
        "pass",
    ),
    row("a rule about questions for IPv6 alone", dns_firewall(firewall_rule("BLOCK", "*", Qtype="AAAA")), API, "pass"),
    row(
        "a rule about questions for IPv4 alone",
        dns_firewall(firewall_rule("BLOCK", "*", Qtype="A")),
        API,
        "fail",
        SHADOWED,
    ),
    row(
        "a rule about the number of IPv4 questions",
        dns_firewall(firewall_rule("BLOCK", "*", Qtype="TYPE1")),
        API,
        "fail",
        SHADOWED,
    ),
    row("a question for IPv6", dns_firewall(firewall_rule("BLOCK", "*", Qtype="AAAA")), DUAL_STACK, "fail", SHADOWED),
    row("a rule about mail", dns_firewall(firewall_rule("BLOCK", "*", Qtype="MX")), API, "pass"),
    row("a list that AWS keeps cannot be read and changes nothing", dns_firewall(firewall_rule("BLOCK")), API, "pass"),
    row(
        "after a list of AWS that blocks, the next rule decides",
        dns_firewall(firewall_rule("BLOCK", priority=1), firewall_rule("BLOCK", "*", priority=2)),
        API,
        "fail",
        SHADOWED,
    ),
    row(
        "after a list of AWS that allows, nothing is blamed",
        dns_firewall(firewall_rule("ALLOW", priority=1), firewall_rule("BLOCK", "*", priority=2)),
        API,
        "pass",
    ),
    row(
        "a rule of threat protection has no list",
        dns_firewall(firewall_rule("BLOCK", "*", FirewallDomainListId=None, DnsThreatProtection="DGA")),
        API,
        "pass",
    ),
    row(
        "an endpoint's private name is filtered too",
        both(with_endpoint("ecr.api"), dns_firewall(firewall_rule("BLOCK", ECR_API))),
        API,
        "fail",
        SHADOWED,
    ),
    row("an address is no name", dns_firewall(firewall_rule("BLOCK", "*")), PUBLIC, "pass"),
    row(
        "servers of others do not ask the firewall",
        both(dns_firewall(firewall_rule("BLOCK", "*")), lambda net: net.name_servers("9.9.9.9")),
        API,
        "pass",
    ),
    row(
        "rules that nobody read block nothing",
        both(dns_firewall(firewall_rule("BLOCK", "*")), refuse("route53resolver:ListFirewallRules")),
        API,
        "pass",
    ),
    row(
        "lists that nobody read block nothing",
        both(dns_firewall(firewall_rule("BLOCK", "*")), refuse("route53resolver:ListFirewallDomains")),
        API,
        "pass",
    ),
    row(
        "an unread list that may allow stands before one that blocks",
        both(
            dns_firewall(firewall_rule("ALLOW", "*", priority=1), firewall_rule("BLOCK", "*", priority=2)),
            lambda net: net.more.__setitem__(
                "route53resolver:ListFirewallDomains", net.more["route53resolver:ListFirewallDomains"][1:]
            ),
        ),
        API,
        "pass",
    ),
]


@pytest.mark.parametrize("line", [pytest.param(each, id=each.name) for each in ROWS])
def test_a_flow_fares_as_awss_pages_say(line: Row) -> None:
    verdict, findings, story = fare(line)

    assert (verdict, findings) == (line.verdict, line.finds), story


@pytest.mark.parametrize(
    "operation",
    [
        "route53resolver:ListFirewallRuleGroupAssociations",
        "route53resolver:ListFirewallRules",
        "route53resolver:ListFirewallDomains",
    ],
)
def test_what_was_not_read_is_named(operation: str) -> None:
    """A group whose rules or lists were refused changes no verdict, and is named among what was not read."""
    net = Network()
    dns_firewall(firewall_rule("BLOCK", "*"))(net)
    net.refuse(operation)

    unread = {each.operation for each in net.walk(**API).unread}

    assert operation in unread


def test_a_list_of_aws_is_named_in_words_alone() -> None:
    """Nobody can lift what nobody can read, so it is no missing permission."""
    net = Network()
    dns_firewall(firewall_rule("BLOCK"))(net)

    walk = net.walk(**API)

    assert walk.unread == ()
    assert any("rslvr-fdl-rslvr-frg-1-100" in hop.because.en for hop in walk.hops)
