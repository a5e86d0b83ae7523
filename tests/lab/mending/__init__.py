"""Every way in which the lab's AWS differs from moto's, and nowhere else.

moto answers most of what the tool asks, but some of it wrongly and some not at all. Each mend stands in one function
whose docstring says what AWS does; the modules are

- `interfaces`: addresses, kinds, groups and attachments of network interfaces
- `network`: option sets, IPv6 states, prefix lists, Block Public Access
- `gateways`: blackhole routes, NAT and transit gateways
- `endpoints`: the names of VPC endpoints
- `balancing`: the interfaces of load balancers, and how targets do
- `file_systems`: the interfaces of mount targets
- `images`: digests and sizes of images, and whose registry they are of
- `named`: secrets, parameters and keys
- `filters`: the last lines of network ACLs, the default security group
- `tasks`, `services`, `settings`: ECS
- `dns_firewall`: groups of rules about names
- `trail`: CloudTrail look-ups
- `identity`: IAM's simulation of policies
- `absent`: operations that moto lacks, answered as AWS does for an account that has none of it
- `paging`: limits and pages, which moto ignores
- `inside`: the few functions of moto that are replaced, because its own state would be wrong
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.lab.mending import (
    absent,
    balancing,
    dns_firewall,
    endpoints,
    file_systems,
    filters,
    gateways,
    identity,
    images,
    inside,
    interfaces,
    named,
    network,
    paging,
    services,
    settings,
    tasks,
    trail,
)
from tests.lab.mending.registry import AFTERWARDS, INSTEAD, Refused
from tests.lab.wire import Refusal

if TYPE_CHECKING:
    from tests.lab.state import State
    from tests.lab.wire import Exchange, Wire

__all__ = [
    "absent",
    "answer",
    "balancing",
    "dns_firewall",
    "endpoints",
    "file_systems",
    "filters",
    "gateways",
    "identity",
    "images",
    "interfaces",
    "named",
    "network",
    "prepare",
    "services",
    "settings",
    "tasks",
    "trail",
]


def prepare(state: State) -> None:
    """Mend moto's own state at the start of a scenario."""
    inside.replace_functions(state)
    network.give_vpcs_an_option_set(state)


def answer(state: State, exchange: Exchange) -> Wire:
    """Answer one request as AWS would."""
    try:
        return _answer(state, exchange)
    except Refused as refused:
        return exchange.write(refused.refusal)
    except NotImplementedError:
        state.unanswered.append(exchange.call.operation)
        return exchange.write(Refusal("NotAnsweredByTheLab", f"{exchange.call.operation} has no answer", 501))


def _answer(state: State, exchange: Exchange) -> Wire:
    call = exchange.call
    later_page = paging.later_page(state, call)
    if later_page is not None:
        return exchange.write(later_page)
    paging.check_limits(call)
    if call.operation in INSTEAD:
        said = INSTEAD[call.operation](state, call)
    else:
        wire = exchange.pass_on()
        if call.operation not in AFTERWARDS and not paging.is_paged(call):
            return wire
        heard = exchange.read(wire)
        if heard is None:
            return wire
        said = heard
    for mend in AFTERWARDS.get(call.operation, ()):
        said = mend(state, call, said)
    return exchange.write(paging.first_page(state, call, said))
