"""Every finding about the network is met in the lab: broken, sound, and with the answer refused that shows it."""

from __future__ import annotations

import pytest

from fargate_doctor.checks import all_checks
from tests.lab.scenarios import all_scenarios

AREAS = ("route.", "nat.", "sg.", "nacl.", "endpoint.", "dns.", "gateway.", "path.", "dhcp.", "ipv6.", "flowlogs.")
OTHERS = {
    "vpc.block-public-access",
    "vpc.dns-hostname-random",
    "platform.fargate-eni",
    "platform.version-old",
    "eni.subnet-addresses-exhausted",
    "eni.limit-reached",
    "eni.provisioning-timeout",
    "eni.tag-policy",
    "eni.managed",
    "eni.jumbo-frames",
    "efs.no-mount-target",
    "efs.sg-blocked",
    "efs.dns",
}
SAID_BY_THE_MESSAGE = {"eni.limit-reached", "eni.provisioning-timeout", "eni.tag-policy", "efs.dns"}
"""The message itself says so: no change of the account unsays it, and no refusal hides it."""
SAID_BY_THE_TASK = {"ipv6.platform-version", "platform.fargate-eni", "platform.version-old", "eni.jumbo-frames"}
"""The platform version stands in the answer without which there is no diagnosis at all."""

SCENARIOS = all_scenarios()
DECLARED = {kind.id for each in all_checks() for kind in each.findings}
NETWORK = sorted(OTHERS | {each for each in DECLARED if each.startswith(AREAS)})


def test_the_names_are_those_of_the_checks() -> None:
    """Nothing is counted as met that no check can find."""
    assert set(NETWORK) <= DECLARED


@pytest.mark.parametrize("identifier", NETWORK)
def test_is_met_broken(identifier: str) -> None:
    """Some scenario breaks exactly this, and the finding must come of it."""
    assert any(identifier in each.expects | each.raises for each in SCENARIOS)


@pytest.mark.parametrize("identifier", sorted(set(NETWORK) - SAID_BY_THE_MESSAGE))
def test_is_met_sound(identifier: str) -> None:
    """Some scenario has a twin that differs in nothing but this, where it must not be raised."""
    assert any(each.has_twin and identifier in each.expects | each.raises for each in SCENARIOS)


@pytest.mark.parametrize("identifier", sorted(set(NETWORK) - SAID_BY_THE_MESSAGE - SAID_BY_THE_TASK))
def test_is_met_refused(identifier: str) -> None:
    """Some scenario is also asked with the permission refused that shows it."""
    assert any(each.key_operation and identifier in each.expects | each.raises for each in SCENARIOS)
