"""Who can be the sender of a flow."""

from __future__ import annotations

import pytest

from fargate_doctor.errors import UsageError
from fargate_doctor.facts.paths.senders import UnknownSender, sender_for
from fargate_doctor.model.snapshot import Snapshot
from tests.facts.paths.network import Network, interface


@pytest.mark.parametrize(
    "name", ["eni-task", "10.0.1.5", "2600:1:0:1::5", "[2600:1:0:1::5]", "2600:1:0:1:0:0:0:5", " 10.0.1.5 "]
)
def test_an_interface_is_named_by_its_id_or_an_address(name: str) -> None:
    sender = sender_for(Snapshot.of(Network().case()), name)

    assert sender.name == "eni-task"
    assert sender.group_ids.require().value == ("sg-task",)
    assert sender.private_ipv4.require().value == "10.0.1.5"
    assert sender.ipv6.require().value == "2600:1:0:1::5"
    assert sender.has_public_ipv4.require().value is False


@pytest.mark.parametrize("name", ["eni-other", "10.9.9.9", "nobody", "", "fe80::1%eth0"])
def test_an_unknown_sender_is_wrong_usage(name: str) -> None:
    with pytest.raises(UnknownSender) as refused:
        sender_for(Snapshot.of(Network().case()), name)

    assert isinstance(refused.value, UsageError)


def test_an_address_that_two_interfaces_have_is_not_enough() -> None:
    net = Network().put("NetworkInterfaces", interface("eni-twin", "10.0.1.5", "subnet-x", (), vpc="vpc-2"))

    with pytest.raises(UnknownSender):
        sender_for(Snapshot.of(net.case()), "10.0.1.5")
