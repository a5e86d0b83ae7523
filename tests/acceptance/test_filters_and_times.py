"""Groups, ACLs, name servers, IPv6, DHCP changes and how tasks end: each case changes one healthy network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.acceptance.parts import (
    ACCOUNT,
    CIDR,
    ENDPOINT_GROUP,
    ENDPOINT_SUBNET,
    EVERYWHERE,
    GROUP,
    LAYERS,
    LAYERS_TIMED_OUT,
    NEW_OPTIONS,
    OPTIONS,
    REGION,
    acl,
    at,
    entry,
    group,
    last_resort,
    lookup_timed_out,
    open_acl,
    rule,
)
from tests.acceptance.scenario import Case, Table, check_diagnosis, check_paths

if TYPE_CHECKING:
    from pathlib import Path

    from tests.acceptance.world import World

filters = Table()

_DUAL_IMAGE = f"{ACCOUNT}.dkr-ecr.{REGION}.on.aws/team/api:1"
_DUAL_FAILED = (
    "CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to do request: "
    f'Head "https://{ACCOUNT}.dkr-ecr.{REGION}.on.aws/v2/team/api/manifests/1": dial tcp [2406:da70:c000::1]:443: '
    "i/o timeout"
)


@filters.case("No outbound rule: nothing leaves. The group comes from the deployment.", "sg.egress-blocked")
def no_rule(world: World) -> None:
    world.group["IpPermissionsEgress"] = []


@filters.case("The rules of all groups add up, whichever group holds them.", paths="8.8.8.8 pass; 8.8.8.8:80 fail")
def third_group(world: World) -> None:
    no_rule(world)
    world.task_groups = [GROUP, "sg-0a0000000000000a2"]
    world.groups.append(group("sg-0a0000000000000a2", [], [rule("tcp", "400-443", EVERYWHERE)]))


@filters.case("An IPv6 rule says nothing about IPv4.", "sg.egress-blocked", paths="8.8.8.8 fail")
def rule_for_ipv6(world: World) -> None:
    world.group["IpPermissionsEgress"] = [rule("tcp", "443", "::/0")]


@filters.case("A rule for the endpoints' group does not reach ECR behind the NAT gateway.", "sg.egress-blocked")
def rule_for_group(world: World) -> None:
    world.group["IpPermissionsEgress"] = [rule("tcp", "443", ENDPOINT_GROUP)]


@filters.case("The customer's list covers private space only.", "sg.egress-blocked", paths="13.236.90.17 fail")
def rule_for_list(world: World) -> None:
    world.group["IpPermissionsEgress"] = [rule("tcp", "443", "pl-0c00000000000003")]
    world.entries["pl-0c00000000000003"] = ["10.0.0.0/8"]


@filters.case("A TCP rule lets no datagram out.", paths="8.8.8.8 pass; 8.8.8.8:53/udp fail; 8.8.8.8/icmp fail")
def rule_for_tcp(world: World) -> None:
    world.group["IpPermissionsEgress"] = [rule("tcp", "0-65535", EVERYWHERE)]


@filters.case("A group as source: the database admits the task's group on its port.", paths="172.31.40.150:5432 pass")
def database(world: World) -> None:
    world.groups.append(group("sg-0a00000000000db1", [rule("tcp", "5432", GROUP)], []))
    world.interface("eni-0a00000000000db1", "172.31.40.150", ENDPOINT_SUBNET, "sg-0a00000000000db1")


@filters.case("A denial with a lower number wins.", "nacl.egress-blocked", confidence="certain")
def denied_first(world: World) -> None:
    world.acl["Entries"] = [entry(90, "out", "deny", "6", "443"), *open_acl()]


@filters.case("A denial with a higher number is never reached, wherever it stands in the list.", paths="8.8.8.8 pass")
def denied_later(world: World) -> None:
    world.acl["Entries"] = [entry(200, "out", "deny"), entry(200, "in", "deny"), *open_acl()]


@filters.case("Answers come to the ephemeral ports, not from 443 alone.", "nacl.return-blocked", paths="8.8.8.8 fail")
def answers_dropped(world: World) -> None:
    world.acl["Entries"] = [entry(100, "out", "allow"), entry(100, "in", "allow", "6", "443"), *last_resort()]


@filters.case(
    "Half the ephemeral ports: sometimes it works.",
    "nacl.return-blocked",
    paths="8.8.8.8 unknown",
    confidence="possible",
)
def half_the_answers_dropped(world: World) -> None:
    world.acl["Entries"] = [entry(50, "in", "deny", "6", "32768-45000"), *open_acl()]


@filters.case("Two denials together close the whole range.", "nacl.return-blocked", paths="8.8.8.8 fail")
def answers_dropped_in_two_parts(world: World) -> None:
    half_the_answers_dropped(world)
    world.acl["Entries"].append(entry(51, "in", "deny", "6", "45001-60999"))


@filters.case("The ACL of the NAT gateway's subnet drops what the task sends.", "nacl.egress-blocked")
def dropped_at_nat(world: World) -> None:
    world.nat_acl["Entries"] = [entry(90, "in", "deny", "6", "443", CIDR), *open_acl()]


@filters.case(
    "A NAT gateway answers from 1024 on.", "nacl.return-blocked", paths="8.8.8.8 unknown", confidence="possible"
)
def nat_with_few_ports(world: World) -> None:
    inbound = [entry(90, "in", "allow", "6", "443", CIDR), entry(100, "in", "allow", "6", "32768-65535")]
    world.nat_acl["Entries"] = [entry(100, "out", "allow"), *inbound, *last_resort()]


@filters.case("The ACL of the endpoints' subnet counts too.", "nacl.egress-blocked")
def dropped_at_endpoint(world: World) -> None:
    world.only_endpoints()
    world.acl["Associations"].pop()
    world.acls.append(acl("acl-0a000000000000003", ENDPOINT_SUBNET))
    inbound = entry(100, "in", "allow", "6", "443", "172.31.40.64/26")
    world.acls[-1]["Entries"] = [entry(100, "out", "allow"), inbound, *last_resort()]


@filters.case("Inside one subnet no ACL is asked.", paths="172.31.40.20:5432 pass")
def neighbour(world: World) -> None:
    world.groups.append(group("sg-0a00000000000db1", [rule("tcp", "5432", "172.31.40.17/32")], []))
    world.interface("eni-0a00000000000db1", "172.31.40.20", world.subnets[0]["SubnetId"], "sg-0a00000000000db1")
    denials = [entry(90, "out", "deny", cidr="172.31.40.0/26"), entry(90, "in", "deny", cidr="172.31.40.0/26")]
    world.acl["Entries"] = [*denials, *open_acl()]


@filters.case("Every block of S3 is denied, and only those.", "nacl.egress-blocked", paths=f"{LAYERS} fail")
def s3_denied(world: World) -> None:
    world.only_endpoints()
    denials = [
        entry(80, "out", "deny", "6", "443", "52.95.128.0/21"),
        entry(81, "out", "deny", "6", "443", "3.5.164.0/22"),
    ]
    world.acl["Entries"] = [*denials, *open_acl()]
    world.pulling(LAYERS_TIMED_OUT)


@filters.case("Its own name server, reached by both protocols.")
def own_name_server(world: World) -> None:
    world.name_server("172.31.40.200", ENDPOINT_SUBNET, rule("udp", "53", CIDR), rule("tcp", "53", CIDR))


@filters.case("Its own name server refuses datagrams.", "dns.custom-servers", paths="172.31.40.200:53/udp fail")
def name_server_by_tcp_only(world: World) -> None:
    world.name_server("172.31.40.200", ENDPOINT_SUBNET, rule("tcp", "53", CIDR))
    world.task["stoppedReason"] = lookup_timed_out("172.31.40.200")


@filters.case(
    "The resolver of the VPC is never filtered.", paths="172.31.40.2:53/udp pass; 169.254.169.253:53/udp pass"
)
def resolver_is_never_filtered(world: World) -> None:
    world.servers = ["172.31.40.2"]
    world.group["IpPermissionsEgress"] = [rule("tcp", "443", EVERYWHERE)]
    world.acl["Entries"] = [entry(90, "out", "deny", "17"), *open_acl()]


@filters.case(
    "An IPv6-only task pulls over an egress-only gateway.", paths="[2606:4700::1111]:443 pass; [fd12::1]:443 fail"
)
def only_ipv6(world: World) -> None:
    world.only_ipv6()
    world.pulling(_DUAL_FAILED, _DUAL_IMAGE)


@filters.case("IPv6 has no route out.", "ipv6.no-egress-route", paths="[2606:4700::1111]:443 fail")
def only_ipv6_without_route(world: World) -> None:
    world.only_ipv6(gateway="")
    world.pulling(_DUAL_FAILED, _DUAL_IMAGE)


@filters.case("An IPv4 rule says nothing about IPv6.", "sg.egress-blocked")
def only_ipv6_with_ipv4_rule(world: World) -> None:
    only_ipv6(world)
    world.group["IpPermissionsEgress"] = [rule("-1", "", EVERYWHERE)]


@filters.case("Bidirectional mode stops egress-only gateways too.", "vpc.block-public-access")
def only_ipv6_blocked(world: World) -> None:
    only_ipv6(world)
    world.block("block-bidirectional")


@filters.case("IPv6 is expected, and the subnet assigns none.", "ipv6.auto-assign-off", wants_ipv6=True)
def not_assigned(world: World) -> None:
    world.dual_stack(assigned=False)
    world.running()


@filters.case("Nobody asked for IPv6.", status="no_problem_found")
def not_assigned_nor_wanted(world: World) -> None:
    not_assigned(world)


@filters.case("The account does not give tasks IPv6.", "ipv6.account-setting-off", confidence="likely", wants_ipv6=True)
def setting_off(world: World) -> None:
    world.dual_stack()
    world.ipv6, world.setting = None, "disabled"
    world.running()


@filters.case("The task keeps the option set of its start.", "dhcp.change-not-applied", confidence="certain")
def options_changed(world: World) -> None:
    world.running()
    world.option_sets = [OPTIONS, NEW_OPTIONS]
    world.vpc["DhcpOptionsId"] = NEW_OPTIONS
    world.associated_options(at("07:30"), OPTIONS)
    world.associated_options(at("08:10"), NEW_OPTIONS)


@filters.case("The old set cannot be read any more.", "dhcp.change-not-applied", confidence="likely")
def old_options_gone(world: World) -> None:
    options_changed(world)
    world.option_sets = [NEW_OPTIONS]


@filters.case("Between creation and start the task may have got either set.")
def options_changed_at_start(world: World) -> None:
    world.running()
    world.associated_options(at("08:01"), NEW_OPTIONS)


@filters.case(
    "Before the creation it got the new one; another VPC's change is none of its own.", status="no_problem_found"
)
def options_changed_before(world: World) -> None:
    world.running()
    world.associated_options(at("07:59"), OPTIONS)
    world.associated_options(at("08:10"), NEW_OPTIONS, vpc="vpc-0bbbb0000000000b1")


@filters.case("Trails reach back 90 days; this task is older.")
def older_than_the_trail(world: World) -> None:
    world.running()
    world.task["createdAt"] = "2026-06-01T08:00:00+00:00"
    world.task["startedAt"] = "2026-06-01T08:02:00+00:00"


@filters.case("Exit 137 without a word of memory.", "container.app-exit", confidence="possible")
def killed(world: World) -> None:
    world.ended("Essential container in task exited", "EssentialContainerExited", 137)


@filters.case("Exit 137 and the word for it.", "container.out-of-memory")
def out_of_memory(world: World) -> None:
    word = "OutOfMemoryError: Container killed due to memory usage"
    world.ended("Essential container in task exited", "EssentialContainerExited", 137, word)


@filters.case("A person's own words are no message of ECS, whatever they say.", status="no_problem_found")
def stopped_by_user(world: World) -> None:
    world.ended("dial tcp: i/o timeout, stopped by operations", "UserInitiated", 0)
    world.default_route()


@pytest.mark.parametrize("case", filters.cases, ids=lambda case: case.name)
def test_diagnosis(case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check_diagnosis(case, tmp_path, capsys)


@pytest.mark.parametrize("case", [each for each in filters.cases if each.paths], ids=lambda case: case.name)
def test_paths(case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check_paths(case, tmp_path, capsys)
