"""Changes tried on the model, alone and together."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from fargate_doctor.checks import all_checks
from fargate_doctor.diagnosis.fix_set import fix_set_of, smallest_set
from fargate_doctor.diagnosis.what_if import GRAVE, outcome_of, switches_of
from fargate_doctor.doctor import diagnose_task
from fargate_doctor.model.snapshot import Snapshot
from tests.account import messages, networks
from tests.account.account import Account
from tests.account.filtering import allow, deny, tcp

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.model import Diagnosis
    from fargate_doctor.diagnosis.what_if import Outcome, Switch


def blocked(*, group: bool = False, route: bool = False, acl: bool = False, refused: str = "") -> Diagnosis:
    """Return the diagnosis of a task with some things in its way, each independent of the others."""
    account = Account(refused={refused} if refused else set())
    network = networks.private_with_nat(account)
    if group:
        network.group["IpPermissionsEgress"] = [tcp(5432, network.vpc["CidrBlock"])]
    if route:
        account.held["ec2:DescribeNatGateways"].clear()
        account.held["ec2:DescribeNetworkInterfaces"].clear()
        network.task_table["Routes"][-1]["State"] = "blackhole"
    if acl:
        account.held["ec2:DescribeNetworkAcls"].clear()
        account.add_acl(network.vpc, "default", *network.public_subnets)
        entries = [deny(90, "0.0.0.0/0", egress=True), allow(100, "0.0.0.0/0", egress=False)]
        account.add_acl(network.vpc, "private", *network.task_subnets, entries=entries)
    service = account.add_service(account.add_definition(), network.task_subnets, [network.group], failed=2)
    account.add_stopped(service, network.task_subnets[0], messages.login_timed_out(account))
    return diagnose_task(Snapshot.of(account.case()))


def tried(diagnosis: Diagnosis, *switches: Switch) -> Outcome:
    """Return what some switches come to."""
    return outcome_of(diagnosis, (each.remedy for each in switches), all_checks())


def offered(diagnosis: Diagnosis, finding: str) -> Switch:
    """Return the first switch that a finding offers."""
    return next(each for each in switches_of(diagnosis) if finding in {one.id for one in each.findings})


def test_nothing_switched_on_changes_nothing() -> None:
    """The model as it is answers as before."""
    diagnosis = blocked(group=True, route=True)
    outcome = tried(diagnosis)

    assert outcome.gone == ()
    assert outcome.steps == ()
    assert outcome.ways == ()
    assert {each.id for each in outcome.left} == {"sg.egress-blocked", "route.blackhole"}
    assert not outcome.mends_all


def test_one_of_two_mends_its_own_and_the_other_would_block_next() -> None:
    """What is left is said by name and level, and the question that turns is named."""
    diagnosis = blocked(group=True, route=True)
    outcome = tried(diagnosis, offered(diagnosis, "sg.egress-blocked"))

    assert [each.id for each in outcome.gone] == ["sg.egress-blocked"]
    assert [each.id for each in outcome.left] == ["route.blackhole"]
    assert [(each.id, each.before, each.after) for each in outcome.steps] == [("way.security-groups", "fail", "pass")]
    assert outcome.ways == ()
    assert not outcome.mends_all


def test_both_together_mend_all_and_the_ways_turn() -> None:
    """Every way that failed passes."""
    diagnosis = blocked(group=True, route=True)
    switches = [offered(diagnosis, each) for each in ("sg.egress-blocked", "route.blackhole")]
    outcome = tried(diagnosis, *switches)

    assert outcome.mends_all
    assert {(each.before, each.after) for each in outcome.ways} == {("fail", "pass")}
    assert len(outcome.ways) == len(diagnosis.walks)


def test_the_order_of_independent_changes_does_not_matter() -> None:
    """Forward and backward come to the same."""
    diagnosis = blocked(group=True, route=True, acl=True)
    found = smallest_set(diagnosis, all_checks())
    assert found
    forward, backward = tried(diagnosis, *found), tried(diagnosis, *reversed(found))

    assert forward.mends_all
    assert backward.mends_all


@pytest.mark.parametrize(
    ("broken", "size"),
    [({"route"}, 1), ({"group", "route"}, 2), ({"group", "acl"}, 2), ({"group", "route", "acl"}, 3)],
)
def test_the_smallest_set_has_one_remedy_for_each_thing_in_the_way(broken: set[str], size: int) -> None:
    """Not more, and it is the same each time."""
    diagnosis = blocked(group="group" in broken, route="route" in broken, acl="acl" in broken)
    found = smallest_set(diagnosis, all_checks())

    assert found
    assert len(found) == size
    assert tried(diagnosis, *found).mends_all
    again = smallest_set(blocked(group="group" in broken, route="route" in broken, acl="acl" in broken), all_checks())
    assert again
    assert [each.remedy.id for each in again] == [each.remedy.id for each in found]


def test_no_part_of_the_smallest_set_is_enough() -> None:
    """Each remedy of it is needed."""
    diagnosis = blocked(group=True, route=True, acl=True)
    found = smallest_set(diagnosis, all_checks())
    assert found

    for left_out in found:
        rest = [each for each in found if each is not left_out]
        assert not tried(diagnosis, *rest).mends_all


def test_what_only_the_message_states_is_never_mended_on_the_model() -> None:
    """A container that ran out of memory stays so, whatever is changed in the network."""
    account = Account()
    network = networks.private_with_nat(account)
    service = account.add_service(account.add_definition(), network.task_subnets, [network.group], failed=2)
    account.add_stopped(service, network.task_subnets[0], messages.out_of_memory())
    diagnosis = diagnose_task(Snapshot.of(account.case()))
    every = [each for each in switches_of(diagnosis) if each.can_be_tried]
    outcome = tried(diagnosis, *every)

    assert smallest_set(diagnosis, all_checks()) is None
    assert {each.id for each in diagnosis.findings if each.level in GRAVE} <= {each.id for each in outcome.left}


def test_a_healthy_task_needs_no_set() -> None:
    """There is nothing to mend."""
    diagnosis = blocked()

    assert smallest_set(diagnosis, all_checks()) is None
    assert fix_set_of(diagnosis, all_checks()) is None


def test_a_set_is_named_only_for_several_findings() -> None:
    """One finding has its own choices; two have a set, proven together."""
    one, two = blocked(route=True), blocked(group=True, route=True)
    found = fix_set_of(two, all_checks())

    assert fix_set_of(one, all_checks()) is None
    assert found
    assert found.is_proven
    assert len(found.switches) == 2


def test_a_doubt_is_no_proof() -> None:
    """Where the ACLs could not be read, no set is called proven that was not before the change."""
    diagnosis = blocked(group=True, route=True, refused="ec2:DescribeNetworkAcls")
    found = fix_set_of(diagnosis, all_checks())

    if found and found.is_proven:
        outcome = tried(diagnosis, *found.switches)
        doubtful = {each.id for each in outcome.ways if each.after == "unknown"}
        assert not outcome.left
        assert doubtful <= {each.need.destination for each in diagnosis.walks}


def test_an_outcome_is_plain_json() -> None:
    """Reports can take it as it is."""
    diagnosis = blocked(group=True, route=True)
    plain = tried(diagnosis, offered(diagnosis, "route.blackhole")).as_plain()

    assert json.loads(json.dumps(plain)) == plain
    assert plain["gone"] == ["route.blackhole"]
    assert plain["left"] == ["sg.egress-blocked"]
    assert plain["proven"] is False


def test_switches_are_offered_once_each_in_the_order_of_the_findings() -> None:
    """A remedy that mends two findings is one switch, and the gravest findings come first."""
    account = Account()
    network = networks.private_with_nat(account, s3_endpoint=True)
    networks.add_endpoints(account, network, ("ecr.api", "ecr.dkr"))
    assert network.endpoint_group
    network.endpoint_group["IpPermissions"] = []
    service = account.add_service(account.add_definition(), network.task_subnets, [network.group], failed=2)
    account.add_stopped(service, network.task_subnets[0], messages.login_timed_out(account))
    diagnosis = diagnose_task(Snapshot.of(account.case()))
    switches = switches_of(diagnosis)

    grave = [any(one.level in GRAVE for one in each.findings) for each in switches]
    assert all(not later or earlier for earlier, later in pairwise(grave))
    assert len(switches[0].findings) == 2
