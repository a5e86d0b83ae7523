"""The walker and an independent judge of single packets agree on random networks."""

from __future__ import annotations

import os
from ipaddress import ip_address, ip_network
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from fargate_doctor.facts.paths.flow import Flow
from fargate_doctor.facts.paths.walker import Walker
from fargate_doctor.model.snapshot import Snapshot
from tests.facts.paths.network import S3_BLOCKS
from tests.facts.paths.random_network import ADDRESSES, BLOCKS, random_network, random_question
from tests.facts.paths.single_packet import Judge, is_public

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.hop import Walk

NETWORKS = int(os.environ.get("FARGATE_DOCTOR_RANDOM_NETWORKS", "120"))
BATCH = 20


@pytest.mark.parametrize("first", range(0, NETWORKS, BATCH))
def test_every_packet_fares_as_the_judge_says(first: int) -> None:
    for seed in range(first, first + BATCH):
        chance = Random(seed)  # noqa: S311 - repeatable, not secret
        net = random_network(chance)
        walker, judge, sender = Walker(Snapshot.of(net.case())), Judge(net), net.sender()
        for _ in range(12):
            question: dict[str, Any] = random_question(chance)
            walk = walker.walk(Flow(sender, **question))
            judged = judge.verdict(question["address"], question["protocol"], question["port"])

            assert walk.verdict == judged, f"seed {seed} {question}\n{_story(walk)}"


@pytest.mark.parametrize("first", range(0, NETWORKS, BATCH))
def test_what_is_said_of_public_space_holds_for_every_address_in_it(first: int) -> None:
    for seed in range(first, first + BATCH):
        chance = Random(seed)  # noqa: S311 - repeatable, not secret
        net = random_network(chance)
        net.name_servers("AmazonProvidedDNS")
        net.attributes = dict.fromkeys(net.attributes, True)
        walk = Walker(Snapshot.of(net.case())).walk(Flow(net.sender(), host="registry-1.docker.io"))
        judge = Judge(net, nobody_is_public=True)
        verdicts = {judge.verdict(each, "tcp", 443) for each in _telling_addresses()}

        assert _together(verdicts) == walk.verdict, f"seed {seed} {verdicts}\n{_story(walk)}"


def _together(verdicts: set[str]) -> str:
    return verdicts.pop() if len(verdicts) == 1 else "unknown"


def _telling_addresses() -> set[str]:
    """Return public addresses that meet every combination of blocks: each block's ends and their neighbours."""
    ends = {int(ip_address(each)) for each in ADDRESSES if ":" not in each}
    for block in (*BLOCKS, *S3_BLOCKS, "64.0.0.0/2"):
        network = ip_network(block)
        first, last = int(network.network_address), int(network.broadcast_address)
        ends |= {first - 1, first, last, last + 1}
    own = [ip_network(each) for each in S3_BLOCKS]
    addresses = [ip_address(each) for each in ends if 0 <= each < 2**32]
    return {str(each) for each in addresses if is_public(each) and not any(each in block for block in own)}


def _story(walk: Walk) -> str:
    return "\n".join(f"{hop.kind} {hop.id} {hop.verdict} {hop.finding}: {hop.because.en}" for hop in walk.hops)
